#!/usr/bin/env python3
"""Reads the sources and fails where the shape of the house is broken; and shows that it would."""

import os
import subprocess
import sys
import unittest

import rules

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
TEXTS = (".cpp", ".hpp", ".py", ".sh", ".txt", ".cmake", ".json", ".toml", ".md", ".ttl", ".mustache", ".css", ".js", ".mjs", ".1")


def project_files():
    """What git tracks, or, in an unpacked archive, all that is there."""
    try:
        listing = subprocess.run(["git", "-C", ROOT, "ls-files", "-z"], capture_output=True, check=True).stdout
        names = listing.decode().split("\0")
    except (OSError, subprocess.CalledProcessError):
        names = [os.path.relpath(os.path.join(folder, name), ROOT)
                 for folder, _, files in os.walk(ROOT) for name in files]
        names = [name for name in names if not name.startswith(("build", ".git/")) and "node_modules/" not in name]
    files = {}
    for name in names:
        path = os.path.join(ROOT, name)
        if (name.endswith(TEXTS) or name.endswith("/run")) and os.path.isfile(path):
            with open(path, encoding="utf-8", errors="replace") as file:
                files[name] = file.read()
    return files


class TheHouse(unittest.TestCase):
    def test_keeps_its_rules(self):
        files = project_files()
        self.assertGreater(sum(1 for name in files if name.startswith("src/")), 20, "the sources were not found")
        complaints = [complaint for rule in rules.RULES for complaint in rule(files)]
        for warning in rules.long_files(files):
            print("warning:", warning)
        self.assertEqual([], complaints, "\n" + "\n".join(complaints))


class PlantedFaults(unittest.TestCase):
    """Each rule finds the fault that it is there for."""

    def assert_found(self, rule, files, text):
        self.assertIn(text, "\n".join(rule(files)))

    def test_an_arrow_that_points_left(self):
        self.assert_found(rules.arrows_point_right, {"src/store/x.cpp": '#include "web/site.hpp"\n'}, "looks left")
        self.assert_found(rules.arrows_point_right, {"src/rdf/x.hpp": "\n # include <syntax/reader.hpp>\n"}, "x.hpp:2")
        self.assert_found(rules.arrows_point_right, {"src/web/x.cpp": '#include "server/log.hpp"\n'}, "looks left")
        self.assertEqual([], list(rules.arrows_point_right({"src/web/x.cpp": '#include "rdf/term.hpp"\n'})))

    def test_an_include_by_a_crooked_path(self):
        self.assert_found(rules.arrows_point_right, {"src/rdf/x.cpp": '#include "../web/site.hpp"\n'}, "no station")

    def test_a_station_that_is_none(self):
        self.assert_found(rules.arrows_point_right, {"src/util/x.cpp": ""}, "no station")

    def test_a_socket_outside_the_server(self):
        self.assert_found(rules.sockets_stay_in_the_server, {"src/web/x.cpp": "#include <boost/asio/ip/tcp.hpp>\n"}, "belongs to server/")

    def test_a_media_type_beside_the_table(self):
        table = {"src/syntax/formats.cpp": '"text/turtle"'}
        self.assertEqual([], list(rules.formats_stand_in_their_table(table)))
        table["src/web/x.cpp"] = 'auto type = "text/turtle; charset=utf-8";'
        self.assert_found(rules.formats_stand_in_their_table, table, "src/web/x.cpp")

    def test_a_vocabulary_IRI_beside_the_vocabulary(self):
        self.assert_found(rules.vocabulary_stands_in_one_place,
                          {"src/answer/x.cpp": 'auto name = "http://xmlns.com/foaf/0.1/name";'}, "x.cpp:1")

    def test_a_path_of_a_machine(self):
        self.assert_found(rules.nothing_of_anybodys_machine, {"README.md": "see /home" + "/me/notes"}, "somebody's machine")


if __name__ == "__main__":
    sys.exit(unittest.main(verbosity=1))
