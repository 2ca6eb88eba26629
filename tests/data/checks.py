"""What must hold of the data. Each check takes a Data and returns what is wrong as a list of sentences.

A check never raises on bad data: it is also run on small broken data sets, to show that it can fail.
"""
import re
from collections import Counter

from dataset import (ART, ASL, BASE, DCAT, DCTERMS, EARLIEST, EDTF, FILES, FOAF, FROM_ARTICLE, HEDGE, KINDS, LATEST,
                     NIF, OWL, RDF, RDFS, SCHEMA, SECTIONS, SKOS, VOID, XSD, Literal, URIRef, is_entity, local,
                     sentence_of)

BOUNDS = {EARLIEST, LATEST}

# How entities.ttl may speak of an entity; all else is a fact and belongs into a section.
DESCRIBING = {RDF.type, RDFS.label, SKOS.altLabel, DCTERMS.description, ASL.mentionedIn}

# Predicates that facts about entities may use beside those of our own vocabulary.
REUSED = {RDF.type, SKOS.altLabel, SKOS.broader, SKOS.related, DCTERMS.title, DCTERMS.isPartOf, SCHEMA.author,
          SCHEMA.editor, SCHEMA.about, SCHEMA.isPartOf, SCHEMA.memberOf, SCHEMA.organizer, SCHEMA.genre,
          SCHEMA.collectionSize} | BOUNDS

LINKING = {OWL.sameAs, SKOS.exactMatch, SKOS.closeMatch, RDFS.seeAlso}
LINKED = re.compile(r"http://(dbpedia\.org/resource/\S+|www\.wikidata\.org/entity/Q[1-9]\d*)")

LANGUAGES = {"en", "de", "fr", "es", "ru"}

# The years and decades that the article names, and how each reads as a date with its outer bounds.
DATES = {"1927/1953": (1927, 1953), "193X": (1930, 1939), "1948": (1948, 1948), "195X/196X": (1950, 1969),
         "196X": (1960, 1969), "1967": (1967, 1967), "199X": (1990, 1999)}
YEARS_IN_WORDS = {"1927", "1953", "1948", "1967", "1930", "1950", "1960", "1990"}
YEARS_AS_BOUNDS = {str(year) for bounds in DATES.values() for year in bounds}

OUTSIDE_WORDS = re.compile(r"\b(born|births?|died|deaths?|nationality|citizen(ship)?|aged)\b", re.IGNORECASE)

SENTENCES_PER_SECTION = [2, 6, 3, 2, 4, 6, 13, 3, 0]


def show(triple):
    return " ".join(local(term) for term in triple)


def is_fact(triple):
    subject, predicate, _ = triple
    return is_entity(subject) and predicate not in BOUNDS


# ------------------------------------------------------------------------------ claims and facts

def every_fact_has_a_claim(data):
    """A plain triple in a section's file is backed by a claim in the same file."""
    problems = []
    for name in SECTIONS:
        graph = data.graph(name)
        claimed = {data.triple(claim) for claim in graph.subjects(RDF.type, ASL.Claim)}
        problems += ["%s: no claim for %s" % (name, show(t)) for t in graph if is_fact(t) and t not in claimed]
    return problems


def every_claim_is_asserted(data):
    """A claim that is not a view has its triple in the same file."""
    problems = []
    for name in SECTIONS:
        graph = data.graph(name)
        for claim in graph.subjects(RDF.type, ASL.Claim):
            triple = data.triple(claim)
            if None in triple or triple not in graph:
                problems.append("%s is not asserted" % local(claim))
    return problems


def with_subproperties(vocabulary, predicate):
    return set(vocabulary.transitive_subjects(RDFS.subPropertyOf, predicate))


