# cpack --config build/release/CPackConfig.cmake -G DEB: a Debian package, with the libraries that it needs as the
# linker sees them.
set(CPACK_PACKAGE_NAME tamizdat)
set(CPACK_PACKAGE_VENDOR "Tamizdat")
set(CPACK_PACKAGE_CONTACT "Tamizdat <tamizdat@example.org>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "publisher of RDF as linked data")
set(CPACK_PACKAGE_DESCRIPTION
    "Tamizdat publishes RDF files as linked data: every IRI in them answers, in
every RDF format and as a page that people like to read; patterns are
answered for tools that ask them.")
set(CPACK_RESOURCE_FILE_LICENSE ${PROJECT_SOURCE_DIR}/LICENSE)
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_GENERATOR DEB)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION web)
set(CPACK_DEBIAN_PACKAGE_PRIORITY optional)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_SUGGESTS "nginx | caddy")
file(WRITE ${PROJECT_BINARY_DIR}/packaging/conffiles "/etc/tamizdat/tamizdat.toml\n/etc/logrotate.d/tamizdat\n")
set(CPACK_DEBIAN_PACKAGE_CONTROL_EXTRA ${PROJECT_BINARY_DIR}/packaging/conffiles)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)
# What goes beside /usr: an installation for trying out, with a prefix of its own, has nothing to do with it.
set(CPACK_INSTALL_SCRIPTS ${PROJECT_SOURCE_DIR}/cmake/SystemFiles.cmake)
include(CPack)
