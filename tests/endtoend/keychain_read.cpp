// SPDX-License-Identifier: Apache-2.0
// Prints what the keychain holds under a name, so that a test can look for it elsewhere.
//   keychain-read NAME
#include "core/scoped_task.h"
#include "keychain/keychain.h"

#include <QCoreApplication>

#include <cstdio>

using namespace vouch;

namespace {

QCoro::Task<> print(Keychain *keychain, QString name, std::stop_token stop) {
    const std::optional<Secret> secret = co_await keychain->read(name, stop);
    if (secret)
        std::fwrite(secret->view().data(), 1, std::size_t(secret->size()), stdout);
    QCoreApplication::exit(secret ? 0 : 1);
}

} // namespace

int main(int argc, char *argv[]) {
    const QCoreApplication application(argc, argv);
    Keychain keychain;
    const QString name = QCoreApplication::arguments().value(1);
    const ScopedTask task(
        [&](std::stop_token stop) { return print(&keychain, name, std::move(stop)); },
        [](const Error &error) {
            std::fprintf(stderr, "%s\n", qPrintable(error.message()));
            QCoreApplication::exit(1);
        });
    return QCoreApplication::exec();
}
