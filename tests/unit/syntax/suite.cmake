target_link_libraries(syntax_test PRIVATE ZLIB::ZLIB PkgConfig::zstd)
target_link_libraries(syntax_test PRIVATE PkgConfig::brotlidec)
