#!/usr/bin/env python3
"""New data for a running server: by signal, by order, by a change of the files. Nobody notices but who asks anew."""

import http.client
import itertools
import json
import os
import re
import shutil
import signal
import socket
import threading
import time
import unittest

import harness
from harness import Folder, Server, answers

GET = b"GET /id/ada.nt HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"


def data(number, things=40):
    """A data set in which every thing says the number: an answer of two numbers mixes two data sets."""
    lines = [f'<id/ada> <http://example.org/n> "{number}" .']
    lines += [f'<id/x{i}> <http://example.org/n> "{number}" ; <http://example.org/knows> <id/ada> .' for i in range(things)]
    return "\n".join(lines) + "\n"


BROKEN = "<id/ada> <http://example.org/n> .\n"


def write(path, content):
    """As a careful editor does: beside it, then over it."""
    with open(path + ".new", "w", encoding="utf-8") as file:
        file.write(content)
    os.replace(path + ".new", path)


def eventually(condition, seconds=30):
    deadline = time.monotonic() + seconds * harness.SLOWNESS
    while not condition():
        if time.monotonic() > deadline:
            raise AssertionError("it has not come true")
        time.sleep(0.05)


class AdminSocket(http.client.HTTPConnection):
    def __init__(self, path):
        super().__init__("localhost", timeout=120 * harness.SLOWNESS)
        self.path = path

    def connect(self):
        self.sock = socket.socket(socket.AF_UNIX)
        self.sock.settimeout(self.timeout)
        self.sock.connect(self.path)


def order(path, method="POST", target="/reload"):
    connection = AdminSocket(path)
    try:
        connection.request(method, target)
        response = connection.getresponse()
        return response.status, response.read().decode()
    finally:
        connection.close()


def number_said(server):
    status, _, body = answers(server.raw(GET))[0]
    return body.split(b'"')[1].decode() if status == 200 else status


def status(server):
    return json.loads(answers(server.raw(GET.replace(b"/id/ada.nt", b"/-/status.json")))[0][2])


class Reload(unittest.TestCase):
    def test_by_signal(self):
        with Folder({"d/a.ttl": data(1)}) as folder, Server(f"{folder}/d") as server:
            self.assertEqual("1", number_said(server))
            write(f"{folder}/d/a.ttl", data(2))
            server.signal(signal.SIGHUP)
            eventually(lambda: number_said(server) == "2")
            eventually(lambda: "Loaded again (SIGHUP)" in server.stderr())

    def test_by_order_which_says_what_came_of_it(self):
        with Folder({"d/a.ttl": data(1)}) as folder, Server(f"{folder}/d", "--admin", f"{folder}/admin") as server:
            self.assertEqual(0o600, os.stat(f"{folder}/admin").st_mode & 0o777)
            for target in ("/reload", "/-/reload"):
                write(f"{folder}/d/a.ttl", data(target))
                code, said = order(f"{folder}/admin", target=target)
                self.assertEqual((200, True), (code, json.loads(said)["reloaded"]))
                self.assertEqual(target, number_said(server))
            write(f"{folder}/d/a.ttl", BROKEN)
            code, said = order(f"{folder}/admin")
            self.assertEqual((422, False), (code, json.loads(said)["reloaded"]))
            self.assertRegex(json.loads(said)["errors"][0], r"a\.ttl:1:\d+: ")
            self.assertEqual(405, order(f"{folder}/admin", method="GET")[0])
            self.assertEqual(200, order(f"{folder}/admin", method="GET", target="/status")[0])
            self.assertIn("tamizdat_reloads_total", order(f"{folder}/admin", method="GET", target="/metrics")[1])

    def test_orders_come_over_the_admin_socket_alone(self):
        with Folder({"d/a.ttl": data(1)}) as folder, Server(f"{folder}/d", "--admin", f"{folder}/admin") as server:
            for target in (b"/reload", b"/-/reload"):
                got = answers(server.raw(b"POST " + target + b" HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"))
                self.assertIn(got[0][0], (404, 405))
            self.assertEqual(0, status(server)["reloadsGood"])

    def test_what_is_broken_missing_or_unreadable_leaves_the_old_in_service(self):
        def broken(folder):
            write(f"{folder}/d/a.ttl", BROKEN)

        def missing(folder):
            shutil.rmtree(f"{folder}/d")

        def empty(folder):
            os.remove(f"{folder}/d/a.ttl")

        def no_file(folder):
            os.remove(f"{folder}/d/a.ttl")
            os.symlink("nowhere", f"{folder}/d/a.ttl")

        def not_utf_8(folder):
            with open(f"{folder}/d/a.ttl", "wb") as file:
                file.write(b'<a> <b> "\xff\xfe" .\n')

        for spoil in (broken, missing, empty, no_file, not_utf_8):
            with Folder({"d/a.ttl": data(1)}) as folder, Server(f"{folder}/d", "--admin", f"{folder}/admin") as server:
                spoil(folder)
                self.assertEqual(422, order(f"{folder}/admin")[0], spoil.__name__)
                self.assertEqual("1", number_said(server))
                now = status(server)
                self.assertEqual((True, 1, 0), (now["reloadFailed"], now["reloadsBad"], now["reloadsGood"]))
                self.assertNotEqual("", now["reloadFault"])
                self.assertNotIn(folder, now["reloadFault"], "the public learns no path")
                page = server.raw(b"GET /-/status HTTP/1.1\r\nHost: x\r\nAccept: text/html\r\nConnection: close\r\n\r\n")
                self.assertIn(b"The last reload failed", page)
                self.assertNotIn(folder.encode(), page)
                eventually(lambda: "old data stay in service" in server.stderr())
                self.assertEqual(1, server.stderr().count("\n"), "one clear line: " + server.stderr())
                os.makedirs(f"{folder}/d", exist_ok=True)
                if os.path.islink(f"{folder}/d/a.ttl"):
                    os.remove(f"{folder}/d/a.ttl")
                write(f"{folder}/d/a.ttl", data(2))
                self.assertEqual(200, order(f"{folder}/admin")[0])
                self.assertEqual("2", number_said(server))
                self.assertFalse(status(server)["reloadFailed"])


