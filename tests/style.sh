#!/bin/sh
# Every C++ file is formatted as .clang-format says. `style.sh fix` formats them.
set -eu
cd "$(dirname "$0")/.."
case ${1:-check} in
  fix) set -- -i ;;
  check) set -- --dry-run --Werror ;;
  *) echo "usage: style.sh [fix]" >&2; exit 2 ;;
esac
# Traps of coroutines; see app/core/scoped_task.h.
if grep -rPzl --include='*.cpp' --include='*.h' '(?m)^[^/\n]*co_await [^;{]*\{[^;]*;' app helper; then
  echo "Braces inside a co_await expression: name the value first." >&2
  exit 1
fi
if grep -rPzl --include='*.cpp' --include='*.h' '\? *(?:co_await)|(?m)^[^/\n]*\?[^;{}?]*:\s*co_await' app helper; then
  echo "co_await in a choice by ?: destroys its result twice: write if and else." >&2
  exit 1
fi
if grep -rPn --include='*.cpp' --include='*.h' 'co_return (\*|\w+_;|\w+_\.|\w+->\w+;)' app helper; then
  echo "co_return moves from what it names: make a copy." >&2
  exit 1
fi
# What others wrote is never taken for HTML; see app/ui/widgets/plain_text.h.
markup() {
  if grep -rPn --include='*.cpp' --include='*.h' "$1" app | grep -v '^app/ui/widgets/plain_text\.' | grep -vE "$2"; then
    echo "$3" >&2
    exit 1
  fi
}
markup 'new QLabel\b|QLabel \w+[({;]' 'class QLabel;' "A label that could take a name for HTML: make it with plainLabel."
markup '(?<!icon_->)setToolTip\((?!plainToolTip\(|tr\(|$)' '^$' "A tooltip that could be taken for HTML: pass it through plainToolTip."
markup 'showText\((?!.*(plainToolTip|globalPos))' '^$' "A tooltip that could be taken for HTML: pass it through plainToolTip."
markup 'setInformativeText\(|QMessageBox::(information|question|warning|critical|about)\(' '^$' "A box's text could be taken for HTML: use setPlainText."
markup 'new QMessageBox\((?!QMessageBox::NoIcon, \S*tr\("[^"]*"\), \{\},|parent\))' 'new QMessageBox\(QMessageBox::NoIcon, title, \{\},' "A box's text could be taken for HTML: use setPlainText."
markup 'Qt::(RichText|AutoText|MarkdownText)' '^app/ui/(prompts/requester_bar|desktop/facts_dialog).cpp:.*// contains only our own text' "Text of others could be taken for HTML."
# A text of others' that holds %2 would be filled with the next one.
if grep -rPzo --include='*.cpp' --include='*.h' '\.arg\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)\s*\.arg\(' app helper | tr '\0' '\n' | grep .; then
  echo "One .arg() with all of them: .arg(a, b)." >&2
  exit 1
fi
format=$(command -v clang-format-14 || echo clang-format)
case $($format --version) in
  *"version 14."*) ;;
  *)
    echo "style.sh: layout not checked: that needs clang-format 14 (Debian 12 has it), and this is $($format --version)."
    exit 0
    ;;
esac
find app helper installers resources tests -name node_modules -prune -o \( -name '*.cpp' -o -name '*.h' \) -print0 |
  xargs -0 "$format" "$@"
