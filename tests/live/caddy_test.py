#!/usr/bin/env python3
"""Behind a real Caddy, with the configuration that the documentation gives."""

import os
import re
import shutil
import unittest

import harness
from harness import free_port
from proxied import BehindProxy, Proxy, replaced

CADDY = shutil.which("caddy")
# No certificate is asked for, and nobody but the test talks to it.
ALONE = "{\n\tadmin off\n\tauto_https off\n\tdefault_bind 127.0.0.1\n}\n"


def caddy(folder):
    """With the block of docs/deploy.md but for the places."""
    port = free_port()
    with open(os.path.join(harness.ROOT, "docs", "deploy.md"), encoding="utf-8") as file:
        shown = re.search(r"(?s)## Behind Caddy\n.*?```\n(.*?)```", file.read()).group(1)
    site = replaced(shown, ("data.example.org {", f"http://data.example.org:{port} {{"),
                    ("unix//run/tamizdat/http.sock", f"unix/{folder}/http.sock"))
    with open(f"{folder}/Caddyfile", "w", encoding="utf-8") as file:
        file.write(ALONE + site)
    return Proxy([CADDY, "run", "--config", f"{folder}/Caddyfile", "--adapter", "caddyfile"], port,
                 {**os.environ, "HOME": folder, "XDG_DATA_HOME": folder, "XDG_CONFIG_HOME": folder})


@unittest.skipUnless(CADDY, "there is no caddy")
class BehindCaddy(BehindProxy, unittest.TestCase):
    start_proxy = staticmethod(caddy)


if __name__ == "__main__":
    harness.main()
