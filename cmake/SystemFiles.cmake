# Run by cpack, which stages what belongs into the system's own folders under DESTDIR.
if("$ENV{DESTDIR}" STREQUAL "")
  message(FATAL_ERROR "Only cpack may run this: it would write to the system itself")
endif()
set(packaging ${CMAKE_CURRENT_LIST_DIR}/../packaging)
file(INSTALL ${packaging}/tamizdat.toml DESTINATION /etc/tamizdat)
file(INSTALL ${packaging}/tamizdat.logrotate DESTINATION /etc/logrotate.d RENAME tamizdat)
file(INSTALL ${packaging}/tamizdat.service ${packaging}/tamizdat.socket DESTINATION /usr/lib/systemd/system)
file(INSTALL ${packaging}/../LICENSE DESTINATION /usr/share/doc/tamizdat RENAME copyright)
file(INSTALL ${packaging}/lintian-overrides DESTINATION /usr/share/lintian/overrides RENAME tamizdat)

file(INSTALL ${packaging}/changelog DESTINATION /usr/share/doc/tamizdat)
execute_process(COMMAND gzip --best --no-name --force $ENV{DESTDIR}/usr/share/doc/tamizdat/changelog
                COMMAND_ERROR_IS_FATAL ANY)
