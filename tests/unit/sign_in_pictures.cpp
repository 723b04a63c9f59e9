// SPDX-License-Identifier: Apache-2.0
// Draws every moment of the sign-in dialog into a folder, light and dark:
//     QT_QPA_PLATFORM=offscreen QT_SCALE_FACTOR=2 sign_in_pictures FOLDER [PERCENT]
// PERCENT is the size of the text; `-reverse` draws it from right to left.
#include "moving_clock.h"
#include "sign_in_samples.h"
#include "ui/sign_in_dialog.h"

#include <QApplication>
#include <QDir>
#include <QLineEdit>
#include <QLocale>
#include <QProxyStyle>
#include <QTranslator>

using namespace vouch;
using namespace vouch::ui;
using namespace Qt::Literals::StringLiterals;

namespace {

/// The mock-ups' order of the buttons, which is GNOME's.
class ReferenceStyle : public QProxyStyle {
public:
    ReferenceStyle() : QProxyStyle(u"Fusion"_s) {}
    int styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                  QStyleHintReturn *more) const override {
        if (hint == SH_DialogButtonLayout)
            return 3; // QPlatformDialogHelper::GnomeLayout
        if (hint == SH_Widget_Animation_Duration)
            return 0;
        return QProxyStyle::styleHint(hint, option, widget, more);
    }
};

QPalette dark() {
    QPalette palette(QColor(0x3A, 0x3D, 0x42), QColor(0x26, 0x29, 0x2C));
    palette.setColor(QPalette::Base, QColor(0x1C, 0x1E, 0x20));
    palette.setColor(QPalette::Highlight, QColor(0x2F, 0x6F, 0xD8));
    palette.setColor(QPalette::Link, QColor(0x8A, 0xB4, 0xF8));
    return palette;
}

QPalette light() {
    QPalette palette(QColor(0xEF, 0xEF, 0xEF), QColor(0xF4, 0xF5, 0xF6));
    palette.setColor(QPalette::WindowText, QColor(0x1B, 0x1D, 0x1F));
    palette.setColor(QPalette::Text, QColor(0x1B, 0x1D, 0x1F));
    palette.setColor(QPalette::Base, Qt::white);
    palette.setColor(QPalette::Button, QColor(0xFB, 0xFB, 0xFB));
    palette.setColor(QPalette::Highlight, QColor(0x24, 0x6B, 0xCE));
    palette.setColor(QPalette::Link, QColor(0x00, 0x57, 0xC2));
    return palette;
}

} // namespace

int main(int argc, char *argv[]) {
    QApplication application(argc, argv);
    QApplication::setStyle(new ReferenceStyle);
    const int percent = QApplication::arguments().value(2, u"100"_s).toInt();
    QApplication::setFont(QFont(u"Noto Sans"_s, percent / 10));
    QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
    QTranslator english; // its plural forms
    if (!english.load(u":/vouch/translations/vouch_en.qm"_s))
        return 1;
    QApplication::installTranslator(&english);
    const QDir folder(QApplication::arguments().value(1, u"."_s));
    test::MovingClock clock(sampleNow);
    for (const auto &[scheme, palette] : {std::pair{u"light"_s, light()}, {u"dark"_s, dark()}}) {
        QApplication::setPalette(palette);
        for (const SignInSample &sample : signInSamples()) {
            SignInDialog dialog(clock);
            dialog.showRequesters(sample.requesters);
            dialog.showMoment(sample.moment);
            dialog.present(sampleServer, std::chrono::hours(8));
            dialog.setFixedSize(dialog.wholeSize()); // whatever the screen is
            dialog.findChild<QLineEdit *>()->setText(sample.typed);
            QApplication::processEvents();
            dialog.grab().save(folder.filePath(u"sign-in-%1-%2.png"_s.arg(sample.name, scheme)));
        }
    }
    return 0;
}
