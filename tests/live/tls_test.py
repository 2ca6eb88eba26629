#!/usr/bin/env python3
"""TLS: what is agreed upon, what is refused, how a certificate is exchanged, and where plain HTTP is sent."""

import os
import re
import shutil
import signal
import socket
import ssl
import subprocess
import threading
import time
import unittest

import harness
from harness import Folder, Server, answers, read_all, run

GOOD = {"data.ttl": harness.DATA}
GET = b"GET /id/ada.ttl HTTP/1.1\r\nHost: localhost\r\n\r\n"
LAST = GET.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n")
OPENSSL = shutil.which("openssl")


def make_certificate(folder, name="localhost", days=30):
    """cert.pem and key.pem, over what was there."""
    subprocess.run([OPENSSL, "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", str(days),
                    "-keyout", f"{folder}/key.new", "-out", f"{folder}/cert.new", "-subj", f"/CN={name}",
                    "-addext", "subjectAltName=DNS:localhost"], check=True, capture_output=True)
    os.replace(f"{folder}/key.new", f"{folder}/key.pem")
    os.replace(f"{folder}/cert.new", f"{folder}/cert.pem")


class TlsServer(Server):
    def __init__(self, folder, *arguments, **more):
        make_certificate(folder)
        self.folder = folder
        super().__init__(f"{folder}/data.ttl", "--tls-listen", "127.0.0.1:0", "--tls-cert", f"{folder}/cert.pem", "--tls-key",
                         f"{folder}/key.pem", *arguments, **more)

    def wait_until_ready(self):
        super().wait_until_ready()
        self.tls_port = int(re.search(r":(\d+) TLS", self.said).group(1))
        self.said = self.said.replace(f", 127.0.0.1:{self.tls_port} TLS", "")

    def context(self):
        context = ssl.create_default_context(cafile=f"{self.folder}/cert.pem")
        return context

    def secured(self, context=None):
        connection = socket.create_connection(("127.0.0.1", self.tls_port), timeout=30 * harness.SLOWNESS)
        return (context or self.context()).wrap_socket(connection, server_hostname="localhost")

    def ask(self, request, context=None):
        with self.secured(context) as connection:
            connection.sendall(request)
            return answers(read_all(connection))


