target_link_libraries(store_test PRIVATE PkgConfig::sord PkgConfig::serd Threads::Threads)
