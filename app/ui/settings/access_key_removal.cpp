// SPDX-License-Identifier: Apache-2.0
#include "ui/settings/access_key_removal.h"

#include "core/error.h"
#include "session/profiles/profiles.h"
#include "ui/text/window_text.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/plain_text.h"

#include <QCoreApplication>
#include <QMessageBox>
#include <QPushButton>

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
    auto *box =
        new QMessageBox(QMessageBox::NoIcon, Strings::tr("Remove AWS keys"), {}, {}, parent_);
    setPlainText(box, Strings::tr("Remove the keys of %1 from the keychain?").arg(profile), more);
    box->setAttribute(Qt::WA_DeleteOnClose);
    QPushButton *confirm = pushButton(Strings::tr("&Remove"), box);
    QPushButton *keep = pushButton(Strings::tr("&Cancel"), box);
    box->addButton(confirm, QMessageBox::AcceptRole);
    box->addButton(keep, QMessageBox::RejectRole);
    box->setDefaultButton(keep);
    box->setEscapeButton(keep);
    connect(confirm, &QPushButton::clicked, this, [this, profile] { remove(profile); });
    box->open();
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
