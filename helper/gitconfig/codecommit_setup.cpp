// SPDX-License-Identifier: Apache-2.0
#include "gitconfig/codecommit_setup.h"

#include "core/error.h"
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

/// Back to what the newest copy was made of, and on where that again is what an older change left.
/// Nothing when the file is not what the newest change left.
struct WayBack {
    GitFile::Content content;
    QStringList folders; ///< of the changes that are taken back
};
std::optional<WayBack> wayBack(const GitFile::Content &now, const QString &path,
                               const QList<Backup> &copies) {
    std::optional<WayBack> way;
    GitFile::Content content = now;
    for (const Backup &copy : copies) {
        if (copy.path != path)
            continue;
        if (!content || fingerprint(*content) != copy.after)
            break;
        content = copy.before;
        way = {content, (way ? way->folders : QStringList()) + QStringList{copy.folder}};
    }
    return way;
}

/// What a change makes of a file's bytes. All lines are git's own, and so is the verdict on the
/// whole.
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
    return file.edited(text, {}); // throws where git would not read it
}

/// Only our lines, with what the changes that were kept added beside them.
bool takeLinesOut(const GitFile &file, const QList<Backup> &copies) {
    const auto now = file.entries();
    QList<GitFile::Entry> extras;
    for (const Backup &copy : copies)
        if (copy.path == file.path())
            for (const GitFile::Entry &extra : copy.extras)
                if (!extras.contains(extra))
                    extras.append(extra);
    const auto change = codecommitlines::toRemove(now, extras);
    if (change.isEmpty())
        return false;
    const auto content = file.content();
    file.replace(content, changed(file, content.value_or(QByteArray()), change));
    return true;
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
    QList<QStringList> commands; // those on the global file, with ours behind them
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
        if (isReadOnly(file.path))
            throw Error(Error::Kind::NotFound,
                        QCoreApplication::translate("vouch", "%1 is read-only.").arg(file.path),
                        QCoreApplication::translate(
                            "vouch", "Nothing was changed. Where that file is made, write what "
                                     "stands behind + above, and leave out what stands behind -."));
    QList<Backup> copies;
    for (const auto &[path, before, after, extras] : plan.files)
        copies.append({path, before, fingerprint(after), extras, globalGitConfig(), {}});
    QString folder = keepCopies(copies);
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
            } catch (const Error &) { // its copy is all that is left
                isBack = false;
            }
        }
        if (!isBack)
            throw Error(failure.kind(), failure.message(),
                        QCoreApplication::translate(
                            "vouch", "Not everything could be put back. What was before is in %1.")
                            .arg(shownPath(folder)));
        forgetCopies(folder);
        throw;
    }
    return folder;
}

QList<Undone> undoCodeCommit() {
    const GitFile global(globalGitConfig());
    QList<Backup> copies = backups();
    // Changes of another global configuration (GIT_CONFIG_GLOBAL) are no matter of this one.
    copies.removeIf([](const Backup &copy) { return copy.global != globalGitConfig(); });
    QStringList paths{global.path()};
    for (const Backup &copy : copies)
        if (!paths.contains(copy.path))
            paths.append(copy.path);

    QList<Undone> undone;
    QStringList takenBack, stillNeeded;
    for (const QString &path : paths) {
        const GitFile file(path);
        const auto now = file.content();
        if (const auto way = wayBack(now, path, copies)) {
            file.replace(now, way->content);
            undone.append({path, way->content ? Undone::How::PutBack : Undone::How::Removed, {}});
            takenBack += way->folders;
        } else if (takeLinesOut(file, copies)) {
            const auto newest = std::ranges::find(copies, path, &Backup::path);
            undone.append({path, Undone::How::LinesRemoved,
                           newest == copies.end() ? QString() : newest->folder});
        }
        for (const Backup &copy : copies)
            if (copy.path == path && !takenBack.contains(copy.folder))
                stillNeeded.append(copy.folder);
    }
    for (const QString &folder : takenBack)
        if (!stillNeeded.contains(folder))
            forgetCopies(folder);
    return undone;
}

} // namespace vouch
