// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/input_cleaner.h"

#include <algorithm>

namespace vouch::ui {

InputCleaner::InputCleaner(Keep keep, int maxLength, QObject *parent)
    : QValidator(parent), keep_(keep), maxLength_(maxLength) {}

QValidator::State InputCleaner::validate(QString &input, int &position) const {
    QString kept;
    int newPosition = 0;
    for (qsizetype i = 0; i < input.size(); ++i) {
        if (i == position)
            newPosition = int(kept.size());
        const QChar character = input[i];
        if (keep_ == Keep::NoSpace && character.isPrint() && !character.isSpace())
            kept.append(character);
        else if (keep_ == Keep::Digits && character.digitValue() >= 0)
            kept.append(QChar(u'0' + character.digitValue()));
    }
    if (kept.size() > maxLength_)
        return Invalid;
    if (position >= input.size())
        newPosition = int(kept.size());
    if (kept != input) {
        input = kept;
        position = newPosition;
    }
    return Acceptable;
}

} // namespace vouch::ui
