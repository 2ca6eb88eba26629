#include "server/reloader.hpp"

#include <gtest/gtest.h>

#include <new>
#include <stdexcept>

#include "store/builder.hpp"

using namespace tamizdat;
using namespace tamizdat::server;

namespace {

std::shared_ptr<const answer::Publication> nothing() {
  return answer::publish(store::Builder().finish(), answer::Addresses("http://h.example/"),
                         answer::Identity::see_other);
}

Edition edition() {
  Edition made;
  made.publication = nothing();
  return made;
}

}  // namespace

TEST(Reloader, what_does_not_fit_into_memory_leaves_the_old_in_service) {
  const auto first = edition();
  web::Site site(first.publication, {});
  int loads = 0;
  Reloader reloader(site, first, [&]() -> Edition {
    if (++loads == 1) throw std::bad_alloc();
    if (loads == 2) throw std::length_error("too long");
    return edition();
  });
  for (unsigned bad = 1; bad <= 2; ++bad) {
    const auto state = reloader.wait(reloader.ask("test"));
    EXPECT_TRUE(state.failed);
    EXPECT_EQ(state.bad, bad);
    EXPECT_EQ(site.publication(), first.publication);
  }
  const auto state = reloader.wait(reloader.ask("test"));
  EXPECT_FALSE(state.failed);
  EXPECT_NE(site.publication(), first.publication);
}