def no_view_is_asserted(data):
    """Neither a view's triple nor one that implies it stands in the data; characterizedAs never does."""
    problems = []
    for view in data.views():
        subject, predicate, obj = data.triple(view)
        if None in (subject, predicate, obj):
            continue
        for narrower in with_subproperties(data.vocabulary, predicate):
            if (subject, narrower, obj) in data.all:
                problems.append("%s is asserted as %s" % (local(view), show((subject, narrower, obj))))
    problems += ["%s is asserted" % show(t) for t in data.all.triples((None, ASL.characterizedAs, None))]
    return problems


def claims_are_whole(data):
    """One subject, predicate, object, label; a claim's number names a sentence that it cites and that exists."""
    problems = []
    sentences = data.sentences()
    for claim in data.statements():
        for part in (RDF.subject, RDF.predicate, RDF.object, RDFS.label):
            if len(list(data.all.objects(claim, part))) != 1:
                problems.append("%s has not one %s" % (local(claim), part.split("#")[-1]))
        cited = set(data.all.objects(claim, ASL.statedIn))
        if not cited:
            problems.append("%s cites no sentence" % local(claim))
        problems += ["%s cites %s, which does not exist" % (local(claim), local(s)) for s in cited - sentences]
        own = sentence_of(claim)
        if own is None:
            problems.append("%s has no number of a claim" % local(claim))
        elif own not in cited:
            problems.append("%s does not cite its own sentence" % local(claim))
    return problems


def claims_stand_in_their_section(data):
    problems = []
    for name in data.graphs:
        for kind in (ASL.Claim, ASL.View, SCHEMA.Quotation):
            for subject in data.graph(name).subjects(RDF.type, kind):
                if not local(subject).split("/")[-1].startswith("c%s-" % name[1:]):
                    problems.append("%s stands in %s" % (local(subject), name))
    return problems


def claim_labels_differ(data):
    labels = Counter(str(label) for claim in data.statements() for label in data.all.objects(claim, RDFS.label))
    return ["%d claims are called %r" % (count, label) for label, count in labels.items() if count > 1]


def views_have_a_holder_or_a_hedge(data):
    problems = []
    entities = data.entities()
    for view in data.views():
        holders = set(data.all.objects(view, ASL.heldBy))
        if not holders and (view, ASL.hedge, None) not in data.all:
            problems.append("%s has neither holder nor hedge" % local(view))
        problems += ["%s is held by %s, which is nobody" % (local(view), local(h)) for h in holders - entities]
    for predicate in (ASL.heldBy, ASL.negated, ASL.alternativeTo):
        for claim in set(data.all.subjects(predicate, None)):
            if (claim, RDF.type, ASL.View) not in data.all:
                problems.append("%s is no view and has %s" % (local(claim), local(predicate)))
    return problems


def hedges_are_from_the_list(data):
    listed = set(data.graph("hedges").subjects(SKOS.inScheme, URIRef(BASE + "hedge")))
    used = set(data.all.objects(None, ASL.hedge))
    problems = ["%s is not in the list of hedges" % local(hedge) for hedge in used - listed]
    problems += ["%s is never used" % local(hedge) for hedge in listed - used]
    for hedge in listed:
        for predicate in (SKOS.prefLabel, SKOS.definition):
            if (hedge, predicate, None) not in data.all:
                problems.append("%s has no %s" % (local(hedge), predicate.split("#")[-1]))
    return problems


# --------------------------------------------------------------------------------------- entities

def entities_are_described(data):
    """One kind, one English label and one description, and a mention in a sentence that exists."""
    problems = []
    sentences = data.sentences()
    graph = data.graph("entities")
    for entity in {s for s in data.all.subjects() if is_entity(s)}:
        name = local(entity)
        if len(set(graph.objects(entity, RDF.type)) & set(KINDS)) != 1:
            problems.append("%s is not of one kind" % name)
        for predicate in (RDFS.label, DCTERMS.description):
            if [text.language for text in graph.objects(entity, predicate)].count("en") != 1:
                problems.append("%s has not one English %s" % (name, predicate.split("/")[-1].split("#")[-1]))
        mentions = set(graph.objects(entity, ASL.mentionedIn))
        if not mentions:
            problems.append("%s is mentioned nowhere" % name)
        problems += ["%s is mentioned in %s, which does not exist" % (name, local(s)) for s in mentions - sentences]
    return problems


