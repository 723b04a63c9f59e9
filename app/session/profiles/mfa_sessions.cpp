// SPDX-License-Identifier: Apache-2.0
#include "session/profiles/mfa_sessions.h"

#include "aws/credential_process.h"
#include "aws/sts.h"
#include "session/prompting/prompts.h"

#include <QMessageAuthenticationCode>
#include <QRandomGenerator>

#include <algorithm>
#include <array>

namespace vouch {

using namespace Qt::Literals::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// A device shows a code for 30 s, and AWS accepts it a little before and after. Later the same
/// digits come up only by chance.
constexpr auto codeLife = 120s;

/// `nora-phone` for `arn:aws:iam::123456789012:mfa/nora-phone`; a serial number is unchanged.
QString deviceName(const QString &serial) {
    return serial.section(u'/', -1);
}

bool isCode(const Secret &code) {
    return code.size() == 6 &&
           std::ranges::all_of(code.view(), [](char c) { return c >= '0' && c <= '9'; });
}

/// 256 random bits from the system.
SharedSecret randomSecret() {
    std::array<quint32, 8> bits{};
    QRandomGenerator::system()->fillRange(bits.data(), qsizetype(bits.size()));
    return std::make_shared<Secret>(
        QByteArrayView(reinterpret_cast<const char *>(bits.data()), sizeof bits));
}

} // namespace

MfaSessions::MfaSessions(Questions &questions, Prompts &prompts, Clock &clock)
    : prompts_(prompts), clock_(clock), questions_(questions, prompts), cache_(clock),
      codeKey_(randomSecret()) {}

QCoro::Task<aws::Credentials> MfaSessions::session(Request request, PromptContext context,
                                                   std::stop_token stop) {
    if (const auto cached = cache_.find(request.cacheKey, request.minLife))
        co_return aws::Credentials(*cached);
    if (!request.process.isEmpty()) {
        const CredentialCache<CacheKey>::Fetch fetch = [this, request](std::stop_token stopped) {
            return byProcess(request, std::move(stopped));
        };
        co_return co_await cache_.get(request.cacheKey, request.minLife, fetch);
    }
    if (context.codeOnTerminal)
        co_return co_await onTerminal(request, context, stop);

    prompts_.requireWindow(context,
                           tr("The AWS profile “%1” needs an MFA code.").arg(request.profile),
                           tr("Run: vouch exec --profile %1 -- true").arg(request.profile));
    Questions::Question question;
    question.name = request.profile;
    question.device = deviceName(request.cacheKey.serial);
    const SharedQuestions<CacheKey>::Ceremony ceremony = [=, this](Questions::Waiter *asked,
                                                                   std::stop_token stopped) {
        return promptAndSend(asked, request, std::move(stopped));
    };
    co_await questions_.join(request.cacheKey, question, ceremony, context, stop);
    throwIfStopped(stop);
    const auto session = cache_.find(request.cacheKey);
    if (!session) // forgotten in the meantime
        throw canceled();
    co_return aws::Credentials(*session);
}

QCoro::Task<> MfaSessions::promptAndSend(Questions::Waiter *question, Request request,
                                         std::stop_token stop) {
    while (true) {
        const auto answered = question->answer();
        const Questions::Answer answer = co_await answered;
        throwIfStopped(stop);
        if (wasSent(request.cacheKey.serial, *answer.secret)) {
            question->askAgain(tr("This code was already sent. Use the next one."));
            continue;
        }
        recordSent(request.cacheKey.serial, *answer.secret);
        try {
            const auto session = co_await request.send(answer.secret, stop);
            throwIfStopped(stop);
            cache_.keep(request.cacheKey, session);
            co_return;
        } catch (const aws::MfaRefused &error) {
            throwIfStopped(stop);
            question->askAgain(errorText(error));
        }
    }
}

QCoro::Task<aws::Credentials> MfaSessions::byProcess(Request request, std::stop_token stop) {
    const SharedSecret code =
        co_await aws::mfaCodeFromProcess(request.process, request.profile, stop);
    throwIfStopped(stop);
    if (wasSent(request.cacheKey.serial, *code))
        throw Error(Error::Kind::Server,
                    tr("The mfa_process of “%1” printed a code that was already sent.")
                        .arg(request.profile),
                    tr("Try again in 30 seconds."));
    recordSent(request.cacheKey.serial, *code);
    co_return co_await request.send(code, stop);
}

/// Takes one code: at a terminal the user can run the command again.
QCoro::Task<aws::Credentials> MfaSessions::onTerminal(Request request, PromptContext context,
                                                      std::stop_token stop) {
    const auto forgotten = forgotten_;
    context.waiting();
    const auto asked = context.codeOnTerminal();
    const SharedSecret code = co_await asked;
    throwIfStopped(stop);
    if (!isCode(*code))
        throw Error(Error::Kind::Malformed, tr("An MFA code has six digits. Nothing was sent."),
                    tr("Run the command again."));
    if (wasSent(request.cacheKey.serial, *code))
        throw Error(Error::Kind::Malformed, tr("This code was already sent."),
                    tr("Run the command again with the next code."));
    recordSent(request.cacheKey.serial, *code);
    const aws::Credentials session = co_await request.send(code, stop);
    throwIfStopped(stop);
    if (forgotten_ != forgotten) // the user signed out in the meantime
        throw canceled();
    cache_.keep(request.cacheKey, session);
    co_return aws::Credentials(session);
}

bool MfaSessions::wasSent(const QString &serial, const Secret &code) const {
    const auto last = sent_.constFind(serial);
    return last != sent_.constEnd() && clock_.now() - last->at < codeLife &&
           last->code == digest(serial, code);
}

void MfaSessions::recordSent(const QString &serial, const Secret &code) {
    sent_.insert(serial, Sent{digest(serial, code), clock_.now()});
}

QByteArray MfaSessions::digest(const QString &serial, const Secret &code) const {
    QMessageAuthenticationCode mac(QCryptographicHash::Sha256, codeKey_->view().toByteArray());
    mac.addData(serial.toUtf8() + '\n');
    mac.addData(code.view().data(), code.size());
    return mac.result();
}

Time MfaSessions::until(const CacheKey &cacheKey) const {
    const auto cached = cache_.find(cacheKey);
    return cached ? cached->expiresAt : Time{};
}

void MfaSessions::forget() {
    ++forgotten_;
    cache_.clear();
    questions_.cancel();
}

} // namespace vouch
