"""What holds behind every proxy that the documentation shows, and a real one to try it with."""

import http.client
import json
import socket
import subprocess
import tempfile
import time

import harness
from harness import Folder, Server, answers

BASE = "https://data.example.org/"


def replaced(text, *pairs):
    """With each first text replaced by the second; it is an error if one is not there."""
    for old, new in pairs:
        assert old in text, old
        text = text.replace(old, new)
    return text


class Proxy:
    """`command` runs one that listens on `port`, as long as the block lasts."""

    def __init__(self, command, port, env=None):
        self.command, self.port, self.environment = command, port, env

    def __enter__(self):
        self.errors = tempfile.TemporaryFile("w+")
        self.process = subprocess.Popen(self.command, stderr=self.errors, stdout=subprocess.DEVNULL, env=self.environment)
        deadline = time.monotonic() + 30 * harness.SLOWNESS
        while True:
            try:
                socket.create_connection(("127.0.0.1", self.port)).close()
                return self
            except ConnectionRefusedError:
                if self.process.poll() is not None or time.monotonic() > deadline:
                    self.__exit__()
                    raise AssertionError(self.said) from None
                time.sleep(0.02)

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()
        self.errors.seek(0)
        self.said = self.errors.read()
        self.errors.close()

    def ask(self, target, *fields):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30 * harness.SLOWNESS)
        connection.putrequest("GET", target, skip_host=True, skip_accept_encoding=True)
        for field in ("Host: data.example.org", "Connection: close", *fields):
            connection.putheader(*field.split(": ", 1))
        connection.endheaders()
        response = connection.getresponse()
        headers = {name.lower(): response.headers.get_all(name) for name in response.headers}
        body = response.read()
        connection.close()
        return response.status, headers, body


class BehindProxy:
    """Tests for a class that is a TestCase too and says start_proxy(folder), which makes a Proxy before {folder}/http.sock."""

    @classmethod
    def setUpClass(cls):
        cls.files = Folder({"data.ttl": harness.DATA})
        cls.folder = cls.files.__enter__()
        cls.server = Server(f"{cls.folder}/data.ttl", "--base", BASE, "--trusted-proxy", "unix", "--access-log", f"{cls.folder}/log",
                            "--access-log-format", "json", listen=f"127.0.0.1:0,unix:{cls.folder}/http.sock")
        cls.server.__enter__()
        cls.proxy = cls.start_proxy(cls.folder).__enter__()

    @classmethod
    def tearDownClass(cls):
        cls.proxy.__exit__()
        cls.server.__exit__()
        cls.files.__exit__()

    def lines(self):
        with open(f"{self.folder}/log", encoding="utf-8") as file:
            return [json.loads(line) for line in file if line.endswith("\n")]

    def test_answers_are_those_of_tamizdat_alone(self):
        for target, accept in (("/id/ada", "text/turtle"), ("/id/ada.ttl", "*/*"), ("/", "text/html"), ("/id/nobody", "text/html"),
                               ("/fragments", "application/n-quads")):
            direct = answers(self.server.raw(f"GET {target} HTTP/1.0\r\nAccept: {accept}\r\n\r\n".encode()))[0]
            through = self.proxy.ask(target, f"Accept: {accept}")
            self.assertEqual((direct[0], direct[2]), (through[0], through[2]), target)
            for name in ("content-type", "etag", "vary", "location", "link", "cache-control"):
                self.assertEqual(direct[1].get(name), through[1].get(name), (target, name))

    def test_addresses_come_from_the_base_whatever_the_proxy_says(self):
        body = self.proxy.ask("/id/ada.nt", "X-Forwarded-Host: evil.example")[2]
        self.assertIn(f"<{BASE}id/ada>".encode(), body)
        self.assertNotIn(b"evil", body)

    def test_packed_answers_pass_with_their_own_tag(self):
        page = "Accept: text/html"
        plain, packed = self.proxy.ask("/", page), self.proxy.ask("/", page, "Accept-Encoding: gzip")
        self.assertEqual(["gzip"], packed[1]["content-encoding"])
        self.assertNotEqual(plain[1]["etag"], packed[1]["etag"])
        self.assertEqual(304, self.proxy.ask("/", page, "Accept-Encoding: gzip", "If-None-Match: " + packed[1]["etag"][0])[0])

    def test_the_log_names_the_client_and_not_the_proxy(self):
        self.proxy.ask("/id/ada.ttl?who", "X-Forwarded-For: 192.0.2.66")  # a client that lies
        deadline = time.monotonic() + 30 * harness.SLOWNESS
        while not any(line["target"] == "/id/ada.ttl?who" for line in self.lines()):
            self.assertLess(time.monotonic(), deadline)
            time.sleep(0.05)
        asked = [line for line in self.lines() if line["target"] == "/id/ada.ttl?who"]
        self.assertEqual(("127.0.0.1", False), (asked[0]["client"], asked[0]["secure"]))

    def test_what_is_for_operators_stays_inside(self):
        for place in ("/-/metrics", "/-/status", "/-/status.json", "/-/healthz", "/-/readyz"):
            self.assertEqual(404, self.proxy.ask(place)[0], place)
            self.assertEqual(200, answers(self.server.raw(f"GET {place} HTTP/1.0\r\n\r\n".encode()))[0][0], place)
