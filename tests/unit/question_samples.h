// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "session/prompting/questions.h"
#include "sign_in_samples.h"

/// The questions of AWS profiles, for tests and screenshots.
namespace vouch::ui {

struct QuestionSample {
    QString name;
    Questions::Question question;
    QString typed; ///< into the fields
};

inline Requester sampleProgram() {
    Requester who = sampleGit();
    who.purpose = Requester::Purpose::Program;
    who.program = QStringLiteral("terraform");
    who.pid = 5120;
    who.repository.clear();
    who.region.clear();
    who.role = QStringLiteral("acme-dev");
    who.directory = QDir::homePath() + QStringLiteral("/work/infra");
    who.path = QStringLiteral("/usr/local/bin/terraform");
    who.identity = QStringLiteral("1:2:/usr/local/bin/terraform");
    return who;
}

inline Questions::Question codeQuestion() {
    Questions::Question question;
    question.name = QStringLiteral("acme-dev");
    question.device = QStringLiteral("nora-phone");
    Requester git = sampleGit();
    git.role = question.name;
    question.requesters = {git};
    return question;
}

inline Questions::Question permissionQuestion() {
    Questions::Question question;
    question.kind = Questions::Question::Kind::Permission;
    question.name = QStringLiteral("acme-dev");
    question.requesters = {sampleProgram()};
    return question;
}

inline Questions::Question choiceQuestion() {
    Questions::Question question;
    question.kind = Questions::Question::Kind::Choice;
    question.roles = {QStringLiteral("Auditor"), QStringLiteral("Developer")};
    question.profiles = {QStringLiteral("acme-dev"), QStringLiteral("acme-prod"),
                         QStringLiteral("sandbox")};
    Requester git = sampleGit();
    git.role.clear();
    question.requesters = {git};
    return question;
}

inline Questions::Question keysQuestion() {
    Questions::Question question;
    question.kind = Questions::Question::Kind::Keys;
    question.name = QStringLiteral("acme-dev");
    Requester who;
    who.purpose = Requester::Purpose::AddProfile;
    who.program = QStringLiteral("vouch");
    who.pid = 5121;
    who.isInForeground = true;
    who.role = question.name;
    question.requesters = {who};
    return question;
}

inline QList<QuestionSample> questionSamples() {
    QList<QuestionSample> all;
    const auto add = [&](const char *name, const Questions::Question &question,
                         const QString &typed = {}) {
        all.append({QString::fromLatin1(name), question, typed});
    };
    Questions::Question code = codeQuestion();
    add("code", code, QStringLiteral("4920"));
    code.note = QCoreApplication::translate("vouch::MfaSessions",
                                            "This code was already sent. Use the next one.");
    add("code-again", code);
    const auto aws = [](const char *text) {
        return QCoreApplication::translate("vouch::aws", text);
    };
    code.note = aws("AWS did not accept the MFA code.") + QLatin1Char(' ') +
                aws("Wait for the next code: each one works only once.");
    add("code-refused", code);
    code.note = aws("AWS doesn't recognize the MFA device %1 for the keys of “%2”.")
                    .arg(code.device, code.name) +
                QLatin1Char(' ') +
                aws("Check mfa_serial in the AWS profile and that the device is enabled.");
    add("code-device-unknown", code);
    code.note.clear();
    code.isBusy = true;
    code.requesters.append(sampleProgram());
    add("code-busy", code);
    add("choice", choiceQuestion());
    Questions::Question profiles = choiceQuestion();
    profiles.roles.clear();
    for (int i = 1; i <= 12; ++i)
        profiles.profiles.append(QStringLiteral("customer-%1-production").arg(i));
    add("choice-of-profiles", profiles);
    add("permission", permissionQuestion());
    Questions::Question once = permissionQuestion();
    once.requesters.first().identity.clear();
    add("permission-once", once);
    Questions::Question typed = permissionQuestion();
    typed.requesters.first().program = QStringLiteral("aws");
    typed.requesters.first().command = QStringLiteral("aws s3 sync . s3://acme-dev-reports");
    typed.requesters.first().terminal = QStringLiteral("GNOME Terminal");
    add("permission-typed", typed);
    Questions::Question longLived = permissionQuestion();
    longLived.longLived = true;
    add("permission-long-lived", longLived);
    add("keys", keysQuestion(), QStringLiteral("AKIAIOSFODNN7EXAMPLE"));
    Questions::Question refused = keysQuestion();
    refused.note =
        QCoreApplication::translate("vouch::Profiles", "That isn't a secret access key.");
    add("keys-refused", refused);
    return all;
}

/// Longer names of others than there is room for.
inline QuestionSample longQuestionSample() {
    Questions::Question question = permissionQuestion();
    question.name = QStringLiteral("platform-engineering-release-candidate-administrator-eu");
    question.requesters.first().program =
        QStringLiteral("customer-facing-payments-reconciliation-service-deployer");
    question.requesters.first().role = question.name;
    question.requesters.first().path =
        QStringLiteral("/opt/customer-facing/payments-reconciliation/releases/2026-11-29/lib/") +
        QStringLiteral("customer_facing_payments_reconciliation_service_deployer_main");
    return {QStringLiteral("permission-long-words"), question, {}};
}

} // namespace vouch::ui
