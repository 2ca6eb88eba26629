#pragma once
// Data for benchmarks: things with a type, labels, dates, numbers, texts and links, about ten triples each.
// The same seed gives the same triples on every machine.
#include <array>
#include <cstdint>
#include <cstdio>
#include <string>
#include <string_view>

#include "rdf/quad.hpp"
#include "rdf/vocabulary.hpp"

namespace tamizdat::bench {

class Generator {
 public:
  static constexpr std::string_view base = "http://bench.example/";

  explicit Generator(std::uint64_t triples, std::uint64_t seed = 1) : triples_(triples), seed_(seed) {}

  /// Sends exactly as many triples as asked for, without graphs.
  void send(rdf::QuadSink& sink) const {
    std::uint64_t left = triples_;
    for (std::uint64_t thing = 0; left > 0; ++thing) left -= Thing(*this, thing).send(sink, left);
  }

  /// As N-Triples; false if the file cannot be written.
  [[nodiscard]] bool write(const std::string& path) const {
    std::FILE* file = std::fopen(path.c_str(), "wb");
    if (file == nullptr) return false;
    FileSink sink(file);
    send(sink);
    return std::fclose(file) == 0 && sink.good();
  }

  /// How many things the triples are about, nearly.
  [[nodiscard]] std::uint64_t things() const { return triples_ / 10 + 1; }

  /// The IRI of a thing.
  [[nodiscard]] std::string iri(std::uint64_t thing) const {
    const Random random(seed_ ^ (thing * 0x9E3779B97F4A7C15U));
    return std::string(base) + "id/" + word(random.at(0)) + "-" + word(random.at(1)) + "-" +
           std::to_string(thing);
  }

 private:
  // Numbers by place rather than by turn, so that a thing's IRI can be told without making those before it.
  class Random {
   public:
    explicit Random(std::uint64_t seed) : seed_(seed) {}
    [[nodiscard]] std::uint64_t at(std::uint64_t place) const {
      std::uint64_t z = seed_ + (place + 1) * 0x9E3779B97F4A7C15U;
      z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9U;
      z = (z ^ (z >> 27)) * 0x94D049BB133111EBU;
      return z ^ (z >> 31);
    }
    std::uint64_t next() { return at(turn_++); }

   private:
    std::uint64_t seed_;
    std::uint64_t turn_ = 0;
  };

  class FileSink final : public rdf::QuadSink {
   public:
    explicit FileSink(std::FILE* file) : file_(file) {}
    bool quad(const rdf::QuadView& q, rdf::Nesting, rdf::Position) override {
      const std::string line = rdf::to_string(q.subject) + " " + rdf::to_string(q.predicate) + " " +
                               rdf::to_string(q.object) + " .\n";
      good_ = std::fwrite(line.data(), 1, line.size(), file_) == line.size() && good_;
      return good_;
    }
    [[nodiscard]] bool good() const { return good_; }

   private:
    std::FILE* file_;
    bool good_ = true;
  };

  class Thing {
   public:
    Thing(const Generator& all, std::uint64_t number)
        : all_(all),
          random_(all.seed_ + number * 0xD1B54A32D192ED03U),
          iri_(all.iri(number)),
          number_(number) {}

    std::uint64_t send(rdf::QuadSink& sink, std::uint64_t most) {
      sink_ = &sink;
      most_ = most;
      sent_ = 0;
      const std::string name =
          std::string(word(random_.next())) + " " + word(random_.next()) + " " + std::to_string(number_);
      say(rdf::rdfns::type, rdf::iri(vocabulary("Class") + std::to_string(skewed(20))));
      say(rdf::rdfs::label, rdf::literal(name, {}, "en"));
      if (one_in(3)) say(rdf::rdfs::label, rdf::literal(name + " (" + word(random_.next()) + ")", {}, "de"));
      if (one_in(2)) say(rdf::rdfs::comment, rdf::literal(sentence(), {}, "en"));
      say(vocabulary("date"), rdf::literal(date(), rdf::xsd::date));
      say(vocabulary("size"), rdf::literal(std::to_string(random_.next() % 1000), rdf::xsd::integer));
      for (std::uint64_t links = 3 + random_.next() % 5; links > 0; --links)
        say(vocabulary("link") + std::to_string(skewed(12)), rdf::iri(all_.iri(skewed(all_.things()))));
      return sent_;
    }

   private:
    void say(std::string_view predicate, const rdf::TermView& object) {
      if (sent_ == most_) return;
      ++sent_;
      sink_->quad({rdf::iri(iri_), rdf::iri(predicate), object, {}}, {}, {});
    }
    static std::string vocabulary(std::string_view name) {
      return std::string(base) + "ontology#" + std::string(name);
    }
    bool one_in(std::uint64_t n) { return random_.next() % n == 0; }
    // Small numbers more often than great ones.
    std::uint64_t skewed(std::uint64_t n) { return random_.next() % (random_.next() % n + 1); }
    std::string date() {
      char text[16];
      std::snprintf(text, sizeof text, "%04u-%02u-%02u", 1890U + static_cast<unsigned>(random_.next() % 110),
                    1U + static_cast<unsigned>(random_.next() % 12),
                    1U + static_cast<unsigned>(random_.next() % 28));
      return text;
    }
    std::string sentence() {
      std::string text;
      for (std::uint64_t words = 6 + random_.next() % 10; words > 0; --words)
        text.append(text.empty() ? "" : " ").append(word(random_.next()));
      return text + ".";
    }

    const Generator& all_;
    Random random_;
    std::string iri_;
    std::uint64_t number_;
    rdf::QuadSink* sink_ = nullptr;
    std::uint64_t most_ = 0;
    std::uint64_t sent_ = 0;
  };

  static const char* word(std::uint64_t number) {
    static constexpr std::array words = {
        "river",   "letter",  "strike",  "union",   "paper",    "winter",  "exile",   "congress",
        "printer", "harbour", "valley",  "market",  "speech",   "faction", "border",  "prison",
        "teacher", "archive", "railway", "theatre", "pamphlet", "student", "miner",   "garden",
        "station", "editor",  "council", "bridge",  "review",   "worker",  "machine", "village"};
    return words[number % words.size()];
  }

  std::uint64_t triples_;
  std::uint64_t seed_;
};

}  // namespace tamizdat::bench
