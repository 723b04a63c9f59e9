// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/scoped_task.h"
#include "ui/widgets/field_note.h"

#include <QMap>
#include <QVBoxLayout>
#include <QWizardPage>

namespace vouch::ui {

/// One page of the set-up: its title, what it changes, and what is below, which scrolls where the
/// window is too low for it. What is typed stays when the person goes back or leaves.
class WizardPage : public QWizardPage {
    Q_OBJECT
public:
    /// What a page is remembered by; never shown.
    virtual QString key() const = 0;
    /// Its name in the list of steps.
    virtual QString step() const = 0;

    /// What was typed, by names that are the page's own.
    using Input = QMap<QString, QString>;
    virtual Input input() const { return {}; }
    virtual void setInput(const Input &) {}

    /// It is shown now, for the first time or again.
    virtual void initialize() {}
    /// Another one is, or the window was closed: nothing goes on here.
    virtual void cleanUp() { proceeding_.stop(); }

    virtual bool mayBeSkipped() const { return false; }
    virtual QString nextText() const;
    /// What Enter presses instead of Next; null for Next.
    virtual QPushButton *firstButton() const { return nullptr; }
    virtual bool canUndo() const { return false; }
    virtual void undo() {}

    bool isComplete() const override { return !isBusy_; }
    bool validatePage() final;

Q_SIGNALS:
    /// The wizard's buttons are to be others than before.
    void buttonsChanged();

protected:
    explicit WizardPage(const QString &title);

    /// Below the title.
    QVBoxLayout *column() { return column_; }
    /// The parent of what is in the column.
    QWidget *inside() { return inside_; }
    /// The line below the title: what this page changes.
    void setAbout(const QString &text);

    /// Whether Next has something to do before it goes on.
    virtual bool hasWork() const { return false; }
    /// Does it; says whether to go on.
    virtual QCoro::Task<bool> work(std::stop_token stop);
    /// It could not be done.
    virtual void workFailed(const Error &) {}

    bool isBusy() const noexcept { return isBusy_; }
    /// Next waits while it is so.
    void setBusy(bool busy);

private:
    QCoro::Task<> proceed(std::stop_token stop);

    QWidget *inside_;
    QVBoxLayout *column_;
    TonedLabel *about_;
    bool isBusy_ = false;
    bool isDone_ = false; ///< the work is, and Next may go on
    ScopedTask proceeding_;
};

/// A row of fields with their labels in one column and their notes below.
class FieldGrid : public QGridLayout {
    Q_OBJECT
public:
    FieldGrid();

    /// `beside` stands at the end and may be null.
    void add(const QString &label, QWidget *field, FieldNote *note, QWidget *beside = nullptr);
    /// The same for one that is only as wide as it needs.
    void addShort(const QString &label, QWidget *field);

private:
    QLabel *addLabel(const QString &text, QWidget *field, int row);
};

/// A mark, a line and a muted line below it.
class MarkedLines : public QWidget {
    Q_OBJECT
public:
    enum class Mark { None, Allowed, Refused, Warning, Quiet };
    MarkedLines(Mark mark, const QString &first, const QString &second, QWidget *parent);

    /// Below the lines, in line with them; a text as wide as there is room.
    void add(QWidget *widget);
    void addText(QLabel *text);
    /// The first line strong, and in the mark's color.
    void stress();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Mark mark_;
    TonedLabel *first_;
    QVBoxLayout *lines_;
};

} // namespace vouch::ui
