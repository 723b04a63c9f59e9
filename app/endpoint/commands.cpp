// SPDX-License-Identifier: Apache-2.0
#include "endpoint/commands.h"

#include <array>

namespace vouch::endpoint {

Conversation::Handler findCommand(Services &services, std::string_view command) {
    using Function = QCoro::Task<> (*)(Services &, Conversation &, wire::Block, std::stop_token);
    struct Entry {
        std::string_view name;
        Function function;
    };
    static constexpr std::array<Entry, 14> commands{{{"git-credential", gitCredential},
                                                     {"login", login},
                                                     {"enroll", enroll},
                                                     {"logout", logout},
                                                     {"status", status},
                                                     {"route", route},
                                                     {"forget", forget},
                                                     {"check", check},
                                                     {"posture", posture},
                                                     {"keys-list", keysList},
                                                     {"keys-add", keysAdd},
                                                     {"keys-rename", keysRename},
                                                     {"keys-remove", keysRemove},
                                                     {"raise", raise}}};
    for (const Entry &entry : commands)
        if (entry.name == command)
            return [&services, function = entry.function](Conversation &client, wire::Block request,
                                                          std::stop_token stop) {
                return function(services, client, std::move(request), std::move(stop));
            };
    return {};
}

QString text(const wire::Block &request, std::string_view key) {
    const std::string_view value = request.value(key);
    return QString::fromUtf8(value.data(), qsizetype(value.size()));
}

std::string bytes(const QString &text) {
    return text.toStdString();
}

} // namespace vouch::endpoint
