"""The data files as the checks see them: one graph per file, and all of them together.

Parsing needs rdflib (Debian: python3-rdflib); whatever the tests need of it they import from here, where its
absence is reported. The base is made up: nothing in the files may depend on it.
"""
import os
import re
import sys

try:
    from rdflib import Graph, Literal, Namespace, URIRef  # noqa: F401
    from rdflib.namespace import DCTERMS, OWL, RDF, RDFS, SKOS, XSD  # noqa: F401
except ImportError as missing:
    print("SKIPPED: the data are not checked: %s (Debian: apt install python3-rdflib)" % missing, file=sys.stderr)
    sys.exit(77)

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
BASE = "https://example.org/set/"

ASL = Namespace(BASE + "ontology#")
ID = Namespace(BASE + "id/")
CLAIM = Namespace(BASE + "claim/")
QUOTE = Namespace(BASE + "quote/")
ART = Namespace(BASE + "article#")
HEDGE = Namespace(BASE + "hedge/")
SCHEMA = Namespace("http://schema.org/")
SEM = Namespace("http://semanticweb.cs.vu.nl/2009/11/sem/")
NIF = Namespace("http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#")
EDTF = Namespace("http://id.loc.gov/datatypes/edtf/")
FOAF = Namespace("http://xmlns.com/foaf/0.1/")
VOID = Namespace("http://rdfs.org/ns/void#")
DCAT = Namespace("http://www.w3.org/ns/dcat#")

EARLIEST = SEM.hasEarliestBeginTimeStamp
LATEST = SEM.hasLatestEndTimeStamp

SECTIONS = ["s%d" % number for number in range(8)]
FROM_ARTICLE = SECTIONS + ["article", "entities"]
EDITORIAL = ["hedges", "labels", "links", "dataset"]
FILES = FROM_ARTICLE + EDITORIAL

KINDS = [ASL[name] for name in ("Person", "Organization", "Group", "Current", "Concept", "Regime", "Place",
                                "Event", "Operation", "Work", "Periodical")]

# For small graphs written out in tests; the files themselves declare what they use.
PREFIXES = """
@prefix asl: <ontology#> . @prefix id: <id/> . @prefix claim: <claim/> . @prefix quote: <quote/> .
@prefix art: <article#> . @prefix hedge: <hedge/> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> . @prefix dcterms: <http://purl.org/dc/terms/> .
@prefix schema: <http://schema.org/> . @prefix sem: <http://semanticweb.cs.vu.nl/2009/11/sem/> .
@prefix edtf: <http://id.loc.gov/datatypes/edtf/> .
@prefix nif: <http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> . @prefix void: <http://rdfs.org/ns/void#> .
"""


class Data:
    """Graphs by file name without ending; `vocabulary` is what the ontology folder says."""

    def __init__(self, graphs, vocabulary):
        self.graphs = graphs
        self.vocabulary = vocabulary
        self.all = Graph()
        for graph in graphs.values():
            self.all += graph

    def graph(self, name):
        return self.graphs.get(name, Graph())

    def join(self, names):
        joined = Graph()
        for name in names:
            joined += self.graph(name)
        return joined

    def claims(self):
        return self.all.subjects(RDF.type, ASL.Claim)

    def views(self):
        return self.all.subjects(RDF.type, ASL.View)

    def statements(self):
        """Claims and views."""
        yield from self.claims()
        yield from self.views()

    def triple(self, statement):
        """The triple that a claim or view is about; parts that are missing are None."""
        value = self.all.value
        return (value(statement, RDF.subject, any=True), value(statement, RDF.predicate, any=True),
                value(statement, RDF.object, any=True))

    def entities(self):
        return {s for kind in KINDS for s in self.all.subjects(RDF.type, kind)}

    def sentences(self):
        return set(self.all.subjects(RDF.type, ASL.Sentence))


def local(iri):
    """An address without the base: what reads well in a message."""
    text = str(iri)
    return text[len(BASE):] if text.startswith(BASE) else text


def parse_text(text):
    return Graph().parse(data=PREFIXES + text, format="turtle", publicID=BASE)


def parse_file(*path):
    return Graph().parse(os.path.join(ROOT, *path), format="turtle", publicID=BASE)


def made_of(**texts):
    """A small data set out of Turtle, one argument per file, against the real vocabulary."""
    return Data({name: parse_text(text) for name, text in texts.items()}, vocabulary())


_CACHE = {}


def vocabulary():
    if "vocabulary" not in _CACHE:
        graph = Graph()
        for name in sorted(os.listdir(os.path.join(ROOT, "ontology"))):
            if name.endswith(".ttl"):
                graph += parse_file("ontology", name)
        _CACHE["vocabulary"] = graph
    return _CACHE["vocabulary"]


def published():
    """The data set as it stands in the repository."""
    if "data" not in _CACHE:
        names = sorted(name[:-4] for name in os.listdir(os.path.join(ROOT, "data")) if name.endswith(".ttl"))
        _CACHE["data"] = Data({name: parse_file("data", name + ".ttl") for name in names}, vocabulary())
    return _CACHE["data"]


def source_text(name):
    with open(os.path.join(ROOT, "data", name + ".ttl"), encoding="utf-8") as file:
        return file.read()


def sentence_of(statement):
    """claim/c5-6-a -> article#s5-6: the sentence that the number of a claim or quotation names, or None."""
    match = re.fullmatch(r"(?:claim|quote)/c(\d+-\d+)-[a-z]\d*", local(statement))
    return ART["s" + match.group(1)] if match else None


def is_entity(term):
    return isinstance(term, URIRef) and term.startswith(ID)
