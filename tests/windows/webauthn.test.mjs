// The shipped application under wine, as somebody who is no administrator runs it: Windows' own window asks for
// the key. wine has no webauthn.dll; the stand-in in webauthn/ is a person with the software key.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { copyFileSync, existsSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { EMAIL, PIN, WINE, Windows, plain, startWorld } from './world.mjs';

const BUILT = fileURLToPath(new URL('../../build/windows', import.meta.url));
const SYSTEM = join(process.env.WINEPREFIX, 'drive_c/windows/system32');
const LIBRARY = join(SYSTEM, 'webauthn.dll');
const PROGRAMS = 'C:\\Program Files\\Vouch';
const UNELEVATED = join(BUILT, 'tests/webauthn/unelevated.exe');
const cancelled = 'assertion 0x80090036'; // NTE_USER_CANCELLED

/** A Windows of somebody who is no administrator, with the shipped application and the stand-in. */
class Person extends Windows {
  install() {
    super.install();
    const tray = join(process.env.WINEPREFIX, 'drive_c/Program Files/Vouch/vouch-tray.exe');
    rmSync(tray); // the test build's file may be linked to
    copyFileSync(join(BUILT, 'bin/vouch-tray.exe'), tray);
    copyFileSync(join(BUILT, 'tests/webauthn/webauthn.dll'), LIBRARY);
    rmSync(`${LIBRARY}.log`, { force: true });
    this.wishes();
  }
  /** What the person does from now on. */
  wishes(wishes) {
    const all = { key: this.world.key.address, pin: PIN, ...wishes };
    const lines = Object.entries(all).map(([name, value]) => `${name}=${value}\r\n`);
    writeFileSync(`${LIBRARY}.ini`, `[person]\r\n${lines.join('')}`);
  }
  run(program, args, options) {
    return this.start(UNELEVATED, [`${PROGRAMS}\\${program}.exe`, ...args], options);
  }
  /** `vouch` with these arguments while it runs: what it has printed, and its end. */
  begin(...args) {
    const file = join(this.world.folder, 'printed');
    const output = openSync(file, 'w');
    const stdio = ['ignore', output, output];
    const child = spawn(WINE, [UNELEVATED, `${PROGRAMS}\\vouch.exe`, ...args], { env: this.env, stdio });
    return {
      ended: new Promise((resolve) => child.on('exit', resolve)),
      printed: () => readFileSync(file, 'utf8').replaceAll('\r', ''),
    };
  }
  /** `vouch` with these arguments on a console. */
  onConsole(...args) {
    const command = [WINE, UNELEVATED, `${PROGRAMS}\\vouch.exe`, ...args].map((word) => `'${word}'`).join(' ');
    const env = { ...this.env, TERM: 'xterm' };
    const child = spawn('script', ['-qec', command, '/dev/null'], { env, timeout: 120_000 });
    let output = '';
    child.stdout.on('data', (chunk) => (output += chunk));
    return new Promise((resolve) => child.on('close', (code) => resolve({ code, output })));
  }
  /** What the stand-in was asked and said, a line each. */
  asked() {
    return existsSync(`${LIBRARY}.log`) ? readFileSync(`${LIBRARY}.log`, 'utf8').split('\r\n').filter(Boolean) : [];
  }
  signIn() {
    return this.vouch('login', '--terminal');
  }
  /** Nobody waits in front of a console: the window asks first, and the person goes on from the tray. */
  async goOn() {
    await this.logged(/sign-in: \S*\bSystemNext\n/);
    await this.run('vouch-tray', ['--sign-in']);
  }
}

