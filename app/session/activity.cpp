// SPDX-License-Identifier: Apache-2.0
#include "session/activity.h"

#include "core/error.h"
#include "core/folders.h"
#include "core/log.h"
#include "core/ownership.h"
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
/// Per text: programs and repositories can have names of any length.
constexpr qsizetype maxText = 300;
/// Our own lines are always shorter, even with everything escaped.
constexpr qint64 maxLine = 16 * 1024;
/// How much of a file's end is read at startup.
constexpr qint64 readBytes = 256 * 1024;

/// Empty for git: lines written before there were other purposes have none.
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

QString written(Time time) {
    return toLocal(time).toUTC().toString(Qt::ISODate);
}

std::optional<Time> readTime(const QJsonValue &value) {
    const auto time = QDateTime::fromString(value.toString(), Qt::ISODate);
    return time.isValid() ? std::optional(Time(std::chrono::seconds(time.toSecsSinceEpoch())))
                          : std::nullopt;
}

std::optional<Error::Kind> errorFrom(const QString &name) {
    for (int kind = 0; kind <= int(Error::Kind::Internal); ++kind)
        if (name == kindName(Error::Kind(kind)))
            return Error::Kind(kind);
    return std::nullopt;
}

QByteArray lineOf(const ActivityEntry &entry) {
    QJsonObject object{
        {u"at"_s, written(entry.at)},
        {u"program"_s, entry.who.program.left(maxText)},
        {u"pid"_s, entry.who.pid},
        {u"directory"_s, entry.who.directory.left(maxText)},
        {u"repository"_s, entry.who.repository.left(maxText)},
        {u"region"_s, entry.who.region.left(maxText)},
        {u"role"_s, entry.who.role.left(maxText)},
        {u"outcome"_s, entry.allowed ? u"allowed"_s : u"refused"_s},
    };
    if (const QString purpose = purposeName(entry.who.purpose); !purpose.isEmpty())
        object.insert(u"purpose"_s, purpose);
    if (!entry.reason.isEmpty())
        object.insert(u"reason"_s, entry.reason.left(maxText));
    if (entry.error) {
        object.insert(u"error"_s, kindName(*entry.error));
        object.insert(u"language"_s, entry.language);
    }
    if (entry.notNowUntil != Time{})
        object.insert(u"not_now_until"_s, written(entry.notNowUntil));
    return QJsonDocument(object).toJson(QJsonDocument::Compact) + '\n';
}

std::optional<ActivityEntry> entryFrom(const QByteArray &line) {
    const QJsonObject object = QJsonDocument::fromJson(line).object();
    const auto at = readTime(object.value(u"at"_s));
    const QString outcome = object.value(u"outcome"_s).toString();
    if (!at || (outcome != "allowed"_L1 && outcome != "refused"_L1))
        return std::nullopt;
    const auto text = [&object](const QString &key) {
        return object.value(key).toString().left(maxText);
    };
    ActivityEntry entry;
    entry.at = *at;
    entry.who.purpose = purposeFrom(object.value(u"purpose"_s).toString());
    entry.who.program = text(u"program"_s);
    entry.who.pid = object.value(u"pid"_s).toInteger();
    entry.who.directory = text(u"directory"_s);
    entry.who.repository = text(u"repository"_s);
    entry.who.region = text(u"region"_s);
    entry.who.role = text(u"role"_s);
    entry.allowed = outcome == "allowed"_L1;
    entry.reason = text(u"reason"_s);
    entry.notNowUntil = readTime(object.value(u"not_now_until"_s)).value_or(Time{});
    entry.error = errorFrom(text(u"error"_s));
    entry.language = text(u"language"_s);
    return entry;
}

/// The entries at the end of a file, oldest first.
QList<ActivityEntry> newestIn(const QString &path) {
    QFile file(path);
    if (!QFileInfo(file).isFile() || !file.open(QIODevice::ReadOnly))
        return {};
    if (file.size() > readBytes) {
        file.seek(file.size() - readBytes);
        file.readLine(); // skip the partial line
    }
    QList<ActivityEntry> entries;
    while (!file.atEnd()) {
        const QByteArray line = file.readLine(maxLine + 1);
        const bool isWhole = line.endsWith('\n') || file.atEnd();
        if (!isWhole) // not one of ours: skip its rest, which could look like a line
            while (!file.atEnd() && !file.readLine(maxLine + 1).endsWith('\n')) {
            }
        else if (const auto entry = entryFrom(line))
            entries.append(*entry);
    }
    return entries;
}

Error failure(const QString &message, const QString &detail) {
    return Error(Error::Kind::Internal, message, {}, detail);
}

Error cannotRead(const QFile &file) {
    return failure(Activity::tr("Can't read %1.").arg(file.fileName()), file.errorString());
}

/// The first `size` bytes of a file.
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
        target.setPermissions(privateFile);
    if (!good || !target.commit())
        throw failure(Activity::tr("Can't write %1.").arg(path), target.errorString());
}

} // namespace

QString Activity::standardPath() {
    return stateFolder() + u"/activity.jsonl"_s;
}

Activity::Activity(QString path) : path_(std::move(path)) {
    for (int age = 0; age <= olderFiles && newest_.size() < inMemory; ++age)
        newest_ = newestIn(older(age)) + newest_;
    if (newest_.size() > inMemory)
        newest_ = newest_.last(inMemory);
}

/// The current file has age 0.
QString Activity::older(int age) const {
    return age == 0 ? path_ : path_ + u'.' + QString::number(age);
}

void Activity::record(const ActivityEntry &entry) {
    newest_.append(entry);
    newest_.last().who.command.clear(); // for the question only; it may contain anything
    newest_.last().who.terminal.clear();
    if (newest_.size() > inMemory)
        newest_.removeFirst();
    if (!write(entry))
        qCInfo(logApp) << "an activity entry could not be written";
    Q_EMIT changed();
}

bool Activity::write(const ActivityEntry &entry) const {
    QByteArray line = lineOf(entry);
    if (!makePrivateFolder(QFileInfo(path_).path()))
        return false;
    if (QFileInfo(path_).size() + line.size() > maxBytes)
        rotate();
    QFile file(path_);
    if (!file.open(QIODevice::ReadWrite | QIODevice::Append, privateFile))
        return false;
    file.setPermissions(privateFile); // open() sets them on new files only
    // Don't append to a line that a full disk or a crash cut short.
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
    QList<ActivityEntry> entries = newest_.last(std::min<qsizetype>(count, newest_.size()));
    std::ranges::reverse(entries);
    return entries;
}

QCoro::Task<> Activity::exportTo(QString path, std::stop_token stop) const {
    // Opened here, with their current sizes: recording can rotate the files at any time.
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
    QString remaining;
    for (int age = 0; age <= olderFiles; ++age)
        if (QFile file(older(age)); file.exists() && !file.remove())
            remaining = file.fileName();
    Q_EMIT changed();
    if (!remaining.isEmpty())
        throw failure(tr("Can't remove %1.").arg(remaining), {});
}

} // namespace vouch
