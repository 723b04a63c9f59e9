// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "faults.h"
#include "look.h"

#include <QDir>
#include <QImage>

#include <utility>

/// Where the pictures go, and what is wrong with what they show.
class Gallery {
public:
    /// `screen`: the size of a small one; empty for the large one.
    explicit Gallery(const QString &folder, QString screen = {})
        : folder_(folder), screen_(std::move(screen)) {}

    /// Pictures are of this look and language from now on.
    void enter(const Look &look, const QString &language);
    /// Windows have to fit, instead of being as large as they want to be.
    bool isOnSmallScreen() const noexcept { return !screen_.isEmpty(); }
    bool isLarge() const noexcept { return look_.textPercent > 100; }

    /// Takes a picture of a window that is on the screen, and judges it.
    void take(QWidget &window, const QString &name, Room room = Room::Enough);
    /// The window may have another size in the next picture, because it shows something else.
    static void letResize(QWidget &window);
    /// Keeps a picture that belongs to no language.
    void keep(const QImage &image, const QString &name);
    /// Judges something else.
    void blame(const QString &name, const QStringList &faults);

    int pictures() const noexcept { return pictures_; }
    const QStringList &faults() const noexcept { return faults_; }

private:
    void judgeSize(QWidget &window, const QString &name);
    QString whole(const QString &name) const;

    QDir folder_;
    QString screen_;
    Look look_;
    QString language_;
    int pictures_ = 0;
    QStringList faults_;
};

/// What is drawn.
void drawEnrollment(Gallery &gallery);
void drawPanel(Gallery &gallery);
void drawQuestions(Gallery &gallery);
void drawSignIn(Gallery &gallery);
void drawSettings(Gallery &gallery);
void drawProfiles(Gallery &gallery);
void drawWizard(Gallery &gallery);
void drawKeys(Gallery &gallery);
void drawTray(Gallery &gallery);
void drawTrayIcons(Gallery &gallery);
