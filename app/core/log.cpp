// SPDX-License-Identifier: Apache-2.0
#include "core/log.h"

#include "core/folders.h"
#include "core/ownership.h"

#include <QDateTime>
#include <QFile>
#include <QFileInfo>
#include <QMutex>
#include <QRegularExpression>

#include <cstdio>
#include <memory>

namespace vouch {

using namespace Qt::Literals::StringLiterals;

Q_LOGGING_CATEGORY(logTask, "vouch.task")
Q_LOGGING_CATEGORY(logNetwork, "vouch.network")
Q_LOGGING_CATEGORY(logFido, "vouch.fido")
Q_LOGGING_CATEGORY(logEndpoint, "vouch.endpoint")
Q_LOGGING_CATEGORY(logApp, "vouch.app")

namespace {

constexpr qint64 maxBytes = 1024 * 1024;
constexpr int olderFiles = 3;

/// The log's file. Messages come from any thread.
class LogFile {
public:
    explicit LogFile(const QString &path) : file_(path) { open(); }

    void write(const QByteArray &line) {
        const QMutexLocker lock(&mutex_);
        if (file_.size() + line.size() > maxBytes)
            rotate();
        file_.write(line);
        file_.flush();
    }

private:
    void open() {
        makePrivateFolder(QFileInfo(file_).path());
        if (file_.open(QIODevice::WriteOnly | QIODevice::Append))
            file_.setPermissions(privateFile);
    }

    void rotate() {
        file_.close();
        const auto older = [this](int age) {
            return file_.fileName() + u'.' + QString::number(age);
        };
        QFile::remove(older(olderFiles));
        for (int age = olderFiles; age > 1; --age)
            QFile::rename(older(age - 1), older(age));
        QFile::rename(file_.fileName(), older(1));
        open();
    }

    QFile file_;
    QMutex mutex_;
};

LogFile *logFile = nullptr; // never deleted: messages arrive until the process exits

QLatin1StringView levelName(QtMsgType type) {
    switch (type) {
    case QtDebugMsg:
        return "debug"_L1;
    case QtInfoMsg:
        return "info"_L1;
    case QtWarningMsg:
        return "warning"_L1;
    case QtCriticalMsg:
    case QtFatalMsg:
        break;
    }
    return "error"_L1;
}

void handleMessage(QtMsgType type, const QMessageLogContext &context, const QString &message) {
    const QString line = u"%1 %2 %3: %4\n"_s.arg(
        QDateTime::currentDateTimeUtc().toString(Qt::ISODateWithMs), levelName(type),
        QString::fromUtf8(context.category), redacted(message));
    logFile->write(line.toUtf8());
    if (type != QtDebugMsg && type != QtInfoMsg)
        std::fputs(qPrintable(line), stderr);
}

} // namespace

void startLog(const QString &file, bool debug) {
    logFile = new LogFile(file);
    QLoggingCategory::setFilterRules(debug ? u"vouch.*=true"_s : u"vouch.*.debug=false"_s);
    qInstallMessageHandler(handleMessage);
}

QString redacted(const QString &line) {
    static const QRegularExpression credential(
        // A JWT, an AWS access key ID, 32 or more characters of base64, base64url or hex, or an AWS
        // secret access key, which may contain slashes.
        uR"(\beyJ[\w-]{8,}(\.[\w-]*){1,4}|\b(AKIA|ASIA)[A-Z0-9]{12,}|[A-Za-z0-9+_=-]{32,}|)"
        uR"((?<![A-Za-z0-9+/=])[A-Za-z0-9+/]{40}(?![A-Za-z0-9+/=]))"_s);
    static const QRegularExpression control(u"[\\x00-\\x1F\\x7F-\\x9F]+"_s);
    QString clean = line;
    return clean.replace(control, u" "_s).replace(credential, u"[removed]"_s);
}

} // namespace vouch
