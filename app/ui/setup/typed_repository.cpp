// SPDX-License-Identifier: Apache-2.0
#include "ui/setup/typed_repository.h"

#include "core/error.h"
#include "session/credentials/routes.h"

#include <QCoreApplication>
#include <QRegularExpression>

namespace vouch::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Strings {
    Q_DECLARE_TR_FUNCTIONS(vouch::ui::TypedRepository)
};

} // namespace

RepositoryAddress typedRepository(const QString &text, const Settings &settings,
                                  const QString &profileRegion) {
    static const QRegularExpression name(uR"(\A[A-Za-z0-9._-]{1,100}\z)"_s);
    const bool isName = name.match(text).hasMatch();
    const QString address = isName ? u"codecommit://"_s + text : text;
    QString region = regionFor(settings, address);
    if (region.isEmpty())
        region = profileRegion;
    if (isName && region.isEmpty())
        throw Error(Error::Kind::Unsupported,
                    Strings::tr("The region of this repository isn't known."),
                    Strings::tr("Enter the repository's whole address."));
    return addressFrom(address, region);
}

} // namespace vouch::ui
