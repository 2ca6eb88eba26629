"""The rules that the shape of the code has to keep, as functions from {path: text} to complaints."""

import re

# Each station may use those after it, none before it.
STATIONS = ["server", "web", "html", "answer", "query", "store", "syntax", "rdf"]

INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*([<"])([^>"]+)[>"]', re.M)
STRING_OR_COMMENT = re.compile(r"""'(?:[^'\\\n]|\\.)'|"((?:[^"\\\n]|\\.)*)"|//[^\n]*|/\*.*?\*/""", re.S)


def station_of(path):
    parts = path.split("/")
    return parts[1] if parts[0] == "src" else parts[0]


def line_of(text, offset):
    return text.count("\n", 0, offset) + 1


def strings(text):
    """The string literals outside comments, with their lines."""
    for found in STRING_OR_COMMENT.finditer(text):
        if found.group(1) is not None:
            yield line_of(text, found.start()), found.group(1)


def code(files, *folders):
    """The C++ files under these folders, in order."""
    for path in sorted(files):
        if path.endswith((".cpp", ".hpp")) and path.startswith(tuple(f + "/" for f in folders)):
            yield path, files[path]


def arrows_point_right(files):
    rank = {name: i for i, name in enumerate(STATIONS)}
    for path, text in code(files, "src", "server"):
        here = station_of(path)
        if here not in rank:
            yield f"{path}: '{here}' is no station"
            continue
        for found in INCLUDE.finditer(text):
            quote, target = found.groups()
            there = target.split("/")[0]
            where = f"{path}:{line_of(text, found.start())}"
            if quote == '"' and there not in rank:
                yield f'{where}: includes "{target}", which names no station'
            elif there in rank and rank[there] < rank[here]:
                yield f"{where}: {here} looks left at {there}"


def sockets_stay_in_the_server(files):
    for path, text in code(files, "src"):
        for found in INCLUDE.finditer(text):
            if re.match(r"boost/(asio|beast)|sys/socket|netinet|CLI|spdlog", found.group(2)):
                yield f"{path}:{line_of(text, found.start())}: {found.group(2)} belongs to server/"


def formats_stand_in_their_table(files):
    """Each media type is written once in src/, in the format table; everything else asks the table."""
    types = {}
    for path, text in code(files, "src"):
        for _, string in strings(text):
            for media in re.findall(r"\b(?:text|application)/[a-z0-9.+-]+", string):
                types.setdefault(media, []).append(path)
    for media, paths in sorted(types.items()):
        if media in TABLE_TYPES and paths != ["src/syntax/formats.cpp"]:
            yield f"{media} stands in {', '.join(paths)}: once, in src/syntax/formats.cpp"


TABLE_TYPES = {
    "text/turtle",
    "application/trig",
    "application/n-triples",
    "application/n-quads",
    "application/ld+json",
    "application/rdf+xml",
    "application/sparql-results+json",
    "application/problem+json",
    "text/tab-separated-values",
}

VOCABULARY = re.compile(r"https?://(www\.w3\.org/(19|20)\d\d/|purl\.org/|xmlns\.com/|rdfs\.org/|schema\.org/|www\.w3\.org/ns/(?!formats))")
VOCABULARY_FILES = {
    "src/rdf/vocabulary.hpp": "every vocabulary IRI that the code knows",
    "src/rdf/prefixes.cpp": "the well-known prefixes",
    "src/syntax/writer_rdfxml.cpp": "namespaces that XML keeps for itself",
}


def vocabulary_stands_in_one_place(files):
    for path, text in code(files, "src", "server"):
        if path in VOCABULARY_FILES:
            continue
        for line, string in strings(text):
            if VOCABULARY.search(string):
                yield f"{path}:{line}: {string} belongs to src/rdf/vocabulary.hpp"


FORBIDDEN = {
    r"(?<![\w.])/(?:root|home|work)/\w+": "a path of somebody's machine",
    r"(?i)\b(?:registry|deb|pypi|files)\.[a-z]+\.(?:org|com|net)\b": "the name of a package registry",
}


def nothing_of_anybodys_machine(files):
    for path, text in sorted(files.items()):
        if path.startswith("tests/architecture/") or path.endswith("package-lock.json"):
            continue
        for pattern, what in FORBIDDEN.items():
            for found in re.finditer(pattern, text):
                yield f"{path}:{line_of(text, found.start())}: {what}: {found.group()}"


RULES = [
    arrows_point_right,
    sockets_stay_in_the_server,
    formats_stand_in_their_table,
    vocabulary_stands_in_one_place,
    nothing_of_anybodys_machine,
]


def long_files(files, limit=400):
    """Not an error: a question whether the file is still one thing."""
    for path, text in code(files, "src", "server"):
        lines = text.count("\n")
        if lines > limit:
            yield f"{path} has {lines} lines: is it still one thing?"
