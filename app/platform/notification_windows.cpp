// SPDX-License-Identifier: Apache-2.0
// A notification belongs to an icon of the taskbar: this one's is there only as long as the
// notification. It has no buttons; a click on it, or on its icon, presses the first.
#include "platform/notification.h"

#include "core/message_window_windows.h"

#include <shellapi.h>

#include <algorithm>
#include <utility>

namespace vouch::platform {

namespace {

constexpr UINT iconMessage = WM_APP + 1;

/// Cuts the text to what fits, with its NUL.
template <std::size_t size>
void copyText(wchar_t (&to)[size], const QString &text) {
    const std::wstring all = text.left(qsizetype(size) - 1).toStdWString();
    std::copy(all.begin(), all.end(), to);
    to[all.size()] = L'\0';
}

} // namespace

class NotificationDaemon {
public:
    explicit NotificationDaemon(Notification *notification)
        : window_([this, notification](UINT message, WPARAM, LPARAM event) {
              if (message != iconMessage)
                  return false;
              if (event == NIN_BALLOONUSERCLICK || event == WM_LBUTTONUP) {
                  withdraw();
                  if (const QString button = std::exchange(first_, {}); !button.isEmpty())
                      Q_EMIT notification->pressed(button);
              } else if (event == NIN_BALLOONTIMEOUT || event == NIN_BALLOONHIDE) {
                  withdraw();
              }
              return true;
          }) {}

    void show(const QString &title, const QString &text,
              const QList<Notification::Button> &buttons) {
        withdraw();
        first_ = buttons.isEmpty() ? QString() : buttons.first().name;
        NOTIFYICONDATAW data = icon();
        data.uFlags = NIF_MESSAGE | NIF_ICON | NIF_TIP | NIF_INFO;
        data.uCallbackMessage = iconMessage;
        // The program's, in the size of NIIF_LARGE_ICON; the taskbar shrinks it.
        data.hIcon = ::LoadIconW(::GetModuleHandleW(nullptr), MAKEINTRESOURCEW(1));
        data.hBalloonIcon = data.hIcon;
        data.dwInfoFlags = NIIF_USER | NIIF_LARGE_ICON | NIIF_NOSOUND;
        copyText(data.szTip, QStringLiteral("Vouch"));
        copyText(data.szInfoTitle, title);
        copyText(data.szInfo, text);
        isShown_ = ::Shell_NotifyIconW(NIM_ADD, &data);
    }

    void withdraw() {
        NOTIFYICONDATAW data = icon();
        if (std::exchange(isShown_, false))
            ::Shell_NotifyIconW(NIM_DELETE, &data);
    }

private:
    NOTIFYICONDATAW icon() const {
        NOTIFYICONDATAW data{};
        data.cbSize = sizeof data;
        data.hWnd = window_.handle();
        return data;
    }

    MessageWindow window_;
    QString first_; ///< the first button's name
    bool isShown_ = false;
};

Notification::Notification(QObject *parent)
    : QObject(parent), daemon_(std::make_unique<NotificationDaemon>(this)) {}

Notification::~Notification() {
    withdraw();
}

bool Notification::isAvailable() const {
    return ::FindWindowW(L"Shell_TrayWnd", nullptr) != nullptr;
}

void Notification::show(const QString &title, const QString &text, const QList<Button> &buttons) {
    daemon_->show(title, text, buttons);
}

void Notification::withdraw() {
    daemon_->withdraw();
}

} // namespace vouch::platform
