// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/model/panel_content.h"

#include <QDialog>

class QLabel;
class QMenu;
class QPushButton;
class QToolButton;
class QVBoxLayout;

namespace vouch::ui {

class DigitsLabel;
class ElidedLabel;
class RowList;
class SessionRing;

/// The panel: shows a PanelContent, and says what the person does. 340 wide, up to 420 for long
/// text; as high as its content, and never higher than it is let: then the list of recent use
/// scrolls, and the whole only where even that is not enough.
///
/// Opened as a popup beside the tray icon, which closes when it loses the focus, or as an ordinary
/// window where a popup cannot be placed. Closing it never signs out and never quits.
class Panel : public QDialog {
    Q_OBJECT
public:
    Panel();

    void setContent(const PanelContent &content);
    const PanelContent &content() const noexcept { return content_; }

    /// How the next opening shows it. `composited`: the popup's corners may be round.
    enum class Form { Window, Popup };
    void setForm(Form form, bool composited = false);
    Form form() const noexcept { return form_; }

    /// The size it wants on a screen that leaves `room`.
    QSize fittingSize(const QSize &room) const;
    /// Comes to the front, with the focus on the default button, or else on the panel itself, so
    /// that Enter does not sign anybody out.
    void present();

Q_SIGNALS:
    void signInWanted();
    /// The question that waits is to be seen.
    void questionWanted();
    void signOutWanted();
    void notNowWanted();
    void tryAgainWanted();
    void detailsWanted();
    void setUpWanted();
    void roleWanted(const QString &name);
    void askAgainWanted(const vouch::PromptSnooze::Entry &entry);
    void allUseWanted();
    void gitWanted();
    void whyWanted();
    void keysWanted();
    void settingsWanted();
    void aboutWanted();
    void quitWanted();
    /// It was shown, or hidden.
    void visibleChanged(bool visible);
    /// The person closed it.
    void closed();

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void done(int result) override;

private:
    void build();
    QVBoxLayout *addPart(QWidget *&part, std::optional<int> above = {});
    void buildHeader();
    void buildTime();
    void buildActions();
    void buildRole();
    void buildLists();
    void buildFooter();
    void addShortcuts();
    void applyStyle();
    void showState(const PanelContent &before);
    void showTime();
    void showActions();
    void showRole();
    void showNotes();
    void showSnoozed();
    void fit();
    void focusFirst();

    PanelContent content_;
    Form form_ = Form::Window;
    bool composited_ = false;
    int fittedHeight_ = 0; ///< as a window: the height that the person has not changed

    QWidget *inside_;
    QVBoxLayout *column_;
    QWidget *header_, *timePart_, *notes_, *actions_, *role_, *snooze_, *recentPart_, *footer_;
    ElidedLabel *account_, *server_;
    QPushButton *signOut_;
    SessionRing *ring_;
    DigitsLabel *time_;
    QLabel *title_, *text_;
    RowList *steps_, *waiting_, *recent_;
    QPushButton *second_, *default_; ///< of the action row
    ElidedLabel *roleName_, *roleDetails_;
    QPushButton *switch_;
    QMenu *roles_, *moreMenu_;
    QWidget *credentialsRow_;
    ElidedLabel *credentialsLabel_, *credentials_;
    QLabel *snoozedTitle_, *recentTitle_, *nothingYet_;
    QWidget *snoozedRows_ = nullptr; ///< made anew with each change
    QWidget *noteRows_ = nullptr;
    QWidget *recentScroll_;
    QToolButton *allUse_, *git_, *keys_, *settings_, *more_;
};

} // namespace vouch::ui