class Tags(unittest.TestCase):
    TARGETS = ("/?format=html", "/?format=ttl", "/?format=nq", "/statistics?format=ttl", "/sitemap.xml", "/sitemap-1.xml", "/robots.txt",
               "/-/linkset", "/.well-known/api-catalog", "/dump.nt", "/dump.ttl.gz", "/id/ada.ttl", "/id/ada.html", "/-/card.png",
               "/search/description.xml", "/-/picture")
    TITLE = '<dataset> a <http://rdfs.org/ns/void#Dataset> ; <http://purl.org/dc/terms/title> "%s" .\n'

    def answers(self, server):
        found = {}
        for target in self.TARGETS:
            head, _, body = server.raw(GET.replace(b"/id/ada.nt", target.encode())).partition(b"\r\n\r\n")
            tag = re.search(rb"(?im)^etag: (.*?)\r?$", head)
            self.assertTrue(head.startswith(b"HTTP/1.1 200"), (target, head))
            self.assertRegex(tag.group(1), rb'^"[!#-~]+"$', target)
            found[target] = (tag.group(1), body)
        return found

    def test_differ_wherever_the_bytes_do(self):
        with Folder({"a.ttl": data(1) + self.TITLE % "one"}) as folder, Server(f"{folder}/a.ttl", "--admin", f"{folder}/admin") as server:
            seen = [self.answers(server)]
            for change in (lambda: os.utime(f"{folder}/a.ttl", (1e9, 1e9)),
                           lambda: write(f"{folder}/a.ttl", data(1) + self.TITLE % 'two, \\"quoted\\"'),
                           lambda: write(f"{folder}/a.ttl", data(2) + self.TITLE % "three")):
                change()
                self.assertEqual(200, order(f"{folder}/admin")[0])
                seen.append(self.answers(server))
            for target in self.TARGETS:
                for one, other in itertools.combinations([answers[target] for answers in seen], 2):
                    if one[1] != other[1]:
                        self.assertNotEqual(one[0], other[0], target)

    def test_lead_to_304_whatever_the_title_is(self):
        with Folder({"a.ttl": data(1) + self.TITLE % 'A \\"quoted\\", \\u010Dlanek'}) as folder, Server(f"{folder}/a.ttl") as server:
            tag = self.answers(server)["/-/card.png"][0]
            answer = server.raw(b"GET /-/card.png HTTP/1.1\r\nHost: x\r\nConnection: close\r\nIf-None-Match: " + tag + b"\r\n\r\n")
            self.assertTrue(answer.startswith(b"HTTP/1.1 304"), answer)


