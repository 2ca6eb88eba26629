#include "answer/measures.hpp"

#include <sched.h>
#include <sys/resource.h>

#include <atomic>
#include <mutex>
#include <new>
#include <system_error>
#include <thread>

#include "answer/graph_document.hpp"
#include "answer/publication.hpp"
#include "answer/sha256.hpp"
#include "syntax/writer.hpp"

namespace tamizdat::answer {
namespace {

using rdf::Code;
using rdf::Error;
using rdf::Result;

// Measured while somebody waits: all dumps of so many take some tens of milliseconds.
constexpr std::uint64_t few_quads = 10'000;

Error stopped() {
  return {Code::cancelled, "measuring was stopped"};
}

/// What a file is measured by, a piece at a time.
class Tape {
 public:
  void take(std::string& piece) {
    sum_.add(piece);
    bytes_ += piece.size();
    piece.clear();
  }
  Measure finish() { return {bytes_, sum_.finish()}; }

 private:
  Sha256 sum_;
  std::uint64_t bytes_ = 0;
};

Result<Measure> measure(const Answer& answer, const syntax::Format& format, const std::atomic<bool>& stop) {
  std::string piece;
  Tape tape;
  const auto body = answer.graph(&format);
  const auto writer = syntax::make_writer(format.id, piece, {&body->prefixes()});
  if (!writer) return Error(Code::inexpressible, "this format cannot be written");
  for (bool more = true; more;) {
    if (stop) return stopped();
    const auto emitted = body->emit(*writer);
    if (!emitted) return emitted.error();
    more = *emitted;
    tape.take(piece);
  }
  if (auto ended = writer->finish(); !ended) return ended.error();
  tape.take(piece);
  return tape.finish();
}

Result<Measure> measure(const DumpFile& file, const Dumps& dumps, const std::atomic<bool>& stop) {
  std::string piece;
  Tape tape;
  const auto body = dumps.open(file, nullptr);
  for (bool more = true; more;) {
    if (stop) return stopped();
    const auto pulled = body->pull(piece);
    if (!pulled) return pulled.error();
    more = *pulled;
    tape.take(piece);
  }
  return tape.finish();
}

/// A thread that is started once.
struct Aside {
  std::once_flag started;
  std::thread thread;

  template <class Work>
  void start(Work work) {
    try {
      std::call_once(started, [&] { thread = std::thread(std::move(work)); });
    } catch (const std::system_error&) {
      // There is no thread to be had now; whoever asks next tries again.
    }
  }
};

// Only when the machine has nothing else to do; where it always has, that is never.
void be_idle() {
#ifdef SCHED_IDLE
  const sched_param parameter{};
  ::pthread_setschedparam(::pthread_self(), SCHED_IDLE, &parameter);
#endif
}

// After those who serve, but not only when they rest. In Linux threads have a niceness each.
void be_modest() {
  constexpr int niceness = 10;
  ::setpriority(PRIO_PROCESS, 0, niceness);
}

}  // namespace

struct Measuring::State {
  explicit State(const Publication& p)
      : publication(p), known(dump_files().size() + p.distributions.size()) {}

  ~State() {
    stopping = true;
    for (Aside* thread : {&idle, &hurrying})
      if (thread->thread.joinable()) thread->thread.join();
  }

  [[nodiscard]] bool is_little() const { return publication.snapshot->info().quads <= few_quads; }
  [[nodiscard]] std::size_t files() const { return known.size(); }

  [[nodiscard]] bool knows(std::size_t number) {
    const std::lock_guard lock(mutex);
    return known[number].has_value();
  }

  /// Nothing where there is no one form of it.
  Result<std::optional<Measure>> measure_now(std::size_t number, const std::atomic<bool>& stop) const {
    const auto dumps = dump_files();
    if (number < dumps.size()) {
      auto measured = measure(dumps[number], *publication.dumps, stop);
      if (!measured) return measured.error();
      return std::optional(std::move(*measured));
    }
    const Distribution& file = publication.distributions[number - dumps.size()];
    if (file.format == nullptr) return std::optional<Measure>();
    // Neither owns the other, and this ends first.
    const std::shared_ptr<const Publication> alias(std::shared_ptr<const Publication>(), &publication);
    const auto document = graph_at(alias, file.graph);
    if (!document) return std::optional<Measure>();
    auto measured = measure(**document, *file.format, stop);
    if (!measured) return measured.error();
    return std::optional(std::move(*measured));
  }

