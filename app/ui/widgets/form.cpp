// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/form.h"

#include "ui/widgets/on_screen.h"
#include "ui/widgets/plain_text.h"
#include "ui/widgets/theme.h"

#include <QEvent>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>

#include <algorithm>

namespace vouch::ui {

QFormLayout *settingsForm() {
    auto *form = new QFormLayout;
    form->setHorizontalSpacing(12);
    form->setVerticalSpacing(8);
    form->setFieldGrowthPolicy(QFormLayout::ExpandingFieldsGrow);
    return form;
}

QLabel *sectionLabel(const QString &text, QWidget *parent) {
    QLabel *label = plainLabel(text, parent);
    label->setFont(scaledFont(parent->font(), 1, QFont::DemiBold));
    return label;
}

void setHint(QLineEdit *field, const QString &hint) {
    constexpr int frame = 16;
    field->setPlaceholderText(hint);
    field->setMinimumWidth(field->fontMetrics().horizontalAdvance(hint) + frame);
}

void growToFit(QWidget *window, const QEvent *event) {
    if (event->type() != QEvent::LayoutRequest || window->layout() == nullptr)
        return;
    const QLayout *layout = window->layout();
    const int wanted = layout->hasHeightForWidth() ? layout->totalHeightForWidth(window->width())
                                                   : layout->totalSizeHint().height();
    const int height = std::min(wanted, roomOnScreen(window).height());
    if (height > window->height())
        window->resize(window->width(), height);
}

} // namespace vouch::ui
