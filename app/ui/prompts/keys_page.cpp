// SPDX-License-Identifier: Apache-2.0
#include "ui/prompts/question_page.h"
#include "ui/widgets/access_key_fields.h"
#include "ui/widgets/form.h"
#include "ui/widgets/plain_text.h"
#include "ui/widgets/secret_field.h"

#include <QCoreApplication>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QVBoxLayout>

namespace vouch::ui {

namespace {

class KeysPage : public QuestionPage {
    Q_DECLARE_TR_FUNCTIONS(vouch::ui::KeysPage)
public:
    explicit KeysPage(QWidget *parent)
        : QuestionPage(StatusRoom::Reserved, parent), fields_(this), idLabel_(plainLabel({}, this)),
          secretLabel_(plainLabel({}, this)) {
        head()->addSpacing(headSpace);
        idLabel_->setBuddy(fields_.id);
        secretLabel_->setBuddy(fields_.secret);
        QFormLayout *form = settingsForm();
        form->addRow(idLabel_, fields_.id);
        form->addRow(secretLabel_, fields_.secret);
        body()->addSpacing(8);
        body()->addLayout(form);
        body()->addStretch();
        connect(fields_.id, &QLineEdit::textChanged, this, &QuestionPage::edited);
        connect(fields_.secret, &QLineEdit::textChanged, this, &QuestionPage::edited);
    }

    bool isComplete() const override { return fields_.isComplete(); }
    Questions::Answer take() override {
        Questions::Answer answer;
        answer.text = fields_.id->text();
        answer.secret = std::make_shared<Secret>(fields_.secret->take());
        return answer;
    }
    void wipe() override { fields_.wipe(); }
    QWidget *input() const override {
        return fields_.id->text().isEmpty() ? fields_.id : fields_.secret;
    }

protected:
    void showInput(const Questions::Question &question) override {
        idLabel_->setText(tr("Access key &ID"));
        secretLabel_->setText(tr("&Secret access key"));
        fields_.setReadOnly(question.isBusy);
        setStatus(question.isBusy ? tr("Checking these keys with AWS…") : QString());
    }

private:
    AccessKeyFields fields_;
    QLabel *idLabel_, *secretLabel_;
};

} // namespace

QuestionPage *keysPage(QWidget *parent) {
    return new KeysPage(parent);
}

} // namespace vouch::ui
