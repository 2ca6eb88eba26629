#!/usr/bin/env python3
"""The whole data set as a dump beside serdi converting the same triples, in one run: how many times as fast the
dump is, by the clock and in processor time; and what memory a dump takes beyond rest.

usage: dump_bench.py BINARY [--triples N] [--smoke]
Needs serdi (Debian: serdi). --smoke goes all the way with little, to see that it works.
"""

import argparse
import os
import resource
import subprocess
import tempfile
import time
import urllib.request

from http_bench import BASE, TURNS, Tamizdat, cpu_seconds, generate, need, report

MUST_RATE, AIM_RATE = 1, 3
MUST_MEMORY, AIM_MEMORY = 16, 8  # MB


def until_at_rest(server):
    """Measuring dumps aside takes no part in this."""
    while b"byteSize" not in urllib.request.urlopen(f"{server.origin}/?format=nt").read():
        time.sleep(0.5)


class Serdi:
    """Reads a file and writes it anew, the output thrown away."""

    def __init__(self, path, syntax):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        started = time.monotonic()
        subprocess.run(["serdi", "-i", "ntriples", "-o", syntax, path], stdout=subprocess.DEVNULL, check=True)
        self.seconds = time.monotonic() - started
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        self.cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


class Download:
    """Fetches a dump and throws it away; watches what the server's memory grows to."""

    def __init__(self, server, name):
        rest = server.memory()
        before = cpu_seconds(server.process.pid)
        started = time.monotonic()
        self.grown = self.bytes = 0
        with urllib.request.urlopen(f"{server.origin}/{name}") as answer:
            while piece := answer.read(1 << 20):
                self.bytes += len(piece)
                if self.bytes % (16 << 20) < len(piece):
                    self.grown = max(self.grown, server.memory() - rest)
        self.seconds = time.monotonic() - started
        self.cpu = cpu_seconds(server.process.pid) - before


def compare(server, data, name, syntax, must, aim):
    turns = [(Download(server, name), Serdi(data, syntax)) for _ in range(TURNS)]
    rate = min(s.seconds for _, s in turns) / min(d.seconds for d, _ in turns)
    cpu = min(s.cpu for _, s in turns) / max(min(d.cpu for d, _ in turns), 0.01)
    report(f"{name} / serdi", rate, must, aim, f"by processor time {cpu:.2f}")
    return max(d.grown for d, _ in turns)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("binary", type=os.path.abspath)
    parser.add_argument("--triples", type=int, default=1_000_000)
    parser.add_argument("--smoke", action="store_true")
    options = parser.parse_args()
    if options.smoke:
        options.triples = 10_000
    need("serdi")
    with tempfile.TemporaryDirectory() as folder:
        data = os.path.join(folder, "data.nt")
        generate(options, data)
        with Tamizdat(options.binary, data, "--base", BASE) as server:
            until_at_rest(server)
            grown = compare(server, data, "dump.nt", "ntriples", MUST_RATE, AIM_RATE)
            grown = max(grown, compare(server, data, "dump.nq", "nquads", MUST_RATE, AIM_RATE))
            grown = max(grown, compare(server, data, "dump.ttl", "turtle", MUST_RATE, AIM_RATE))
            for name in ("dump.nt.gz", "dump.nt.zst"):
                one = Download(server, name)
                grown = max(grown, one.grown)
                print(f"{name}: {one.bytes / 1e6:.1f} MB in {one.seconds:.2f} s", flush=True)
        report("memory while dumping beyond rest, MB", grown / 1e6, MUST_MEMORY, AIM_MEMORY)


if __name__ == "__main__":
    main()
