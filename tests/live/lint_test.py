#!/usr/bin/env python3
"""`tamizdat check` as people and code hosts meet it: exit status by severity, JSON, SARIF."""

import json
import os
import re
import unittest

import harness
from harness import ROOT, run

PLANTED = os.path.join(ROOT, "tests", "lint", "planted")
BASE = ("--base", "http://example.org/")


def planted(name):
    return [os.path.join(PLANTED, name + ".ttl"), os.path.join(PLANTED, "vocabulary.ttl"), *BASE]


class Check(unittest.TestCase):
    def test_planted_mistakes_of_each_kind_make_it_fail_with_the_place(self):
        for name in ("dangling", "undefined", "labels", "literals", "prefixes", "iris", "unlinked", "syntax"):
            with self.subTest(name):
                got = run("check", *planted(name))
                self.assertEqual(1, got.returncode, got.stdout + got.stderr)
                with open(os.path.join(PLANTED, name + ".ttl"), encoding="utf-8") as file:
                    expected = re.findall(r"(?m)^# expect (TZ\d+) (\d+:\d+)$", file.read())
                for code, place in expected:
                    self.assertRegex(got.stdout + got.stderr, rf"{name}\.ttl:{place}: \w+ {code} ")

    def test_the_shipped_data_pass(self):
        got = run("check", os.path.join(ROOT, "ontology"), os.path.join(ROOT, "data"))
        self.assertEqual(0, got.returncode, got.stdout + got.stderr)

    def test_a_small_sound_file_passes_though_nobody_says_what_is_ours(self):
        for text in ("@prefix ex: <http://example.org/> .\nex:alice ex:knows ex:bob ; ex:name 'Alice' .\n",
                     "<http://example.org/s> <http://example.org/p> <http://example.org/o> .\n"):
            got = run("check", "-", "--from", "turtle", stdin=text)
            self.assertEqual(0, got.returncode, got.stdout + got.stderr)
            self.assertIn("note TZ013", got.stdout)
            self.assertEqual(1, run("check", "-", "--from", "turtle", "--base", "http://example.org/", stdin=text).returncode)

    def test_the_exit_status_follows_the_severity(self):
        for options, status in (([], 1), (["--fail-on", "warning"], 1), (["--fail-on", "error"], 0),
                                (["--ignore", "TZ010"], 0), (["--ignore", "dangling-iri", "--fail-on", "note"], 0)):
            with self.subTest(options):
                self.assertEqual(status, run("check", *planted("dangling"), *options).returncode)
        self.assertEqual(1, run("check", *planted("literals"), "--fail-on", "error").returncode)

    def test_what_cannot_be_done_is_told_apart(self):
        self.assertEqual(2, run("check", "no/such/file.ttl").returncode)
        self.assertNotIn(run("check", *planted("dangling"), "--format", "yaml").returncode, (0, 1))
        self.assertNotIn(run("check", *planted("dangling"), "--ignore", "TZ999").returncode, (0, 1))

    def test_json_is_for_programs(self):
        got = run("check", *planted("dangling"), "--format", "json")
        self.assertEqual(1, got.returncode)
        report = json.loads(got.stdout)
        self.assertEqual({"error": 0, "warning": 2, "note": 0}, report["counts"])
        for finding in report["findings"]:
            self.assertEqual({"code", "rule", "severity", "message", "hint", "file", "line", "column", "term"}, set(finding))

    def test_sarif_is_for_code_hosts(self):
        for name in ("literals", "syntax"):
            log = json.loads(run("check", *planted(name), "--format", "sarif").stdout)
            self.assertEqual("2.1.0", log["version"])
            run_of_tool, = log["runs"]
            rules = run_of_tool["tool"]["driver"]["rules"]
            self.assertTrue(run_of_tool["results"])
            for result in run_of_tool["results"]:
                self.assertEqual(rules[result["ruleIndex"]]["id"], result["ruleId"])
                self.assertIn(result["level"], ("note", "warning", "error"))
                place = result["locations"][0]["physicalLocation"]
                self.assertTrue(place["artifactLocation"]["uri"].endswith(name + ".ttl"))
                self.assertGreater(place["region"]["startLine"], 1)

    def test_standard_input_has_places_too(self):
        got = run("check", "-", "--from", "turtle", *BASE, stdin='<a> <http://purl.org/dc/terms/date> "x"^^<http://www.w3.org/2001/XMLSchema#date> .\n')
        self.assertEqual(1, got.returncode)
        self.assertIn("-:1:37: error TZ040", got.stdout)


if __name__ == "__main__":
    harness.main()
