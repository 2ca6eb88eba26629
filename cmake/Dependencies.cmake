# Every library the project stands on; README.md says why each one is here.
find_package(Threads REQUIRED)
find_package(Boost 1.81 REQUIRED)
find_package(ZLIB REQUIRED)
find_package(PkgConfig REQUIRED)
pkg_check_modules(serd REQUIRED IMPORTED_TARGET serd-0)
pkg_check_modules(sord REQUIRED IMPORTED_TARGET sord-0)
pkg_check_modules(raptor2 REQUIRED IMPORTED_TARGET raptor2)
pkg_check_modules(zstd REQUIRED IMPORTED_TARGET libzstd)
