// Runs clang-tidy over sources. Most of its time goes into the headers of Qt, so many sources are laid one
// after the other and looked at in one run. What that finds is looked at again in its source alone, and
// only what is found there counts.
//   node tests/tidy.mjs BUILD [--analyze] [FILE...]
import { execFile } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const MOST = 24; // sources in a run

const root = fileURLToPath(new URL('..', import.meta.url)).replace(/\/$/, '');
const build = path.resolve(process.argv[2]);
const analyzes = process.argv[3] === '--analyze';
const wanted = new Set(process.argv.slice(analyzes ? 4 : 3).map((file) => path.resolve(file)));
const folder = path.join(build, 'tidy');

// NewDeleteLeaks does not know that Qt's parents own their children.
const analyzer = '--checks=-*,clang-analyzer-*,-clang-analyzer-cplusplus.NewDeleteLeaks';

// GCC's own.
const unknownToClang = new Set(['-fcoroutines', '-Winvalid-pch', '-Wno-subobject-linkage']);

function flagsOf(command) {
  const words = command.match(/(?:\\.|"(?:\\.|[^"])*"|\S)+/g).map((word) => word.replace(/\\(.)/g, '$1'));
  const first = words.findIndex((word) => word.startsWith('-'));
  const flags = words.slice(first, words.indexOf('-o')).filter((word) => !unknownToClang.has(word));
  // Without the precompiled headers, a source that lacks an include does not compile.
  const precompiled = flags.indexOf('-include');
  if (precompiled >= 0) flags.splice(precompiled, 2);
  return flags.join('\n').replace(/-isystem\n/g, '-isystem').split('\n');
}

/** The sources of a compilation: the file, or those that CMake has put into one. */
function compiled(file) {
  if (!/\/Unity\/unity_\d+_cxx\.cxx$/.test(file)) return [file];
  return [...fs.readFileSync(file, 'utf8').matchAll(/^#include "(.*)"$/gm)].map(([, source]) => source);
}

function sources() {
  const ours = ['app', 'helper'].map((name) => path.join(root, name) + path.sep);
  const found = new Map();
  for (const { file: first, command } of JSON.parse(fs.readFileSync(path.join(build, 'compile_commands.json')))) {
    for (const file of compiled(first)) {
      const mine = wanted.size ? wanted.has(file) : ours.some((start) => file.startsWith(start));
      if (mine) found.set(file, { file, flags: flagsOf(command), text: fs.readFileSync(file, 'utf8') });
    }
  }
  return [...found.values()].sort((a, b) => (a.file < b.file ? -1 : 1));
}

/** What a source keeps to itself: its aliases, and the names of its unnamed namespace. */
function ownNames(text) {
  const inside = [...text.matchAll(/^namespace \{\n([\s\S]*?)^\} \/\/ namespace$/gm)];
  const own = inside.map(([, body]) => body).join('');
  const names = [
    ...[...text.matchAll(/^using (\w+) =/gm)],
    ...[...own.matchAll(/^(?:struct|class|enum|enum class) (\w+)/gm)],
    ...[...own.matchAll(/^(?!using|#|namespace| )[\w:<>,&* ]+[ &*](\w+)(?:\(| =|\{|\[|;)/gm)],
  ].map(([, name]) => name);
  return new Set(names);
}

/**
 * The sources as one text, and which line of which source each of its lines is. A name that more than one
 * keeps to itself gets a number, and no header is included twice.
 */
function joined(batch) {
  const lines = [];
  const origin = [];
  const taken = new Set();
  const included = new Set();
  batch.forEach(({ file, text }, number) => {
    for (const name of ownNames(text)) {
      const everywhere = new RegExp(`(?<![.:>"\\w/-])${name}(?![\\w"./])`, 'g');
      if (taken.has(name)) text = text.replace(everywhere, `${name}_${number}`);
      taken.add(name);
    }
    const before = new Set(included);
    text.split('\n').forEach((line, index) => {
      lines.push(before.has(line) ? '' : line);
      origin.push({ file, line: index + 1 });
      if (line.startsWith('#include')) included.add(line);
    });
  });
  return { text: lines.join('\n'), origin };
}

let count = 0;
async function isTidy(batch) {
  const { text, origin } = joined(batch);
  const file = path.join(folder, `${++count}.cpp`);
  fs.writeFileSync(file, text);
  const flags = new Set(batch.flatMap((source) => source.flags));
  const folders = new Set(batch.map((source) => '-I' + path.dirname(source.file)));
  const checks = [`--config-file=${root}/.clang-tidy`, ...(analyzes ? [analyzer] : [])];
  const run = ['--quiet', ...checks, file, '--', ...flags, ...folders];
  const said = await promisify(execFile)(process.env.CLANG_TIDY ?? 'clang-tidy', [...run, '-ferror-limit=0'], { maxBuffer: 1 << 28 }).then(
    () => undefined,
    (error) => error.stdout ?? String(error),
  );
  if (said === undefined) return true;
  const place = new RegExp(`${file.replaceAll('.', '\\.')}:(\\d+)`, 'g');
  const at = (line) => origin[Number(line) - 1];
  if (batch.length === 1) {
    console.log(said.replace(place, (_, line) => `${path.relative(root, at(line).file)}:${at(line).line}`));
    return false;
  }
  const named = new Set([...said.matchAll(place)].map(([, line]) => at(line).file));
  const alone = named.size ? batch.filter((source) => named.has(source.file)) : batch;
  const rest = batch.filter((source) => !alone.includes(source));
  // A text that does not compile was not looked at to its end.
  if (rest.length && said.includes('[clang-diagnostic-error')) waiting.push(rest);
  waiting.push(...alone.map((source) => [source]));
  return true;
}

fs.rmSync(folder, { recursive: true, force: true });
fs.mkdirSync(folder, { recursive: true });
const all = sources();
const size = Math.ceil(all.length / Math.ceil(all.length / MOST));
const waiting = [];
for (let i = 0; i < all.length; i += size) waiting.push(all.slice(i, i + size));
let good = true;
const work = async () => {
  while (waiting.length) good = (await isTidy(waiting.shift())) && good;
};
// Whoever ended early may have left what another run found to be looked at alone.
do await Promise.all(Array.from({ length: os.cpus().length }, work));
while (waiting.length);
process.exitCode = good ? 0 : 1;
