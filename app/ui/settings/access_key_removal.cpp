// SPDX-License-Identifier: Apache-2.0
#include "ui/settings/access_key_removal.h"

#include "core/error.h"
#include "session/profiles/profiles.h"
#include "ui/text/window_text.h"
#include "ui/widgets/confirmation.h"

#include <QCoreApplication>

namespace vouch::ui {

namespace {

struct Strings {
    Q_DECLARE_TR_FUNCTIONS(vouch::ui::AwsProfilesPage)
};

} // namespace

AccessKeyRemoval::AccessKeyRemoval(Profiles &profiles, QWidget *parent)
    : profiles_(profiles), parent_(parent) {}

void AccessKeyRemoval::confirm(const QString &profile, int others) {
    QString more = Strings::tr("They stay valid at AWS until you delete them there.");
    if (others > 0)
        more += u' ' + Strings::tr("%n other profile(s) use them.", nullptr, others);
    askToConfirm({Strings::tr("Remove AWS keys"),
                  Strings::tr("Remove the keys of %1 from the keychain?").arg(profile), more,
                  Strings::tr("&Remove")},
                 parent_, [this, profile] { remove(profile); });
}

void AccessKeyRemoval::remove(const QString &profile) {
    Q_EMIT started();
    removing_ =
        ScopedTask([=, this](std::stop_token stop) { return removed(profile, std::move(stop)); },
                   [this](const Error &error) { Q_EMIT ended(textInWindow(error), true); });
}

QCoro::Task<> AccessKeyRemoval::removed(QString profile, std::stop_token stop) {
    co_await profiles_.remove(profile, stop);
    throwIfStopped(stop);
    Q_EMIT ended(
        Strings::tr("Removed the keys of %1. They stay valid at AWS until you delete them there.")
            .arg(profile),
        false);
}

} // namespace vouch::ui
