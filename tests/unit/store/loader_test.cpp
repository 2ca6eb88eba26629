#include "store/loader.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>
#include <string>
#include <vector>

using namespace tamizdat;
using store::Pattern;
using store::Quad;
using store::Scope;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

namespace fs = std::filesystem;

namespace {

class LoaderTest : public ::testing::Test {
 protected:
  LoaderTest() {
    std::string name = (fs::temp_directory_path() / "loader_test.XXXXXX").string();
    EXPECT_NE(::mkdtemp(name.data()), nullptr);
    folder_ = name;
    fs::current_path(folder_);
  }
  ~LoaderTest() override {
    fs::current_path(before_);
    fs::remove_all(folder_);
  }
  LoaderTest(const LoaderTest&) = delete;
  LoaderTest& operator=(const LoaderTest&) = delete;

  std::string write(const std::string& name, std::string_view content) {
    const fs::path path = folder_ / name;
    fs::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << content;
    return path.string();
  }

  store::InputList found() { return store::find_inputs(std::vector{folder_.string()}); }

  std::vector<std::string> names() {
    std::vector<std::string> all;
    for (const auto& input : found().inputs) all.push_back(input.name);
    return all;
  }

  store::LoadOutcome load() {
    const auto list = found();
    EXPECT_TRUE(list.errors.empty());
    return store::load(list.inputs, options_);
  }

  static std::vector<std::string> messages(const std::vector<rdf::Error>& errors) {
    std::vector<std::string> all;
    for (const auto& error : errors) all.push_back(rdf::to_string(error));
    return all;
  }

  static std::vector<std::string> quads(const store::Snapshot& s) {
    std::vector<std::string> all;
    const auto cursor = s.match({{}, {}, {}, Scope::each()});
    for (Quad q; cursor->next(q);) {
      std::string text;
      for (const auto id : {q.subject, q.predicate, q.object, q.graph})
        text += rdf::to_string(s.term(id)) + " ";
      all.push_back(text);
    }
    std::sort(all.begin(), all.end());
    return all;
  }

  fs::path before_ = fs::current_path();
  fs::path folder_;
  store::LoadOptions options_ = [] {
    store::LoadOptions options;
    options.base = "http://base.example/";
    return options;
  }();
};

}  // namespace

TEST_F(LoaderTest, finds_data_files_in_order_of_name_and_leaves_the_rest) {
  for (const auto* name : {"b.ttl", "a/z.nt.gz", "a/B.TTL", "c.txt", ".hidden.ttl", ".git/x.ttl",
                           "build/x.ttl", "node_modules/x.ttl", "page.html", "README", "d.trig"})
    write(name, "");
  EXPECT_THAT(names(), ElementsAre("a/B.TTL", "a/z.nt.gz", "b.ttl", "d.trig"));
}

TEST_F(LoaderTest, finds_a_file_once_though_it_is_given_twice) {
  const auto path = write("sub/a.ttl", "");
  const auto list =
      store::find_inputs(std::vector{folder_.string() + "/", path, (folder_ / "sub/../sub/a.ttl").string()});
  ASSERT_EQ(list.inputs.size(), 1U);
  EXPECT_EQ(list.inputs[0].name, "sub/a.ttl");
}

TEST_F(LoaderTest, names_files_from_the_current_folder_if_they_lie_below_it) {
  write("data/a.ttl", "");
  const auto list = store::find_inputs(std::vector<std::string>{"data", "./data/../data/a.ttl"});
  ASSERT_EQ(list.inputs.size(), 1U);
  EXPECT_EQ(list.inputs[0].name, "data/a.ttl");
}

TEST_F(LoaderTest,
       names_files_elsewhere_by_the_folder_that_was_given_so_that_two_folders_may_hold_the_same_name) {
  write("data/labels.ttl", "");
  write("ontology/sub/labels.ttl", "");
  write("ontology/labels.ttl", "");
  fs::current_path(before_);
  const auto list = store::find_inputs(
      std::vector{(folder_ / "data/").string(), (folder_ / "ontology").string(), write("alone.ttl", "")});
  std::vector<std::string> all;
  for (const auto& input : list.inputs) all.push_back(input.name);
  EXPECT_THAT(all,
              ElementsAre("alone.ttl", "data/labels.ttl", "ontology/labels.ttl", "ontology/sub/labels.ttl"));
}

