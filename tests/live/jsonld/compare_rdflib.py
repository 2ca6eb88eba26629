# compare_rdflib.py FOLDER: what RDFLib reads from N.ttl, N.nt and N.rdf must be the graph of N.flat.nq, and what
# it reads from N.trig and N.jsonld the data set of N.nq.
import logging
import pathlib
import sys

import rdflib
from rdflib.compare import isomorphic

logging.disable(logging.WARNING)
rdflib.NORMALIZE_LITERALS = False  # else RDFLib changes "007"^^xsd:integer

DEFAULT = "http://default.invalid/"  # where RDFLib puts what is in no named graph


def by_value(term):
    """RDFLib rewrites bare doubles in Turtle: 1e0 becomes "1.0"^^xsd:double."""
    if getattr(term, "datatype", None) != rdflib.XSD.double:
        return term
    try:
        return rdflib.Literal(repr(float(term)), datatype=rdflib.XSD.double)
    except ValueError:
        return term


def rdflib_fails(text):
    """What RDFLib 6.1 reads wrongly, so that there is nothing to compare."""
    takes_backslash_u_for_escape = "\\\\u" in text
    ignores_context_of_values = '{"@context": null, "@value"' in text
    return takes_backslash_u_for_escape or ignores_context_of_values


def as_graph(path, form):
    """The data set as one graph, each triple of a named graph as a node that points at its parts."""
    data = rdflib.ConjunctiveGraph()
    data.parse(str(path), format=form, publicID=DEFAULT)
    graph = rdflib.Graph()
    for subject, predicate, object_, context in data.quads():
        object_ = by_value(object_)
        name = getattr(context, "identifier", context)
        if str(name) == DEFAULT:
            graph.add((subject, predicate, object_))
            continue
        node = rdflib.BNode()
        for part, term in (("s", subject), ("p", predicate), ("o", object_), ("g", name)):
            graph.add((node, rdflib.URIRef("part:" + part), term))
    return graph


def complaint(expected, path, form):
    try:
        found = as_graph(path, form)
    except Exception as error:  # whatever a parser throws, it did not read what we wrote
        return f"{type(error).__name__}: {error}"[:300]
    return None if isomorphic(expected, found) else f"{len(expected)} triples expected, {len(found)} read"


FORMS = {"flat.nq": {"ttl": "turtle", "nt": "nt", "rdf": "xml"}, "nq": {"trig": "trig", "jsonld": "json-ld"}}


def main(folder):
    compared = different = left_out = 0
    for number in sorted(int(path.name.split(".")[0]) for path in folder.glob("*.flat.nq")):
        for base, forms in FORMS.items():
            source = folder / f"{number}.{base}"
            expected = as_graph(source, "nquads")
            for extension, form in forms.items():
                path = folder / f"{number}.{extension}"
                if any(rdflib_fails(p.read_text(encoding="utf-8")) for p in (source, path)):
                    left_out += 1
                    continue
                compared += 1
                what = complaint(expected, path, form)
                if what:
                    different += 1
                    print(f"{number}.{extension}: {what}", file=sys.stderr)
    print(f"{compared} files compared, {different} different, {left_out} left out as RDFLib cannot read them")
    return 0 if compared and not different else 1


sys.exit(main(pathlib.Path(sys.argv[1])))
