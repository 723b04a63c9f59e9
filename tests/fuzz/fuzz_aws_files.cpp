// SPDX-License-Identifier: Apache-2.0
// What stands in AWS's files, thrown at the reader and at what takes keys out of them. Each
// property below is what callers rely on; a broken one ends the run.
#include "aws/ini_blanking.h"
#include "aws/ini_file.h"
#include "core/error.h"

#include <cstdint>
#include <cstdio>
#include <cstdlib>

using namespace vouch;
using namespace Qt::Literals::StringLiterals;

namespace {

void require(bool holds, const char *what) {
    if (holds)
        return;
    std::fprintf(stderr, "broken: %s\n", what);
    std::abort();
}

bool isSame(const aws::IniValue &one, const aws::IniValue &other) {
    const auto secret = [](const aws::IniValue &value) {
        return value.secret ? value.secret->view() : QByteArrayView();
    };
    return one.text == other.text && one.nested == other.nested && secret(one) == secret(other);
}

/// A file that was blanked is one still, and says the same about everything else.
void blanking(QByteArrayView bytes, const QList<aws::IniSection> &sections) {
    const QString key = u"aws_secret_access_key"_s;
    const QString name = sections.isEmpty() ? QString() : sections.first().name;
    const QByteArray left = aws::withoutKeys(bytes, {name}, {key});
    require(left.size() <= bytes.size(), "blanking made it longer");
    const auto after = [&left] {
        try {
            return aws::parseIni(left, u"file"_s);
        } catch (const Error &) {
            require(false, "blanking broke the file");
            throw;
        }
    }();
    require(after.size() == sections.size(), "blanking took a section");
    for (qsizetype i = 0; i < after.size(); ++i) {
        auto expected = sections[i].values;
        if (sections[i].name == name && !after[i].values.contains(key)) // else it is a default's
            expected.remove(key);
        require(after[i].name == sections[i].name && after[i].values.keys() == expected.keys(),
                "blanking took something else");
        for (const QString &each : expected.keys())
            require(isSame(expected[each], after[i].values[each]) || each == key,
                    "blanking changed a value");
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size) {
    const QByteArrayView bytes(data, qsizetype(size));
    try {
        const auto sections = aws::parseIni(bytes, u"file"_s);
        for (const aws::IniSection &section : sections)
            for (const QString &key : section.values.keys())
                require(!key.isEmpty() && key == key.toLower(), "a key that is none");
        blanking(bytes, sections);
    } catch (const Error &error) {
        require(error.kind() == Error::Kind::NotSetUp, "an error of another kind");
        require(error.message().size() < 1000, "an error that quotes too much");
    }
    return 0;
}
