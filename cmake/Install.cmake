# cmake --install build/release [--prefix DIR]: the program, its manual, an example of its configuration, and
# the templates and assets as a theme to start from (they are built in as well).
# Graphviz keeps its layouts in a folder of their own, where the loader does not look by itself.
get_filename_component(layouts ${GRAPHVIZ_DOT_LAYOUT} DIRECTORY)
set_target_properties(tamizdat PROPERTIES INSTALL_RPATH ${layouts})
install(TARGETS tamizdat RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(FILES ${PROJECT_SOURCE_DIR}/docs/tamizdat.1 DESTINATION ${CMAKE_INSTALL_MANDIR}/man1)
install(CODE "execute_process(COMMAND gzip --best --no-name --force
  \"\$ENV{DESTDIR}\${CMAKE_INSTALL_PREFIX}/${CMAKE_INSTALL_MANDIR}/man1/tamizdat.1\" COMMAND_ERROR_IS_FATAL ANY)")
install(FILES ${PROJECT_SOURCE_DIR}/docs/tamizdat.toml DESTINATION ${CMAKE_INSTALL_DATADIR}/tamizdat)
install(FILES ${PROJECT_SOURCE_DIR}/LICENSE DESTINATION ${CMAKE_INSTALL_DOCDIR})
foreach(folder IN ITEMS templates assets messages)
  if(IS_DIRECTORY ${PROJECT_SOURCE_DIR}/src/html/${folder})
    install(DIRECTORY ${PROJECT_SOURCE_DIR}/src/html/${folder} DESTINATION ${CMAKE_INSTALL_DATADIR}/tamizdat/theme)
  endif()
endforeach()

# What the shells complete comes from the table of options itself.
foreach(shell_file IN ITEMS "bash;tamizdat;bash-completion/completions" "zsh;_tamizdat;zsh/vendor-completions"
                            "fish;tamizdat.fish;fish/vendor_completions.d")
  list(GET shell_file 0 shell)
  list(GET shell_file 1 file)
  list(GET shell_file 2 folder)
  set(script ${PROJECT_BINARY_DIR}/packaging/${shell}/${file})
  file(MAKE_DIRECTORY ${PROJECT_BINARY_DIR}/packaging/${shell})
  add_custom_command(OUTPUT ${script} COMMAND tamizdat completion ${shell} > ${script} DEPENDS tamizdat VERBATIM)
  list(APPEND completion_scripts ${script})
  install(FILES ${script} DESTINATION ${CMAKE_INSTALL_DATADIR}/${folder})
endforeach()
add_custom_target(completions ALL DEPENDS ${completion_scripts})

include(${CMAKE_CURRENT_LIST_DIR}/Package.cmake)
