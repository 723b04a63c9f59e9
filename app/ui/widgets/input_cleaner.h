// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QValidator>

namespace vouch::ui {

/// Lets a field accept text pasted with extra characters around it: drops characters that can't
/// belong to the value, and rejects input that is still too long.
class InputCleaner : public QValidator {
    Q_OBJECT
public:
    enum class Keep {
        Digits,  ///< of any script, converted to ASCII
        NoSpace, ///< printable characters other than spaces
    };

    /// `maxLength`: the longest result, in UTF-16 code units.
    InputCleaner(Keep keep, int maxLength, QObject *parent);

    State validate(QString &input, int &position) const override;

private:
    Keep keep_;
    int maxLength_;
};

} // namespace vouch::ui
