// Letting this computer in at a server for the first time: `vouch enroll`, with a real browser on the
// other side.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import { Browser, hasBrowser } from './browser.mjs';
import { EMAIL, Home, PIN, startWorld } from './world.mjs';

const withBrowser = { skip: !hasBrowser() && 'there is no Chromium here' };
const QUICK = { device_interval_seconds: 1 };
const USUAL = {
  device_interval_seconds: 5,
  device_token_type: 'DPoP',
  signature_form: 'raw',
  hardware_required: true,
  browser_attestation: 'pinned',
};

/** `vouch enroll` while it runs. */
class Enrolling {
  constructor(home, args) {
    this.output = '';
    this.process = spawn(join(home.bin, 'vouch'), ['enroll', ...args], { env: home.env });
    const more = (chunk) => (this.output += chunk);
    this.process.stdout.on('data', more);
    this.process.stderr.on('data', more);
    this.ended = new Promise((resolve) => this.process.on('close', resolve));
  }

  /** Waits until it has printed something that matches; gives the match. */
  async says(pattern, milliseconds = 120_000) {
    const end = Date.now() + milliseconds;
    let over = false;
    this.ended.then(() => (over = true));
    while (Date.now() < end) {
      const last = over; // what it printed last is there by then
      const found = pattern.exec(this.output);
      if (found) return found;
      if (last) break;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`vouch enroll did not say ${pattern}, but: ${this.output}`);
  }

  /** The code that it waits with, as the frame shows it. */
  async code() {
    const [, spaced] = await this.says(/│ {3}(\S.*\S) {3}│/);
    await this.says(/Waiting for you until/);
    return spaced.replaceAll(/ (.)/g, '$1');
  }
}

