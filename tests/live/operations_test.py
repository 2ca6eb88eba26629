#!/usr/bin/env python3
"""What those who run the server see of it, and what the public does not."""

import json
import os
import pwd
import re
import socket
import subprocess
import time
import unittest

import harness
from harness import BINARY, Folder, Server, answers, read_all, run

GOOD = {"d/data.ttl": harness.DATA}


def get(target, *fields):
    lines = [f"GET {target} HTTP/1.1", "Host: localhost", "Connection: close", *fields, "", ""]
    return "\r\n".join(lines).encode()


def ask(server, target, *fields):
    return answers(server.raw(get(target, *fields)))[0]


def ask_unix(path, request):
    with socket.socket(socket.AF_UNIX) as connection:
        connection.settimeout(30 * harness.SLOWNESS)
        connection.connect(path)
        connection.sendall(request)
        return answers(read_all(connection))[0]


def eventually(condition, seconds=30):
    deadline = time.monotonic() + seconds * harness.SLOWNESS
    while not condition():
        if time.monotonic() > deadline:
            raise AssertionError("it has not come true")
        time.sleep(0.05)


def content(path):
    try:
        with open(path, encoding="utf-8") as file:
            return file.read()
    except FileNotFoundError:
        return ""


class Metrics(unittest.TestCase):
    def test_count_what_has_been_asked(self):
        with Folder(GOOD) as folder, Server(f"{folder}/d") as server:
            for _ in range(3):
                ask(server, "/id/ada.ttl")
            ask(server, "/id/ada", "Accept: text/html")
            ask(server, "/id/nobody")
            server.raw(b"nonsense\r\n\r\n")
            # An answer is counted, and a connection gone, a moment after the client has all of it.
            wanted = 'tamizdat_requests_total{route="",status="400",format="problem"} 1\n'
            eventually(lambda: wanted in ask(server, "/-/metrics")[2].decode())
            status, headers, body = ask(server, "/-/metrics")
            text = body.decode()
            self.assertRegex(text, r"\ntamizdat_connections [1-9]\d*\n")
            self.assertEqual((200, ["no-store"]), (status, headers["cache-control"]))
            self.assertTrue(headers["content-type"][0].startswith("text/plain; version=0.0.4"))
            for line in ('tamizdat_requests_total{route="/*",status="200",format="turtle"} 3',
                         'tamizdat_requests_total{route="/*",status="303",format="html"} 1',
                         'tamizdat_requests_total{route="/*",status="404",format="problem"} 1',
                         "tamizdat_snapshot_files 1",
                         'tamizdat_reloads_total{result="good"} 0'):
                self.assertIn(line + "\n", text)
            self.assertRegex(text, r'tamizdat_requests_total\{route="",status="400",format="[a-z-]+"\} 1\n')
            self.assertRegex(text, r"(?m)^process_resident_memory_bytes \d{7,}$")

    def test_follow_the_grammar(self):
        with Folder(GOOD) as folder, Server(f"{folder}/d") as server:
            ask(server, "/id/ada.ttl")
            lines = ask(server, "/-/metrics")[2].decode().splitlines()
            typed, seen = {}, []
            for line in lines:
                if line.startswith("# TYPE "):
                    _, _, name, kind = line.split(" ")
                    self.assertNotIn(name, typed, "once")
                    typed[name] = kind
                elif not line.startswith("# HELP "):
                    found = re.fullmatch(r'([a-z_]+)(\{[a-z]+="[^"]*"(,[a-z]+="[^"]*")*\})? (-?[0-9.e+-]+|\+Inf)', line)
                    self.assertTrue(found, line)
                    self.assertNotIn((found.group(1), found.group(2)), seen)
                    seen.append((found.group(1), found.group(2)))
                    family = re.sub("_(bucket|sum|count)$", "", found.group(1))
                    self.assertTrue(family in typed or found.group(1) in typed, line)
            counts = [int(line.split(" ")[1]) for line in lines if line.startswith("tamizdat_request_duration_seconds_bucket")]
            self.assertEqual(sorted(counts), counts, "buckets add up")


