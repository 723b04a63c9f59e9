// SPDX-License-Identifier: Apache-2.0
#include "ui/prompts/question_page.h"
#include "ui/widgets/form.h"
#include "ui/widgets/input_cleaner.h"
#include "ui/widgets/plain_text.h"
#include "ui/widgets/secret_field.h"

#include <QCoreApplication>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QVBoxLayout>

namespace vouch::ui {

namespace {

/// An access key ID has at most 128 characters (IAM API reference, "AccessKey"). AWS doesn't
/// specify a limit for the secret, which has 40 today.
constexpr int maxId = 128;
constexpr int maxSecret = 256;
/// Before pasted text is cleaned.
constexpr int maxPasted = 1024;

class KeysPage : public QuestionPage {
    Q_DECLARE_TR_FUNCTIONS(vouch::ui::KeysPage)
public:
    explicit KeysPage(QWidget *parent)
        : QuestionPage(StatusRoom::Reserved, parent), id_(new SecretField(maxPasted, this)),
          secret_(new SecretField(maxPasted, this)), idLabel_(plainLabel({}, this)),
          secretLabel_(plainLabel({}, this)) {
        head()->addSpacing(headSpace);
        id_->setEchoMode(QLineEdit::Normal); // not secret, but a secret may be pasted by mistake
        id_->setValidator(new InputCleaner(InputCleaner::Keep::NoSpace, maxId, id_));
        secret_->setValidator(new InputCleaner(InputCleaner::Keep::NoSpace, maxSecret, secret_));
        for (SecretField *field : {id_, secret_})
            field->setContextMenuPolicy(Qt::DefaultContextMenu); // offers Paste: nobody types a key
        idLabel_->setBuddy(id_);
        secretLabel_->setBuddy(secret_);
        QFormLayout *form = settingsForm();
        form->addRow(idLabel_, id_);
        form->addRow(secretLabel_, secret_);
        body()->addSpacing(8);
        body()->addLayout(form);
        body()->addStretch();
        connect(id_, &QLineEdit::textChanged, this, &QuestionPage::edited);
        connect(secret_, &QLineEdit::textChanged, this, &QuestionPage::edited);
    }

    bool isComplete() const override {
        return !id_->text().isEmpty() && !secret_->text().isEmpty();
    }
    Questions::Answer take() override {
        Questions::Answer answer;
        answer.text = id_->text();
        answer.secret = std::make_shared<Secret>(secret_->take());
        return answer;
    }
    void wipe() override {
        id_->take();
        secret_->take();
    }
    QWidget *input() const override { return id_->text().isEmpty() ? id_ : secret_; }

protected:
    void showInput(const Questions::Question &question) override {
        idLabel_->setText(tr("Access key &ID"));
        secretLabel_->setText(tr("&Secret access key"));
        id_->setReadOnly(question.isBusy);
        secret_->setReadOnly(question.isBusy);
        setStatus(question.isBusy ? tr("Checking these keys with AWS…") : QString());
    }

private:
    SecretField *id_, *secret_;
    QLabel *idLabel_, *secretLabel_;
};

} // namespace

QuestionPage *keysPage(QWidget *parent) {
    return new KeysPage(parent);
}

} // namespace vouch::ui
