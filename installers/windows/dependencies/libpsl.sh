# libpsl: two files and Debian's list of public suffixes. Its own punycode is enough for that list.
tar -xJf "$FILES"/libpsl_*.orig.tar.xz --strip-components=1
python3 src/psl-make-dafsa --output-format=cxx+ /usr/share/publicsuffix/public_suffix_list.dat suffixes_dafsa.h
version=0.21.2
sed -e "s/@LIBPSL_VERSION@/$version/; s/@LIBPSL_VERSION_MAJOR@/0/; s/@LIBPSL_VERSION_MINOR@/21/" \
  -e "s/@LIBPSL_VERSION_PATCH@/2/; s/@LIBPSL_VERSION_NUMBER@/0x001502/" include/libpsl.h.in >"$PREFIX/include/libpsl.h"
for file in psl lookup_string_in_fixed_set; do
  x86_64-w64-mingw32-gcc-posix $CFLAGS -fstack-protector-strong -ffunction-sections -fdata-sections \
    -D ENABLE_BUILTIN -D BUILDING_PSL -D PSL_STATIC -D PACKAGE_VERSION="\"$version\"" -D PSL_DISTFILE='""' \
    -I . -I "$PREFIX/include" -c "src/$file.c" -o "$file.o"
done
rm -f "$PREFIX/lib/libpsl.a"
x86_64-w64-mingw32-gcc-ar-posix rcs "$PREFIX/lib/libpsl.a" psl.o lookup_string_in_fixed_set.o
cat >"$PREFIX/lib/pkgconfig/libpsl.pc" <<END
prefix=\${pcfiledir}/../..
Name: libpsl
Description: Public Suffix List
Version: $version
Cflags: -I\${prefix}/include -DPSL_STATIC
Libs: -L\${prefix}/lib -lpsl -lws2_32
END
