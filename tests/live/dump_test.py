#!/usr/bin/env python3
"""The whole data set as files: the same triples in all of them, whole and in parts, plain and packed."""

import gzip
import hashlib
import http.client
import os
import shutil
import subprocess
import tempfile
import time
import unittest

import harness
from harness import Folder, Server

FEW = {"data.ttl": harness.DATA.replace('; ex:note "a\\u0000b" ', "")}
MANY = {"many.ttl": "".join(f'<id/{i // 3}> <p{i % 5}> "value {i}" .\n' for i in range(30000))}
NAMES = [f"dump.{extension}{packing}" for extension in ("ttl", "nt", "nq", "trig") for packing in ("", ".gz", ".zst")]


def lines_without_graphs(quads):
    """N-Quads as N-Triples: the graph is the last term, an IRI."""
    return {line if line.count(b" <") < 2 or not line.endswith(b"> .") else line[:line.rindex(b" <")] + b" ."
            for line in quads.splitlines()}


class Client(unittest.TestCase):
    files = FEW

    @classmethod
    def setUpClass(cls):
        cls.folder = Folder(cls.files)
        path = cls.folder.__enter__()
        cls.server = Server(*(f"{path}/{name}" for name in cls.files)).__enter__()

    @classmethod
    def tearDownClass(cls):
        cls.server.__exit__()
        cls.folder.__exit__()

    def ask(self, name, method="GET", **fields):
        connection = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=60 * harness.SLOWNESS)
        connection.request(method, "/" + name, headers={key.replace("_", "-"): value for key, value in fields.items()})
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        return answer, body

    def get(self, name):
        answer, body = self.ask(name)
        self.assertEqual(200, answer.status)
        return body


class Small(Client):
    def test_what_is_packed_with_gzip_unpacks_to_what_is_plain(self):
        for extension in ("ttl", "nt", "nq", "trig"):
            self.assertEqual(self.get("dump." + extension), gzip.decompress(self.get(f"dump.{extension}.gz")))

    @unittest.skipUnless(shutil.which("zstd"), "zstd is not installed")
    def test_what_is_packed_with_zstd_unpacks_to_what_is_plain(self):
        for extension in ("ttl", "nt", "nq", "trig"):
            packed = self.get(f"dump.{extension}.zst")
            plain = subprocess.run(["zstd", "-dqc"], input=packed, capture_output=True, check=True).stdout
            self.assertEqual(self.get("dump." + extension), plain)

    def test_every_format_says_the_same(self):
        import rdflib
        triples = rdflib.Graph().parse(data=self.get("dump.nt"), format="nt")
        self.assertGreater(len(triples), 10)
        turtle = rdflib.Graph().parse(data=self.get("dump.ttl"), format="turtle")
        self.assertEqual(len(triples), len(turtle))
        for extension, name in (("nq", "nquads"), ("trig", "trig")):
            quads = rdflib.ConjunctiveGraph()
            quads.parse(data=self.get("dump." + extension), format=name)
            self.assertEqual(len(triples), len(quads), extension)
        self.assertEqual(set(self.get("dump.nt").splitlines()), lines_without_graphs(self.get("dump.nq")))

    def test_small_dumps_have_their_length_told_and_parts_from_the_first_request_on(self):
        for name in NAMES:
            with self.subTest(name):
                head, _ = self.ask(name, "HEAD")
                whole = self.get(name)
                self.assertEqual(str(len(whole)), head.headers["Content-Length"])
                self.assertEqual("bytes", head.headers["Accept-Ranges"])
                middle = len(whole) // 2
                got, part = self.ask(name, Range=f"bytes={middle}-", If_Range=head.headers["ETag"])
                self.assertEqual((206, whole[middle:]), (got.status, part))
                self.assertEqual(f"bytes {middle}-{len(whole) - 1}/{len(whole)}", got.headers["Content-Range"])

    @unittest.skipUnless(shutil.which("curl"), "curl is not installed")
    def test_curl_resumes(self):
        whole = self.get("dump.nt")
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "dump.nt")
            with open(path, "wb") as file:
                file.write(whole[:100])
            subprocess.run(["curl", "-sf", "-C", "-", "-o", path, f"{self.server.origin}/dump.nt"], check=True)
            with open(path, "rb") as file:
                self.assertEqual(whole, file.read())

    def test_a_client_that_hangs_up_harms_nobody(self):
        for _ in range(20):
            with self.server.connect() as connection:
                connection.sendall(b"GET /dump.nq.gz HTTP/1.1\r\nHost: h\r\n\r\n")
        self.assertTrue(self.get("dump.nq"))


