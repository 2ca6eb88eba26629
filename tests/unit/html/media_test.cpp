#include "html/media.hpp"

#include <gtest/gtest.h>

namespace tamizdat::html {
namespace {

std::string place(const std::optional<Spot>& found) {
  return found ? degrees(found->latitude) + " " + degrees(found->longitude) : "none";
}

TEST(Media, KnowsPicturesByTheEndOfTheirPath) {
  EXPECT_TRUE(is_picture("http://example.org/a.jpg"));
  EXPECT_TRUE(is_picture("http://example.org/a.SVG?width=9#x"));
  EXPECT_FALSE(is_picture("http://example.org/a.html?x=.jpg"));
  EXPECT_FALSE(is_picture("http://example.org/jpg"));
  EXPECT_FALSE(is_picture(".png"));
  EXPECT_FALSE(is_picture(""));
}

TEST(Media, ReadsPairsOfNumbers) {
  EXPECT_EQ(place(place_of("52.52", "13.405")), "52.52 13.405");
  EXPECT_EQ(place(place_of(" -90 ", "+180")), "-90 180");
  EXPECT_EQ(place(place_of("90.1", "0")), "none");
  EXPECT_EQ(place(place_of("0", "-180.5")), "none");
  EXPECT_EQ(place(place_of("52N", "13")), "none");
  EXPECT_EQ(place(place_of("nan", "13")), "none");
  EXPECT_EQ(place(place_of("", "")), "none");
}

TEST(Media, ReadsBothInOneText) {
  EXPECT_EQ(place(place_of("52.52 13.4")), "52.52 13.4");
  EXPECT_EQ(place(place_of("52.52,13.4")), "52.52 13.4");
  EXPECT_EQ(place(place_of("52.52")), "none");
  EXPECT_EQ(place(place_of("1 2 3")), "none");
}

// GeoSPARQL 1.1 §8.5.1: without a system it is CRS84, longitude first; EPSG:4326 has latitude first.
TEST(Media, ReadsPointsOfWellKnownText) {
  EXPECT_EQ(place(place_of_wkt("POINT(13.405 52.52)")), "52.52 13.405");
  EXPECT_EQ(place(place_of_wkt("point ( 13.405  52.52 )")), "52.52 13.405");
  EXPECT_EQ(place(place_of_wkt("<http://www.opengis.net/def/crs/OGC/1.3/CRS84> POINT(13.405 52.52)")),
            "52.52 13.405");
  EXPECT_EQ(place(place_of_wkt("<http://www.opengis.net/def/crs/EPSG/0/4326> POINT(52.52 13.405)")),
            "52.52 13.405");
  EXPECT_EQ(place(place_of_wkt("<http://www.opengis.net/def/crs/EPSG/0/27700> POINT(1 2)")), "none");
  EXPECT_EQ(place(place_of_wkt("POLYGON((0 0, 1 1))")), "none");
  EXPECT_EQ(place(place_of_wkt("POINT EMPTY")), "none");
  EXPECT_EQ(place(place_of_wkt("POINT(1")), "none");
  EXPECT_EQ(place(place_of_wkt("<")), "none");
}

TEST(Media, SaysPlacesInTheLanguageOfThePage) {
  const Messages messages;
  const Spot here{52.52, -13.4050001};
  EXPECT_EQ(readable_place(here, messages.choose(std::vector<std::string>{"en"})), "52.52° N, 13.405° W");
  EXPECT_EQ(readable_place({-1, 2}, messages.choose(std::vector<std::string>{"de"})), "1° S, 2° O");
  EXPECT_EQ(degrees(-0.0000001), "0");
  EXPECT_EQ(degrees(100), "100");
}

}  // namespace
}  // namespace tamizdat::html
