"""The site as files: seconds for the shipped data, documents a second for 100,000 things. --smoke: with little.

    python3 tests/bench/export_bench.py build/release/tamizdat build/release/tests/bench/store_bench
"""

import os
import re
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))


def report(what, value, must, aim):
    good = value <= must if aim < must else value >= must
    best = value <= aim if aim < must else value >= aim
    print(f"{what:<48} {value:9.2f} {must:7.2f} {aim:7.2f}  {'aim' if best else 'must' if good else 'MISSED'}", flush=True)


def export(binary, out, *paths, base, cwd=None):
    done = subprocess.run([binary, "export", out, *paths, "--base", base], capture_output=True, text=True, cwd=cwd, check=False)
    if done.returncode:
        sys.exit(done.stderr)
    found = re.search(r"Exported  ([\d,]+) files.* in ([\d.]+) s", done.stdout)
    return int(found.group(1).replace(",", "")), float(found.group(2))


def main():
    binary, writer = map(os.path.abspath, sys.argv[1:3])
    triples = 20_000 if "--smoke" in sys.argv else 1_000_000
    with tempfile.TemporaryDirectory(prefix="export_bench") as folder:
        _, seconds = export(binary, folder + "/shipped", "ontology", "data", base="https://example.org/", cwd=ROOT)
        report("export of the shipped data, seconds", seconds, 2, 1)
        data = folder + "/bench.nt"
        subprocess.run([writer, "--write", str(triples), data], check=True)
        files, seconds = export(binary, folder + "/large", data, base="http://bench.example/")
        report(f"export of {triples // 10:,} things, documents a second", files / max(seconds, 0.01), 5000, 10000)


if __name__ == "__main__":
    main()
