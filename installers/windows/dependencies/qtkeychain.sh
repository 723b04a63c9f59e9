# QtKeychain, for Windows' Credential Manager. /utf-8 is an option of Microsoft's compiler only. mingw-w64's
# header has the size that an entry could have before Windows 7; QtKeychain splits what is larger.
tar -xzf "$FILES"/qtkeychain_*.orig.tar.gz --strip-components=1
sed -i 's, /utf-8,,' qtkeychain/CMakeLists.txt
sed -i 's/CRED_MAX_CREDENTIAL_BLOB_SIZE/(5 * 512)/' qtkeychain/keychain_win.cpp
$CMAKE -S . -B build -D BUILD_WITH_QT6=ON -D BUILD_TEST_APPLICATION=OFF -D BUILD_TRANSLATIONS=OFF \
  -D USE_CREDENTIAL_STORE=ON
ninja -C build -j"$JOBS" install
