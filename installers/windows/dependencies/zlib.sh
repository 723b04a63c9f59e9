# zlib is a package of Debian's own: libz-mingw-w64-dev.
cp /usr/x86_64-w64-mingw32/include/zlib.h /usr/x86_64-w64-mingw32/include/zconf.h "$PREFIX/include"
cp /usr/x86_64-w64-mingw32/lib/libz.a "$PREFIX/lib"
cat >"$PREFIX/lib/pkgconfig/zlib.pc" <<'END'
prefix=${pcfiledir}/../..
Name: zlib
Description: zlib
Version: 1.2.13
Cflags: -I${prefix}/include
Libs: -L${prefix}/lib -lz
END
