// SPDX-License-Identifier: Apache-2.0
#include "ui/setup/finding_rows.h"

#include "ui/widgets/form.h"
#include "ui/widgets/marked_lines.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/toned_label.h"

#include <QCheckBox>
#include <QVBoxLayout>

#include <algorithm>

namespace vouch::ui {

using namespace Qt::Literals::StringLiterals;

QString withMnemonic(const QString &text, QString &taken) {
    QString label = text;
    label.replace(u'&', u"&&"_s);
    for (qsizetype i = 0; i < label.size(); ++i) {
        const QChar letter = label[i].toLower();
        if (!letter.isLetter() || taken.contains(letter))
            continue;
        taken.append(letter);
        return label.insert(i, u'&');
    }
    return label;
}

FindingRows::FindingRows(QWidget *parent)
    : QWidget(parent), title_(sectionLabel({}, this)), layout_(new QVBoxLayout(this)) {
    layout_->setContentsMargins(0, 0, 0, 0);
    layout_->setSpacing(12);
    layout_->addWidget(title_);
}

void FindingRows::setFindings(const QList<Finding> &findings, const QString &reserved) {
    const auto wasTicked = [this](const Finding &finding) {
        for (qsizetype i = 0; i < findings_.size(); ++i)
            if (boxes_[i] != nullptr && findings_[i].name == finding.name &&
                findings_[i].detail == finding.detail)
                return boxes_[i]->isChecked();
        return finding.suggested;
    };
    auto *rows = new QWidget(this);
    auto *column = new QVBoxLayout(rows);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(14);
    QString taken = reserved;
    QList<QCheckBox *> boxes;
    for (const Finding &finding : findings) {
        const auto mark = finding.weight == Finding::Weight::Breaks ? MarkedLines::Mark::Warning
                                                                    : MarkedLines::Mark::Quiet;
        auto *row = new MarkedLines(mark, finding.fact, finding.detail, rows);
        QCheckBox *box = nullptr;
        if (finding.repair.index() != 0) {
            box = new QCheckBox(withMnemonic(finding.fix, taken), row);
            box->setChecked(wasTicked(finding));
            box->setAccessibleDescription(finding.fact + u". "_s + finding.detail);
            row->add(box);
            connect(box, &QCheckBox::toggled, this, &FindingRows::changed);
        } else {
            auto *instructions = new TonedLabel(mutedColor, finding.fix, row);
            instructions->setTextInteractionFlags(Qt::TextSelectableByMouse);
            row->addText(instructions);
        }
        boxes.append(box);
        column->addWidget(row);
    }
    if (rows_ != nullptr) {
        rows_->hide();
        rows_->deleteLater(); // one of its boxes may have triggered this call
    }
    rows_ = rows;
    findings_ = findings;
    boxes_ = boxes;
    layout_->addWidget(rows);
    title_->setText(tr("%n item(s) to clean up", nullptr, int(findings.size())));
    title_->setVisible(!findings.isEmpty());
}

QList<Finding> FindingRows::ticked() const {
    QList<Finding> ticked;
    for (qsizetype i = 0; i < findings_.size(); ++i)
        if (boxes_[i] != nullptr && boxes_[i]->isChecked())
            ticked.append(findings_[i]);
    return ticked;
}

} // namespace vouch::ui
