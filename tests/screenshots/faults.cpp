// SPDX-License-Identifier: Apache-2.0
#include "faults.h"

#include "ui/panel/panel_rows.h"
#include "ui/widgets/text_label.h"

#include <QAbstractButton>
#include <QAbstractScrollArea>
#include <QAbstractSpinBox>
#include <QComboBox>
#include <QHash>
#include <QHeaderView>
#include <QKeySequence>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QMenu>
#include <QScrollBar>
#include <QStyle>
#include <QStyleOptionComboBox>
#include <QTabBar>
#include <QTableWidget>

#include <algorithm>

using namespace vouch::ui;
using namespace Qt::Literals::StringLiterals;

namespace {

/// A label's words, or a button's.
QString wordsOf(const QWidget &widget) {
    for (const char *name : {"text", "placeholderText", "currentText"}) {
        const QString words = widget.property(name).toString();
        if (!words.isEmpty())
            return words;
    }
    return widget.accessibleName();
}

class Judge {
public:
    Judge(const QWidget &window, Room room) : window_(window), room_(room) {}

    QStringList faults() {
        // Qt adds the application's name to a title that doesn't end with it.
        if (const QString title = window_.windowTitle();
            title.contains(u"Vouch"_s) &&
            (!title.endsWith(u"Vouch"_s) || title.count(u"Vouch"_s) > 1))
            faults_.append(u"the title “%1” names Vouch twice"_s.arg(title));
        // The window manager decides: openbox shows all buttons nevertheless.
        if (window_.windowType() == Qt::Dialog &&
            window_.windowFlags().testAnyFlags(Qt::WindowMinMaxButtonsHint))
            faults_.append(u"it asks for more than a button to close it"_s);
        for (const QWidget *widget : window_.findChildren<QWidget *>()) {
            if (!widget->isVisible() || widget->window() != &window_ || isOfStyle(*widget))
                continue;
            judgePlace(*widget);
            judgeWords(*widget);
            judgeKey(*widget);
        }
        return faults_;
    }

private:
    /// Parts of Qt's own widgets, which look after themselves.
    static bool isOfStyle(const QWidget &widget) {
        const QWidget *parent = widget.parentWidget();
        return widget.objectName().startsWith("qt_"_L1) ||
               qobject_cast<const QAbstractSpinBox *>(parent) != nullptr ||
               qobject_cast<const QComboBox *>(parent) != nullptr ||
               qobject_cast<const QTabBar *>(parent) != nullptr ||
               widget.inherits("QTableCornerButton") || widget.inherits("QScrollBar");
    }

    void blame(const QWidget &widget, const QString &what) {
        faults_.append(u"%1 (%2): %3"_s.arg(
            wordsOf(widget), QString::fromLatin1(widget.metaObject()->className()), what));
    }

    void judgePlace(const QWidget &widget) {
        const QWidget *parent = widget.parentWidget();
        QRect place = parent->rect();
        constexpr int endless = QWIDGETSIZE_MAX;
        // What scrolls may be higher.
        if (const auto *area = qobject_cast<const QAbstractScrollArea *>(parent->parentWidget());
            area != nullptr && area->viewport() == parent) {
            place.adjust(0, -endless, 0, endless);
        }
        if (!place.contains(widget.geometry()))
            blame(widget, u"lies outside of what it belongs to"_s);
    }

    void judgeWords(const QWidget &widget) {
        if (const auto *label = qobject_cast<const QLabel *>(&widget))
            return judgeLabel(*label);
        if (const auto *table = qobject_cast<const QTableWidget *>(&widget))
            return judgeTable(*table);
        if (const auto *list = qobject_cast<const QListWidget *>(&widget)) {
            const bool scrolls = list->horizontalScrollBar()->isVisible();
            if (!scrolls && list->sizeHintForColumn(0) > list->viewport()->width())
                blame(widget, u"an entry is cut off"_s);
            return;
        }
        if (const auto *edit = qobject_cast<const QLineEdit *>(&widget)) {
            constexpr int frame = 12;
            if (room_ == Room::Enough && edit->text().isEmpty() &&
                edit->fontMetrics().horizontalAdvance(edit->placeholderText()) + frame >
                    edit->width())
                blame(widget, u"its hint is cut off"_s);
            return;
        }
        if (const auto *box = qobject_cast<const QComboBox *>(&widget)) {
            QStyleOptionComboBox option;
            option.initFrom(box);
            const int room = box->style()
                                 ->subControlRect(QStyle::CC_ComboBox, &option,
                                                  QStyle::SC_ComboBoxEditField, box)
                                 .width();
            if (box->fontMetrics().horizontalAdvance(box->currentText()) > room)
                blame(widget, u"its choice is cut off"_s);
            return;
        }
        const bool isRow = qobject_cast<const RowWidget *>(&widget) != nullptr;
        if (isRow && room_ == Room::Scarce)
            return;
        const bool isJudged = isRow || qobject_cast<const QAbstractButton *>(&widget) != nullptr ||
                              qobject_cast<const DigitsLabel *>(&widget) != nullptr;
        const QSize needed = widget.sizeHint();
        if (isJudged && (needed.width() > widget.width() || needed.height() > widget.height()))
            blame(widget, u"its words are cut off"_s);
    }

