# shellcheck shell=bash
# Sourced by server/run and tests/run: packages, builds, and words about what is being done.
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)

say() { printf '\n== %s\n' "$*"; }

die() {
  printf '%s\n' "$*" >&2
  exit 1
}

as_root() {
  if [ "$(id -u)" = 0 ]; then
    "$@"
  elif command -v sudo >/dev/null; then
    sudo "$@"
  else
    die "These packages are missing and neither root nor sudo is at hand: ${*: -1}"
  fi
}

# packages_of FILE…: the names that apply to this release of Debian; any other system is taken for the newest.
packages_of() {
  local release=13
  # shellcheck source=/dev/null
  if [ -r /etc/os-release ] && [ "$(. /etc/os-release && echo "${ID:-}${VERSION_ID:-}")" = debian12 ]; then
    release=12
  fi
  awk -v release="$release" '!/^#/ && NF && ($2 == "-" || $2 == release) { print $1 }' "$@"
}

# install_packages FILE…: asks apt only for what is missing, so that it works offline once all is there.
install_packages() {
  local missing=() name
  command -v dpkg-query >/dev/null || { say "No Debian here: the packages in $* are taken for granted"; return; }
  for name in $(packages_of "$@"); do
    # A program of that name from elsewhere will do: Node's own packages bring npm along and refuse Debian's.
    if [ "$(dpkg-query -W -f='${db:Status-Status}' "$name" 2>/dev/null)" != installed ] &&
      ! command -v "$name" >/dev/null; then
      missing+=("$name")
    fi
  done
  [ ${#missing[@]} = 0 ] && return
  say "Installing ${missing[*]}"
  as_root env DEBIAN_FRONTEND=noninteractive apt-get update -qq
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}"
}

# configure PRESET ON|OFF: with tests or without; does nothing if that has been done.
configure() {
  local preset=$1 tests=$2 cache="$root/build/$1/CMakeCache.txt"
  if [ -f "$root/build/$preset/build.ninja" ] && { [ "$tests" = OFF ] || grep -q '^TAMIZDAT_TESTS:BOOL=ON' "$cache"; }; then
    return
  fi
  say "Configuring $preset"
  (cd "$root" && cmake --preset "$preset" -DTAMIZDAT_TESTS="$tests" -DTAMIZDAT_BENCH="$tests") ||
    die "CMake could not configure $preset"
}

# build PRESET [TARGET…]
build() {
  local preset=$1 target arguments=()
  shift
  for target in "$@"; do arguments+=(--target "$target"); done
  say "Building $preset${*:+ ($*)}"
  (cd "$root" && cmake --build --preset "$preset" "${arguments[@]}") || die "The build of $preset failed"
}
