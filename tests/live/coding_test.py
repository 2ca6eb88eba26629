#!/usr/bin/env python3
"""Packed answers over the wire: what clients unpack is, byte for byte, what is sent unpacked."""

import gzip
import http.client
import shutil
import subprocess
import unittest

import harness
from harness import Folder, Server

MANY = "@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .\n" + "".join(
    f'<id/{i}> rdfs:label "number {i}"@en , "{"x" * (i % 50)}" .\n' for i in range(6000))
# From tiny to streamed: a page, a document, a fragment, a table, a whole file in several formats.
PATHS = ["/id/ada.html", "/id/ada.ttl", "/fragments?format=trig", "/fragments?format=csv", "/-/healthz", "/favicon.ico",
         "/many.ttl", "/many.ttl?format=nt", "/many.ttl?format=jsonld", "/many.ttl?format=nq"]
CODINGS = ["gzip", "br", "zstd"]


class Coding(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = Folder({"data.ttl": harness.DATA, "many.ttl": MANY})
        path = cls.folder.__enter__()
        cls.server = Server(f"{path}/data.ttl", f"{path}/many.ttl").__enter__()

    @classmethod
    def tearDownClass(cls):
        cls.server.__exit__()
        cls.folder.__exit__()

    def ask(self, path, coding=None, method="GET", **fields):
        connection = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=60 * harness.SLOWNESS)
        headers = {name.replace("_", "-"): value for name, value in fields.items()}
        if coding:
            headers["Accept-Encoding"] = coding
        connection.request(method, path, headers=headers)
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        return answer, body

    def test_gzip_unpacks_to_the_bytes_sent_without(self):
        for path in PATHS:
            with self.subTest(path):
                plain, bytes_ = self.ask(path)
                packed, coded = self.ask(path, "gzip")
                self.assertEqual(200, packed.status)
                self.assertIsNone(plain.headers["Content-Encoding"])
                if packed.headers["Content-Encoding"] == "gzip":
                    self.assertLess(len(coded), len(bytes_))
                    self.assertNotEqual(plain.headers["ETag"], packed.headers["ETag"])
                    coded = gzip.decompress(coded)
                else:
                    self.assertLess(len(bytes_), 860)
                self.assertEqual(bytes_, coded)

    @unittest.skipUnless(shutil.which("curl"), "curl is not installed")
    def test_curl_unpacks_every_coding_to_the_bytes_sent_without(self):
        known = subprocess.run(["curl", "-V"], capture_output=True, text=True, check=True).stdout
        for coding, feature in (("gzip", "libz"), ("br", "brotli"), ("zstd", "zstd")):
            self.assertIn(feature, known, "this curl cannot unpack " + coding)
            for path in PATHS:
                with self.subTest(path, coding=coding):
                    url = self.server.origin + path
                    plain = subprocess.run(["curl", "-sf", url], capture_output=True, check=True).stdout
                    unpacked = subprocess.run(["curl", "-sf", "--compressed", "-H", "Accept-Encoding: " + coding, url],
                                              capture_output=True, check=True).stdout
                    self.assertEqual(plain, unpacked)

    def test_HEAD_and_304_have_the_fields_of_GET(self):
        framing = ("date", "content-length", "transfer-encoding", "connection")
        for path in PATHS:
            for coding in CODINGS:
                with self.subTest(path, coding=coding):
                    got, _ = self.ask(path, coding)
                    head, nothing = self.ask(path, coding, method="HEAD")
                    self.assertEqual(b"", nothing)
                    pick = lambda answer: [(n, v) for n, v in answer.getheaders() if n.lower() not in framing]
                    self.assertEqual(pick(got), pick(head))
                    if not got.headers["ETag"]:
                        continue
                    same, nothing = self.ask(path, coding, If_None_Match=got.headers["ETag"])
                    self.assertEqual((304, b""), (same.status, nothing))
                    for name in ("ETag", "Vary", "Cache-Control", "Content-Location"):
                        self.assertEqual(got.headers[name], same.headers[name])

    def test_the_same_bytes_each_time_for_one_strong_tag(self):
        for path in PATHS:
            for coding in CODINGS:
                first, again = self.ask(path, coding), self.ask(path, coding)
                self.assertEqual(first[0].headers["ETag"], again[0].headers["ETag"])
                self.assertEqual(first[1], again[1], path)

    def test_assets_that_are_kept_for_ever_are_packed_too(self):
        _, page = self.ask("/id/ada.html")
        style = page.decode().split('rel="stylesheet" href="')[1].split('"')[0]
        plain, bytes_ = self.ask(style)
        packed, coded = self.ask(style, "gzip")
        self.assertEqual("gzip", packed.headers["Content-Encoding"])
        self.assertIn("immutable", packed.headers["Cache-Control"])
        self.assertEqual(bytes_, gzip.decompress(coded))
        self.assertEqual("bytes", plain.headers["Accept-Ranges"])

    def test_parts_make_up_the_whole(self):
        _, page = self.ask("/id/ada.html")
        style = page.decode().split('rel="stylesheet" href="')[1].split('"')[0]
        for coding in (None, "gzip"):
            whole, bytes_ = self.ask(style, coding)
            parts = b""
            while len(parts) < len(bytes_):
                part, some = self.ask(style, coding, Range=f"bytes={len(parts)}-{len(parts) + 999}",
                                      If_Range=whole.headers["ETag"])
                self.assertEqual(206, part.status)
                self.assertEqual(f"bytes {len(parts)}-{len(parts) + len(some) - 1}/{len(bytes_)}", part.headers["Content-Range"])
                parts += some
            self.assertEqual(bytes_, parts)


if __name__ == "__main__":
    harness.main()
