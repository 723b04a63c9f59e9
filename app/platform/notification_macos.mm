// SPDX-License-Identifier: Apache-2.0
// The User Notifications framework. It serves applications in a bundle whom the user allowed to
// notify; for others there's no notification.
#include "platform/notification.h"

#include <QCoreApplication>
#include <QPointer>

#include <utility>

#import <Foundation/Foundation.h>
#import <UserNotifications/UserNotifications.h>

namespace {

using Guarded = QPointer<vouch::platform::Notification>;

NSString *native(const QString &text) {
    return [NSString stringWithUTF8String:text.toUtf8().constData()];
}

} // namespace

namespace vouch::platform {

/// The system's center. GUI thread; its answers come on other threads.
class NotificationDaemon {
public:
    explicit NotificationDaemon(Notification *notification);
    NotificationDaemon(const NotificationDaemon &) = delete;
    NotificationDaemon &operator=(const NotificationDaemon &) = delete;
    ~NotificationDaemon();

    bool isAvailable() const { return available_; }
    void show(const QString &title, const QString &text,
              const QList<Notification::Button> &buttons);
    void withdraw();

    void setAvailable(bool available) {
        if (std::exchange(available_, available) != available)
            Q_EMIT notification_->availableChanged();
    }
    /// `action` is a button's name; empty if the notification itself was clicked.
    void press(const QString &action) {
        const QString name = action.isEmpty() ? firstButton_ : action;
        if (!name.isEmpty())
            Q_EMIT notification_->pressed(name);
    }

private:
    Notification *notification_;
    id<UNUserNotificationCenterDelegate> delegate_;
    QString firstButton_;
    bool available_ = true;
};

} // namespace vouch::platform

/// Hands on what the user clicks.
@interface VouchNotificationDelegate : NSObject <UNUserNotificationCenterDelegate>
- (instancetype)initWithPress:(std::function<void(QString)>)press;
@end

@implementation VouchNotificationDelegate {
    std::function<void(QString)> press_;
}

- (instancetype)initWithPress:(std::function<void(QString)>)press {
    self = [super init];
    if (self)
        press_ = std::move(press);
    return self;
}

/// Also while a window of ours is in front.
- (void)userNotificationCenter:(UNUserNotificationCenter *)center
       willPresentNotification:(UNNotification *)notification
         withCompletionHandler:(void (^)(UNNotificationPresentationOptions options))done {
    (void)center;
    (void)notification;
    done(UNNotificationPresentationOptionBanner | UNNotificationPresentationOptionList);
}

- (void)userNotificationCenter:(UNUserNotificationCenter *)center
    didReceiveNotificationResponse:(UNNotificationResponse *)response
             withCompletionHandler:(void (^)(void))done {
    (void)center;
    const bool isButton =
        ![response.actionIdentifier isEqualToString:UNNotificationDefaultActionIdentifier];
    press_(isButton ? QString::fromUtf8(response.actionIdentifier.UTF8String) : QString());
    done();
}

@end

namespace vouch::platform {

namespace {

/// Of the only notification, which a new one replaces.
NSString *const identifier = @"vouch";

} // namespace

NotificationDaemon::NotificationDaemon(Notification *notification) : notification_(notification) {
    if (NSBundle.mainBundle.bundleIdentifier == nil) { // without a bundle, the center throws
        available_ = false;
        return;
    }
    const Guarded guarded(notification);
    delegate_ = [[VouchNotificationDelegate alloc] initWithPress:[this, guarded](QString action) {
        QMetaObject::invokeMethod(qApp, [this, guarded, action] {
            if (guarded)
                press(action);
        });
    }];
    UNUserNotificationCenter.currentNotificationCenter.delegate = delegate_;
}

NotificationDaemon::~NotificationDaemon() {
    if (delegate_ != nil)
        UNUserNotificationCenter.currentNotificationCenter.delegate = nil;
}

void NotificationDaemon::show(const QString &title, const QString &text,
                              const QList<Notification::Button> &buttons) {
    if (delegate_ == nil)
        return;
    firstButton_ = buttons.isEmpty() ? QString() : buttons.first().name;
    NSMutableArray<UNNotificationAction *> *actions = [NSMutableArray array];
    for (const Notification::Button &button : buttons)
        [actions addObject:[UNNotificationAction actionWithIdentifier:native(button.name)
                                                                title:native(button.text)
                                                              options:0]];
    UNNotificationCategory *category =
        [UNNotificationCategory categoryWithIdentifier:identifier
                                               actions:actions
                                     intentIdentifiers:[NSMutableArray array]
                                               options:UNNotificationCategoryOptionNone];
    UNMutableNotificationContent *content = [UNMutableNotificationContent new];
    content.title = native(title);
    content.body = native(text);
    content.categoryIdentifier = identifier;
    UNNotificationRequest *request = [UNNotificationRequest requestWithIdentifier:identifier
                                                                          content:content
                                                                          trigger:nil];
    UNUserNotificationCenter *center = UNUserNotificationCenter.currentNotificationCenter;
    [center setNotificationCategories:[NSSet setWithObject:category]];
    const Guarded guarded(notification_);
    // Asks the user the first time, and answers at once from then on.
    [center requestAuthorizationWithOptions:UNAuthorizationOptionAlert
                          completionHandler:^(BOOL granted, NSError *) {
                              const bool isGranted = granted;
                              QMetaObject::invokeMethod(qApp, [this, guarded, isGranted] {
                                  if (guarded)
                                      setAvailable(isGranted);
                              });
                              if (isGranted)
                                  [center addNotificationRequest:request withCompletionHandler:nil];
                          }];
}

void NotificationDaemon::withdraw() {
    if (delegate_ == nil)
        return;
    UNUserNotificationCenter *center = UNUserNotificationCenter.currentNotificationCenter;
    NSArray<NSString *> *ours = [NSArray arrayWithObject:identifier];
    [center removePendingNotificationRequestsWithIdentifiers:ours];
    [center removeDeliveredNotificationsWithIdentifiers:ours];
}

Notification::Notification(QObject *parent)
    : QObject(parent), daemon_(std::make_unique<NotificationDaemon>(this)) {}

Notification::~Notification() {
    withdraw();
}

bool Notification::isAvailable() const {
    return daemon_->isAvailable();
}

void Notification::show(const QString &title, const QString &text, const QList<Button> &buttons) {
    daemon_->show(title, text, buttons);
}

void Notification::withdraw() {
    daemon_->withdraw();
}

} // namespace vouch::platform