TEST_F(LoaderTest, goes_round_linked_folders_once) {
  write("a.ttl", "");
  fs::create_directory_symlink(folder_, folder_ / "again");
  EXPECT_THAT(names(), ElementsAre("a.ttl"));
}

TEST_F(LoaderTest, names_every_path_that_cannot_be_read) {
  ASSERT_EQ(::mkfifo((folder_ / "pipe.ttl").c_str(), 0600), 0);
  fs::create_symlink("nowhere.ttl", folder_ / "link.ttl");
  const auto list = store::find_inputs(
      std::vector{(folder_ / "absent.ttl").string(), folder_.string(), std::string("/dev/null")});
  EXPECT_THAT(messages(list.errors),
              ::testing::UnorderedElementsAre(HasSubstr("absent.ttl: there is no such file or folder"),
                                              HasSubstr("pipe.ttl: this is neither a file nor a folder"),
                                              HasSubstr("link.ttl: "),
                                              HasSubstr("/dev/null: this is neither a file nor a folder")));
}

TEST_F(LoaderTest, says_so_if_there_is_nothing_to_load) {
  EXPECT_THAT(messages(found().errors),
              ElementsAre(HasSubstr("no data files in this folder (data files end in .ttl")));
  EXPECT_THAT(messages(store::find_inputs({}).errors), ElementsAre("no files or folders were given"));
  EXPECT_THAT(messages(store::load({}, options_).errors), ElementsAre("no files were given to load"));
}