@unittest.skipUnless(OPENSSL, "there is no openssl")
class Tls(unittest.TestCase):
    def test_carries_requests_like_any_connection(self):
        with Folder(GOOD) as folder, TlsServer(folder) as server:
            plain = answers(server.raw(LAST))[0]
            with server.secured() as connection:
                self.assertIn(connection.version(), ("TLSv1.3", "TLSv1.2"))
                connection.sendall(GET * 20 + LAST)
                got = answers(read_all(connection))
            self.assertEqual([200] * 21, [answer[0] for answer in got])
            self.assertEqual(plain[2], got[0][2])
            self.assertNotIn("strict-transport-security", got[0][1])

    def test_sends_large_answers_whole_and_says_goodbye(self):
        triples = "".join(f'<id/x{i}> <http://example.org/p> "{"x" * 200}" .\n' for i in range(20000))
        with Folder({"data.ttl": triples}) as folder, TlsServer(folder) as server:
            request = b"GET /data.ttl HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
            plain = server.raw(request).partition(b"\r\n\r\n")[2]
            with server.secured() as connection:  # an end without close_notify would be an SSLError
                connection.sendall(request)
                received = read_all(connection)
            self.assertGreater(len(plain), 1000000)
            self.assertEqual(plain, received.partition(b"\r\n\r\n")[2])

    def test_old_versions_and_weak_ciphers_are_refused(self):
        with Folder(GOOD) as folder, TlsServer(folder) as server:
            for change in ("version", "cipher"):
                context = server.context()
                try:
                    if change == "version":
                        context.minimum_version = ssl.TLSVersion.TLSv1
                        context.maximum_version = ssl.TLSVersion.TLSv1_1
                        context.set_ciphers("ALL:@SECLEVEL=0")
                    else:
                        context.maximum_version = ssl.TLSVersion.TLSv1_2
                        context.set_ciphers("ECDHE-ECDSA-AES128-SHA:@SECLEVEL=0")
                except ssl.SSLError:
                    self.skipTest("this client cannot be that weak")
                with self.assertRaises((ssl.SSLError, ConnectionError), msg=change):
                    server.ask(LAST, context)
            self.assertEqual(200, server.ask(LAST)[0][0])

    def test_agrees_on_http_1_1_and_on_nothing_else(self):
        with Folder(GOOD) as folder, TlsServer(folder) as server:
            context = server.context()
            context.set_alpn_protocols(["h2", "http/1.1"])
            with server.secured(context) as connection:
                self.assertEqual("http/1.1", connection.selected_alpn_protocol())
            context = server.context()
            context.set_alpn_protocols(["h2"])
            self.assertRaises((ssl.SSLError, ConnectionError), server.ask, LAST, context)

    def test_who_does_not_speak_it_or_says_nothing_troubles_nobody(self):
        with Folder(GOOD) as folder, TlsServer(folder, "--limit-head-time", "2s") as server:  # enough for a slow machine
            address = ("127.0.0.1", server.tls_port)
            silent = socket.create_connection(address, timeout=30 * harness.SLOWNESS)
            for nonsense in (b"GET / HTTP/1.1\r\n\r\n", b"\x16\x03\x01\x40\x00" + b"\0" * 100, os.urandom(5000)):
                with socket.create_connection(address, timeout=30 * harness.SLOWNESS) as connection:
                    connection.sendall(nonsense)
                    read_all(connection)
            for _ in range(50):
                socket.create_connection(address).close()
            self.assertEqual(200, server.ask(LAST)[0][0])
            self.assertEqual(b"", read_all(silent), "its time is over")
            silent.close()

    def test_stops_in_order(self):
        with Folder(GOOD) as folder, TlsServer(folder) as server, server.secured() as idle:
            idle.sendall(GET)
            idle.recv(65536)
            server.signal()
            self.assertEqual(0, server.wait())


@unittest.skipUnless(OPENSSL, "there is no openssl")
class Certificates(unittest.TestCase):
    def test_a_new_one_is_taken_at_SIGHUP_and_a_broken_one_is_not(self):
        with Folder(GOOD) as folder, TlsServer(folder) as server:
            old = server.context()
            kept = server.secured()  # a connection outlives its certificate
            with open(f"{folder}/cert.pem", "w", encoding="utf-8") as file:
                file.write("nonsense")
            server.signal(signal.SIGHUP)
            self.wait_for(lambda: "old certificate stays" in server.stderr())
            self.assertEqual(200, server.ask(LAST, old)[0][0])
            make_certificate(folder)
            server.signal(signal.SIGHUP)

            def taken():
                try:
                    return server.ask(LAST)[0][0] == 200
                except ssl.SSLCertVerificationError:
                    return False

            self.wait_for(taken)
            self.assertRaises(ssl.SSLCertVerificationError, server.ask, LAST, old)
            kept.sendall(LAST)
            self.assertEqual(200, answers(read_all(kept))[0][0])
            kept.close()

    def wait_for(self, condition):
        deadline = time.monotonic() + 30 * harness.SLOWNESS
        while not condition():
            self.assertLess(time.monotonic(), deadline)
            time.sleep(0.05)

    def test_certificate_and_key_must_be_there_and_belong_together(self):
        with Folder(GOOD) as folder:
            make_certificate(folder)
            os.rename(f"{folder}/key.pem", f"{folder}/other.pem")
            make_certificate(folder)
            tls = ["serve", f"{folder}/data.ttl", "--tls-listen", "127.0.0.1:0"]
            for arguments, said in ((["--tls-cert", f"{folder}/cert.pem"], "both --tls-cert and --tls-key"), ([], "both"),
                                    (["--tls-cert", f"{folder}/cert.pem", "--tls-key", f"{folder}/none.pem"], "none.pem"),
                                    (["--tls-cert", f"{folder}/cert.pem", "--tls-key", f"{folder}/other.pem"], "mismatch")):
                got = run(*tls, *arguments)
                self.assertEqual(2, got.returncode, arguments)
                self.assertIn(said, got.stderr)