def entities_only_describe(data):
    """entities.ttl states no facts: they belong into a section, next to their claims."""
    return ["entities: %s" % show(t) for t in data.graph("entities") if is_entity(t[0]) and t[1] not in DESCRIBING]


def entities_are_reachable(data):
    """Something leads to every entity: a claim, a view, a holder or a quotation."""
    reached = set()
    for predicate in (RDF.subject, RDF.object, ASL.heldBy, SCHEMA.about):
        reached |= set(data.all.objects(None, predicate))
    return ["nothing leads to %s" % local(entity) for entity in data.entities() - reached]


def claims_speak_of_what_is_mentioned(data):
    """A claim's subject, object and holders are mentioned in a sentence it cites, unless it is our reading."""
    problems = []
    for claim in data.statements():
        if (claim, ASL.hedge, HEDGE.implied) in data.all:
            continue
        cited = set(data.all.objects(claim, ASL.statedIn))
        subject, _, obj = data.triple(claim)
        for term in [subject, obj] + list(data.all.objects(claim, ASL.heldBy)):
            if is_entity(term) and not cited & set(data.all.objects(term, ASL.mentionedIn)):
                problems.append("%s speaks of %s, not mentioned where it is stated" % (local(claim), local(term)))
    return problems


def every_sentence_says_something(data):
    """Each sentence states something and mentions something."""
    problems = []
    for sentence in data.sentences():
        if (None, ASL.statedIn, sentence) not in data.all:
            problems.append("nothing is stated in %s" % local(sentence))
        if (None, ASL.mentionedIn, sentence) not in data.all:
            problems.append("nothing is mentioned in %s" % local(sentence))
    return problems


def addresses_are_plain(data):
    """Slugs are ASCII, lower case, and nothing under the base needs escaping."""
    problems = []
    for term in {t for triple in data.all for t in triple if isinstance(t, URIRef) and t.startswith(BASE)}:
        name = local(term)
        if name.startswith("id/") and not re.fullmatch(r"id/[a-z0-9]+(-[a-z0-9]+)*", name):
            problems.append("%s is no plain slug" % name)
        elif not re.fullmatch(r"[A-Za-z0-9/#._-]+", name):
            problems.append("%s has unusual characters" % name)
    return problems


def addresses_are_relative(text):
    """A data file gives our own things by relative prefixes only. Takes the file's text."""
    own = ("asl", "id", "claim", "quote", "art", "hedge")
    found = dict(re.findall(r"@prefix (\w*): <([^>]*)>", text))
    problems = ["@prefix %s: is absolute" % name for name in own if ":" in found.get(name, "")]
    return problems + ["@base is set"] * len(re.findall(r"(?im)^\s*@?base\b", text))


def nothing_dangles(data):
    """Every address under the base that is used is also described, by the data or by the ontology."""
    described = set(data.all.subjects()) | set(data.vocabulary.subjects())
    used = {t for triple in data.all for t in triple if isinstance(t, URIRef) and t.startswith(BASE)}
    return ["%s is used and not described" % local(term) for term in sorted(used - described)]


def terms_are_defined(data):
    """Every term of our own vocabulary that the data use is a class or property of the ontology."""
    defined = {s for kind in (RDFS.Class, RDF.Property) for s in data.vocabulary.subjects(RDF.type, kind)}
    used = {p for p in data.all.predicates()} | set(data.all.objects(None, RDF.type))
    used |= set(data.all.objects(None, RDF.predicate))
    return ["%s is not defined" % local(term) for term in used if term.startswith(ASL) and term not in defined]


# ------------------------------------------------------------------------- nothing from elsewhere

