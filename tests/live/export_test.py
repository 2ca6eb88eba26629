"""The site as files: beside the server, behind a real nginx, in a folder that had something else in it."""

import hashlib
import http.client
import itertools
import json
import os
import re
import resource
import shutil
import signal
import subprocess
import tempfile
import time
import unittest
import urllib.parse
from html.parser import HTMLParser

from harness import BINARY, ROOT, SLOWNESS, Folder, Server, environment, free_port, main, run

BASE = "http://site.example/"
DATA = """\
@prefix id: <id/> .
@prefix ex: <http://example.org/ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix void: <http://rdfs.org/ns/void#> .

id:ada a ex:Person ; rdfs:label "Ada"@en ; ex:knows id:ćiro ; ex:at [ ex:street "High Street" ] ; ex:seen <report#s1> .
id:ćiro a ex:Person ; rdfs:label "Ćiro" ; ex:knows id:ada .
<report#s1> a ex:Sentence ; ex:about id:ada . <report#s2> a ex:Sentence .
<dataset> a void:Dataset ; dcterms:title "Some people" ; dcterms:license <https://creativecommons.org/publicdomain/zero/1.0/> .
"""
# Kept from request to request by every client of ours: what browsers and libraries send, and odd ones.
ACCEPTS = [
    "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "text/turtle", "application/ld+json", "application/rdf+xml", "application/n-triples", "application/trig",
    "application/n-quads", "*/*", "text/*", "application/json", "text/turtle;q=0.5, application/ld+json;q=0.9",
    "text/turtle;q=0.5, */*", "application/rdf+xml, text/turtle;q=0.9, */*;q=0.1", "TEXT/HTML", "text/html;q=0.2,text/plain;q=0.3",
    "application/rdf+xml,text/rdf+n3;q=0.9,application/xhtml+xml;q=0.5, */*;q=0.1", "text/turtle;charset=utf-8",
    "application/n-triples,application/n-quads;q=0.99,*/*;q=0.001", "image/png", "image/png, application/xml;q=0.4",
]


def ask(port, target, accept=None, method="GET", host=None):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30 * SLOWNESS)
    headers = {"Host": host or f"127.0.0.1:{port}"}
    if accept is not None:
        headers["Accept"] = accept
    try:
        connection.request(method, target, headers=headers)
        answer = connection.getresponse()
        fields = {}
        for name, value in answer.getheaders():
            fields[name.lower()] = f"{fields[name.lower()]}, {value}" if name.lower() in fields else value
        return answer.status, fields, answer.read()
    finally:
        connection.close()


class Static:
    """A web server with the rules of an export. `command` and `configure` are its own."""

    program = None

    def __init__(self, folder):
        self.folder = os.path.abspath(folder)

    def __enter__(self):
        self.keeper = tempfile.TemporaryDirectory()
        os.chmod(self.keeper.name, 0o755)
        self.port = free_port()
        config = os.path.join(self.keeper.name, "server.conf")
        with open(config, "w", encoding="utf-8") as file:
            file.write(self.configure(self.keeper.name))
        self.errors = tempfile.TemporaryFile()
        self.process = subprocess.Popen(self.command(config), stdout=self.errors, stderr=self.errors)
        until = time.monotonic() + 30 * SLOWNESS
        while True:
            try:
                ask(self.port, "/")
                return self
            except OSError:
                if self.process.poll() is not None or time.monotonic() > until:
                    self.errors.seek(0)
                    raise AssertionError(f"{self.program} does not start: {self.errors.read().decode()}") from None
                time.sleep(0.05)

    def __exit__(self, *_):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait()
        self.errors.close()
        self.keeper.cleanup()