class Status(unittest.TestCase):
    TITLES = {"en": "In service", "de": "In Betrieb", "fr": "En service", "es": "En servicio", "ru": "Работает"}

    def test_is_a_page_in_every_language(self):
        with Folder(GOOD) as folder, Server(f"{folder}/d") as server:
            for language, title in self.TITLES.items():
                status, headers, body = ask(server, "/-/status", f"Accept-Language: {language}")
                self.assertEqual((200, [language], ["no-store"]), (status, headers["content-language"], headers["cache-control"]))
                self.assertIn(f"<h1>{title}</h1>", body.decode())
                self.assertIn("content-security-policy", headers)

    def test_ready_and_alive(self):
        with Folder(GOOD) as folder, Server(f"{folder}/d") as server:
            self.assertEqual((200, b"ok\n"), ask(server, "/-/healthz")[::2])
            self.assertEqual((200, b"ready\n"), ask(server, "/-/readyz")[::2])

    def test_not_ready_while_stopping(self):
        with Folder(GOOD) as folder, Server(f"{folder}/d") as server, server.connect() as connection:
            connection.sendall(b"GET /-/readyz HTTP/1.1\r\nHost: x\r\n\r\n")
            connection.recv(65536)
            connection.sendall(b"GET /-/readyz HTTP/1.1\r\n")
            server.signal()
            eventually(lambda: not self.accepts(server))
            connection.sendall(b"Host: x\r\n\r\n")
            self.assertEqual((503, b"stopping\n"), answers(read_all(connection))[0][::2])

    def accepts(self, server):
        try:
            server.connect().close()
            return True
        except OSError:
            return False


class Private(unittest.TestCase):
    PLACES = ("/-/healthz", "/-/readyz", "/-/metrics", "/-/status", "/-/status.json")

    def test_what_is_private_is_seen_by_operators_alone(self):
        with Folder(GOOD) as folder, Server(f"{folder}/d", "--private-endpoints", "--admin", f"{folder}/admin", "--admin-listen",
                                            "127.0.0.1:0") as server:
            operators = int(re.search(r"Operators .*?127\.0\.0\.1:(\d+)", server.said).group(1))
            for place in self.PLACES:
                self.assertEqual(404, ask(server, place)[0], place)
                with socket.create_connection(("127.0.0.1", operators), timeout=30 * harness.SLOWNESS) as connection:
                    connection.sendall(get(place))
                    self.assertEqual(200, answers(read_all(connection))[0][0], place)
                self.assertEqual(200, ask_unix(f"{folder}/admin", get(place))[0], place)
                self.assertEqual(200, ask_unix(f"{folder}/admin", get(place.replace("/-", "")))[0], place)
            self.assertEqual(200, ask(server, "/id/ada.ttl")[0])
            with socket.create_connection(("127.0.0.1", operators), timeout=30 * harness.SLOWNESS) as connection:
                connection.sendall(get("/-/reload").replace(b"GET", b"POST"))
                self.assertIn(answers(read_all(connection))[0][0], (404, 405), "orders come over the Unix socket alone")

    def test_the_version_is_for_operators(self):
        version = run("--version").stdout.split()[1]
        with Folder(GOOD) as folder, Server(f"{folder}/d", "--admin", f"{folder}/admin") as server:
            for place in self.PLACES + ("/", "/id/ada"):
                received = server.raw(get(place, "Accept: text/html"))
                self.assertNotIn(version.encode(), received, place)
                self.assertNotIn(folder.encode(), received, place)
            self.assertEqual(f"tamizdat {version}", json.loads(ask_unix(f"{folder}/admin", get("/status.json"))[2])["program"])