TEST_F(LoaderTest, puts_each_triple_file_into_a_graph_of_its_own_and_leaves_quads_theirs) {
  write("data/a b.ttl", "@prefix id: <id/> . id:x id:p id:y .");
  write("data/b.nt", "<http://x/s> <http://x/p> \"1\" .\n");
  write("c.nq", "<http://x/s> <http://x/p> \"1\" <http://x/g> .\n<http://x/s> <http://x/p> \"1\" .\n");
  const auto outcome = load();
  ASSERT_NE(outcome.snapshot, nullptr);
  EXPECT_THAT(quads(*outcome.snapshot),
              ElementsAre("<http://base.example/id/x> <http://base.example/id/p> <http://base.example/id/y> "
                          "<http://base.example/data/a%20b.ttl> ",
                          "<http://x/s> <http://x/p> \"1\"  ",
                          "<http://x/s> <http://x/p> \"1\" <http://base.example/data/b.nt> ",
                          "<http://x/s> <http://x/p> \"1\" <http://x/g> "));
  const auto& info = outcome.snapshot->info();
  EXPECT_TRUE(info.has_default_graph);
  ASSERT_EQ(info.sources.size(), 3U);
  EXPECT_EQ(info.sources[0].name, "c.nq");
  EXPECT_EQ(info.sources[0].graph, "");
  EXPECT_EQ(info.sources[0].quads, 2U);
  EXPECT_EQ(info.sources[1].graph, "http://base.example/data/a%20b.ttl");
  EXPECT_EQ(info.sources[2].bytes, 32U);
  EXPECT_GT(info.modified, 1'000'000'000);
  EXPECT_EQ(outcome.snapshot->prefixes().find("id"), "http://base.example/id/");
  EXPECT_EQ(outcome.base, "http://base.example/");
}

TEST_F(LoaderTest, keeps_blank_nodes_of_two_files_apart_under_short_stable_names) {
  const std::string content =
      "_:same <http://x/p> _:same . [] <http://x/p> [] . _:\xC3\xA9 <http://x/p> 1 . _:" +
      std::string(300, 'l') + " <http://x/p> 2 .";
  write("a.ttl", content);
  write("b.ttl", content);
  const auto subjects = [&](const store::Snapshot& s) {
    std::set<std::string> labels;
    const auto cursor = s.match({});
    for (Quad q; cursor->next(q);)
      if (s.term(q.subject).is_blank()) labels.emplace(s.term(q.subject).text);
    return labels;
  };
  const auto outcome = load();
  ASSERT_NE(outcome.snapshot, nullptr);
  const auto labels = subjects(*outcome.snapshot);
  EXPECT_EQ(labels.size(), 8U);
  EXPECT_EQ(outcome.snapshot->info().triples, 8U);
  for (const auto& label : labels) {
    EXPECT_LE(label.size(), 40U);
    EXPECT_EQ(label.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_."),
              std::string::npos)
        << label;
  }
  write("0.ttl", content);
  const auto more = subjects(*load().snapshot);
  EXPECT_TRUE(std::includes(more.begin(), more.end(), labels.begin(), labels.end()));
}

TEST_F(LoaderTest, gives_the_same_ids_and_version_every_time) {
  for (int file = 0; file < 20; ++file) {
    std::string content;
    for (int i = 0; i < 500; ++i)
      content += "<http://x/s" + std::to_string(i * file % 97) + "> <http://x/p" + std::to_string(i % 7) +
                 "> \"" + std::to_string(i * 31 % 101) + "\" .\n";
    write("f" + std::to_string(file) + ".nt", content);
  }
  const auto first = load();
  const auto second = load();
  ASSERT_NE(first.snapshot, nullptr);
  EXPECT_EQ(first.snapshot->info().version, second.snapshot->info().version);
  EXPECT_EQ(quads(*first.snapshot), quads(*second.snapshot));
  write("f3.nt", "<http://x/s> <http://x/p> \"changed\" .\n");
  EXPECT_NE(first.snapshot->info().version, load().snapshot->info().version);
}

TEST_F(LoaderTest, names_every_broken_file_and_loads_nothing) {
  write("a.ttl", "<http://x/s> <http://x/p> 1 .");
  write("b.ttl", "<http://x/s> <http://x/p> .");
  write("c.nt", "<http://x/s> <http://x/p> \"1\" .\n<http://x/s> <http://x/p>\n");
  write("d.trig", "{ nope:x <http://x/p> 1 }");
  const auto outcome = load();
  EXPECT_EQ(outcome.snapshot, nullptr);
  EXPECT_THAT(messages(outcome.errors),
              ElementsAre(HasSubstr("b.ttl:1:"), HasSubstr("c.nt:2:"), HasSubstr("d.trig:1:")));
  options_.max_errors = 2;
  EXPECT_EQ(load().errors.size(), 2U);
}

TEST_F(LoaderTest, takes_files_of_unknown_extension_only_with_a_format) {
  store::Input input{write("data.txt", "<http://x/s> <http://x/p> 1 ."), "data.txt", {}};
  EXPECT_THAT(messages(store::load({&input, 1}, options_).errors),
              ElementsAre(HasSubstr("known extensions are .ttl")));
  input.format = "nonsense";
  EXPECT_THAT(messages(store::load({&input, 1}, options_).errors),
              ElementsAre(HasSubstr("called 'nonsense'")));
  input.format = "html";
  EXPECT_THAT(messages(store::load({&input, 1}, options_).errors),
              ElementsAre(HasSubstr("HTML cannot be read")));
  input.format = "turtle";
  ASSERT_NE(store::load({&input, 1}, options_).snapshot, nullptr);
}

TEST_F(LoaderTest, refuses_two_files_of_one_name) {
  const std::vector<std::string> paths = {write("a/x.ttl", ""), write("b/x.ttl", "")};
  fs::current_path(before_);
  const auto list = store::find_inputs(paths);
  ASSERT_EQ(list.inputs.size(), 2U);
  const auto outcome = store::load(list.inputs, options_);
  EXPECT_EQ(outcome.snapshot, nullptr);
  EXPECT_THAT(messages(outcome.errors), ElementsAre(HasSubstr("would both be called 'x.ttl'")));
}

TEST_F(LoaderTest, infers_the_base_from_absolute_subjects) {
  options_.infer_base = true;
  write("a.ttl",
        "<http://x.example/my/id/1> <http://p.example/p> <http://o.example/> . <http://x.example/my/onto#A> "
        "<http://p.example/p> 1 . <http://other.example/z/z> <http://p.example/p> 1 .");
  const auto outcome = load();
  EXPECT_EQ(outcome.base, "http://x.example/my/");
  ASSERT_NE(outcome.snapshot, nullptr);
  EXPECT_EQ(outcome.snapshot->info().sources[0].graph, "http://x.example/my/a.ttl");
  EXPECT_TRUE(outcome.snapshot->find(rdf::iri("http://x.example/my/a.ttl")).has_value());
  EXPECT_FALSE(outcome.snapshot->find(rdf::iri("http://base.example/a.ttl")).has_value());
}

TEST_F(LoaderTest, keeps_the_base_given_if_a_relative_iri_is_used_or_nothing_suggests_another) {
  options_.infer_base = true;
  write("a.ttl", "<http://x.example/my/id/1> <http://p.example/p> <id/2> .");
  EXPECT_EQ(load().base, "http://base.example/");
  write("a.ttl", "<urn:x:1> <http://p.example/p> [] .");
  EXPECT_EQ(load().base, "http://base.example/");
}

TEST_F(LoaderTest, reports_progress_up_to_the_end) {
  std::string content;
  for (int i = 0; i < 20'000; ++i) content += "<http://x/s" + std::to_string(i) + "> <http://x/p> \"1\" .\n";
  write("a.nt", content);
  write("b.nt", "<http://x/s> <http://x/p> \"1\" .\n");
  std::vector<store::LoadProgress> seen;
  options_.progress = [&](const store::LoadProgress& p) { seen.push_back(p); };
  ASSERT_NE(load().snapshot, nullptr);
  ASSERT_GE(seen.size(), 3U);
  EXPECT_EQ(seen.front().file, "a.nt");
  EXPECT_LT(seen.front().bytes_read, seen.front().bytes_total);
  EXPECT_EQ(seen.back().file, "b.nt");
  EXPECT_EQ(seen.back().quads, 20'001U);
  EXPECT_EQ(seen.back().bytes_read, seen.back().bytes_total);
  EXPECT_TRUE(std::is_sorted(seen.begin(), seen.end(),
                             [](const auto& a, const auto& b) { return a.bytes_read < b.bytes_read; }));
}

TEST_F(LoaderTest, reads_a_large_file_of_lines_in_parts_as_if_it_were_one) {
  std::string content;
  const std::string text(400, 'x');
  for (int i = 0; i < 50'000; ++i) {
    const std::string number = std::to_string(i);
    content += "_:b" + std::to_string(i % 1000) + " <http://x/p> \"" + number + text + "\" .\r\n";
    content += "<http://x/s" + number + "> <http://x/p> _:b" + number + " .\n";
  }
  const std::string path = write("a.nt", content);
  const store::Input in_parts{path, "a.nt", {}};
  const store::Input whole{path, "a.nt", "turtle"};
  const auto one = store::load({&in_parts, 1}, options_);
  const auto other = store::load({&whole, 1}, options_);
  ASSERT_NE(one.snapshot, nullptr);
  ASSERT_NE(other.snapshot, nullptr);
  EXPECT_EQ(one.snapshot->info().version, other.snapshot->info().version);
  EXPECT_EQ(one.snapshot->info().sources[0].quads, 100'000U);

  write("a.nt", content + "broken\n");
  EXPECT_THAT(messages(store::load({&in_parts, 1}, options_).errors),
              ElementsAre(HasSubstr("a.nt:100001:1")));
  content.insert(content.find("<http://x/s100>"), "broken\n");
  write("a.nt", content + "broken\n");
  EXPECT_THAT(messages(store::load({&in_parts, 1}, options_).errors), ElementsAre(HasSubstr("a.nt:202:1")));
}