def facts_use_known_predicates(data):
    """No birth, death, nationality or any other predicate that the article gives no ground for."""
    problems = []
    for name in SECTIONS:
        for triple in data.graph(name):
            predicate = triple[1]
            if is_entity(triple[0]) and not predicate.startswith(ASL) and predicate not in REUSED:
                problems.append("%s: %s" % (name, show(triple)))
    return problems


def years_are_the_articles(data):
    """No year but those that the article names, and their outer bounds."""
    problems = []
    for name in FROM_ARTICLE + ["hedges", "labels"]:
        for triple in data.graph(name):
            for year in years_of(triple[2]):
                problems.append("%s: the year %s in %s" % (name, year, show(triple)))
            for term in triple[:2]:
                for year in re.findall(r"(?<!\d)[12]\d{3}(?!\d)", local(term).split("#")[-1].split("/")[-1]):
                    if year not in YEARS_IN_WORDS:
                        problems.append("%s: the year %s in %s" % (name, year, local(term)))
    return problems


def years_of(term):
    """Years in a literal that it may not have."""
    if not isinstance(term, Literal) or term.datatype == XSD.integer or str(term).startswith("sha256:"):
        return []
    found = re.findall(r"(?<!\d)([12]\d{3}|[12]\d{2}X)(?!\d)", str(term))
    if term.datatype == EDTF.EDTF:
        return [] if str(term) in DATES else [str(term)]
    return [year for year in found if year not in (YEARS_AS_BOUNDS if term.datatype == XSD.gYear else YEARS_IN_WORDS)]


def no_words_on_lives(data):
    """Births, deaths and citizenships do not come in as words either."""
    return ["%s: %s" % (name, show(t)) for name in FROM_ARTICLE for t in data.graph(name)
            if isinstance(t[2], Literal) and OUTSIDE_WORDS.search(str(t[2]))]


def dates_have_their_bounds(data):
    problems = []
    for subject in set(data.all.subjects(ASL.when)) | set(data.all.subjects(EARLIEST)) | set(data.all.subjects(LATEST)):
        dates = [str(date) for date in data.all.objects(subject, ASL.when)]
        bounds = tuple(sorted(str(b) for b in data.all.objects(subject, p)) for p in (EARLIEST, LATEST))
        wanted = [DATES[date] for date in dates if date in DATES]
        if len(dates) != 1 or not wanted or bounds != tuple([str(year)] for year in wanted[0]):
            problems.append("%s: date %s with the bounds %s" % (local(subject), dates, bounds))
    return problems


def the_last_section_is_empty(data):
    """Section 8 is a title: it has no sentence, no claim, no file."""
    empty = ART.s8
    problems = [] if (empty, RDF.type, ASL.Section) in data.all else ["section 8 is missing"]
    problems += ["%s is part of section 8" % local(s) for s in data.all.subjects(DCTERMS.isPartOf, empty)]
    for triple in data.all:
        problems += ["section 8 has %s" % local(t) for t in triple
                     if re.match(r"(article#s8-|claim/c8-|quote/c8-|data/s8)", local(t))]
    return problems + ["there is a file for section 8"] * ("s8" in data.graphs)


def links_are_editorial(data):
    """Links lead to DBpedia and Wikidata, stand in links.ttl only, and cite no sentence."""
    problems = []
    for name, graph in data.graphs.items():
        for triple in graph:
            linking = triple[1] in LINKING
            if linking and is_entity(triple[0]) and name != "links":
                problems.append("%s: a link outside links.ttl: %s" % (name, show(triple)))
            if name == "links" and is_entity(triple[0]):
                if linking and not LINKED.fullmatch(str(triple[2])):
                    problems.append("a link to somewhere else: %s" % show(triple))
                if not linking and triple[1] != SKOS.altLabel:
                    problems.append("links: not a link: %s" % show(triple))
    problems += ["the article is cited for %s" % local(claim) for claim in data.all.subjects(RDF.predicate, None)
                 if data.triple(claim)[1] in LINKING]
    for entity, other in data.graph("links").subject_objects(SKOS.closeMatch):
        if not {ASL.Current, ASL.Concept} & set(data.all.objects(entity, RDF.type)):
            problems.append("%s would become an idea by its match with %s" % (local(entity), other))
    return problems


