# Puts files into a C++ source, so that the binary needs nothing beside it.
#
# tamizdat_embed(TARGET folder): every file of src/<…>/<folder>, as tamizdat::html::embedded_<folder>().
function(tamizdat_embed target namespace folder)
  get_filename_component(name ${folder} NAME)
  file(GLOB files CONFIGURE_DEPENDS ${folder}/*)
  file(MAKE_DIRECTORY ${PROJECT_BINARY_DIR}/embedded)
  set(output ${PROJECT_BINARY_DIR}/embedded/${target}_${name}.cpp)
  add_custom_command(
    OUTPUT ${output}
    COMMAND ${CMAKE_COMMAND} -DOUTPUT=${output} -DFOLDER=${folder} -DNAME=${name} -DNAMESPACE=${namespace}
            -P ${PROJECT_SOURCE_DIR}/cmake/EmbedFiles.cmake
    DEPENDS ${files} ${PROJECT_SOURCE_DIR}/cmake/EmbedFiles.cmake
    VERBATIM)
  target_sources(${target} PRIVATE ${output})
endfunction()
