// SPDX-License-Identifier: Apache-2.0
#include "breaks.h"

#include <QLabel>
#include <QRegularExpression>
#include <QTextLayout>

using namespace Qt::Literals::StringLiterals;

namespace {

/// What has to stay on one line: an account or another number in groups, a region, an email
/// address.
const QRegularExpression &wholes() {
    static const QRegularExpression pattern(
        u"\\d+(?:[ \\x{A0}\\x{202F}]\\d+)+|\\d{2,}|\\b[a-z]{2}(?:-[a-z]+)+-\\d\\b|[\\w.+-]+@[\\w.-]+"_s,
        QRegularExpression::UseUnicodePropertiesOption);
    return pattern;
}

/// Where the lines of a paragraph begin, as a label breaks them.
QList<qsizetype> lineStarts(const QString &paragraph, const QFont &font, int width) {
    QTextLayout layout(paragraph, font);
    QTextOption option;
    option.setWrapMode(QTextOption::WordWrap);
    layout.setTextOption(option);
    layout.beginLayout();
    QList<qsizetype> starts;
    for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
        line.setLineWidth(width);
        starts.append(line.textStart());
    }
    layout.endLayout();
    return starts;
}

} // namespace

QStringList breakFaultsOf(const QWidget &window) {
    QStringList faults;
    for (const auto *label : window.findChildren<QLabel *>()) {
        if (!label->isVisible() || !label->wordWrap() || label->window() != &window)
            continue;
        for (const QString &paragraph : label->text().split(u'\n')) {
            const auto starts = lineStarts(paragraph, label->font(), label->contentsRect().width());
            for (auto each = wholes().globalMatch(paragraph); each.hasNext();) {
                const QRegularExpressionMatch whole = each.next();
                const bool isDivided = std::ranges::any_of(starts, [&](qsizetype start) {
                    return start > whole.capturedStart() && start < whole.capturedEnd();
                });
                if (isDivided)
                    faults.append(u"“%1” is divided by a line break in “%2”"_s.arg(whole.captured(),
                                                                                   paragraph));
            }
        }
    }
    return faults;
}
