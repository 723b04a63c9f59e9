// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "moving_clock.h"
#include "patience.h"
#include "sign_in_samples.h"
#include "ui/prompts/sign_in_dialog.h"
#include "ui/widgets/pin_field.h"

#include <QAbstractButton>
#include <QApplication>
#include <QLabel>
#include <QProxyStyle>
#include <QTest>

#include <memory>

/// The sign-in dialog with a clock that the test controls and a style without animations.
namespace vouch::ui {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

class StillStyle : public QProxyStyle {
public:
    explicit StillStyle(bool still) : QProxyStyle(u"Fusion"_s), still_(still) {}
    int styleHint(StyleHint hint, const QStyleOption *option, const QWidget *widget,
                  QStyleHintReturn *more) const override {
        return hint == SH_Widget_Animation_Duration && still_
                   ? 0
                   : QProxyStyle::styleHint(hint, option, widget, more);
    }

private:
    bool still_;
};

template <typename T>
QList<T *> visible(const QWidget &in) {
    QList<T *> found = in.findChildren<T *>();
    found.removeIf([](const T *widget) { return !widget->isVisible(); });
    return found;
}

inline QPoint placeOf(const QWidget *widget) {
    return widget->mapTo(widget->window(), QPoint(0, 0));
}

class DialogBench {
public:
    DialogBench() {
        QApplication::setStyle(new StillStyle(true));
        begin();
    }
    ~DialogBench() {
        dialog.reset();
        QApplication::setLayoutDirection(Qt::LeftToRight);
        QApplication::setFont(usualFont_);
    }
    /// A new dialog.
    void begin() {
        dialog = std::make_unique<SignInDialog>(clock, [this] { return ticks; });
    }

    void open(const QString &name) {
        for (const SignInSample &sample : signInSamples()) {
            if (sample.name != name)
                continue;
            dialog->setAim(sample.aim);
            dialog->showRequesters(sample.requesters);
            dialog->showState(sample.state);
            dialog->present(sampleServer, 8h);
            QTRY_VERIFY(dialog->isActiveWindow());
            return;
        }
        QFAIL(qPrintable(name));
    }
    PinField *pin() const { return dialog->findChild<PinField *>(); }
    QLabel *labelWith(const QString &text) const {
        for (QLabel *label : visible<QLabel>(*dialog))
            if (label->text() == text || label->text().contains(u'>' + text + u'<'))
                return label;
        return nullptr;
    }
    QAbstractButton *button(const QString &text) const {
        for (QAbstractButton *button : visible<QAbstractButton>(*dialog))
            if (QString(button->text()).remove(u'&') == text)
                return button;
        return nullptr;
    }

    test::MovingClock clock{sampleNow};
    InputGuard::Instant ticks;
    std::unique_ptr<SignInDialog> dialog;

private:
    QFont usualFont_ = QApplication::font();
};

} // namespace vouch::ui
