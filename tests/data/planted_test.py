"""Every check can fail: each is run on a small data set with a planted mistake, and on the same without it."""
import unittest

import checks
from dataset import BASE, Data, Graph, made_of, published, source_text

SOUND = '''claim:c5-6-a a asl:Claim ; rdfs:label "He was imprisoned."@en ;
    rdf:subject id:prison ; rdf:predicate asl:targeted ; rdf:object id:him ; asl:statedIn art:s5-6 .
'''
FACT = "id:prison asl:targeted id:him .\n"
SENTENCE = "art:s5-6 a asl:Sentence ; schema:position 6 ; dcterms:isPartOf art:s5 .\n"
HIM = '''id:him a asl:Person ; rdfs:label "Him"@en ; dcterms:description "A man."@en ; asl:mentionedIn art:s5-6 .
'''
PRISON = '''id:prison a asl:Event ; rdfs:label "Prison"@en ; dcterms:description "Time."@en ; asl:mentionedIn art:s5-6 .
'''
VIEW = '''claim:c5-1-i a asl:View ; rdfs:label "He was held to be faithful."@en ; asl:hedge hedge:quoted ;
    rdf:subject id:him ; rdf:predicate asl:influenced ; rdf:object id:prison ; asl:statedIn art:s5-1 .
'''
QUOTE = '''quote:c5-1-j a schema:Quotation ; rdfs:label "Quotation"@en ; schema:text "faithful"@en ;
    schema:about id:him ; asl:statedIn art:s5-1 .
'''
HEDGE = 'hedge:quoted skos:inScheme <hedge> ; skos:prefLabel "quoted"@en ; skos:definition "No speaker."@en .\n'

# Sound data sets, each with what one kind of check asks for.
BACKED = dict(s5=SOUND + FACT)
CITED = dict(s5=SOUND, article=SENTENCE)
KNOWN = dict(entities=HIM, article=SENTENCE)
HELD = dict(s5=VIEW)
HEDGED = dict(s5=VIEW, hedges=HEDGE)
SPOKEN = dict(s5=SOUND, entities=HIM, article=SENTENCE)
EMPTY = dict(article="art:s8 a asl:Section .")
LINKED = dict(links="id:him owl:sameAs <http://www.wikidata.org/entity/Q1> .")
QUOTED = dict(s5=QUOTE)