class Watch(unittest.TestCase):
    def watched(self, folder, *paths):
        return Server(*(paths or (f"{folder}/d",)), "--watch", "--admin", f"{folder}/admin")

    def test_sees_files_written_renamed_added_and_removed(self):
        with Folder({"d/a.ttl": data(1)}) as folder, self.watched(folder) as server:
            write(f"{folder}/d/a.ttl", data(2))
            eventually(lambda: number_said(server) == "2")
            with open(f"{folder}/d/a.ttl", "w", encoding="utf-8") as file:
                file.write(data(3))
            eventually(lambda: number_said(server) == "3")
            with open(f"{folder}/d/b.ttl", "w", encoding="utf-8") as file:
                file.write("<id/b> <http://example.org/p> 1 .\n")
            eventually(lambda: status(server)["files"] == 2)
            os.makedirs(f"{folder}/d/new/deep")
            with open(f"{folder}/d/new/deep/c.ttl", "w", encoding="utf-8") as file:
                file.write("<id/c> <http://example.org/p> 1 .\n")
            eventually(lambda: status(server)["files"] == 3)
            write(f"{folder}/d/new/deep/c.ttl", "<id/c> <http://example.org/p> 1 , 2 .\n")
            eventually(lambda: b"2" in server.raw(GET.replace(b"ada", b"c")).partition(b"\r\n\r\n")[2])
            os.remove(f"{folder}/d/b.ttl")
            shutil.rmtree(f"{folder}/d/new")
            eventually(lambda: status(server)["files"] == 1)

    def test_sees_a_single_file_and_a_link_that_is_turned(self):
        with Folder({"v1/a.ttl": data(1), "v2/a.ttl": data(2), "e/b.ttl": data(1).replace("ada", "eve")}) as folder:
            os.symlink("v1", f"{folder}/now")
            os.symlink("now/a.ttl", f"{folder}/a.ttl")
            with self.watched(folder, f"{folder}/a.ttl") as server:
                os.symlink("v2", f"{folder}/then")
                os.replace(f"{folder}/then", f"{folder}/now")
                eventually(lambda: number_said(server) == "2")

    def test_sees_a_folder_on_the_way_that_is_turned(self):
        with Folder({"v1/a.ttl": data(1), "v2/a.ttl": data(2)}) as folder:
            os.symlink("v1", f"{folder}/now")
            with self.watched(folder, f"{folder}/now/a.ttl") as server:
                os.symlink("v2", f"{folder}/then")
                os.replace(f"{folder}/then", f"{folder}/now")
                eventually(lambda: number_said(server) == "2")

    def test_what_changes_nothing_loads_nothing(self):
        with Folder({"d/a.ttl": data(1)}) as folder, self.watched(folder) as server:
            for name in ("notes.txt", ".a.ttl.swp", "a.ttl~"):
                with open(f"{folder}/d/{name}", "w", encoding="utf-8") as file:
                    file.write("nothing")
            write(f"{folder}/d/a.ttl", data(2))
            eventually(lambda: number_said(server) == "2")
            self.assertLessEqual(status(server)["reloadsGood"], 2)  # the two may be seen apart

    def test_broken_files_are_said_once_and_mended_ones_taken(self):
        with Folder({"d/a.ttl": data(1)}) as folder, self.watched(folder) as server:
            write(f"{folder}/d/a.ttl", BROKEN)
            eventually(lambda: status(server)["reloadFailed"])
            self.assertEqual("1", number_said(server))
            write(f"{folder}/d/a.ttl", data(2))
            eventually(lambda: number_said(server) == "2")


TEMPLATES = f"{harness.ROOT}/src/html/templates"
PAGE = GET.replace(b"/id/ada.nt", b"/id/ada.html")


