// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

/// The value of a PATH variable: folders between semicolons, in quotes if they contain one. Each
/// function leaves all entries but ours as they are, character by character.
namespace vouch::pathlist {

/// Whether two texts are the same to Windows, which takes a and A for one.
bool isSame(std::wstring_view a, std::wstring_view b);

/// The list with the folder at its end, unless it is in there.
std::wstring withFolder(std::wstring list, const std::wstring &folder);

/// The list without the folder, as `withFolder` found it.
std::wstring withoutFolder(std::wstring list, const std::wstring &folder);

/// The list with `to` in the place of `from`.
std::wstring withFolderMoved(std::wstring list, const std::wstring &from, const std::wstring &to);

} // namespace vouch::pathlist
