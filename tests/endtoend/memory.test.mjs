// After signing out nothing of the session is left in the application's memory. With the release, as a
// sanitizer's heap keeps what was freed; as root, since the application lets nobody else look.
import assert from 'node:assert/strict';
import { closeSync, openSync, readFileSync, readSync } from 'node:fs';
import { after, afterEach, before, describe, test } from 'node:test';

import { Home, PIN, startWorld } from './world.mjs';

/** How a text may lie in memory: in one piece, or a character a step, as an input field's undo has it. */
function* forms(text) {
  for (const encoding of ['latin1', 'utf16le']) {
    const bytes = Buffer.from(text, encoding);
    yield [encoding, { bytes, step: 1 }];
  }
  if (text.length > 16) return;
  for (const step of [8, 12, 16, 20, 24, 32]) yield [`steps of ${step}`, { bytes: Buffer.from(text), step }];
}

function find(memory, { bytes, step }) {
  if (step === 1) return memory.indexOf(bytes);
  const last = memory.length - step * bytes.length;
  for (let at = memory.indexOf(bytes[0]); at >= 0 && at < last; at = memory.indexOf(bytes[0], at + 1)) {
    let i = 1;
    while (i < bytes.length && memory[at + i * step] === bytes[i]) ++i;
    if (i === bytes.length) return at;
  }
  return -1;
}

/** Searches all memory that a process may write; what lies in its files is not its doing. */
function searchMemory(pid, needles) {
  const memory = openSync(`/proc/${pid}/mem`, 'r');
  const found = new Map();
  for (const line of readFileSync(`/proc/${pid}/maps`, 'utf8').split('\n')) {
    const range = /^([0-9a-f]+)-([0-9a-f]+) rw\S* \S+ \S+ \S+ *(.*)$/.exec(line);
    if (!range || /^\[v(var|dso|syscall)/.test(range[3])) continue;
    const [begin, end] = [parseInt(range[1], 16), parseInt(range[2], 16)];
    const bytes = Buffer.alloc(end - begin);
    try {
      readSync(memory, bytes, 0, bytes.length, begin);
    } catch {
      continue; // a range that went away, or a device's
    }
    for (const [name, needle] of needles) {
      for (const [form, pattern] of forms(needle)) {
        const at = find(bytes, pattern);
        if (at >= 0) found.set(`${name} (${form})`, `${range[3] || 'anonymous'} +${at}`);
      }
    }
  }
  closeSync(memory);
  return Object.fromEntries(found);
}

describe('the memory', { skip: process.geteuid() !== 0 && 'only root may look' }, () => {
  let world;
  let home;
  before(async () => {
    world = await startWorld();
  });
  after(() => world.stop());
  afterEach(() => home.quit());

  /** Long tokens by their middle: their ends may be common to several. */
  const needles = async () => {
    const secrets = await world.sandbox.get('/secrets');
    const ofTheSession = secrets.filter(({ name }) => name !== 'registration_access_token');
    const middle = (text) => text.slice(text.length >> 2).slice(0, 48);
    return [['PIN', PIN], ...ofTheSession.map(({ name, value }, i) => [`${name} ${i}`, middle(value)])];
  };

  test('holds a session while it lasts, and nothing of it afterwards', async () => {
    home = new Home(world, { git: 'full' });
    const cloning = home.git(['clone', world.repositories['payments-api'], 'a']);
    await world.key.say('touch-mode manual');
    await home.signInByWindow();
    await home.moment('Touch'); // the window is still there, and the key's library has the PIN
    const touching = Object.keys(searchMemory(home.pid(), [['PIN', PIN]]));
    const inTheWindow = touching.filter((name) => name !== 'PIN (latin1)');
    assert.deepEqual(inTheWindow, [], 'not in the field where it was typed');
    await world.key.say('touch');
    assert.equal((await cloning).code, 0);
    const during = searchMemory(home.pid(), await needles());
    assert.ok(Object.keys(during).length > 0, 'the search finds what is there');
    const pins = Object.entries(during).filter(([name]) => name.startsWith('PIN'));
    assert.deepEqual(pins, [], 'not the PIN');
    await home.vouch(['logout']);
    await home.vouch(['status']); // a turn of the event loop later
    assert.deepEqual(searchMemory(home.pid(), await needles()), {});
  });
});
