"""Every claim is accounted for, the table says so, and the accounting can fail."""
import unittest

import coverage
from dataset import made_of, published


class Coverage(unittest.TestCase):
    def setUp(self):
        self.claims = coverage.read_claims()
        self.told = coverage.tellings(published())

    def test_the_list_holds_all_claims(self):
        self.assertEqual(len(self.claims), 223)
        self.assertEqual(len({number for number, _ in self.claims}), 223)

    def test_every_claim_is_told_or_excused(self):
        self.assertEqual(coverage.problems(self.claims, self.told, coverage.NOT_A_TRIPLE), [])

    def test_reasons_are_given_in_words(self):
        for number, reason in coverage.NOT_A_TRIPLE.items():
            self.assertGreater(len(reason.split()), 6, number)

    def test_the_table_is_not_stale(self):
        self.assertEqual(coverage.written(), coverage.table(published(), self.claims),
                         "run tests/data/coverage.py --write")

    def test_a_claim_that_is_missing_is_found(self):
        told = {number: parts for number, parts in self.told.items() if number != "c5-6-b"}
        self.assertEqual(coverage.problems(self.claims, told, coverage.NOT_A_TRIPLE),
                         ["c5-6-b is not told, and no reason is given"])

    def test_a_claim_that_is_told_and_excused_is_found(self):
        found = coverage.problems(self.claims, self.told, {**coverage.NOT_A_TRIPLE, "c5-6-b": "no reason"})
        self.assertEqual(found, ["c5-6-b is told, and a reason is given why it is not"])

    def test_a_claim_that_is_not_listed_is_found(self):
        told = coverage.tellings(made_of(s5="claim:c5-6-q a asl:Claim ."))
        self.assertIn("c5-6-q is told and not listed", coverage.problems(self.claims, {**self.told, **told}, {}))

    def test_a_changed_claim_makes_the_table_stale(self):
        self.assertNotEqual(coverage.written(), coverage.table(published(), self.claims[:-1]))


if __name__ == "__main__":
    unittest.main()
