# cmake --install build/release [--prefix DIR]: the program, its manual, an example of its configuration, and
# the templates and assets as a theme to start from (they are built in as well).
install(TARGETS tamizdat RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(FILES ${PROJECT_SOURCE_DIR}/docs/tamizdat.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
install(FILES ${PROJECT_SOURCE_DIR}/docs/tamizdat.toml DESTINATION ${CMAKE_INSTALL_DATADIR}/tamizdat)
install(FILES ${PROJECT_SOURCE_DIR}/LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR})
foreach(folder IN ITEMS templates assets)
  if(IS_DIRECTORY ${PROJECT_SOURCE_DIR}/src/html/${folder})
    install(DIRECTORY ${PROJECT_SOURCE_DIR}/src/html/${folder} DESTINATION ${CMAKE_INSTALL_DATADIR}/tamizdat/theme)
  endif()
endforeach()