describe("Windows' own window for keys", () => {
  let world;
  let windows;
  before(async () => (world = await startWorld({ touch: 'auto' })));
  after(() => world.stop());
  beforeEach(() => (windows = new Person(world)));
  afterEach(async () => {
    await world.key.say('touch-mode auto');
    await windows.quit();
    for (const file of ['', '.ini', '.log']) rmSync(LIBRARY + file, { force: true });
  });

  const succeeds = (result) => assert.equal(result.code, 0, result.stderr + result.stdout);
  const state = async () => (await windows.status()).state;
  const saysInvalid = () => windows.asked().filter((line) => line.startsWith('invalid'));

  test('a sign-in on the console, and git gets its password', async () => {
    const before = await world.key.assertions();
    const login = await windows.signIn();
    succeeds(login);
    assert.match(login.stderr, /^Windows is asking for your key: continue in its window\.$/m);
    assert.doesNotMatch(login.stderr, /PIN for|Touch your key/);
    assert.match(login.stdout, /^Signed in as nora\.winter@example\.com/);
    assert.equal(await world.key.assertions(), before + 1);
    const status = await windows.status();
    assert.equal(status.state, 'signed_in');
    assert.equal(status.email, EMAIL);
    assert.deepEqual(saysInvalid(), []);
    const [report] = JSON.parse((await world.sandbox.get('/posture')).parameter);
    assert.equal(report.elevated, false);
    const url = new URL(world.repositories['payments-api']);
    const question = `protocol=https\nhost=${url.host}\npath=${url.pathname.slice(1)}\n\n`;
    assert.match((await windows.helper('get', question)).stdout, /^password=\d{8}T\d{6}Z/m);
    assert.ok(windows.written().every(([, content]) => !content.includes(PIN)));
  });

  test("a sign-in in the application's window, which Windows' own is in front of", async () => {
    await world.key.say('touch-mode manual');
    const blinks = world.key.blinks();
    const login = windows.vouch('login');
    await windows.logged(/sign-in: \S*\bSystemNext\n/);
    assert.match((await windows.vouch('status')).stdout, /^Waiting for you in Vouch's window\. Requests waiting: 1\.$/m);
    assert.equal((await windows.status()).asking, undefined);
    assert.deepEqual(windows.asked(), []); // what is typed elsewhere isn't disturbed
    await windows.goOn();
    await blinks;
    assert.ok(windows.asked().includes('window Sign in to us.vouch.example - Vouch'), windows.asked().join());
    const status = await windows.status();
    assert.equal(status.state, 'signing_in');
    assert.equal(status.asking, 'Windows');
    const told = /^Windows is asking for your key: continue in its window\. Requests waiting: 1\.$/m;
    assert.match((await windows.vouch('status')).stdout, told);
    await world.key.say('touch');
    succeeds(await login);
    await world.key.say('touch-mode auto');
    assert.equal(await state(), 'signed_in');
  });

  test("who gives up, closes Windows' window too, and can sign in again", async () => {
    await world.key.say('touch-mode manual');
    const blinks = world.key.blinks();
    const giveUp = new AbortController();
    const login = windows.run('vouch', ['login'], { signal: giveUp.signal });
    await windows.goOn();
    await blinks;
    for (const pid of windows.running('^C:.*vouch.exe.* login')) process.kill(pid, 'SIGKILL');
    await windows.until(() => windows.asked().at(-1) === cancelled);
    await login;
    assert.ok(windows.asked().includes('cancelled'));
    assert.equal(await state(), 'signed_out');
    await world.key.say('touch-mode auto');
    succeeds(await windows.signIn());
  });

  test('a wrong PIN is tried once, and who closes the window then has canceled', async () => {
    windows.wishes({ pin: '11112222' });
    const login = await windows.signIn();
    assert.notEqual(login.code, 0);
    assert.match(login.stderr, /^vouch: You canceled in Windows' window\.$/m);
    assert.match(await world.key.say('status'), /pin-retries 7/);
    assert.equal(await state(), 'signed_out');
    windows.wishes();
    succeeds(await windows.signIn()); // which gives the key its attempts back
  });

  test('a key without an account', async () => {
    const other = await world.anotherKey({ enrolled: false });
    windows.wishes({ key: other.address });
    const { code, stderr } = await windows.signIn();
    assert.notEqual(code, 0);
    assert.match(stderr, /Windows found no account for this server on your key\./);
  });

  for (const [result, sentence] of [
    ['80090036', /You canceled in Windows' window\./],
    ['800704c7', /You canceled in Windows' window\./],
    ['800705b4', /Windows stopped waiting for your key\. Try again/],
    ['80090011', /Windows found no account for this server on your key\. Use another key/],
    ['80090035', /Windows found no security key\. Insert your key/],
    ['80090023', /This key has no room for another account\. Remove an account/],
    ['8009000f', /This key is already registered\. Insert the key/],
    ['80090029', /Your key or this Windows doesn't support what Vouch needs\./],
    ['80070032', /Your key or this Windows doesn't support what Vouch needs\./],
    ['80090027', /Your key or this Windows doesn't support what Vouch needs\./],
    ['80070057', /Windows rejected Vouch's request as invalid\./],
    ['80004005', /Windows couldn't use your key\./],
  ]) {
    test(`what 0x${result} means`, async () => {
      windows.wishes({ result });
      const { code, stderr } = await windows.signIn();
      assert.notEqual(code, 0);
      assert.match(stderr.replaceAll(/\s+/g, ' '), sentence);
      assert.match(windows.log(), new RegExp(`webauthn\\.dll: \\w+Error, 0x${result}`));
      assert.equal(await state(), 'signed_out');
    });
  }

  test('another key is added, and not twice', async () => {
    const second = await world.anotherKey({ enrolled: false });
    succeeds(await windows.signIn());
    windows.wishes({ key: second.address });
    const registered = async () => (await world.sandbox.get('/state')).keys_registered;
    const before = await registered();
    const added = await windows.vouch('keys', 'add', '--name', 'In the safe', '--terminal');
    succeeds(added);
    assert.match(added.stdout, /Added In the safe\. You now have 2 keys\./);
    assert.equal(await registered(), before + 1);
    assert.deepEqual(saysInvalid(), []);
    const again = await windows.vouch('keys', 'add', '--name', 'Again', '--terminal');
    assert.notEqual(again.code, 0);
    assert.match(again.stderr, /This key is already registered\./);
    assert.equal(windows.asked().at(-1), 'registration 0x8009000f'); // NTE_EXISTS
    await windows.vouch('logout');
    succeeds(await windows.signIn()); // with the new one
    assert.match((await windows.vouch('keys', 'list')).stdout, /In the safe .*signed in with this one/);
  });

  test('a fresh touch, where the server wants one', async () => {
    succeeds(await windows.signIn());
    const asked = () => windows.asked().filter((line) => line === 'assertion 0x00000000').length;
    assert.equal(asked(), 1);
    await world.sandbox.post('/faults', {
      ...{ target: 'vouch', path: '/v1/keys', count: 1, status: 401, body: '{}', content_type: 'application/json' },
      headers: { 'WWW-Authenticate': 'Bearer error="insufficient_user_authentication", max_age="60"' },
    });
    succeeds(await windows.vouch('keys', 'list', '--terminal'));
    assert.equal(asked(), 2);
    assert.doesNotMatch(windows.log(), /session ended/);
  });

  /** `vouch enroll`, allowed in the browser by the person with this address; gives what it printed. */
  const enrolled = async (email) => {
    await world.sandbox.post('/vouch-options', { device_interval_seconds: 1 });
    const enrolling = windows.begin('enroll', '--terminal');
    const shown = /│ {3}(\S.*\S) {3}│/;
    await windows.until(() => shown.test(enrolling.printed()), 'a code');
    const code = shown.exec(enrolling.printed())[1].replaceAll(/ (.)/g, '$1');
    await world.sandbox.post('/device', { user_code: code, email });
    assert.equal(await enrolling.ended, 0, enrolling.printed());
    return enrolling.printed();
  };

  test('an enrolment of somebody who has no key yet registers one', async () => {
    const newcomer = 'nils.sommer@example.com';
    const fresh = await world.anotherKey({ enrolled: false });
    await world.sandbox.post('/users', { email: newcomer });
    windows.wishes({ key: fresh.address });
    const printed = await enrolled(newcomer);
    assert.match(printed, /Windows is asking for your key: continue in its window\./);
    assert.match(printed, /The inserted key is registered\./);
    succeeds(await windows.signIn());
    assert.equal((await windows.status()).email, newcomer);
  });

  test('an enrolment of somebody who has a key asks for none', async () => {
    assert.doesNotMatch(await enrolled(EMAIL), /Windows is asking/);
    assert.deepEqual(windows.asked(), []);
  });

  test("a key's PIN is Windows' business", async () => {
    const { code, output } = await windows.onConsole('keys', 'change-pin');
    assert.notEqual(code, 0);
    assert.match(plain(output).replaceAll('\n', ''), /Change the PIN in Windows' Settings: Accounts, Sign-in options, Security key\./);
  });

  for (const [what, change] of [
    ['lacks webauthn.dll', () => rmSync(LIBRARY)],
    ['has a webauthn.dll from before there was an API', () => windows.wishes({ version: 0 })],
  ]) {
    test(`a Windows that ${what} says so`, async () => {
      change();
      const { code, stderr } = await windows.signIn();
      assert.notEqual(code, 0);
      const said = stderr.replaceAll(/\s+/g, ' ');
      assert.match(said, /This Windows can't ask for security keys on Vouch's behalf\. Install Windows' updates/);
      assert.deepEqual(windows.asked(), []);
      assert.match((await windows.vouch('doctor')).stdout, /^\S+ +key +This Windows can't ask/m);
    });
  }

  test("an administrator's Vouch uses keys itself", async () => {
    const login = Windows.prototype.run.call(windows, 'vouch', ['login', '--terminal']);
    await windows.logged(/sign-in: \S*\bInsert\n/);
    assert.deepEqual(windows.asked(), []);
    await windows.quit();
    await login;
  });
});
