#!/usr/bin/env python3
"""Connections in every state that clients leave them in: the server stays responsive to the others."""

import json
import os
import resource
import socket
import threading
import time
import unittest

import harness
from harness import Folder, Server, answers, read_all

TRIPLES = "".join(f'<id/x{i}> <http://example.org/p> "{"x" * 200}" .\n' for i in range(20000))
FILES = {"data.ttl": harness.DATA, "large.ttl": TRIPLES}
GET = b"GET /id/ada.ttl HTTP/1.1\r\nHost: localhost\r\n\r\n"
LAST = GET.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n")
LARGE = b"GET /large.ttl HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
RESET = b"\1\0\0\0\0\0\0\0"  # SO_LINGER: on, no time


def may_open(files):
    """As many open files as a test needs; less than that is said aloud."""
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    return hard == resource.RLIM_INFINITY or hard >= files


def reset(connection):
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
    connection.close()


def body_of(received):
    """However it is framed: its length is told once it is known."""
    head, _, body = received.partition(b"\r\n\r\n")
    if b"chunked" not in head:
        return body
    whole = b""
    while True:
        size, _, body = body.partition(b"\r\n")
        if int(size, 16) == 0:
            return whole
        whole += body[:int(size, 16)]
        body = body[int(size, 16) + 2:]


class Others:
    """A client that asks one thing after another meanwhile and remembers the longest wait."""

    def __init__(self, server):
        self.server, self.longest, self.count, self.faults = server, 0.0, 0, []
        self.stop = threading.Event()
        self.thread = threading.Thread(target=self.work)

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.stop.set()
        self.thread.join()

    def work(self):
        while not self.stop.is_set():
            start = time.monotonic()
            try:
                got = [answer[0] for answer in answers(self.server.raw(GET + LAST))]
            except OSError as error:
                got = repr(error)
            if got != [200, 200]:
                self.faults.append(got)
            self.longest = max(self.longest, time.monotonic() - start)
            self.count += 1


