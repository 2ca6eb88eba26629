#!/usr/bin/env python3
"""The command line: what it says, how it starts, how it ends."""

import os
import re
import signal
import socket
import subprocess
import threading
import unittest

import harness
from harness import Folder, Server, answers, run

GOOD = {"data.ttl": harness.DATA}
REQUEST = b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"


class Start(unittest.TestCase):
    def test_says_what_it_loaded_and_what_to_try(self):
        with Folder(GOOD) as folder, Server(folder) as server:
            self.assertRegex(server.said, r"Loaded +1 file, \d+ triples in 1 graph, \d+\.\d\d s, [\d,]+ bytes a triple")
            self.assertEqual(server.origin + "/", server.base)
            tried = re.findall(r"^\S* +(http://\S+)$", server.said, re.M)
            tried = [url for url in tried if url != server.base]
            self.assertEqual(3, len(tried), server.said)
            for url in tried:
                got = subprocess.run(["curl", "-sL", "-o", os.devnull, "-w", "%{http_code}", url], capture_output=True, text=True)
                self.assertEqual("200", got.stdout, url)

    def test_a_base_elsewhere_is_reached_through_this_address(self):
        with Folder(GOOD) as folder, Server(folder, "--base", "https://data.example/here/") as server:
            self.assertEqual("https://data.example/here/", server.base)
            local, iri = re.search(r"(http://localhost\S+)  for (\S+)", server.said).groups()
            self.assertTrue(iri.startswith(server.base))
            got = subprocess.run(["curl", "-sL", "-H", "Accept: text/turtle", local], capture_output=True, text=True)
            self.assertIn("https://data.example/here/", got.stdout)

    def test_absolute_data_choose_their_own_base(self):
        data = "".join(f"<https://data.example/set/x{i}> <http://example.org/p> {i} .\n" for i in range(20))
        with Folder({"a.ttl": data}) as folder, Server(folder) as server:
            self.assertEqual("https://data.example/set/", server.base)

    def test_there_is_something_to_try_where_no_iri_lies_under_the_base(self):
        with Folder({"a.ttl": "<urn:isbn:123> <http://example.org/p> 1 ."}) as folder, Server(folder) as server:
            local = re.search(r"Try +(\S+)  for urn:isbn:123", server.said).group(1)
            got = subprocess.run(["curl", "-sL", "-H", "Accept: text/turtle", local], capture_output=True, text=True)
            self.assertIn("<urn:isbn:123>", got.stdout)

    def test_a_port_in_use_is_one_clear_sentence(self):
        with Folder(GOOD) as folder, socket.socket() as other:
            other.bind(("127.0.0.1", 0))
            other.listen()
            port = other.getsockname()[1]
            got = run("serve", folder, "--listen", f"127.0.0.1:{port}")
            self.assertEqual(2, got.returncode)
            self.assertRegex(got.stderr, rf"^Cannot listen on 127\.0\.0\.1:{port}: the port is taken .*\n$")

    def test_two_of_a_kind_do_not_share_a_port(self):
        with Folder(GOOD) as folder, Server(folder) as server:
            got = run("serve", folder, "--listen", f"127.0.0.1:{server.port}")
            self.assertEqual(2, got.returncode)
            self.assertIn("taken", got.stderr)

    def test_no_data_is_one_clear_sentence(self):
        with Folder({"notes.txt": "nothing here"}) as folder:
            for arguments in ([], [folder], [os.path.join(folder, "missing.ttl")]):
                got = run("serve", *arguments, "--listen", "127.0.0.1:0", cwd=folder)
                self.assertEqual(2, got.returncode, got.stderr)
                self.assertNotEqual("", got.stderr)
                self.assertNotIn("Ready", got.stdout)

    def test_an_address_that_is_none(self):
        for address in ("nonsense", "256.0.0.1:80", "127.0.0.1:99999"):
            got = run("serve", "x.ttl", "--listen", address)
            self.assertEqual(2, got.returncode)
            self.assertIn("no address to listen on", got.stderr)

    def test_broken_data_are_all_named_and_nothing_is_served(self):
        files = {"good.ttl": harness.DATA, "bad1.ttl": "<a> <b> .\n", "sub/bad2.nt": "nonsense\n", "bad3.trig": "{ <a> "}
        with Folder(files) as folder:
            got = run("serve", folder, "--listen", "127.0.0.1:0")
            self.assertEqual(1, got.returncode)
            for name in ("bad1.ttl", "bad2.nt", "bad3.trig"):
                self.assertRegex(got.stderr, rf"(?m){re.escape(name)}:\d+:\d+: ")
            self.assertNotIn("good.ttl", got.stderr)
            self.assertNotIn("Ready", got.stdout)

    def test_loopback_unless_told_otherwise(self):
        with Folder(GOOD) as folder, Server(folder, listen="0") as server:
            listed = re.search(r"listening on (.*)\)", server.said).group(1)
            for address in listed.split(", "):
                self.assertRegex(address, r"^(127\.0\.0\.1|\[::1\]):\d+$")


