#!/usr/bin/env python3
"""What a publisher can make of the pages: theme, logo, colours, pictures beside the data."""

import os
import re
import unittest
import urllib.error
import urllib.parse
import urllib.request

import harness
from harness import ROOT, Folder, Server, run

PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360f8cf00000301010018dd8db0"
    "0000000049454e44ae426082")
DATA = """\
@prefix id: <id/> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix schema: <http://schema.org/> .
@prefix void: <http://rdfs.org/ns/void#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .

<dataset> a void:Dataset ; dcterms:title "Letters" ; schema:color "#006600" ; foaf:logo <pictures/ada.png> .
id:ada rdfs:label "Ada" ; foaf:depiction <pictures/ada.png> , <http://elsewhere.example/ada.png> .
"""
THEME = os.path.join(ROOT, "docs", "example-theme")


def get(server, path):
    request = urllib.request.Request(server.origin + path, headers={"Accept": "text/html,*/*;q=0.5"})
    with urllib.request.urlopen(request, timeout=60) as answer:
        return answer.read(), answer.headers


def page(server, path):
    return get(server, path)[0].decode()


class Pictures(unittest.TestCase):
    def test_beside_the_data_are_served_and_shown(self):
        files = {"a.ttl": DATA, "pictures/ada.png": PIXEL,
                 "pictures/notes.txt": "mine"}
        with Folder(files) as folder, Server(".", cwd=folder) as server:
            self.assertIn('<img src="/pictures/ada.png"', page(server, "/id/ada.html"))
            self.assertNotIn('src="http', page(server, "/id/ada.html"))
            body, headers = get(server, "/pictures/ada.png")
            self.assertEqual(PIXEL, body)
            self.assertEqual("image/png", headers["Content-Type"])
            self.assertIn('<img class="logo" src="/pictures/ada.png" alt=""', page(server, "/"))
            for path in ("/pictures/notes.txt", "/pictures/", "/pictures/..%2fa.ttl.png"):
                with self.assertRaises(urllib.error.HTTPError, msg=path) as refused:
                    get(server, path)
                self.assertEqual(404, refused.exception.code)
                refused.exception.close()


class Look(unittest.TestCase):
    def test_colours_come_from_the_data_unless_they_are_given(self):
        with Folder({"a.ttl": DATA}) as folder:
            with Server(folder) as server:
                self.assertIn('href="/-/colours/006600.css"', page(server, "/"))
                self.assertIn("--ribbon: #006600", page(server, "/-/colours/006600.css"))
            with Server(folder, "--colour", "#c3f", "--link-colour", "#1d4f73", "--title", "Mine") as server:
                self.assertIn('href="/-/colours/cc33ff-1d4f73.css"', page(server, "/"))
                self.assertIn("<title>Mine", page(server, "/"))

    def test_a_colour_that_is_none_is_refused(self):
        with Folder({"a.ttl": DATA}) as folder:
            refused = run("serve", folder, "--colour", "reddish")
            self.assertNotEqual(0, refused.returncode)
            self.assertIn("'reddish' is no colour", refused.stderr + refused.stdout)

    def test_a_logo_that_is_no_picture_is_refused(self):
        with Folder({"a.ttl": DATA, "logo.txt": "x"}) as folder:
            refused = run("serve", folder, "--logo", os.path.join(folder, "logo.txt"))
            self.assertNotEqual(0, refused.returncode)
            self.assertIn("no picture", refused.stderr)

    def test_the_example_theme_replaces_what_it_has_and_nothing_else(self):
        with Folder({"a.ttl": DATA}) as folder, Server(folder, "--theme", THEME) as server:
            english = page(server, "/id/ada.html")
            self.assertIn("Published by the example theme.", english)
            self.assertIn("<h2>What is known</h2>", english)
            self.assertIn("Veröffentlicht vom Beispielthema.", page(server, "/id/ada.html?lang=de"))
            self.assertIn("Published by the example theme.", page(server, "/id/ada.html?lang=fr"))
            logo = re.search(r'<img class="logo" src="([^"]+/logo\.svg)"', english).group(1)
            body, headers = get(server, logo)
            with open(os.path.join(THEME, "assets", "logo.svg"), "rb") as file:
                self.assertEqual(file.read(), body)
            self.assertIn("sandbox", headers["Content-Security-Policy"])
            style = re.search(r'href="(/-/assets/[^"]+/)style\.css"', english).group(1)
            self.assertEqual(body, get(server, style + "logo.svg")[0], "a style sheet reaches what lies beside it")

    def test_words_of_vocabularies_can_be_given_by_the_publisher(self):
        data = DATA + "id:ada <http://example.org/ns#likes> id:ada ; dcterms:creator id:ada .\n"
        words = "http://example.org/ns#likes = tykkää\ndcterms:creator = tekijä\nlanguage = Suomi\n"
        with Folder({"a.ttl": data}) as folder, Folder({"messages/fi.txt": words}) as theme, \
                Server(folder, "--theme", theme) as server:
            finnish = page(server, "/id/ada.html?lang=fi")
            self.assertIn(">tykkää</bdi>", finnish)
            self.assertIn(">tekijä</bdi>", finnish)
            self.assertIn(">creator</bdi>", page(server, "/id/ada.html?lang=en"))
            self.assertIn(">Urheber</bdi>", page(server, "/id/ada.html?lang=de"))


