// SPDX-License-Identifier: Apache-2.0
#include "aws/git_password.h"

#include "aws/sigv4.h"

namespace vouch::aws {
namespace {

/// Like AWS's own helper, signs the path, already decoded by git, up to the first `?` or `#`.
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
    // The method is GIT, only the host header is signed, and there's no payload line.
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
