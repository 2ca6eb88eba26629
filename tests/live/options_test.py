#!/usr/bin/env python3
"""Manual, example configuration, completions and service files say what the program's own table of options says."""

import os
import re
import shutil
import subprocess
import tempfile
import tomllib
import unittest

import harness
from harness import ROOT, run

COMMANDS = ("serve", "check", "convert", "export", "completion")


def options_of(command):
    found = re.findall(r"(?m)^  (?:-\w,)?--([a-z-]+)", run(command, "--help").stdout)
    return [name for name in found if name != "help"]


def content(*path):
    with open(os.path.join(ROOT, *path), encoding="utf-8") as file:
        return file.read()


class Texts(unittest.TestCase):
    def test_the_table_is_found(self):
        self.assertGreater(len(options_of("serve")), 40)

    def test_help_speaks_to_people(self):
        for command in COMMANDS:
            self.assertNotRegex(run(command, "--help").stdout, r"(?m)^  --[a-z-]+ [^( ]+:| in \[|->")

    def test_every_option_stands_in_the_manual(self):
        manual = content("docs", "tamizdat.1").replace("\\-", "-")
        for command in COMMANDS:
            for option in options_of(command):
                self.assertIn("--" + option, manual, command)
            self.assertIn(f"\n.B {command}" if command != "completion" else ".BR completion", manual)

    def test_the_manual_knows_no_other(self):
        known = {option for command in COMMANDS for option in options_of(command)} | {"help", "version", "config"}
        self.assertEqual(set(), set(re.findall(r"--([a-z][a-z-]+)", content("docs", "tamizdat.1").replace("\\-", "-"))) - known)

    def test_the_manual_is_well_formed(self):
        if not shutil.which("man"):
            self.skipTest("there is no man")
        got = subprocess.run(["man", "-l", "--warnings", os.path.join(ROOT, "docs", "tamizdat.1")], capture_output=True, text=True,
                             env={**os.environ, "MANWIDTH": "100"})
        self.assertEqual((0, ""), (got.returncode, got.stderr))

    def test_every_option_of_serve_stands_in_the_example_configuration(self):
        text = content("docs", "tamizdat.toml")
        every = re.sub(r"(?m)^# (?=[a-z-]+ = |\[)", "", text)
        self.assertEqual(set(options_of("serve")) | {"paths"}, set(tomllib.loads(every)["serve"]))

    def test_the_example_configuration_is_taken_as_it_is_and_in_full(self):
        every = re.sub(r"(?m)^# (?=(limit-[a-z-]+|watch|hsts|log-[a-z]+|access-log-format|threads|cache-megabytes|sandbox) = )", "",
                       content("docs", "tamizdat.toml"))
        for text in (content("docs", "tamizdat.toml"), every):
            with tempfile.TemporaryDirectory() as folder:
                with open(f"{folder}/t.toml", "w", encoding="utf-8") as file:
                    file.write(text.replace('paths = ["ontology", "data"]', 'paths = ["no-such-file"]'))
                got = run("serve", "--config", f"{folder}/t.toml", "--listen", "127.0.0.1:0")
                self.assertIn("no-such-file", got.stderr)

    def test_the_configuration_of_the_package_names_known_options(self):
        self.assertLessEqual(set(tomllib.loads(content("packaging", "tamizdat.toml"))["serve"]), set(options_of("serve")) | {"paths"})


class Lists(unittest.TestCase):
    """Options that may be repeated."""

    def test_take_one_word_each_so_that_files_may_follow(self):
        with tempfile.TemporaryDirectory() as folder:
            for options in (["--listen", "127.0.0.1:0"], ["--listen=127.0.0.1:0"], ["--listen", "127.0.0.1:0", "--trusted-proxy", "10.0.0.0/8"]):
                got = run("serve", *options, f"{folder}/no-such.ttl")
                self.assertIn("no-such.ttl: ", got.stderr)
            with open(f"{folder}/x.ttl", "w", encoding="utf-8") as file:
                file.write("<http://example.org/s> <http://example.org/p> 1 .\n")
            got = run("check", "--ignore", "TZ010", "--ignore", "TZ011,TZ020", f"{folder}/x.ttl", "--base", "http://example.org/")
            self.assertIn("Read 1 triple in 1 file", got.stdout + got.stderr)

    def test_may_be_repeated_divided_by_commas_and_come_from_environment_and_file(self):
        with tempfile.TemporaryDirectory() as folder:
            two = ("127.0.0.1:0", "[::1]:0")
            with open(f"{folder}/t.toml", "w", encoding="utf-8") as file:
                file.write('[serve]\nlisten = ["127.0.0.1:0", "[::1]:0"]\n')
            with open(f"{folder}/x.ttl", "w", encoding="utf-8") as file:
                file.write(harness.DATA)
            for arguments, env in ((["--listen", two[0], "--listen", two[1]], {}), (["--listen", ",".join(two)], {}),
                                   ([], {"TAMIZDAT_LISTEN": ",".join(two)}), (["--config", f"{folder}/t.toml"], {})):
                with harness.Server(*arguments, f"{folder}/x.ttl", env=env, listen=None) as server:
                    self.assertEqual(2, len(server.ports()), server.said)


