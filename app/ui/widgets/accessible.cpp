// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/accessible.h"

#include <QAccessibleWidget>
#include <QVariant>
#include <QWidget>

namespace vouch::ui {

namespace {

constexpr char roleProperty[] = "vouchAccessibleRole";

/// Qt calls this for each class of an object, the most derived first.
QAccessibleInterface *makeInterface(const QString &, QObject *object) {
    const QVariant role = object->property(roleProperty);
    if (!role.isValid() || !object->isWidgetType())
        return nullptr;
    return new QAccessibleWidget(static_cast<QWidget *>(object), QAccessible::Role(role.toInt()));
}

} // namespace

void setAccessibleRole(QWidget *widget, QAccessible::Role role) {
    static const bool installed = (QAccessible::installFactory(makeInterface), true);
    Q_UNUSED(installed)
    widget->setProperty(roleProperty, int(role));
}

void announce(QWidget *widget) {
    // Qt 6.8 adds an announcement event; before that, use an alert.
    QAccessibleEvent event(widget, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
}

} // namespace vouch::ui
