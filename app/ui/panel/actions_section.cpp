// SPDX-License-Identifier: Apache-2.0
#include "ui/panel/actions_section.h"

#include "ui/model/panel_content.h"
#include "ui/panel/panel_layout.h"
#include "ui/widgets/buttons.h"

#include <QCoreApplication>
#include <QHBoxLayout>
#include <QMenu>
#include <QPushButton>
#include <QVBoxLayout>

namespace vouch::ui {

namespace {

struct Strings {
    Q_DECLARE_TR_FUNCTIONS(vouch::ui::Panel)
};

constexpr int buttonHeight = 32;

/// Texts of the buttons, empty for a button that is hidden.
struct Labels {
    QString second, defaultButton;
};

Labels labelsFor(const PanelContent &content) {
    switch (content.state) {
    case State::NotSetUp:
        if (content.isProfilesOnly)
            return {content.copies.isEmpty() ? QString() : Strings::tr("Cop&y"),
                    content.hasConsole ? Strings::tr("&AWS console") : QString()};
        return {{}, Strings::tr("Set &up Vouch")};
    case State::SignedOut:
        return {{}, Strings::tr("Sign &in")};
    case State::Soon:
    case State::Ending:
        return {{}, Strings::tr("Sign &in again")};
    case State::Waiting:
        return {Strings::tr("&Not now"),
                content.isQuestion ? Strings::tr("&Answer…") : Strings::tr("Sign &in")};
    case State::Problem:
        return {Strings::tr("&Details"), Strings::tr("&Try again")};
    case State::Active:
        break;
    }
    return {};
}

void setLabel(QPushButton *button, const QString &text) {
    if (!text.isEmpty())
        setButtonText(button, text);
    button->setVisible(!text.isEmpty());
}

} // namespace

ActionsSection::ActionsSection(QWidget *parent) : PanelSection(parent) {
    column()->addSpacing(panelMetrics::separatorGap);
    auto *row = plainRow(nullptr, panelMetrics::relatedGap);
    second_ = newButton(this, buttonHeight);
    default_ = newButton(this, buttonHeight);
    copy_ = new QMenu(this);
    connect(copy_, &QMenu::aboutToShow, this, [this] { fillCopyMenu(*copy_, copies_); });
    row->addWidget(second_, 1);
    row->addWidget(default_, 1);
    column()->addLayout(row);
    column()->addSpacing(sectionBottomGap);
    connect(second_, &QPushButton::clicked, this, &ActionsSection::pressSecond);
    connect(default_, &QPushButton::clicked, this, &ActionsSection::pressDefault);
}

void ActionsSection::setContent(const PanelContent &content) {
    state_ = content.state;
    isQuestion_ = content.isQuestion;
    isProfilesOnly_ = content.state == State::NotSetUp && content.isProfilesOnly;
    copies_ = content.copies;
    second_->setMenu(isProfilesOnly_ ? copy_ : nullptr);
    const Labels labels = labelsFor(content);
    setLabel(second_, labels.second);
    setLabel(default_, labels.defaultButton);
    default_->setDefault(!labels.defaultButton.isEmpty() && !isProfilesOnly_);
    setVisible(!labels.defaultButton.isEmpty() || !labels.second.isEmpty());
}

void ActionsSection::pressSecond() {
    if (state_ == State::Problem)
        Q_EMIT detailsWanted();
    else if (state_ == State::Waiting)
        Q_EMIT notNowWanted();
}

void ActionsSection::pressDefault() {
    switch (state_) {
    case State::NotSetUp:
        return isProfilesOnly_ ? consoleWanted() : setUpWanted();
    case State::Problem:
        return tryAgainWanted();
    case State::Waiting:
        return isQuestion_ ? questionWanted() : signInWanted();
    default:
        return signInWanted();
    }
}

} // namespace vouch::ui
