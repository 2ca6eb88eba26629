"""The data against the article's text, where that is at hand: offsets, hash, and that nothing is copied.

The text is no part of this project. It is looked for in $TAMIZDAT_ARTICLE, or beside the checkout in
shared/seed/anti-stalinist-left.txt; without it the test is reported as skipped.
"""
import hashlib
import os
import re
import sys
import unittest

from dataset import ART, ASL, BASE, DCTERMS, NIF, RDF, RDFS, ROOT, SCHEMA, Literal, URIRef, is_entity, published

PLACE = os.environ.get("TAMIZDAT_ARTICLE") or os.path.join(ROOT, "..", "shared", "seed", "anti-stalinist-left.txt")
RUN = 8  # so many words in a row are copying; fewer may be a name


def words(text):
    return re.findall(r"[\w’'–-]+|\|", text.lower())


def runs(text):
    found = words(text)
    return {tuple(found[i:i + RUN]) for i in range(len(found) - RUN + 1)}


def copied(texts, article):
    """Those of the texts that share a run of words with the article."""
    known = runs(article)
    return [text for text in texts if runs(text) & known]


def given_verbatim(data):
    """Quotations, and the titles of works: the article's words by intent."""
    quoted = {str(text) for text in data.all.objects(None, SCHEMA.text)}
    return quoted | {str(title) for work, title in data.all.subject_objects(DCTERMS.title) if is_entity(work)}


def without(phrases, text):
    for phrase in phrases:
        text = text.replace(phrase, " | ")
    return text


class Source(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        with open(PLACE, "rb") as file:
            cls.bytes = file.read()
        cls.article = cls.bytes.decode("utf-8")
        cls.data = published()

    def test_the_version_is_the_hash_of_the_text(self):
        version = self.data.all.value(URIRef(BASE + "article"), SCHEMA.version)
        self.assertEqual(str(version), "sha256:" + hashlib.sha256(self.bytes).hexdigest())

    def test_offsets_cut_out_whole_sentences(self):
        self.assertEqual(self.data.all.value(URIRef(BASE + "article"), NIF.endIndex), Literal(len(self.article)))
        for sentence in self.data.sentences():
            begin, end = (self.data.all.value(sentence, p).value for p in (NIF.beginIndex, NIF.endIndex))
            self.assertRegex(self.article[begin:end], r"(?s)\A[A-ZĐ].*[.\"]\Z", sentence)
            self.assertIn(self.article[begin - 1], "\n ", sentence)
            self.assertIn(self.article[end], "\n ", sentence)

    def test_quotations_stand_in_the_sentence_that_they_cite(self):
        for quotation in self.data.all.subjects(RDF.type, SCHEMA.Quotation):
            sentence = self.data.all.value(quotation, ASL.statedIn)
            begin, end = (self.data.all.value(sentence, p).value for p in (NIF.beginIndex, NIF.endIndex))
            self.assertIn('"%s"' % self.data.all.value(quotation, SCHEMA.text), self.article[begin:end])

    def test_sections_have_the_articles_titles(self):
        for number in range(1, 9):
            titles = [t for t in self.data.all.objects(ART["s%d" % number], RDFS.label) if t.language == "en"]
            self.assertIn("\n%s" % titles[0], self.article)

    def test_nothing_is_copied(self):
        given = sorted(given_verbatim(self.data), key=len, reverse=True)
        texts = {str(o) for o in self.data.all.objects() if isinstance(o, Literal) and o.language == "en"}
        self.assertEqual(copied([without(given, text) for text in texts], self.article), [])

    def test_copying_would_be_found(self):
        some = " ".join(self.article.split()[10:22])
        self.assertEqual(copied([some, "words of our own, and few of them at that"], self.article), [some])


if __name__ == "__main__":
    if not os.path.exists(PLACE):
        print("SKIPPED: the data are not held against the article's text: %s is not there" % PLACE, file=sys.stderr)
        sys.exit(77)
    unittest.main()