class AccessLog(unittest.TestCase):
    COMBINED = re.compile(r'127\.0\.0\.1 - - \[\d\d/[A-Z][a-z]{2}/\d{4}:\d\d:\d\d:\d\d \+0000\] "(.*)" (\d{3}) (\d+) "(.*)" "(.*)"')

    def test_has_a_line_for_each_request(self):
        with Folder(GOOD) as folder, Server(f"{folder}/d", "--access-log", f"{folder}/log") as server:
            body = ask(server, "/id/ada.ttl", "User-Agent: a \"quoted\\ name", "Referer: http://a.example/")[2]
            ask(server, "/id/nobody")
            server.raw(b"nonsense\r\n\r\n")
            eventually(lambda: content(f"{folder}/log").count("\n") >= 2)
            server.signal()
            self.assertEqual(0, server.wait())
            lines = [self.COMBINED.fullmatch(line) for line in content(f"{folder}/log").splitlines()]
            self.assertTrue(all(lines), content(f"{folder}/log"))
            self.assertEqual(("GET /id/ada.ttl HTTP/1.1", "200", str(len(body)), "http://a.example/", r"a \x22quoted\x5C name"),
                             lines[0].groups())
            self.assertIn(("GET /id/nobody HTTP/1.1", "404"), [line.groups()[:2] for line in lines])
            self.assertIn(("-", "400"), [line.groups()[:2] for line in lines])

    def test_has_JSON_lines_with_the_client_behind_a_proxy(self):
        with Folder(GOOD) as folder, Server(f"{folder}/d", "--access-log", f"{folder}/log", "--access-log-format", "json",
                                            "--trusted-proxy", "127.0.0.1") as server:
            ask(server, "/id/ada.ttl", "Forwarded: for=192.0.2.7;proto=https", "User-Agent: \u0111".encode().decode("latin-1"))
            eventually(lambda: content(f"{folder}/log").endswith("\n"))
            line = json.loads(content(f"{folder}/log"))
            self.assertEqual(("192.0.2.7", True, 200, "turtle", "*", True),
                             (line["client"], line["secure"], line["status"], line["format"], line["route"], line["whole"]))

    def test_tells_whole_answers_from_cut_ones(self):
        triples = "".join(f'<id/x{i}> <http://example.org/p> "{"x" * 200}" .\n' for i in range(50000))
        with Folder({"d/data.ttl": triples}) as folder, Server(f"{folder}/d", "--access-log", f"{folder}/log", "--access-log-format",
                                                               "json") as server:
            with server.connect() as connection:
                connection.sendall(get("/d/data.ttl"))
                connection.recv(1000)
                connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
            eventually(lambda: content(f"{folder}/log").endswith("\n"))
            self.assertFalse(json.loads(content(f"{folder}/log"))["whole"])

    def test_can_be_rotated(self):
        import signal
        with Folder(GOOD) as folder, Server(f"{folder}/d", "--access-log", f"{folder}/log") as server:
            ask(server, "/id/ada.ttl")
            eventually(lambda: "ada" in content(f"{folder}/log"))
            os.rename(f"{folder}/log", f"{folder}/log.1")
            server.signal(signal.SIGUSR1)
            eventually(lambda: os.path.exists(f"{folder}/log"))
            ask(server, "/id/nobody")
            eventually(lambda: "nobody" in content(f"{folder}/log"))
            with open(f"{folder}/log", "r+", encoding="utf-8") as file:  # and truncated in place
                file.truncate(0)
            ask(server, "/id/nobody")
            eventually(lambda: content(f"{folder}/log").startswith("127.0.0.1"))

    def test_one_that_cannot_be_written_stops_the_start(self):
        with Folder(GOOD) as folder:
            got = run("serve", f"{folder}/d", "--listen", "127.0.0.1:0", "--access-log", f"{folder}/none/log")
            self.assertEqual(2, got.returncode)
            self.assertIn("none/log: this cannot be written", got.stderr)


