// SPDX-License-Identifier: Apache-2.0
#include "session/activity.h"

#include "core/error.h"
#include "core/folders.h"
#include "core/log.h"
#include "core/scoped_task.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>
#include <QtConcurrentRun>

#include <algorithm>
#include <memory>

namespace vouch {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qint64 maxBytes = 1024 * 1024;
constexpr int olderFiles = 4;
/// Of one text: what a program calls itself or its repository may be of any length.
constexpr qsizetype maxText = 300;
/// No line that we wrote is longer, however its text was escaped.
constexpr qint64 longestLine = 16 * 1024;
/// So much of a file's end is read at the start.
constexpr qint64 readBytes = 256 * 1024;
constexpr auto mine = QFile::ReadOwner | QFile::WriteOwner;

/// Empty for git's, as lines were before there was another purpose.
QString purposeName(Requester::Purpose purpose) {
    switch (purpose) {
    case Requester::Purpose::Program:
        return u"program"_s;
    case Requester::Purpose::Console:
        return u"console"_s;
    default:
        return {};
    }
}

Requester::Purpose purposeFrom(const QString &name) {
    using Purpose = Requester::Purpose;
    for (const Purpose purpose : {Purpose::Program, Purpose::Console})
        if (name == purposeName(purpose))
            return purpose;
    return Purpose::Git;
}

QByteArray lineOf(const ActivityEntry &use) {
    QJsonObject object{
        {u"at"_s, toLocal(use.at).toUTC().toString(Qt::ISODate)},
        {u"program"_s, use.who.program.left(maxText)},
        {u"pid"_s, use.who.pid},
        {u"directory"_s, use.who.directory.left(maxText)},
        {u"repository"_s, use.who.repository.left(maxText)},
        {u"region"_s, use.who.region.left(maxText)},
        {u"role"_s, use.who.role.left(maxText)},
        {u"outcome"_s, use.allowed ? u"allowed"_s : u"refused"_s},
    };
    if (const QString purpose = purposeName(use.who.purpose); !purpose.isEmpty())
        object.insert(u"purpose"_s, purpose);
    if (!use.reason.isEmpty())
        object.insert(u"reason"_s, use.reason.left(maxText));
    return QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n';
}

std::optional<ActivityEntry> useFrom(const QByteArray &line) {
    const QJsonObject object = QJsonDocument::fromJson(line).object();
    const auto at = QDateTime::fromString(object.value(u"at"_s).toString(), Qt::ISODate);
    const QString deferred = object.value(u"outcome"_s).toString();
    if (!at.isValid() || (deferred != "allowed"_L1 && deferred != "refused"_L1))
        return std::nullopt;
    const auto text = [&object](const QString &key) {
        return object.value(key).toString().left(maxText);
    };
    ActivityEntry use;
    use.at = Time(std::chrono::seconds(at.toSecsSinceEpoch()));
    use.who.purpose = purposeFrom(object.value(u"purpose"_s).toString());
    use.who.program = text(u"program"_s);
    use.who.pid = object.value(u"pid"_s).toInteger();
    use.who.directory = text(u"directory"_s);
    use.who.repository = text(u"repository"_s);
    use.who.region = text(u"region"_s);
    use.who.role = text(u"role"_s);
    use.allowed = deferred == "allowed"_L1;
    use.reason = text(u"reason"_s);
    return use;
}

/// The uses at a file's end, the oldest first.
QList<ActivityEntry> newestOf(const QString &path) {
    QFile file(path);
    if (!QFileInfo(file).isFile() || !file.open(QIODevice::ReadOnly))
        return {};
    if (file.size() > readBytes) {
        file.seek(file.size() - readBytes);
        file.readLine(); // the rest of a line
    }
    QList<ActivityEntry> uses;
    while (!file.atEnd()) {
        const QByteArray line = file.readLine(longestLine + 1);
        const bool whole = line.endsWith('\n') || file.atEnd();
        if (!whole) // no line of ours: what is left of it must not be taken for one
            while (!file.atEnd() && !file.readLine(longestLine + 1).endsWith('\n')) {
            }
        else if (const auto use = useFrom(line))
            uses.append(*use);
    }
    return uses;
}

Error failure(const QString &message, const QString &detail) {
    return Error(Error::Kind::Internal, message, {}, detail);
}

Error cannotRead(const QFile &file) {
    return failure(Activity::tr("Can't read %1.").arg(file.fileName()), file.errorString());
}

/// So much of a file.
struct Part {
    std::shared_ptr<QFile> file;
    qint64 size = 0;
};

void writeParts(const QList<Part> &parts, const QString &path) {
    QSaveFile target(path);
    bool good = target.open(QIODevice::WriteOnly);
    for (auto part = parts.begin(); good && part != parts.end(); ++part) {
        QByteArray lines = part->file->read(part->size);
        if (lines.size() != part->size)
            throw cannotRead(*part->file);
        if (!lines.isEmpty() && !lines.endsWith('\n'))
            lines.append('\n');
        good = target.write(lines) == lines.size();
    }
    if (good)
        target.setPermissions(mine);
    if (!good || !target.commit())
        throw failure(Activity::tr("Can't write %1.").arg(path), target.errorString());
}

} // namespace

