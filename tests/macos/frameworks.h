// SPDX-License-Identifier: Apache-2.0
// What Vouch uses of Apple's frameworks, declared as Apple's documentation has it, so that the
// files for macOS can be compiled without Apple's headers. toolchain.cmake puts this one in the
// place of each framework's. It shows that our calls fit these lines, and not that these lines fit
// Apple's.
#pragma once

#include <cstdint>
#include <mach/mach.h>

extern "C" {

// Core Foundation
typedef const void *CFTypeRef;
typedef const struct __CFAllocator *CFAllocatorRef;
typedef const struct __CFString *CFStringRef;
typedef const struct __CFNumber *CFNumberRef;
typedef const struct __CFDictionary *CFDictionaryRef;
typedef struct __CFDictionary *CFMutableDictionaryRef;
typedef struct __CFRunLoop *CFRunLoopRef;
typedef struct __CFRunLoopSource *CFRunLoopSourceRef;
typedef struct __CFNotificationCenter *CFNotificationCenterRef;
typedef CFStringRef CFNotificationName;
typedef CFStringRef CFRunLoopMode;
typedef long CFIndex;
typedef double CFTimeInterval;
typedef unsigned char Boolean;
typedef std::int32_t OSStatus;
typedef CFIndex CFNumberType;
enum { kCFNumberIntType = 9 };
typedef std::int32_t CFRunLoopRunResult;
typedef CFIndex CFNotificationSuspensionBehavior;
enum { CFNotificationSuspensionBehaviorDeliverImmediately = 4 };
struct CFDictionaryKeyCallBacks;
struct CFDictionaryValueCallBacks;
typedef void (*CFNotificationCallback)(CFNotificationCenterRef center, void *observer,
                                       CFNotificationName name, const void *object,
                                       CFDictionaryRef userInfo);
extern const CFAllocatorRef kCFAllocatorDefault;
extern const CFDictionaryKeyCallBacks kCFTypeDictionaryKeyCallBacks;
extern const CFDictionaryValueCallBacks kCFTypeDictionaryValueCallBacks;
extern const CFRunLoopMode kCFRunLoopDefaultMode;
#define CFSTR(text) ((CFStringRef)__builtin___CFStringMakeConstantString("" text ""))
void CFRelease(CFTypeRef object);
CFNumberRef CFNumberCreate(CFAllocatorRef allocator, CFNumberType type, const void *value);
CFDictionaryRef CFDictionaryCreate(CFAllocatorRef allocator, const void **keys, const void **values,
                                   CFIndex count, const CFDictionaryKeyCallBacks *keyCallBacks,
                                   const CFDictionaryValueCallBacks *valueCallBacks);
CFRunLoopRef CFRunLoopGetCurrent(void);
CFRunLoopRef CFRunLoopGetMain(void);
CFRunLoopRunResult CFRunLoopRunInMode(CFRunLoopMode mode, CFTimeInterval seconds,
                                      Boolean returnAfterSourceHandled);
void CFRunLoopStop(CFRunLoopRef loop);
void CFRunLoopAddSource(CFRunLoopRef loop, CFRunLoopSourceRef source, CFRunLoopMode mode);
void CFRunLoopRemoveSource(CFRunLoopRef loop, CFRunLoopSourceRef source, CFRunLoopMode mode);
CFNotificationCenterRef CFNotificationCenterGetDistributedCenter(void);
void CFNotificationCenterAddObserver(CFNotificationCenterRef center, const void *observer,
                                     CFNotificationCallback callback, CFStringRef name,
                                     const void *object, CFNotificationSuspensionBehavior behavior);
void CFNotificationCenterRemoveEveryObserver(CFNotificationCenterRef center, const void *observer);

// ApplicationServices: the session of the WindowServer
CFDictionaryRef CGSessionCopyCurrentDictionary(void);

// IOKit
typedef kern_return_t IOReturn;
typedef mach_port_t io_object_t;
typedef io_object_t io_connect_t;
typedef io_object_t io_service_t;
typedef struct IONotificationPort *IONotificationPortRef;
#define kIOReturnSuccess KERN_SUCCESS
#define kIOReturnNotPrivileged ((IOReturn)0xe00002c1)
#define kIOReturnExclusiveAccess ((IOReturn)0xe00002c5)
#define kIOReturnBusy ((IOReturn)0xe00002d5)
#define kIOReturnNotPermitted ((IOReturn)0xe00002e2)
extern const mach_port_t kIOMainPortDefault;
CFMutableDictionaryRef IORegistryEntryIDMatching(std::uint64_t entryID);
io_service_t IOServiceGetMatchingService(mach_port_t mainPort, CFDictionaryRef matching);
kern_return_t IOObjectRelease(io_object_t object);
kern_return_t IOServiceClose(io_connect_t connect);
CFRunLoopSourceRef IONotificationPortGetRunLoopSource(IONotificationPortRef port);
void IONotificationPortDestroy(IONotificationPortRef port);

// IOKit: sleep
#define kIOMessageCanSystemSleep ((std::uint32_t)0xe0000270)
#define kIOMessageSystemWillSleep ((std::uint32_t)0xe0000280)
typedef void (*IOServiceInterestCallback)(void *context, io_service_t service,
                                          std::uint32_t message, void *argument);
io_connect_t IORegisterForSystemPower(void *context, IONotificationPortRef *port,
                                      IOServiceInterestCallback callback, io_object_t *notifier);
IOReturn IODeregisterForSystemPower(io_object_t *notifier);
IOReturn IOAllowPowerChange(io_connect_t kernelPort, long notificationID);

// IOKit: HID
typedef struct __IOHIDDevice *IOHIDDeviceRef;
typedef struct __IOHIDManager *IOHIDManagerRef;
typedef std::uint32_t IOOptionBits;
typedef int IOHIDReportType;
enum { kIOHIDReportTypeInput = 0, kIOHIDReportTypeOutput = 1 };
enum { kIOHIDOptionsTypeNone = 0, kIOHIDOptionsTypeSeizeDevice = 1 };
#define kIOHIDDeviceUsagePageKey "DeviceUsagePage"
typedef void (*IOHIDCallback)(void *context, IOReturn result, void *sender);
typedef void (*IOHIDReportCallback)(void *context, IOReturn result, void *sender,
                                    IOHIDReportType type, std::uint32_t reportID,
                                    std::uint8_t *report, CFIndex length);
typedef void (*IOHIDDeviceCallback)(void *context, IOReturn result, void *sender,
                                    IOHIDDeviceRef device);
IOHIDDeviceRef IOHIDDeviceCreate(CFAllocatorRef allocator, io_service_t service);
IOReturn IOHIDDeviceOpen(IOHIDDeviceRef device, IOOptionBits options);
IOReturn IOHIDDeviceClose(IOHIDDeviceRef device, IOOptionBits options);
IOReturn IOHIDDeviceSetReport(IOHIDDeviceRef device, IOHIDReportType type, CFIndex reportID,
                              const std::uint8_t *report, CFIndex length);
void IOHIDDeviceRegisterInputReportCallback(IOHIDDeviceRef device, std::uint8_t *report,
                                            CFIndex length, IOHIDReportCallback callback,
                                            void *context);
void IOHIDDeviceRegisterRemovalCallback(IOHIDDeviceRef device, IOHIDCallback callback,
                                        void *context);
void IOHIDDeviceScheduleWithRunLoop(IOHIDDeviceRef device, CFRunLoopRef loop, CFStringRef mode);
void IOHIDDeviceUnscheduleFromRunLoop(IOHIDDeviceRef device, CFRunLoopRef loop, CFStringRef mode);
IOHIDManagerRef IOHIDManagerCreate(CFAllocatorRef allocator, IOOptionBits options);
void IOHIDManagerSetDeviceMatching(IOHIDManagerRef manager, CFDictionaryRef matching);
void IOHIDManagerRegisterDeviceMatchingCallback(IOHIDManagerRef manager,
                                                IOHIDDeviceCallback callback, void *context);
void IOHIDManagerRegisterDeviceRemovalCallback(IOHIDManagerRef manager,
                                               IOHIDDeviceCallback callback, void *context);
void IOHIDManagerScheduleWithRunLoop(IOHIDManagerRef manager, CFRunLoopRef loop, CFStringRef mode);
void IOHIDManagerUnscheduleFromRunLoop(IOHIDManagerRef manager, CFRunLoopRef loop,
                                       CFStringRef mode);

// Security
typedef struct __SecKeychain *SecKeychainRef;
typedef std::uint32_t SecKeychainStatus;
enum { kSecUnlockStateStatus = 1 };
enum { errSecSuccess = 0, errSecNoSuchKeychain = -25294, errSecNoDefaultKeychain = -25307 };
OSStatus SecKeychainGetStatus(SecKeychainRef keychain, SecKeychainStatus *status);

} // extern "C"

