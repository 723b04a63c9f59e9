// SPDX-License-Identifier: Apache-2.0
// Qt's own style for Windows is always light, and its dark colors show an unchecked box as a blue
// one: so the windows are drawn by Fusion, and the dark colors are ours, those of Explorer. The
// light ones and a contrast theme's are the system's, through Qt.
#include "platform/color_scheme.h"

#include "core/message_window_windows.h"
#include "platform/personal_colors_windows.h"

#include <QApplication>
#include <QPalette>
#include <QTimer>
#include <QWindow>

namespace vouch::platform {

using namespace Qt::Literals::StringLiterals;

namespace {

QPalette darkPalette() {
    constexpr QRgb window = 0xFF202020, fields = 0xFF191919, buttons = 0xFF333333;
    constexpr QRgb selection = 0xFF0078D7, link = 0xFF4CC2FF, disabled = 0xFF8A8A8A;
    QPalette palette{QColor(buttons), QColor(window)}; // with edges made from them
    palette.setColor(QPalette::Base, fields);
    palette.setColor(QPalette::AlternateBase, window);
    palette.setColor(QPalette::ToolTipBase, QColor(buttons));
    for (const auto text : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText,
                            QPalette::ToolTipText, QPalette::BrightText}) {
        palette.setColor(text, Qt::white);
        palette.setColor(QPalette::Disabled, text, disabled);
    }
    palette.setColor(QPalette::PlaceholderText, QColor(disabled));
    palette.setColor(QPalette::Highlight, selection);
    palette.setColor(QPalette::HighlightedText, Qt::white);
    palette.setColor(QPalette::Link, link);
    palette.setColor(QPalette::LinkVisited, link);
    return palette;
}

} // namespace

class ColorMessages : public QObject {
public:
    ColorMessages()
        : window_([this](UINT message, WPARAM what, LPARAM area) {
              // All messages of one change come at once, and Qt's window gets its own.
              if (isColorChange(message, what, area))
                  QTimer::singleShot(0, this, &ColorMessages::wear);
              return false;
          }) {
        if (QGuiApplication::platformName() == "windows"_L1)
            listener_.create();
        wear();
    }

private:
    void wear() {
        const bool isDark = areWindowsDark();
        if (isDark == wearsDark_)
            return;
        wearsDark_ = isDark;
        QApplication::setPalette(isDark ? darkPalette() : QPalette());
    }

    bool wearsDark_ = false;
    QWindow listener_; ///< never shown: Qt hears of new colors only through a window of its own
    MessageWindow window_;
};

QString widgetStyle() {
    return u"fusion"_s;
}

ColorScheme::ColorScheme() : messages_(std::make_unique<ColorMessages>()) {}

ColorScheme::~ColorScheme() = default;

} // namespace vouch::platform
