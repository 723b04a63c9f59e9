// SPDX-License-Identifier: Apache-2.0
#include "wire/process_arguments.h"

#include <QTest>

#include <cstring>
#include <string>
#include <vector>

using namespace vouch::wire;
using namespace std::string_literals;

namespace {

/// What the kernel returns for a process with that number of arguments.
std::string block(int count, const std::string &rest) {
    std::string bytes(sizeof count, '\0');
    std::memcpy(bytes.data(), &count, sizeof count);
    return bytes + rest;
}

using Arguments = std::vector<std::string>;

} // namespace

class TestProcessArguments : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void findsThemBetweenThePathAndTheVariables() {
        const std::string rest = "/usr/bin/git\0\0\0\0git\0fetch\0\0origin\0HOME=/Users/nora\0"s;
        QCOMPARE(argumentsIn(block(4, rest)), (Arguments{"git", "fetch", "", "origin"}));
        QCOMPARE(argumentsIn(block(0, rest)), Arguments{});
    }

    void readsNothingBeyondTheEnd() {
        const std::string whole = block(3, "/bin/sh\0\0sh\0-c\0true\0"s);
        QCOMPARE(argumentsIn(whole), (Arguments{"sh", "-c", "true"}));
        const Arguments all = argumentsIn(whole);
        for (std::size_t size = 0; size < whole.size(); ++size) {
            // On the heap and not longer, so that AddressSanitizer sees a step beyond the end.
            const std::vector<char> part(whole.data(), whole.data() + size);
            const Arguments found = argumentsIn({part.data(), size});
            QVERIFY(found.size() <= all.size());
            for (std::size_t i = 0; i < found.size(); ++i)
                QVERIFY(all[i].starts_with(found[i]));
        }
        QCOMPARE(argumentsIn(block(9, "/bin/sh\0sh\0-c"s)), (Arguments{"sh", "-c"}));
        QCOMPARE(argumentsIn(block(-1, "/bin/sh\0sh\0"s)), Arguments{});
        QCOMPARE(argumentsIn(block(2, "/bin/sh"s)), Arguments{});
        QCOMPARE(argumentsIn("abc"), Arguments{});
    }
};

QTEST_APPLESS_MAIN(TestProcessArguments)
#include "test_process_arguments.moc"
