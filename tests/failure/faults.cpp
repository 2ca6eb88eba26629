#include "failure/faults.hpp"

#include <sys/stat.h>
#include <sys/types.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <cstdarg>
#include <cstdio>
#include <cstdlib>
#include <new>

namespace tamizdat::test {
namespace {

// How many operations are left until the one that fails; 0: none will.
std::array<std::atomic<std::size_t>, 2> countdown{};

bool fails(Kind kind) {
  auto& left = countdown[static_cast<std::size_t>(kind)];
  std::size_t now = left.load(std::memory_order_relaxed);
  while (now != 0) {
    if (left.compare_exchange_weak(now, now - 1)) return now == 1;
  }
  return false;
}

void* allocate(std::size_t size) {
  void* memory = fails(Kind::allocation) ? nullptr : std::malloc(size == 0 ? 1 : size);
  if (memory == nullptr) throw std::bad_alloc();
  return memory;
}

void* allocate(std::size_t size, std::align_val_t alignment) {
  const auto align = static_cast<std::size_t>(alignment);
  const std::size_t whole = (size + align - 1) / align * align;
  void* memory = fails(Kind::allocation) ? nullptr : std::aligned_alloc(align, whole == 0 ? align : whole);
  if (memory == nullptr) throw std::bad_alloc();
  return memory;
}

}  // namespace

namespace {
Kind armed = Kind::allocation;
}

Fault::Fault(Kind kind, std::size_t n) {
  armed = kind;
  countdown[static_cast<std::size_t>(kind)] = n;
}

Fault::~Fault() {
  countdown[static_cast<std::size_t>(armed)] = 0;
}

bool Fault::happened() const {
  return countdown[static_cast<std::size_t>(armed)] == 0;
}

}  // namespace tamizdat::test

using tamizdat::test::allocate;
using tamizdat::test::fails;
using tamizdat::test::Kind;

void* operator new(std::size_t size) {
  return allocate(size);
}
void* operator new[](std::size_t size) {
  return allocate(size);
}
void* operator new(std::size_t size, std::align_val_t alignment) {
  return allocate(size, alignment);
}
void* operator new[](std::size_t size, std::align_val_t alignment) {
  return allocate(size, alignment);
}
void* operator new(std::size_t size, const std::nothrow_t&) noexcept {
  return fails(Kind::allocation) ? nullptr : std::malloc(size == 0 ? 1 : size);
}
void operator delete(void* memory) noexcept {
  std::free(memory);
}
void operator delete[](void* memory) noexcept {
  std::free(memory);
}
void operator delete(void* memory, std::size_t) noexcept {
  std::free(memory);
}
void operator delete[](void* memory, std::size_t) noexcept {
  std::free(memory);
}
void operator delete(void* memory, std::align_val_t) noexcept {
  std::free(memory);
}
void operator delete[](void* memory, std::align_val_t) noexcept {
  std::free(memory);
}
void operator delete(void* memory, std::size_t, std::align_val_t) noexcept {
  std::free(memory);
}
void operator delete[](void* memory, std::size_t, std::align_val_t) noexcept {
  std::free(memory);
}
void operator delete(void* memory, const std::nothrow_t&) noexcept {
  std::free(memory);
}

extern "C" {

ssize_t __real_read(int descriptor, void* buffer, std::size_t size);
ssize_t __wrap_read(int descriptor, void* buffer, std::size_t size) {
  if (!fails(Kind::file)) return __real_read(descriptor, buffer, size);
  errno = EIO;
  return -1;
}

int __real_open(const char* path, int flags, ...);
int __wrap_open(const char* path, int flags, ...) {
  va_list rest;
  va_start(rest, flags);
  const auto mode = static_cast<mode_t>(va_arg(rest, int));
  va_end(rest);
  if (!fails(Kind::file)) return __real_open(path, flags, mode);
  errno = EMFILE;
  return -1;
}

int __real_stat(const char* path, struct stat* info);
int __wrap_stat(const char* path, struct stat* info) {
  if (!fails(Kind::file)) return __real_stat(path, info);
  errno = EACCES;
  return -1;
}

int __real_fstat(int descriptor, struct stat* info);
int __wrap_fstat(int descriptor, struct stat* info) {
  if (!fails(Kind::file)) return __real_fstat(descriptor, info);
  errno = EIO;
  return -1;
}

std::FILE* __real_fopen(const char* path, const char* mode);
std::FILE* __wrap_fopen(const char* path, const char* mode) {
  if (!fails(Kind::file)) return __real_fopen(path, mode);
  errno = ENOSPC;
  return nullptr;
}

std::size_t __real_fwrite(const void* data, std::size_t size, std::size_t count, std::FILE* file);
std::size_t __wrap_fwrite(const void* data, std::size_t size, std::size_t count, std::FILE* file) {
  if (!fails(Kind::file)) return __real_fwrite(data, size, count, file);
  errno = ENOSPC;
  return count / 2;
}

int __real_fclose(std::FILE* file);
int __wrap_fclose(std::FILE* file) {
  const int closed = __real_fclose(file);
  if (!fails(Kind::file)) return closed;
  errno = ENOSPC;
  return EOF;
}

int __real_rename(const char* from, const char* to);
int __wrap_rename(const char* from, const char* to) {
  if (!fails(Kind::file)) return __real_rename(from, to);
  errno = EACCES;
  return -1;
}

}  // extern "C"
