#!/usr/bin/env python3
"""Real clients at the real server: what they read is what the file says."""

import importlib.util
import os
import shutil
import subprocess
import unittest

import harness
from harness import Folder, Server

EXTENSIONS = ["ttl", "nt", "nq", "trig", "jsonld", "rdf"]
RDFLIB_FORMATS = {"ttl": "turtle", "nt": "nt", "nq": "nquads", "trig": "trig", "jsonld": "json-ld", "rdf": "xml"}


def needs(program):
    return unittest.skipUnless(shutil.which(program), f"{program} is not installed")


class Clients(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        # RDF/XML 1.0 cannot say NUL; that such an answer is refused is tested elsewhere.
        cls.folder = Folder({"data.ttl": harness.DATA.replace('; ex:note "a\\u0000b" ', "")})
        path = cls.folder.__enter__()
        cls.server = Server(path).__enter__()
        cls.ada = cls.server.origin + "/id/ada"

    @classmethod
    def tearDownClass(cls):
        cls.server.__exit__()
        cls.folder.__exit__()

    def curl(self, *arguments):
        return subprocess.run(["curl", "-s", "--max-time", "30", *arguments], capture_output=True, text=True, check=True).stdout

    @needs("curl")
    def test_curl_follows_the_thing_to_its_document(self):
        got = self.curl("-L", "-H", "Accept: text/turtle", "-w", "\n%{http_code} %{content_type} %{num_redirects} %{url_effective}", self.ada)
        body, last = got.rsplit("\n", 1)
        self.assertEqual(f"200 text/turtle; charset=utf-8 1 {self.ada}.ttl", last)
        self.assertIn("foaf:knows", body)

    @needs("curl")
    def test_curl_head_has_the_fields_of_get_and_no_body(self):
        head = self.curl("-I", self.ada + ".ttl").splitlines()
        fields = self.curl("-D", "-", "-o", os.devnull, self.ada + ".ttl").splitlines()
        # A length need not be known where no body is made (RFC 9110, 9.3.2); it must not differ.
        varying = ("Date:", "Content-Length:", "Transfer-Encoding:")
        self.assertEqual(*[[line for line in lines if not line.startswith(varying)] for lines in (head, fields)])
        lengths = [[line for line in lines if line.startswith("Content-Length:")] for lines in (head, fields)]
        self.assertIn(lengths[0], ([], lengths[1]))

    @needs("curl")
    def test_curl_gets_nothing_new_where_nothing_is_new(self):
        headers = self.curl("-I", self.ada + ".ttl")
        etag = next(line.split(": ", 1)[1] for line in headers.splitlines() if line.lower().startswith("etag"))
        self.assertEqual("304 0", self.curl("-o", os.devnull, "-w", "%{http_code} %{size_download}", "-H", f"If-None-Match: {etag}", self.ada + ".ttl"))

    @needs("curl")
    def test_curl_may_type_an_IRI_as_it_is_read(self):
        for spelling in ("milovan-\u0111ilas", "milovan-%C4%91ilas", "milovan-%c4%91ilas"):
            got = self.curl("-L", "-o", os.devnull, "-w", "%{http_code}", f"{self.server.origin}/id/{spelling}")
            self.assertEqual("200", got, spelling)

    @needs("curl")
    def test_a_browser_gets_a_page(self):
        accept = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
        got = self.curl("-L", "-H", "Accept: " + accept, "-w", "\n%{content_type}", self.ada)
        self.assertTrue(got.endswith("\ntext/html; charset=utf-8"), got[-200:])
        self.assertIn("Ada", got)

    @needs("rapper")
    def test_rapper_reads_what_it_negotiates(self):
        for arguments in (["-g"], ["-i", "turtle"], ["-i", "rdfxml"], ["-i", "ntriples"]):
            got = subprocess.run(["rapper", "-q", "-o", "ntriples", *arguments, self.ada], capture_output=True, text=True)
            self.assertEqual(0, got.returncode, got.stderr)
            self.assertIn(f"<{self.ada}> <http://xmlns.com/foaf/0.1/knows>", got.stdout, arguments)

    def expected(self):
        import rdflib
        graph = rdflib.Graph()
        path = os.path.join(self.folder.keeper.name, "data.ttl")
        graph.parse(path, format="turtle", publicID=self.server.base)
        return graph

    @unittest.skipUnless(importlib.util.find_spec("rdflib"), "rdflib is not installed")
    def test_rdflib_reads_the_same_from_every_format(self):
        import rdflib
        ada = rdflib.URIRef(self.ada)
        expected = self.expected()
        for extension in EXTENSIONS:
            with self.subTest(extension):
                dataset = rdflib.ConjunctiveGraph()
                dataset.parse(self.ada + "." + extension, format=RDFLIB_FORMATS[extension])
                got = rdflib.Graph()
                for triple in dataset.triples((ada, None, None)):
                    got.add(triple)
                want = {(p, o) for _, p, o in expected.triples((ada, None, None)) if not isinstance(o, rdflib.BNode)}
                have = {(p, o) for _, p, o in got if not isinstance(o, rdflib.BNode)}
                self.assertEqual(want, have)
                streets = set(dataset.objects(None, rdflib.URIRef("http://example.org/ns#street")))
                self.assertEqual({rdflib.Literal("High Street")}, streets)

    @unittest.skipUnless(importlib.util.find_spec("rdflib"), "rdflib is not installed")
    def test_rdflib_reads_what_it_negotiates_by_default(self):
        import rdflib
        for format in (None, "xml", "turtle", "json-ld"):
            graph = rdflib.Graph()
            graph.parse(self.ada, format=format)
            self.assertIn((rdflib.URIRef(self.ada), None, None), graph, format)


if __name__ == "__main__":
    harness.main()