class Look(unittest.TestCase):
    """Templates, style and logo are read again with the data, and swapped together with them, or not at all."""

    def setUp(self):
        with open(f"{TEMPLATES}/foot.mustache", encoding="utf-8") as file:
            self.template = file.read()
        self.assertIn("</body>", self.template)

    def signed(self, name):
        return self.template.replace("</body>", f"<p>{name} made this</p></body>")

    def theme(self):
        return {"d/a.ttl": data(1), "theme/templates/foot.mustache": self.signed("Ada"), "theme/assets/style.css": "body { color: #111 }\n"}

    def page(self, server):
        status, headers, body = answers(server.raw(PAGE))[0]
        self.assertEqual(200, status)
        return headers["etag"][0], body.decode()

    def style(self, page):
        return re.search(r'href="([^"]*/-/assets/[^"]*/style\.css)"', page).group(1)

    def get(self, server, path):
        return answers(server.raw(GET.replace(b"/id/ada.nt", path.encode())))[0]

    def test_a_theme_is_read_again_and_pages_of_the_old_one_keep_their_style(self):
        with Folder(self.theme()) as folder, \
                Server(f"{folder}/d", "--theme", f"{folder}/theme", "--admin", f"{folder}/admin") as server:
            tag, page = self.page(server)
            self.assertIn("Ada made this", page)
            write(f"{folder}/theme/templates/foot.mustache", self.signed("Eve"))
            write(f"{folder}/theme/assets/style.css", "body { color: #222 }\n")
            for _ in range(2):  # a second reload of the same takes nothing away
                self.assertEqual(200, order(f"{folder}/admin")[0])
                new_tag, new_page = self.page(server)
                self.assertIn("Eve made this", new_page)
                self.assertNotEqual(tag, new_tag, "who has the old page is not told that it is the same")
                self.assertNotEqual(self.style(page), self.style(new_page))
                for one, colour in ((page, b"#111"), (new_page, b"#222")):
                    status, headers, body = self.get(server, self.style(one))
                    self.assertEqual((200, True), (status, colour in body))
                    self.assertIn("immutable", headers["cache-control"][0])

    def test_a_broken_one_leaves_all_of_the_old_in_service(self):
        spoilt = {"theme/templates/foot.mustache": "{{#open}}", "theme/messages/en.txt": "this is no message\n"}
        for name, content in spoilt.items():
            with Folder(self.theme()) as folder, \
                    Server(f"{folder}/d", "--theme", f"{folder}/theme", "--admin", f"{folder}/admin") as server:
                write(f"{folder}/d/a.ttl", data(2))
                os.makedirs(os.path.dirname(f"{folder}/{name}"), exist_ok=True)
                write(f"{folder}/{name}", content)
                code, said = order(f"{folder}/admin")
                self.assertEqual(422, code, name)
                self.assertRegex(json.loads(said)["errors"][0], os.path.basename(name) + r":\d")
                self.assertEqual("1", number_said(server), "not even the data have changed")
                self.assertIn("Ada made this", self.page(server)[1])
                self.assertTrue(status(server)["reloadFailed"])
                eventually(lambda: "stay in service" in server.stderr())
                self.assertEqual(1, server.stderr().count("\n"), "one clear line: " + server.stderr())
                self.assertIn(os.path.basename(name), server.stderr())
                write(f"{folder}/{name}", self.signed("Eve") if name.endswith("mustache") else "")
                self.assertEqual(200, order(f"{folder}/admin")[0])
                self.assertEqual("2", number_said(server))

    def test_watching_sees_templates_styles_and_the_logo(self):
        files = {**self.theme(), "brand/logo.svg": "<svg xmlns='http://www.w3.org/2000/svg'><title>old</title></svg>"}
        with Folder(files) as folder, \
                Server(f"{folder}/d", "--watch", "--theme", f"{folder}/theme", "--logo", f"{folder}/brand/logo.svg") as server:
            old_style = self.style(self.page(server)[1])
            write(f"{folder}/theme/templates/foot.mustache", self.signed("Eve"))
            eventually(lambda: "Eve made this" in self.page(server)[1])
            write(f"{folder}/theme/assets/style.css", "body { color: #333 }\n")
            eventually(lambda: self.style(self.page(server)[1]) != old_style)
            logo = re.compile(r'src="([^"]*/logo\.svg)"')
            old_logo = logo.search(self.page(server)[1]).group(1)
            write(f"{folder}/brand/logo.svg", files["brand/logo.svg"].replace("old", "new"))
            eventually(lambda: logo.search(self.page(server)[1]).group(1) != old_logo)
            self.assertIn(b"new", self.get(server, logo.search(self.page(server)[1]).group(1))[2])


