#!/usr/bin/env python3
"""The Debian package holds what it should, and what it holds works."""

import gzip
import os
import shutil
import subprocess
import tempfile
import unittest

import harness

BUILD = os.path.dirname(harness.BINARY)

WANTED = {
    "usr/bin/tamizdat": 0o755,
    "usr/share/man/man1/tamizdat.1.gz": 0o644,
    "usr/share/doc/tamizdat/changelog.gz": 0o644,
    "usr/share/doc/tamizdat/copyright": 0o644,
    "usr/share/tamizdat/tamizdat.toml": 0o644,
    "usr/share/tamizdat/theme/templates/home.mustache": 0o644,
    "usr/share/tamizdat/theme/messages/de.txt": 0o644,
    "usr/share/bash-completion/completions/tamizdat": 0o644,
    "usr/share/zsh/vendor-completions/_tamizdat": 0o644,
    "usr/share/fish/vendor_completions.d/tamizdat.fish": 0o644,
    "usr/lib/systemd/system/tamizdat.service": 0o644,
    "usr/lib/systemd/system/tamizdat.socket": 0o644,
    "etc/tamizdat/tamizdat.toml": 0o644,
    "etc/logrotate.d/tamizdat": 0o644,
}


@unittest.skipUnless(shutil.which("dpkg-deb") and shutil.which("cpack"), "there is no dpkg-deb or no cpack")
class Package(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.keeper = tempfile.TemporaryDirectory()
        cls.root = os.path.join(cls.keeper.name, "root")
        got = subprocess.run(["cpack", "--config", os.path.join(BUILD, "CPackConfig.cmake"), "-G", "DEB", "-B", cls.keeper.name],
                             capture_output=True, text=True)
        assert got.returncode == 0, got.stdout + got.stderr
        cls.package = next(os.path.join(cls.keeper.name, name) for name in os.listdir(cls.keeper.name) if name.endswith(".deb"))
        subprocess.run(["dpkg-deb", "-x", cls.package, cls.root], check=True)

    @classmethod
    def tearDownClass(cls):
        cls.keeper.cleanup()

    def test_holds_all_that_it_should_and_nothing_where_it_should_not(self):
        for name, mode in WANTED.items():
            status = os.stat(os.path.join(self.root, name))
            self.assertEqual(oct(mode), oct(status.st_mode & 0o7777), name)
            self.assertGreater(status.st_size, 0, name)
        self.assertEqual({"etc", "usr"}, set(os.listdir(self.root)))
        self.assertEqual({"bin", "lib", "share"}, set(os.listdir(os.path.join(self.root, "usr"))))

    def test_names_the_libraries_that_it_needs_and_its_configuration(self):
        fields = subprocess.run(["dpkg-deb", "-f", self.package], capture_output=True, text=True, check=True).stdout
        for library in ("libc6", "libgvc6", "libssl3", "libserd-0-0", "libsqlite3-0"):
            self.assertIn(library, fields)
        version = harness.run("--version").stdout.split()[1]
        self.assertIn(f"Version: {version}", fields)
        control = subprocess.run(["dpkg-deb", "--ctrl-tarfile", self.package], capture_output=True, check=True).stdout
        self.assertIn(b"/etc/tamizdat/tamizdat.toml\n", control)

    @unittest.skipUnless(shutil.which("lintian"), "there is no lintian")
    def test_pleases_lintian(self):
        got = subprocess.run(["lintian", "--allow-root", "--fail-on", "error,warning", self.package], capture_output=True, text=True)
        self.assertEqual("", got.stdout + got.stderr)
        self.assertEqual(0, got.returncode)

    def test_the_history_knows_this_version(self):
        with gzip.open(os.path.join(self.root, "usr/share/doc/tamizdat/changelog.gz"), "rt", encoding="utf-8") as file:
            self.assertTrue(file.read().startswith(f"tamizdat ({harness.run('--version').stdout.split()[1]}) "))

    def test_its_program_and_its_unit_fit_together(self):
        binary = os.path.join(self.root, "usr/bin/tamizdat")
        self.assertEqual(harness.run("--version").stdout, subprocess.run([binary, "--version"], capture_output=True, text=True).stdout)
        with open(os.path.join(self.root, "usr/lib/systemd/system/tamizdat.service"), encoding="utf-8") as file:
            self.assertIn("ExecStart=/usr/bin/tamizdat serve --config /etc/tamizdat/tamizdat.toml\n", file.read())


if __name__ == "__main__":
    harness.main()
