// SPDX-License-Identifier: Apache-2.0
#include "ui/setup/diagnosis_window.h"
#include "ui/setup/reason_rows.h"

#include "core/error.h"
#include "core/log.h"
#include "session/activity.h"
#include "session/configuration.h"
#include "session/credentials/routes.h"
#include "session/session.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/field_grid.h"
#include "ui/widgets/field_note.h"
#include "ui/widgets/plain_text.h"
#include "ui/widgets/rule_line.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

namespace vouch::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr QSize diagnosisSize(560, 440);

QString lastRefusedUrl(const Activity &activity) {
    for (const ActivityEntry &use : activity.latest(recentEntries))
        if (!use.reason.isEmpty() && !use.who.repository.isEmpty() && !use.who.region.isEmpty())
            return addressIn(use.who.region, use.who.repository).url().toString();
    return {};
}

} // namespace

DiagnosisWindow::DiagnosisWindow(const WizardServices &services)
    : services_(services), url_(new QLineEdit(this)), find_(pushButton(tr("&Find out"), this)),
      urlNote_(new FieldNote(url_, this)), note_(new FieldNote(nullptr, this)),
      reasonsLayout_(new QVBoxLayout) {
    setWindowTitle(tr("Why did git fail?"));
    url_->setPlaceholderText(u"https://git-codecommit.…/my-repository"_s);
    url_->setMinimumHeight(32);
    find_->setDefault(true);
    auto *inside = new QWidget;
    auto *column = new QVBoxLayout(inside);
    column->setContentsMargins(24, 20, 24, 16);
    column->setSpacing(8);
    QLabel *about = plainLabel(
        tr("Vouch requests this repository from CodeCommit the way git would. Nothing is changed."),
        inside);
    about->setWordWrap(true);
    column->addWidget(about);
    auto *grid = new FieldGrid;
    for (QWidget *widget : std::initializer_list<QWidget *>{url_, find_, urlNote_, note_})
        widget->setParent(inside);
    grid->add(tr("&Repository"), url_, urlNote_, find_);
    column->addLayout(grid);
    column->addSpacing(8);
    column->addWidget(note_);
    column->addLayout(reasonsLayout_);
    column->addStretch(1);
    auto *area = new QScrollArea(this);
    area->setFrameShape(QFrame::NoFrame);
    area->setWidgetResizable(true);
    area->setFocusPolicy(Qt::NoFocus);
    area->setWidget(inside);
    area->viewport()->setAutoFillBackground(false);
    inside->setAutoFillBackground(false);

    QPushButton *close = pushButton(tr("&Close"), this);
    auto *buttons = new QHBoxLayout;
    buttons->setContentsMargins(24, 12, 24, 12);
    buttons->addStretch();
    buttons->addWidget(close);
    auto *whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->setSpacing(0);
    whole->addWidget(area, 1);
    whole->addWidget(new RuleLine(Qt::Horizontal, this));
    whole->addLayout(buttons);
    resize(diagnosisSize);
    connect(find_, &QPushButton::clicked, this, &DiagnosisWindow::find);
    connect(url_, &QLineEdit::textEdited, this, &DiagnosisWindow::clear);
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
}

void DiagnosisWindow::open() {
    if (isVisible()) {
        raise();
        activateWindow();
    } else {
        openFor(lastRefusedUrl(services_.activity));
    }
}

void DiagnosisWindow::openFor(const QString &url) {
    QDialog::show();
    raise();
    activateWindow();
    url_->setFocus();
    clear();
    if (url.isEmpty())
        return;
    url_->setText(url);
    // Starts on its own only if that needs no sign-in.
    if (services_.session.isByKey())
        find();
}

void DiagnosisWindow::done(int result) {
    clear();
    QDialog::done(result);
}

void DiagnosisWindow::clear() {
    finding_.stop();
    find_->setEnabled(true);
    urlNote_->clear();
    note_->clear();
    delete std::exchange(reasons_, nullptr);
}

void DiagnosisWindow::find() {
    clear();
    const Settings &settings = services_.configuration.settings();
    try {
        const QString typed = url_->text().trimmed();
        const auto address = addressFrom(typed, regionFor(settings, typed));
        find_->setEnabled(false);
        note_->tell(services_.session.isActive()
                        ? tr("Contacting CodeCommit…")
                        : tr("Sign in first. Vouch then contacts CodeCommit."));
        finding_ = ScopedTask(
            [this, typed, address](std::stop_token stop) { return found(typed, address, stop); },
            [this](const Error &error) {
                show({{error.message(), error.hint()}});
            });
    } catch (const Error &error) {
        urlNote_->refuse(errorText(error));
        url_->setFocus();
    }
}

QCoro::Task<> DiagnosisWindow::found(QString typed, RepositoryAddress repository,
                                     std::stop_token stop) {
    const QString role = services_.configuration.settings().useRole;
    co_await signedIn(services_.signIn, services_.session, role, stop);
    throwIfStopped(stop);
    const auto reasons = co_await reasonsFor(services_, typed, repository, stop);
    throwIfStopped(stop);
    show(reasons);
}

void DiagnosisWindow::show(const QList<Reason> &reasons) {
    clear();
    reasons_ = reasonRows(reasons, url_->parentWidget());
    reasonsLayout_->addWidget(reasons_);
    qCInfo(logApp) << "why git failed:" << reasons.size() << "reasons";
    note_->tell(tr("The most likely reason comes first."));
}

} // namespace vouch::ui