#ifdef __OBJC__
#include <objc/NSObject.h>

@interface NSString : NSObject
@property(readonly) const char *UTF8String;
+ (instancetype)stringWithUTF8String:(const char *)text;
- (BOOL)isEqualToString:(NSString *)other;
@end
@interface NSError : NSObject
@end
@interface NSArray<Object> : NSObject
+ (instancetype)arrayWithObject:(Object)object;
@end
@interface NSMutableArray<Object> : NSArray <Object>
+ (instancetype)array;
- (void)addObject:(Object)object;
@end
@interface NSSet<Object> : NSObject
+ (instancetype)setWithObject:(Object)object;
@end
@interface NSBundle : NSObject
@property(class, readonly) NSBundle *mainBundle;
@property(readonly) NSString *bundleIdentifier;
@end

// User Notifications
typedef NSUInteger UNAuthorizationOptions;
enum : NSUInteger { UNAuthorizationOptionAlert = 1 << 2 };
typedef NSUInteger UNNotificationActionOptions;
enum : NSUInteger { UNNotificationActionOptionForeground = 1 << 2 };
typedef NSUInteger UNNotificationCategoryOptions;
enum : NSUInteger { UNNotificationCategoryOptionNone = 0 };
typedef NSUInteger UNNotificationPresentationOptions;
enum : NSUInteger {
    UNNotificationPresentationOptionList = 1 << 3,
    UNNotificationPresentationOptionBanner = 1 << 4
};
extern "C" NSString *const UNNotificationDefaultActionIdentifier;
@interface UNNotificationContent : NSObject
@end
@interface UNMutableNotificationContent : UNNotificationContent
@property(copy) NSString *title;
@property(copy) NSString *body;
@property(copy) NSString *categoryIdentifier;
@end
@interface UNNotificationTrigger : NSObject
@end
@interface UNNotificationRequest : NSObject
@property(readonly, copy) NSString *identifier;
+ (instancetype)requestWithIdentifier:(NSString *)identifier
                              content:(UNNotificationContent *)content
                              trigger:(UNNotificationTrigger *)trigger;