describe('enrolment', () => {
  let world;
  let home;
  let browser;
  before(async () => {
    world = await startWorld({ enrolled: false });
  });
  after(() => world.stop());
  beforeEach(() => world.key.say('unplug'));
  afterEach(async () => {
    await browser?.stop();
    browser = undefined;
    await world.sandbox.post('/faults', { clear: true });
    await world.sandbox.post('/vouch-options', USUAL);
    await world.sandbox.post('/clock', { offset_seconds: 0 });
    await home.quit();
  });

  /** A computer on which nothing is set up; its desktop only writes down what a browser should open. */
  function newHome(options) {
    home = new Home(world, { setUp: false, git: 'none', ...options });
    home.writeDownPages();
    home.vouchNow('config', 'set', 'ca-bundle', world.sandbox.ca);
    return home;
  }
  const enrol = (...args) => new Enrolling(home, args);
  const enrolHere = () => enrol('--server', world.sandbox.server);
  const options = (switches) => world.sandbox.post('/vouch-options', switches);
  const decide = (body) => world.sandbox.post('/device', body);
  const list = () => home.git(['ls-remote', world.repositories['payments-api']]);

  async function letInByBrowser(code) {
    browser = await Browser.start(world.folder, world.sandbox);
    await browser.letIn(await home.openedPage(), code, EMAIL);
  }

  test('from nothing to a clone: the browser signs in and registers a key', withBrowser, async () => {
    await world.key.say('plug');
    newHome();
    home.vouchNow('config', 'add-role', 'Developer', world.roles.Developer, '--default');
    await options({ ...QUICK, browser_attestation: 'any' });
    const enrolling = enrolHere();
    const code = await enrolling.code();
    await enrolling.says(/Opening your browser/);
    assert.equal(home.vouchNow('config', 'get', 'server').trim(), world.sandbox.server);

    await letInByBrowser(code);

    await enrolling.says(/Approved\./);
    await enrolling.says(/inserted key isn't registered at the server yet/);
    await home.logged(/add-key: \S*\bPin\n/);
    await home.type(PIN, 'Return', 'Add a key to');
    assert.equal(await enrolling.ended, 0, enrolling.output);
    await enrolling.says(/The inserted key is registered\./);
    await enrolling.says(new RegExp(`enrolled at us\\.vouch\\.example as ${EMAIL}`));
    await enrolling.says(/vouch login/);
    await enrolling.says(/vouch setup codecommit/);
    assert.deepEqual(home.openedPages(), [`${world.sandbox.server}/device?user_code=${code}`]);
    const status = await home.status();
    assert.equal(status.state, 'signed_in');
    assert.equal(status.email, EMAIL);

    const login = home.vouch(['login']);
    await home.signInByWindow();
    assert.equal((await login).code, 0);
    home.vouchNow('setup', 'codecommit');
    const cloned = await home.git(['clone', world.repositories['payments-api']]);
    assert.equal(cloned.code, 0, cloned.stderr);
    const { count, files } = await home.secretsOnDisk();
    assert.ok(count > 5);
    assert.deepEqual(files, []);
  });

  test('where the server knows the inserted key nothing is asked', async () => {
    await world.key.say('plug');
    newHome();
    await options(QUICK);
    const enrolling = enrolHere();
    await decide({ user_code: await enrolling.code(), email: EMAIL });
    assert.equal(await enrolling.ended, 0, enrolling.output);
    assert.doesNotMatch(enrolling.output, /inserted key/);
    assert.match(home.log(), /enrollment: \S*Done/);
    assert.doesNotMatch(home.log(), /RegisteringKey|add-key/);
  });

  test('another key: who cancels its registration is let in all the same', async () => {
    const stranger = await world.anotherKey({ enrolled: false });
    newHome();
    home.useKeys(stranger.address);
    await options(QUICK);
    const enrolling = enrolHere();
    await decide({ user_code: await enrolling.code(), email: EMAIL });
    await home.logged(/add-key: \S*\bPin\n/);
    await home.type('', 'Escape', 'Add a key to');
    assert.equal(await enrolling.ended, 0, enrolling.output);
    await enrolling.says(/was not registered.*vouch keys add/);
    assert.equal((await home.status()).state, 'signed_in');
  });

  test('a key that is not registered: the sign-in dialog goes by the browser, and on', async () => {
    const stranger = await world.anotherKey({ enrolled: false });
    newHome({ git: 'full' });
    home.useKeys(stranger.address);
    home.vouchNow('config', 'set', 'server', world.sandbox.server);
    home.vouchNow('config', 'add-role', 'Developer', world.roles.Developer, '--default');
    await options(QUICK);
    const listing = list();
    await home.signInByWindow();
    await home.moment('NotRegistered');
    await home.xdotool('key', 'alt+r');
    await home.logged(/enrollment: \S*Waiting/);
    const page = new URL(await home.openedPage());
    await decide({ user_code: page.searchParams.get('user_code'), email: EMAIL });
    await home.logged(/add-key: \S*\bPin\n/);
    await home.type(PIN, 'Return', 'Add a key to');
    await home.logged(/enrollment: \S*Done/);
    await home.signInByWindow();
    const listed = await listing;
    assert.equal(listed.code, 0, listed.stderr);
  });

  test('who says no in the browser is believed', withBrowser, async () => {
    newHome();
    await options(QUICK);
    const enrolling = enrolHere();
    await enrolling.code();
    browser = await Browser.start(world.folder, world.sandbox);
    await browser.open(await home.openedPage());
    await browser.shows(/should be displayed/);
    await browser.click('[name=abort]');
    assert.equal(await enrolling.ended, 1);
    await enrolling.says(/denied in the browser.*tell your administrator/);
    assert.notEqual((await home.status()).state, 'signed_in');
  });

  test('a code that nobody used in time', async () => {
    newHome();
    await options(QUICK);
    const enrolling = enrolHere();
    await enrolling.code();
    await world.sandbox.post('/clock', { offset_seconds: 700 });
    assert.equal(await enrolling.ended, 1);
    await enrolling.says(/The code has expired\. Try again/);
  });

  test('a server that wants patience gets it', async () => {
    newHome();
    await options(QUICK);
    const enrolling = enrolHere();
    const code = await enrolling.code();
    await home.logged(/enrollment: \S*Waiting/);
    await options({ device_interval_seconds: 30 });
    await enrolling.says(/asked Vouch to slow down/);
    await decide({ user_code: code, email: EMAIL });
    const asked = Date.now();
    assert.equal(await enrolling.ended, 0, enrolling.output);
    assert.ok(Date.now() - asked > 4000, 'it asked again too soon');
  });

  test('it goes on when the network is back', async () => {
    newHome();
    await options(QUICK);
    const enrolling = enrolHere();
    const code = await enrolling.code();
    await world.sandbox.post('/faults', { target: 'vouch', path: '/oauth/token', reset: true });
    await enrolling.says(/Can't reach the server\. Still trying/);
    await world.sandbox.post('/faults', { target: 'vouch', path: '/oauth/token', html: true });
    await home.logged(/"POST" "us\.vouch\.example" "\/oauth\/token" 200/);
    await world.sandbox.post('/faults', { clear: true });
    await enrolling.says(/reachable again/);
    await decide({ user_code: code, email: EMAIL });
    assert.equal(await enrolling.ended, 0, enrolling.output);
  });

  test('Ctrl-C cancels it', async () => {
    newHome();
    const enrolling = enrolHere();
    await enrolling.code();
    enrolling.process.kill('SIGINT');
    assert.equal(await enrolling.ended, 3);
    await enrolling.says(/vouch: Canceled\./);
    await home.logged(/enrollment: \S*Idle/);
    const again = enrolHere();
    await again.code();
    const third = enrol();
    assert.equal(await third.ended, 1);
    await third.says(/already waiting for a browser/);
    again.process.kill('SIGINT');
    await again.ended;
  });

  test('without a display the terminal says where to go', async () => {
    newHome();
    delete home.env.DISPLAY;
    await options(QUICK);
    const enrolling = enrolHere();
    const code = await enrolling.code();
    await enrolling.says(/Open this address in a browser, on this computer or another/);
    await enrolling.says(new RegExp(`https://us\\.vouch\\.example/device\\?user_code=${code}`));
    await decide({ user_code: code, email: EMAIL });
    assert.equal(await enrolling.ended, 0, enrolling.output);
    assert.deepEqual(home.openedPages(), []);
  });

  test('a wrong address of the server', async () => {
    newHome();
    const insecure = enrol('--server', 'http://us.vouch.example');
    assert.equal(await insecure.ended, 1);
    await insecure.says(/https/);
    assert.equal(home.pid(), undefined, 'nothing was started');
    const unknown = enrol('--server', 'https://nowhere.example');
    assert.equal(await unknown.ended, 1);
    await unknown.says(/nowhere\.example/);
    const none = enrol('--server', 'https://evil.example');
    assert.equal(await none.ended, 1);
    await none.says(/evil\.example/);
  });

  test('hostile answers are shown to nobody and opened nowhere', async () => {
    newHome();
    const good = {
      device_code: 'x'.repeat(40),
      user_code: 'ABCD-EFGH',
      verification_uri: 'https://us.vouch.example/device',
      verification_uri_complete: 'https://us.vouch.example/device?user_code=ABCD-EFGH',
      expires_in: 600,
      interval: 5,
    };
    const hostile = [
      { verification_uri: 'javascript:alert(1)' },
      { verification_uri_complete: 'javascript:alert(1)' },
      { verification_uri: 'file:///etc/passwd' },
      { verification_uri: 'http://us.vouch.example/device' },
      { verification_uri_complete: 'https://us.vouch.example@evil.example/' },
      { verification_uri: `https://us.vouch.example/${'a'.repeat(5000)}` },
      { user_code: 'A'.repeat(200) },
      { user_code: '\u001b[2JABCD' },
      { user_code: '\u202eABCD' },
      { device_code: '' },
      { device_code: 'x'.repeat(5000) },
    ];
    for (const part of hostile) {
      await world.sandbox.post('/faults', {
        target: 'vouch',
        path: '/oauth/device',
        status: 200,
        content_type: 'application/json',
        body: JSON.stringify({ ...good, ...part }),
      });
      const enrolling = enrolHere();
      assert.equal(await enrolling.ended, 1, JSON.stringify(part));
      assert.match(enrolling.output, /doesn't trust|incomplete/, JSON.stringify(part));
      assert.doesNotMatch(enrolling.output, /ABCD/);
    }
    assert.deepEqual(home.openedPages(), []);
  });

  test('a session of the browser alone: git asks for the key all the same', async () => {
    newHome({ git: 'full' });
    home.vouchNow('config', 'add-role', 'Developer', world.roles.Developer, '--default');
    await options(QUICK);
    const enrolling = enrolHere();
    await decide({ user_code: await enrolling.code(), email: EMAIL });
    assert.equal(await enrolling.ended, 0, enrolling.output);
    assert.doesNotMatch(enrolling.output, /vouch setup codecommit/);
    const listing = list();
    await home.moment('Insert');
    await home.type('', 'Escape');
    assert.match((await listing).stderr, /vouch: Canceled\./);
  });

  test('an older server: a token that is bound to nothing, and signatures in DER', async () => {
    newHome({ git: 'full' });
    home.vouchNow('config', 'add-role', 'Developer', world.roles.Developer, '--default');
    await options({
      ...QUICK,
      device_token_type: 'Bearer',
      signature_form: 'der',
      hardware_required: false,
    });
    const enrolling = enrolHere();
    await decide({ user_code: await enrolling.code(), email: EMAIL });
    assert.equal(await enrolling.ended, 0, enrolling.output);
    const listing = await list();
    assert.equal(listing.code, 0, listing.stderr);
    assert.match(home.log(), /refused our form of message signatures/);
  });
});
