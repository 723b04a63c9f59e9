// SPDX-License-Identifier: Apache-2.0
#include "ui/prompts/question_page.h"
#include "ui/text/question_text.h"
#include "ui/widgets/theme.h"

#include <QCheckBox>
#include <QCoreApplication>
#include <QListWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace vouch::ui {

namespace {

constexpr int minRowHeight = 28;
constexpr int rowPadding = 8;
constexpr int maxChoiceRows = 7;
constexpr int minRows = 3;
constexpr int maxShown = 200; ///< characters of a name
constexpr int nameRole = Qt::UserRole;

class ChoicePage : public QuestionPage {
    Q_DECLARE_TR_FUNCTIONS(vouch::ui::ChoicePage)
public:
    explicit ChoicePage(QWidget *parent)
        : QuestionPage(StatusRoom::OnDemand, parent), list_(new QListWidget(this)),
          remember_(new QCheckBox(this)) {
        head()->addSpacing(headSpace);
        list_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
        list_->setTextElideMode(Qt::ElideMiddle);
        body()->addWidget(list_, 1);
        body()->addSpacing(8);
        body()->addWidget(remember_);
        connect(list_, &QListWidget::currentRowChanged, this, &QuestionPage::edited);
        connect(list_, &QListWidget::itemDoubleClicked, this, &QuestionPage::accepted);
    }

    bool isComplete() const override { return list_->currentItem() != nullptr; }
    Questions::Answer take() override {
        Questions::Answer answer;
        answer.text = list_->currentItem()->data(nameRole).toString();
        answer.remember = remember_->isChecked();
        return answer;
    }
    QWidget *input() const override { return list_; }
    void fit(int width) override {
        QuestionPage::fit(width);
        const int rows = std::clamp(list_->count(), minRows, maxChoiceRows);
        list_->setMinimumHeight(rows * rowHeight() + 2 * list_->frameWidth());
    }

protected:
    void showInput(const Questions::Question &question) override {
        list_->setEnabled(!question.isBusy);
        remember_->setEnabled(!question.isBusy);
        remember_->setText(tr("&Remember for this repository"));
        list_->setAccessibleName(questionText(question).title);
        if (question.roles == roles_ && question.profiles == profiles_ && list_->count() > 0)
            return;
        roles_ = question.roles;
        profiles_ = question.profiles;
        remember_->setChecked(true);
        list_->clear();
        const bool both = !roles_.isEmpty() && !profiles_.isEmpty();
        if (both)
            addHeading(tr("Roles"));
        addNames(roles_);
        if (both)
            addHeading(tr("AWS profiles"));
        addNames(profiles_);
        list_->setCurrentRow(both ? 1 : 0);
    }
    void changeEvent(QEvent *event) override {
        QuestionPage::changeEvent(event);
        if (event->type() != QEvent::PaletteChange)
            return;
        for (int row = 0; row < list_->count(); ++row) {
            if (QListWidgetItem *item = list_->item(row); item->flags() == Qt::NoItemFlags)
                item->setForeground(mutedColor(palette()));
        }
    }

private:
    int rowHeight() const {
        return std::max(minRowHeight, list_->fontMetrics().height() + rowPadding);
    }
    void addNames(const QStringList &names) {
        for (const QString &name : names) {
            auto *item = new QListWidgetItem(name.left(maxShown), list_);
            item->setData(nameRole, name);
            item->setSizeHint({0, rowHeight()});
        }
    }
    /// A row that can't be selected; the arrow keys skip it.
    void addHeading(const QString &text) {
        auto *item = new QListWidgetItem(text, list_);
        item->setFlags(Qt::NoItemFlags);
        item->setFont(scaledFont(font(), 0.92, QFont::DemiBold));
        item->setForeground(mutedColor(palette()));
        item->setSizeHint({0, rowHeight()});
    }

    QListWidget *list_;
    QCheckBox *remember_;
    QStringList roles_, profiles_; ///< shown in the list
};

} // namespace

QuestionPage *choicePage(QWidget *parent) {
    return new ChoicePage(parent);
}

} // namespace vouch::ui
