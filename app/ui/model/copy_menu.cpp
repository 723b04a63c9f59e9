// SPDX-License-Identifier: Apache-2.0
#include "ui/model/copy_menu.h"

#include "codecommit/host.h"
#include "session/activity.h"
#include "session/configuration.h"
#include "session/credentials/role_choices.h"
#include "session/session.h"
#include "settings/names.h"
#include "ui/model/panel_role.h"
#include "ui/text/account_text.h"
#include "ui/text/exec_command.h"

#include <QClipboard>
#include <QCoreApplication>
#include <QGuiApplication>
#include <QMenu>

namespace vouch::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Strings {
    Q_DECLARE_TR_FUNCTIONS(vouch::ui::CopyMenu)
};

/// A name as part of a menu entry, which is as wide as its longest one.
QString inMenu(const QString &name) {
    constexpr int longest = 40;
    const QString shown = name.size() > longest ? name.first(longest - 1) + u'…' : name;
    return QString(shown).replace(u'&', u"&&"_s);
}

/// The address of the repository that git used last; none if git used none yet.
std::optional<CopyItem> cloneUrl(const Activity &activity) {
    for (const ActivityEntry &use : activity.latest(Activity::inMemory)) {
        const Requester &who = use.who;
        if (!use.allowed || who.purpose != Requester::Purpose::Git ||
            !codecommit::isRegion(who.region.toStdString()) ||
            !codecommit::isRepository(who.repository.toStdString()))
            continue;
        const auto host = QString::fromStdString(codecommit::hostIn(who.region.toStdString()));
        return CopyItem{Strings::tr("&Clone URL of %1").arg(inMenu(who.repository)),
                        u"https://%1/v1/repos/%2"_s.arg(host, who.repository)};
    }
    return std::nullopt;
}

} // namespace

QList<CopyItem> copyItems(const Services &services) {
    QList<CopyItem> items;
    const Settings &settings = services.configuration.settings();
    const Role *role = usualRole(settings);
    const auto used = inUse(services);
    QString account, name = usualRoleName(settings);
    if (role != nullptr) {
        account = accountOf(*role);
    } else if (used && used->route.isProfile() && (name.isEmpty() || name == used->route.profile)) {
        account = used->account;
        name = used->route.profile;
    }
    if (!account.isEmpty())
        items.append({Strings::tr("&Account %1").arg(groupedAccount(account)), account});
    if (role != nullptr && !role->arn.isEmpty())
        items.append({Strings::tr("Role A&RN of %1").arg(inMenu(role->name)), role->arn});
    if (auto url = cloneUrl(services.activity))
        items.append(*std::move(url));
    if (const QString &email = services.session.email(); !email.isEmpty())
        items.append({Strings::tr("&Email address %1").arg(inMenu(email)), email});
    if (!name.isEmpty()) {
        const QString start =
            role != nullptr ? u"vouch exec --role "_s : u"vouch exec --profile "_s;
        items.append({Strings::tr("Command &line: %1", "vouch exec --role Developer -- …")
                          .arg(start + inMenu(name) + u" -- …"_s),
                      role != nullptr ? execWithRole(name) : execWithProfile(name)});
    }
    return items;
}

void fillCopyMenu(QMenu &menu, const QList<CopyItem> &items) {
    menu.clear();
    for (const CopyItem &item : items)
        QObject::connect(menu.addAction(item.label), &QAction::triggered, &menu,
                         [text = item.text] { QGuiApplication::clipboard()->setText(text); });
}

} // namespace vouch::ui
