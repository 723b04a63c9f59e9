// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/text/sign_in_text.h"
#include "ui/widgets/pin_field.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QStackedWidget;

namespace vouch::ui {

class KeyPicture;
class TouchTime;

/// One state of the sign-in dialog: picture, title, text, input, and status. The rows keep their
/// heights when they are empty.
class CeremonyPage : public QWidget {
    Q_OBJECT
public:
    explicit CeremonyPage(QWidget *parent);

    /// The window width that these texts need, from 440 to 560 pixels.
    int neededWidth(const QList<CeremonyText> &texts) const;
    /// Fixes the row heights so that these texts fit a window of that width.
    void fit(const QList<CeremonyText> &texts, int width);

    void setState(const SignIn::CeremonyState &state, const CeremonyText &text, int secondsLeft);

    PinField *pin() const { return pin_; }
    QComboBox *accounts() const { return accounts_; }
    KeyPicture *picture() const { return picture_; }
    QLabel *title() const { return title_; }
    QLabel *status() const { return status_; }

protected:
    void changeEvent(QEvent *event) override;

private:
    void showInput(const SignIn::CeremonyState &state);
    void applyColors();

    KeyPicture *picture_;
    QLabel *title_, *text_, *mark_, *status_, *statusMore_;
    QStackedWidget *input_;
    QWidget *noInput_;
    PinField *pin_;
    QComboBox *accounts_;
    TouchTime *touchTime_;
    QLabel *tick_;
    QWidget *statusRow_;
    CeremonyText::Weight weight_ = CeremonyText::Weight::Muted;
    bool blinks_ = false;
};

} // namespace vouch::ui
