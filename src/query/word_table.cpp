#include "query/word_table.hpp"

#include <sqlite3.h>

#include <mutex>

namespace tamizdat::query {
namespace {

using rdf::Code;
using rdf::Error;
using rdf::Result;

struct CloseDatabase {
  void operator()(sqlite3* database) const { sqlite3_close(database); }
};
struct CloseStatement {
  void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
struct FreeBytes {
  void operator()(unsigned char* bytes) const { sqlite3_free(bytes); }
};
using Database = std::unique_ptr<sqlite3, CloseDatabase>;
using Statement = std::unique_ptr<sqlite3_stmt, CloseStatement>;
using Bytes = std::unique_ptr<unsigned char, FreeBytes>;

// Contentless, without places and sizes: a row of the table is its number. Words of up to three letters are
// in the index as beginnings too, since many words begin with them. Whoever fills the table has made plain
// words already, so the plainest tokenizer will do.
constexpr const char* create =
    "PRAGMA page_size = 4096; PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;"
    "CREATE VIRTUAL TABLE rows USING fts5(words, content='', columnsize=0, detail=none, prefix='1 2 3', "
    "tokenize='ascii');"
    // One segment, written at the end: nothing to merge, neither now nor by readers.
    "INSERT INTO rows(rows, rank) VALUES('hashsize', 268435456);"
    "BEGIN;";

Error failure(sqlite3* database) {
  const char* words = database == nullptr ? "out of memory" : sqlite3_errmsg(database);
  return {Code::internal, std::string("the index of words failed: ") + words};
}

Database open_empty() {
  sqlite3* opened = nullptr;
  const int flags = SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_MEMORY;
  const int status = sqlite3_open_v2(":memory:", &opened, flags, nullptr);
  Database database(opened);
  if (status != SQLITE_OK) database.reset();
  return database;
}

bool run(sqlite3* database, const char* statements) {
  return sqlite3_exec(database, statements, nullptr, nullptr, nullptr) == SQLITE_OK;
}

Statement prepare(sqlite3* database, const char* text) {
  sqlite3_stmt* made = nullptr;
  sqlite3_prepare_v3(database, text, -1, SQLITE_PREPARE_PERSISTENT, &made, nullptr);
  return Statement(made);
}

bool bind_text(sqlite3_stmt* statement, int place, std::string_view text) {
  return sqlite3_bind_text64(statement, place, text.data(), text.size(), SQLITE_STATIC, SQLITE_UTF8) ==
         SQLITE_OK;
}

/// One reader's view of the finished table; several share its bytes.
class Connection {
 public:
  static Result<std::unique_ptr<Connection>> open(unsigned char* bytes, sqlite3_int64 size) {
    auto made = std::make_unique<Connection>();
    made->database_ = open_empty();
    sqlite3* const database = made->database_.get();
    if (database == nullptr) return failure(nullptr);
    if (sqlite3_deserialize(database, "main", bytes, size, size, SQLITE_DESERIALIZE_READONLY) != SQLITE_OK)
      return failure(database);
    // Pages are read where they are.
    const std::string map = "PRAGMA mmap_size = " + std::to_string(size) + "; PRAGMA cache_size = -64;";
    if (!run(database, map.c_str())) return failure(database);
    made->select_ = prepare(database, "SELECT rowid FROM rows WHERE rows MATCH ?1 ORDER BY rowid LIMIT ?2");
    if (!made->select_) return failure(database);
    return made;
  }

  Result<std::vector<std::uint32_t>> find(const std::string& expression, std::size_t most) {
    sqlite3_stmt* const select = select_.get();
    std::vector<std::uint32_t> rows;
    int status = bind_text(select, 1, expression) ? SQLITE_ROW : SQLITE_NOMEM;
    sqlite3_bind_int64(select, 2, static_cast<sqlite3_int64>(most));
    while (status == SQLITE_ROW) {
      status = sqlite3_step(select);
      if (status == SQLITE_ROW) rows.push_back(static_cast<std::uint32_t>(sqlite3_column_int64(select, 0)));
    }
    sqlite3_reset(select);
    sqlite3_clear_bindings(select);
    if (status != SQLITE_DONE) return failure(database_.get());
    return rows;
  }

