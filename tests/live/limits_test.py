#!/usr/bin/env python3
"""What a client may cost: limits on the running server, each with its answer."""

import resource
import socket
import time
import unittest

import harness
from harness import Folder, Server, answers, read_all, run

GOOD = {"data.ttl": harness.DATA}
GET = b"GET /id/ada.ttl HTTP/1.1\r\nHost: localhost\r\n\r\n"
LAST = GET.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n")


def one_answer(connection):
    """The next answer, which has a Content-Length: (status, headers, body)."""
    received = b""
    while True:
        head, end, rest = received.partition(b"\r\n\r\n")
        if end:
            length = int(head.lower().split(b"content-length: ")[1].split(b"\r\n")[0])
            if len(rest) >= length:
                return answers(received)[0]
        piece = connection.recv(65536)
        if not piece:
            raise AssertionError(f"ended after {received!r}")
        received += piece


def eventually(condition, seconds=20):
    deadline = time.monotonic() + seconds * harness.SLOWNESS
    while not condition():
        if time.monotonic() > deadline:
            raise AssertionError("it has not come true")
        time.sleep(0.05)


class Options(unittest.TestCase):
    def test_come_from_line_environment_and_file(self):
        files = {**GOOD, "t.toml": '[serve]\nlimit-target-bytes = 300\n'}
        long = b"GET /" + b"a" * 320 + b" HTTP/1.0\r\n\r\n"
        with Folder(files) as folder:
            data, file = f"{folder}/data.ttl", ["--config", f"{folder}/t.toml"]
            for arguments, env, status in (([], None, 404), (["--limit-target-bytes", "300"], None, 414),
                                           ([], {"TAMIZDAT_LIMIT_TARGET_BYTES": "300"}, 414), (file, None, 414),
                                           ([*file, "--limit-target-bytes", "1K"], None, 404)):
                with Server(data, *arguments, env=env) as server:
                    self.assertEqual(status, answers(server.raw(long))[0][0], (arguments, env))

    def test_a_wrong_one_says_what_would_be_right(self):
        got = run("serve", "x.ttl", "--limit-idle-time", "soon")
        self.assertEqual(2, got.returncode)
        self.assertIn("'soon' is no limit for idle-time", got.stderr)
        self.assertIn("from 10ms to 60m", got.stderr)


class Connections(unittest.TestCase):
    def test_who_finds_no_room_is_told_at_once_and_may_come_back(self):
        for option in ("--limit-connections", "--limit-connections-per-address"):
            with Folder(GOOD) as folder, Server(folder, option, 3) as server:
                inside = [server.connect() for _ in range(3)]
                for connection in inside:
                    connection.sendall(GET)
                    self.assertEqual(200, one_answer(connection)[0])
                with server.connect() as outside:  # does not even ask
                    status, headers, body = answers(read_all(outside))[0]
                    self.assertEqual((503, ["close"]), (status, headers["connection"]))
                    self.assertEqual(["1"], headers["retry-after"])
                    self.assertEqual(["application/problem+json"], headers["content-type"])
                    self.assertIn(b"connections", body)
                inside.pop().close()
                eventually(lambda: answers(server.raw(LAST))[0][0] == 200)
                inside[0].sendall(GET)
                self.assertEqual(200, one_answer(inside[0])[0], "those inside have not noticed")
                for connection in inside:
                    connection.close()

    def test_requests_over_one_connection_have_an_end(self):
        with Folder(GOOD) as folder, Server(folder, "--limit-requests", 3) as server:
            got = answers(server.raw(GET * 10))
            self.assertEqual([200, 200, 200], [answer[0] for answer in got])
            self.assertEqual([False, False, True], ["connection" in answer[1] for answer in got])

    @unittest.skipIf(harness.SLOWNESS > 1, "UBSan looks at objects through a pipe, and no file is left for one")
    def test_every_address_recovers_when_files_ran_out(self):
        def few_files():
            resource.setrlimit(resource.RLIMIT_NOFILE, (48, 48))

        with Folder(GOOD) as folder, Server(folder, "--threads", 1, listen="127.0.0.1:0,127.0.0.2:0", before=few_files) as server:
            ports = server.ports()
            self.assertEqual(2, len(ports))
            places = [("127.0.0.1", ports[0]), ("127.0.0.2", ports[1])]
            crowd = []
            for place in places * 2:
                crowd.append(socket.create_connection(place, timeout=30))
                crowd[-1].sendall(GET)
                self.assertEqual(200, one_answer(crowd[-1])[0])
            crowd += [socket.create_connection(place, timeout=30) for _ in range(40) for place in places]
            for connection in crowd:
                connection.close()
            for place in places * 2:
                with socket.create_connection(place, timeout=30 * harness.SLOWNESS) as connection:
                    connection.sendall(LAST)
                    self.assertEqual(200, answers(read_all(connection))[0][0], place)


