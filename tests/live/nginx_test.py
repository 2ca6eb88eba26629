#!/usr/bin/env python3
"""Behind a real nginx, with the configuration that the documentation gives."""

import json
import os
import shutil
import socket
import subprocess
import time
import unittest

import harness
from harness import ROOT, Folder, Server, answers, read_all

NGINX = shutil.which("nginx", path=os.environ.get("PATH", "") + ":/usr/sbin")
BASE = "https://data.example.org/"


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Nginx:
    """A process of its own, with docs/nginx.conf but for the places."""

    def __init__(self, folder):
        self.port = free_port()
        with open(os.path.join(ROOT, "docs", "nginx.conf"), encoding="utf-8") as file:
            site = file.read()
        for old, new in (("/run/tamizdat/http.sock", f"{folder}/http.sock"), ("listen 80;", f"listen 127.0.0.1:{self.port};")):
            assert old in site, old
            site = site.replace(old, new)
        temporary = "".join(f"{kind}_temp_path {folder}/nginx;\n" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
        self.configuration = f"{folder}/nginx.conf"
        with open(self.configuration, "w", encoding="utf-8") as file:
            user = "user root;\n" if os.geteuid() == 0 else ""  # who can reach the folder of the test
            file.write(f"{user}daemon off;\npid {folder}/nginx.pid;\nerror_log stderr;\nevents {{}}\n"
                       f"http {{\naccess_log off;\n{temporary}{site}\n}}\n")

    def __enter__(self):
        self.process = subprocess.Popen([NGINX, "-c", self.configuration, "-e", "stderr"], stderr=subprocess.PIPE, text=True)
        deadline = time.monotonic() + 30 * harness.SLOWNESS
        while True:
            try:
                socket.create_connection(("127.0.0.1", self.port)).close()
                return self
            except ConnectionRefusedError:
                if self.process.poll() is not None or time.monotonic() > deadline:
                    self.process.kill()
                    raise AssertionError(self.process.communicate()[1]) from None
                time.sleep(0.02)

    def __exit__(self, *_):
        self.process.terminate()
        self.process.communicate()

    def ask(self, target, *fields):
        request = "\r\n".join([f"GET {target} HTTP/1.1", "Host: data.example.org", "Connection: close", *fields, "", ""])
        with socket.create_connection(("127.0.0.1", self.port), timeout=30 * harness.SLOWNESS) as connection:
            connection.sendall(request.encode())
            return answers(read_all(connection))[0]


@unittest.skipUnless(NGINX, "there is no nginx")
class BehindNginx(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.files = Folder({"data.ttl": harness.DATA})
        cls.folder = cls.files.__enter__()
        cls.server = Server(f"{cls.folder}/data.ttl", "--base", BASE, "--trusted-proxy", "unix", "--access-log", f"{cls.folder}/log",
                            "--access-log-format", "json", listen=f"127.0.0.1:0,unix:{cls.folder}/http.sock")
        cls.server.__enter__()
        cls.nginx = Nginx(cls.folder).__enter__()

    @classmethod
    def tearDownClass(cls):
        cls.nginx.__exit__()
        cls.server.__exit__()
        cls.files.__exit__()

    def lines(self):
        with open(f"{self.folder}/log", encoding="utf-8") as file:
            return [json.loads(line) for line in file if line.endswith("\n")]

    def test_answers_are_those_of_tamizdat_alone(self):
        for target, accept in (("/id/ada", "text/turtle"), ("/id/ada.ttl", "*/*"), ("/", "text/html"), ("/id/nobody", "text/html"),
                               ("/fragments", "application/n-quads")):
            direct = answers(self.server.raw(f"GET {target} HTTP/1.0\r\nAccept: {accept}\r\n\r\n".encode()))[0]
            through = self.nginx.ask(target, f"Accept: {accept}")
            self.assertEqual((direct[0], direct[2]), (through[0], through[2]), target)
            for name in ("content-type", "etag", "vary", "location", "link", "cache-control"):
                self.assertEqual(direct[1].get(name), through[1].get(name), (target, name))

    def test_addresses_come_from_the_base_whatever_the_proxy_says(self):
        body = self.nginx.ask("/id/ada.nt", "X-Forwarded-Host: evil.example")[2]
        self.assertIn(f"<{BASE}id/ada>".encode(), body)
        self.assertNotIn(b"evil", body)

    def test_packed_answers_pass_with_their_own_tag(self):
        page = "Accept: text/html"
        plain, packed = self.nginx.ask("/", page), self.nginx.ask("/", page, "Accept-Encoding: gzip")
        self.assertEqual(["gzip"], packed[1]["content-encoding"])
        self.assertNotEqual(plain[1]["etag"], packed[1]["etag"])
        self.assertEqual(304, self.nginx.ask("/", page, "Accept-Encoding: gzip", "If-None-Match: " + packed[1]["etag"][0])[0])

    def test_the_log_names_the_client_and_not_the_proxy(self):
        self.nginx.ask("/id/ada.ttl?who", "X-Forwarded-For: 192.0.2.66")  # a client that lies
        deadline = time.monotonic() + 30 * harness.SLOWNESS
        while not any(line["target"] == "/id/ada.ttl?who" for line in self.lines()):
            self.assertLess(time.monotonic(), deadline)
            time.sleep(0.05)
        asked = [line for line in self.lines() if line["target"] == "/id/ada.ttl?who"]
        self.assertEqual(("127.0.0.1", False), (asked[0]["client"], asked[0]["secure"]))

    def test_what_is_for_operators_stays_inside(self):
        for place in ("/-/metrics", "/-/status", "/-/status.json", "/-/healthz", "/-/readyz"):
            self.assertEqual(404, self.nginx.ask(place)[0], place)
            self.assertEqual(200, answers(self.server.raw(f"GET {place} HTTP/1.0\r\n\r\n".encode()))[0][0], place)


if __name__ == "__main__":
    harness.main()
