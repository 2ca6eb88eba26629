target_link_libraries(query_test PRIVATE Boost::json)
