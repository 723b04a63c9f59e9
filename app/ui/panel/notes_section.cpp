// SPDX-License-Identifier: Apache-2.0
#include "ui/panel/notes_section.h"

#include "ui/panel/panel_layout.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/text_label.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/tinted.h"

#include <QCoreApplication>
#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>
#include <QVBoxLayout>

namespace vouch::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int markGap = 10;

struct Strings {
    Q_DECLARE_TR_FUNCTIONS(vouch::ui::Panel)
};

class WarningMark : public QWidget {
public:
    explicit WarningMark(QWidget *parent) : QWidget(parent) {
        setFixedSize(sectionMarkSize, sectionMarkSize);
    }

protected:
    void paintEvent(QPaintEvent *) override {
        QPainter painter(this);
        paintTinted(painter, u"marks-16/warning"_s, rect(), toneColor(Tone::Soon, palette()));
    }
};

} // namespace

void NotesSection::setNotes(const QList<PanelContent::Note> &notes) {
    if (notes == notes_)
        return;
    notes_ = notes;
    rebuild();
}

void NotesSection::rebuild() {
    setVisible(!notes_.isEmpty());
    discardRows(rows_);
    if (notes_.isEmpty())
        return;
    rows_ = new QWidget(this);
    auto *rows = plainColumn(rows_, panelMetrics::relatedGap);
    rows->setContentsMargins(0, panelMetrics::relatedGap, 0, sectionBottomGap);
    for (const PanelContent::Note &note : notes_) {
        auto *row = plainRow(nullptr, markGap);
        row->addWidget(new WarningMark(rows_), 0, Qt::AlignTop);
        auto *lines = plainColumn();
        auto *title = new WrappedLabel(rows_);
        title->setText(note.title);
        auto *text = new WrappedLabel(rows_);
        text->setText(note.text);
        makeSmall(text);
        makeMuted(text);
        lines->addWidget(title);
        lines->addWidget(text);
        if (note.canRestart) {
            QPushButton *restart = pushButton(Strings::tr("&Restart Vouch"), rows_);
            restart->setAutoDefault(false);
            restart->setAccessibleDescription(note.text);
            connect(restart, &QPushButton::clicked, this, &NotesSection::restartWanted);
            tabAfter(this, restart);
            lines->addSpacing(panelMetrics::relatedGap);
            lines->addWidget(restart, 0, Qt::AlignLeft);
        }
        row->addLayout(lines, 1);
        rows->addLayout(row);
    }
    column()->addWidget(rows_);
    rows_->show();
}

} // namespace vouch::ui