QString Activity::standardPath() {
    return stateFolder() + u"/activity.jsonl"_s;
}

Activity::Activity(QString path) : path_(std::move(path)) {
    for (int age = 0; age <= olderFiles && newest_.size() < inMemory; ++age)
        newest_ = newestOf(older(age)) + newest_;
    if (newest_.size() > inMemory)
        newest_ = newest_.last(inMemory);
}

/// The file itself has the age 0.
QString Activity::older(int age) const {
    return age == 0 ? path_ : path_ + u'.' + QString::number(age);
}

void Activity::record(const ActivityEntry &use) {
    newest_.append(use);
    if (newest_.size() > inMemory)
        newest_.removeFirst();
    if (!write(use))
        qCInfo(logApp) << "a use could not be written to the activity";
    Q_EMIT changed();
}

bool Activity::write(const ActivityEntry &use) const {
    QByteArray line = lineOf(use);
    if (!makePrivateFolder(QFileInfo(path_).path()))
        return false;
    if (QFileInfo(path_).size() + line.size() > maxBytes)
        rotate();
    QFile file(path_);
    if (!file.open(QIODevice::ReadWrite | QIODevice::Append, mine))
        return false;
    file.setPermissions(mine); // also of one that was there
    // A line that a full disk or a crash cut short must not spoil the next one.
    char last = '\n';
    if (file.size() > 0 && file.seek(file.size() - 1) && file.getChar(&last) && last != '\n')
        line.prepend('\n');
    return file.write(line) == line.size() && file.flush();
}

void Activity::rotate() const {
    QFile::remove(older(olderFiles));
    for (int age = olderFiles; age > 0; --age)
        QFile::rename(older(age - 1), older(age));
}

QList<ActivityEntry> Activity::latest(int count) const {
    QList<ActivityEntry> uses = newest_.last(std::min<qsizetype>(count, newest_.size()));
    std::ranges::reverse(uses);
    return uses;
}

QCoro::Task<> Activity::exportTo(QString path, std::stop_token stop) const {
    // Opened here, and read as far as they go now: what is recorded meanwhile may rename them.
    QList<Part> parts;
    for (int age = olderFiles; age >= 0; --age) {
        const auto file = std::make_shared<QFile>(older(age));
        if (!QFileInfo(*file).isFile())
            continue;
        if (!file->open(QIODevice::ReadOnly))
            throw cannotRead(*file);
        parts.append({file, file->size()});
    }
    const auto work = [=] { writeParts(parts, path); };
    co_await QtConcurrent::run(work);
    throwIfStopped(stop);
}

void Activity::clear() {
    newest_.clear();
    QString left;
    for (int age = 0; age <= olderFiles; ++age)
        if (QFile file(older(age)); file.exists() && !file.remove())
            left = file.fileName();
    Q_EMIT changed();
    if (!left.isEmpty())
        throw failure(tr("Can't remove %1.").arg(left), {});
}

} // namespace vouch
