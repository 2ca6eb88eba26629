#!/usr/bin/env python3
"""Tamizdat beside nginx on files of the same size, both on loopback and on one thread, in one run: ratios of
requests a second. The same ratio in processor time stands after it, for machines that are busy.

usage: http_bench.py BINARY [--seconds N] [--triples N] [--smoke]
Needs wrk, nginx and serdi (Debian: wrk, nginx-light, serdi). --smoke goes all the way with little, to see that it works.
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
sys.path.insert(0, os.path.join(ROOT, "tests", "support"))
from ports import free_port

TURNS = 3
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


def run_wrk(url, seconds, headers, script, threads, connections):
    """How many requests were answered, and how many a second."""
    return parse_wrk(url, wrk_output(url, seconds, headers, script, threads, connections))


def wrk_output(url, seconds, headers, script, threads, connections):
    command = ["wrk", "--latency", "-t", str(threads), "-c", str(connections), "-d", f"{seconds}s",
               *(part for header in headers for part in ("-H", header)), *(("-s", script) if script else ())]
    return subprocess.run([*command, url], capture_output=True, text=True, check=True).stdout


def parse_wrk(url, got):
    bad = re.search(r"Non-2xx or 3xx responses: (\d+)", got)
    if bad:
        sys.exit(f"{url}: {bad.group(1)} answers were errors")
    return int(re.search(r"(\d+) requests in", got).group(1)), float(re.search(r"Requests/sec:\s+([\d.]+)", got).group(1))


def wrk(url, seconds, *headers, script=None, connections=64):
    return run_wrk(url, seconds, headers, script, min(2, connections), connections)[1]


def cpu_seconds(pid):
    """Of a process and its children."""
    pids = [str(pid), *subprocess.run(["pgrep", "-P", str(pid)], capture_output=True, text=True).stdout.split()]
    ticks = 0
    for one in pids:
        with open(f"/proc/{one}/stat", encoding="utf-8") as file:
            ticks += sum(map(int, file.read().rpartition(")")[2].split()[11:13]))
    return ticks / os.sysconf("SC_CLK_TCK")


def in_milliseconds(text):
    number, unit = re.fullmatch(r"([\d.]+)(us|ms|s)", text).groups()
    return float(number) * {"us": 1e-3, "ms": 1, "s": 1e3}[unit]


class Rate:
    """Requests a second, processor seconds of the server for one of them, and what one in a hundred waits."""

    def __init__(self, server, script, seconds, headers):
        before = cpu_seconds(server.process.pid)
        got = wrk_output(server.origin, seconds, headers, script, 1, 64)
        requests, self.by_second = parse_wrk(server.origin, got)
        self.cpu = (cpu_seconds(server.process.pid) - before) / requests
        self.p99 = in_milliseconds(re.search(r"^\s+99%\s+(\S+)", got, re.MULTILINE).group(1))


class Tamizdat:
    """Serves what it is given, on one thread."""

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
    """Serves files from memory, on one thread, without a log."""

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
        for _ in range(3000):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", self.port)) == 0:
                    return
            time.sleep(0.01)
        sys.exit("nginx did not start")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()
        shutil.rmtree(self.folder, ignore_errors=True)


def fetch(url, accept):
    with urllib.request.urlopen(urllib.request.Request(url, headers={"Accept": accept})) as answer:
        return answer.read(), answer.headers


def asking_for(folder, name, paths):
    """A script for wrk that asks for one path after another."""
    script = os.path.join(folder, f"{name}.lua")
    with open(script, "w", encoding="utf-8") as file:
        listed = ",".join(f'"/{path}"' for path in paths)
        file.write(f"""local paths, requests, n = {{{listed}}}, {{}}, 0
