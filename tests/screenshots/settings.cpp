// SPDX-License-Identifier: Apache-2.0
#include "gallery.h"
#include "settings_samples.h"
#include "ui/settings/check_dialog.h"
#include "ui/settings/report_dialog.h"
#include "ui/settings/role_dialog.h"
#include "ui/settings/rule_dialog.h"
#include "ui/widgets/languages.h"

#include <QFile>
#include <QLineEdit>
#include <QTemporaryDir>

using namespace vouch;
using namespace vouch::ui;
using namespace Qt::Literals::StringLiterals;
using Page = SettingsWindow::Page;

namespace {

void type(const QWidget &window, const QString &before, const QString &text) {
    for (auto *edit : window.findChildren<QLineEdit *>()) {
        if (edit->text() != before && edit->placeholderText() != before)
            continue;
        edit->setText(text);
        edit->setModified(true);
        Q_EMIT edit->textEdited(text);
        Q_EMIT edit->editingFinished();
        return;
    }
}

/// The pages of somebody whose organization set something.
void drawOrganizations(Gallery &gallery, const QString &home, Room room) {
    QFile file(home + u"/vouch/organization"_s);
    if (!file.open(QIODevice::WriteOnly))
        return gallery.blame(u"settings-organization"_s, {u"cannot be written"_s});
    file.write("[server]\n\turl = https://us.vouch.sh\n[lock]\n\tscreen = true\n\tsuspend = true\n"
               "[role \"Support\"]\n\tarn = arn:aws:iam::210987654321:role/Support\n"
               "[use]\n\trule = support-* Support\n"
               "[policy]\n\tlocked = server\n\tlocked = lock-screen\n\tlocked = roles\n");
    file.close();
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    SettingsParts parts(home);
    for (const auto &[page, name] :
         {std::pair{Page::General, u"general"_s}, std::pair{Page::Roles, u"roles"_s},
          std::pair{Page::Locking, u"locking"_s}}) {
        parts.window.showPage(page);
        gallery.take(parts.window, u"settings-organization-"_s + name, room);
    }
}

} // namespace

void drawSettings(Gallery &gallery) {
    const QTemporaryDir home;
    QDir(home.path()).mkpath(u"vouch"_s);
    QFile file(home.filePath(u"vouch/settings"_s));
    if (!file.open(QIODevice::WriteOnly))
        return gallery.blame(u"settings"_s, {u"cannot be written"_s});
    file.write(sampleFile + "[ui]\n\tlanguage = " + currentLanguage().toUtf8() + '\n');
    file.close();
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);

    const Room room = gallery.isLarge() ? Room::Scarce : Room::Enough;
    SettingsParts parts(home.path());
    for (const ActivityEntry &use : sampleUses())
        parts.activity.record(use);
    SettingsWindow &window = parts.window;
    const QStringList names{u"general"_s, u"roles"_s,   u"aws"_s,      u"profiles"_s,
                            u"notices"_s, u"locking"_s, u"activity"_s, u"help"_s};
    for (int page = 0; page < names.size(); ++page) {
        window.showPage(Page(page));
        gallery.take(window, u"settings-"_s + names[page], room);
    }
    type(window, u"https://us.vouch.sh"_s, u"http://us.vouch.sh"_s);
    window.showPage(Page::General);
    gallery.take(window, u"settings-general-refused"_s, room);
    RoleDialog role(parts.configuration, {}, &window);
    role.show();
    gallery.take(role, u"settings-role"_s, room);
    type(role, u"arn:aws:iam::123456789012:role/Name"_s, u"arn:aws:iam::1234:user/nora"_s);
    gallery.take(role, u"settings-role-refused"_s, room);
    ReportDialog report(parts.report, &window);
    report.show();
    QCoreApplication::processEvents(); // its content arrives through a future
    gallery.take(report, u"settings-report"_s, room);
    CheckDialog check(sampleChecks(), &window);
    check.show();
    QCoreApplication::processEvents();
    gallery.take(check, u"settings-check"_s, room);
    RuleDialog rule(parts.configuration, {}, {u"acme-dev"_s}, &window);
    rule.show();
    gallery.take(rule, u"settings-rule"_s, room);
    drawOrganizations(gallery, home.path(), room);
}