# check, the sound data, what is planted into which file, part of the complaint
PLANTED = [
    ("every_fact_has_a_claim", BACKED, dict(s5="id:him asl:opposes id:her ."), "no claim for id/him"),
    ("every_fact_has_a_claim", BACKED, dict(s6=FACT), "s6: no claim"),
    ("every_fact_has_a_claim", BACKED, dict(s5='id:him schema:genre "essay"@en .'), "no claim"),
    ("every_claim_is_asserted", BACKED, dict(s5=SOUND.replace("c5-6-a", "c5-6-b").replace("him", "her")),
     "claim/c5-6-b is not asserted"),
    ("every_claim_is_asserted", BACKED, dict(s5="claim:c5-6-z a asl:Claim ."), "claim/c5-6-z"),
    ("no_view_is_asserted", HELD, dict(s6="id:him asl:influenced id:prison ."), "claim/c5-1-i is asserted"),
    ("no_view_is_asserted", HELD, dict(s5="id:him asl:ledTo id:prison ."), "claim/c5-1-i is asserted as"),
    ("no_view_is_asserted", HELD, dict(entities='id:him asl:characterizedAs "faithful"@en .'), "faithful"),
    ("claims_are_whole", CITED, dict(s5="claim:c5-6-a rdf:object id:her ."), "not one object"),
    ("claims_are_whole", CITED, dict(s5='claim:c5-6-a rdfs:label "Again."@en .'),
     "not one label"),
    ("claims_are_whole", CITED, dict(s5="claim:c5-6-a asl:statedIn art:s5-7 ."),
     "which does not exist"),
    ("claims_are_whole", CITED,
     dict(s5=SOUND.replace("asl:statedIn art:s5-6", "asl:hedge hedge:most").replace("c5-6-a", "c5-6-b")),
     "cites no sentence"),
    ("claims_are_whole", CITED, dict(s5=SOUND.replace("c5-6-a", "c5-5-a")),
     "does not cite its own sentence"),
    ("claims_are_whole", CITED, dict(s5=SOUND.replace("c5-6-a", "prison")), "no number"),
    ("claims_stand_in_their_section", dict(s5=SOUND), dict(s6=SOUND), "stands in s6"),
    ("claims_stand_in_their_section", QUOTED, dict(entities=QUOTE), "stands in entities"),
    ("claim_labels_differ", dict(s5=SOUND), dict(s5=SOUND.replace("c5-6-a", "c5-6-b")), "2 claims"),
    ("views_have_a_holder_or_a_hedge", HELD, dict(s5="claim:c5-1-k a asl:View ."), "neither holder nor hedge"),
    ("views_have_a_holder_or_a_hedge", HELD, dict(s5="claim:c5-1-i asl:heldBy id:nobody ."), "nobody"),
    ("views_have_a_holder_or_a_hedge", dict(s5=VIEW, entities=HIM), dict(s5=SOUND + "claim:c5-6-a asl:heldBy id:him ."),
     "is no view"),
    ("views_have_a_holder_or_a_hedge", HELD, dict(s5=SOUND + "claim:c5-6-a asl:negated true ."), "is no view"),
    ("hedges_are_from_the_list", HEDGED, dict(s5="claim:c5-1-i asl:hedge hedge:perhaps ."),
     "hedge/perhaps is not in the list"),
    ("hedges_are_from_the_list", HEDGED,
     dict(hedges=HEDGE.replace("hedge:quoted", "hedge:unused")), "never used"),
    ("hedges_are_from_the_list", HEDGED,
     dict(s5="claim:c5-1-i asl:hedge hedge:bare .", hedges="hedge:bare skos:inScheme <hedge> ."), "has no definition"),
    ("entities_are_described", KNOWN, dict(s5=FACT), "id/prison is not of one kind"),
    ("entities_are_described", KNOWN, dict(entities="id:him a asl:Event ."), "one kind"),
    ("entities_are_described", KNOWN, dict(entities='id:him rdfs:label "He"@en .'),
     "one English label"),
    ("entities_are_described", KNOWN, dict(entities='id:her a asl:Person ; rdfs:label "Her"@en .'),
     "one English description"),
    ("entities_are_described", KNOWN, dict(entities="id:her a asl:Person ."), "mentioned nowhere"),
    ("entities_are_described", KNOWN, dict(entities="id:him asl:mentionedIn art:s9-1 ."),
     "does not exist"),
    ("entities_only_describe", dict(entities=HIM), dict(entities=FACT), "id/prison"),
    ("entities_only_describe", dict(entities=HIM), dict(entities='id:him schema:birthDate "1911" .'), "birthDate"),
    ("entities_are_reachable", dict(s5=SOUND, entities=HIM),
     dict(entities="id:her a asl:Person ."), "nothing leads to id/her"),
    ("claims_speak_of_what_is_mentioned", dict(s5=SOUND, entities=HIM + PRISON),
     dict(s5=VIEW), "not mentioned where it is stated"),
    ("every_sentence_says_something", SPOKEN, dict(article="art:s5-7 a asl:Sentence ."),
     "nothing is stated in article#s5-7"),
    ("every_sentence_says_something", SPOKEN, dict(article="art:s5-7 a asl:Sentence ."),
     "nothing is mentioned in article#s5-7"),
    ("addresses_are_plain", dict(entities=HIM), dict(entities="<id/Milovan> a asl:Person ."), "no plain slug"),
    ("addresses_are_plain", dict(entities=HIM), dict(s5="<claim/c5-6-é> a asl:Claim ."), "unusual characters"),
    ("nothing_dangles", dict(s5="id:him asl:opposes id:him ."), dict(s5="id:him asl:opposes id:her ."),
     "id/her is used and not described"),
    ("nothing_dangles", dict(s5="id:him asl:opposes id:him ."), dict(s5="id:him asl:likes id:him ."), "ontology#likes"),
    ("terms_are_defined", dict(s5=SOUND, entities=HIM), dict(entities="id:him a asl:Hero ."), "ontology#Hero"),
    ("terms_are_defined", dict(s5=SOUND, entities=HIM),
     dict(s5="claim:c5-6-b rdf:predicate asl:likes ."), "ontology#likes"),
    ("facts_use_known_predicates", BACKED, dict(s5='id:him schema:nationality "Yugoslav"@en .'), "nationality"),
    ("facts_use_known_predicates", BACKED, dict(s5='id:him schema:birthDate "1911"^^xsd:gYear .'), "birthDate"),
    ("facts_use_known_predicates", BACKED, dict(s5='id:him <http://dbpedia.org/ontology/deathYear> "1995" .'),
     "deathYear"),
    ("years_are_the_articles", dict(s5='id:split asl:when "1948"^^edtf:EDTF .'),
     dict(s5='id:split asl:when "1949"^^edtf:EDTF .'),
     "the year 1949"),
    ("years_are_the_articles", dict(entities='id:him dcterms:description "In 1948."@en .'),
     dict(entities='id:him dcterms:description "Founded in 1938."@en .'), "the year 1938"),
    ("years_are_the_articles", dict(s7='id:him sem:hasLatestEndTimeStamp "1969"^^xsd:gYear .'),
     dict(s7='id:him sem:hasLatestEndTimeStamp "1991"^^xsd:gYear .'), "the year 1991"),
    ("years_are_the_articles", dict(s7='id:him rdfs:label "the 1960s"@en .'),
     dict(s7='id:him rdfs:label "in 1969"@en .'),
     "the year 1969"),
    ("years_are_the_articles", dict(entities=HIM), dict(labels='id:him rdfs:label "1917"@de .'), "the year 1917"),
    ("years_are_the_articles", dict(entities=HIM),
     dict(entities="id:revolution-of-1917 a asl:Event ."), "the year 1917"),
    ("no_words_on_lives", dict(entities=HIM),
     dict(entities='id:him dcterms:description "Born in Ealing."@en .'), "Ealing"),
    ("dates_have_their_bounds",
     dict(s5='id:split asl:when "1948"^^edtf:EDTF ;'
             ' sem:hasEarliestBeginTimeStamp "1948"^^xsd:gYear ;'
             ' sem:hasLatestEndTimeStamp "1948"^^xsd:gYear .'),
     dict(s5='id:trials asl:when "193X"^^edtf:EDTF ;'
             ' sem:hasEarliestBeginTimeStamp "1936"^^xsd:gYear ;'
             ' sem:hasLatestEndTimeStamp "1939"^^xsd:gYear .'),
     "id/trials"),
    ("dates_have_their_bounds", {}, dict(s5='id:trials asl:when "193X"^^edtf:EDTF .'), "id/trials"),
    ("dates_have_their_bounds", {}, dict(s5='id:war sem:hasLatestEndTimeStamp "1939"^^xsd:gYear .'), "id/war"),
    ("the_last_section_is_empty", EMPTY, dict(article="art:s8-1 dcterms:isPartOf art:s8 ."),
     "article#s8-1 is part of section 8"),
    ("the_last_section_is_empty", EMPTY, dict(s7="claim:c7-1-a asl:statedIn art:s8-1 ."),
     "section 8 has article#s8-1"),
    ("the_last_section_is_empty", EMPTY, dict(s8=""), "a file for section 8"),
    ("links_are_editorial", LINKED,
     dict(s5="id:him owl:sameAs <http://www.wikidata.org/entity/Q1> ."), "outside links.ttl"),
    ("links_are_editorial", LINKED,
     dict(links="id:him owl:sameAs <http://example.com/him> ."), "somewhere else"),
    ("links_are_editorial", LINKED,
     dict(links="id:him owl:sameAs <http://www.wikidata.org/wiki/Q1> ."), "somewhere else"),
    ("links_are_editorial", {}, dict(links="id:him asl:statedIn art:s5-1 ."), "not a link"),
    ("links_are_editorial", {}, dict(s5="claim:c5-1-a rdf:predicate owl:sameAs ."), "the article is cited"),
    ("links_are_editorial", {}, dict(links="id:him skos:closeMatch <http://dbpedia.org/resource/Him> .", entities=HIM),
     "would become an idea"),
    ("labels_are_translated", {}, dict(entities=HIM), "has no label in ru"),
    ("labels_are_translated", {},
     dict(hedges='hedge:quoted a asl:Hedge ; rdfs:label "quoted"@en .'), "hedge/quoted has no label in es"),
    ("labels_are_translated", {}, dict(labels='id:him dcterms:description "Ein Mann."@de .'), "labels:"),
    ("labels_are_translated", {},
     dict(entities=HIM, labels='id:him rdfs:label "Er"@de , "Ihn"@de .'), "2 labels in de"),
    ("labels_are_translated", {}, dict(entities=HIM + HIM.replace("id:him", "id:her")), "2 entities are called 'Him'"),
    ("order_never_turns_back", dict(s5="id:a asl:precedes id:b . id:b asl:precedes id:c ."),
     dict(s6="id:c asl:precedes id:a ."),
     "comes before itself"),
    ("quotations_are_bare", QUOTED, dict(s5="quote:c5-1-j asl:heldBy id:him ."), "given a speaker"),
    ("quotations_are_bare", QUOTED, dict(s5='quote:c5-1-j schema:text "more"@en .'), "not one http://schema.org/text"),
    ("quotations_are_bare", QUOTED, dict(s5=QUOTE.replace("c5-1-j", "c5-2-j")), "does not cite its sentence"),
    ("quotations_are_bare", QUOTED, dict(article='art:s5-1 schema:text "The whole sentence."@en .'), "is no quotation"),
    ("quotations_are_bare", QUOTED,
     dict(s5=QUOTE.replace("c5-1-j", "c5-1-k").replace("id:him", '"him"')), "about nothing"),
]