init = function() for i, path in ipairs(paths) do requests[i] = wrk.format("GET", path) end end
request = function() n = n % #requests + 1; return requests[n] end
""")
    return script


def report(name, value, must, aim, remark="", small=None):
    """A row of the table. `small` says whether small is good; if it is not told, the aim being below the must does."""
    def meets(limit):
        return value <= limit if (aim < must if small is None else small) else value >= limit
    reached = "aim" if meets(aim) else "must" if meets(must) else "MISSED"
    print(f"{name:48} {value:9.2f} {must:7.2f} {aim:7.2f}  {reached:6} {remark}".rstrip(), flush=True)


def compare(name, ours, files, must, aim):
    """Best of some turns, for what disturbs a measure only makes it worse."""
    turns = [(ours(), files()) for _ in range(TURNS)]
    ratio = max(o.by_second for o, _ in turns) / max(f.by_second for _, f in turns)
    cpu = min(f.cpu for _, f in turns) / min(o.cpu for o, _ in turns)
    report(name, ratio, must, aim, f"by processor time {cpu:.2f}")
    return turns


def compare_costs(turns):
    """Of what has been measured: less is better."""
    cpu = min(o.cpu for o, _ in turns) / min(f.cpu for _, f in turns)
    report("processor time of a hot request / nginx", cpu, 1.0, 0.9)
    p99 = min(o.p99 for o, _ in turns) / min(f.p99 for _, f in turns)
    report("99th percentile, 64 connections / nginx", p99, 2.0, 1.0)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("binary", type=os.path.abspath)
    parser.add_argument("--seconds", type=int, default=3)
    parser.add_argument("--triples", type=int, default=1_000_000)
    parser.add_argument("--smoke", action="store_true")
    options = parser.parse_args()
    if options.smoke:
        options.seconds, options.triples = 1, 10_000
    need("wrk", "nginx", "serdi")
    with tempfile.TemporaryDirectory() as folder:
        data = os.path.join(folder, "data.nt")
        things = generate(options, data)
        starting(options, data)
        serving(options, folder, data, things)
    shipped(options)


def starting(options, data):
    """Until the first answer, a page with everything counted and drawn; three turns of each, the best of both."""
    here, serdi = [], []
    for _ in range(TURNS):
        with Tamizdat(options.binary, data, "--base", BASE) as server:
            here.append(server.seconds_to_answer)
        started = time.monotonic()
        subprocess.run(["serdi", "-i", "ntriples", data], stdout=subprocess.DEVNULL, check=True)
        serdi.append(time.monotonic() - started)
    report("start on all this to the first answer / serdi", min(here) / min(serdi), 3, 2)


def serving(options, folder, data, things):
    asked = things[:: max(1, len(things) // 20000)]
    middle = things[len(things) // 2]
    script = {extension: asking_for(folder, "all-" + extension, [f"{thing}.{extension}" for thing in asked])
              for extension in ("ttl", "html")}
    one, one_page, file, page_file = (
        asking_for(folder, name, [path]) for name, path in
        (("one", middle + ".ttl"), ("one-page", middle + ".html"), ("file", "thing.ttl"), ("page", "thing.html")))
    def loading(server, what, *headers):
        return lambda: Rate(server, what, options.seconds, headers)
    with Tamizdat(options.binary, data, "--base", BASE) as hot, \
            Tamizdat(options.binary, data, "--base", BASE, "--cache-megabytes", "0") as cold:
        turtle, headers = fetch(f"{hot.origin}/{middle}.ttl", TURTLE)
        page, _ = fetch(f"{hot.origin}/{middle}.html", PAGE)
        with Nginx({"thing.ttl": turtle, "thing.html": page}) as nginx:
            unchanged = f"If-None-Match: {headers['ETag']}"
            file_unchanged = f"If-None-Match: {fetch(nginx.origin + '/thing.ttl', TURTLE)[1]['ETag']}"
            compare("entity as Turtle, made anew / nginx", loading(cold, script["ttl"]), loading(nginx, file), 0.35, 0.5)
            turns = compare("entity as Turtle, hot / nginx", loading(hot, one), loading(nginx, file), 0.9, 1.1)
            compare_costs(turns)
            compare("entity as Turtle, hot, gzip / nginx, not packed", loading(hot, one, "Accept-Encoding: gzip"),
                    loading(nginx, file), 0.7, 1)
            compare("304 / nginx", loading(hot, one, unchanged), loading(nginx, file, file_unchanged), 0.9, 1.1)
            compare("entity as HTML, made anew / nginx", loading(cold, script["html"]), loading(nginx, page_file), 0.10, 0.2)
            compare("entity as HTML, hot / nginx", loading(hot, one_page), loading(nginx, page_file), 0.7, 1)


def shipped(options):
    paths = [os.path.join(ROOT, name) for name in ("ontology", "data")]
    seconds, memory = [], 0
    for _ in range(5):
        with Tamizdat(options.binary, *paths) as server:
            seconds.append(server.seconds_to_answer)
            memory = server.memory()
    report("start to first answer, shipped data, ms", min(seconds) * 1e3, 100, 30)
    report("resident memory, shipped data, MB", memory / 1e6, 40, 20)


if __name__ == "__main__":
    main()