  Result<void> learn(std::size_t number, const std::atomic<bool>& stop) {
    if (knows(number)) return {};
    auto measured = measure_now(number, stop);
    if (!measured) return measured.error();
    const std::lock_guard lock(mutex);
    if (known[number]) return {};
    known[number] = std::move(*measured);
    ++learnt;
    return {};
  }

  /// Null as long as one is missing.
  std::shared_ptr<const Measures> sum() {
    const std::lock_guard lock(mutex);
    if (whole == nullptr && learnt == known.size()) sum_up();
    return whole;
  }

  void sum_up() {
    Measures all;
    const auto dumps = static_cast<std::ptrdiff_t>(dump_files().size());
    for (auto one = known.begin(); one != known.end(); ++one)
      (one - known.begin() < dumps ? all.dumps : all.files).push_back(**one);
    whole = std::make_shared<const Measures>(std::move(all));
  }

  /// Takes one file after another, beside others who do the same.
  Result<void> work(std::atomic<std::size_t>& next, const std::atomic<bool>& stop) {
    for (std::size_t number = next++; number < files(); number = next++) {
      if (auto done = learn(number, stop); !done) return done;
    }
    return {};
  }

  /// From the last to the first: whoever measures aside began with the first.
  Result<void> everything() {
    for (std::size_t number = files(); number-- > 0;) {
      if (auto done = learn(number, never); !done) return done;
    }
    return {};
  }

  void work_aside() {
    std::atomic<std::size_t> next{0};
    // What cannot be measured is never told of; whoever fetches it learns why.
    try {
      (void)work(next, stopping);
    } catch (const std::bad_alloc&) {
    }
  }

  const std::atomic<bool> never{false};
  const Publication& publication;
  std::mutex mutex;
  std::vector<std::optional<std::optional<Measure>>> known;  // the inner one: there is nothing to measure
  std::size_t learnt = 0;
  std::shared_ptr<const Measures> whole;
  std::atomic<bool> stopping{false};
  Aside idle;
  Aside hurrying;
};

Measuring::Measuring(const Publication& publication) : state_(std::make_unique<State>(publication)) {}

Measuring::~Measuring() = default;

void Measuring::start() const {
  state_->idle.start([state = state_.get()] {
    be_idle();
    state->work_aside();
  });
}

void Measuring::hurry() const {
  state_->hurrying.start([state = state_.get()] {
    be_modest();
    state->work_aside();
  });
}

std::shared_ptr<const Measures> Measuring::all() const {
  if (auto known = state_->sum()) return known;
  if (!state_->is_little()) {
    hurry();
    return nullptr;
  }
  (void)state_->everything();
  return state_->sum();
}

std::optional<Measure> Measuring::file(std::size_t number) const {
  const std::size_t place = dump_files().size() + number;
  if (state_->is_little()) {
    (void)state_->learn(place, state_->never);
  } else if (!state_->knows(place)) {
    hurry();
  }
  const std::lock_guard lock(state_->mutex);
  return state_->known[place].value_or(std::nullopt);
}

Result<void> Measuring::finish(unsigned threads) const {
  std::atomic<std::size_t> next{0};
  std::mutex mutex;
  std::optional<Error> failed;
  const auto work = [&] {
    if (auto done = state_->work(next, state_->never); !done) {
      const std::lock_guard lock(mutex);
      failed = done.error();
    }
  };
  std::vector<std::thread> helpers;
  for (unsigned i = 1; i < threads; ++i) helpers.emplace_back(work);
  work();
  for (std::thread& helper : helpers) helper.join();
  if (failed) return *failed;
  return {};
}

}  // namespace tamizdat::answer
