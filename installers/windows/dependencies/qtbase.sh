# Qt: Core, Concurrent, Network with OpenSSL, Gui, Widgets and Test, with Debian's security patches.
if [ ! -f patched ]; then
  tar -xJf "$FILES"/qt6-base_*.orig.tar.xz --strip-components=1
  tar -xJf "$FILES"/qt6-base_*.debian.tar.xz
  for patch in $(grep -i '^cve' debian/patches/series); do
    patch -p1 -i "debian/patches/$patch"
  done
  touch patched
fi
# Direct2D wants DirectWrite 3, which Debian's mingw-w64 lacks; Debian has removed what tablets need from Qt.
off=""
for feature in sql dbus xml opengl opengles2 vulkan printsupport androiddeployqt macdeployqt icu glib zstd sctp gssapi \
  libproxy cups schannel dtls gif jpeg direct2d direct2d1_1 directwrite3 tabletevent tuiotouch batch_test_support \
  system_zlib system_pcre2 system_png system_freetype system_harfbuzz system_doubleconversion; do
  off="$off -D FEATURE_$feature=OFF"
done
$CMAKE -S . -B build -D QT_QMAKE_TARGET_MKSPEC=win32-g++ -D QT_BUILD_EXAMPLES=OFF -D QT_BUILD_TESTS=OFF \
  -D QT_BUILD_TOOLS_BY_DEFAULT=OFF -D INPUT_opengl=no -D INPUT_openssl=linked -D OPENSSL_ROOT_DIR="$PREFIX" \
  -D OPENSSL_USE_STATIC_LIBS=ON $off
ninja -C build -j"$JOBS"
ninja -C build install
