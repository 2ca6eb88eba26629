#!/usr/bin/env python3
"""Behind a real nginx, with the configuration that the documentation gives."""

import os
import shutil
import unittest

import harness
from harness import free_port
from proxied import BehindProxy, Proxy, replaced

NGINX = shutil.which("nginx", path=os.environ.get("PATH", "") + ":/usr/sbin")


def nginx(folder):
    """With docs/nginx.conf but for the places."""
    port = free_port()
    with open(os.path.join(harness.ROOT, "docs", "nginx.conf"), encoding="utf-8") as file:
        site = replaced(file.read(), ("/run/tamizdat/http.sock", f"{folder}/http.sock"),
                        ("listen 80;", f"listen 127.0.0.1:{port};"))
    temporary = "".join(f"{kind}_temp_path {folder}/nginx;\n" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    user = "user root;\n" if os.geteuid() == 0 else ""  # who can reach the folder of the test
    with open(f"{folder}/nginx.conf", "w", encoding="utf-8") as file:
        file.write(f"{user}daemon off;\npid {folder}/nginx.pid;\nerror_log stderr;\nevents {{}}\n"
                   f"http {{\naccess_log off;\n{temporary}{site}\n}}\n")
    return Proxy([NGINX, "-c", f"{folder}/nginx.conf", "-e", "stderr"], port)


@unittest.skipUnless(NGINX, "there is no nginx")
class BehindNginx(BehindProxy, unittest.TestCase):
    start_proxy = staticmethod(nginx)


if __name__ == "__main__":
    harness.main()
