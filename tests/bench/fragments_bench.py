#!/usr/bin/env python3
"""Pattern fragments beside nginx on files of the same size, every page made anew. Prints ratios only.

usage: fragments_bench.py BINARY [--seconds N] [--triples N] [--smoke]
Needs wrk and nginx (Debian: wrk, nginx-light). --smoke goes all the way with little, to see that it works.
"""

import argparse
import os
import tempfile
import urllib.parse

from http_bench import BASE, TURTLE, Nginx, Tamizdat, fetch, generate, need, report, wrk

NQUADS = "application/n-quads"
LABEL = "http://www.w3.org/2000/01/rdf-schema#label"
BINDINGS = 30


def pattern(**parameters):
    return "/fragments?" + urllib.parse.urlencode(parameters)


def page(number):
    return pattern(predicate=LABEL, page=number)


def script(folder, name, lines):
    path = os.path.join(folder, name + ".lua")
    with open(path, "w", encoding="utf-8") as file:
        file.write(lines)
    return path


def in_turn(folder, name, targets):
    """A wrk script that asks for one after the other; each thread begins elsewhere."""
    listed = ",".join(f'"{target}"' for target in targets)
    return script(folder, name, f"""local targets = {{{listed}}}
local n = math.random(#targets)
request = function() n = n % #targets + 1; return wrk.format("GET", targets[n]) end
""")


def serve(options, data):
    return Tamizdat(options.binary, data, "--base", BASE, "--cache-megabytes", "0")


def ratio(options, measure, *others):
    """The best rate of the first by the best of the second, measured in turn: whatever else runs meets both."""
    rates = [[one() for one in (measure, *others)] for _ in range(1 if options.smoke else 5)]
    best = [max(column) for column in zip(*rates)]
    return best[0] / best[1]


def pages(options, server, folder, triples):
    """The pages of a bound predicate: how fast beside files, and whether far ones are as fast as the first."""
    last = min(1000, triples // 1000)
    many = in_turn(folder, "pages", [page(n) for n in range(1, last + 1)])
    for name, accept in (("N-Quads", NQUADS), ("Turtle", TURTLE)):
        body, _ = fetch(server.origin + page(2), accept)
        with Nginx({"page": body}) as nginx:
            report(f"100 triples with their exact count, {name}, / nginx", ratio(
                options, lambda: wrk(server.origin, options.seconds, f"Accept: {accept}", script=many),
                lambda: wrk(nginx.origin + "/page", options.seconds)), 0.15, 0.25)
    report(f"page {last:,} / page 1", ratio(options, *(
        lambda n=n: wrk(server.origin + page(n), options.seconds, f"Accept: {NQUADS}") for n in (last, 1))), 0.8, 1)


def bindings(options, server, folder, things):
    """One client that asks for one answer after the other."""
    def restricted(start):
        rows = " ".join(f"(<{BASE}{thing}>)" for thing in things[start:start + BINDINGS])
        return pattern(subject="?s", predicate=LABEL, object="?o", values=f"(?s) {{ {rows} }}")

    together = in_turn(folder, "together", [restricted(n) for n in range(0, 3000, BINDINGS)])
    single = in_turn(folder, "single", [pattern(subject=BASE + t, predicate=LABEL) for t in things[:3000]])
    report(f"{BINDINGS} bindings in one request / {BINDINGS} requests", BINDINGS * ratio(options, *(
        lambda s=s: wrk(server.origin, options.seconds, f"Accept: {NQUADS}", script=s, connections=1)
        for s in (together, single))), 10, 15)


def memory(options, server, folder):
    """Different requests without end: numbers that no other request has had."""
    different = script(folder, "different", """local n = 0
local id = 0
function setup(thread) thread:set("id", id); id = id + 1 end
request = function()
  n = n + 1
  return wrk.format("GET", "/fragments?subject=http%3A%2F%2Fbench.example%2Fnobody-" .. id .. "-" .. n .. "&limit=" .. n % 900 + 1)
end
""")
    wrk(server.origin, 1, script=different)
    before = server.memory()
    wanted = 2_000 if options.smoke else 100_000
    done = 0
    while done < wanted:
        done += wrk(server.origin, options.seconds, script=different) * options.seconds
    report(f"memory after {wanted:,} different requests / before", server.memory() / before, 1.05, 1.0)


def sizes(options, folder):
    small, large = (1_000, 5_000) if options.smoke else (100_000, 5_000_000)
    data = {}
    for options.triples in (small, large):
        data[options.triples] = os.path.join(folder, f"{options.triples}.nt")
        generate(options, data[options.triples])
    near = in_turn(folder, "near", [page(n) for n in range(1, max(2, small // 1000))])
    with serve(options, data[small]) as few, serve(options, data[large]) as many:
        report(f"{large:,} triples / {small:,}", ratio(options, *(
            lambda s=s: wrk(s.origin, options.seconds, f"Accept: {NQUADS}", script=near) for s in (many, few))), 0.8, 1)


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
        things = generate(options, data)
        with serve(options, data) as server:
            pages(options, server, folder, options.triples)
            bindings(options, server, folder, things)
            memory(options, server, folder)
        os.remove(data)
        sizes(options, folder)


if __name__ == "__main__":
    main()
