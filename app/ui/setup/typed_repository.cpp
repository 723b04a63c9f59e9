// SPDX-License-Identifier: Apache-2.0
#include "ui/setup/typed_repository.h"

#include "core/error.h"
#include "session/credentials/routes.h"

#include <QCoreApplication>

namespace vouch::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Strings {
    Q_DECLARE_TR_FUNCTIONS(vouch::ui::TypedRepository)
};

} // namespace

RepositoryAddress typedRepository(const QString &text, const Settings &settings,
                                  const QString &profileRegion) {
    QString region = regionFor(settings, text);
    if (region.isEmpty())
        region = profileRegion;
    // A whole address has its region.
    if (region.isEmpty() && !text.isEmpty() && !text.contains(u':') && !text.contains(u'/'))
        throw Error(Error::Kind::Unsupported,
                    Strings::tr("The region of this repository isn't known."),
                    Strings::tr("Enter the repository's whole address."));
    return addressFrom(text, region);
}

} // namespace vouch::ui