def labels_are_translated(data):
    """Entities, sections and hedges have one label per language; labels.ttl holds labels and nothing else."""
    problems = ["labels: %s" % show(t) for t in data.graph("labels")
                if t[1] not in (RDFS.label, SKOS.prefLabel) and not local(t[0]).startswith("data/")]
    others = {s for kind in (ASL.Section, ASL.Hedge) for s in data.all.subjects(RDF.type, kind)}
    for entity in data.entities() | others:
        counts = Counter(label.language for label in data.all.objects(entity, RDFS.label))
        problems += ["%s has no label in %s" % (local(entity), tag) for tag in LANGUAGES - set(counts)]
        problems += ["%s has %d labels in %s" % (local(entity), n, tag) for tag, n in counts.items() if n > 1]
    for (tag, text), n in Counter((label.language, str(label)) for entity in data.entities()
                                  for label in data.all.objects(entity, RDFS.label)).items():
        if n > 1:
            problems.append("%d entities are called %r in %s" % (n, text, tag))
    return problems


# ------------------------------------------------------------------------- structure of the article

def sentences_are_in_order(data):
    """All sections and sentences are there, numbered without gaps, and none overlaps the next."""
    problems = []
    graph = data.graph("article")
    last = 0
    for number, count in enumerate(SENTENCES_PER_SECTION):
        section = ART["s%d" % number]
        if list(graph.objects(section, SCHEMA.position)) != [Literal(number)]:
            problems.append("section %d is not at its place" % number)
        found = set(graph.subjects(DCTERMS.isPartOf, section))
        if found != {ART["s%d-%d" % (number, n)] for n in range(1, count + 1)}:
            problems.append("section %d has not its %d sentences" % (number, count))
        for n in range(1, count + 1):
            sentence = ART["s%d-%d" % (number, n)]
            begin, end = graph.value(sentence, NIF.beginIndex), graph.value(sentence, NIF.endIndex)
            if begin is None or end is None or not last <= begin.value < end.value:
                problems.append("%s is not after the one before it" % local(sentence))
            else:
                last = end.value
            if list(graph.objects(sentence, SCHEMA.position)) != [Literal(n)]:
                problems.append("%s is not at its place" % local(sentence))
            if (sentence, DCTERMS.description, None) not in graph:
                problems.append("%s has no gist" % local(sentence))
    return problems


def order_never_turns_back(data):
    problems = []
    for event in set(data.all.subjects(ASL.precedes)):
        after = set()
        for later in data.all.objects(event, ASL.precedes):
            after |= set(data.all.transitive_objects(later, ASL.precedes))
        if event in after:
            problems.append("%s comes before itself" % local(event))
    return problems


def quotations_are_bare(data):
    """Verbatim text stands in quotations only; each has a subject and a sentence, and no speaker."""
    problems = []
    quotations = set(data.all.subjects(RDF.type, SCHEMA.Quotation))
    problems += ["%s has text and is no quotation" % local(s) for s in set(data.all.subjects(SCHEMA.text)) - quotations]
    for quotation in quotations:
        for predicate in (RDFS.label, SCHEMA.text, SCHEMA.about, ASL.statedIn):
            if len(list(data.all.objects(quotation, predicate))) != 1:
                problems.append("%s has not one %s" % (local(quotation), local(predicate)))
        if data.all.value(quotation, ASL.statedIn, any=True) != sentence_of(quotation):
            problems.append("%s does not cite its sentence" % local(quotation))
        if not is_entity(data.all.value(quotation, SCHEMA.about, any=True)):
            problems.append("%s is about nothing" % local(quotation))
        for predicate in (SCHEMA.author, SCHEMA.creator, ASL.heldBy, SCHEMA.spokenByCharacter, DCTERMS.creator):
            if (quotation, predicate, None) in data.all:
                problems.append("%s is given a speaker" % local(quotation))
    return problems


