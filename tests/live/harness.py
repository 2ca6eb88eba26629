"""Starts the real program and talks to it. Needs TAMIZDAT, the path of the binary."""

import os
import re
import select
import signal
import socket
import subprocess
import sys
import tempfile
import unittest

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, os.path.join(ROOT, "tests", "support"))
from ports import free_port  # for the tests

BINARY = os.environ.get("TAMIZDAT") or sys.exit("TAMIZDAT must name the program to test")
# Sanitizers slow everything down; a time limit is about the program as people run it.
SLOWNESS = float(os.environ.get("TAMIZDAT_SLOWNESS", "1"))
START_SECONDS = 60 * SLOWNESS
# For servers whose memory is measured: AddressSanitizer keeps up to 256 MB of what was freed, which would be taken for growth.
FREED_AT_ONCE = {"ASAN_OPTIONS": ":".join(filter(None, [os.environ.get("ASAN_OPTIONS"),
                                                        "quarantine_size_mb=1:thread_local_quarantine_size_kb=16"]))}

DATA = """\
@prefix id: <id/> .
@prefix ex: <http://example.org/ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .

id:ada a foaf:Person ; rdfs:label "Ada"@en , "\u0410\u0434\u0430"@ru ; foaf:knows id:milovan-\u0111ilas ;
  ex:address [ ex:street "High Street" ; ex:tags ( "a" "b" ) ] ; ex:height 1.70 ; ex:note "a\\u0000b" .
id:milovan-\u0111ilas a ex:Writer ; rdfs:label "Milovan \u0110ilas" ; foaf:knows id:ada .
<terms#Thing> a rdfs:Class ; rdfs:label "Thing" .
<terms#Other> a rdfs:Class ; rdfs:subClassOf <terms#Thing> .
<http://elsewhere.example/x> rdfs:label "elsewhere" .
"""


def environment(extra=None):
    kept = {name: value for name, value in os.environ.items() if not name.startswith("TAMIZDAT_")}
    return {**kept, **(extra or {})}


def run(*arguments, stdin=None, env=None, cwd=None, timeout=60):
    """Runs a command to its end; stdout and stderr as text."""
    return subprocess.run([BINARY, *map(str, arguments)], input=stdin, capture_output=True, text=not isinstance(stdin, bytes),
                          env=environment(env), cwd=cwd, timeout=timeout * SLOWNESS)


class Server:
    """`with Server(paths…) as server`: runs until the end of the block; ready when it says so."""

    def __init__(self, *arguments, env=None, cwd=None, listen="127.0.0.1:0", before=None):
        self.command = [BINARY, "serve", *map(str, arguments), *(["--listen", listen] if listen else [])]
        self.environment = environment(env)
        self.cwd = cwd
        self.before = before  # called in the new process

    def __enter__(self):
        self.errors = tempfile.TemporaryFile("w+")
        self.process = subprocess.Popen(self.command, stdout=subprocess.PIPE, stderr=self.errors, bufsize=0,
                                        env=self.environment, cwd=self.cwd, preexec_fn=self.before)
        try:
            self.wait_until_ready()
        except BaseException:
            self.__exit__()
            raise
        self.port = int(re.search(r"listening on [^\n]*?:(\d+)", self.said).group(1))
        self.origin = f"http://localhost:{self.port}"
        self.base = re.search(r"Base\s+(\S+)", self.said).group(1)
        return self

    def wait_until_ready(self):
        self.said = ""
        while not re.search(r"(?m)^Ready.*\n", self.said):
            if not select.select([self.process.stdout], [], [], START_SECONDS)[0]:
                raise AssertionError("not ready in time: " + self.said)
            piece = self.process.stdout.read(65536)
            if not piece:
                raise AssertionError(f"ended with {self.process.wait()}: {self.stderr()}")
            self.said += piece.decode()

    def __exit__(self, *_):
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        self.process.stdout.close()
        self.errors.close()

    def stderr(self):
        self.errors.seek(0)
        return self.errors.read()

    def ports(self):
        """Of all addresses, in the order in which they were given."""
        listed = re.search(r"listening on (.*)\)", self.said).group(1)
        return [int(port) for port in re.findall(r":(\d+)(?=,|$)", listed)]

    def memory(self):
        """Bytes that are the server's own, without pages of files, which come and go as the system sees fit."""
        with open(f"/proc/{self.process.pid}/status", encoding="ascii") as file:
            return sum(int(kilobytes) * 1024 for kilobytes in re.findall(r"(?m)^(?:RssAnon|VmSwap):\s+(\d+) kB", file.read()))

    def signal(self, number=signal.SIGTERM):
        self.process.send_signal(number)

    def wait(self, timeout=30):
        return self.process.wait(timeout * SLOWNESS)

    def connect(self):
        connection = socket.create_connection(("127.0.0.1", self.port), timeout=30 * SLOWNESS)
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return connection

    def raw(self, request, *, end=False):
        """Everything that comes back until the server closes."""
        with self.connect() as connection:
            try:
                connection.sendall(request)
                if end:
                    connection.shutdown(socket.SHUT_WR)
            except OSError:
                pass  # refused and closed while we were still sending
            return read_all(connection)


def read_all(connection):
    received = b""
    while True:
        try:
            piece = connection.recv(65536)
        except ConnectionResetError:
            return received
        if not piece:
            return received
        received += piece


def answers(received):
    """Splits what came back into (status, headers, body); bodies by Content-Length."""
    found = []
    while received:
        head, _, rest = received.partition(b"\r\n\r\n")
        lines = head.decode("latin-1").split("\r\n")
        status = int(lines[0].split(" ")[1])
        headers = {}
        for line in lines[1:]:
            name, _, value = line.partition(":")
            headers.setdefault(name.lower(), []).append(value.strip())
        length = int(headers.get("content-length", ["0"])[0])
        found.append((status, headers, rest[:length]))
        received = rest[length:]
    return found


class Folder:
    """A folder of files that is gone afterwards."""

    def __init__(self, files):
        self.files = files

    def __enter__(self):
        self.keeper = tempfile.TemporaryDirectory()
        for name, content in self.files.items():
            path = os.path.join(self.keeper.name, name)
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, "wb") as file:
                file.write(content if isinstance(content, bytes) else content.encode())
        return self.keeper.name

    def __exit__(self, *_):
        self.keeper.cleanup()


def main():
    result = unittest.main(exit=False, verbosity=1).result
    if result.wasSuccessful() and result.skipped:
        for test, reason in result.skipped:
            print("skipped:", test.id(), reason)
        sys.exit(77)  # CTest reports it as skipped, never as passed
    sys.exit(0 if result.wasSuccessful() else 1)
