#!/usr/bin/env python3
"""Every IRI of the shipped data that lies under the base leads somewhere on the running server."""

import http.client
import os
import sys
import unittest
import urllib.parse

import harness
from harness import Server

try:
    import rdflib
except ImportError:
    print("SKIPPED: RDFLib is not installed (apt install python3-rdflib)", file=sys.stderr)
    sys.exit(77)

FOLDERS = ("ontology", "data")


def triples(base):
    graph = rdflib.Graph()
    for folder in FOLDERS:
        for name in sorted(os.listdir(os.path.join(harness.ROOT, folder))):
            if name.endswith(".ttl"):
                graph.parse(os.path.join(harness.ROOT, folder, name), format="turtle", publicID=base)
    return graph


class ShippedData(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.server = Server(*FOLDERS, cwd=harness.ROOT).__enter__()
        cls.graph = triples(cls.server.base)
        cls.connection = http.client.HTTPConnection("localhost", cls.server.port, timeout=30)

    @classmethod
    def tearDownClass(cls):
        cls.connection.close()
        cls.server.__exit__()

    def fetch(self, iri, accept):
        """(status, body) after at most one redirect, as any client would get them."""
        path = urllib.parse.quote(iri[len(self.server.origin):].split("#")[0], safe="/:?&=%-._~!$'()*+,;@")
        for _ in range(2):
            self.connection.request("GET", path, headers={"Accept": accept})
            response = self.connection.getresponse()
            body = response.read()
            if response.status != 303:
                break
            path = response.headers["Location"]
        return response.status, body.decode()

    def local(self, terms):
        return sorted({str(t) for t in terms if isinstance(t, rdflib.URIRef) and t.startswith(self.server.base)})

    def test_the_shipped_data_have_local_IRIs_to_try(self):
        self.assertGreater(len(self.local(self.graph.subjects())), 400)

    def test_every_subject_is_told_at_its_own_address(self):
        told = {}
        for iri in self.local(self.graph.subjects()):
            document = iri.split("#")[0]
            if document not in told:
                status, body = self.fetch(iri, "application/n-triples")
                self.assertEqual(200, status, iri)
                told[document] = body
            # Loaded files are Turtle, whatever one asks for.
            self.assertTrue(f"\n<{iri}> " in "\n" + told[document], f"{iri} is not told at its address")

    def test_every_IRI_that_is_pointed_at_leads_somewhere(self):
        # A vocabulary's namespace ends in '#': what it names is the document.
        for iri in self.local([*self.graph.objects(), *self.graph.predicates()]):
            status, _ = self.fetch(iri, "text/html")
            self.assertEqual(200, status, iri)


if __name__ == "__main__":
    unittest.main()
