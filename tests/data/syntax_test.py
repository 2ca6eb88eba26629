"""Three Turtle parsers read the files alike, under any base; and no file has a blank node."""
import os
import shutil
import subprocess
import sys
import unittest

from dataset import FILES, ROOT, Graph, Literal, URIRef

TOOLS = {"serdi": ["serdi", "-q", "-i", "turtle", "-o", "ntriples"], "rapper": ["rapper", "-q", "-i", "turtle"]}
BASES = ["https://example.org/set/", "http://localhost:8080/"]


def path(name):
    return os.path.join(ROOT, "data", name + ".ttl")


def triples(graph, base):
    """Triples with the base taken off, so that they can be compared across bases."""
    def bare(term):
        if isinstance(term, URIRef):
            return "<%s>" % (term[len(base):] if term.startswith(base) else str(term))
        return (str(term), term.language, str(term.datatype)) if isinstance(term, Literal) else None
    return {tuple(bare(term) for term in triple) for triple in graph}


def by_rdflib(name, base):
    return triples(Graph().parse(path(name), format="turtle", publicID=base), base)


def by_tool(tool, name, base):
    done = subprocess.run(TOOLS[tool] + [path(name), base], stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=True)
    if done.stderr:
        raise AssertionError("%s on %s: %s" % (tool, name, done.stderr.decode()))
    return triples(Graph().parse(data=done.stdout.decode("utf-8"), format="nt"), base)


class Syntax(unittest.TestCase):
    def test_all_parsers_agree(self):
        for name in FILES:
            for base in BASES:
                expected = by_rdflib(name, base)
                for tool in TOOLS:
                    with self.subTest(name=name, base=base, tool=tool):
                        self.assertEqual(by_tool(tool, name, base), expected)

    def test_the_base_does_not_matter(self):
        for name in FILES:
            self.assertEqual(by_rdflib(name, BASES[0]), by_rdflib(name, BASES[1]), name)

    def test_there_are_no_blank_nodes(self):
        for name in FILES:
            self.assertFalse([t for t in by_rdflib(name, BASES[0]) if None in t], name)

    def test_files_are_unicode_with_plain_line_ends(self):
        for name in FILES:
            with open(path(name), "rb") as file:
                content = file.read()
            self.assertTrue(content.endswith(b"\n") and not content.startswith(b"\xef\xbb\xbf"), name)
            self.assertNotIn(b"\r", content, name)
            self.assertNotRegex(content.decode("utf-8"), r"[ \t]\n", name)

    def test_a_different_reading_would_be_found(self):
        self.assertNotEqual(by_tool("serdi", "s0", BASES[0]), by_rdflib("s1", BASES[0]))


if __name__ == "__main__":
    missing = [tool for tool in TOOLS if not shutil.which(tool)]
    if missing:
        print("SKIPPED: the parsers are not compared: no %s (Debian: apt install serdi raptor2-utils)"
              % ", ".join(missing), file=sys.stderr)
        sys.exit(77)
    unittest.main()
