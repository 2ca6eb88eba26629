#!/usr/bin/env python3
"""Tamizdat beside nginx on files of the same size, both on loopback, in one run. Prints ratios only.

usage: http_bench.py BINARY [--seconds N] [--triples N] [--smoke]
Needs wrk and nginx (Debian: wrk, nginx-light). --smoke goes all the way with little, to see that it works.
"""

import argparse
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
BASE = "http://bench.example/"  # of the generator
TURTLE, PAGE = "text/turtle", "text/html"


def generate(options, path):
    """Writes the data; the paths of its things, as they are asked for."""
    generator = os.path.join(os.path.dirname(options.binary), "tests", "bench", "store_bench")
    subprocess.run([generator, "--write", str(options.triples), path], check=True)
    things = {}
    with open(path, encoding="utf-8") as file:
        for line in file:
            if line.startswith(f"<{BASE}id/"):
                things[line[1 + len(BASE):line.index(">")]] = None
    return list(things)


def need(*programs):
    """Ends with 77 where one is not installed."""
    os.environ["PATH"] += ":/usr/sbin"
    for program in programs:
        if not shutil.which(program):
            print(f"skipped: there is no {program}")
            sys.exit(77)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wrk(url, seconds, *headers, script=None, connections=64):
    threads = str(min(2, connections))
    command = ["wrk", "-t", threads, "-c", str(connections), "-d", f"{seconds}s", *(part for h in headers for part in ("-H", h))]
    if script:
        command += ["-s", script]
    got = subprocess.run([*command, url], capture_output=True, text=True, check=True).stdout
    bad = re.search(r"Non-2xx or 3xx responses: (\d+)", got)
    if bad:
        sys.exit(f"{url}: {bad.group(1)} answers were errors")
    return float(re.search(r"Requests/sec:\s+([\d.]+)", got).group(1))


class Tamizdat:
    def __init__(self, binary, *arguments):
        started = time.monotonic()
        self.process = subprocess.Popen([binary, "serve", *arguments, "--listen", "127.0.0.1:0", "--threads", "1"],
                                        stdout=subprocess.PIPE, text=True)
        for line in self.process.stdout:
            found = re.match(r"Ready.*listening on 127\.0\.0\.1:(\d+)", line)
            if found:
                break
        else:
            sys.exit("tamizdat did not start")
        self.origin = f"http://127.0.0.1:{found.group(1)}"
        fetch(self.origin + "/", PAGE)
        self.seconds_to_answer = time.monotonic() - started

    def memory(self):
        with open(f"/proc/{self.process.pid}/status", encoding="ascii") as status:
            return int(re.search(r"VmRSS:\s+(\d+)", status.read()).group(1)) * 1024

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()


class Nginx:
    def __init__(self, files):
        self.folder = tempfile.mkdtemp(prefix="http_bench")
        os.chmod(self.folder, 0o755)
        for name, content in files.items():
            with open(os.path.join(self.folder, name), "wb") as file:
                file.write(content)
        self.port = free_port()
        config = os.path.join(self.folder, "nginx.conf")
        with open(config, "w", encoding="ascii") as file:
            file.write(f"""worker_processes 1; daemon off; pid {self.folder}/pid; error_log {self.folder}/error.log;
events {{ worker_connections 1024; }}
http {{ access_log off; sendfile on; keepalive_requests 1000000000; open_file_cache max=1000;
  client_body_temp_path {self.folder}/a; proxy_temp_path {self.folder}/b; fastcgi_temp_path {self.folder}/c;
  uwsgi_temp_path {self.folder}/d; scgi_temp_path {self.folder}/e;
  server {{ listen 127.0.0.1:{self.port}; root {self.folder}; }} }}
""")
        self.process = subprocess.Popen(["nginx", "-c", config], stderr=subprocess.DEVNULL)
        self.origin = f"http://127.0.0.1:{self.port}"
        for _ in range(500):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    break
            time.sleep(0.01)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)


def fetch(url, accept):
    with urllib.request.urlopen(urllib.request.Request(url, headers={"Accept": accept})) as answer:
        return answer.read(), answer.headers


def every_thing(folder, things, extension):
    """A wrk script that goes through the things, so that no answer is asked for twice in a row."""
    path = os.path.join(folder, f"things.{extension}.lua")
    with open(path, "w", encoding="utf-8") as file:
        paths = ",".join(f'"/{thing}.{extension}"' for thing in things[:20000])
        file.write(f"""local paths = {{{paths}}}
local n = 0
request = function() n = n % #paths + 1; return wrk.format("GET", paths[n]) end
""")
    return path


def report(name, ratio, must, aim):
    print(f"{name:58} {ratio:6.2f}   must {must:<5} aim {aim}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("binary", type=os.path.abspath)
    parser.add_argument("--seconds", type=int, default=5)
    parser.add_argument("--triples", type=int, default=1_000_000)
    parser.add_argument("--smoke", action="store_true")
    options = parser.parse_args()
    if options.smoke:
        options.seconds, options.triples = 1, 10_000
    need("wrk", "nginx")
    with tempfile.TemporaryDirectory() as folder:
        data = os.path.join(folder, "data.nt")
        compare(options, folder, data, generate(options, data))
    shipped(options)


def compare(options, folder, data, things):
    base = ["--base", BASE]
    middle = things[len(things) // 2]
    with Tamizdat(options.binary, data, *base) as hot:
        turtle, headers = fetch(f"{hot.origin}/{middle}.ttl", TURTLE)
        page, _ = fetch(f"{hot.origin}/{middle}.html", PAGE)
        with Nginx({"thing.ttl": turtle, "thing.html": page}) as nginx:
            etag = fetch(nginx.origin + "/thing.ttl", TURTLE)[1]["ETag"]
            files = wrk(nginx.origin + "/thing.ttl", options.seconds)
            pages = wrk(nginx.origin + "/thing.html", options.seconds)
            unchanged = wrk(nginx.origin + "/thing.ttl", options.seconds, f"If-None-Match: {etag}")
            report("entity as Turtle, hot, / nginx", wrk(f"{hot.origin}/{middle}.ttl", options.seconds) / files, 0.7, 1.0)
            report("304, / nginx", wrk(f"{hot.origin}/{middle}.ttl", options.seconds, f"If-None-Match: {headers['ETag']}") / unchanged, 0.7, 1.0)
            with Tamizdat(options.binary, data, *base, "--cache-megabytes", "0") as cold:
                script = every_thing(folder, things, "ttl")
                report("entity as Turtle, made anew, / nginx", wrk(cold.origin, options.seconds, script=script) / files, 0.35, 0.5)
                script = every_thing(folder, things, "html")
                report("entity as HTML, made anew, / nginx", wrk(cold.origin, options.seconds, script=script) / pages, 0.10, 0.2)


def shipped(options):
    paths = [os.path.join(ROOT, name) for name in ("ontology", "data")]
    with Tamizdat(options.binary, *paths) as server:
        report("start to first answer, shipped data, / 100 ms", server.seconds_to_answer / 0.1, 1, 0.3)
        report("resident memory, shipped data, / 40 MB", server.memory() / 40e6, 1, 0.5)


if __name__ == "__main__":
    main()
