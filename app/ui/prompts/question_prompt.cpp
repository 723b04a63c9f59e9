// SPDX-License-Identifier: Apache-2.0
#include "ui/prompts/question_prompt.h"

#include <utility>

namespace vouch::ui {

QuestionPrompt::QuestionPrompt(Questions &questions, Clock &clock,
                               std::function<InputGuard::Instant()> ticks)
    : questions_(questions), dialog_(clock, std::move(ticks)) {
    connect(&questions_, &Questions::currentChanged, this, &QuestionPrompt::update);
    connect(&dialog_, &QuestionDialog::answered, &questions_, &Questions::answer);
    connect(&dialog_, &QuestionDialog::declined, &questions_, &Questions::decline);
    connect(&dialog_, &QuestionDialog::attentionNeeded, this, &QuestionPrompt::attentionNeeded);
    connect(&dialog_, &QuestionDialog::attentionOver, this, &QuestionPrompt::attentionOver);
    update();
}

void QuestionPrompt::update() {
    const Questions::Question *question = questions_.current();
    if (question == nullptr) {
        if (isOpen())
            dialog_.dismiss();
        return;
    }
    dialog_.showQuestion(*question);
    if (!isOpen())
        dialog_.present(false);
}

void QuestionPrompt::raise() {
    if (questions_.current() != nullptr)
        dialog_.present(true);
}

} // namespace vouch::ui
