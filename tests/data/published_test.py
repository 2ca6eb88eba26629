"""The published data pass every check."""
import unittest

import checks
from dataset import FILES, KINDS, RDF, SCHEMA, published, source_text


class PublishedData(unittest.TestCase):
    maxDiff = None

    def test_has_the_entities_that_the_claims_need(self):
        counts = {kind: len(set(published().all.subjects(RDF.type, kind))) for kind in KINDS}
        expected = dict(zip(KINDS, (34, 10, 15, 29, 19, 4, 8, 21, 1, 4, 7)))
        self.assertEqual(counts, expected)
        self.assertEqual(sum(expected.values()), 152)

    def test_has_claims_views_and_quotations(self):
        self.assertGreaterEqual(len(set(published().claims())), 200)
        self.assertGreaterEqual(len(set(published().views())), 33)
        self.assertEqual(len(set(published().all.subjects(RDF.type, SCHEMA.Quotation))), 5)

    def test_gives_own_addresses_relatively(self):
        for name in FILES:
            self.assertEqual(checks.addresses_are_relative(source_text(name)), [], name)


def add(check):
    def test(self):
        self.assertEqual(check(published()), [])
    test.__doc__ = check.__doc__
    setattr(PublishedData, "test_" + check.__name__, test)


for each in checks.CHECKS:
    add(each)

if __name__ == "__main__":
    unittest.main()
