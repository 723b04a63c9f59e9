// SPDX-License-Identifier: Apache-2.0
#include "aws/git_password.h"

#include "aws/sigv4.h"

namespace vouch::aws {
namespace {

/// AWS's own helper signs the path up to the first `?` or `#`, which git had already decoded.
QByteArray signedPath(const QByteArray &path) {
    QByteArray result = '/' + path;
    for (const char end : {'?', '#'})
        if (const auto at = result.indexOf(end); at >= 0)
            result.truncate(at);
    return result;
}

} // namespace

GitCredential signGit(const Credentials &credentials, const QByteArray &host,
                      const QByteArray &region, const QByteArray &path, Time now) {
    QByteArray hostOnly = host.toLower();
    if (const auto colon = hostOnly.indexOf(':'); colon >= 0)
        hostOnly.truncate(colon);
    // The method is the word GIT, one header is signed, and there is no line for a payload.
    const QByteArray canonical = "GIT\n" + signedPath(path) + "\n\nhost:" + hostOnly + "\n\nhost\n";
    const QByteArray stamp = timestamp(now);
    QByteArray password = stamp + 'Z';
    password += signature(canonical, stamp, {region, "codecommit"}, *credentials.secretAccessKey);

    QByteArray username = credentials.accessKeyId;
    if (credentials.sessionToken)
        username += '%' + credentials.sessionToken->view().toByteArray();
    return {std::make_shared<Secret>(Secret::take(std::move(username))),
            std::make_shared<Secret>(Secret::take(std::move(password)))};
}

} // namespace vouch::aws