 private:
  Database database_;
  Statement select_;  // goes before its database
};

/// Words in quotes are never operators; what is folded holds no quotes, but that is for others to promise.
void append_quoted(std::string& out, std::string_view word) {
  out += '"';
  for (const char c : word)
    if (c != '"' && c != '\0') out += c;
  out += '"';
}

std::string expression_of(std::span<const WantedWord> words) {
  std::string out;
  for (const WantedWord& wanted : words) {
    if (!out.empty()) out += " AND ";
    append_quoted(out, wanted.word);
    if (wanted.is_beginning) out += '*';
  }
  return out;
}

}  // namespace

struct WordTable::Maker::State {
  Database database;
  Statement insert;
  bool good = false;
};

WordTable::Maker::Maker() : state_(std::make_unique<State>()) {
  state_->database = open_empty();
  sqlite3* const database = state_->database.get();
  if (database == nullptr || !run(database, create)) return;
  state_->insert = prepare(database, "INSERT INTO rows(rowid, words) VALUES(?1, ?2)");
  state_->good = state_->insert != nullptr;
}

WordTable::Maker::~Maker() = default;

bool WordTable::Maker::add(std::uint32_t row, std::string_view words) {
  if (!state_->good) return false;
  sqlite3_stmt* const insert = state_->insert.get();
  state_->good = sqlite3_bind_int64(insert, 1, row) == SQLITE_OK && bind_text(insert, 2, words) &&
                 sqlite3_step(insert) == SQLITE_DONE && sqlite3_reset(insert) == SQLITE_OK;
  return state_->good;
}

struct WordTable::Parts {
  Bytes bytes;
  sqlite3_int64 size = 0;
  mutable std::mutex mutex;
  mutable std::vector<std::unique_ptr<Connection>> idle;  // before its bytes it goes

  [[nodiscard]] Result<std::unique_ptr<Connection>> take() const {
    {
      const std::lock_guard lock(mutex);
      if (!idle.empty()) {
        auto connection = std::move(idle.back());
        idle.pop_back();
        return connection;
      }
    }
    return Connection::open(bytes.get(), size);
  }
  void give_back(std::unique_ptr<Connection> connection) const {
    const std::lock_guard lock(mutex);
    idle.push_back(std::move(connection));
  }
};

Result<std::unique_ptr<const WordTable>> WordTable::Maker::finish() {
  sqlite3* const database = state_->database.get();
  if (!state_->good || !run(database, "COMMIT")) return failure(database);
  auto parts = std::make_unique<Parts>();
  parts->bytes.reset(sqlite3_serialize(database, "main", &parts->size, 0));
  if (!parts->bytes) return failure(nullptr);
  state_->insert.reset();
  state_->database.reset();
  auto first = parts->take();
  if (!first) return first.error();
  parts->give_back(std::move(*first));
  return std::unique_ptr<const WordTable>(new WordTable(std::move(parts)));
}

WordTable::WordTable(std::unique_ptr<Parts> parts) : parts_(std::move(parts)) {}
WordTable::~WordTable() = default;

Result<std::vector<std::uint32_t>> WordTable::find(std::span<const WantedWord> words,
                                                   std::size_t most) const {
  if (words.empty() || most == 0) return std::vector<std::uint32_t>();
  auto connection = parts_->take();
  if (!connection) return connection.error();
  auto rows = (*connection)->find(expression_of(words), most);
  if (rows) parts_->give_back(std::move(*connection));
  return rows;
}

std::uint64_t WordTable::bytes() const {
  return static_cast<std::uint64_t>(parts_->size);
}

}  // namespace tamizdat::query
