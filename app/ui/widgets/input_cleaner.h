// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QValidator>

namespace vouch::ui {

/// Lets a field take what was copied from somewhere with more around it: what cannot belong there
/// is left out, and what would be too long is not taken at all.
class InputCleaner : public QValidator {
    Q_OBJECT
public:
    enum class Keep {
        Digits,  ///< of any script, as those of ASCII
        NoSpace, ///< everything but space and what cannot be printed
    };

    /// Of what it keeps, at most so many characters.
    InputCleaner(Keep keep, int most, QObject *parent);

    State validate(QString &input, int &position) const override;

private:
    Keep keep_;
    int most_;
};

} // namespace vouch::ui