    /// Whether its text was cut to fit. What Vouch is doing right now ends in an ellipsis too, but
    /// has room for more.
    static bool isCut(const QLabel &label) {
        // The name of a button may end in one, in quotes.
        if (QString text = label.text(); !text.remove(u"…”"_s).remove(u"…“"_s).contains(u'…'))
            return false;
        const QString line = label.text().section(u'\n', -1);
        if (label.wordWrap() && line.endsWith(u'…'))
            return false;
        const int needed = label.fontMetrics().horizontalAdvance(line + u"MM"_s);
        return label.text().indexOf(u'…') != label.text().size() - 1 ||
               needed > label.contentsRect().width();
    }

    void judgeLabel(const QLabel &label) {
        if (const auto *elided = qobject_cast<const ElidedLabel *>(&label)) {
            const int words = label.fontMetrics().horizontalAdvance(label.text());
            if (room_ == Room::Enough && words > label.contentsRect().width())
                blame(*elided, u"is elided"_s);
            if (label.fontMetrics().height() > label.height())
                blame(label, u"is cut off below"_s);
            return;
        }
        if (room_ == Room::Enough && isCut(label))
            blame(label, u"is elided"_s);
        if (label.text().isEmpty() || !label.pixmap(Qt::ReturnByValue).isNull())
            return;
        if (label.wordWrap()) {
            if (label.heightForWidth(label.width()) > label.height() ||
                label.minimumSizeHint().width() > label.width())
                blame(label, u"is cut off"_s);
        } else if (label.sizeHint().width() > label.width() ||
                   label.sizeHint().height() > label.height()) {
            blame(label, u"is cut off"_s);
        }
    }

    void judgeTable(const QTableWidget &table) {
        const QHeaderView *header = table.horizontalHeader();
        constexpr int sides = 8;
        for (int column = 0; column < table.columnCount(); ++column) {
            const QString heading = table.horizontalHeaderItem(column)->text();
            const int room = header->sectionSize(column);
            if (header->fontMetrics().horizontalAdvance(heading) + sides > room)
                blame(table, u"the heading “%1” is cut off"_s.arg(heading));
            for (int row = 0; row < table.rowCount(); ++row)
                if (isCutOff(table, row, column))
                    blame(table, u"a cell below “%1” is cut off"_s.arg(heading));
        }
        for (int row = 0; row < table.rowCount(); ++row)
            judgeRow(table, row);
        if (room_ == Room::Enough && table.horizontalScrollBar()->isVisible())
            blame(table, u"has to be scrolled sideways"_s);
    }

    void judgeRow(const QTableWidget &table, int row) {
        const int usual = table.verticalHeader()->minimumSectionSize();
        const int text = static_cast<const QAbstractItemView &>(table).sizeHintForRow(row);
        const int spare = table.rowHeight(row) - text;
        if (spare < 0 || (spare > table.fontMetrics().height() && table.rowHeight(row) > usual))
            blame(table, u"row %1 isn't as high as its text"_s.arg(row + 1));
    }

    /// Its words wrap, but each has to fit.
    static bool isCutOff(const QTableWidget &table, int row, int column) {
        constexpr int sides = 6;
        const QTableWidgetItem *cell = table.item(row, column);
        const QStringList words = cell == nullptr ? QStringList() : cell->text().split(u' ');
        return std::ranges::any_of(words, [&](const QString &word) {
            return table.fontMetrics().horizontalAdvance(word) + sides > table.columnWidth(column);
        });
    }

    void judgeKey(const QWidget &widget) {
        QString words;
        if (const auto *label = qobject_cast<const QLabel *>(&widget); label && label->buddy())
            words = label->text();
        else if (const auto *button = qobject_cast<const QAbstractButton *>(&widget))
            words = button->text();
        const QString key = QKeySequence::mnemonic(words).toString();
        if (key.isEmpty())
            return;
        if (keys_.contains(key))
            blame(widget, u"%1 stands for “%2” too"_s.arg(key, keys_[key]));
        keys_[key] = words;
    }

    const QWidget &window_;
    Room room_;
    QHash<QString, QString> keys_; ///< and what they stand for
    QStringList faults_;
};

} // namespace

QStringList faultsOf(const QWidget &window, Room room) {
    return Judge(window, room).faults();
}

QStringList faultsOf(const QMenu &menu) {
    QStringList faults;
    QHash<QString, QString> keys;
    for (const QAction *action : menu.actions()) {
        const QString key = QKeySequence::mnemonic(action->text()).toString();
        if (key.isEmpty() || !action->isVisible())
            continue;
        if (keys.contains(key))
            faults.append(
                u"%1 (menu): %2 stands for “%3” too"_s.arg(action->text(), key, keys[key]));
        keys[key] = action->text();
    }
    return faults;
}
