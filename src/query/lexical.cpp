#include "query/lexical.hpp"

#include <algorithm>
#include <array>

#include "query/edits.hpp"
#include "query/lexical_forms.hpp"
#include "rdf/vocabulary.hpp"

namespace tamizdat::query {
namespace {

using namespace lexical;
using std::string_view;

struct IntegerType {
  string_view name;
  string_view low;  // empty: no bound
  string_view high;
};
constexpr std::array integer_types = {
    IntegerType{"byte", "-128", "127"},
    IntegerType{"int", "-2147483648", "2147483647"},
    IntegerType{"integer", "", ""},
    IntegerType{"long", "-9223372036854775808", "9223372036854775807"},
    IntegerType{"negativeInteger", "", "-1"},
    IntegerType{"nonNegativeInteger", "0", ""},
    IntegerType{"nonPositiveInteger", "", "0"},
    IntegerType{"positiveInteger", "1", ""},
    IntegerType{"short", "-32768", "32767"},
    IntegerType{"unsignedByte", "0", "255"},
    IntegerType{"unsignedInt", "0", "4294967295"},
    IntegerType{"unsignedLong", "0", "18446744073709551615"},
    IntegerType{"unsignedShort", "0", "65535"},
};

const IntegerType* integer_type(string_view name) {
  const auto at = std::find_if(integer_types.begin(), integer_types.end(),
                               [&](const IntegerType& t) { return t.name == name; });
  return at == integer_types.end() ? nullptr : &*at;
}

string_view integer_example(const IntegerType& type) {
  if (type.high == "-1" || type.high == "0") return "-7";
  return "7";
}

struct Type {
  string_view name;
  bool (*holds)(string_view);
  string_view example;
};
constexpr std::array types = {
    Type{"anyURI", is_uri, "http://example.org/"},
    Type{"base64Binary", is_base64, "VGFtaXpkYXQ="},
    Type{"boolean", is_boolean, "true"},
    Type{"date", is_date, "2024-02-29"},
    Type{"dateTime", is_date_time, "2024-02-29T18:30:00Z"},
    Type{"dateTimeStamp", is_date_time_stamp, "2024-02-29T18:30:00Z"},
    Type{"dayTimeDuration", is_day_time_duration, "P1DT12H"},
    Type{"decimal", is_decimal, "12.5"},
    Type{"double", is_double, "1.25E1"},
    Type{"duration", is_duration, "P1Y6M"},
    Type{"float", is_double, "1.25E1"},
    Type{"gDay", is_day, "---29"},
    Type{"gMonth", is_month, "--02"},
    Type{"gMonthDay", is_month_day, "--02-29"},
    Type{"gYear", is_year, "2024"},
    Type{"gYearMonth", is_year_month, "2024-02"},
    Type{"hexBinary", is_hex_binary, "0FB7"},
    Type{"language", is_xsd_language, "en-GB"},
    Type{"Name", is_name, "ex:name"},
    Type{"NCName", is_ncname, "name"},
    Type{"NMTOKEN", is_nmtoken, "name-1"},
    Type{"normalizedString", is_normalized_string, "text without line breaks"},
    Type{"string", is_string, "text without control characters"},
    Type{"time", is_time, "18:30:00"},
    Type{"token", is_token, "text without double spaces"},
    Type{"yearMonthDuration", is_year_month_duration, "P1Y6M"},
};
constexpr std::array unsuitable = {
    string_view("QName"),         string_view("ENTITY"),       string_view("ID"),
    string_view("IDREF"),         string_view("IDREFS"),       string_view("NOTATION"),
    string_view("ENTITIES"),      string_view("NMTOKENS"),     string_view("anyType"),
    string_view("anySimpleType"), string_view("anyAtomicType")};

struct OtherType {
  string_view space;
  string_view name;
  bool (*holds)(string_view);
  string_view example;
};
constexpr string_view edtf_space = "http://id.loc.gov/datatypes/edtf/";
constexpr std::array other_types = {
    OtherType{rdf::rdfns::iri, "JSON", is_json, "{\"a\": [1, 2]}"},
    OtherType{edtf_space, "EDTF", is_edtf, "1927/1953~"},
    OtherType{edtf_space.substr(0, edtf_space.size() - 1), "", is_edtf, "1927/1953~"},
};

const Type* find_type(string_view name) {
  const auto at =
      std::find_if(types.begin(), types.end(), [&](const Type& type) { return type.name == name; });
  return at == types.end() ? nullptr : &*at;
}

const OtherType* find_other(string_view iri) {
  // The Library of Congress names levels too: EDTF-level0 …
  const auto level = iri.find("-level");
  if (level != string_view::npos && iri.starts_with(edtf_space)) iri = iri.substr(0, level);
  const auto at = std::find_if(other_types.begin(), other_types.end(), [&](const OtherType& type) {
    return iri.starts_with(type.space) && iri.substr(type.space.size()) == type.name;
  });
  return at == other_types.end() ? nullptr : &*at;
}

}  // namespace

Datatype datatype_kind(string_view datatype) {
  if (find_other(datatype) != nullptr) return Datatype::known;
  if (!datatype.starts_with(rdf::xsd::iri)) return Datatype::unknown;
  const string_view name = datatype.substr(rdf::xsd::iri.size());
  if (find_type(name) != nullptr || integer_type(name) != nullptr) return Datatype::known;
  const bool known = std::find(unsuitable.begin(), unsuitable.end(), name) != unsuitable.end();
  return known ? Datatype::unsuitable : Datatype::misspelt;
}

string_view meant_datatype(string_view datatype) {
  const string_view name = datatype.substr(std::min(datatype.size(), rdf::xsd::iri.size()));
  Nearest nearest(name);
  for (const Type& type : types) nearest.consider(type.name);
  for (const IntegerType& type : integer_types) nearest.consider(type.name);
  return nearest.best();
}

std::optional<std::string> lexical_fault(string_view datatype, string_view text) {
  if (const OtherType* type = find_other(datatype))
    return type->holds(text) ? std::nullopt : std::optional(std::string(type->example));
  const bool xsd = datatype.starts_with(rdf::xsd::iri);
  const string_view name = datatype.substr(xsd ? rdf::xsd::iri.size() : datatype.size());
  if (const IntegerType* type = integer_type(name))
    return is_integer_between(text, type->low, type->high)
               ? std::nullopt
               : std::optional(std::string(integer_example(*type)));
  const Type* type = find_type(name);
  if (!xsd || type == nullptr || type->holds(text)) return std::nullopt;
  return std::string(type->example);
}

}  // namespace tamizdat::query
