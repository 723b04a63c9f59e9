// SPDX-License-Identifier: Apache-2.0
#include "ui/setup/git_page.h"

#include "core/error.h"
#include "core/log.h"
#include "core/scoped_task.h"
#include "gitconfig/config_text.h"
#include "session/activity.h"
#include "session/configuration.h"
#include "settings/names.h"
#include "ui/setup/finding_rows.h"
#include "ui/setup/guest_view.h"
#include "ui/setup/reason_rows.h"
#include "ui/text/window_text.h"
#include "ui/widgets/difference_view.h"
#include "ui/widgets/field_note.h"
#include "ui/widgets/form.h"
#include "ui/widgets/theme.h"
#include "ui/widgets/toned_label.h"

#include <QHBoxLayout>
#include <QVBoxLayout>
#include <QtConcurrentRun>

#include <algorithm>

namespace vouch::ui {

using namespace Qt::Literals::StringLiterals;

namespace {

/// Mnemonics of the wizard's buttons on this page, in English and German: Back, Apply or Next,
/// Undo, Skip for now, and Help.
const QString buttonLetters = u"banuwhzrv"_s;
constexpr int maxPageDirectories = 8;

/// The regions of the user's roles, the usual role's first.
QStringList likelyRegions(const Settings &settings) {
    QStringList regions;
    if (const Role *role = usualRole(settings))
        regions.append(role->region);
    for (const Role &role : settings.roles)
        regions.append(role.region);
    regions.removeAll(QString());
    regions.removeDuplicates();
    return regions;
}

/// Where git recently requested credentials.
QStringList usedDirectories(const Activity &activity) {
    QStringList directories;
    for (const ActivityEntry &use : activity.latest(recentEntries))
        directories.append(use.who.directory);
    directories.removeAll(QString());
    directories.removeDuplicates();
    return directories.first(std::min<qsizetype>(directories.size(), maxPageDirectories));
}

} // namespace

GitPage::GitPage(const Configuration &configuration, const Activity &activity,
                 std::function<QString()> profile)
    : WizardPage(tr("Set up git")), configuration_(configuration), activity_(activity),
      profile_(std::move(profile)), whatChanges_(sectionLabel(tr("What changes"), inside())),
      count_(new TonedLabel(mutedColor, {}, inside())), difference_(new DifferenceView(inside())),
      findings_(new FindingRows(inside())), guest_(new GuestView(inside())),
      note_(new FieldNote(nullptr, inside())) {
    git_.setMaxThreadCount(1);
    count_->setFont(scaledFont(font(), 0.92));
    count_->setAlignment(Qt::AlignTrailing | Qt::AlignVCenter);
    auto *row = new QHBoxLayout;
    row->addWidget(whatChanges_);
    row->addWidget(count_, 1);
    column()->addWidget(note_);
    column()->addLayout(row);
    column()->addWidget(difference_, 100); // before the room that is left over
    column()->addSpacing(8);
    column()->addWidget(findings_);
    column()->addWidget(guest_);
    column()->addStretch(1);
    connect(findings_, &FindingRows::changed, this, [this] { begin({}, &GitPage::planned); });
    showPlan();
}

QString GitPage::pageKey() const {
    return u"git"_s;
}

QString GitPage::step() const {
    return tr("Git");
}

QString GitPage::nextText() const {
    return hasChange() ? tr("&Apply") : WizardPage::nextText();
}

void GitPage::initialize() {
    begin(tr("Checking git's configuration…"), &GitPage::looked);
}

void GitPage::cleanUp() {
    WizardPage::cleanUp();
    task_.stop();
    setBusy(false);
}

void GitPage::undo() {
    begin(tr("Undoing the setup…"), &GitPage::undone);
}

bool GitPage::hasChange() const {
    const auto erases = [](const Finding &finding) {
        return std::holds_alternative<StoredPassword>(finding.repair);
    };
    return !isBroken_ &&
           (!look_.plan.isEmpty() || std::ranges::any_of(findings_->ticked(), erases));
}

void GitPage::begin(const QString &message, QCoro::Task<> (GitPage::*task)(std::stop_token)) {
    setBusy(true);
    if (!message.isEmpty())
        note_->tell(message);
    task_ = ScopedTask([this, task](std::stop_token stop) { return (this->*task)(stop); },
                       [this](const Error &error) {
                           setBusy(false);
                           workFailed(error);
                       });
}

QCoro::Task<GitSetup> GitPage::look(std::stop_token stop) {
    const auto work = [regions = likelyRegions(configuration_.settings()),
                       directories = usedDirectories(activity_),
                       profile = profile_()] { return inspectGit(regions, directories, profile); };
    GitSetup found = co_await QtConcurrent::run(&git_, work);
    throwIfStopped(stop);
    co_return found;
}

QCoro::Task<> GitPage::looked(std::stop_token stop) {
    const GitSetup found = co_await look(stop);
    throwIfStopped(stop);
    show(found);
}

QCoro::Task<> GitPage::planned(std::stop_token stop) {
    const auto work = [options = look_.options, ticked = findings_->ticked()] {
        return planFor(options, ticked);
    };
    const SetupPlan plan = co_await QtConcurrent::run(&git_, work);
    throwIfStopped(stop);
    look_.plan = plan;
    showPlan();
    setBusy(false);
}

QCoro::Task<bool> GitPage::work(std::stop_token stop) {
    const auto ticked = findings_->ticked();
    const bool erases = std::ranges::any_of(ticked, [](const Finding &finding) {
        return std::holds_alternative<StoredPassword>(finding.repair);
    });
    note_->tell(tr("Updating git's configuration…"));
    const auto change = [plan = look_.plan, ticked] { applySetup(plan, ticked); };
    co_await QtConcurrent::run(&git_, change);
    throwIfStopped(stop);
    isApplied_ = true;
    const GitSetup found = co_await look(stop);
    throwIfStopped(stop);
    show(found);
    note_->allow(erases ? tr("Done. Undo restores the files, but not the passwords.")
                        : tr("Done. Undo restores everything."));
    co_return false; // stay here, so that the user can see the result and undo it
}

void GitPage::workFailed(const Error &error) {
    isBroken_ = error.kind() == Error::Kind::Malformed || look_.file.isEmpty();
    note_->refuse(textInWindow(error));
    showPlan();
    Q_EMIT completeChanged();
    Q_EMIT buttonsChanged();
}

QCoro::Task<> GitPage::undone(std::stop_token stop) {
    const QList<Undone> files = co_await QtConcurrent::run(&git_, undoCodeCommit);
    throwIfStopped(stop);
    isApplied_ = false;
    const GitSetup found = co_await look(stop);
    throwIfStopped(stop);
    show(found);
    const auto partly = std::ranges::find(files, Undone::How::LinesRemoved, &Undone::how);
    if (partly != files.end())
        note_->warn(tr("%1 has changed since setup, so only Vouch's lines were removed.")
                        .arg(shownPath(partly->path)));
    else
        note_->allow(tr("Git's configuration was restored."));
}

void GitPage::show(const GitSetup &look) {
    look_ = look;
    isBroken_ = false;
    note_->clear();
    findings_->setFindings(look.findings, buttonLetters);
    putInTabOrder(difference_, findings_);
    guest_->setGuest(look.guest);
    showPlan();
    setBusy(false);
    qCInfo(logApp) << "set-up: git was looked at;" << look.findings.size() << "to clear up";
}

void GitPage::showPlan() {
    const auto [added, removed] = look_.plan.count();
    const int files = int(look_.plan.files.size());
    const bool isKnown = !look_.file.isEmpty() && !isBroken_;
    for (QWidget *widget : std::initializer_list<QWidget *>{whatChanges_, count_, difference_})
        widget->setVisible(isKnown && files > 0);
    findings_->setVisible(isKnown);
    if (!isKnown)
        return setAbout(tr("Vouch adds its lines to git's configuration and saves a backup. Other "
                           "hosts aren't affected."));
    setAbout(
        files == 0
            ? tr("Git is set up. Nothing to change.")
            : tr("Vouch adds %n line(s) to %1 and saves a backup. Other hosts aren't affected.",
                 nullptr, added)
                  .arg(look_.file));
    count_->setText(tr("%n file(s): %1 added, %2 removed", nullptr, files)
                        .arg(QString::number(added), QString::number(removed)));
    difference_->setRows(look_.plan.rows());
    difference_->setMaximumHeight(difference_->wholeHeight());
    difference_->setAccessibleName(tr("Changes to %1").arg(look_.file));
}

} // namespace vouch::ui
