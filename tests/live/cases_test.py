#!/usr/bin/env python3
"""The exchanges of tests/http/cases against the running server, over a socket."""

import os
import subprocess
import unittest

import harness

CASES = os.environ["TAMIZDAT_HTTP_CASES"]


class Cases(unittest.TestCase):
    def test_every_case_holds_over_a_socket(self):
        folder = os.path.join(harness.ROOT, "tests", "http")
        with harness.Server("data", "--base", "http://site.example/", cwd=folder) as server:
            got = subprocess.run([CASES, "--url", f"http://127.0.0.1:{server.port}"], capture_output=True, text=True)
        self.assertEqual(0, got.returncode, got.stdout[-5000:] + got.stderr[-5000:])
        self.assertRegex(got.stdout, r"\[  PASSED  \] [1-9]\d* test")


if __name__ == "__main__":
    harness.main()
