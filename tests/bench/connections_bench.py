#!/usr/bin/env python3
"""Many connections that rest: what they cost in memory, and whether the server is still quick beside them.

usage: connections_bench.py BINARY [--connections N] [--smoke]
"""

import argparse
import os
import re
import resource
import socket
import statistics
import subprocess
import sys
import time

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
GET = b"GET / HTTP/1.1\r\nHost: localhost\r\nAccept: text/html\r\n\r\n"


def resident_megabytes(pid):
    with open(f"/proc/{pid}/status", encoding="utf-8") as file:
        return int(re.search(r"VmRSS:\s+(\d+)", file.read()).group(1)) * 1024 / 1e6


def ask(connection):
    connection.sendall(GET)
    received = b""
    while b"\r\n\r\n" not in received:
        received += connection.recv(65536) or sys.exit("a connection ended")
    head, _, body = received.partition(b"\r\n\r\n")
    length = int(re.search(rb"(?i)content-length: (\d+)", head).group(1))
    while len(body) < length:
        body += connection.recv(65536) or sys.exit("an answer was cut")
    if not head.startswith(b"HTTP/1.1 200"):
        sys.exit(f"an answer was {head[:40]!r}")


def milliseconds(port, times=200):
    taken = []
    with socket.create_connection(("127.0.0.1", port)) as connection:
        for _ in range(times):
            start = time.perf_counter()
            ask(connection)
            taken.append((time.perf_counter() - start) * 1000)
    return statistics.median(taken)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("binary")
    parser.add_argument("--connections", type=int, default=10000)
    parser.add_argument("--smoke", action="store_true", help="with few, to see that it works")
    options = parser.parse_args()
    number = 200 if options.smoke else options.connections
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    if hard != resource.RLIM_INFINITY and hard < number + 100:
        print(f"skipped: the system grants {hard} open files")
        sys.exit(77)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    server = subprocess.Popen([options.binary, "serve", "ontology", "data", "--listen", "127.0.0.1:0", "--limit-idle-time", "10m",
                               "--limit-head-time", "10m"],
                              cwd=ROOT, stdout=subprocess.PIPE, text=True)
    try:
        said = ""
        while "Ready" not in said:
            said = server.stdout.readline() or sys.exit("it does not start")
        port = int(re.search(r"listening on \S*:(\d+)", said).group(1))
        alone = milliseconds(port)
        before = resident_megabytes(server.pid)
        resting = [socket.create_connection(("127.0.0.1", port)) for _ in range(number)]
        for connection in resting:
            ask(connection)
        after = resident_megabytes(server.pid)
        beside = milliseconds(port)
        print(f"resident memory, shipped data                     {before:8.1f} MB")
        print(f"the same with {number:,} connections that rest    {after:8.1f} MB   (must: under 60)")
        print(f"bytes a connection                                {(after - before) * 1e6 / number:8.0f}")
        print(f"an answer beside them: time / time alone          {beside / alone:8.2f}")
        if after >= 60:
            sys.exit(1)
    finally:
        server.kill()
        server.wait()


if __name__ == "__main__":
    main()
