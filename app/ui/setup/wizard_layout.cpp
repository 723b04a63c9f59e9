// SPDX-License-Identifier: Apache-2.0
#include "ui/setup/wizard_layout.h"

#include <QAbstractButton>
#include <QBoxLayout>
#include <QCoreApplication>
#include <QFrame>

#include <algorithm>

namespace vouch::ui {

namespace {

struct Strings {
    Q_DECLARE_TR_FUNCTIONS(vouch::ui::Wizard)
};

/// The layout nested in `layout` that holds the widget; null if none does.
QBoxLayout *rowWith(QLayout *layout, QWidget *widget) {
    for (int i = 0; i < layout->count(); ++i)
        if (QLayout *inner = layout->itemAt(i)->layout()) {
            auto *row = qobject_cast<QBoxLayout *>(inner);
            if (row != nullptr && row->indexOf(widget) >= 0)
                return row;
            if (QBoxLayout *found = rowWith(inner, widget))
                return found;
        }
    return nullptr;
}

} // namespace

void nameWizardButtons(QWizard &wizard) {
    wizard.setButtonText(QWizard::BackButton, Strings::tr("&Back"));
    wizard.setButtonText(QWizard::FinishButton, Strings::tr("&Finish"));
    wizard.setButtonText(QWizard::CancelButton, Strings::tr("Cancel"));
    wizard.setButtonText(QWizard::HelpButton, Strings::tr("&Help"));
    wizard.setButtonText(skipWizardButton, Strings::tr("Skip for no&w"));
    wizard.setButtonText(undoWizardButton, Strings::tr("&Undo"));
    wizard.setButtonLayout({QWizard::HelpButton, skipWizardButton, undoWizardButton,
                            QWizard::Stretch, QWizard::BackButton, QWizard::NextButton,
                            QWizard::FinishButton, QWizard::CancelButton});
}

void layOutWizard(QWizard &wizard, const QWidget &page) {
    QWidget *before = nullptr;
    for (QWidget *each = wizard.nextInFocusChain(); each != &wizard;
         each = each->nextInFocusChain())
        if (each->focusPolicy() != Qt::NoFocus && page.isAncestorOf(each))
            before = each; // the page's last
    for (const auto which :
         {QWizard::HelpButton, skipWizardButton, undoWizardButton, QWizard::BackButton,
          QWizard::NextButton, QWizard::FinishButton, QWizard::CancelButton}) {
        if (before != nullptr)
            QWidget::setTabOrder(before, wizard.button(which));
        before = wizard.button(which);
    }
    const auto widen = [&wizard](QWizard::WizardButton which, int minWidth) {
        const QAbstractButton *shown = wizard.button(which);
        const int textWidth =
            shown->fontMetrics().size(Qt::TextShowMnemonic, shown->text()).width() + 28;
        wizard.button(which)->setMinimumSize(std::max(minWidth, textWidth),
                                             std::max(32, shown->sizeHint().height()));
    };
    for (const auto which : {QWizard::NextButton, QWizard::FinishButton})
        widen(which, 112);
    for (const auto which : {QWizard::BackButton, QWizard::CancelButton, QWizard::HelpButton,
                             undoWizardButton, skipWizardButton})
        widen(which, 88);
    if (QBoxLayout *row = rowWith(wizard.button(QWizard::NextButton)->parentWidget()->layout(),
                                  wizard.button(QWizard::NextButton))) {
        row->setContentsMargins(24, 12, 24, 13);
        row->setSpacing(8);
    }
    // The style would give both the background color of lists.
    auto *frame = qobject_cast<QFrame *>(page.parentWidget());
    frame->setFrameShape(QFrame::NoFrame);
    QWidget *side = wizard.sideWidget()->parentWidget();
    side->layout()->setContentsMargins(0, 0, 0, 0);
    for (QWidget *background : {static_cast<QWidget *>(frame), side})
        background->setBackgroundRole(QPalette::Window);
}

} // namespace vouch::ui
