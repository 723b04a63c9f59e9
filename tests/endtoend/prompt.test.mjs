// When the user is prompted, what can go wrong meanwhile, and that no prompt is useless.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { appendFileSync, chmodSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, describe, test } from 'node:test';
import { Home, PIN, run, startWorld } from './world.mjs';

describe('the prompt', () => {
  let world;
  let home;
  before(async () => {
    world = await startWorld();
  });
  after(() => world.stop());
  afterEach(async () => {
    await world.key.say('touch-mode auto');
    await world.key.say('plug');
    await home.quit();
  });

  const url = () => world.repositories['payments-api'];
  const question = () => {
    const { host, pathname } = new URL(url());
    return `protocol=https\nhost=${host}\npath=${pathname.slice(1)}\n\n`;
  };
  const succeeds = (result) => assert.equal(result.code, 0, result.stderr);
  const isCredential = (result) => {
    assert.equal(result.code, 0);
    assert.match(result.stdout, /^username=ASIA\w+%.+\npassword=\d{8}T\d{6}Z[0-9a-f]{64}\n/);
  };
  /** Another helper, which is killed once it waits. */
  const killed = async ({ beside }) => {
    const kill = new AbortController();
    const ended = home.helper('get', question(), { signal: kill.signal });
    await home.waiting(beside + 1);
    kill.abort();
    await assert.rejects(ended, { name: 'AbortError' });
  };
  /** git's own prompts. */
  const asksNobody = (result) =>
    assert.doesNotMatch(result.stderr, /could not read|Username for|Password for/);

  test('Escape refuses: git is told to quit and asks for no user name', async () => {
    home = new Home(world, { git: 'full' });
    const listing = home.git(['ls-remote', url()]);
    await home.moment('Pin');
    await home.type('', 'Escape');
    const result = await listing;
    assert.notEqual(result.code, 0);
    assert.match(result.stderr, /^vouch: Canceled\. Vouch won't ask again for payments-api/);
    asksNobody(result);
    assert.equal((await home.status()).waiting, 0);
  });

  test('a helper that is killed leaves the prompt, and the last one closes it', async () => {
    home = new Home(world, { git: 'full' });
    const first = home.helper('get', question());
    await home.moment('Pin');
    await killed({ beside: 1 });
    await home.waiting(1);
    await home.type(PIN);
    isCredential(await first);

    await home.vouch(['logout']);
    await killed({ beside: 0 });
    await home.moment('Idle');
    await home.dialogClosed();
  });

  test('fifty helpers at once start one application, and one prompt serves them all', async () => {
    home = new Home(world, { git: 'full' });
    const touched = await world.key.assertions();
    await world.sandbox.post('/reset-counters');
    const asking = Array.from({ length: 50 }, () => home.helper('get', question()));
    await home.moment('Pin', 60_000);
    await home.type(PIN);
    const answers = await Promise.all(asking);
    answers.forEach(isCredential);
    assert.equal(home.starts(), 1);
    assert.equal(await world.key.assertions(), touched + 1);
    const state = await world.sandbox.get('/state');
    assert.equal(state.logins, 1);
    assert.equal(state.sts_calls.AssumeRoleWithWebIdentity, 1);
  });

  test('a wrong PIN costs one attempt, and is not tried again by us', async () => {
    home = new Home(world, { git: 'full' });
    const listing = home.git(['ls-remote', url()]);
    await home.signInByWindow('11112222');
    await home.moment('Pin');
    assert.match(await world.key.say('status'), /pin-retries 7 /);
    await home.type(PIN);
    succeeds(await listing);
    assert.match(await world.key.say('status'), /pin-retries 8 /);
  });

  test('after three wrong ones in a row the key wants to be inserted again', async () => {
    home = new Home(world, { git: 'full' });
    const listing = home.git(['ls-remote', url()]);
    for (const wrong of ['11112222', '33334444', '55556666']) await home.signInByWindow(wrong);
    await home.moment('PullOut');
    await world.key.say('unplug');
    await home.moment('Insert');
    await world.key.say('plug');
    await home.signInByWindow();
    succeeds(await listing);
  });

  test('a key that is not inserted is waited for', async () => {
    home = new Home(world, { git: 'full' });
    await world.key.say('unplug');
    const listing = home.git(['ls-remote', url()]);
    await home.moment('Insert');
    await world.key.say('plug');
    await home.moment('Pin');
    await world.key.say('unplug'); // during the PIN prompt
    await home.moment('Insert');
    await world.key.say('plug');
    await home.signInByWindow();
    succeeds(await listing);
  });

  test('a key that is pulled out during the touch is asked for again', async () => {
    home = new Home(world, { git: 'full' });
    await world.key.say('touch-mode manual');
    const listing = home.git(['ls-remote', url()]);
    await home.signInByWindow();
    await home.moment('Touch');
    await world.key.say('unplug');
    await home.moment('InsertAgain');
    await world.key.say('plug');
    await home.signInByWindow();
    await home.moment('Touch');
    await world.key.say('touch');
    succeeds(await listing);
  });

  test('cancelling during the touch stops the key from blinking', async () => {
    home = new Home(world, { git: 'full' });
    await world.key.say('touch-mode manual');
    const listing = home.git(['ls-remote', url()]);
    await home.signInByWindow();
    await home.moment('Touch');
    assert.match(await world.key.say('status'), /waiting-touch yes/);
    await home.type('', 'Escape');
    assert.match((await listing).stderr, /vouch: Canceled\./);
    await home.logged(/keepalive|FIDO_ERR_KEEPALIVE_CANCEL/);
    assert.match(await world.key.say('status'), /waiting-touch no/);
  });

  test('a tray that is killed is an answer too, and the next request starts another', async () => {
    home = new Home(world, { git: 'full' });
    const listing = home.git(['ls-remote', url()]);
    await home.moment('Pin');
    process.kill(home.pid(), 'SIGKILL');
    const result = await listing;
    assert.match(result.stderr, /^vouch: Vouch quit before it answered\./);
    asksNobody(result);
    const again = home.git(['ls-remote', url()]);
    await home.signInByWindow();
    succeeds(await again);
    assert.equal(home.starts(), 2);
  });

  test('a caller that wants no prompt gets none', async () => {
    home = new Home(world, { git: 'full' });
    const quiet = ['-c', 'credential.interactive=false', 'ls-remote', url()];
    const result = await home.git(quiet);
    assert.notEqual(result.code, 0);
    assert.match(result.stderr, /^vouch: You are signed out\. Run: vouch login\n/);
    asksNobody(result);
    assert.equal((await home.status()).state, 'signed_out');
    assert.equal((await home.login()).code, 0);
    succeeds(await home.git(quiet)); // signed in, no prompt needed
  });

  test('without a display nobody waits for a window that cannot be seen', async () => {
    home = new Home(world, { git: 'full' });
    const { DISPLAY: _, ...env } = home.env;
    home.env = env;
    const result = await home.git(['ls-remote', url()]);
    assert.match(result.stderr, /^vouch: You are signed out\. Run: vouch login\n/);
    asksNobody(result);
    assert.equal((await home.status()).display, false);
    // `vouch login` prompts on the terminal by itself.
    const login = await home.login({ command: 'vouch login' });
    assert.equal(login.code, 0, login.output);
    succeeds(await home.git(['ls-remote', url()]));
  });

  test('an application without a display makes room for one that can be seen', async () => {
    home = new Home(world, { git: 'full' });
    const { DISPLAY, ...blind } = home.env;
    await home.git(['ls-remote', url()], { env: blind });
    const first = home.pid();
    assert.equal((await home.status()).display, false);
    const unseen = await run(`${home.bin}/vouch-tray`, ['--background'], { env: home.env });
    assert.equal(unseen.code, 0);
    assert.equal(home.pid(), first); // a background start doesn't replace it
    spawn(`${home.bin}/vouch-tray`, [], { env: home.env, stdio: 'ignore', detached: true });
    await home.logged(/started "\S+" with a display/);
    assert.equal((await home.status()).display, true);
    assert.notEqual(home.pid(), first);
  });

  test('git on the desktop has an application without a display make room', async () => {
    home = new Home(world, { git: 'full' });
    const list = () => home.git(['ls-remote', world.repositories['payments-api']]);
    const { DISPLAY, ...cron } = home.env;
    home.env = cron;
    assert.notEqual((await list()).code, 0);
    assert.equal((await home.status()).display, false);
    home.env = { ...cron, DISPLAY };
    const listing = list();
    await home.signInByWindow();
    const { code, stderr } = await listing;
    assert.equal(code, 0, stderr);
    assert.equal((await home.status()).display, true);
  });

  test('a display that is gone does not keep the application from starting', async () => {
    home = new Home(world, { git: 'full' });
    home.env.DISPLAY = ':4242';
    const result = await home.git(['ls-remote', url()]);
    assert.match(result.stderr, /^vouch: You are signed out\. Run: vouch login\n/);
  });

  const asRoot = process.geteuid() === 0;
  test('under sudo nothing is started', { skip: !asRoot && 'only root is' }, async () => {
    home = new Home(world, { git: 'full' });
    const env = { ...home.env, SUDO_UID: '1000' };
    const result = await home.helper('get', question(), { env });
    assert.deepEqual({ code: result.code, stdout: result.stdout }, { code: 0, stdout: 'quit=1\n\n' });
    assert.match(result.stderr, /Run git as yourself, without sudo/);
    assert.equal(home.starts(), 0);
  });

  test('a socket that another user serves is told nothing', { skip: !asRoot && 'only root can' }, async () => {
    home = new Home(world, { git: 'full' });
    const script = `
      require('node:net')
        .createServer((socket) => socket.on('data', (bytes) => console.log('heard', bytes.length)))
        .listen({ path: process.argv[1], writableAll: true }, () => console.log('listening'));`;
    const open = mkdtempSync(join(tmpdir(), 'vouch-foreign-'));
    chmodSync(open, 0o777);
    const foreign = spawn(process.execPath, ['-e', script, join(open, 'endpoint')], { uid: 65534 });
    let said = '';
    await new Promise((resolve) => foreign.stdout.on('data', (data) => resolve((said += data))));
    mkdirSync(join(home.folder, 'run/vouch'), { mode: 0o700 });
    renameSync(join(open, 'endpoint'), join(home.folder, 'run/vouch/endpoint'));
    const result = await home.helper('get', question());
    foreign.kill();
    rmSync(open, { recursive: true });
    assert.deepEqual([result.code, result.stdout], [0, 'quit=1\n\n']);
    assert.match(result.stderr, /^vouch: The socket \S+ belongs to another user\. Nothing was sent to it\./);
    assert.equal(said, 'listening\n');
    assert.equal(home.starts(), 0);
  });

  test('a started application inherits no variable that adds trust or code', async () => {
    home = new Home(world, { git: 'full' });
    const seen = join(home.folder, 'seen');
    writeFileSync(join(home.bin, 'vouch-tray'), `#!/bin/sh\nenv >'${seen}'\nexit 3\n`);
    const passed = {
      LANG: 'de_DE.UTF-8',
      LC_TIME: 'de_DE.UTF-8',
      XDG_CURRENT_DESKTOP: 'KDE',
      QT_SCALE_FACTOR: '2',
      GTK_IM_MODULE: 'ibus',
      KRB5CCNAME: 'FILE:/nowhere',
      NO_PROXY: 'localhost',
    };
    const kept = {
      OPENSSL_CONF: '/nowhere/openssl.cnf',
      QT_QPA_PLATFORM_PLUGIN_PATH: '/nowhere',
      QT_PLUGIN_PATH: '/nowhere',
      AWS_CA_BUNDLE: '/nowhere/ca.pem',
      AWS_CONFIG_FILE: '/nowhere/config',
      AWS_ENDPOINT_URL_STS: 'https://sts.example',
      SSL_CERT_FILE: '/nowhere/ca.pem',
      LD_LIBRARY_PATH: '/nowhere',
      GTK_PATH: '/nowhere',
      GIT_DIR: '/nowhere',
      KRB5_CONFIG: '/nowhere/krb5.conf',
    };
    await home.helper('get', question(), { env: { ...home.env, ...passed, ...kept } });
    const variables = readFileSync(seen, 'utf8');
    for (const [name, value] of Object.entries(passed)) {
      assert.ok(variables.includes(`${name}=${value}\n`), name);
    }
    for (const name of ['HOME', 'PATH', 'XDG_RUNTIME_DIR', 'DISPLAY', 'https_proxy', 'VOUCH_LOG']) {
      assert.match(variables, new RegExp(`^${name}=`, 'm'));
    }
    for (const name of Object.keys(kept)) assert.doesNotMatch(variables, new RegExp(`^${name}=`, 'm'));
  });

  test('who starts it by hand is trusted, but for what OpenSSL would load', async () => {
    home = new Home(world, { git: 'full' });
    const seen = join(home.folder, 'seen');
    const keys = JSON.stringify({
      ...{ Version: 1, AccessKeyId: 'ASIAIOSFODNN7EXAMPLE', SecretAccessKey: 'x'.repeat(40) },
      ...{ SessionToken: 'dG9rZW4', Expiration: '2100-01-01T00:00:00Z' },
    });
    const program = join(home.folder, 'gives-keys');
    writeFileSync(program, `#!/bin/sh\nenv >'${seen}'\necho '${keys}'\n`, { mode: 0o755 });
    mkdirSync(join(home.folder, '.aws'));
    writeFileSync(join(home.folder, '.aws/config'), `[profile p]\ncredential_process = ${program}\n`);
    home.vouchNow('config', 'set', 'aws-programs', 'allow');
    const env = { ...home.env, QT_PLUGIN_PATH: '/nowhere', OPENSSL_CONF: '/nowhere', OPENSSL_MODULES: '/nowhere' };
    spawn(`${home.bin}/vouch-tray`, ['--background'], { env, stdio: 'ignore', detached: true });
    await home.logged(/vouch\.app: started/);
    succeeds(await home.vouch(['credential', 'aws', '--profile', 'p']));
    const variables = readFileSync(seen, 'utf8');
    assert.match(variables, /^QT_PLUGIN_PATH=\/nowhere$/m);
    assert.doesNotMatch(variables, /^OPENSSL_/m);
  });

  test('an application that takes its time to start is waited for', async () => {
    home = new Home(world, { git: 'full' });
    appendFileSync(join(home.folder, 'tray.env'), 'sleep 12\n');
    const login = await home.login();
    assert.equal(login.code, 0, login.output);
  });

  test('an application that is missing or broken is named', async () => {
    home = new Home(world, { git: 'full' });
    await run('mv', [`${home.bin}/vouch-tray`, `${home.bin}/aside`]);
    const missing = await home.helper('get', question());
    assert.match(missing.stderr, /^vouch: Can't start .*\/vouch-tray: No such file/);
    assert.equal(missing.stdout, 'quit=1\n\n');
    await run('cp', ['/bin/false', `${home.bin}/vouch-tray`]);
    const broken = await home.helper('get', question());
    assert.match(broken.stderr, /^vouch: Vouch quit while starting\./);
    assert.equal(broken.stdout, 'quit=1\n\n');
  });
});
