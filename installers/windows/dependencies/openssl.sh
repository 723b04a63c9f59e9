# OpenSSL, for Qt's TLS and the key's signatures. Qt's TLS needs PSK; what nobody uses is left out. The
# programs read no configuration file, and the prefix they know isn't where this is built.
tar -xzf "$FILES"/openssl_*.orig.tar.gz --strip-components=1
CFLAGS="$CFLAGS -ffunction-sections -fdata-sections -fstack-protector-strong"
CC=gcc-posix AR=gcc-ar-posix RANLIB=gcc-ranlib-posix ./Configure mingw64 --cross-compile-prefix=x86_64-w64-mingw32- \
  --prefix=/nowhere --libdir=lib \
  no-shared no-tests no-module no-legacy no-engine no-dso no-comp no-ssl3 no-weak-ssl-ciphers no-srp no-idea \
  no-camellia no-seed no-rc2 no-rc4 no-md4 no-mdc2 no-whirlpool no-bf no-cast no-aria no-sm2 no-sm3 no-sm4 \
  no-gost no-cms no-ts no-rfc3779 no-autoload-config
make -j"$JOBS" build_libs
make install_dev DESTDIR="$BUILD/installed"
cp -R installed/nowhere/include installed/nowhere/lib "$PREFIX"
sed -i 's,^prefix=.*,prefix=${pcfiledir}/../..,' "$PREFIX"/lib/pkgconfig/lib*.pc "$PREFIX/lib/pkgconfig/openssl.pc"
