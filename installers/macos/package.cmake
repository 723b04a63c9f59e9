# Vouch.app in a disk image, by CPack: see build.sh. After everything else is installed, Qt and the other libraries
# move into the bundle, and all of it is signed.
find_program(VOUCH_MACDEPLOYQT macdeployqt HINTS ${QT6_INSTALL_PREFIX}/bin)
set(VOUCH_SIGNING_IDENTITY "-" CACHE STRING "Certificate for codesign: a Developer ID Application; - signs for this Mac alone")
# Code installed last: this folder is the last one.
install(CODE "set(bundle \"\$ENV{DESTDIR}\${CMAKE_INSTALL_PREFIX}/${VOUCH_BUNDLE}\")
set(programs \"\${bundle}/Contents/MacOS\")
if(NOT \"${VOUCH_MACDEPLOYQT}\" MATCHES \"NOTFOUND\")
    execute_process(COMMAND \"${VOUCH_MACDEPLOYQT}\" \"\${bundle}\" \"-executable=\${programs}/vouch\"
        COMMAND_ERROR_IS_FATAL ANY)
    execute_process(COMMAND sh \"${CMAKE_CURRENT_SOURCE_DIR}/macos/sign.sh\" \"\${bundle}\" \"${VOUCH_SIGNING_IDENTITY}\"
        COMMAND_ERROR_IS_FATAL ANY)
endif()")

set(CPACK_GENERATOR DragNDrop)
set(CPACK_PACKAGE_NAME Vouch)
set(CPACK_PACKAGE_VENDOR Vouch)
set(CPACK_PACKAGE_DIRECTORY ${CMAKE_BINARY_DIR}/packages)
set(CPACK_PACKAGE_FILE_NAME Vouch-${PROJECT_VERSION})
set(CPACK_PACKAGING_INSTALL_PREFIX /)
set(CPACK_DMG_VOLUME_NAME Vouch)
include(CPack)