class Bases(unittest.TestCase):
    def test_are_absolute(self):
        for base in ("abc", "//x/", "http://a b/", "data/x.ttl"):
            for command in (["convert", "-", "--from", "turtle", "--to", "ntriples"], ["check", "-", "--from", "turtle"], ["serve", "x.ttl"]):
                got = run(*command, "--base", base, stdin="<s> <p> <o> .")
                self.assertEqual((2, ""), (got.returncode, got.stdout), command)
                self.assertIn("--base: ", got.stderr)

    def test_of_documents_are_for_reading_alone(self):
        base = ["--base", "http://example.org/a/b.ttl"]
        got = run("convert", "-", "--from", "turtle", "--to", "ntriples", *base, stdin="<s> <#p> <> .")
        self.assertEqual("<http://example.org/a/s> <http://example.org/a/b.ttl#p> <http://example.org/a/b.ttl> .\n", got.stdout)
        got = run("check", "-", "--from", "turtle", *base, stdin="<http://x.example/s> <http://x.example/p> <#o> .")
        self.assertIn("Read 1 triple in 1 file", got.stdout + got.stderr)
        self.assertEqual(2, run("check", "--site", "x.ttl", *base).returncode)
        self.assertEqual(2, run("serve", "x.ttl", *base).returncode)


class Choices(unittest.TestCase):
    def test_a_wrong_one_is_told_with_the_right_ones(self):
        for arguments, env in ((["--identity", "other"], {}), ([], {"TAMIZDAT_IDENTITY": "other"})):
            got = run("serve", *arguments, "no-such.ttl", env=env)
            self.assertEqual((2, True), (got.returncode, "'other' is not one of same, see-other" in got.stderr), got.stderr)


class Configuration(unittest.TestCase):
    def test_the_environment_may_name_the_file(self):
        with tempfile.TemporaryDirectory() as folder:
            for name in ("tamizdat", "other", "third"):
                with open(f"{folder}/{name}.toml", "w", encoding="utf-8") as file:
                    file.write(f'[serve]\npaths = ["of-{name}.ttl"]\n')
            named = {"TAMIZDAT_CONFIG": "other.toml"}
            for arguments, env, name in (([], {}, "tamizdat"), ([], named, "other"), (["--config", "third.toml"], named, "third")):
                self.assertIn(f"of-{name}.ttl: ", run("serve", *arguments, env=env, cwd=folder).stderr)
            got = run("serve", env={"TAMIZDAT_CONFIG": "missing.toml"}, cwd=folder)
            self.assertEqual((2, True), (got.returncode, "missing.toml" in got.stderr), got.stderr)


class Completions(unittest.TestCase):
    def script(self, shell):
        got = run("completion", shell)
        self.assertEqual((0, ""), (got.returncode, got.stderr))
        return got.stdout

    def completed(self, *words):
        """What bash offers for the last of the words."""
        quoted = " ".join("'" + word + "'" for word in words)
        lines = [self.script("bash"), f"COMP_WORDS=({quoted})", f"COMP_CWORD={len(words) - 1}", "compopt() { :; }", "_tamizdat",
                 'printf "%s\\n" "${COMPREPLY[@]}"']
        got = subprocess.run(["bash", "-c", "\n".join(lines)], capture_output=True, text=True, cwd=ROOT)
        self.assertEqual("", got.stderr)
        return got.stdout.split()

    def test_know_every_option(self):
        for shell, dashes in (("bash", "--{}"), ("zsh", "'--{}["), ("fish", "-l {} ")):
            script = self.script(shell)
            for command in COMMANDS:
                for option in options_of(command):
                    self.assertIn(dashes.format(option), script, shell)

    def test_of_bash_work(self):
        self.assertEqual(["serve"], self.completed("tamizdat", "se"))
        self.assertEqual({"serve", "check", "convert", "export", "completion"}, {w for w in self.completed("tamizdat", "") if w[0] != "-"})
        self.assertEqual(["--limit-rate"], self.completed("tamizdat", "serve", "--limit-ra"))
        self.assertEqual(["see-other"], self.completed("tamizdat", "serve", "--identity", "see"))
        self.assertIn("ntriples", self.completed("tamizdat", "convert", "x.ttl", "--to", ""))
        self.assertEqual(["fish"], self.completed("tamizdat", "completion", "f"))
        self.assertIn("README.md", self.completed("tamizdat", "check", "READ"))
        self.assertEqual(["ontology"], self.completed("tamizdat", "serve", "--theme", "onto"))

    def test_of_zsh_and_fish_are_read_by_their_shells(self):
        missing = []
        for shell in ("zsh", "fish"):
            if not shutil.which(shell):
                missing.append(shell)
                continue
            got = subprocess.run([shell, "-n"], input=self.script(shell), capture_output=True, text=True)
            self.assertEqual((0, ""), (got.returncode, got.stderr))
        if missing:
            self.skipTest("there is no " + " and no ".join(missing))

    def test_another_shell_is_a_mistake(self):
        self.assertEqual(2, run("completion", "tcsh").returncode)


class Units(unittest.TestCase):
    def test_systemd_reads_the_units(self):
        if not shutil.which("systemd-analyze"):
            self.skipTest("there is no systemd-analyze")
        with tempfile.TemporaryDirectory() as folder:
            for name in ("tamizdat.service", "tamizdat.socket"):
                with open(f"{folder}/{name}", "w", encoding="utf-8") as file:
                    file.write(content("packaging", name).replace("/usr/bin/tamizdat", harness.BINARY))
            got = subprocess.run(["systemd-analyze", "verify", "--man=no", f"{folder}/tamizdat.service", f"{folder}/tamizdat.socket"],
                                 capture_output=True, text=True)
            said = [line for line in got.stderr.splitlines() if folder in line or "tamizdat" in line]
            self.assertEqual([], said)


if __name__ == "__main__":
    harness.main()