class Nginx(Static):
    program = "nginx"

    def command(self, config):
        return [self.program, "-p", self.keeper.name, "-c", config]

    def configure(self, own):
        rules = os.path.join(self.folder, "-", "rules")
        user = "user root;\n" if os.geteuid() == 0 else ""
        return f"""{user}daemon off;\npid {own}/pid;\nerror_log {own}/errors;\nevents {{}}
http {{
  access_log off;
  {' '.join(f'{kind}_temp_path {own}/{kind};' for kind in ('client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'))}
  include "{rules}/nginx-http.conf";
  server {{ listen 127.0.0.1:{self.port}; set $tamizdat_root "{self.folder}"; include "{rules}/nginx-site.conf"; }}
}}\n"""


class Apache(Static):
    """As Debian sets it up, as far as it concerns files; the rules come from the folder's own .htaccess."""

    program = "apache2"
    modules = ["mpm_event", "authz_core", "authz_host", "mime", "dir", "negotiation", "rewrite", "headers", "setenvif", "alias"]

    def command(self, config):
        return [shutil.which("apache2") or "/usr/sbin/apache2", "-f", config, "-DFOREGROUND"]

    def configure(self, own):
        loads = "".join(f"LoadModule {name}_module /usr/lib/apache2/modules/mod_{name}.so\n" for name in self.modules)
        user = "User nobody\nGroup nogroup" if os.geteuid() == 0 else ""
        return f"""ServerRoot {own}\nServerName site.example\nListen 127.0.0.1:{self.port}\nPidFile {own}/pid\nErrorLog {own}/errors
Mutex file:{own}\n{loads}{user}
TypesConfig /etc/mime.types\nAddLanguage de .de\nAddType application/x-gzip .gz\nDirectoryIndex index.html\nAccessFileName .htaccess
DocumentRoot "{self.folder}"
<Directory />\nRequire all denied\n</Directory>
<Directory "{self.folder}">\nOptions Indexes FollowSymLinks MultiViews\nAllowOverride FileInfo Indexes Options=Indexes,MultiViews\nRequire all granted\n</Directory>
<Files ~ "^\\.ht">\nRequire all denied\n</Files>
Alias "/permanent/" "{own}/permanent/"
<Directory "{own}/permanent">\nAllowOverride FileInfo\nRequire all granted\nOptions FollowSymLinks\n</Directory>\n"""


def has_apache():
    return shutil.which("apache2") or os.path.exists("/usr/sbin/apache2")


def content(path):
    with open(path, "rb") as file:
        return file.read()


def files_below(folder):
    found = {}
    for where, _, names in os.walk(folder):
        for name in names:
            path = os.path.join(where, name)
            found[os.path.relpath(path, folder)] = content(path)
    return found


def export(folder, *paths, base=BASE, options=(), **more):
    return run("export", folder, *paths, "--base", base, *options, **more)


class Links(HTMLParser):
    def __init__(self, page):
        super().__init__()
        self.found = []
        self.feed(page.decode())

    def handle_starttag(self, tag, attributes):
        self.found += [value for name, value in attributes if name in ("href", "src", "action") and value]


def sorted_list(value):
    return sorted(part.strip() for part in re.split(r",\s*(?=<|[A-Za-z*])", value or "") if part.strip())


