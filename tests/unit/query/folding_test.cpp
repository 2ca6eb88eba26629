#include "query/folding.hpp"

#include <gtest/gtest.h>

namespace tamizdat::query {
namespace {

TEST(FoldedCase, MakesLettersOfSeveralScriptsSmall) {
  EXPECT_EQ(fold_case("Tito ABC xyz 123"), "tito abc xyz 123");
  EXPECT_EQ(fold_case("ĐURĐEVAC ŠŽČĆ ÉÀÖ ŸŁ"), "đurđevac šžčć éàö ÿł");
  EXPECT_EQ(fold_case("ЂИЛАС Ёлка Љубљана Ґ"), "ђилас ёлка љубљана ґ");
  EXPECT_EQ(fold_case("ΆΘΗΝΑΣ ς"), "άθηνασ σ");
  EXPECT_EQ(fold_case("ԵՐԵՎԱՆ"), "երեվան");
  EXPECT_EQ(fold_case("Ǆ ǅ Ḁ Ạ"), "ǆ ǆ ḁ ạ");
  EXPECT_EQ(fold_case("Ό Ύ Ώ ẞ Ⴀ Ᏸ"), "ό ύ ώ ß ⴀ ᏸ");
}

TEST(FoldedCase, LeavesEverythingElse) {
  EXPECT_EQ(fold_case("×÷ßıƒ漢字😀 ẖ"), "×÷ßıƒ漢字😀 ẖ");
  EXPECT_EQ(fold_case(""), "");
}

TEST(FoldedLabels, AreAlikeWherePeopleTakeThemForTheSame) {
  EXPECT_EQ(fold_label("José de-la Cruz"), fold_label("JOSE DE LA CRUZ"));
  EXPECT_EQ(fold_label("Mu\u0308nchen"), fold_label("München"));
  EXPECT_EQ(fold_label("О’Генри"), fold_label("о'генри"));
  EXPECT_EQ(fold_label("ΑΘΉΝΑ"), fold_label("αθηνα"));
  EXPECT_EQ(fold_label("Việt Nam"), fold_label("viet nam"));
}

TEST(FoldedLabels, StayApartWhereTheyDiffer) {
  EXPECT_NE(fold_label("C++"), fold_label("C#"));
  EXPECT_NE(fold_label("1.5"), fold_label("15"));
  EXPECT_NE(fold_label("Section 1-2"), fold_label("Section 12"));
  EXPECT_NE(fold_label("-1"), fold_label("1"));
  EXPECT_NE(fold_label("мой"), fold_label("мои"));
}

TEST(FoldedWords, AreWithoutDiacriticsInLatinLetters) {
  EXPECT_EQ(fold_words("Đilas"), "dilas ");
  EXPECT_EQ(fold_words("Łódź — Straße, Ærø, Œuvre"), "lodz strasse aero oeuvre ");
  EXPECT_EQ(fold_words("İSTANBUL Kadıköy ŞEREF"), "istanbul kadikoy seref ");
  EXPECT_EQ(fold_words("Tru\u031B\u01A1ng Vie\u0323\u0302t Việt"), "truong viet viet ");
  EXPECT_EQ(fold_words("ẞ Þór ð ŋ ĳ ﬁn"), "ss thor d n ij fin ");
}

TEST(FoldedWords, AreTheSameHoweverTheTextIsComposed) {
  EXPECT_EQ(fold_words("Й Ё ї"), fold_words("и\u0306 е\u0308 і\u0308"));
  EXPECT_EQ(fold_words("Έλλην ΣΟΦΟΣ"), fold_words("ελλην σοφος"));
  EXPECT_EQ(fold_words("שָׁלוֹם"), fold_words("שלום"));
  EXPECT_EQ(fold_words("مُحَمَّد"), fold_words("محمد"));
  EXPECT_EQ(fold_words("ＡＢＣ１"), "abc1 ");
}

TEST(FoldedWords, EndAtPunctuationAndNotAtInvisibleMarks) {
  EXPECT_EQ(fold_words("L’État, c'est—moi!  (1848/49)"), "l etat c est moi 1848 49 ");
  EXPECT_EQ(fold_words("co\u00ADop\u200Beration"), "cooperation ");
  EXPECT_EQ(fold_words("a\uE000b"), "a b ");
  EXPECT_EQ(fold_words("\t\n «»… 😀 \"*()^:- "), "");
}

TEST(FoldedWords, AreCharactersWhereNoSpacesAreWritten) {
  EXPECT_EQ(fold_words("托洛茨基 2"), "托 洛 茨 基 2 ");
}

TEST(FoldedWords, AreBounded) {
  EXPECT_EQ(fold_words(std::string(1000, 'a')).size(), 65U);
  EXPECT_EQ(fold_words("a b c d", 2), "a b ");
}

}  // namespace
}  // namespace tamizdat::query
