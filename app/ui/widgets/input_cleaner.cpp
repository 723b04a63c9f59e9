// SPDX-License-Identifier: Apache-2.0
#include "ui/widgets/input_cleaner.h"

#include <algorithm>

namespace vouch::ui {

InputCleaner::InputCleaner(Keep keep, int most, QObject *parent)
    : QValidator(parent), keep_(keep), most_(most) {}

QValidator::State InputCleaner::validate(QString &input, int &position) const {
    QString kept;
    int place = 0;
    for (qsizetype i = 0; i < input.size(); ++i) {
        if (i == position)
            place = int(kept.size());
        const QChar sign = input[i];
        if (keep_ == Keep::NoSpace && sign.isPrint() && !sign.isSpace())
            kept.append(sign);
        else if (keep_ == Keep::Digits && sign.digitValue() >= 0)
            kept.append(QChar(u'0' + sign.digitValue()));
    }
    if (kept.size() > most_)
        return Invalid;
    if (position >= input.size())
        place = int(kept.size());
    if (kept != input) {
        input = kept;
        position = place;
    }
    return Acceptable;
}

} // namespace vouch::ui