PLACE = """
id:ada <http://www.w3.org/2003/01/geo/wgs84_pos#lat> 1.5 ; <http://www.w3.org/2003/01/geo/wgs84_pos#long> 2.5 .
"""
# A page for each thing that pages are made of.
PAGES = ["/", "/id/leon-trotsky.html", "/id/stalinist-regimes.html", "/id/joseph-stalin.html", "/claim/c5-6-a.html", "/article?format=html",
         "/ontology?format=html", "/vocabulary", "/timeline", "/fragments?limit=5", "/fragments/quads?limit=5", "/fragments/api",
         "/search?q=trotsky", "/kinds", "/statistics", "/-/status", "/-/problems", "/-/negotiate?path=/&accept=text/html",
         "/data/s5.ttl?format=html"]
# Answers without a page of their own have it; there are none now.
UNSEEN = {"other"}


class Templates(unittest.TestCase):
    def test_each_can_be_replaced(self):
        built_in = os.path.join(ROOT, "src", "html", "templates")
        theme = {}
        for name in os.listdir(built_in):
            with open(os.path.join(built_in, name), encoding="utf-8") as file:
                theme[f"templates/{name}"] = file.read() + f"[themed {name.removesuffix('.mustache')}]"
        seen = set()
        with Folder({"a.ttl": DATA + PLACE, "pictures/ada.png": PIXEL}) as folder, Folder(theme) as look:
            with Server("ontology", "data", "--theme", look, cwd=ROOT) as server:
                kind = urllib.parse.quote(server.base + "ontology#Person", safe="")
                sentence = urllib.parse.quote(server.base + "article#s5-6", safe="")
                for path in [*PAGES, f"/kinds?class={kind}", f"/describe?iri={sentence}&format=html"]:
                    seen |= self.marks(page(server, path))
                with self.assertRaises(urllib.error.HTTPError) as refused:
                    page(server, "/nobody")
                seen |= self.marks(refused.exception.read().decode())
                refused.exception.close()
            with Server(".", "--theme", look, cwd=folder) as server:
                seen |= self.marks(page(server, "/id/ada.html"))
        all_of_them = {name.removesuffix(".mustache") for name in os.listdir(built_in)}
        self.assertEqual(all_of_them - UNSEEN, seen)

    @staticmethod
    def marks(text):
        return set(re.findall(r"\[themed ([a-z_]+)\]", text))


if __name__ == "__main__":
    harness.main()
