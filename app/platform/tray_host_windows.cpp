// SPDX-License-Identifier: Apache-2.0
// The taskbar belongs to Explorer, which can start after us, and again. Qt takes it for granted.
#include "platform/tray_host.h"

#include "core/message_window_windows.h"
#include "platform/personal_colors_windows.h"

#include <QTimer>

#include <chrono>

namespace vouch::platform {

using namespace std::chrono_literals;

namespace {

constexpr auto loginTime = 10s; ///< how long Windows may take to start the taskbar

bool isThereATaskbar() {
    return ::FindWindowW(L"Shell_TrayWnd", nullptr) != nullptr;
}

} // namespace

class TrayWatch : public QObject {
    Q_OBJECT
public:
    explicit TrayWatch(TrayHost *host)
        : host_(host), created_(::RegisterWindowMessageW(L"TaskbarCreated")),
          window_([this](UINT message, WPARAM what, LPARAM area) {
              if (message == created_)
                  begin();
              if (isColorChange(message, what, area))
                  Q_EMIT host_->barChanged();
              return false;
          }) {
        patience_.setSingleShot(true);
        connect(&patience_, &QTimer::timeout, this, [this] {
            if (isThereATaskbar())
                Q_EMIT host_->found();
            else
                Q_EMIT host_->missing();
        });
    }

    void look() {
        isLooking_ = true;
        begin();
    }

private:
    /// Reports from the event loop.
    void begin() {
        if (isLooking_)
            patience_.start(isThereATaskbar() ? 0s : loginTime);
    }

    TrayHost *host_;
    const UINT created_;
    bool isLooking_ = false;
    QTimer patience_;
    MessageWindow window_;
};

TrayHost::TrayHost(QObject *parent) : QObject(parent), watch_(std::make_unique<TrayWatch>(this)) {}

TrayHost::~TrayHost() = default;

void TrayHost::look() {
    watch_->look();
}

bool TrayHost::isPresent() const {
    return isThereATaskbar();
}

} // namespace vouch::platform

#include "tray_host_windows.moc"