class Large(Client):
    files = MANY

    def until(self, what, found):
        """Measuring takes as long as it takes."""
        deadline = time.monotonic() + 60 * harness.SLOWNESS
        while not (result := found()) and time.monotonic() < deadline:
            time.sleep(0.05)
        self.assertTrue(result, what)
        return result

    def description(self):
        answer, body = self.ask("?format=nt")
        return answer.headers, body.decode()

    def test_the_description_has_sizes_and_checksums_as_soon_as_they_are_known_and_another_tag_then(self):
        seen = {}

        def measured():
            headers, text = self.description()
            seen[headers["ETag"]] = "#byteSize" in text
            return "#byteSize" in text and text
        text = self.until("a description with sizes", measured)
        self.assertEqual(1, list(seen.values()).count(True))
        for name in NAMES + ["many.ttl"]:
            whole = self.get(name)
            self.assertIn(f'#{name}> <http://www.w3.org/ns/dcat#byteSize> "{len(whole)}"', text)
            self.assertIn(hashlib.sha256(whole).hexdigest(), text)

    def test_what_is_long_can_be_resumed_once_it_has_been_measured(self):
        for name in ("dump.nt.gz", "dump.ttl", "many.ttl"):
            with self.subTest(name):
                whole = self.get(name)
                self.assertGreater(len(whole), 1 << 16)
                head = self.until("a length", lambda: (answer := self.ask(name, "HEAD")[0]).headers["Content-Length"] and answer)
                self.assertEqual(str(len(whole)), head.headers["Content-Length"])
                self.assertEqual("bytes", head.headers["Accept-Ranges"])
                for first in (1, len(whole) // 3, len(whole) - 1):
                    got, part = self.ask(name, Range=f"bytes={first}-", If_Range=head.headers["ETag"])
                    self.assertEqual((206, whole[first:]), (got.status, part))
                    self.assertEqual(f"bytes {first}-{len(whole) - 1}/{len(whole)}", got.headers["Content-Range"])
                got, part = self.ask(name, Range="bytes=-5", Accept_Encoding="gzip")
                self.assertEqual((206, whole[-5:]), (got.status, part))
                got, _ = self.ask(name, Range=f"bytes={len(whole)}-")
                self.assertEqual((416, f"bytes */{len(whole)}"), (got.status, got.headers["Content-Range"]))
                got, part = self.ask(name, Range="bytes=1-", If_Range='"another"')
                self.assertEqual((200, whole), (got.status, part))

    @unittest.skipUnless(shutil.which("curl"), "curl is not installed")
    def test_curl_resumes_what_is_long(self):
        for name in ("dump.trig.zst", "many.ttl"):
            with self.subTest(name), tempfile.TemporaryDirectory() as folder:
                whole = self.get(name)
                self.until("a length", lambda name=name: self.ask(name, "HEAD")[0].headers["Content-Length"])
                path = os.path.join(folder, name)
                with open(path, "wb") as file:
                    file.write(whole[:len(whole) // 2])
                told = subprocess.run(["curl", "-sfv", "-C", "-", "-o", path, f"{self.server.origin}/{name}"], check=True,
                                      capture_output=True, text=True).stderr
                self.assertIn(" 206 ", told)
                with open(path, "rb") as file:
                    self.assertEqual(whole, file.read())

    def test_before_that_a_range_gets_the_whole_or_the_part_but_nothing_else(self):
        got, body = self.ask("dump.ttl", Range="bytes=5-9")
        self.assertIn(got.status, (200, 206))
        whole = self.get("dump.ttl")
        self.assertEqual(whole[5:10] if got.status == 206 else whole, body)


del Client

if __name__ == "__main__":
    harness.main()
