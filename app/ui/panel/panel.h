// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "ui/model/panel_content.h"

#include <QDialog>

class QVBoxLayout;

namespace vouch::ui {

class AccountSection;
class ActionsSection;
class ActivitySection;
class ColumnScroll;
class FooterSection;
class NotesSection;
class RoleSection;
class RowList;
class SessionSection;
class SnoozedSection;

/// Shows a PanelContent and signals what the user does. 340 pixels wide, up to 420 for long text,
/// and as high as its content. If the screen leaves less height, the list of recent activity
/// scrolls, and below that everything but the footer.
///
/// Opens as a popup beside the tray icon, which closes when it loses the focus, or as an ordinary
/// window where popups can't be positioned. Closing it never signs out or quits.
class Panel : public QDialog {
    Q_OBJECT
public:
    Panel();

    void setContent(const PanelContent &content);
    const PanelContent &content() const noexcept { return content_; }

    /// Takes effect the next time it opens. `composited`: the popup can have round corners.
    enum class Form { Window, Popup };
    void setForm(Form form, bool composited = false);
    Form form() const noexcept { return form_; }
    /// Keeps it out of the taskbar, because the tray icon opens it.
    void setOffTaskbar(bool off);

    /// The preferred size on a screen with `room` available.
    QSize fittingSize(const QSize &room) const;
    /// Shows and activates the panel. The focus goes to the default button, otherwise to the panel
    /// itself, so that Enter doesn't sign out.
    void present();

Q_SIGNALS:
    void signInWanted();
    /// The user wants to answer the open question.
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
    void consoleWanted();
    void whyWanted();
    void helpWanted();
    void keysWanted();
    void settingsWanted();
    void aboutWanted();
    void quitWanted();
    void restartWanted();
    void visibleChanged(bool visible);
    /// The user closed it.
    void closed();

protected:
    void paintEvent(QPaintEvent *event) override;
    void changeEvent(QEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void done(int result) override;

private:
    void build();
    void connectSections();
    void addShortcuts();
    void applyStyle();
    void showState(const PanelContent &before);
    void fit();
    void focusFirst();

    PanelContent content_;
    Form form_ = Form::Window;
    bool composited_ = false;
    bool isOffTaskbar_ = false;
    int fittedHeight_ = 0; ///< as a window, as last set by fit(); 0 before

    QWidget *inside_;
    QVBoxLayout *column_;
    ColumnScroll *scroll_;
    AccountSection *account_;
    SessionSection *session_;
    NotesSection *notes_;
    RowList *steps_, *waiting_;
    ActionsSection *actions_;
    RoleSection *role_;
    SnoozedSection *snoozed_;
    ActivitySection *activity_;
    FooterSection *footer_;
};

} // namespace vouch::ui
