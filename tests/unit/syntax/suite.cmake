target_link_libraries(syntax_test PRIVATE ZLIB::ZLIB PkgConfig::zstd)
