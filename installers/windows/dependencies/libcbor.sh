# libcbor, for libfido2.
tar -xzf "$FILES"/libcbor_*.orig.tar.gz --strip-components=1
$CMAKE -S . -B build -D WITH_EXAMPLES=OFF -D WITH_TESTS=OFF
ninja -C build -j"$JOBS" cbor # installing builds nothing
ninja -C build install
