// After signing out nothing of the session is left in the application's memory. With the release, as a
// sanitizer's heap keeps what was freed; as root, since the application lets nobody else look.
import assert from 'node:assert/strict';
import { createPrivateKey } from 'node:crypto';
import { closeSync, mkdirSync, openSync, readFileSync, readSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, afterEach, before, describe, test } from 'node:test';

import { profilesWorld, totp } from '../sandbox/index.mjs';
import { Home, PIN, TOOLS, run, startWorld } from './world.mjs';

const PAGE = 4096;

/**
 * How a text may lie in memory: in one piece, or a character a step, as an input field's undo has it. Six
 * digits alone are in any memory by chance: those of a code count where they lie as we would have them.
 */
function* forms(text) {
  if (Buffer.isBuffer(text)) { // a number: as it is written, and in OpenSSL's order
    yield ['bytes', { bytes: text, step: 1 }];
    yield ['limbs', { bytes: Buffer.from(text).reverse(), step: 1 }];
    return;
  }
  if (/^\d{6}$/.test(text)) {
    const paged = Buffer.concat([Buffer.from(text), Buffer.alloc(26)]);
    yield ['a page of its own', { bytes: paged, step: 1, align: PAGE }];
    yield ['a form', { bytes: Buffer.from(`TokenCode=${text}`), step: 1 }];
    yield ['utf16le', { bytes: Buffer.from(text, 'utf16le'), step: 1 }];
    return;
  }
  for (const encoding of ['latin1', 'utf16le']) {
    const bytes = Buffer.from(text, encoding);
    yield [encoding, { bytes, step: 1 }];
  }
  if (text.length > 16) return;
  for (const step of [8, 12, 16, 20, 24, 32]) yield [`steps of ${step}`, { bytes: Buffer.from(text), step }];
}

function find(memory, { bytes, step, align = 1 }) {
  if (step === 1) {
    let at = memory.indexOf(bytes);
    while (at >= 0 && at % align !== 0) at = memory.indexOf(bytes, at + 1);
    return at;
  }
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
  const needles = async (...more) => {
    const secrets = await world.sandbox.get('/secrets');
    const middle = (text) => text.slice(text.length >> 2).slice(0, 48);
    return [['PIN', PIN], ...more, ...secrets.map(({ name, value }, i) => [`${name} ${i}`, middle(value)])];
  };
  /** The private half of this installation's key, which the keychain keeps. */
  const clientKey = async () => {
    const entry = `vouch/client/${new URL(world.sandbox.server).host}`;
    const { stdout, stderr } = await run(join(TOOLS, 'bin/keychain-read'), [entry], { env: home.env });
    assert.ok(stdout, stderr);
    return Buffer.from(createPrivateKey(stdout).export({ format: 'jwk' }).d, 'base64url');
  };
  /** Has AWS shown a code for a profile, in the window; gives the code. */
  const useCode = async () => {
    const { dylan } = await profilesWorld(world.sandbox);
    mkdirSync(join(home.folder, '.aws'));
    const { access_key_id: id, secret_access_key: secret } = dylan;
    writeFileSync(
      join(home.folder, '.aws/config'),
      `[profile dylan]\nregion = us-east-1\nmfa_serial = ${dylan.mfa_serial}\n` +
        `aws_access_key_id = ${id}\naws_secret_access_key = ${secret}\n`,
    );
    home.vouchNow('config', 'set', 'aws-programs', 'allow');
    const running = home.vouch(['exec', '--profile', 'dylan', '--', 'true']);
    const code = totp(dylan.mfa_secret);
    await world.sandbox.post('/faults', { target: 'sts', latency_ms: 18_000, count: 1 });
    await home.type(code, 'Return', 'Code for dylan');
    let isOver = false;
    running.finally(() => (isOver = true));
    let found = [];
    while (!isOver && !found.length) { // while AWS is asked, it is where the search looks for it
      found = Object.keys(searchMemory(home.pid(), [['code', code]])).filter((name) => !/utf16/.test(name));
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    await world.sandbox.post('/faults', { target: 'sts', clear: true });
    const { code: ended, stderr } = await running;
    assert.ok(found.length > 0, `the search finds a code that is in use: ${stderr}`);
    assert.equal(ended, 0, stderr);
    return code;
  };

  test('holds a session while it lasts, and nothing of it afterwards', async () => {
    home = new Home(world, { git: 'full' });
    const cloning = home.git(['clone', world.repositories['payments-api'], 'a']);
    await world.key.say('touch-mode manual');
    await home.signInByWindow();
    await home.moment('Touch'); // the window is still there, and the key's library has the PIN
    const touching = Object.entries(searchMemory(home.pid(), [['PIN', PIN]])); // with where it lies
    const inTheWindow = touching.filter(([name]) => name !== 'PIN (latin1)');
    assert.deepEqual(inTheWindow, [], 'not in the field where it was typed');
    await world.key.say('touch');
    const { code: cloned, stderr } = await cloning;
    assert.equal(cloned, 0, stderr + home.log());
    const key = ['client key', await clientKey()];
    const during = searchMemory(home.pid(), await needles(key));
    for (const name of ['access_token', 'registration_access_token', 'client key']) {
      assert.ok(Object.keys(during).some((found) => found.startsWith(name)), `the search finds the ${name}`);
    }
    const pins = Object.entries(during).filter(([name]) => name.startsWith('PIN'));
    assert.deepEqual(pins, [], 'not the PIN');
    await home.vouch(['doctor', world.repositories['payments-api']]); // has identity tokens of its own
    const code = ['code', await useCode()];
    await home.vouch(['logout']);
    await home.vouch(['status']); // a turn of the event loop later
    assert.deepEqual(searchMemory(home.pid(), await needles(key, code)), {});
  });
});
