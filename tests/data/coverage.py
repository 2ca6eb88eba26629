#!/usr/bin/python3
"""Accounts for every claim of the article: where it is told, or why it is deliberately not a triple.

    coverage.py           fails when data/COVERAGE.md is stale or a claim is unaccounted for
    coverage.py --write   writes data/COVERAGE.md anew

claims-ids.txt holds the claims that a careful reading of the article found: number and kind. A number like 5-2-a
may need several triples: the first is claim/c5-2-a, the others are claim/c5-2-a2, -a3 and so on.
"""
import os
import re
import sys
from collections import Counter

from dataset import ASL, DCTERMS, RDF, ROOT, SCHEMA, SKOS, is_entity, local, published

HERE = os.path.dirname(os.path.abspath(__file__))
TABLE = os.path.join(ROOT, "data", "COVERAGE.md")

# Claims that are deliberately not a triple, and why.
NOT_A_TRIPLE = {
    "c0-2-m": 'an adjective only ("former"): a triple would need an end that the article does not give; kept in '
              "the description of the Eastern Bloc",
    "c5-1-c": '"successful" is an adjective without a measure; kept in the description of the war',
    "c5-4-e": 'only hinted at by "particularly" (kept as the hedge of c5-4-a): no sentence says that Đilas was '
              "one of Tito's aides",
    "c5-5-d": 'an order between two claims, carried by the phase "later" on c5-5-a, c5-5-b and c5-5-c',
    "c6-1-a": "that it was a designation is what asl:usedBy says in c6-1-b and c6-1-c",
    "c6-2-e": '"popular" is a judgement without a measure; kept in the description of the essay',
    "c7-2-k": "the article names no Italy, only the adjective; kept in the labels and descriptions of the two "
              "currents",
    "c8-0-a": "a section with a title and no content: it is the node article#s8, and nothing is stated in it",
}


def read_claims(path=os.path.join(HERE, "claims-ids.txt")):
    with open(path, encoding="utf-8") as file:
        return [tuple(line.split()) for line in file if line.strip()]


def tellings(data):
    """Number of a claim -> the claims, views and quotations that tell it, in order."""
    found = {}
    for kind in (ASL.Claim, ASL.View, SCHEMA.Quotation):
        for subject in data.all.subjects(RDF.type, kind):
            match = re.fullmatch(r"(?:claim|quote)/(c\d+-\d+-[a-z])(\d*)", local(subject))
            if match:
                found.setdefault(match.group(1), []).append((int(match.group(2) or 1), kind, subject))
    return {number: [(kind, subject) for _, kind, subject in sorted(told)] for number, told in found.items()}


def problems(claims, told, reasons):
    """What is unaccounted for, accounted for twice, or not a claim at all."""
    numbers = [number for number, _ in claims]
    found = ["%s is listed twice" % number for number, count in Counter(numbers).items() if count > 1]
    for number in numbers:
        if number in told and number in reasons:
            found.append("%s is told, and a reason is given why it is not" % number)
        if number not in told and number not in reasons:
            found.append("%s is not told, and no reason is given" % number)
    found += ["%s is told and not listed" % number for number in sorted(set(told) - set(numbers))]
    return found + ["%s is excused and not listed" % number for number in sorted(set(reasons) - set(numbers))]


KIND_NAMES = {ASL.Claim: "fact", ASL.View: "view", SCHEMA.Quotation: "quotation"}
SHORT = [(str(ASL), ""), (str(SCHEMA), "schema:"), (str(SKOS), "skos:"), (str(DCTERMS), "dcterms:"), (str(RDF), "rdf:")]


def short(iri):
    for space, prefix in SHORT:
        if iri.startswith(space):
            return prefix + iri[len(space):]
    return local(iri)


def told_as(data, kind, subject):
    if kind == SCHEMA.Quotation:
        about = data.all.value(subject, SCHEMA.about)
        return "quotation about %s" % local(about)[3:]
    s, p, o = data.triple(subject)
    value = local(o)[3:] if is_entity(o) else short(o) if not hasattr(o, "language") else "“%s”" % o
    negated = "not " if (subject, ASL.negated, None) in data.all else ""
    return "%s: %s%s %s %s%s" % (KIND_NAMES[kind], negated, local(s)[3:], short(p), value, qualifiers(data, subject))


def qualifiers(data, claim):
    """What narrows the claim: when it held, who holds it, how it is hedged."""
    found = []
    for word, predicate in (("when", ASL.when), ("held by", ASL.heldBy), ("hedge", ASL.hedge)):
        values = sorted(local(value).split("/", 1)[-1] if predicate != ASL.when else str(value)
                        for value in data.all.objects(claim, predicate))
        if values:
            found.append("%s %s" % (word, ", ".join(values)))
    return " (%s)" % "; ".join(found) if found else ""


def table(data, claims):
    told = tellings(data)
    count = Counter(kind for parts in told.values() for kind, _ in parts)
    lines = [
        "# What became of each claim", "",
        "Made by `tests/data/coverage.py --write`; a test fails when it is stale.", "",
        "The article was read as %d atomic claims. They are told as %d claims that are asserted, %d views that are not,"
        % (len(claims), count[ASL.Claim], count[ASL.View]),
        "and %d quotations; %d are deliberately not a triple, each for the reason given."
        % (count[SCHEMA.Quotation], len(NOT_A_TRIPLE)), "",
        "| claim | kind | told as |", "|---|---|---|"]
    for number, kind in claims:
        if number in NOT_A_TRIPLE:
            cell = "*not a triple:* " + NOT_A_TRIPLE[number]
        else:
            cell = "<br>".join(told_as(data, k, subject) for k, subject in told.get(number, []))
        lines.append("| %s | %s | %s |" % (number, kind, cell.replace("|", "\\|")))
    return "\n".join(lines) + "\n"


def written():
    if not os.path.exists(TABLE):
        return ""
    with open(TABLE, encoding="utf-8") as file:
        return file.read()


def main(arguments):
    data, claims = published(), read_claims()
    if arguments == ["--write"]:
        with open(TABLE, "w", encoding="utf-8") as file:
            file.write(table(data, claims))
    elif arguments:
        sys.exit(__doc__)
    wrong = problems(claims, tellings(data), NOT_A_TRIPLE)
    if written() != table(data, claims):
        wrong.append("data/COVERAGE.md is stale: run tests/data/coverage.py --write")
    for problem in wrong:
        print(problem, file=sys.stderr)
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
