// The keys that are registered at the server: listed, added, renamed, removed, from `vouch keys`
// through the real dialog and the real library to the server's own checks.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { connect } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, test } from 'node:test';

import { EMAIL, Home, PIN, startWorld } from './world.mjs';

const ADMIN = 'nora.admin@example.com';

describe('vouch keys', () => {
  let world;
  let second;
  let home;
  beforeEach(async () => {
    world = await startWorld();
    second = await world.anotherKey({ enrolled: false });
    home = new Home(world, { git: 'full' });
    home.useKeys(world.key.address, second.address);
    await second.say('unplug');
  });
  afterEach(async () => {
    await home.quit();
    await world.stop();
  });

  const keys = (...args) => home.vouch(['keys', ...args]);
  const signIn = async () => assert.equal((await home.login()).code, 0);
  const typeForNewKey = async (pin = PIN, key = 'Return') => {
    await home.addingMoment('Pin');
    await home.type(pin, key, 'Add a key to');
  };
  /** Adds the second key; the first one is still in, and nobody is asked about it. */
  const addSecond = async (...args) => {
    await second.say('plug');
    const adding = keys('add', ...args);
    await typeForNewKey();
    return adding;
  };
  const fault = (path, code, status = 400, headers = {}, count = 1) =>
    world.sandbox.post('/faults', {
      ...{ target: 'vouch', path, count, status, headers },
      ...{ body: JSON.stringify({ code, message: 'no' }), content_type: 'application/json' },
    });
  /** One command over the socket, as any program of the person's could send it. */
  const wire = (command, fields) =>
    new Promise((resolve, reject) => {
      const socket = connect(join(home.env.XDG_RUNTIME_DIR, 'vouch/endpoint'));
      const lines = Object.entries(fields).map(([key, value]) => `${key}=${value}\n`);
      let answer = '';
      socket.on('data', (chunk) => (answer += chunk));
      socket.on('error', reject);
      socket.on('close', () => resolve(answer));
      socket.write(`vouch/1 ${command}\n${lines.join('')}\n`);
    });
  const idOf = async (name) => {
    const rows = (await wire('keys-list', {})).split('\n\n');
    return /^id=(.*)$/m.exec(rows.find((row) => row.includes(`\nname=${name}\n`)))[1];
  };

  test('list signs in first, and tells the model and which one signed in', async () => {
    const listing = keys('list');
    await home.signInByWindow();
    const { code, stdout, stderr } = await listing;
    assert.equal(code, 0, stderr);
    const [head, row, ...rest] = stdout.trimEnd().split('\n');
    assert.match(head, /^ID +NAME +MODEL +ADDED$/);
    assert.match(row, /^[0-9a-f]{8} +.+ +YubiKey 5 Series with NFC +.+ signed in with this one$/);
    assert.deepEqual(rest, []);
    assert.equal((await keys('list')).stdout, stdout); // nobody is asked again
    const [key] = JSON.parse((await keys('list', '--json')).stdout);
    assert.equal(key.current, true);
    assert.ok(row.startsWith(key.id.slice(0, 8)) && row.includes(key.name), JSON.stringify(key));
    // What a shell gets to complete, without anybody being asked.
    const completed = (...words) => home.vouch(['__complete', 'keys', ...words]);
    assert.ok((await completed('rename', '')).stdout.startsWith(`words\n${key.name}\t`));
    home.vouchNow('logout');
    assert.equal((await completed('rename', '')).stdout, 'words\n');
    assert.equal(home.log().match(/sign-in: \S*\bPin\n/g).length, 1);
  });

  test('add: a second key that signs in afterwards', async () => {
    await signIn();
    const { code, stdout, stderr } = await addSecond('--name', 'In the safe');
    assert.equal(code, 0, stderr);
    assert.equal(stdout.trim().split('\n').at(-1), 'Added In the safe. You now have 2 keys.');
    assert.equal((await world.sandbox.get('/state')).keys_registered, 2);

    await world.key.say('unplug');
    await home.vouch(['logout']);
    await signIn();
    assert.match((await keys('list')).stdout, /In the safe .*signed in with this one/);
  });

  test('add signs in first where nobody is: one dialog after the other', async () => {
    const adding = keys('add', '--name', 'Spare');
    await home.signInByWindow();
    await home.addingMoment('Insert');
    await second.say('plug');
    await typeForNewKey();
    assert.match((await adding).stdout, /Added Spare\. You now have 2 keys\./);
  });

  test('add without a name takes the model', async () => {
    await signIn();
    const { stdout, stderr } = await addSecond();
    assert.match(stdout, /Added .+\. You now have 2 keys\.\n/, stderr);
    assert.doesNotMatch(stdout, /Added Security key/);
  });

  test('add: the key that is registered already is not taken, nor asked where it was in before', async () => {
    await signIn();
    await world.key.say('unplug');
    const adding = keys('add');
    await home.addingMoment('Insert');
    await world.key.say('plug');
    await typeForNewKey();
    await home.addingMoment('AlreadyRegistered');
    await home.type('', 'Return', 'Add a key to'); // Use another key
    await home.addingMoment('Insert');
    await home.type('', 'Escape', 'Add a key to');
    assert.equal((await adding).code, 3);
    const again = keys('add');
    await home.addingMoment('Insert'); // without a PIN
    await second.say('plug');
    await typeForNewKey();
    assert.equal((await again).code, 0);
  });

  test('add: a wrong PIN is told, Escape ends it, and nothing was added', async () => {
    await signIn();
    await second.say('plug');
    await second.say('touch-mode manual');
    const adding = keys('add');
    await typeForNewKey('11112222');
    const blinking = second.blinks();
    await typeForNewKey();
    await home.addingMoment('Touch');
    await blinking;
    await home.type('', 'Escape', 'Add a key to');
    const { code, stderr } = await adding;
    assert.equal(code, 3);
    assert.match(stderr, /Canceled\./);
    while (/waiting-touch yes/.test(await second.say('status')));
    assert.match(await second.say('status'), /pin-retries 8 credentials 0 /);
    assert.equal((await keys('list')).stdout.trimEnd().split('\n').length, 2);
  });

  test('add on a terminal, without a display', async () => {
    delete home.env.DISPLAY;
    await signIn();
    await second.say('plug');
    const { code, output, asked } = await home.login({ command: 'vouch keys add --name Spare' });
    assert.equal(code, 0, output);
    assert.ok(asked);
    assert.match(output, /Touch your key/);
    assert.match(output, /Added Spare\. You now have 2 keys\./);
  });

  test('what the server refuses is told by its own sentence', async () => {
    await signIn();
    await second.say('plug');
    await world.sandbox.post('/vouch-options', {
      allowed_aaguids: ['00000000-0000-0000-0000-000000000001'],
    });
    const refused = async () => {
      const adding = keys('add', '--name', 'Spare');
      await typeForNewKey();
      const { code, stderr } = await adding;
      assert.equal(code, 1);
      assert.match(stderr, /The new account stays on the key/);
      return stderr;
    };
    assert.match(await refused(), /Your organization doesn't allow this model of key\./);
    await world.sandbox.post('/vouch-options', { allowed_aaguids: [] });
    await fault('/v1/keys/register/complete', 'attestation_chain_invalid');
    assert.match(await refused(), /us\.vouch\.example doesn't trust this key's manufacturer\./);
    await fault('/v1/keys/register/complete', 'credential_already_registered', 409);
    assert.match(await refused(), /us\.vouch\.example already knows this key\./);
    assert.equal((await keys('list')).stdout.trimEnd().split('\n').length, 2);
  });

  test('a server that asks for a key of another server: no key is asked', async () => {
    await signIn();
    await world.sandbox.post('/vouch-options', { rp_id: 'evil.example' });
    const { code, stderr } = await keys('add');
    assert.equal(code, 1);
    assert.match(stderr, /asked for a key that belongs to another server/);
    assert.doesNotMatch(home.log(), /add-key: \S*\bInsert\n/);
  });

  test('remove: asks for a touch after a minute, once, and tells what ended', async () => {
    await signIn();
    await addSecond('--name', 'Spare');
    await second.say('unplug');
    await world.sandbox.post('/clock', { offset_seconds: 120 });
    const before = await world.key.assertions();
    const removing = keys('remove', '--yes', 'Spare');
    await home.signInByWindow();
    const { code, stdout, stderr } = await removing;
    assert.equal(code, 0, stderr);
    assert.match(stdout, /Removing Spare \(YubiKey 5 Series with NFC\) ends every session/);
    assert.match(stdout, /Removed Spare\. 0 sessions ended\.\n$/);
    assert.equal(await world.key.assertions(), before + 1);
    assert.equal((await home.status()).state, 'signed_in');
    assert.doesNotMatch(home.log(), /session ended/);
  });

  test('remove: the one that signed in signs out, and git asks for the other one', async () => {
    await signIn();
    await addSecond('--name', 'Spare');
    const current = /^(\S+) .*signed in with this one$/m.exec((await keys('list')).stdout)[1];
    const { code, stdout, stderr } = await keys('remove', '--yes', current);
    assert.equal(code, 0, stderr);
    assert.match(stdout, /including this one/);
    assert.match(stdout, /One session ended\.\nYou're signed out\. To sign in again, run: vouch login\n/);
    assert.equal((await home.status()).state, 'signed_out');
    await world.key.say('unplug');
    const listing = home.git(['ls-remote', world.repositories['payments-api']]);
    await home.signInByWindow();
    assert.equal((await listing).code, 0);
  });

  test('remove: nothing without a yes, and the last key stays', async () => {
    await signIn();
    const last = await keys('remove', '--yes', await idOf('Security key'));
    assert.equal(last.code, 1);
    assert.match(last.stderr, /This is your last key\..*vouch keys add/);
    // Without a look at the list first, the server says the same.
    const answer = await wire('keys-remove', { id: await idOf('Security key') });
    assert.match(answer, /status=error\nkind=server\nmessage=This is your last key\.\n/);
    assert.match(answer, /hint=.*Add another key first\./);

    await addSecond('--name', 'Spare');
    const unasked = await keys('remove', 'Spare'); // no terminal
    assert.equal(unasked.code, 1);
    assert.match(unasked.stderr, /vouch keys remove --yes/);
    const script = (answer) => home.login({ command: 'vouch keys remove Spare', answer });
    assert.equal((await script('n')).code, 3);
    assert.match((await keys('list')).stdout, /Spare/);
    assert.equal((await script('y')).code, 0);
    assert.doesNotMatch((await keys('list')).stdout, /Spare/);
  });

  test('remove: a touch as somebody else removes nothing', async () => {
    await world.secondAccount(ADMIN);
    const login = home.vouch(['login']);
    await home.signInByWindow();
    await home.moment('ChooseAccount');
    await home.type('', 'Down'); // the newest first
    await home.xdotool('key', 'Return');
    assert.match((await login).stdout, new RegExp(`Signed in as ${EMAIL}`));
    await addSecond('--name', 'Spare');
    await world.sandbox.post('/clock', { offset_seconds: 120 });
    await second.say('unplug');
    const removing = keys('remove', '--yes', 'Spare');
    await home.signInByWindow();
    await home.moment('ChooseAccount');
    await home.type('', 'Return');
    const { code, stderr } = await removing;
    assert.equal(code, 1);
    assert.match(stderr, new RegExp(`You signed in as ${ADMIN}, but ${EMAIL} started this\\.`));
    assert.match(stderr, /Nothing else was changed\./);
  });

  test('of two accounts one is chosen on the terminal', async () => {
    await world.secondAccount(ADMIN);
    const { code, output } = await home.login({ account: '2' }); // the newest is the first
    assert.equal(code, 0, output);
    assert.match(output, new RegExp(`  1  ${ADMIN}\r\n  2  ${EMAIL}\r\n`));
    assert.equal((await home.status()).email, EMAIL);
    const wrong = await home.login({ account: '3' });
    assert.equal(wrong.code, 1);
    assert.match(wrong.output, /That isn't one of the accounts\./);
  });

  test('a key that holds one account takes another person\'s too', async () => {
    await world.secondAccount(ADMIN);
    const login = home.vouch(['login']);
    await home.signInByWindow();
    await home.moment('ChooseAccount');
    await home.type('', 'Return');
    assert.match((await login).stdout, new RegExp(`Signed in as ${ADMIN}`));
    assert.equal((await addSecond('--name', 'Shared')).code, 0);
    await home.vouch(['logout']);
    await world.key.say('unplug');
    await signIn();
    assert.equal((await home.status()).email, ADMIN);
    assert.match((await keys('list')).stdout, /Shared .*signed in with this one/);
  });

  test('rename takes a name, an id or its beginning, and refuses what means none or two', async () => {
    await signIn();
    await addSecond('--name', 'Spare');
    assert.equal((await keys('rename', 'Spare', 'In the safe')).stdout, 'Renamed Spare to In the safe.\n');
    const id = await idOf('In the safe');
    assert.equal((await keys('rename', id.slice(0, 6), 'Security key')).code, 0);
    const ambiguous = await keys('rename', 'Security key', 'Other');
    assert.equal(ambiguous.code, 1);
    assert.match(ambiguous.stderr, /2 keys match “Security key”\./);
    assert.match((await keys('rename', 'nothing', 'x')).stderr, /No key matches “nothing”\./);
    assert.match((await keys('rename', id, ' ')).stderr, /A key's name must have 1 to 256 printable characters/);
    assert.match((await keys('rename', id, 'x'.repeat(257))).stderr, /1 to 256 printable characters/);
    assert.match(await wire('keys-rename', { id: '../oauth/token', name: 'x' }), /kind=not_found/);
    assert.equal((await keys('frob')).code, 2);
    assert.equal((await keys('rename', 'Key')).code, 2);
  });

  test('git: AWS wants a fresh touch, which is asked for once', async () => {
    await signIn();
    // Also when the helper asks once more, for a window now: it refuses until the key was touched.
    const wanted = { 'WWW-Authenticate': 'Bearer error="insufficient_user_authentication", max_age="60"' };
    await fault('/v1/credentials/aws/token', 'unauthorized', 401, wanted, 2);
    const listing = home.git(['ls-remote', world.repositories['payments-api']]);
    await home.signInByWindow();
    assert.equal((await listing).code, 0);
    assert.doesNotMatch(home.log(), /session ended/);
  });

  /** `vouch keys change-pin` on a terminal of its own, where `typed` is typed line by line. */
  const changePin = async (typed, ...options) => {
    const command = ['vouch keys change-pin', ...options].join(' ');
    const terminal = spawn('script', ['-qec', command, '/dev/null'], {
      ...{ env: home.env, detached: true, timeout: 240_000 },
    });
    let output = '';
    let answered = 0;
    terminal.stdout.on('data', (chunk) => {
      output += chunk;
      if (!/PIN [^\n]*: $/.test(output) || output.length === answered) return;
      answered = output.length; // nothing of what is typed adds to it
      terminal.stdin.write(`${typed.shift() ?? '\x03'}\r`);
    });
    const code = await new Promise((resolve) => terminal.on('close', resolve));
    return { code, output: output.replaceAll('\r', '') };
  };

  test('change-pin: the way on for a key that wants a new PIN, on a terminal', async () => {
    delete home.env.DISPLAY;
    const next = '97531864';
    await world.key.say('force-pin-change');
    const stuck = await home.login();
    assert.equal(stuck.code, 1);
    assert.match(stuck.output, /This key requires a new PIN\. Change it: vouch keys change-pin/);
    assert.equal(stuck.asked, false);

    const typed = [
      ...['11112222', next, 'other', next, next], // not the old one; the new one mistyped at first
      ...[PIN, 'short', 'short'],
      ...[PIN, PIN], // the one that it has
      ...[next, next],
    ];
    const { code, output } = await changePin(typed);
    assert.equal(code, 0, output);
    assert.deepEqual(typed, []);
    const lines = output.trim().split('\n');
    assert.deepEqual(lines, [
      'Old PIN for YubiKey 5 Series with NFC: ',
      'New PIN for YubiKey 5 Series with NFC, at least 8 characters: ',
      'Enter the PIN again: ',
      "The two PINs don't match.",
      'New PIN for YubiKey 5 Series with NFC, at least 8 characters: ',
      'Enter the PIN again: ',
      'Wrong PIN. Old PIN for YubiKey 5 Series with NFC (7 attempts left): ',
      'New PIN for YubiKey 5 Series with NFC, at least 8 characters: ',
      'Enter the PIN again: ',
      'A new PIN must have at least 8 characters.',
      'New PIN for YubiKey 5 Series with NFC, at least 8 characters: ',
      'Enter the PIN again: ',
      'The new PIN is the same as the old one.',
      'New PIN for YubiKey 5 Series with NFC, at least 8 characters: ',
      'Enter the PIN again: ',
      'Changed the PIN of YubiKey 5 Series with NFC.',
    ]);
    assert.match(await world.key.say('status'), /pin-retries 8 /);
    assert.equal((await home.login({ pin: next })).code, 0);

    // Of several keys the one that is touched; it has no PIN yet.
    await world.key.say('touch-mode never');
    await second.say('plug');
    await second.say('forget-pin');
    const first = await changePin([PIN, PIN]);
    assert.equal(first.code, 0, first.output);
    assert.match(first.output, /^Touch the key you want to use: YubiKey 5 Series with NFC, YubiKey 5 Series with NFC\.$/m);
    assert.match(first.output, /^Set the PIN of YubiKey 5 Series with NFC\.$/m);
    assert.doesNotMatch(first.output, /Old PIN/);
    await world.key.say('unplug');

    // Few attempts left are for a person who says so.
    for (const left of [7, 6]) {
      const wrong = await changePin(['11112222', next, next]);
      assert.equal(wrong.code, 3);
      assert.match(wrong.output, new RegExp(`Wrong PIN\\..*\\(${left} attempts left\\)`));
    }
    const third = await changePin(['11112222', next, next]);
    assert.equal(third.code, 1);
    assert.match(third.output, /Three wrong PINs in a row\. Remove the key and insert it again/);
    await second.say('plug');
    for (const left of [4, 3]) {
      const { output } = await changePin(['11112222', next, next]);
      assert.match(output, new RegExp(`Wrong PIN\\..* ?${left} attempt`));
    }
    const unsure = await changePin([]);
    assert.equal(unsure.code, 1);
    assert.match(unsure.output, /Only 3 attempts left.*vouch keys change-pin --last-attempts/);
    await second.say('plug');
    const sure = await changePin([PIN, next, next], '--last-attempts');
    assert.equal(sure.code, 0, sure.output);

    const blind = await keys('change-pin');
    assert.equal(blind.code, 1);
    assert.match(blind.stderr, /There is no terminal to prompt on\. Change the PIN in Vouch's Keys window\./);
    await home.quit();
    assert.deepEqual((await home.secretsOnDisk(next)).files, []);
  });

  test('no PIN and no token stays on the disk', async () => {
    await signIn();
    await addSecond('--name', 'Spare');
    await home.quit();
    const { count, files } = await home.secretsOnDisk();
    assert.ok(count > 3);
    assert.deepEqual(files, []);
  });
});
