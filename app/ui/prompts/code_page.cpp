// SPDX-License-Identifier: Apache-2.0
#include "ui/prompts/question_page.h"
#include "ui/text/question_text.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/code_field.h"
#include "ui/widgets/key_picture.h"
#include "ui/widgets/plain_text.h"

#include <QCoreApplication>
#include <QLabel>
#include <QVBoxLayout>

#include <memory>

namespace vouch::ui {

using namespace std::chrono_literals;

namespace {

class CodePage : public QuestionPage {
    Q_DECLARE_TR_FUNCTIONS(vouch::ui::CodePage)
public:
    CodePage(Clock &clock, QWidget *parent)
        : QuestionPage(StatusRoom::Reserved, parent), clock_(clock), code_(new CodeField(this)),
          reason_(plainLabel({}, this)) {
        auto *picture = new KeyPicture(this);
        picture->setScene(KeyPicture::Scene::Code);
        head()->addWidget(picture, 0, Qt::AlignHCenter);
        head()->addSpacing(8);
        body()->addWidget(code_, 0, Qt::AlignCenter);
        reason_->setWordWrap(true);
        reason_->setAlignment(Qt::AlignHCenter);
        foot()->addWidget(reason_);
        connect(code_, &QLineEdit::textChanged, this, &QuestionPage::edited);
    }

    bool isComplete() const override { return code_->isComplete(); }
    Questions::Answer take() override {
        Questions::Answer answer;
        answer.secret = std::make_shared<Secret>(code_->take());
        return answer;
    }
    void wipe() override { code_->take(); }
    QWidget *input() const override { return code_; }
    void fit(int width) override {
        QuestionPage::fit(width);
        code_->fit(font());
        makeSmall(reason_);
    }

protected:
    void showInput(const Questions::Question &question) override {
        isBusy_ = question.isBusy;
        reason_->setText(tr("AWS doesn't accept security keys for this call, so it needs a code."));
        makeMuted(reason_);
        code_->setReadOnly(isBusy_); // disabling it would move the focus to Cancel
        code_->setAccessibleName(questionText(question).window);
        updateStatus();
    }
    void showEvent(QShowEvent *event) override {
        QuestionPage::showEvent(event);
        updateStatus();
    }
    void hideEvent(QHideEvent *event) override {
        QuestionPage::hideEvent(event);
        nextSecond_.reset();
    }
    void changeEvent(QEvent *event) override {
        QuestionPage::changeEvent(event);
        if (event->type() == QEvent::PaletteChange)
            makeMuted(reason_);
    }

private:
    /// Counts down once a second while the page is visible.
    void updateStatus() {
        nextSecond_.reset();
        if (isBusy_)
            return setStatus(tr("AWS is checking the code."));
        const Time now = clock_.now();
        setStatus(tr("This code changes in %n second(s)", nullptr, codeSecondsLeft(now)));
        if (isVisible())
            nextSecond_ = clock_.at(now + 1s, [this] { updateStatus(); });
    }

    Clock &clock_;
    CodeField *code_;
    QLabel *reason_;
    bool isBusy_ = false;
    std::unique_ptr<Alarm> nextSecond_;
};

} // namespace

QuestionPage *codePage(Clock &clock, QWidget *parent) {
    return new CodePage(clock, parent);
}

} // namespace vouch::ui