class Options(unittest.TestCase):
    def test_help_explains_itself(self):
        got = run("--help")
        self.assertEqual(0, got.returncode)
        for word in ("serve", "check", "convert", "Exit status"):
            self.assertIn(word, got.stdout)
        for command in ("serve", "check", "convert"):
            got = run(command, "--help")
            self.assertEqual(0, got.returncode)
            self.assertIn("Example", got.stdout)

    def test_version(self):
        self.assertRegex(run("--version").stdout, r"^tamizdat \d+\.\d+\.\d+\n$")

    def test_mistakes_are_status_2(self):
        for arguments in ([], ["sing"], ["serve", "--nonsense"], ["convert", "a.ttl"], ["serve", "--identity", "other"]):
            got = run(*arguments)
            self.assertEqual(2, got.returncode, arguments)
            self.assertNotEqual("", got.stderr + got.stdout)

    def test_an_unknown_format_names_the_known_ones(self):
        got = run("convert", "-", "--to", "rdfjson", stdin="")
        self.assertEqual(2, got.returncode)
        for name in ("turtle", "trig", "ntriples", "nquads", "jsonld", "rdfxml"):
            self.assertIn(name, got.stderr)

    def test_a_base_must_be_one(self):
        for base in ("example.org", "ftp://example.org/", "http://", "http://example.org/x", "http://example.org/?x"):
            got = run("serve", "x.ttl", "--base", base)
            self.assertEqual(2, got.returncode, base)
            self.assertIn("no base", got.stderr)

    def base_in_force(self, folder, *arguments, env=None, cwd=None):
        with Server(folder, *arguments, env=env, cwd=cwd) as server:
            return server.base

    def test_the_command_line_wins_over_the_environment_and_that_over_the_file(self):
        files = dict(GOOD)
        files["conf/tamizdat.toml"] = '[serve]\nbase = "http://file.example/"\n'
        with Folder(files) as folder:
            conf = os.path.join(folder, "conf")
            data = os.path.join(folder, "data.ttl")
            environ = {"TAMIZDAT_BASE": "http://environment.example/"}
            file = ["--config", os.path.join(conf, "tamizdat.toml")]
            self.assertEqual("http://file.example/", self.base_in_force(data, cwd=conf))
            self.assertEqual("http://file.example/", self.base_in_force(data, *file))
            self.assertEqual("http://environment.example/", self.base_in_force(data, *file, env=environ))
            self.assertEqual("http://line.example/", self.base_in_force(data, *file, "--base", "http://line.example/", env=environ))

    def test_paths_may_stand_in_the_file(self):
        with Folder({**GOOD, "tamizdat.toml": '[serve]\npaths = ["data.ttl"]\n'}) as folder, Server(cwd=folder) as server:
            self.assertIn("1 file", server.said)

    def test_a_wrong_key_in_the_file_is_named(self):
        with Folder({"t.toml": '[serve]\nbas = "http://a.example/"\n'}) as folder:
            got = run("serve", "x.ttl", "--config", os.path.join(folder, "t.toml"))
            self.assertEqual(2, got.returncode)
            self.assertIn("bas", got.stderr)

    def test_identity_same_answers_at_the_things_own_address(self):
        with Folder(GOOD) as folder:
            for identity, status in (("same", 200), ("see-other", 303)):
                with Server(folder, "--identity", identity) as server:
                    got = server.raw(b"GET /id/ada HTTP/1.0\r\nAccept: text/turtle\r\n\r\n")
                    self.assertEqual(status, answers(got)[0][0])


class Stop(unittest.TestCase):
    def test_a_signal_ends_it_with_status_0(self):
        for number in (signal.SIGTERM, signal.SIGINT):
            with Folder(GOOD) as folder, Server(folder) as server, server.connect() as idle:
                idle.sendall(REQUEST)
                idle.recv(65536)
                server.signal(number)
                self.assertEqual(0, server.wait())

    def test_a_request_half_received_is_still_answered(self):
        with Folder(GOOD) as folder, Server(folder) as server, server.connect() as connection:
            connection.sendall(REQUEST)
            connection.recv(1000000)
            connection.sendall(REQUEST[:20])
            server.signal()
            connection.sendall(REQUEST[20:])
            self.assertEqual([200], [answer[0] for answer in answers(harness.read_all(connection))])
            self.assertEqual(0, server.wait())

    def test_a_signal_is_heeded_as_soon_as_it_says_that_it_is_ready(self):
        with Folder(GOOD) as folder:
            for _ in range(10):
                with Server(folder) as server:
                    server.signal()
                    self.assertEqual(0, server.wait())

    def test_a_second_signal_ends_it_at_once(self):
        with Folder(GOOD) as folder, Server(folder) as server, server.connect() as connection:
            connection.sendall(REQUEST)
            connection.recv(1000000)
            connection.sendall(REQUEST[:20])  # keeps it waiting
            server.signal()
            while server.process.poll() is None:  # signals that come too close together are one
                server.signal()
                try:
                    server.process.wait(0.02)
                except subprocess.TimeoutExpired:
                    pass
            self.assertIn(server.process.returncode, (0, 128 + signal.SIGTERM))

    def test_under_load_every_answer_that_begins_is_whole(self):
        with Folder(GOOD) as folder, Server(folder) as server:
            started = threading.Barrier(9)
            faults = []

            def client():
                first = True
                while True:
                    try:
                        connection = server.connect()
                    except OSError:
                        return  # nobody listens any more
                    with connection:
                        try:
                            connection.sendall(REQUEST.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n"))
                        except OSError:
                            return
                        got = harness.read_all(connection)
                    if got:
                        status, headers, body = answers(got)[0]
                        if status != 200 or len(body) != int(headers["content-length"][0]):
                            faults.append(got[:200])
                    if first:
                        started.wait()
                        first = False

            threads = [threading.Thread(target=client) for _ in range(8)]
            for thread in threads:
                thread.start()
            started.wait()
            server.signal()
            self.assertEqual(0, server.wait())
            for thread in threads:
                thread.join()
            self.assertEqual([], faults)


if __name__ == "__main__":
    harness.main()
