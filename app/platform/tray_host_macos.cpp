// SPDX-License-Identifier: Apache-2.0
// The menu bar is there whenever windows can be shown, and stays.
#include "platform/tray_host.h"

#include <QGuiApplication>
#include <QTimer>

namespace vouch::platform {

class TrayWatch {
public:
    explicit TrayWatch(TrayHost *host) : host_(host) {}

    void look() {
        QTimer::singleShot(0, host_, [this] {
            isPresent_ = QGuiApplication::platformName() == QLatin1StringView("cocoa");
            if (isPresent_)
                Q_EMIT host_->found();
            else
                Q_EMIT host_->missing();
        });
    }

    bool isPresent() const { return isPresent_; }

private:
    TrayHost *host_;
    bool isPresent_ = false;
};

TrayHost::TrayHost(QObject *parent) : QObject(parent), watch_(std::make_unique<TrayWatch>(this)) {}

TrayHost::~TrayHost() = default;

void TrayHost::look() {
    watch_->look();
}

bool TrayHost::isPresent() const {
    return watch_->isPresent();
}

} // namespace vouch::platform