class Export(unittest.TestCase):
    def setUp(self):
        self.keeper = tempfile.TemporaryDirectory()
        os.chmod(self.keeper.name, 0o755)  # web servers may read as another user
        self.addCleanup(self.keeper.cleanup)
        self.out = os.path.join(self.keeper.name, "out")
        self.data = os.path.join(self.keeper.name, "people.ttl")
        with open(self.data, "w", encoding="utf-8") as file:
            file.write(DATA)
        a_while_ago = time.time() - 60  # Apache calls the ETag of a file weak that is younger than a second
        os.utime(self.data, (a_while_ago, a_while_ago))

    def export(self, *options, **more):
        done = export(self.out, self.data, options=options, **more)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout

    def targets(self):
        """Address and file of every document."""
        for path in files_below(self.out):
            is_rule = path.startswith(("-/rules", ".")) or path.endswith("/.htaccess") or path == "-/absent.html"
            if is_rule and not path.startswith(".well-known/api"):
                continue
            yield "/" + urllib.parse.quote(path, safe="/-._~"), path

    FEW = ["/id/ada", "/id/%C4%87iro", "/report", "/", "/statistics", "/kinds", "/-/problems"]
    SHIPPED = [os.path.join(ROOT, "ontology"), os.path.join(ROOT, "data")]
    SOME = ["/id/leon-trotsky", "/article", "/ontology", "/"]

    @unittest.skipUnless(shutil.which("nginx"), "nginx is not installed")
    def test_nginx_answers_as_the_server_does(self):
        self.compare(Nginx, [self.data], self.FEW)

    @unittest.skipUnless(shutil.which("nginx"), "nginx is not installed")
    def test_nginx_answers_as_the_server_does_for_the_shipped_data(self):
        self.compare(Nginx, self.SHIPPED, self.SOME, cwd=ROOT, step=1 if SLOWNESS == 1 else 10)

    @unittest.skipUnless(has_apache(), "apache2 is not installed")
    def test_apache_answers_as_the_server_does(self):
        self.compare(Apache, [self.data], self.FEW)

    @unittest.skipUnless(has_apache(), "apache2 is not installed")
    def test_apache_answers_as_the_server_does_for_the_shipped_data(self):
        self.compare(Apache, self.SHIPPED, self.SOME, cwd=ROOT, step=11)  # it reads its rules anew each time

    @unittest.skipUnless(has_apache(), "apache2 is not installed")
    def test_a_permanent_identifier_leads_to_what_the_client_prefers(self):
        self.export()
        with Apache(self.out) as apache:
            rules = os.path.join(apache.keeper.name, "permanent")
            os.makedirs(rules)
            os.chmod(rules, 0o755)
            shutil.copy(os.path.join(self.out, "-", "rules", "w3id.htaccess"), os.path.join(rules, ".htaccess"))
            for accept, extension in (("text/turtle", "ttl"), ("text/html,*/*;q=0.8", "html"), (None, "ttl"), ("application/json", "jsonld")):
                status, headers, _ = ask(apache.port, "/permanent/id/ada", accept)
                self.assertEqual((status, headers["location"]), (303, f"{BASE}id/ada.{extension}"))
                self.assertEqual(headers["vary"], "Accept")
            self.assertEqual(ask(apache.port, "/permanent/id/ada", "image/png")[0], 406)
            for path in ("id/ada.ttl", ".well-known/void", "dump.nt.gz"):
                self.assertEqual(ask(apache.port, "/permanent/" + path)[1]["location"], BASE + path)
            for path in ("", "report", "statistics", "fragments/api"):  # negotiated where they are
                self.assertEqual(ask(apache.port, "/permanent/" + path, "text/html")[1]["location"], BASE + path)

    def compare(self, kind, paths, negotiated, cwd=None, step=1):
        done = export(self.out, *paths, cwd=cwd)
        self.assertEqual(done.returncode, 0, done.stderr)
        matter = ["content-type", "content-language", "content-security-policy", "access-control-allow-origin",
                  "access-control-expose-headers", "cache-control", "x-content-type-options", "referrer-policy", "last-modified",
                  "content-location"]
        with Server(*paths, "--base", BASE, cwd=cwd) as server, kind(self.out) as static:
            compared = 0
            lists = set()
            for target, path in itertools.islice(self.targets(), None, None, step):
                asked = target
                service = re.fullmatch(r"/(index|statistics|kinds|timeline|vocabulary|fragments/api|-/problems)\.([a-z]+)", target)
                if service:
                    name = "" if service.group(1) == "index" else service.group(1)
                    asked = f"/{name}?format={service.group(2)}"
                part = re.fullmatch(r"(kinds|timeline|vocabulary|describe)/(.+)\.([a-z]+)", path)
                if part:
                    asked = "/{}?{}&format={}".format(*part.groups())
                    lists.add("/{}?{}".format(*part.groups()))
                theirs = ask(static.port, asked)
                ours = ask(server.port, asked)
                self.assertEqual(ours[0], theirs[0], asked)
                self.assertEqual(ours[2], theirs[2], asked)
                for name in matter:
                    if name == "last-modified" and name not in ours[1]:
                        continue  # then the file's own time says no wrong
                    self.assertEqual(ours[1].get(name), theirs[1].get(name), f"{asked}: {name}")
                self.assertEqual(without_coding(ours[1].get("vary")), without_coding(theirs[1].get("vary")), asked)
                self.assertEqual(sorted_list(ours[1].get("link")), sorted_list(theirs[1].get("link")), asked)
                compared += 1
            self.assertGreater(compared, 40)
            self.assertTrue(lists)
            for target in [*negotiated, *sorted(lists)[:2], *sorted(lists)[-2:]]:
                for accept in [None, *ACCEPTS]:
                    ours = ask(server.port, target, accept)
                    theirs = ask(static.port, target, accept)
                    if "location" in theirs[1]:  # absolute or not: both are allowed (RFC 9110 §10.2.2)
                        theirs[1]["location"] = theirs[1]["location"].removeprefix(f"http://127.0.0.1:{static.port}")
                    self.assertEqual(ours[0], theirs[0], f"{target} for {accept}")
                    if ours[0] >= 400:
                        continue
                    for name in ("location", "content-location", "content-type") if ours[0] == 200 else ("location",):
                        self.assertEqual(ours[1].get(name), theirs[1].get(name), f"{target} for {accept}: {name}")
                    self.assertEqual(without_coding(ours[1].get("vary")), without_coding(theirs[1].get("vary")), f"{target} for {accept}")
                    self.assertEqual(sorted_list(ours[1].get("link")), sorted_list(theirs[1].get("link")), f"{target} for {accept}")
            self.assertEqual(ask(static.port, "/id/nobody", "text/turtle")[0], 404)
            # What takes a program says so, and never passes for something else.
            for target in ("/fragments?subject=x", "/search?q=ada", "/describe?iri=http%3A%2F%2Fexample.org%2Fx", "/kinds?class=nothing",
                           "/kinds?a/../../people", "/-/negotiate?path=/"):
                status, _, body = ask(static.port, target, "text/html")
                self.assertEqual(status, 501, target)
                self.assertIn(b"made of files", body, target)

    def test_a_second_run_writes_only_what_has_changed(self):
        self.export()
        before = files_below(self.out)
        times = {path: os.stat(os.path.join(self.out, path)).st_ino for path in before}
        self.assertIn("(0 written,", self.export())
        self.assertEqual(files_below(self.out), before)
        self.assertEqual({path: os.stat(os.path.join(self.out, path)).st_ino for path in before}, times)
        time_of_data = os.stat(self.data).st_mtime
        with open(self.data, "a", encoding="utf-8") as file:
            file.write('id:third a ex:Person ; rdfs:label "Third" .\n')
        os.utime(self.data, (time_of_data, time_of_data))
        self.export()
        after = files_below(self.out)
        self.assertIn("id/third.ttl", after)
        for path in ("id/ada.nt", "-/rules/w3id.htaccess"):
            self.assertEqual(os.stat(os.path.join(self.out, path)).st_ino, times[path], path + " was written again")

    def test_what_is_no_longer_there_is_removed_and_nothing_else(self):
        self.export()
        with open(os.path.join(self.out, "CNAME"), "w", encoding="utf-8") as file:
            file.write("site.example\n")
        with open(self.data, "w", encoding="utf-8") as file:
            file.write(DATA.replace("id:ćiro", "id:other"))
        self.export()
        after = files_below(self.out)
        self.assertNotIn("id/ćiro.ttl", after)
        self.assertIn("id/other.ttl", after)
        self.assertEqual(after["CNAME"], b"site.example\n")

    def test_a_folder_that_is_not_ours_stays_as_it_is(self):
        os.makedirs(self.out)
        with open(os.path.join(self.out, "thesis.txt"), "w", encoding="utf-8") as file:
            file.write("three years")
        done = export(self.out, self.data)
        self.assertEqual(done.returncode, 2)
        self.assertIn("not empty and holds no export", done.stderr)
        self.assertEqual(files_below(self.out), {"thesis.txt": b"three years"})

    def test_a_file_of_others_where_one_of_ours_is_to_go_stays_as_it_is(self):
        self.export()
        with open(self.data, "a", encoding="utf-8") as file:
            file.write('id:new a ex:Person .\n')
        theirs = os.path.join(self.out, "id", "new.ttl")
        with open(theirs, "w", encoding="utf-8") as file:
            file.write("by hand")
        before = files_below(self.out)
        done = export(self.out, self.data)
        self.assertEqual(done.returncode, 2)
        self.assertIn("id/new.ttl: this is not of the last export and in the way", done.stderr)
        self.assertEqual(files_below(self.out), before)
        os.remove(theirs)
        self.export()

    def test_an_export_that_was_stopped_while_files_took_their_places_can_be_finished(self):
        self.export()
        names = content(os.path.join(self.out, ".tamizdat-export")).decode().splitlines()
        # As it stands then: some files are there already, and the list knows them without their hashes.
        with open(os.path.join(self.out, ".tamizdat-export"), "w", encoding="utf-8") as file:
            file.write("\n".join([names[0], *(re.sub("^[0-9a-f]+ ", "- ", name) for name in names[1:])]) + "\n")
        os.remove(os.path.join(self.out, "id", "ada.ttl"))
        self.assertNotIn("(0 written", self.export())
        self.assertIn("(0 written,", self.export())

    def test_an_export_of_another_base_stays_as_it_is(self):
        self.export()
        before = files_below(self.out)
        done = export(self.out, self.data, base="https://elsewhere.example/")
        self.assertEqual(done.returncode, 2)
        self.assertIn("another base, " + BASE, done.stderr)
        self.assertEqual(files_below(self.out), before)

    def test_names_that_differ_in_case_alone_are_refused(self):
        self.export()
        before = files_below(self.out)
        with open(self.data, "a", encoding="utf-8") as file:
            file.write('id:Ada a ex:Person .\n')
        done = export(self.out, self.data)
        self.assertEqual(done.returncode, 1)
        self.assertIn("differs from 'id/", done.stderr)
        self.assertEqual(files_below(self.out), before)
        self.export("--case-sensitive")
        self.assertIn("id/Ada.ttl", files_below(self.out))

    def test_things_that_would_be_the_same_file_are_refused(self):
        self.export()
        before = files_below(self.out)
        with open(self.data, "a", encoding="utf-8") as file:
            file.write("<index> a ex:Person .\n")  # the home page is index.html
        done = export(self.out, self.data)
        self.assertEqual(done.returncode, 1, done.stderr)
        self.assertRegex(done.stderr, "index.[a-z]+: two documents of the site would be this file")
        self.assertEqual(files_below(self.out), before)

    def test_a_full_disk_leaves_what_was_there(self):
        self.export()
        before = files_below(self.out)
        with open(self.data, "a", encoding="utf-8") as file:
            file.write(f'id:large ex:text "{"x" * 300000}" .\n')

        def small_disk():
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (200000, 200000))

        done = subprocess.run([BINARY, "export", self.out, self.data, "--base", BASE], capture_output=True, text=True,
                              env=environment(), preexec_fn=small_disk, timeout=60 * SLOWNESS, check=False)
        self.assertEqual(done.returncode, 2, done.stderr)
        self.assertIn("cannot be written", done.stderr)
        self.assertEqual(files_below(self.out), before)

    def test_a_first_export_that_fails_leaves_nothing(self):
        def small_disk():
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (3000, 3000))

        done = subprocess.run([BINARY, "export", self.out, self.data, "--base", BASE], capture_output=True, text=True,
                              env=environment(), preexec_fn=small_disk, timeout=60 * SLOWNESS, check=False)
        self.assertEqual(done.returncode, 2, done.stderr)
        self.assertEqual(sorted(os.listdir(self.keeper.name)), ["people.ttl"])

    def test_an_empty_folder_is_filled_and_stays_the_folder_that_it_is(self):
        # It may be a volume, or all that there is a right to write to.
        os.makedirs(self.out)
        before = os.stat(self.out).st_ino
        self.export()
        self.assertEqual(os.stat(self.out).st_ino, before)
        self.assertEqual(sorted(os.listdir(self.keeper.name)), ["out", "people.ttl"])
        self.assertNotIn(".tamizdat-export.part", os.listdir(self.out))
        self.assertIn("(0 written,", self.export())

    def test_the_current_folder_can_be_filled(self):
        os.makedirs(self.out)
        done = subprocess.run([BINARY, "export", ".", self.data, "--base", BASE], capture_output=True, text=True, cwd=self.out,
                              env=environment(), timeout=60 * SLOWNESS, check=False)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("id/ada.ttl", files_below(self.out))

    def test_a_folder_behind_a_link_is_filled(self):
        real = os.path.join(self.keeper.name, "real")
        os.makedirs(real)
        os.symlink("real", self.out)
        self.export()
        self.assertTrue(os.path.islink(self.out))
        self.assertIn("id/ada.ttl", files_below(real))

    def test_a_link_that_leads_nowhere_is_named(self):
        os.symlink("nowhere", self.out)
        done = export(self.out, self.data)
        self.assertEqual(done.returncode, 2)
        self.assertIn("a link that leads nowhere", done.stderr)

    def test_nothing_is_written_through_a_link_in_the_export(self):
        self.export()
        elsewhere = os.path.join(self.keeper.name, "elsewhere")
        os.makedirs(elsewhere)
        shutil.rmtree(os.path.join(self.out, "id"))
        os.symlink(elsewhere, os.path.join(self.out, "id"))
        done = export(self.out, self.data)
        self.assertEqual(done.returncode, 2)
        self.assertIn("leads out of the export", done.stderr)
        self.assertEqual(os.listdir(elsewhere), [])

    def test_nothing_is_removed_through_a_link_in_the_export(self):
        self.export()
        elsewhere = os.path.join(self.keeper.name, "elsewhere")
        os.rename(os.path.join(self.out, "id"), elsewhere)
        os.symlink(elsewhere, os.path.join(self.out, "id"))
        before = files_below(elsewhere)
        with open(self.data, "w", encoding="utf-8") as file:
            file.write("<other/x> <http://example.org/p> 1 .\n")
        self.export()
        self.assertEqual(files_below(elsewhere), before)

    def test_what_a_killed_run_left_is_no_hindrance_however_far_it_came(self):
        part = self.out + ".part"
        left = {"nothing": [], "a mark": [".tamizdat-export"], "files": [".tamizdat-export", "id/ada.ttl"]}
        for what, names in left.items():
            with self.subTest(what):
                os.makedirs(os.path.join(part, "id"))
                os.rmdir(os.path.join(part, "id"))
                for name in names:
                    os.makedirs(os.path.dirname(os.path.join(part, name)), exist_ok=True)
                    with open(os.path.join(part, name), "w", encoding="utf-8") as file:
                        file.write("half")
                self.export()
                shutil.rmtree(self.out)
        os.makedirs(os.path.join(self.out, ".tamizdat-export.part"))
        self.export()

    def test_what_a_format_cannot_say_is_left_out_and_the_rest_written(self):
        with open(self.data, "a", encoding="utf-8") as file:
            file.write("id:odd <http://example.org/1> 1 .\n")  # no name of XML
        done = export(self.out, self.data)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertIn("left out, for their format cannot say it; one is /", done.stderr)
        after = files_below(self.out)
        self.assertIn("id/odd.ttl", after)
        self.assertNotIn("id/odd.rdf", after)
        self.assertIn("(0 written,", self.export())

    def test_nodes_without_a_name_that_pages_link_to_are_written(self):
        with open(self.data, "a", encoding="utf-8") as file:
            file.write("id:one ex:at _:shared . id:two ex:at _:shared . _:shared ex:street _:far . id:three ex:at _:far .\n")
        self.export()
        pages = {path: text for path, text in files_below(self.out).items() if path.endswith(".html")}
        links = {link for text in pages.values() for link in re.findall(rb'href="/(\.well-known/genid/[^".?#]+)"', text)}
        self.assertTrue(links)
        for link in links:
            for extension in ("html", "ttl", "rdf"):
                self.assertTrue(os.path.exists(os.path.join(self.out, f"{link.decode()}.{extension}")), link)

    def test_a_run_that_is_told_to_end_leaves_nothing(self):
        with open(self.data, "a", encoding="utf-8") as file:
            file.write("".join(f"id:x{i} ex:knows id:ada .\n" for i in range(8000)))
        process = subprocess.Popen([BINARY, "export", self.out, self.data, "--base", BASE, "--threads", "1"], env=environment(),
                                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        until = time.monotonic() + 30 * SLOWNESS
        while not os.path.exists(os.path.join(self.out + ".part", "id")):
            self.assertLess(time.monotonic(), until)
            time.sleep(0.01)
        process.terminate()
        self.assertEqual(process.wait(30 * SLOWNESS), -signal.SIGTERM)
        self.assertEqual(os.listdir(self.keeper.name), ["people.ttl"])

    def test_the_folder_is_not_among_the_data(self):
        # The next run would read what this one wrote.
        data = os.path.join(self.keeper.name, "data")
        os.makedirs(data)
        shutil.move(self.data, data)
        done = export(os.path.join(data, "out"), data)
        self.assertEqual(done.returncode, 2)
        self.assertIn("lies among the data", done.stderr)
        self.assertEqual(os.listdir(data), ["people.ttl"])

    def test_relative_data_need_a_base(self):
        done = run("export", self.out, self.data)
        self.assertEqual(done.returncode, 2)
        self.assertIn("--base", done.stderr)
        self.assertFalse(os.path.exists(self.out))

    def test_links_work_from_the_folder(self):
        self.export("--relative")
        pages = [path for path in files_below(self.out) if path.endswith(".html")]
        self.assertGreater(len(pages), 5)
        for page in pages:
            for link in Links(content(os.path.join(self.out, page))).found:
                address = urllib.parse.urlsplit(link)
                self.assertFalse(link.startswith("/"), f"{page}: {link}")
                if address.scheme or not address.path:
                    continue
                file = os.path.join(self.out, os.path.dirname(page), urllib.parse.unquote(address.path))
                self.assertTrue(os.path.isfile(file), f"{page}: {link}")

    def test_no_link_of_an_exported_page_is_dead(self):
        if not shutil.which("nginx"):
            self.skipTest("nginx is not installed")
        self.export()
        with Nginx(self.out) as nginx:
            seen = {}
            for path in [path for path in files_below(self.out) if path.endswith(".html")]:
                for link in Links(content(os.path.join(self.out, path))).found:
                    target = link.partition("#")[0]
                    if target.startswith("/") and target not in seen:
                        seen[target] = ask(nginx.port, target, "text/html")[0]
            self.assertGreater(len(seen), 50)
            beyond = ("/fragments", "/search", "/-/picture", "/-/negotiate")
            for target, status in seen.items():
                if target.partition("?")[0] in beyond or target.startswith("/fragments/quads"):
                    self.assertEqual(status, 501, target)
                else:
                    self.assertIn(status, (200, 303), target)

    def test_an_export_looks_as_it_is_told_to(self):
        logo = os.path.join(self.keeper.name, "sign.svg")
        with open(logo, "w", encoding="utf-8") as file:
            file.write('<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>')
        self.export("--logo", logo, "--colour", "#a3291d", "--link-colour", "#005580", "--title", "Others")
        page = content(os.path.join(self.out, "index.html")).decode()
        for found in re.findall(r'(?:src|href)="/(-/assets/[^"]*logo\.svg|-/colours/[^"]*)"', page):
            self.assertTrue(os.path.isfile(os.path.join(self.out, found)), found)
        self.assertIn("logo.svg", page)
        self.assertIn("-/colours/", page)
        self.assertIn("Others", page)

    def test_sizes_and_checksums_of_the_description_are_those_of_the_files(self):
        self.export()
        text = content(os.path.join(self.out, "index.nt")).decode()
        files = files_below(self.out)
        told = dict(re.findall(r'void#([^>]+)> <http://www.w3.org/ns/dcat#byteSize> "(\d+)"', text))
        self.assertEqual(len(told), 13)
        for name, size in told.items():
            self.assertEqual(int(size), len(files[name]), name)
            self.assertIn(hashlib.sha256(files[name]).hexdigest(), text, name)

    def test_links_work_under_a_path(self):
        done = export(self.out, self.data, base="https://name.example/data/")
        self.assertEqual(done.returncode, 0, done.stderr)
        page = content(os.path.join(self.out, "id", "ada.html"))
        inside = [link for link in Links(page).found if link.startswith("/")]
        self.assertTrue(inside)
        self.assertTrue(all(link.startswith("/data/") for link in inside), inside)

    def test_the_whole_site_holds_together(self):
        for form, look in (("text", lambda text: self.assertIn("good    same-triples", text)),
                           ("json", lambda text: self.assertTrue(json.loads(text)["good"], text)),
                           ("junit", lambda text: self.assertIn('failures="0"', text))):
            done = run("check", "--site", self.data, "--base", BASE, "--format", form)
            self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
            look(done.stdout)

    def test_the_whole_site_holds_together_over_the_network(self):
        with Server(self.data, "--base", BASE) as server:
            done = run("check", "--site", self.data, "--base", BASE, "--url", f"http://127.0.0.1:{server.port}")
            self.assertEqual(done.returncode, 0, done.stdout + done.stderr)

    def test_a_site_that_says_something_else_is_found_out(self):
        with Folder({"people.ttl": DATA.replace("High Street", "Low Street").replace("id:ćiro", "id:other")}) as other:
            with Server(os.path.join(other, "people.ttl"), "--base", BASE) as server:
                done = run("check", "--site", self.data, "--base", BASE, "--url", f"http://127.0.0.1:{server.port}", "--format", "json")
                self.assertEqual(done.returncode, 1, done.stderr)
                self.assertIn("answers 404", done.stdout)

    def test_an_export_holds_together_behind_web_servers_as_far_as_it_needs_no_program(self):
        self.export()
        for kind, is_there in ((Nginx, shutil.which("nginx")), (Apache, has_apache())):
            with self.subTest(kind.program):
                if not is_there:
                    self.skipTest(f"there is no {kind.program}")
                static = self.enterContext(kind(self.out))
                done = run("check", "--site", self.data, "--base", BASE, "--url", f"http://127.0.0.1:{static.port}", "--format", "json")
                report = json.loads(done.stdout)
                for rule in report["rules"]:
                    self.assertTrue(rule["rule"] == "links" or rule["failed"] == 0, report["findings"])
                for finding in report["findings"]:
                    self.assertIn("answers 501", finding["message"])

    def test_a_server_that_is_not_there_is_named(self):
        done = run("check", "--site", self.data, "--base", BASE, "--url", "http://127.0.0.1:1")
        self.assertEqual(done.returncode, 2)
        self.assertIn("the server does not answer", done.stderr)


def without_coding(vary):
    return [one for one in sorted_list(vary) if one.lower() != "accept-encoding"]


if __name__ == "__main__":
    main()
