# Cross-compiles to 64-bit Windows 10 with Debian's mingw-w64, everything linked statically.
# VOUCH_WINDOWS_PREFIX, a variable of CMake or of the environment, is the folder of the dependencies.
set(CMAKE_SYSTEM_NAME Windows)
set(CMAKE_SYSTEM_PROCESSOR x86_64)
set(CMAKE_SYSTEM_VERSION 10.0)
set(compilers x86_64-w64-mingw32)
set(CMAKE_C_COMPILER ${compilers}-gcc-posix) # std::thread needs the compilers of this name
set(CMAKE_CXX_COMPILER ${compilers}-g++-posix)
set(CMAKE_RC_COMPILER ${compilers}-windres)
set(CMAKE_AR ${compilers}-gcc-ar-posix CACHE FILEPATH "")
set(CMAKE_RANLIB ${compilers}-gcc-ranlib-posix CACHE FILEPATH "")

if(NOT VOUCH_WINDOWS_PREFIX)
    set(VOUCH_WINDOWS_PREFIX $ENV{VOUCH_WINDOWS_PREFIX})
endif()
if(NOT VOUCH_WINDOWS_PREFIX)
    message(FATAL_ERROR "Set VOUCH_WINDOWS_PREFIX to the folder that installers/windows/dependencies.sh prints.")
endif()
# What CMake compiles to find out what the compiler can does not see this one's cache.
list(APPEND CMAKE_TRY_COMPILE_PLATFORM_VARIABLES VOUCH_WINDOWS_PREFIX)
set(CMAKE_FIND_ROOT_PATH ${VOUCH_WINDOWS_PREFIX} /usr/${compilers})
set(CMAKE_PREFIX_PATH ${VOUCH_WINDOWS_PREFIX})
set(CMAKE_FIND_ROOT_PATH_MODE_PROGRAM NEVER)
set(CMAKE_FIND_ROOT_PATH_MODE_LIBRARY ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_INCLUDE ONLY)
set(CMAKE_FIND_ROOT_PATH_MODE_PACKAGE ONLY)
set(ENV{PKG_CONFIG_LIBDIR} ${VOUCH_WINDOWS_PREFIX}/lib/pkgconfig)
set(ENV{PKG_CONFIG_PATH} "")

set(CMAKE_C_FLAGS_INIT "-fstack-protector-strong -ffunction-sections -fdata-sections")
set(CMAKE_CXX_FLAGS_INIT "${CMAKE_C_FLAGS_INIT}")
set(CMAKE_EXE_LINKER_FLAGS_INIT
    "-static -fstack-protector-strong -Wl,--gc-sections,--dynamicbase,--nxcompat,--high-entropy-va")
set(CMAKE_CROSSCOMPILING_EMULATOR /usr/lib/wine/wine64)

# Qt's programs that run while building are this machine's, of the same version.
set(QT_HOST_PATH /usr CACHE PATH "")
set(QT_HOST_PATH_CMAKE_DIR /usr/lib/x86_64-linux-gnu/cmake CACHE PATH "")
