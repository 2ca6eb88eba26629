#!/usr/bin/env python3
"""Whatever a file holds: `check` and `serve` say file, line and column, soon, and never crash."""

import os
import re
import resource
import shutil
import subprocess
import tempfile
import unittest

import harness
from harness import Folder, run

TURTLE = harness.DATA
PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08\2\0\0\0\x90wS\xde"

# Name of the file, its bytes, and where the error is (None: anywhere).
BROKEN = {
    "latin1.ttl": ('<a> <b> "caf\u00e9" .\n'.encode("latin-1"), (1, 13)),
    "utf16.ttl": (TURTLE.encode("utf-16"), (1, None)),
    "utf16be.ttl": (TURTLE.encode("utf-16-be"), (1, None)),
    "nul.ttl": (b"<a> <b> <c> .\n\0<a> <b> <d> .\n", (2, 1)),
    "nul_in_iri.ttl": (b'<a> <b> <x\0y> .\n', (1, None)),
    "overlong.ttl": (b'<a> <b> "\xc0\xaf" .\n', (1, 10)),
    "surrogate.ttl": (b'<a> <b> "\xed\xa0\x80" .\n', (1, 10)),
    "bad_iri.ttl": (b"<a> <b> <http://exa mple/> .\n", (1, None)),
    "prefix.ttl": (b"<a> <b> <c> .\n<a> foaf:name 1 .\n", (2, None)),
    "brackets.ttl": (b"<a> <b> " + b"[ <b> " * 100000, (1, None)),
    "lists.ttl": (b"<a> <b> " + b"( " * 100000, (1, None)),
    "open_literal.ttl": (b'<a> <b> "no end .\n', (1, None)),
    "picture.ttl": (PNG, (1, None)),
    "picture.nt": (PNG, (1, None)),
    "picture.rdf": (PNG, (1, None)),
    "graph_in_turtle.ttl": (b"<g> { <a> <b> <c> }\n", (1, None)),
    "relative.nt": (b"<a> <b> <c> .\n", (1, None)),
    "broken.nq": (b"<http://a/> <http://b/> <http://c/> <http://g/> extra .\n", (1, None)),
    "cut.rdf": (b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description>', (1, None)),
    "broken.ttl.gz": (b"\x1f\x8b\x08\0\0\0\0\0\0\3not gzip at all", None),
}

FINE = {
    "empty.ttl": b"",
    "crlf.ttl": TURTLE.replace("\n", "\r\n").encode(),
    "bom.ttl": b"\xef\xbb\xbf" + TURTLE.encode(),
    "no_newline.ttl": TURTLE.rstrip("\n").encode(),
    "comment.ttl": b"# nothing but a comment",
}


def processor_seconds_of_children():
    """What finished children have used; unlike the clock it does not depend on what else the machine does."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


class BadInput(unittest.TestCase):
    def test_every_error_has_its_place(self):
        for name, (content, place) in BROKEN.items():
            with self.subTest(name), Folder({name: content}) as folder:
                start = processor_seconds_of_children()
                got = run("check", folder)
                self.assertLess(processor_seconds_of_children() - start, 1.0 * harness.SLOWNESS)
                self.assertIn(got.returncode, (1, 2), got.stderr)
                found = re.search(rf"(?m){re.escape(name)}(?::(\d+)(?::(\d+))?)?: \S", got.stderr)
                self.assertIsNotNone(found, got.stderr)
                if place is not None:
                    line, column = place
                    self.assertEqual(str(line), found.group(1), got.stderr)
                    self.assertIsNotNone(found.group(2), got.stderr)
                    if column is not None:
                        self.assertEqual(str(column), found.group(2), got.stderr)

    def test_serve_names_all_of_them_and_does_not_start(self):
        with Folder({name: content for name, (content, _) in BROKEN.items()} | FINE) as folder:
            got = run("serve", folder, "--listen", "127.0.0.1:0")
            self.assertIn(got.returncode, (1, 2))
            for name in BROKEN:
                self.assertIn(name + ":", got.stderr)
            for name in FINE:
                self.assertNotIn(name + ":", got.stderr)

    def test_what_is_only_unusual_is_fine(self):
        for name, content in FINE.items():
            with self.subTest(name), Folder({name: content}) as folder:
                got = run("check", folder)
                self.assertEqual(0, got.returncode, got.stderr)

    def test_an_empty_file_is_no_error_and_is_pointed_out(self):
        with Folder({"empty.ttl": b"", "some.ttl": TURTLE}) as folder:
            got = run("check", folder)
            self.assertEqual(0, got.returncode, got.stderr)
            self.assertRegex(got.stdout, r"empty\.ttl:1:1: note TZ003 the file says nothing")
            with harness.Server(folder) as server:
                server.signal()
                self.assertEqual(0, server.wait())
                self.assertRegex(server.stderr(), r"empty\.ttl:1:1: the file says nothing")

    def test_an_empty_folder_is_named_once(self):
        with Folder({}) as folder:
            for command in (["check"], ["serve", "--listen", "127.0.0.1:0"]):
                got = run(*command, folder)
                self.assertEqual(2, got.returncode)
                self.assertIn("no data files in this folder", got.stderr)
                self.assertNotIn("no files were given", got.stderr)

    def test_a_file_cut_off_anywhere(self):
        """A cut after a full stop leaves a whole file; every other one is named, with its place."""
        content = TURTLE.encode()
        cuts = range(1, len(content), 3)
        with Folder({f"cut{at}.ttl": content[:at] for at in cuts}) as folder:
            got = run("check", folder)
            self.assertEqual(1, got.returncode)
            named = set(re.findall(r"(?m)(cut\d+)\.ttl:\d+:\d+: ", got.stderr))
            self.assertGreater(len(named), min(len(cuts), 100) * 0.6)

    def test_large_things_are_no_trouble(self):
        literal = b'<a> <b> "' + b"x" * 100_000_000 + b'" .\n'
        prefixes = b"".join(b"@prefix p%d: <http://example.org/%d/> .\n" % (i, i) for i in range(100_000)) + b"p7:a p8:b p9:c .\n"
        for name, content in {"literal.ttl": literal, "prefixes.ttl": prefixes}.items():
            with self.subTest(name), Folder({name: content}) as folder:
                start = processor_seconds_of_children()
                got = run("check", folder, "--fail-on", "error")
                self.assertEqual(0, got.returncode, got.stderr)
                self.assertLess(processor_seconds_of_children() - start, 3.0 * harness.SLOWNESS)

    def test_a_FIFO_is_refused_and_never_waited_for(self):
        with tempfile.TemporaryDirectory() as folder:
            fifo = os.path.join(folder, "pipe.ttl")
            os.mkfifo(fifo)
            for command in ("check", "serve"):
                got = run(command, fifo, timeout=10)
                self.assertNotEqual(0, got.returncode)
                self.assertIn("pipe.ttl", got.stderr)

    def test_what_cannot_be_read_is_named(self):
        with Folder({"good.ttl": TURTLE}) as folder:
            os.symlink(os.path.join(folder, "nowhere"), os.path.join(folder, "dangling.ttl"))
            got = run("check", folder, os.path.join(folder, "missing.ttl"), os.path.join(folder, "no-folder"))
            self.assertEqual(2, got.returncode)
            for name in ("dangling.ttl", "missing.ttl", "no-folder"):
                self.assertIn(name, got.stderr)

    @unittest.skipIf(os.geteuid() == 0 and not os.path.exists("/usr/sbin/runuser"), "root can read everything")
    def test_a_folder_without_permission_is_named(self):
        with Folder({"good.ttl": TURTLE, "closed/a.ttl": TURTLE}) as folder:
            program = shutil.copy(harness.BINARY, folder)  # where another user can run it
            os.chmod(folder, 0o755)
            os.chmod(os.path.join(folder, "closed"), 0)
            as_other = ["/usr/sbin/runuser", "-u", "nobody", "--"] if os.geteuid() == 0 else []
            got = subprocess.run([*as_other, program, "check", folder], capture_output=True, text=True, cwd="/")
            os.chmod(os.path.join(folder, "closed"), 0o755)
            self.assertEqual(2, got.returncode, got.stderr)
            self.assertIn("closed", got.stderr)


if __name__ == "__main__":
    harness.main()
