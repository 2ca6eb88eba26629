#!/usr/bin/env python3
"""`tamizdat convert`: every pair of formats says the same; streams; strict."""

import os
import resource
import subprocess
import tempfile
import unittest

import harness
from harness import Folder, run

READABLE = {"turtle": "ttl", "trig": "trig", "ntriples": "nt", "nquads": "nq", "rdfxml": "rdf"}
DATA = """\
<http://a.example/x> <http://a.example/p> "one"@en .
<http://a.example/x> <http://a.example/p> "two \\"quoted\\" \\\\ \\n \u0110"^^<http://www.w3.org/2001/XMLSchema#string> .
<http://a.example/x> <http://a.example/q> "01"^^<http://www.w3.org/2001/XMLSchema#integer> .
<http://a.example/x> <http://a.example/q> <http://a.example/y> .
"""


def triples(text):
    return sorted(line for line in text.splitlines() if line and not line.startswith("#"))


class Convert(unittest.TestCase):
    def to_ntriples(self, text, source):
        got = run("convert", "-", "--from", source, "--to", "ntriples", stdin=text)
        self.assertEqual(0, got.returncode, got.stderr)
        return triples(got.stdout)

    def test_there_and_back_again_through_every_format(self):
        want = self.to_ntriples(DATA, "ntriples")
        self.assertEqual(4, len(want))
        for name in READABLE:
            with self.subTest(name):
                there = run("convert", "-", "--from", "ntriples", "--to", name, stdin=DATA)
                self.assertEqual(0, there.returncode, there.stderr)
                self.assertEqual(want, self.to_ntriples(there.stdout, name))

    def test_JSON_LD_is_written(self):
        got = run("convert", "-", "--from", "ntriples", "--to", "jsonld", stdin=DATA)
        self.assertEqual(0, got.returncode, got.stderr)
        self.assertIn('"@id"', got.stdout)

    def test_formats_go_by_extension_and_the_file_appears_whole(self):
        with Folder({"a.nt": DATA}) as folder:
            out = os.path.join(folder, "b.ttl")
            got = run("convert", os.path.join(folder, "a.nt"), "--to", "ttl", "-o", out)
            self.assertEqual(0, got.returncode, got.stderr)
            self.assertEqual("", got.stdout)
            with open(out, encoding="utf-8") as file:
                self.assertEqual(self.to_ntriples(DATA, "ntriples"), self.to_ntriples(file.read(), "turtle"))

    def test_a_broken_input_leaves_no_output_file(self):
        with Folder({"a.nt": DATA + "nonsense\n"}) as folder:
            out = os.path.join(folder, "b.ttl")
            got = run("convert", os.path.join(folder, "a.nt"), "--to", "turtle", "-o", out)
            self.assertEqual(1, got.returncode)
            self.assertRegex(got.stderr, r"a\.nt:5:\d+: ")
            self.assertEqual(["a.nt"], os.listdir(folder))

    def test_relative_IRIs_need_a_base(self):
        text = "<a> <b> <c> .\n"
        got = run("convert", "-", "--from", "turtle", "--to", "ntriples", stdin=text)
        self.assertEqual(1, got.returncode)
        self.assertIn("base", got.stderr)
        got = run("convert", "-", "--from", "turtle", "--to", "ntriples", "--base", "http://b.example/", stdin=text)
        self.assertEqual("<http://b.example/a> <http://b.example/b> <http://b.example/c> .\n", got.stdout)

    def test_what_the_target_cannot_say_is_an_error(self):
        text = "<http://a.example/x> <http://a.example/1> <http://a.example/y> .\n"
        got = run("convert", "-", "--from", "ntriples", "--to", "rdfxml", stdin=text)
        self.assertEqual(1, got.returncode)
        self.assertIn("http://a.example/1", got.stderr)

    def test_graphs_are_not_dropped_in_silence(self):
        text = "<http://a.example/x> <http://a.example/p> <http://a.example/y> <http://a.example/g> .\n"
        got = run("convert", "-", "--from", "nquads", "--to", "trig", stdin=text)
        self.assertIn("http://a.example/g", got.stdout)
        self.assertEqual("", got.stderr)
        got = run("convert", "-", "--from", "nquads", "--to", "turtle", stdin=text)
        self.assertEqual(0, got.returncode)
        self.assertIn("http://a.example/y", got.stdout)
        self.assertEqual("1 statement was in named graphs, and Turtle has no names of graphs: --to trig or nquads keeps them\n",
                         got.stderr)

    def test_an_unknown_format_of_the_input(self):
        with Folder({"a.xyz": DATA}) as folder:
            got = run("convert", os.path.join(folder, "a.xyz"), "--to", "turtle")
            self.assertEqual(2, got.returncode)
            self.assertIn("--from", got.stderr)
        self.assertEqual(2, run("convert", "-", "--to", "turtle", stdin=DATA).returncode)

    def test_memory_does_not_grow_with_the_input(self):
        """A stream of 100 MB goes through a process that may hold far less."""
        line = b"<http://a.example/%d> <http://a.example/p> \"" + b"x" * 60 + b"\" .\n"

        def limit():
            if harness.SLOWNESS == 1:  # sanitizers reserve all there is
                resource.setrlimit(resource.RLIMIT_DATA, (64 << 20, 64 << 20))

        with tempfile.TemporaryFile() as source:
            for start in range(0, 800_000, 1000):
                source.write(b"".join(line % i for i in range(start, start + 1000)))
            source.seek(0)
            for target in ("ntriples", "turtle"):
                source.seek(0)
                process = subprocess.Popen([harness.BINARY, "convert", "-", "--from", "ntriples", "--to", target], stdin=source,
                                           stdout=subprocess.PIPE, stderr=subprocess.PIPE, preexec_fn=limit)
                count = sum(piece.count(b"xxxx\"") for piece in process.stdout)
                errors = process.stderr.read()
                process.stderr.close()
                process.stdout.close()
                self.assertEqual(0, process.wait(), errors)
                self.assertEqual(800_000, count)

    def test_a_reader_that_goes_away_is_no_crash(self):
        with subprocess.Popen(f"seq -f '<http://a.example/%.0f> <http://a.example/p> \"y\" .' 100000000 | {harness.BINARY} convert - --from ntriples --to ntriples | head -n 3",
                              shell=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
            out, errors = process.communicate(timeout=60)
            self.assertEqual(3, out.count("\n"))
            self.assertEqual("", errors)


if __name__ == "__main__":
    harness.main()
