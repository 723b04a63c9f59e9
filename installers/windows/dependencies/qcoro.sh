# QCoro, for coroutines with Qt.
tar -xzf "$FILES"/qcoro_*.orig.tar.gz --strip-components=1
$CMAKE -S . -B build -D USE_QT_VERSION=6 -D BUILD_TESTING=OFF -D QCORO_BUILD_EXAMPLES=OFF -D QCORO_WITH_QTDBUS=OFF \
  -D QCORO_WITH_QTWEBSOCKETS=OFF -D QCORO_WITH_QTQUICK=OFF -D QCORO_WITH_QML=OFF -D QCORO_WITH_QTTEST=OFF
ninja -C build -j"$JOBS" install
