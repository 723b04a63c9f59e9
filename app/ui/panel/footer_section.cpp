// SPDX-License-Identifier: Apache-2.0
#include "ui/panel/footer_section.h"

#include "ui/model/panel_content.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/plain_text.h"

#include <QCoreApplication>
#include <QHBoxLayout>
#include <QMenu>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

namespace vouch::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Strings {
    Q_DECLARE_TR_FUNCTIONS(vouch::ui::Panel)
};

constexpr int footerMargin = 7; ///< above and below the buttons

} // namespace

FooterSection::FooterSection(QWidget *parent) : PanelSection(parent, panelMetrics::relatedGap) {
    auto *row = plainRow(nullptr, panelMetrics::relatedGap);
    row->setContentsMargins(0, footerMargin, 0, footerMargin);
    column()->addLayout(row);
    const auto add = [this, row](const QString &text) {
        QToolButton *button = newFlatButton(text, this);
        button->setMinimumHeight(
            std::max(panelMetrics::rowButtonHeight, button->sizeHint().height()));
        row->addWidget(button);
        return button;
    };
    git_ = add(Strings::tr("Set up &git"));
    connect(git_, &QToolButton::clicked, this, &FooterSection::gitWanted);
    keys_ = add(Strings::tr("&Keys"));
    connect(keys_, &QToolButton::clicked, this, &FooterSection::keysWanted);
    connect(add(Strings::tr("&Settings")), &QToolButton::clicked, this,
            &FooterSection::settingsWanted);
    row->addStretch();
    QToolButton *more = add(u"⋯"_s);
    more->setAccessibleName(Strings::tr("More"));
    more->setToolTip(plainToolTip(Strings::tr("More")));
    more->setPopupMode(QToolButton::InstantPopup);
    auto *menu = new QMenu(more);
    console_ =
        menu->addAction(Strings::tr("Open AWS &console"), this, &FooterSection::consoleWanted);
    copy_ = menu->addMenu(Strings::tr("Cop&y"));
    connect(copy_, &QMenu::aboutToShow, this, [this] { fillCopyMenu(*copy_, copies_); });
    menu->addSeparator();
    moreKeys_ = menu->addAction(Strings::tr("&Keys"), this, &FooterSection::keysWanted);
    why_ = menu->addAction(Strings::tr("&Why did git fail?"), this, &FooterSection::whyWanted);
    menu->addAction(Strings::tr("&Help"), Qt::Key_F1, this, &FooterSection::helpWanted);
    menu->addSeparator();
    menu->addAction(Strings::tr("&About Vouch"), this, &FooterSection::aboutWanted);
    menu->addAction(Strings::tr("&Quit Vouch"), this, &FooterSection::quitWanted);
    connect(more, &QToolButton::clicked, this,
            [more, menu] { menu->popup(more->mapToGlobal(QPoint(0, more->height()))); });
}

void FooterSection::setContent(const PanelContent &content) {
    git_->setVisible(!content.isFirstStart);
    keys_->setVisible(!content.isFirstStart && !content.isProfilesOnly);
    copies_ = content.copies;
    console_->setVisible(content.hasConsole);
    copy_->menuAction()->setVisible(!copies_.isEmpty());
    moreKeys_->setVisible(content.isProfilesOnly);
    why_->setVisible(!content.isFirstStart);
}

} // namespace vouch::ui
