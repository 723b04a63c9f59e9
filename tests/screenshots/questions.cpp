// SPDX-License-Identifier: Apache-2.0
#include "gallery.h"
#include "moving_clock.h"
#include "question_samples.h"
#include "ui/prompts/question_dialog.h"

#include <QLineEdit>
#include <QMap>

using namespace vouch;
using namespace vouch::ui;
using namespace Qt::Literals::StringLiterals;

void drawQuestions(Gallery &gallery) {
    test::MovingClock clock(sampleNow + std::chrono::seconds(16));
    QMap<int, QSize> sizes; // of the same question, whatever its state
    const auto draw = [&](const QuestionSample &sample, Room room) {
        QuestionDialog dialog(clock);
        dialog.showQuestion(sample.question);
        dialog.present(true);
        if (!gallery.isOnSmallScreen())
            dialog.setFixedSize(dialog.wholeSize()); // whatever the screen is
        for (auto *field : dialog.findChildren<QLineEdit *>()) {
            if (field->isVisible())
                field->setText(sample.typed);
        }
        gallery.take(dialog, u"question-"_s + sample.name, room);
        using Kind = Questions::Question::Kind;
        const Kind kind = sample.question.kind;
        if (kind != Kind::Code && kind != Kind::Keys)
            return;
        const int question = int(kind);
        if (!gallery.isLarge() && sizes.value(question, dialog.wholeSize()) != dialog.wholeSize())
            gallery.blame(u"question-"_s + sample.name, {u"has another size than before"_s});
        sizes.insert(question, dialog.wholeSize());
    };
    for (const QuestionSample &sample : questionSamples())
        draw(sample, gallery.isLarge() ? Room::Scarce : Room::Enough);
    draw(longQuestionSample(), Room::Scarce);
}
