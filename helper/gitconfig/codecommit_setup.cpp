// SPDX-License-Identifier: Apache-2.0
#include "gitconfig/codecommit_setup.h"

#include "core/error.h"
#include "core/ownership.h"
#include "gitconfig/backups.h"
#include "gitconfig/config_text.h"
#include "gitconfig/global_file.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

#include <algorithm>
#include <exception>

namespace vouch {

using namespace Qt::Literals::StringLiterals;

namespace {

void addIfChanged(SetupPlan &plan, const GitFile &file, const QByteArray &after,
                  const QList<GitFile::Entry> &extras = {}) {
    auto before = file.content();
    if (before.value_or(QByteArray()) != after)
        plan.files.append({file.path(), std::move(before), after, extras});
}

bool isSameFile(const QString &a, const QString &b) {
    return a == b || (QFileInfo::exists(a) &&
                      QFileInfo(a).canonicalFilePath() == QFileInfo(b).canonicalFilePath());
}

/// Undoes the newest change, then older ones as long as each backup is what the change before it
/// left. Nullopt if the file was modified since the newest change.
struct Rollback {
    GitFile::Content content;
    QStringList folders; ///< of the undone changes
};
std::optional<Rollback> rollback(const GitFile::Content &now, const QString &path,
                                 const QList<Backup> &copies) {
    std::optional<Rollback> found;
    GitFile::Content content = now;
    for (const Backup &copy : copies) {
        if (copy.path != path)
            continue;
        if (!content || fingerprint(*content) != copy.after)
            break;
        content = copy.before;
        found = {content, (found ? found->folders : QStringList()) + QStringList{copy.folder}};
    }
    return found;
}

/// Applies a change to a file's content. git itself writes the lines and validates the result.
QByteArray changed(const GitFile &file, const QByteArray &content,
                   const codecommitlines::Change &change) {
    QByteArray text = withoutEmptySections(file.edited(content, change.commands), change.sections);
    if (!change.atTheEnd.isEmpty()) {
        QList<QStringList> additions;
        for (const auto &[key, value] : change.atTheEnd)
            additions.append({u"--add"_s, key, value});
        if (!text.isEmpty() && !text.endsWith('\n'))
            text += '\n';
        text += file.edited({}, additions);
    }
    text = GitFile::withLineEndsOf(content, text);
    return file.edited(text, {}); // throws if git can't read it
}

/// The content without our lines and what the recorded changes added besides them; nullopt if it
/// has none.
GitFile::Content withoutOurLines(const GitFile &file, const QList<Backup> &copies) {
    const auto now = file.entries();
    QList<GitFile::Entry> extras;
    for (const Backup &copy : copies)
        if (copy.path == file.path())
            for (const GitFile::Entry &extra : copy.extras)
                if (!extras.contains(extra))
                    extras.append(extra);
    const auto change = codecommitlines::toRemove(now, extras);
    if (change.isEmpty())
        return std::nullopt;
    return changed(file, file.content().value_or(QByteArray()), change);
}

/// The backups of this global configuration, newest first, not of another one (GIT_CONFIG_GLOBAL).
QList<Backup> ownBackups() {
    QList<Backup> copies = backups();
    copies.removeIf([](const Backup &copy) { return copy.global != globalGitConfig(); });
    return copies;
}

/// The global configuration, and every other file that set-up changed.
QStringList changedFiles(const QList<Backup> &copies) {
    QStringList paths{GitFile(globalGitConfig()).path()};
    for (const Backup &copy : copies)
        if (!paths.contains(copy.path))
            paths.append(copy.path);
    return paths;
}

} // namespace

QList<DifferenceRow> SetupPlan::rows() const {
    QList<DifferenceRow> rows;
    for (const File &file : files)
        rows += difference(shownPath(file.path), file.before.value_or(QByteArray()), file.after);
    return rows;
}

SetupPlan::Count SetupPlan::count() const {
    Count count;
    for (const DifferenceRow &row : rows()) {
        count.added += row.kind == DifferenceRow::Kind::Added ? 1 : 0;
        count.removed += row.kind == DifferenceRow::Kind::Removed ? 1 : 0;
    }
    return count;
}

SetupPlan planCodeCommit(const CodeCommitOptions &options, const QList<FileEdit> &also) {
    SetupPlan plan;
    const GitFile global(globalGitConfig());
    QList<QStringList> commands; // for the global file, ours last
    QStringList seen;
    for (const FileEdit &edit : also) {
        const GitFile file(edit.file);
        if (isSameFile(file.path(), global.path())) {
            commands += edit.commands;
        } else if (!seen.contains(file.path())) {
            seen.append(file.path());
            QList<QStringList> all;
            for (const FileEdit &other : also)
                if (GitFile(other.file).path() == file.path())
                    all += other.commands;
            addIfChanged(plan, file, file.changed(all));
        }
    }
    codecommitlines::Change ours;
    QList<GitFile::Entry> extras;
    const QByteArray cleared = global.changed(commands, [&](const QList<GitFile::Entry> &entries) {
        ours = codecommitlines::toAdd(options, entries);
        extras = codecommitlines::extras(options, entries);
    });
    addIfChanged(plan, global, changed(global, cleared, ours), extras);
    return plan;
}

QString apply(const SetupPlan &plan) {
    if (plan.isEmpty())
        return {};
    for (const auto &file : plan.files)
        if (isReadOnly(QFileInfo(file.path)))
            throw Error(Error::Kind::NotFound,
                        QCoreApplication::translate("vouch", "%1 is read-only.").arg(file.path),
                        QCoreApplication::translate(
                            "vouch",
                            "Nothing was changed. In the source of that file, add the lines "
                            "marked + above and remove the lines marked -."));
    QList<Backup> copies;
    for (const auto &[path, before, after, extras] : plan.files)
        copies.append({path, before, fingerprint(after), extras, globalGitConfig(), {}});
    QString folder = saveBackups(copies);
    qsizetype done = 0;
    try {
        for (; done < plan.files.size(); ++done) {
            const auto &file = plan.files[done];
            GitFile(file.path).replace(file.before, file.after);
        }
    } catch (const Error &failure) {
        bool isBack = true;
        while (--done >= 0) {
            const auto &file = plan.files[done];
            try {
                GitFile(file.path).replace(file.after, file.before);
            } catch (const Error &) { // keep its backup
                isBack = false;
            }
        }
        if (!isBack)
            throw Error(
                failure.kind(), failure.message(),
                QCoreApplication::translate(
                    "vouch", "Some changes couldn't be undone. The original files are in %1.")
                    .arg(shownPath(folder)));
        deleteBackups(folder);
        throw;
    }
    return folder;
}

SetupPlan planUndo() {
    const QList<Backup> copies = ownBackups();
    SetupPlan plan;
    for (const QString &path : changedFiles(copies)) {
        const GitFile file(path);
        const auto now = file.content();
        const auto original = rollback(now, path, copies);
        const auto after = original ? GitFile::Content(original->content.value_or(QByteArray()))
                                    : withoutOurLines(file, copies);
        if (after && *after != now.value_or(QByteArray()))
            plan.files.append({path, now, *after, {}});
    }
    return plan;
}

QList<Undone> undoCodeCommit() {
    const QList<Backup> copies = ownBackups();
    QList<Undone> undone;
    QStringList rolledBack, stillNeeded;
    for (const QString &path : changedFiles(copies)) {
        const GitFile file(path);
        const auto now = file.content();
        if (const auto original = rollback(now, path, copies)) {
            file.replace(now, original->content);
            undone.append(
                {path, original->content ? Undone::How::PutBack : Undone::How::Removed, {}});
            rolledBack += original->folders;
        } else if (const auto rest = withoutOurLines(file, copies)) {
            file.replace(now, *rest);
            const auto newest = std::ranges::find(copies, path, &Backup::path);
            undone.append({path, Undone::How::LinesRemoved,
                           newest == copies.end() ? QString() : newest->folder});
        }
        for (const Backup &copy : copies)
            if (copy.path == path && !rolledBack.contains(copy.folder))
                stillNeeded.append(copy.folder);
    }
    for (const QString &folder : rolledBack)
        if (!stillNeeded.contains(folder))
            deleteBackups(folder);
    return undone;
}

} // namespace vouch
