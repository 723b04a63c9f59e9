// SPDX-License-Identifier: Apache-2.0
#include "look.h"

#include "ui/widgets/contrast_style.h"
#include "ui/widgets/languages.h"

#include <QApplication>
#include <QFont>
#include <QLocale>
#include <QStyle>

using namespace Qt::Literals::StringLiterals;

namespace {

/// The mockups' order of the buttons, which is GNOME's; and nothing moves.
class ReferenceStyle : public vouch::ui::ContrastStyle {
public:
    ReferenceStyle() : ContrastStyle(u"Fusion"_s) {}
    int styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                  QStyleHintReturn *more) const override {
        constexpr int gnomeLayout = 3; // QPlatformDialogHelper::GnomeLayout
        if (hint == SH_DialogButtonLayout)
            return gnomeLayout;
        if (hint == SH_Widget_Animation_Duration)
            return 0;
        return ContrastStyle::styleHint(hint, option, widget, more);
    }
};

QPalette light() {
    QPalette palette(QColor(0xEF, 0xEF, 0xEF), QColor(0xF4, 0xF5, 0xF6));
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText}) {
        palette.setColor(QPalette::Active, role, QColor(0x1B, 0x1D, 0x1F));
        palette.setColor(QPalette::Inactive, role, QColor(0x1B, 0x1D, 0x1F));
    }
    palette.setColor(QPalette::Base, Qt::white);
    palette.setColor(QPalette::Button, QColor(0xFB, 0xFB, 0xFB));
    palette.setColor(QPalette::Highlight, QColor(0x2A, 0x6E, 0xDB));
    palette.setColor(QPalette::HighlightedText, Qt::white);
    palette.setColor(QPalette::Link, QColor(0x00, 0x57, 0xC2));
    return palette;
}

QPalette dark() {
    QPalette palette(QColor(0x3A, 0x3D, 0x42), QColor(0x26, 0x29, 0x2C));
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText}) {
        palette.setColor(QPalette::Active, role, QColor(0xEC, 0xEE, 0xEF));
        palette.setColor(QPalette::Inactive, role, QColor(0xEC, 0xEE, 0xEF));
    }
    palette.setColor(QPalette::Base, QColor(0x1C, 0x1E, 0x20));
    palette.setColor(QPalette::Highlight, QColor(0x2F, 0x6F, 0xE0));
    palette.setColor(QPalette::HighlightedText, Qt::white);
    palette.setColor(QPalette::Link, QColor(0x8A, 0xB4, 0xF8));
    return palette;
}

QPalette highContrast() {
    QPalette palette(Qt::black, Qt::black);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText,
                            QPalette::Mid, QPalette::Dark, QPalette::Light})
        palette.setColor(role, Qt::white);
    palette.setColor(QPalette::Base, Qt::black);
    palette.setColor(QPalette::Highlight, Qt::yellow);
    palette.setColor(QPalette::HighlightedText, Qt::black);
    palette.setColor(QPalette::Link, Qt::yellow);
    return palette;
}

} // namespace

QList<Look> usualLooks() {
    return {{u"light"_s, light()}, {u"dark"_s, dark()}};
}

QList<Look> specialLooks() {
    return {large({u"light"_s, light()}),
            {u"reversed"_s, light(), 100, true},
            {u"contrast"_s, highContrast()}};
}

Look large(Look look) {
    look.name = u"large-"_s + look.name;
    look.textPercent = 200;
    return look;
}

void wear(const Look &look) {
    QApplication::setStyle(new ReferenceStyle);
    QPalette palette = look.palette;
    QApplication::style()->polish(palette); // as Qt does with a desktop's
    QApplication::setPalette(palette);
    QApplication::setFont(QFont(u"Noto Sans"_s, look.textPercent / 10));
    QApplication::setLayoutDirection(look.isReversed ? Qt::RightToLeft : Qt::LeftToRight);
}

void speakAndWrite(const QString &language) {
    vouch::ui::setLanguage(language);
    QLocale::setDefault(language == "en"_L1 ? QLocale(u"en_GB"_s) : QLocale(language));
}