class Crowd(unittest.TestCase):
    def assert_served(self, others):
        self.assertEqual([], others.faults[:3])
        self.assertGreater(others.count, 0)
        self.assertLess(others.longest, 5 * harness.SLOWNESS)

    def state(self, server):
        return json.loads(answers(server.raw(LAST.replace(b"/id/ada.ttl", b"/-/status.json")))[0][2])

    def wait_until_gone(self, server):
        deadline = time.monotonic() + 60 * harness.SLOWNESS
        while self.state(server)["connections"] > 2:
            self.assertLess(time.monotonic(), deadline, self.state(server))
            time.sleep(0.1)

    def test_two_thousand_connections_at_once(self):
        number = 2000
        if not may_open(number + 100):
            self.skipTest("the system does not grant 2,000 open files")
        with Folder(FILES) as folder, Server(f"{folder}/data.ttl", f"{folder}/large.ttl") as server:
            crowd = [server.connect() for _ in range(number)]
            for turn in range(2):
                with Others(server) as others:
                    for connection in crowd:
                        connection.sendall(GET)
                    for connection in crowd:
                        received = b""
                        while b"\r\n\r\n" not in received or len(answers(received)[0][2]) == 0:
                            received += connection.recv(65536)
                        self.assertEqual(200, answers(received)[0][0], turn)
                self.assert_served(others)
            self.assertGreaterEqual(self.state(server)["connections"], number)
            for connection in crowd:
                connection.close()
            self.wait_until_gone(server)

    def test_five_hundred_clients_that_ask_and_hang_up(self):
        with Folder(FILES) as folder, Server(f"{folder}/data.ttl", f"{folder}/large.ttl") as server, Others(server) as others:
            for i in range(500):
                connection = server.connect()
                connection.sendall((LARGE, GET, GET[:20], b"")[i % 4])
                reset(connection) if i % 2 else connection.close()
            self.wait_until_gone(server)
            others.stop.set()
            others.thread.join()
            self.assert_served(others)

    def test_half_closed_connections_get_their_answers(self):
        with Folder(FILES) as folder, Server(f"{folder}/data.ttl", f"{folder}/large.ttl") as server:
            whole = body_of(server.raw(LARGE))
            self.assertGreater(len(whole), 1000000)
            for _ in range(20):
                self.assertEqual(whole, body_of(server.raw(LARGE, end=True)))
                self.assertEqual([200], [answer[0] for answer in answers(server.raw(GET, end=True))])
                self.assertEqual(b"", server.raw(GET[:20], end=True), "half a request and no more will come")

    def test_resets_in_the_middle_of_answers(self):
        with Folder(FILES) as folder, Server(f"{folder}/data.ttl", f"{folder}/large.ttl") as server, Others(server) as others:
            for size in (1, 1000, 100000, 1000000):
                for _ in range(10):
                    connection = server.connect()
                    connection.sendall(LARGE)
                    taken = 0
                    while taken < size:
                        piece = connection.recv(min(65536, size - taken))
                        self.assertNotEqual(b"", piece, "ended early")
                        taken += len(piece)
                    reset(connection)
            self.wait_until_gone(server)
            others.stop.set()
            others.thread.join()
            self.assert_served(others)

    def test_slow_writers_and_slow_readers(self):
        with Folder(FILES) as folder, Server(f"{folder}/data.ttl", f"{folder}/large.ttl", "--limit-head-time", "2s", "--limit-write-time", "2s", "--threads", 1) as server:
            trickling = [server.connect() for _ in range(100)]
            deaf = []
            for _ in range(50):
                connection = socket.socket()
                connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
                connection.settimeout(60 * harness.SLOWNESS)
                connection.connect(("127.0.0.1", server.port))
                connection.sendall(LARGE)
                deaf.append(connection)
            with Others(server) as others:
                start = time.monotonic()
                ended = set()
                while len(ended) < len(trickling) and time.monotonic() - start < 30 * harness.SLOWNESS:
                    for i, connection in enumerate(trickling):
                        try:
                            connection.send(b"x")
                        except OSError:
                            ended.add(i)
                    time.sleep(0.1)
                self.assertEqual(len(trickling), len(ended), "a byte now and then buys no time")
                self.wait_until_gone(server)
            self.assert_served(others)
            for connection in trickling + deaf:
                connection.close()


class Soak(unittest.TestCase):
    """Everything at once for a bounded while (TAMIZDAT_SOAK_SECONDS): memory and descriptors come back to what they were."""

    def test_nothing_is_lost_over_time(self):
        seconds = float(os.environ.get("TAMIZDAT_SOAK_SECONDS", "4"))
        with Folder(FILES) as folder, \
                Server(f"{folder}/data.ttl", f"{folder}/large.ttl", "--threads", 2, env=harness.FREED_AT_ONCE) as server:
            pid = server.process.pid

            def descriptors():
                return len(os.listdir(f"/proc/{pid}/fd"))

            def round_of_everything(number):
                for path in (b"/", b"/id/ada", b"/kinds", b"/search?q=ada", b"/fragments?page=%d" % (number % 50 + 1), b"/nothing"):
                    for accept in (b"text/html", b"text/turtle", b"application/ld+json", b"image/png"):
                        server.raw(LAST.replace(b"/id/ada.ttl", path).replace(b"Host", b"Accept: " + accept + b"\r\nHost"))
                for rude in (LARGE, GET[:30], b"nonsense\r\n\r\n"):
                    connection = server.connect()
                    connection.sendall(rude)
                    reset(connection)

            for number in range(50):  # until every kind of answer has been made on every thread
                round_of_everything(number)
            before, files = server.memory(), descriptors()
            deadline = time.monotonic() + seconds
            number = 0
            while time.monotonic() < deadline or number < 10:
                round_of_everything(number)
                number += 1
            while descriptors() > files + 2:
                self.assertLess(time.monotonic(), deadline + 60 * harness.SLOWNESS, "descriptors are lost")
                time.sleep(0.1)
            after = server.memory()
            print(f"{number} rounds; memory {before} bytes, then {after - before:+}")
            self.assertLess(after, before * 1.1 + 4e6)


if __name__ == "__main__":
    harness.main()
