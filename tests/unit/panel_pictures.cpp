// SPDX-License-Identifier: Apache-2.0
// Draws the panel in each of its states into a folder, light and dark:
//     QT_QPA_PLATFORM=offscreen QT_SCALE_FACTOR=2 panel_pictures FOLDER
#include "panel_samples.h"
#include "ui/panel.h"

#include <QApplication>
#include <QDir>

using namespace Qt::Literals::StringLiterals;

namespace {

QPalette dark() {
    QPalette palette(QColor(0x3A, 0x3D, 0x42), QColor(0x26, 0x29, 0x2C));
    palette.setColor(QPalette::Base, QColor(0x1C, 0x1E, 0x20));
    palette.setColor(QPalette::Link, QColor(0x8A, 0xB4, 0xF8));
    return palette;
}

QPalette light() {
    QPalette palette(QColor(0xEF, 0xEF, 0xEF), QColor(0xF4, 0xF5, 0xF6));
    palette.setColor(QPalette::WindowText, QColor(0x1B, 0x1D, 0x1F));
    palette.setColor(QPalette::Base, Qt::white);
    palette.setColor(QPalette::Button, QColor(0xFB, 0xFB, 0xFB));
    palette.setColor(QPalette::Link, QColor(0x00, 0x57, 0xC2));
    return palette;
}

} // namespace

int main(int argc, char *argv[]) {
    QApplication application(argc, argv);
    QApplication::setStyle(u"Fusion"_s);
    QApplication::setFont(QFont(u"Noto Sans"_s, 10));
    const QDir folder(QApplication::arguments().value(1, u"."_s));
    for (const auto &[scheme, palette] : {std::pair{u"light"_s, light()}, {u"dark"_s, dark()}}) {
        QApplication::setPalette(palette);
        for (const auto &[name, content] : vouch::ui::panelSamples()) {
            vouch::ui::Panel panel;
            panel.setForm(vouch::ui::Panel::Form::Popup, true);
            panel.setContent(content);
            panel.present();
            panel.resize(panel.fittingSize({2000, 2000})); // whatever the screen is
            QApplication::processEvents();
            panel.grab().save(folder.filePath(u"panel-%1-%2.png"_s.arg(name, scheme)));
        }
    }
    return 0;
}