class Log(unittest.TestCase):
    def test_has_levels_and_JSON_lines(self):
        import signal
        with Folder(GOOD) as folder:
            for level, expected in (("info", True), ("error", False)):
                with Server(f"{folder}/d", "--log-format", "json", "--log-level", level, "--admin", f"{folder}/admin") as server:
                    ask_unix(f"{folder}/admin", b"POST /reload HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
                    server.signal(signal.SIGTERM)
                    self.assertEqual(0, server.wait())
                    lines = [json.loads(line) for line in server.stderr().splitlines()]
                    self.assertEqual(expected, any("Loaded again" in line["message"] for line in lines))
                    for line in lines:
                        self.assertRegex(line["time"], r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$")


class Systemd(unittest.TestCase):
    def started(self, folder, sockets, names, *arguments):
        """As systemd does: sockets from descriptor 3 on, their number and names and the process in the environment."""
        numbers = [one.fileno() for one in sockets]

        def hand_over():
            high = [os.dup2(number, 100 + i) for i, number in enumerate(numbers)]
            for i, number in enumerate(high):
                os.dup2(number, 3 + i)

        command = ["sh", "-c", 'LISTEN_PID=$$ exec "$0" "$@"', BINARY, "serve", f"{folder}/d", *arguments]
        environment = harness.environment({"LISTEN_FDS": str(len(sockets)), "LISTEN_FDNAMES": ":".join(names),
                                           "NOTIFY_SOCKET": f"{folder}/notify"})
        return subprocess.Popen(command, env=environment, preexec_fn=hand_over, close_fds=False, stdout=subprocess.PIPE, text=True)

    def test_hands_over_sockets_and_hears_how_it_is(self):
        with Folder(GOOD) as folder, socket.socket() as http, socket.socket(socket.AF_UNIX) as admin, \
                socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as notify:
            http.bind(("127.0.0.1", 0))
            admin.bind(f"{folder}/admin")
            notify.bind(f"{folder}/notify")
            notify.settimeout(60 * harness.SLOWNESS)
            for one in (http, admin):
                one.listen()
                one.set_inheritable(True)
            waiting = socket.create_connection(http.getsockname(), timeout=60 * harness.SLOWNESS)  # before there is a server
            waiting.sendall(get("/id/ada.ttl"))
            process = self.started(folder, [http, admin], ["web", "admin"])
            try:
                self.assertEqual(b"READY=1", notify.recv(100))
                self.assertEqual(200, answers(read_all(waiting))[0][0])
                self.assertEqual(200, ask_unix(f"{folder}/admin", get("/healthz"))[0])
                process.terminate()
                self.assertEqual(b"STOPPING=1", notify.recv(100))
                self.assertEqual(0, process.wait(60 * harness.SLOWNESS))
                self.assertTrue(os.path.exists(f"{folder}/admin"), "it belongs to systemd")
            finally:
                process.kill()
                process.wait()
                process.stdout.close()
                waiting.close()

    def test_other_descriptors_are_refused(self):
        with Folder(GOOD) as folder, open(os.devnull, "rb") as file:
            process = self.started(folder, [file], ["web"])
            process.stdout.close()
            self.assertEqual(2, process.wait(60 * harness.SLOWNESS))


class Rights(unittest.TestCase):
    def landlocked(self, server):
        return "This kernel has no Landlock" not in server.stderr()

    def test_files_outside_of_what_was_named_cannot_be_read(self):
        with Folder(GOOD) as folder, Folder({"other.ttl": "<id/secret> <http://example.org/p> 1 .\n"}) as other, \
                Server(f"{folder}/d", "--admin", f"{folder}/admin") as server:
            if not self.landlocked(server):
                self.skipTest("this kernel has no Landlock")
            self.assertIn("NoNewPrivs:\t1", content(f"/proc/{server.process.pid}/status"))
            os.symlink(f"{other}/other.ttl", f"{folder}/d/other.ttl")
            order = b"POST /reload HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
            self.assertEqual(422, ask_unix(f"{folder}/admin", order)[0])
            os.remove(f"{folder}/d/other.ttl")
            self.assertEqual(200, ask_unix(f"{folder}/admin", order)[0])

    def test_the_sandbox_can_be_left_off(self):
        with Folder(GOOD) as folder, Server(f"{folder}/d", "--sandbox", "off") as server:
            self.assertIn("NoNewPrivs:\t0", content(f"/proc/{server.process.pid}/status"))

    def test_becomes_another_user(self):
        if os.geteuid() != 0:
            self.skipTest("only root can become another user")
        nobody = pwd.getpwnam("nobody")
        with Folder(GOOD) as folder:
            os.chmod(folder, 0o755)
            with Server(f"{folder}/d", "--user", "nobody") as server:
                status = content(f"/proc/{server.process.pid}/status")
                self.assertIn("Uid:\t" + "\t".join([str(nobody.pw_uid)] * 4), status)
                self.assertIn("Gid:\t" + "\t".join([str(nobody.pw_gid)] * 4), status)
                self.assertEqual(200, ask(server, "/id/ada.ttl")[0])
                self.assertEqual(200, ask(server, "/-/metrics")[0])

    def test_an_unknown_user_stops_the_start(self):
        with Folder(GOOD) as folder:
            got = run("serve", f"{folder}/d", "--listen", "127.0.0.1:0", "--user", "no-such-user")
            self.assertEqual((2, "There is no user 'no-such-user'\n"), (got.returncode, got.stderr))


if __name__ == "__main__":
    harness.main()
