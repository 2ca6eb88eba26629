#include "query/fold.hpp"

#include <gtest/gtest.h>

using tamizdat::query::folded;

TEST(Folded, makes_letters_of_several_scripts_small) {
  EXPECT_EQ(folded("Tito ABC xyz 123"), "tito abc xyz 123");
  EXPECT_EQ(folded("ĐURĐEVAC ŠŽČĆ ÉÀÖ ŸŁ"), "đurđevac šžčć éàö Ÿł");
  EXPECT_EQ(folded("ЂИЛАС Ёлка Љубљана Ґ"), "ђилас ёлка љубљана ґ");
  EXPECT_EQ(folded("ΆΘΗΝΑΣ ς"), "άθηνασ σ");
  EXPECT_EQ(folded("ԵՐԵՎԱՆ"), "երեվան");
  EXPECT_EQ(folded("Ǆ ǅ Ḁ Ạ"), "ǆ ǆ ḁ ạ");
}

TEST(Folded, leaves_everything_else) {
  EXPECT_EQ(folded("×÷ßıƒ漢字😀 ẖ"), "×÷ßıƒ漢字😀 ẖ");
  EXPECT_EQ(folded(""), "");
}