def files_name_themselves(data):
    """Each file says of its own address what it is, that it is part of the data set, and its licence."""
    problems = ["%s.ttl is missing" % name for name in FILES if name not in data.graphs]
    dataset = URIRef(BASE + "dataset")
    for name, graph in data.graphs.items():
        document = URIRef(BASE + "data/%s.ttl" % name)
        for predicate in (DCTERMS.title, DCTERMS.description, DCTERMS.license, DCTERMS.provenance):
            if (document, predicate, None) not in graph:
                problems.append("%s.ttl does not give its %s" % (name, predicate.split("/")[-1]))
        if (document, DCTERMS.isPartOf, dataset) not in graph:
            problems.append("%s.ttl is not part of the data set" % name)
        if (document, RDF.type, FOAF.Document) not in graph:
            problems.append("%s.ttl is no document" % name)
        expected = URIRef(BASE + "dataset#" + ("from-article" if name in FROM_ARTICLE else "editorial"))
        if set(graph.objects(document, DCTERMS.provenance)) != {expected}:
            problems.append("%s.ttl does not say whether it is editorial" % name)
    return problems


def the_data_set_is_described(data):
    """Title, licence, attribution, source with its hash as version, examples that exist, vocabularies used."""
    graph = data.graph("dataset")
    dataset = URIRef(BASE + "dataset")
    page = URIRef("https://en.wikipedia.org/wiki/Anti-Stalinist_left")
    problems = []
    for predicate in (DCTERMS.title, DCTERMS.description, DCTERMS.license, DCTERMS.rights, DCTERMS.creator,
                      DCAT.keyword):
        if (dataset, predicate, None) not in graph:
            problems.append("the data set has no %s" % predicate.split("/")[-1])
    if (dataset, DCTERMS.source, page) not in graph:
        problems.append("the source page is not named")
    versions = set(graph.objects(page, SCHEMA.version)) | set(graph.objects(dataset, DCAT.version))
    if len(versions) != 1 or not re.fullmatch(r"sha256:[0-9a-f]{64}", str(next(iter(versions), ""))):
        problems.append("the version is not the hash of the source text")
    described = set(data.all.subjects())
    examples = set(graph.objects(dataset, VOID.exampleResource))
    problems += ["the example %s does not exist" % local(e) for e in examples - described]
    problems += [] if examples else ["there are no examples"]
    dumps = set(graph.objects(dataset, VOID.dataDump))
    if dumps != {URIRef(BASE + "data/%s.ttl" % name) for name in data.graphs}:
        problems.append("the list of dumps is not the list of files")
    spaces = set(graph.objects(dataset, VOID.vocabulary))
    for term in set(data.all.predicates()) | set(data.all.objects(None, RDF.type)):
        if not any(term.startswith(space) for space in spaces):
            problems.append("the vocabulary of %s is not listed" % local(term))
    return problems


# The checks that take a Data, by name.
CHECKS = [every_fact_has_a_claim, every_claim_is_asserted, no_view_is_asserted, claims_are_whole,
          claims_stand_in_their_section, claim_labels_differ, views_have_a_holder_or_a_hedge, hedges_are_from_the_list,
          entities_are_described, entities_only_describe, entities_are_reachable, claims_speak_of_what_is_mentioned,
          every_sentence_says_something, addresses_are_plain, nothing_dangles, terms_are_defined,
          facts_use_known_predicates, years_are_the_articles, no_words_on_lives, dates_have_their_bounds,
          the_last_section_is_empty, links_are_editorial, labels_are_translated, sentences_are_in_order,
          order_never_turns_back, quotations_are_bare, files_name_themselves, the_data_set_is_described]