DOCUMENT = '''<data/s5.ttl> a foaf:Document ; dcterms:title "T"@en ; dcterms:description "D"@en ;
    dcterms:isPartOf <dataset> ; dcterms:license <l> ; dcterms:provenance <dataset#from-article> .'''


def complaints(name, files):
    return getattr(checks, name)(made_of(**files))


def planted_into(sound, planted):
    return {name: sound.get(name, "") + planted.get(name, "") for name in {**sound, **planted}}


class PlantedMistakes(unittest.TestCase):
    def test_each_is_found_and_was_not_there_before(self):
        for name, sound, planted, part in PLANTED:
            with self.subTest(check=name, planted=planted):
                before = [c for c in complaints(name, sound) if part in c]
                after = [c for c in complaints(name, planted_into(sound, planted)) if part in c]
                self.assertEqual(before, [])
                self.assertTrue(after, "the planted mistake was not found")

    def test_every_check_is_planted_against(self):
        here = {name for name, *_ in PLANTED} | {"sentences_are_in_order", "files_name_themselves",
                                                 "the_data_set_is_described"}
        self.assertEqual({check.__name__ for check in checks.CHECKS} - here, set())

    def test_absolute_prefixes_are_found(self):
        self.assertEqual(checks.addresses_are_relative("@prefix id: <id/> ."), [])
        self.assertTrue(checks.addresses_are_relative("@prefix id: <https://example.org/id/> ."))
        self.assertTrue(checks.addresses_are_relative("@base <https://example.org/> ."))
        self.assertTrue(checks.addresses_are_relative("BASE <https://example.org/>"))

    def test_a_missing_licence_title_or_mark_is_found(self):
        self.assertFalse([c for c in complaints("files_name_themselves", dict(s5=DOCUMENT)) if "missing" not in c])
        for part in ('dcterms:title "T"@en ;', "dcterms:license <l> ;", "dcterms:isPartOf <dataset> ;",
                     "a foaf:Document ;"):
            found = complaints("files_name_themselves", dict(s5=DOCUMENT.replace(part, "")))
            self.assertTrue([c for c in found if "missing" not in c], part)
        wrong = DOCUMENT.replace("from-article", "editorial")
        found = complaints("files_name_themselves", dict(s5=wrong))
        self.assertIn("s5.ttl does not say whether it is editorial", found)


