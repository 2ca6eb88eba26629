#!/usr/bin/env python3
"""Writes unicode_tables.hpp from Python's copy of the Unicode Character Database:  ./unicode_tables.py > unicode_tables.hpp"""
import sys
import unicodedata as u


def compositions():
    for c in range(0x80, 0x3100):
        parts = u.decomposition(chr(c)).split()
        if len(parts) == 2 and not parts[0].startswith("<") and u.normalize("NFC", chr(c)) == chr(c):
            yield c, int(parts[0], 16), int(parts[1], 16)


def ranges(holds):
    start = None
    for c in range(0x80, 0x30000):
        if holds(c):
            start = c if start is None else start
        elif start is not None:
            yield start, c - 1
            start = None


def separators():
    """Characters that end a word, runs of them joined over what has no meaning yet."""
    runs = []
    for c in range(0x80, 0x20000):
        category = u.category(chr(c))
        if category == "Cn" or category == "Cf":
            continue
        ends = category[0] in "PSZ" or category in ("Cc", "Co")
        if ends and runs and runs[-1][1] is None:
            runs[-1][2] = c
        elif ends:
            runs.append([c, None, c])
        elif runs and runs[-1][1] is None:
            runs[-1][1] = runs[-1][2]
    return [(first, last) for first, _, last in runs]


def lower_runs():
    """Capital letters whose small letter is a fixed step away, in runs of one stride."""
    pairs = [(c, ord(chr(c).lower())) for c in range(0x80, 0x3000) if len(chr(c).lower()) == 1 and chr(c).lower() != chr(c)]
    runs = []
    for upper, lower in pairs:
        if runs:
            first, last, stride, delta = runs[-1]
            step = upper - last
            if lower - upper == delta and step in (1, 2) and (stride == step or first == last):
                runs[-1] = (first, upper, step, delta)
                continue
        runs.append((upper, upper, 1, lower - upper))
    return runs


def table(kind, name, rows, what):
    rows = list(rows)
    print(f"\n/// {what}\ninline constexpr {kind} {name}[] = {{")
    line = "   "
    for row in rows:
        cell = " {" + ", ".join(f"0x{v:04X}" if v >= 0 and i < 2 or len(row) < 4 else str(v) for i, v in enumerate(row)) + "},"
        if len(line) + len(cell) > 108:
            print(line)
            line = "   "
        line += cell
    print(line + "\n};")


print(f"""#pragma once
// Written by unicode_tables.py from the Unicode Character Database, version {u.unidata_version}.
#include <cstdint>

namespace tamizdat::query::unicode {{

// clang-format off
struct Composition {{ char16_t composed, base, mark; }};
struct Range {{ char32_t first, last; }};
struct CaseRun {{ char16_t first, last; std::int16_t stride; std::int32_t delta; }};""")
table("Composition", "compositions", compositions(), "Characters that stand for a base and a mark, by code point.")
not_nfc = lambda c: not 0xD800 <= c < 0xE000 and u.normalize("NFC", chr(c)) != chr(c)
table("Range", "never_composed", ranges(not_nfc), "Characters that NFC replaces by others.")
table("CaseRun", "lower_case", lower_runs(), "Capital letters: from, to, step, and how far the small letter is.")
table("Range", "separators", separators(), "Between words: punctuation, symbols, spaces, private use.")
print("// clang-format on\n\n}  // namespace tamizdat::query::unicode")