class Counters(unittest.TestCase):
    def counters(self, server):
        text = answers(server.raw(GET.replace(b"/id/ada.nt", b"/-/metrics")))[0][2].decode()
        kinds = dict(re.findall(r"(?m)^# TYPE (\S+) (\S+)$", text))
        found = {}
        for name, labels, value in re.findall(r"(?m)^([a-z_]+)(\{.*?\})? (\S+)$", text):
            family = re.sub(r"_(bucket|sum|count)$", "", name)
            if "counter" in (kinds.get(name), kinds.get(family)) or kinds.get(family) == "histogram":
                found[name + labels] = float(value)
        return found

    def test_never_go_back_when_data_are_loaded_again(self):
        with Folder({"d/a.ttl": data(1)}) as folder, Server(f"{folder}/d", "--admin", f"{folder}/admin") as server:
            for _ in range(5):
                number_said(server)
            before = self.counters(server)
            self.assertGreaterEqual(before["tamizdat_cache_hits_total"], 4)
            self.assertGreaterEqual(before["tamizdat_cache_misses_total"], 1)
            for number in (2, 3):
                write(f"{folder}/d/a.ttl", data(number))
                self.assertEqual(200, order(f"{folder}/admin")[0])
                after = self.counters(server)
                self.assertEqual({}, {name: (before[name], after.get(name, 0)) for name in before if after.get(name, 0) < before[name]})
                before = after


class UnderLoad(unittest.TestCase):
    """Twenty reloads in a row, good and broken, while many ask: no error, no wrong answer, memory as before."""

    ROUNDS = 20
    CLIENTS = 6

    def test_nobody_notices(self):
        things = 3000
        with Folder({"d/a.ttl": data("v0", things)}) as folder, \
                Server(f"{folder}/d", "--admin", f"{folder}/admin", env=harness.FREED_AT_ONCE) as server:
            stop = threading.Event()
            faults, asked = [], []

            def good(status_code, body):
                said = set(re.findall(r'<http://example\.org/n> "([^"]+)"', body.decode()))
                return status_code == 200 and len(said) == 1

            def ask(client):
                connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60 * harness.SLOWNESS)
                count = 0
                while not stop.is_set():
                    target = ("/id/ada.nt", f"/id/x{count % things}.nt", "/fragments?predicate=http://example.org/n&format=nt",
                              "/id/ada.nt")[count % 4]
                    try:
                        connection.request("GET", target)
                        response = connection.getresponse()
                        body = response.read()
                    except (OSError, http.client.HTTPException) as error:
                        faults.append((target, repr(error)))
                        connection.close()
                        continue
                    if not good(response.status, body):
                        faults.append((target, response.status, body[:200]))
                    count += 1
                connection.close()
                asked.append(count)

            threads = [threading.Thread(target=ask, args=(i,)) for i in range(self.CLIENTS)]
            for thread in threads:
                thread.start()
            before = None
            for number in range(1, self.ROUNDS + 1):
                is_good = number % 2 == 0
                write(f"{folder}/d/a.ttl", data(f"v{number}", things) if is_good else data("bad", things) + BROKEN)
                code, _ = order(f"{folder}/admin")
                self.assertEqual(200 if is_good else 422, code)
                if number == 4:
                    before = server.memory()  # all threads have had their share of memory by now
            stop.set()
            for thread in threads:
                thread.join()
            self.assertEqual([], faults[:5])
            self.assertGreater(min(asked), 20)
            self.assertEqual(f"v{self.ROUNDS}", number_said(server))
            now = status(server)
            self.assertEqual((self.ROUNDS // 2, self.ROUNDS // 2), (now["reloadsGood"], now["reloadsBad"]))
            order(f"{folder}/admin")  # what the clients had in use has come back
            grown = server.memory() - before
            print(f"{sum(asked)} requests through {self.ROUNDS} reloads; memory {before} bytes, then {grown:+}")
            shadow = 0.4 if harness.SLOWNESS > 1 else 0  # of memory once used, which ThreadSanitizer keeps
            self.assertLess(grown, before * (0.1 + shadow) + 4e6)


if __name__ == "__main__":
    harness.main()