class PlantedIntoThePublishedData(unittest.TestCase):
    """Checks over the whole are shown to fail on a copy of the published data with one thing changed."""

    def changed(self, name, old, new):
        text = source_text(name)
        self.assertIn(old, text)
        graph = Graph().parse(data=text.replace(old, new), format="turtle", publicID=BASE)
        return Data({**published().graphs, name: graph}, published().vocabulary)

    def test_a_sentence_out_of_place_is_found(self):
        for old, new in (("nif:beginIndex 22 ;", "nif:beginIndex 400 ;"), ("art:s3-2 a", "art:s3-3 a"),
                         ("schema:position 8 ;", "schema:position 9 ;"), ("nif:endIndex 231", "nif:endIndex 233")):
            with self.subTest(new=new):
                self.assertTrue(checks.sentences_are_in_order(self.changed("article", old, new)))

    def test_a_poor_description_of_the_data_set_is_found(self):
        for old, new in (('schema:version "sha256:a64c', 'schema:version "sha256:b64c'), ("id:qkopera", "id:operation"),
                         (" , <data/entities.ttl>", ""),
                         ("<http://xmlns.com/foaf/0.1/> ,", ""), ("dcterms:rights", "rdfs:comment"),
                         ("dcterms:source <https://en.wikipedia.org/wiki/Anti-Stalinist_left>", 'rdfs:comment ""')):
            with self.subTest(old=old):
                broken = self.changed("dataset", old, new)
                self.assertTrue(checks.the_data_set_is_described(broken))


if __name__ == "__main__":
    unittest.main()
