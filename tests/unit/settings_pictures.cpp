// SPDX-License-Identifier: Apache-2.0
// Draws the settings' window, page by page, and what it opens into a folder, light and dark:
//     QT_QPA_PLATFORM=offscreen QT_SCALE_FACTOR=2 settings_pictures FOLDER
#include "settings_samples.h"
#include "ui/languages.h"
#include "ui/role_dialog.h"
#include "ui/rule_dialog.h"

#include <QApplication>
#include <QLineEdit>
#include <QPushButton>
#include <QSaveFile>
#include <QTableWidget>
#include <QTemporaryDir>

using namespace vouch;
using namespace vouch::ui;
using Page = SettingsWindow::Page;

namespace {

QPalette dark() {
    QPalette palette(QColor(0x45, 0x49, 0x4D), QColor(0x26, 0x29, 0x2C));
    palette.setColor(QPalette::Base, QColor(0x1C, 0x1E, 0x20));
    palette.setColor(QPalette::Highlight, QColor(0x2F, 0x6F, 0xE0));
    palette.setColor(QPalette::HighlightedText, Qt::white);
    return palette;
}

QPalette light() {
    QPalette palette(QColor(0xEF, 0xEF, 0xEF), QColor(0xF4, 0xF5, 0xF6));
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Active, role, QColor(0x1B, 0x1D, 0x1F));
    palette.setColor(QPalette::Base, Qt::white);
    palette.setColor(QPalette::Button, QColor(0xFB, 0xFB, 0xFB));
    palette.setColor(QPalette::Highlight, QColor(0x2A, 0x6E, 0xDB));
    palette.setColor(QPalette::HighlightedText, Qt::white);
    return palette;
}

void type(QWidget &window, const QString &before, const QString &text) {
    for (auto *edit : window.findChildren<QLineEdit *>())
        if (edit->text() == before) {
            edit->setText(text);
            edit->setModified(true);
            Q_EMIT edit->textEdited(text);
            Q_EMIT edit->editingFinished();
            return;
        }
}

void save(QWidget &window, const QString &path) {
    for (int turn = 0; turn < 5; ++turn)
        QApplication::processEvents();
    window.grab().save(path);
}

} // namespace

int main(int argc, char *argv[]) {
    qputenv("DBUS_SYSTEM_BUS_ADDRESS", "disabled:");
    const QTemporaryDir home;
    qputenv("XDG_CONFIG_HOME", home.path().toUtf8());
    QApplication application(argc, argv);
    QApplication::setStyle(u"Fusion"_s);
    QApplication::setFont(
        QFont(u"Noto Sans"_s, qEnvironmentVariable("VOUCH_LARGE").isEmpty() ? 10 : 20));
    speak({});
    const QDir folder(QApplication::arguments().value(1, u"."_s));
    QDir(home.path()).mkpath(u"vouch"_s);
    QFile file(home.filePath(u"vouch/settings"_s));
    if (!file.open(QIODevice::WriteOnly))
        return 1;
    file.write(sampleFile);
    file.close();
    file.setPermissions(QFile::ReadOwner | QFile::WriteOwner);
    for (const auto &[scheme, palette] : {std::pair{u"light"_s, light()}, {u"dark"_s, dark()}}) {
        QApplication::setPalette(palette);
        const auto path = [&](const QString &name) {
            return folder.filePath(u"settings-%1-%2.png"_s.arg(name, scheme));
        };
        SettingsParts parts(home.path());
        parts.activity.clear();
        parts.activity.record(sampleUse(u"release-notes"_s, true));
        parts.activity.record(sampleUse(u"infra-live"_s, true));
        parts.activity.record(sampleUse(u"billing"_s, false, u"Developer may not read it"_s));
        SettingsWindow &window = parts.window;
        const QStringList names{u"general"_s, u"roles"_s, u"notices"_s, u"locking"_s,
                                u"activity"_s};
        for (int page = 0; page < names.size(); ++page) {
            window.showPage(Page(page));
            save(window, path(names[page]));
        }
        type(window, u"https://us.vouch.example"_s, u"http://us.vouch.sh"_s);
        type(window, u"30, 5"_s, u"30, soon"_s);
        window.showPage(Page::General);
        save(window, path(u"general-refused"_s));
        window.showPage(Page::Notices);
        save(window, path(u"notices-refused"_s));

        RoleDialog role(parts.configuration, {}, &window);
        role.show();
        for (auto *edit : role.findChildren<QLineEdit *>())
            if (edit->placeholderText().startsWith(u"arn:"_s)) {
                edit->setText(u"arn:aws:iam::1234:user/nora"_s);
                edit->setModified(true);
                Q_EMIT edit->editingFinished();
            }
        save(role, path(u"role"_s));
        RuleDialog rule(parts.configuration, {}, &window);
        rule.show();
        save(rule, path(u"rule"_s));
    }
    return 0;
}