@unittest.skipUnless(OPENSSL, "there is no openssl")
class Redirect(unittest.TestCase):
    def test_plain_http_is_sent_to_https_and_told_to_stay_there(self):
        with Folder(GOOD) as folder, TlsServer(folder, "--redirect-to-https", "--hsts", 86400) as server:
            status, headers, _ = answers(server.raw(LAST.replace(b"/id/ada.ttl", b"/id/ada.ttl?a=b")))[0]
            self.assertEqual(308, status)
            self.assertEqual([f"https://localhost:{server.tls_port}/id/ada.ttl?a=b"], headers["location"])
            self.assertNotIn("strict-transport-security", headers, "means nothing over plain HTTP")
            status, headers, _ = server.ask(LAST)[0]
            self.assertEqual((200, ["max-age=86400"]), (status, headers["strict-transport-security"]))
            self.assertEqual(["max-age=86400"], server.ask(LAST.replace(b"ada", b"nobody"))[0][1]["strict-transport-security"])
            self.assertEqual(200, answers(server.raw(LAST.replace(b"/id/ada.ttl", b"/-/healthz")))[0][0])

    def test_a_base_over_https_is_where_it_leads(self):
        with Folder(GOOD) as folder, TlsServer(folder, "--redirect-to-https", "--base", "https://data.example/x/") as server:
            location = answers(server.raw(LAST.replace(b"localhost", b"evil.example")))[0][1]["location"]
            self.assertEqual(["https://data.example/id/ada.ttl"], location)

    def test_a_trusted_proxy_that_speaks_tls_is_not_sent_away(self):
        forwarded = LAST.replace(b"Host", b"Forwarded: for=192.0.2.7;proto=https\r\nHost")
        old_way = LAST.replace(b"Host", b"X-Forwarded-Proto: https\r\nHost")
        with Folder(GOOD) as folder:
            with Server(f"{folder}/data.ttl", "--redirect-to-https", "--trusted-proxy", "127.0.0.0/8", "--hsts", 60) as server:
                for request in (forwarded, old_way):
                    status, headers, body = answers(server.raw(request))[0]
                    self.assertEqual((200, ["max-age=60"]), (status, headers["strict-transport-security"]))
                    self.assertIn(server.base.encode(), body, "the addresses of the data do not follow the proxy")
                self.assertEqual(308, answers(server.raw(LAST))[0][0])
            with TlsServer(folder, "--redirect-to-https") as server:
                self.assertEqual(308, answers(server.raw(forwarded))[0][0], "nobody else is believed")


@unittest.skipUnless(OPENSSL, "there is no openssl")
class Load(unittest.TestCase):
    def test_many_clients_at_once_while_some_hang_up(self):
        with Folder(GOOD) as folder, TlsServer(folder) as server:
            context = server.context()
            faults = []

            def good():
                for _ in range(10):
                    try:
                        if [answer[0] for answer in server.ask(GET * 5 + LAST, context)] != [200] * 6:
                            faults.append("wrong")
                    except OSError as error:
                        faults.append(repr(error))

            def rude():
                for i in range(20):
                    try:
                        connection = server.secured(context)
                        connection.sendall(GET if i % 2 else GET[:10])
                        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
                        connection.close()
                    except OSError:
                        pass

            threads = [threading.Thread(target=client) for client in (good, rude) * 4]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            self.assertEqual([], faults)


if __name__ == "__main__":
    harness.main()
