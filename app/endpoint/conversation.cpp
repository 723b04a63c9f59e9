// SPDX-License-Identifier: Apache-2.0
#include "endpoint/conversation.h"

#include "core/log.h"
#include "wire/request.h"
#include "wire/text.h"

#include <QCoreApplication>
#include <QVersionNumber>

#include <chrono>

namespace vouch::endpoint {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

struct Strings {
    Q_DECLARE_TR_FUNCTIONS(vouch::endpoint)
};

/// helper/wire/README.md, Limits.
constexpr auto requestTime = 5s;
constexpr auto replyTime = 120s; ///< for the user
constexpr auto answerTime = 10s; ///< for the client to read its answer

Error malformed(const QString &why) {
    return Error(Error::Kind::Malformed, Strings::tr("Vouch doesn't understand this request."),
                 why);
}

QString ownVersion() {
    return QString::fromUtf8(wire::programVersion.data(), qsizetype(wire::programVersion.size()));
}

Error anotherVersion() {
    return Error(Error::Kind::Version,
                 Strings::tr("Vouch %1 is running and doesn't understand this version of Vouch.")
                     .arg(ownVersion()),
                 Strings::tr("Install one version only, then quit Vouch in its tray menu and start "
                             "it again."));
}

/// A newer client may know more commands than this program.
Error unknownCommand(const wire::Block &request) {
    const std::string_view client = request.value("client");
    const auto newer =
        QVersionNumber::fromString(QString::fromUtf8(client.data(), qsizetype(client.size())));
    const QString message =
        Strings::tr("Vouch %1 is running, and doesn't know this command.").arg(ownVersion());
    if (newer <= QVersionNumber::fromString(ownVersion()))
        return Error(Error::Kind::Unsupported, message,
                     Strings::tr("Update Vouch, then restart it."));
    return Error(Error::Kind::Unsupported, message,
                 Strings::tr("Quit Vouch in its tray menu, which ends its session, and start it "
                             "again to use %1.")
                     .arg(newer.toString()));
}

/// What each answer ends with, so that a client of another version can say what to do.
void addVersions(wire::BlockWriter &block) {
    block.add("version", wire::programVersion).add("speaks", wire::version);
}

void addError(wire::BlockWriter &block, const Error &error) {
    const QLatin1StringView kind = kindName(error.kind());
    block.add("status", "error")
        .add("kind", {kind.data(), std::size_t(kind.size())})
        .add("message", wire::displayText(error.message().toStdString()))
        .addUnlessEmpty("hint", wire::displayText(error.hint().toStdString()));
    addVersions(block);
}

} // namespace

Conversation::Conversation(QLocalSocket *socket, Peer peer, Find find, QObject *parent)
    : QObject(parent), socket_(socket), peer_(peer), find_(std::move(find)) {
    socket_->setParent(this);
    socket_->setReadBufferSize(qint64(wire::requestLimit) + 1);
    limit_.setSingleShot(true);
    connect(&limit_, &QTimer::timeout, this, [this] {
        if (ended_)
            close();
        else if (reply_)
            fail(Error(Error::Kind::TimedOut, Strings::tr("Nobody answered in time."),
                       Strings::tr("Run the command again.")));
        else
            fail(malformed(Strings::tr("The request didn't arrive in time.")));
    });
    limit_.start(requestTime);
    connect(socket_, &QLocalSocket::readyRead, this, &Conversation::readMore);
    connect(socket_, &QLocalSocket::disconnected, this, &Conversation::close);
    // Data may have arrived before the connection above.
    if (socket_->bytesAvailable() > 0)
        QMetaObject::invokeMethod(this, &Conversation::readMore, Qt::QueuedConnection);
}

Conversation::~Conversation() {
    socket_->disconnect(this);
}

void Conversation::readMore() {
    if (ended_) {
        socket_->skip(socket_->bytesAvailable());
        return;
    }
    QByteArray bytes = socket_->readAll();
    reader_.feed({bytes.constData(), std::size_t(bytes.size())});
    wipe(bytes);
    if (!started_ && wire::speaksAnotherVersion(reader_.pending()))
        return fail(anotherVersion());
    switch (reader_.poll()) {
    case wire::BlockReader::State::NeedMore:
        return;
    case wire::BlockReader::State::Malformed:
        fail(malformed(Strings::tr("A line isn't in the form key=value, or isn't UTF-8.")));
        return;
    case wire::BlockReader::State::TooLong:
        fail(malformed(Strings::tr("The request is too long.")));
        return;
    case wire::BlockReader::State::Complete:
        break;
    }
    if (started_)
        takeReply(reader_.take());
    else
        start(reader_.take());
}

void Conversation::start(wire::Block request) {
    started_ = true;
    limit_.stop();
    const auto line = wire::parseRequestLine(request.head());
    if (!line)
        return fail(
            malformed(Strings::tr("The request doesn't start with vouch/1 and a command.")));
    const Handler handler = find_(line->command);
    if (!handler)
        return fail(unknownCommand(request));
    const std::string client = wire::displayText(request.value("client"), 20);
    qCInfo(logEndpoint) << "command"
                        << QByteArray(line->command.data(), qsizetype(line->command.size()))
                        << "from pid" << peer_.pid << "of version"
                        << QByteArray(client.data(), qsizetype(client.size()));
    auto shared = std::make_shared<wire::Block>(std::move(request));
    task_ =
        ScopedTask([this, handler, shared](
                       std::stop_token stop) { return handler(*this, std::move(*shared), stop); },
                   [this](const Error &error) { fail(error); });
}

QFuture<SharedSecret> Conversation::ask(std::string_view what) {
    reader_ = wire::BlockReader(wire::replyLimit, wire::BlockReader::Strictness::Wire);
    reply_ = std::make_unique<Deferred<SharedSecret>>();
    ++asked_;
    limit_.start(replyTime);
    sendEvent("ask", [&](wire::BlockWriter &block) { block.add("id", asked_).add("what", what); });
    return reply_->future();
}

void Conversation::takeReply(const wire::Block &reply) {
    const auto value = reply.find("value");
    if (!reply_ || reply.value("reply") != std::to_string(asked_) || !value)
        return fail(malformed(Strings::tr("Vouch didn't ask for anything more.")));
    limit_.stop();
    const auto deferred = std::exchange(reply_, nullptr);
    deferred->deliver(
        std::make_shared<Secret>(QByteArrayView(value->data(), qsizetype(value->size()))));
}

void Conversation::sendEvent(std::string_view name,
                             const std::function<void(wire::BlockWriter &)> &fill) {
    if (ended_)
        return;
    wire::BlockWriter block;
    block.add("event", name);
    if (fill)
        fill(block);
    const wire::Bytes bytes = block.finish();
    socket_->write(bytes.data(), qint64(bytes.size()));
}

void Conversation::succeed(const std::function<void(wire::BlockWriter &)> &fill) {
    wire::BlockWriter block;
    block.add("status", "ok");
    if (fill)
        fill(block);
    addVersions(block);
    end(block.finish());
}

void Conversation::fail(const Error &error) {
    wire::BlockWriter block;
    addError(block, error);
    end(block.finish());
}

void Conversation::end(const wire::Bytes &answer) {
    if (std::exchange(ended_, true))
        return;
    task_.stop();
    waiting_ = false;
    socket_->write(answer.data(), qint64(answer.size()));
    socket_->flush(); // in case the application is about to quit
    limit_.start(answerTime);
    socket_->disconnectFromServer(); // sends the rest first
}

void Conversation::close() {
    ended_ = true;
    task_.stop();
    reply_.reset();
    deleteLater();
}

} // namespace vouch::endpoint
