// SPDX-License-Identifier: Apache-2.0
#include "ui/setup/diagnosis_window.h"
#include "ui/setup/reason_rows.h"

#include "core/error.h"
#include "core/log.h"
#include "session/activity.h"
#include "session/configuration.h"
#include "session/session.h"
#include "ui/setup/typed_repository.h"
#include "ui/setup/url_field.h"
#include "ui/widgets/buttons.h"
#include "ui/widgets/field_grid.h"
#include "ui/widgets/field_note.h"
#include "ui/widgets/on_screen.h"
#include "ui/widgets/plain_text.h"
#include "ui/widgets/rule_line.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QShortcut>
#include <QVBoxLayout>

namespace vouch::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr QSize diagnosisSize(660, 480);

QString lastRefusedUrl(const Activity &activity) {
    for (const ActivityEntry &use : activity.latest(recentEntries))
        if (!use.reason.isEmpty() && !use.who.repository.isEmpty() && !use.who.region.isEmpty())
            return addressIn(use.who.region, use.who.repository).url().toString();
    return {};
}

} // namespace

DiagnosisWindow::DiagnosisWindow(const WizardServices &services)
    : services_(services), url_(new UrlField(this)), find_(pushButton(tr("&Find out"), this)),
      urlNote_(new FieldNote(url_, this)), note_(new FieldNote(nullptr, this)),
      reasonsLayout_(new QVBoxLayout) {
    setWindowTitle(tr("Why did git fail?"));
    url_->setPlaceholderText(tr("Name or address of a repository"));
    url_->setInputMethodHints(Qt::ImhUrlCharactersOnly);
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
    grid->add(tr("&Repository"), url_, urlNote_);
    grid->addWidget(find_, grid->rowCount(), 1, Qt::AlignLeading);
    setTabOrder(url_, find_);
    column->addLayout(grid);
    column->addSpacing(8);
    column->addWidget(note_);
    column->addLayout(reasonsLayout_);
    column->addStretch(1);
    auto *whole = new QVBoxLayout(this);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->setSpacing(0);
    whole->addWidget(new ScrollingContent(inside, this), 1);
    QPushButton *close = pushButton(tr("&Close"), this);
    auto *buttons = new QHBoxLayout;
    buttons->setContentsMargins(24, 12, 24, 12);
    buttons->addStretch();
    buttons->addWidget(close);
    whole->addWidget(new RuleLine(Qt::Horizontal, this));
    whole->addLayout(buttons);
    resize(grownWithText(this, diagnosisSize));
    keepOnScreen(this);
    connect(find_, &QPushButton::clicked, this, &DiagnosisWindow::find);
    connect(url_, &QLineEdit::textEdited, this, &DiagnosisWindow::clear);
    connect(close, &QPushButton::clicked, this, &QDialog::reject);
    connect(new QShortcut(QKeySequence::HelpContents, this), &QShortcut::activated, this, [this] {
        if (services_.open)
            services_.open(Advice::Place::Help);
    });
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
    fixing_.stop();
    find_->setEnabled(true);
    urlNote_->clear();
    note_->clear();
    if (reasons_ != nullptr) {
        reasons_->hide();
        std::exchange(reasons_, nullptr)->deleteLater(); // one of its buttons may be calling
    }
}

void DiagnosisWindow::find() {
    clear();
    const Settings &settings = services_.configuration.settings();
    try {
        const QString typed = url_->text().trimmed();
        const RepositoryAddress address = typedRepository(typed, settings);
        find_->setEnabled(false);
        note_->tell(needsSignIn(services_, address)
                        ? tr("Sign in first. Vouch then contacts CodeCommit.")
                        : tr("Contacting CodeCommit…"));
        finding_ = ScopedTask(
            [this, typed, address](std::stop_token stop) { return found(typed, address, stop); },
            [this](const Error &error) {
                show({{error.message(), adviceFrom(error.hint()).text}});
            });
    } catch (const Error &error) {
        urlNote_->refuse(textInWindow(error));
        url_->setFocus();
    }
}

QCoro::Task<> DiagnosisWindow::found(QString typed, RepositoryAddress repository,
                                     std::stop_token stop) {
    if (needsSignIn(services_, repository)) {
        const QString role = services_.configuration.settings().useRole;
        co_await signedIn(services_.signIn, services_.session, role, stop);
        throwIfStopped(stop);
    }
    const auto reasons = co_await reasonsFor(services_, typed, repository, stop);
    throwIfStopped(stop);
    show(reasons);
}

void DiagnosisWindow::show(const QList<Reason> &reasons) {
    clear();
    reasons_ = reasonRows(
        reasons, [this](const Remedy &remedy) { fix(remedy); }, url_->parentWidget());
    reasonsLayout_->addWidget(reasons_);
    putInTabOrder(find_, reasons_);
    qCInfo(logApp) << "why git failed:" << reasons.size() << "reasons";
    note_->tell(tr("The most likely reason comes first."));
}

void DiagnosisWindow::fix(const Remedy &remedy) {
    fixing_ = ScopedTask([this, remedy](std::stop_token stop) { return fixed(remedy, stop); },
                         [this](const Error &error) {
                             if (error.kind() != Error::Kind::Canceled)
                                 note_->refuse(textInWindow(error));
                         });
}

QCoro::Task<> DiagnosisWindow::fixed(Remedy remedy, std::stop_token stop) {
    const RepositoryAddress repository =
        typedRepository(url_->text().trimmed(), services_.configuration.settings());
    const bool again = co_await carryOut(services_, remedy, repository, stop);
    throwIfStopped(stop);
    if (again)
        find();
}

} // namespace vouch::ui
