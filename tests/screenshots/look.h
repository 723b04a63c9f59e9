// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <QList>
#include <QPalette>
#include <QString>

/// How the pictures are drawn: what a person chooses for all their programs.
struct Look {
    QString name; ///< as the pictures' names have it
    QPalette palette;
    int textPercent = 100;
    bool isReversed = false; ///< from right to left
};

/// Light and dark, as the mockups have them.
QList<Look> usualLooks();
/// Text of double size, from right to left, and high contrast.
QList<Look> specialLooks();

/// The same with text of double size.
Look large(Look look);

/// Has the application look so.
void wear(const Look &look);
/// Has it speak a language, and write its numbers and times.
void speakAndWrite(const QString &language);