class Rate(unittest.TestCase):
    def test_too_many_requests_are_429_with_a_time_to_come_back(self):
        with Folder(GOOD) as folder, Server(folder, "--limit-rate", 1, "--limit-burst", 2) as server, server.connect() as connection:
            seen = []
            for accept in (b"*/*", b"*/*", b"*/*", b"text/html", b"text/turtle"):
                connection.sendall(GET.replace(b"Host", b"Accept: " + accept + b"\r\nHost"))
                seen.append(one_answer(connection))
            self.assertEqual([200, 200], [answer[0] for answer in seen[:2]])
            late = [answer for answer in seen if answer[0] == 429]
            self.assertNotEqual([], late)
            for status, headers, body in late:
                self.assertGreaterEqual(int(headers["retry-after"][0]), 1)
                self.assertNotEqual(b"", body)
            types = {answer[1]["content-type"][0] for answer in late}
            self.assertIn("text/html; charset=utf-8", types)

            def allowed():
                connection.sendall(GET)
                return one_answer(connection)[0] == 200

            eventually(allowed)

    def test_a_trusted_proxy_is_asked_for_its_clients(self):
        with Folder(GOOD) as folder, Server(folder, "--limit-rate", 1, "--limit-burst", 1, "--trusted-proxy", "127.0.0.1") as server:
            for client in ("192.0.2.1", "192.0.2.2", "192.0.2.3"):
                got = answers(server.raw(LAST.replace(b"Host", b"X-Forwarded-For: " + client.encode() + b"\r\nHost")))
                self.assertEqual(200, got[0][0], client)
        with Folder(GOOD) as folder, Server(folder, "--limit-rate", 1, "--limit-burst", 1) as server:
            statuses = [answers(server.raw(LAST.replace(b"Host", b"X-Forwarded-For: 192.0.2.%d\r\nHost" % i)))[0][0] for i in range(5)]
            self.assertIn(429, statuses, "nobody else is believed")


class UnixSocket(unittest.TestCase):
    def test_is_listened_on_and_gone_afterwards(self):
        with Folder(GOOD) as folder, Server(f"{folder}/data.ttl", listen=f"unix:{folder}/s,127.0.0.1:0") as server:
            for _ in range(2):
                with socket.socket(socket.AF_UNIX) as connection:
                    connection.settimeout(30 * harness.SLOWNESS)
                    connection.connect(f"{folder}/s")
                    connection.sendall(GET + LAST)
                    self.assertEqual([200, 200], [answer[0] for answer in answers(read_all(connection))])
            second = run("serve", f"{folder}/data.ttl", "--listen", f"unix:{folder}/s")
            self.assertEqual(2, second.returncode)
            self.assertIn("taken", second.stderr)
            server.signal()
            self.assertEqual(0, server.wait())
            with socket.socket(socket.AF_UNIX) as connection:
                self.assertRaises(FileNotFoundError, connection.connect, f"{folder}/s")

    def test_what_a_dead_server_left_is_no_hindrance(self):
        with Folder(GOOD) as folder:
            with Server(f"{folder}/data.ttl", listen=f"127.0.0.1:0,unix:{folder}/s"):
                pass  # killed
            with Server(f"{folder}/data.ttl", listen=f"127.0.0.1:0,unix:{folder}/s") as server:
                self.assertEqual(200, answers(server.raw(LAST))[0][0])


if __name__ == "__main__":
    harness.main()
