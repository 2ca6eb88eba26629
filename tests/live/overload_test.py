#!/usr/bin/env python3
"""More work than can be done at once: 503 quickly, what is finished all the same, and back to normal by itself."""

import re
import signal
import socket
import time
import unittest

import harness
from harness import Folder, Server, answers, read_all

NAMES = "".join(f'<id/x{i}> <http://www.w3.org/2000/01/rdf-schema#label> "thing {i}" ; <http://example.org/knows> <id/x{i % 97}> .\n'
                for i in range(5000))
LARGE = "".join(f'<id/y{i}> <http://example.org/p> "{"y" * 300}" .\n' for i in range(20000))


def request(target, accept="text/html"):
    return f"GET {target} HTTP/1.1\r\nHost: localhost\r\nAccept: {accept}\r\nConnection: close\r\n\r\n".encode()


def number(server, metric):
    return float(re.search(rf"(?m)^{metric} (\S+)$", answers(server.raw(request("/-/metrics")))[0][2].decode()).group(1))


def eventually(condition, seconds=30):
    deadline = time.monotonic() + seconds * harness.SLOWNESS
    while not condition():
        if time.monotonic() > deadline:
            raise AssertionError("it has not come true")
        time.sleep(0.05)


class Work(unittest.TestCase):
    """All requests are there at once, since the server is held until they are; each of the dear ones costs a page made anew."""

    DEAR = 300
    HOT = 20

    def storm(self, server, targets):
        server.signal(signal.SIGSTOP)
        connections = []
        for target in targets:
            connections.append(server.connect())
            connections[-1].sendall(request(target))
        server.signal(signal.SIGCONT)
        got = []
        for connection in connections:
            got.append(answers(read_all(connection))[0])
            connection.close()
        return got

    def test_is_put_off_while_it_waits_too_long_and_done_again_afterwards(self):
        with Folder({"names.ttl": NAMES}) as folder, \
                Server(f"{folder}/names.ttl", "--threads", 1, "--limit-queue-time", "10ms") as server:
            hot = "/id/x1.html"
            self.assertEqual(200, answers(server.raw(request(hot)))[0][0])
            for turn in range(3):
                dear = [f"/id/x{100 + turn * self.DEAR + i}.html" for i in range(self.DEAR)]
                operators = ["/-/healthz", "/-/readyz", "/-/metrics"]
                got = self.storm(server, [*dear, *[hot] * self.HOT, *operators])
                statuses = [answer[0] for answer in got[:self.DEAR]]
                self.assertEqual({200, 503}, set(statuses), "some are answered, the others are told")
                for status, headers, body in got[:self.DEAR]:
                    if status == 503:
                        self.assertEqual(["1"], headers["retry-after"])
                        self.assertIn(b"more to do", body)
                self.assertEqual([200] * self.HOT, [answer[0] for answer in got[self.DEAR:-len(operators)]],
                                 "what is finished costs nothing")
                self.assertEqual([200] * len(operators), [answer[0] for answer in got[-len(operators):]])
                for target in dear[:5]:  # nothing waits any more, once the server has noticed
                    eventually(lambda: answers(server.raw(request(target)))[0][0] == 200)
            self.assertGreater(number(server, "tamizdat_requests_put_off_total"), 0)

    def test_is_not_put_off_by_the_usual_crowd(self):
        with Folder({"names.ttl": NAMES}) as folder, Server(f"{folder}/names.ttl", "--limit-queue-time", "60s") as server:
            got = self.storm(server, [f"/id/x{i}.html" for i in range(self.DEAR)])
            self.assertEqual({200}, {answer[0] for answer in got})
            self.assertEqual(0, number(server, "tamizdat_requests_put_off_total"))


class Streams(unittest.TestCase):
    def deaf(self, server):
        """A client that asks for much and takes nothing."""
        connection = socket.socket()
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        connection.settimeout(60 * harness.SLOWNESS)
        connection.connect(("127.0.0.1", server.port))
        connection.sendall(request("/large.ttl", "*/*"))
        return connection

    def test_are_bounded_in_number_and_small_answers_are_not(self):
        for option in ("--limit-streams", "--limit-streams-per-address"):
            with Folder({"large.ttl": LARGE, "data.ttl": harness.DATA}) as folder, \
                    Server(f"{folder}/large.ttl", f"{folder}/data.ttl", option, 3) as server:
                inside = [self.deaf(server) for _ in range(3)]
                eventually(lambda: number(server, "tamizdat_streams") == 3)
                status, headers, body = answers(server.raw(request("/large.ttl", "application/json")))[0]
                self.assertEqual((503, ["1"]), (status, headers["retry-after"]), option)
                self.assertIn(b"long answers", body)
                self.assertEqual(200, answers(server.raw(request("/id/ada.ttl", "*/*")))[0][0])
                self.assertEqual(200, answers(server.raw(request("/large.ttl").replace(b"GET", b"HEAD")))[0][0])
                inside.pop().close()
                eventually(lambda: number(server, "tamizdat_streams") == 2)
                self.assertGreater(len(server.raw(request("/large.ttl", "*/*"))), 1000000, "there is room again")
                for connection in inside:
                    connection.close()
                eventually(lambda: number(server, "tamizdat_streams") == 0)


if __name__ == "__main__":
    harness.main()
