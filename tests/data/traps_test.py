"""Places where the article invites a careless reader to say more, or something else, than it says."""
import re
import unittest

from dataset import ASL, CLAIM, DCTERMS, FROM_ARTICLE, HEDGE, ID, QUOTE, RDF, RDFS, SCHEMA, SKOS, Literal, published

DATA = published()
FACTS = DATA.join(["s%d" % n for n in range(8)])


def claim(number):
    return CLAIM["c" + number]


def is_view(number):
    return (claim(number), RDF.type, ASL.View) in DATA.all


def hedges(number):
    return set(DATA.all.objects(claim(number), ASL.hedge))


def objects(subject, predicate):
    return set(FACTS.objects(ID[subject], predicate))


def facts_about(slug):
    """Plain triples in the sections with the entity as subject or object, not those of claims and quotations."""
    return [t for t in FACTS if ID[slug] in (t[0], t[2]) and t[0].startswith(ID)]


def texts(names):
    return [(t, str(t[2])) for name in names for t in DATA.graph(name) if isinstance(t[2], Literal)]


class Traps(unittest.TestCase):
    def test_the_second_sense_of_the_name_is_allowed_and_not_asserted(self):
        for letter in "abcde":
            self.assertTrue(is_view("0-2-" + letter))
            self.assertEqual(hedges("0-2-" + letter), {HEDGE["may-also"]})
            self.assertEqual(DATA.all.value(claim("0-2-" + letter), ASL.sense), Literal(2))
        self.assertEqual(objects("anti-stalinist-left", ASL.opposes),
                         {ID["joseph-stalin"], ID.stalinism, ID["stalins-system-of-governance"]})

    def test_features_of_stalinist_regimes_are_attributed_by_nobody_in_particular(self):
        for letter in "fghi":
            self.assertTrue(is_view("0-2-" + letter))
            self.assertEqual(hedges("0-2-" + letter), {HEDGE["commonly-attributed"]})
            self.assertIsNone(DATA.all.value(claim("0-2-" + letter), ASL.heldBy))

    def test_two_men_named_as_regimes_stay_persons(self):
        for slug, number in (("kim-il-sung", "0-2-j"), ("enver-hoxha", "0-2-k")):
            self.assertEqual(set(DATA.all.objects(ID[slug], RDF.type)), {ASL.Person})
            self.assertIn(HEDGE.implied, hedges(number))
            self.assertEqual(objects(slug, ASL.ruled), set())

    def test_the_years_of_stalins_rule_are_not_those_of_his_life(self):
        self.assertEqual(objects("joseph-stalin", ASL.when), set())
        self.assertEqual({str(when) for when in DATA.all.objects(claim("0-1-g"), ASL.when)}, {"1927/1953"})
        self.assertEqual(DATA.triple(claim("0-1-g")), (ID["joseph-stalin"], ASL.ruled, ID["soviet-union"]))

    def test_a_claim_to_a_name_is_held_by_those_who_make_it(self):
        for number, holder in (("1-2-b", ID.trotskyism), ("1-2-c", ID["marxism-leninism"])):
            self.assertTrue(is_view(number))
            self.assertEqual(set(DATA.all.objects(claim(number), ASL.heldBy)), {holder})

    def test_after_the_purge_is_our_reading(self):
        self.assertIn(HEDGE.implied, hedges("1-3-d"))

    def test_trotsky_said_deformed(self):
        self.assertFalse([t for t, text in texts(FROM_ARTICLE + ["labels"]) if "degenerat" in text.lower()])
        self.assertEqual(DATA.triple(claim("1-4-a"))[2], ID["deformed-workers-state"])

    def test_criticizing_is_a_fact_and_what_is_said_a_view(self):
        self.assertIn(ID["lack-of-internal-debate"], objects("leon-trotsky", ASL.criticizes))
        self.assertTrue(is_view("1-5-a"))

    def test_contest_or_context_is_not_decided(self):
        self.assertFalse([t for t, text in texts(["s1", "entities"]) if re.search(r"\bconte[sx]t\b", text)])

    def test_it_without_an_antecedent_is_our_reading(self):
        for letter in "abcd":
            self.assertTrue(is_view("1-6-" + letter))
            self.assertIn(HEDGE.implied, hedges("1-6-" + letter))
        self.assertIn((claim("1-6-d"), ASL.alternativeTo, claim("1-6-c")), DATA.all)

    def test_pankhurst_and_luxemburg_belong_to_one_of_two_currents(self):
        for slug in ("sylvia-pankhurst", "rosa-luxemburg"):
            self.assertEqual(objects(slug, ASL.adherentOf), set())
            self.assertEqual(objects(slug, ASL.associatedWith), {ID["left-communism"], ID["libertarian-marxism"]})
        self.assertFalse([t for t in facts_about("rosa-luxemburg") if ID.luxemburgism in t])

    def test_five_currents_deny_that_a_party_can_do_it(self):
        self.assertTrue(is_view("2-3-f"))
        self.assertIn((claim("2-3-f"), ASL.negated, Literal(True)), DATA.all)
        self.assertEqual(len(set(DATA.all.objects(claim("2-3-f"), ASL.heldBy))), 5)

    def test_the_libertarian_light_is_the_pamphlets(self):
        self.assertEqual(set(DATA.all.objects(claim("3-1-g"), ASL.heldBy)), {ID["state-and-revolution"]})

    def test_only_a_current_of_the_movement_is_meant(self):
        for number in ("4-1-a", "4-1-b"):
            self.assertIn(HEDGE["a-significant-current"], hedges(number))

    def test_britain_is_the_partys_and_not_harringtons(self):
        self.assertEqual(objects("michael-harrington", ASL.place), set())
        self.assertEqual(objects("independent-labour-party", ASL.place), {ID.britain})
        self.assertIn(HEDGE.implied, hedges("4-2-f"))

    def test_the_lost_reference_after_brockway_is_not_filled(self):
        brockway, neighbour = ({t[1:] for t in facts_about(slug)} for slug in ("fenner-brockway", "h-n-brailsford"))
        self.assertEqual(brockway, neighbour)

    def test_stalins_most_faithful_pupil_has_no_speaker(self):
        self.assertTrue(is_view("5-1-i"))
        for subject in (claim("5-1-i"), QUOTE["c5-1-j"]):
            self.assertIsNone(DATA.all.value(subject, ASL.heldBy))
        self.assertEqual(hedges("5-1-i"), {HEDGE["was-considered"]})

    def test_what_titos_aides_intended_is_not_what_came_of_it(self):
        for number in ("5-2-f", "5-2-g"):
            self.assertTrue(is_view(number))
            self.assertIn(HEDGE.intended, hedges(number))

    def test_dilas_is_given_no_works_and_no_place_among_the_aides(self):
        self.assertFalse([t for t in FACTS if t[1] == SCHEMA.author and t[2] == ID.dilas])
        self.assertEqual(objects("dilas", SCHEMA.memberOf), set())

    def test_der_monat_and_encounter_were_inspired_partisan_review_only_influenced(self):
        self.assertEqual(objects("harnessing-of-the-ncl", ASL.inspired),
                         {ID["congress-for-cultural-freedom"], ID["der-monat"], ID.encounter})
        self.assertIn(ID["partisan-review"], objects("harnessing-of-the-ncl", ASL.influenced))
        self.assertIn(ID["harnessing-of-the-ncl"], objects("partisan-review", ASL.precedes))

    def test_the_stance_was_furthered_and_not_created(self):
        self.assertNotIn(ID["anti-stalinism"], objects("harnessing-of-the-ncl", ASL.ledTo))

    def test_disillusion_is_not_made_into_opposition(self):
        self.assertEqual(objects("disillusioned-leftist-intellectuals", ASL.opposes), set())

    def test_braden_both_organized_and_exposed(self):
        self.assertIn(ID["thomas-braden"], objects("qkopera", SCHEMA.organizer))
        self.assertEqual(objects("braden-article", SCHEMA.author), {ID["thomas-braden"]})
        self.assertEqual(objects("braden-article", ASL.exposes), {ID.qkopera})

    def test_nothing_is_asserted_of_the_break(self):
        self.assertEqual(facts_about("break-of-cia-with-ncl"), [])
        for letter in "abcd":
            self.assertTrue(is_view("6-13-" + letter))
            self.assertIn(HEDGE["some-argued"], hedges("6-13-" + letter))

    def test_an_anti_stalinist_left_may_be_another_one(self):
        self.assertIn(HEDGE.implied, hedges("7-3-a"))

    def test_open_lists_are_marked_open(self):
        lists = (["0-2-j", "0-2-k", "0-2-l", "2-2-c", "2-2-d", "3-1-b", "6-5-b", "6-5-c", "6-5-e", "6-9-a", "6-9-b",
                  "6-9-c", "7-2-d", "7-2-f"] + ["4-2-" + x for x in "abcde"] + ["4-3-" + x for x in "bce"]
                 + ["6-7-" + x for x in "abcdefg"] + ["6-8-" + x for x in "defgh"])
        for number in lists:
            self.assertIn(HEDGE["open-list"], hedges(number), number)

    def test_what_has_no_date_in_the_article_has_none_here(self):
        for slug in ("cold-war", "braden-article", "founding-of-fourth-international", "the-god-that-failed",
                     "vietnam-war", "bolshevik-revolution", "imprisonment-of-dilas", "pardon-of-dilas",
                     "state-and-revolution"):
            self.assertEqual(objects(slug, ASL.when), set(), slug)

    def test_what_has_no_title_in_the_article_has_none_here(self):
        self.assertEqual(objects("braden-article", DCTERMS.title), set())

    def test_the_six_authors_are_not_named(self):
        self.assertEqual(objects("the-god-that-failed", SCHEMA.author), {ID["former-communists-on-the-left"]})
        self.assertEqual(objects("the-god-that-failed", SCHEMA.collectionSize), {Literal(6)})

    def test_names_that_the_article_does_not_give_are_absent(self):
        names = ("Bukharin", "Kronstadt", "permanent revolution", "Milovan", "Josip", "Broz", "Silone", "Gide", "Lev ")
        for triple, text in texts(FROM_ARTICLE):
            for name in names:
                self.assertNotIn(name, text, triple)

    def test_different_names_of_one_thing_lead_to_one_thing(self):
        alternatives = {str(label): subject for subject, label in DATA.all.subject_objects(SKOS.altLabel)}
        for name, slug in (("Third International", "communist-international"), ("Soviet bloc", "eastern-bloc"),
                           ("Stalinist states", "stalinist-regimes"), ("Stalinist governments", "stalinist-regimes"),
                           ("USSR", "soviet-union"), ("NCL", "non-communist-left")):
            self.assertEqual(alternatives[name], ID[slug])
        reviews = set(DATA.all.subjects(RDFS.label, Literal("Partisan Review", lang="en")))
        self.assertEqual(reviews, {ID["partisan-review"]})


if __name__ == "__main__":
    unittest.main()
