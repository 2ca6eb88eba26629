target_link_libraries(ontology_test PRIVATE PkgConfig::sord PkgConfig::serd)
