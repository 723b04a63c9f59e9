// SPDX-License-Identifier: Apache-2.0
#include "ui/model/role_menu.h"

#include "session/credentials/role_choices.h"

#include <QActionGroup>
#include <QMenu>

namespace vouch::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

/// Longest name in a menu, which is as wide as its longest entry.
constexpr int maxName = 60;

QString label(const QString &name) {
    const QString shown = name.size() > maxName ? name.first(maxName - 1) + u'…' : name;
    return QString(shown).replace(u'&', u"&&"_s);
}

} // namespace

void fillRoleMenu(QMenu &menu, const RoleChoices &choices,
                  const std::function<void(const QString &)> &chosen) {
    menu.clear();
    auto *group = menu.findChild<QActionGroup *>();
    if (group == nullptr)
        group = new QActionGroup(&menu);
    const auto add = [&](const QString &name) {
        QAction *choice = menu.addAction(label(name));
        choice->setCheckable(true);
        choice->setChecked(name == choices.current);
        group->addAction(choice);
        QObject::connect(choice, &QAction::triggered, &menu, [chosen, name] { chosen(name); });
    };
    for (const QString &role : choices.roles)
        add(role);
    if (!choices.roles.isEmpty() && !choices.profiles.isEmpty())
        menu.addSeparator();
    for (const QString &profile : choices.profiles)
        add(profile);
}

} // namespace vouch::ui