@end
@interface UNNotification : NSObject
@property(readonly, copy) UNNotificationRequest *request;
@end
@interface UNNotificationResponse : NSObject
@property(readonly, copy) UNNotification *notification;
@property(readonly, copy) NSString *actionIdentifier;
@end
@interface UNNotificationAction : NSObject
+ (instancetype)actionWithIdentifier:(NSString *)identifier
                               title:(NSString *)title
                             options:(UNNotificationActionOptions)options;
@end
@interface UNNotificationCategory : NSObject
+ (instancetype)categoryWithIdentifier:(NSString *)identifier
                               actions:(NSArray<UNNotificationAction *> *)actions
                     intentIdentifiers:(NSArray<NSString *> *)intentIdentifiers
                               options:(UNNotificationCategoryOptions)options;
@end
@class UNUserNotificationCenter;
@protocol UNUserNotificationCenterDelegate <NSObject>
@optional
- (void)userNotificationCenter:(UNUserNotificationCenter *)center
       willPresentNotification:(UNNotification *)notification
         withCompletionHandler:(void (^)(UNNotificationPresentationOptions options))done;
- (void)userNotificationCenter:(UNUserNotificationCenter *)center
    didReceiveNotificationResponse:(UNNotificationResponse *)response
             withCompletionHandler:(void (^)(void))done;
@end
@interface UNUserNotificationCenter : NSObject
+ (UNUserNotificationCenter *)currentNotificationCenter;
@property(weak) id<UNUserNotificationCenterDelegate> delegate;
- (void)requestAuthorizationWithOptions:(UNAuthorizationOptions)options
                      completionHandler:(void (^)(BOOL granted, NSError *error))done;
- (void)setNotificationCategories:(NSSet<UNNotificationCategory *> *)categories;
- (void)addNotificationRequest:(UNNotificationRequest *)request
         withCompletionHandler:(void (^)(NSError *error))done;
- (void)removeDeliveredNotificationsWithIdentifiers:(NSArray<NSString *> *)identifiers;
- (void)removePendingNotificationRequestsWithIdentifiers:(NSArray<NSString *> *)identifiers;
@end
#endif
