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

/// What the sign-in dialog shows of one moment: picture, title, text, an input and a status, in
/// rows that keep their heights where they are empty.
class CeremonyPage : public QWidget {
    Q_OBJECT
public:
    explicit CeremonyPage(QWidget *parent);

    /// How wide the window has to be for these words, from 440 to 560.
    int neededWidth(const QList<CeremonyText> &all) const;
    /// Fixes the rows, so that these words fit a window of that width.
    void fit(const QList<CeremonyText> &all, int width);

    void setState(const SignIn::CeremonyState &state, const CeremonyText &words, int secondsLeft);

    PinField *pin() const { return pin_; }
    QComboBox *accounts() const { return accounts_; }
    KeyPicture *picture() const { return picture_; }
    QLabel *title() const { return title_; }
    QLabel *status() const { return status_; }

protected:
    void changeEvent(QEvent *event) override;

private:
    void showInput(const SignIn::CeremonyState &state);
    void paintWords();

    KeyPicture *picture_;
    QLabel *title_, *text_, *mark_, *status_, *statusMore_;
    QStackedWidget *input_;
    QWidget *nothing_;
    PinField *pin_;
    QComboBox *accounts_;
    TouchTime *touchTime_;
    QWidget *statusRow_;
    CeremonyText::Weight weight_ = CeremonyText::Weight::Muted;
    bool blinks_ = false;
};

} // namespace vouch::ui
