# libfido2, for security keys. Its pkg-config file doesn't know that all of it is linked statically.
tar -xzf "$FILES"/libfido2_*.orig.tar.gz --strip-components=1
$CMAKE -S . -B build -D BUILD_STATIC_LIBS=ON -D BUILD_TOOLS=OFF -D BUILD_EXAMPLES=OFF -D BUILD_MANPAGES=OFF \
  -D USE_WINHELLO=OFF
ninja -C build -j"$JOBS" install
cat >"$PREFIX/lib/pkgconfig/libfido2.pc" <<'END'
prefix=${pcfiledir}/../..
Name: libfido2
Description: FIDO2 library
Version: 1.17.0
Cflags: -I${prefix}/include
Libs: -L${prefix}/lib -lfido2 -lcbor -lcrypto -lz -lws2_32 -lcrypt32 -lgdi32 -lbcrypt -lsetupapi -lhid
END
