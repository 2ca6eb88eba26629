#!/usr/bin/env python3
"""Raw bytes to the running server: one answer to each request, the right status, never a hang."""

import socket
import unittest

import harness
from harness import answers

GET = b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"
LAST = b"GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"


def request(line=b"GET / HTTP/1.1", *fields, body=b""):
    return b"\r\n".join([line, *fields, b"", b""]) + body


HOST = b"Host: localhost"
CLOSE = b"Connection: close"

# What is sent, and the only status that may come back, once; then the connection is closed.
REFUSED = {
    "no Host": (request(b"GET / HTTP/1.1"), 400),
    "two Hosts": (request(b"GET / HTTP/1.1", HOST, HOST), 400),
    "an impossible Host": (request(b"GET / HTTP/1.1", b"Host: a b"), 400),
    "an empty Host": (request(b"GET / HTTP/1.1", b"Host:"), 400),
    "HTTP/0.9": (b"GET /\r\n", 400),
    "HTTP/1.2 without a Host": (request(b"GET / HTTP/1.2"), 400),
    "HTTP/2.0": (request(b"GET / HTTP/2.0", HOST), 505),
    "the preface of HTTP/2": (b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505),
    "a version of its own": (request(b"GET / HTTP/7.3", HOST), 505),
    "no version at all": (request(b"GET / FTP/1.1", HOST), 400),
    "two spaces": (request(b"GET  / HTTP/1.1", HOST), 400),
    "a space in the target": (request(b"GET /a b HTTP/1.1", HOST), 400),
    "a method with brackets": (request(b"G(E)T / HTTP/1.1", HOST), 400),
    "space before the colon": (request(b"GET / HTTP/1.1", b"Host : localhost"), 400),
    "a field without a name": (request(b"GET / HTTP/1.1", HOST, b": x"), 400),
    "a field without a colon": (request(b"GET / HTTP/1.1", HOST, b"nonsense"), 400),
    "a folded field": (request(b"GET / HTTP/1.1", HOST, b"X: a", b" b"), 400),
    "a bare LF": (b"GET / HTTP/1.1\nHost: localhost\n\n", 400),
    "a bare CR": (request(b"GET / HTTP/1.1", HOST, b"X: a\rb"), 400),
    "NUL": (request(b"GET / HTTP/1.1", HOST, b"X: a\0b"), 400),
    "a control byte": (request(b"GET / HTTP/1.1", HOST, b"X: a\x01b"), 400),
    "TLS": (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03", 400),
    "a quote in the path": (request(b'GET /a"b HTTP/1.1', HOST), 400),
    "angle brackets": (request(b"GET /<a> HTTP/1.1", HOST), 400),
    "a backslash": (request(b"GET /a\\b HTTP/1.1", HOST), 400),
    "overlong UTF-8": (request(b"GET /\xc0\xaf HTTP/1.1", HOST), 400),
    "half a character": (request(b"GET /\xc4 HTTP/1.1", HOST), 400),
    "a fragment": (request(b"GET /#a HTTP/1.1", HOST), 400),
    "authority-form": (request(b"GET localhost:80 HTTP/1.1", HOST), 400),
    "a proxy request": (request(b"CONNECT localhost:80 HTTP/1.1", HOST), 501),
    "* with GET": (request(b"GET * HTTP/1.1", HOST), 400),
    "a long target": (request(b"GET /" + b"a" * 13000 + b" HTTP/1.1", HOST), 414),
    "a target without end": (b"GET /" + b"a" * 30000, 414),
    "a long field": (request(b"GET / HTTP/1.1", HOST, b"X: " + b"a" * 20000), 431),
    "many fields": (request(b"GET / HTTP/1.1", HOST, *[b"X: a"] * 5000), 431),
    "both framings": (request(b"POST / HTTP/1.1", HOST, b"Content-Length: 3", b"Transfer-Encoding: chunked", body=b"0\r\n\r\n" + GET), 400),
    "chunked in HTTP/1.0": (request(b"POST / HTTP/1.0", HOST, b"Transfer-Encoding: chunked", body=b"0\r\n\r\n" + GET), 400),
    "two lengths": (request(b"POST / HTTP/1.1", HOST, b"Content-Length: 3", b"Content-Length: 4", body=b"abc" + GET), 400),
    "the same length twice": (request(b"POST / HTTP/1.1", HOST, b"Content-Length: 3", b"Content-Length: 3", body=b"abc" + GET), 400),
    "a list of lengths": (request(b"POST / HTTP/1.1", HOST, b"Content-Length: 3, 3", body=b"abc" + GET), 400),
    "a length with a sign": (request(b"POST / HTTP/1.1", HOST, b"Content-Length: +3", body=b"abc" + GET), 400),
    "a body beyond all bounds": (request(b"POST / HTTP/1.1", HOST, b"Content-Length: 99999999999"), 413),
    "a chunk size that is none": (request(b"POST / HTTP/1.1", HOST, b"Transfer-Encoding: chunked", body=b"xyz\r\n" + GET), 400),
    "a chunk larger than said": (request(b"POST / HTTP/1.1", HOST, b"Transfer-Encoding: chunked", body=b"1\r\nabc\r\n0\r\n\r\n" + GET), 400),
    "an endless chunk extension": (request(b"POST / HTTP/1.1", HOST, b"Transfer-Encoding: chunked", body=b"1;" + b"x" * 100000), 413),
    "an unknown expectation": (request(b"GET / HTTP/1.1", HOST, b"Expect: miracles"), 417),
}
FORM = b"Content-Type: application/x-www-form-urlencoded"
CHUNKED = b"Transfer-Encoding: chunked"


def chunks(body):
    """A pattern in chunks, and a request that must not be answered where the chunks are refused."""
    return request(b"POST /fragments HTTP/1.1", HOST, FORM, CHUNKED, body=body + GET)


REFUSED.update({
    "a version in small letters": (request(b"GET / http/1.1", HOST), 400),
    "a version of three digits": (request(b"GET / HTTP/1.10", HOST), 400),
    "tabs instead of spaces": (request(b"GET\t/\tHTTP/1.1", HOST), 400),
    "a space after the version": (request(b"GET / HTTP/1.1 ", HOST), 400),
    "a space before the method": (request(b" GET / HTTP/1.1", HOST), 400),
    "a space before the first field": (request(b"GET / HTTP/1.1", b" Host: localhost"), 400),
    "brackets in a name": (request(b"GET / HTTP/1.1", HOST, b"X(y): a"), 400),
    "a name that is not ASCII": (request(b"GET / HTTP/1.1", HOST, b"X\x80: a"), 400),
    "a vertical tab": (request(b"GET / HTTP/1.1", HOST, b"X: a\x0bb"), 400),
    "DEL": (request(b"GET / HTTP/1.1", HOST, b"X: a\x7fb"), 400),
    "a port beyond all ports": (request(b"GET / HTTP/1.1", b"Host: localhost:99999"), 400),
    "a list of hosts": (request(b"GET / HTTP/1.1", b"Host: a,b"), 400),
    "a user in Host": (request(b"GET / HTTP/1.1", b"Host: a@b"), 400),
    "absolute-form without a host": (request(b"GET http:///x HTTP/1.1", HOST), 400),
    "absolute-form of another scheme": (request(b"GET ftp://localhost/ HTTP/1.1", HOST), 400),
    "absolute-form with a user": (request(b"GET http://a@b/ HTTP/1.1", HOST), 400),
    "nothing but empty lines": (b"\r\n" * 20000, 431),
    "empty lines without CR": (b"\n\n" + GET, 400),
    "an empty length": (request(b"POST / HTTP/1.1", HOST, b"Content-Length:", body=GET), 400),
    "a length in hexadecimal": (request(b"POST / HTTP/1.1", HOST, b"Content-Length: 0x3", body=b"abc" + GET), 400),
    "a negative length": (request(b"POST / HTTP/1.1", HOST, b"Content-Length: -3", body=b"abc" + GET), 400),
    "chunked twice": (request(b"POST / HTTP/1.1", HOST, CHUNKED, CHUNKED, body=b"0\r\n\r\n" + GET), 400),
    "a space before the colon of Transfer-Encoding": (
        request(b"POST / HTTP/1.1", HOST, b"Transfer-Encoding : chunked", body=b"0\r\n\r\n" + GET), 400),
    "a control byte before chunked": (
        request(b"POST / HTTP/1.1", HOST, b"Transfer-Encoding: \x0bchunked", body=b"0\r\n\r\n" + GET), 400),
    "two expectations, one unknown": (request(b"GET / HTTP/1.1", HOST, b"Expect: x", b"Expect: 100-continue"), 417),
    "a chunk size that no number holds": (chunks(b"FFFFFFFFFFFFFFFFF\r\nabc\r\n0\r\n\r\n"), 400),
    "a chunk beyond all bounds": (chunks(b"FFFFFFFFFFFFFFF\r\nabc\r\n0\r\n\r\n"), 413),
    "a negative chunk": (chunks(b"-8\r\nsubject=\r\n0\r\n\r\n"), 400),
    "a chunk size with 0x": (chunks(b"0x8\r\nsubject=\r\n0\r\n\r\n"), 400),
    "chunks whose lines end in LF": (chunks(b"8\nsubject=\n0\n\n"), 400),
    "LF in a chunk extension": (chunks(b"8;a\nb\r\nsubject=\r\n0\r\n\r\n"), 400),
    "NUL in a chunk extension": (chunks(b"8;a\0b\r\nsubject=\r\n0\r\n\r\n"), 400),
    "a chunk longer than it says": (chunks(b"8\r\nsubject=XX0\r\n\r\n"), 400),
    "a trailer that ends in LF": (chunks(b"8\r\nsubject=\r\n0\r\nX: y\n\r\n"), 400),
    "NUL in a trailer": (chunks(b"8\r\nsubject=\r\n0\r\nX: \0\r\n\r\n"), 400),
    "a trailer without end": (chunks(b"0\r\nX: " + b"y" * 500000), 413),
    "trailers without end": (chunks(b"0\r\n" + b"X: y\r\n" * 500000), 413),
})
for coding in [b"", b"identity", b"xchunked", b"chunked, identity", b"chunked, chunked", b"chunked;a=b"]:
    REFUSED["Transfer-Encoding: " + coding.decode()] = (
        request(b"POST / HTTP/1.1", HOST, b"Transfer-Encoding: " + coding, body=b"0\r\n\r\n" + GET), 400)
REFUSED["Transfer-Encoding: gzip, chunked"] = (
    request(b"POST / HTTP/1.1", HOST, b"Transfer-Encoding: gzip, chunked", body=b"0\r\n\r\n" + GET), 501)

ACCEPTED = {
    "an empty line first": b"\r\n" + LAST,
    "absolute-form": request(b"GET http://localhost/ HTTP/1.1", HOST, CLOSE),
    "absolute-form with another host": request(b"GET http://example.org/ HTTP/1.1", HOST, CLOSE),
    "HTTP/1.0": request(b"GET / HTTP/1.0"),
    "HTTP/1.2": request(b"GET / HTTP/1.2", HOST, CLOSE),
    "HTTP/1.0 with a Host": request(b"GET / HTTP/1.0", HOST),
    "an address as Host": request(b"GET / HTTP/1.1", b"Host: [::1]:8080", CLOSE),
    "UTF-8 in a value": request(b"GET / HTTP/1.1", HOST, CLOSE, "X: \u0110".encode()),
    "absolute-form without a path": request(b"GET http://localhost HTTP/1.1", HOST, CLOSE),
    "an offer to upgrade": request(b"GET / HTTP/1.1", HOST, b"Connection: Upgrade, HTTP2-Settings, close", b"Upgrade: h2c"),
    "dot segments beyond the root": request(b"GET /a/../.. HTTP/1.1", HOST, CLOSE),
    "an empty value": request(b"GET / HTTP/1.1", HOST, CLOSE, b"X:"),
}


class Framing(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = harness.Folder({"data.ttl": harness.DATA})
        cls.server = harness.Server(cls.folder.__enter__()).__enter__()

    @classmethod
    def tearDownClass(cls):
        cls.server.__exit__()
        cls.folder.__exit__()

    def test_what_is_wrong_is_refused_once_and_the_connection_closed(self):
        for name, (sent, status) in REFUSED.items():
            with self.subTest(name):
                got = answers(self.server.raw(sent))
                self.assertEqual([status], [answer[0] for answer in got])
                self.assertEqual(["close"], got[0][1]["connection"])
                self.assertIn("content-type", got[0][1])

    def test_the_same_bytes_one_by_one(self):
        for name, (sent, status) in REFUSED.items():
            if len(sent) > 300:
                continue
            with self.subTest(name), self.server.connect() as connection:
                try:
                    for i in range(len(sent)):
                        connection.sendall(sent[i:i + 1])
                except OSError:
                    pass
                self.assertEqual([status], [answer[0] for answer in answers(harness.read_all(connection))][:1])

    def test_what_is_unusual_but_right_is_answered(self):
        for name, sent in ACCEPTED.items():
            with self.subTest(name):
                self.assertEqual([200], [answer[0] for answer in answers(self.server.raw(sent))])

    def test_every_answer_has_a_date_and_a_server_without_version(self):
        for sent in (LAST, REFUSED["no Host"][0]):
            headers = answers(self.server.raw(sent))[0][1]
            self.assertRegex(headers["date"][0], r"^[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d GMT$")
            self.assertNotRegex(headers["server"][0], r"\d")

    def test_pipelined_requests_are_answered_in_order(self):
        sent = b"".join(request(b"GET /nowhere/%d HTTP/1.1" % i, HOST) + GET for i in range(50)) + LAST
        got = answers(self.server.raw(sent))
        self.assertEqual([404, 200] * 50 + [200], [answer[0] for answer in got])

    def test_HEAD_and_GET_in_one_pipeline_do_not_lose_each_other(self):
        received = self.server.raw(request(b"HEAD / HTTP/1.1", HOST) + request(b"HEAD / HTTP/1.1", HOST, CLOSE))
        self.assertEqual(2, received.count(b"HTTP/1.1 200"))
        self.assertTrue(received.endswith(b"\r\n\r\n"))

    def test_HEAD_has_no_body_however_early_it_is_refused(self):
        for sent in (request(b"HEAD /<a> HTTP/1.1", HOST), request(b"HEAD / HTTP/1.1"), request(b"HEAD / HTTP/9.9", HOST),
                     request(b"HEAD / HTTP/1.1", HOST, b"X : a"), request(b"HEAD / HTTP/1.1", HOST, b"X: " + b"a" * 20000),
                     request(b"HEAD /nothing HTTP/1.1", HOST, CLOSE), request(b"HEAD /" + b"a" * 13000 + b" HTTP/1.1", HOST)):
            received = self.server.raw(sent)
            self.assertEqual(1, received.count(b"HTTP/1.1 "), sent[:60])
            self.assertTrue(received.endswith(b"\r\n\r\n"), (sent[:60], received[-60:]))

    def test_a_thousand_requests_at_once_are_answered_in_order(self):
        sent = b"".join(request(b"GET /nowhere/%d HTTP/1.1" % i, HOST, b"Accept: application/json") for i in range(1000)) + LAST
        got = answers(self.server.raw(sent))
        self.assertEqual([404] * 1000 + [200], [answer[0] for answer in got])
        for i in (0, 499, 999):
            self.assertIn(b"nowhere/%d" % i, got[i][2])

    def test_OPTIONS_of_everything(self):
        status, headers, _ = answers(self.server.raw(request(b"OPTIONS * HTTP/1.1", HOST, CLOSE)))[0]
        self.assertIn(status, (200, 204))
        self.assertIn("GET", headers["allow"][0])

    def test_an_unknown_method_is_501_and_a_known_one_405(self):
        status, _, _ = answers(self.server.raw(request(b"BREW / HTTP/1.1", HOST, CLOSE)))[0]
        self.assertEqual(501, status)
        status, headers, _ = answers(self.server.raw(request(b"DELETE / HTTP/1.1", HOST, CLOSE)))[0]
        self.assertEqual(405, status)
        self.assertIn("GET", headers["allow"][0])

    def test_continue_is_said_to_who_waits(self):
        with self.server.connect() as connection:
            connection.sendall(request(b"POST / HTTP/1.1", HOST, CLOSE, b"Content-Length: 3", b"Expect: 100-continue"))
            self.assertEqual(b"HTTP/1.1 100 Continue\r\n\r\n", connection.recv(1000))
            connection.sendall(b"abc")
            self.assertEqual(1, len(answers(harness.read_all(connection))))

    def test_a_body_that_nobody_wants_is_no_request(self):
        got = answers(self.server.raw(request(b"GET / HTTP/1.1", HOST, b"Content-Length: %d" % len(GET), body=GET)))
        self.assertEqual([200], [answer[0] for answer in got])

    def test_trailers_and_chunk_extensions_are_dropped(self):
        for body in (b"8;a=b;c=\"d\"\r\nsubject=\r\n0;x\r\n\r\n", b"8\r\nsubject=\r\n0\r\nX: y\r\nAccept: image/png\r\n\r\n",
                     b"0008\r\nsubject=\r\n000\r\n\r\n"):
            got = answers(self.server.raw(request(b"POST /fragments HTTP/1.1", HOST, FORM, CHUNKED, body=body + LAST)))
            self.assertEqual([200, 200], [answer[0] for answer in got])

    def test_addresses_that_are_no_text_are_the_fault_of_the_client(self):
        for target in (b"/%zz", b"/%c0%af", b"/%", b"/%00", b"/%ed%a0%80", b"/?lang=%0d%0aX:y", b"/x%0d%0aX:y"):
            got = answers(self.server.raw(request(b"GET " + target + b" HTTP/1.1", HOST, CLOSE)))
            self.assertEqual(1, len(got))
            self.assertIn(got[0][0], (200, 400, 404))
            self.assertNotIn("x", got[0][1])

    def test_half_closed_clients_get_their_answer(self):
        self.assertEqual([200], [answer[0] for answer in answers(self.server.raw(LAST, end=True))])

    def test_HTTP_1_0_gets_no_chunks(self):
        for accept in (b"text/html", b"text/turtle", b"application/ld+json"):
            received = self.server.raw(request(b"GET / HTTP/1.0", b"Accept: " + accept))
            self.assertNotIn(b"chunked", received.partition(b"\r\n\r\n")[0].lower())

    def test_the_server_is_still_well(self):
        for _ in range(100):
            connection = self.server.connect()
            connection.sendall(GET[:20])
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")
            connection.close()
        self.assertEqual([200], [answer[0] for answer in answers(self.server.raw(LAST))])


if __name__ == "__main__":
    harness.main()
