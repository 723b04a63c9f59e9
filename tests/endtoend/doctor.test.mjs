// `vouch doctor`: a healthy machine, and each way in which it can be broken, with the fix.
import assert from 'node:assert/strict';
import { appendFileSync, mkdirSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, afterEach, before, describe, test } from 'node:test';

import { profilesWorld, trustPolicy } from '../sandbox/index.mjs';
import { EMAIL, Home, PIN, run, startDesktop, startWorld } from './world.mjs';

const ACCOUNT = '123456789012';

describe('the doctor', () => {
  let world;
  let home;
  before(async () => {
    world = await startWorld();
  });
  after(() => world.stop());
  afterEach(async () => {
    await world.sandbox.post('/faults', { clear: true });
    await world.sandbox.post('/clock', { offset_seconds: 0 });
    await world.key.say('plug');
    await home.quit();
  });

  const repository = (name = 'payments-api') => world.repositories[name];
  /** Runs it; returns its exit code, the JSON and the lines by name. */
  async function doctor(url = repository(), options = {}) {
    const args = ['doctor', '--json', ...(url ? [url] : [])];
    const { code, stdout, stderr } = await home.vouch(args, options);
    assert.equal(stderr, '');
    const json = JSON.parse(stdout);
    const worst = json.problems ? 2 : json.warnings ? 1 : 0;
    assert.equal(code, worst, stdout);
    const ill = json.checks.filter(({ state }) => state !== 'ok');
    assert.equal(ill.length, json.problems + json.warnings);
    for (const line of ill) assert.ok(line.fix, `${line.name} says what to do: ${line.message}`);
    const find = (name) => json.checks.find((line) => line.name === name);
    return { code, json, ill, find, stdout };
  }
  /** Exactly one line reports a problem, and says how to fix it. */
  function onlyIll({ ill }, name, state, message, fix) {
    assert.deepEqual(
      ill.map((line) => `${line.name} ${line.state}`),
      [`${name} ${state}`],
      JSON.stringify(ill, null, 1),
    );
    assert.match(ill[0].message, message);
    assert.match(ill[0].fix, fix);
  }
  function has({ json }, name, state, message, fix) {
    const found = json.checks.find((line) => line.name === name && line.state === state);
    assert.ok(found, `${name} is a ${state}: ${JSON.stringify(json.checks, null, 1)}`);
    assert.match(found.message, message);
    assert.match(found.fix ?? '', fix);
  }
  async function signedIn(options = {}) {
    home = new Home(world, { git: 'full', ...options });
    const login = await home.login();
    assert.equal(login.code, 0, login.output);
  }
  const changeRole = (policy, name = 'Developer', email = EMAIL) =>
    world.sandbox.post('/roles', {
      arn: `arn:aws:iam::${ACCOUNT}:role/${name}`,
      trust_policy: trustPolicy(world.sandbox.server, email),
      policy: { Version: '2012-10-17', Statement: [].concat(policy) },
      max_session_duration: 12 * 3600,
    });
  const allow = (actions, name = 'payments-api', region = 'us-east-1') => ({
    Effect: 'Allow',
    Action: actions,
    Resource: `arn:aws:codecommit:${region}:${ACCOUNT}:${name}`,
  });

  test('a healthy machine is all well, in words and in JSON, without a touch', async () => {
    await signedIn();
    const { stdout, code } = await home.vouch(['doctor', repository()]);
    assert.equal(code, 0, stdout);
    const lines = stdout.trimEnd().split('\n');
    assert.equal(lines.pop(), 'Everything looks good.');
    for (const line of lines) assert.match(line, /^ok {7}[a-z-]+ +\S.*$/);

    const checked = await doctor();
    assert.equal(checked.code, 0, checked.stdout);
    const names = checked.json.checks.map(({ name }) => name);
    for (const name of [
      ...['git', 'helper', 'stored-password', 'environment', 'application', 'endpoint', 'version'],
      ...['settings', 'key', 'keychain', 'server', 'clock', 'session', 'role', 'fetch', 'push'],
      ...['password', 'ls-remote'],
    ]) {
      assert.ok(names.includes(name), `${name}: ${names}`);
    }
    assert.match(checked.find('key').message, /8 attempts left\. It has an account for us\.vouch\.example/);
    assert.match(checked.find('environment').message, /GIT_SSL_CAINFO/);
    assert.equal(checked.json.repository, repository());
    assert.equal(checked.find('aws-profile'), undefined);

    home.env.AWS_PROFILE = 'nosuch';
    const besides = await doctor('');
    assert.equal(besides.code, 0, besides.stdout);
    assert.match(besides.find('aws-profile').message, /^AWS_PROFILE is “nosuch”, but Developer takes precedence\./);
  });

  test('the JSON holds no secret, no person and no home folder', async () => {
    await signedIn();
    writeFileSync(join(home.folder, '.git-credentials'), '');
    await home.git(['config', '--global', 'url.https://nora:hunter2hunter2@x.example/.insteadOf', 'x:']);
    const texts = [];
    for (const args of [[], [repository()], [repository('infra-live')]]) {
      const json = await home.vouch(['doctor', '--json', ...args]);
      const plain = await home.vouch(['doctor', ...args]);
      texts.push(json.stdout);
      for (const personal of [EMAIL, home.folder, ACCOUNT]) {
        assert.ok(!json.stdout.includes(personal), `${personal} in ${json.stdout}`);
      }
      writeFileSync(join(home.folder, `said-${texts.length}`), json.stdout + plain.stdout);
    }
    assert.match(texts[2], /infra-live/);
    const { count, files } = await home.secretsOnDisk('hunter2hunter2');
    assert.ok(count > 10);
    assert.deepEqual(files, [join(home.folder, '.gitconfig')]);
    assert.ok(!texts.join().includes(PIN));
  });

  test('without a URL it looks at the remote of the repository it stands in, else in general', async () => {
    await signedIn();
    const general = await doctor('');
    assert.equal(general.code, 0, general.stdout);
    assert.equal(general.json.repository, undefined);
    assert.equal(general.find('fetch'), undefined);
    assert.match(general.find('role').message, /AWS lets you use the role Developer/);
    await home.git(['clone', '-q', repository(), 'payments']);
    const inside = await doctor('', { cwd: join(home.folder, 'payments') });
    assert.equal(inside.code, 0, inside.stdout);
    assert.equal(inside.json.repository, repository());
    assert.match(inside.find('fetch').message, /lets the role Developer fetch payments-api/);
    // A rewritten URL is checked as git uses it.
    const remote = await doctor('codecommit::us-east-1://payments-api');
    assert.match(remote.find('push').message, /lets the role Developer push to payments-api/);
  });

  test('no application: git is looked at all the same', async () => {
    home = new Home(world, { git: 'full' });
    unlinkSync(join(home.bin, 'vouch-tray'));
    const checked = await doctor();
    onlyIll(checked, 'application', 'problem', /The program ~\/bin\/vouch-tray is missing/, /^Reinstall Vouch/);
    assert.equal(checked.find('helper').state, 'ok');
  });

  test('an application that can not start', async () => {
    home = new Home(world, { git: 'full' });
    writeFileSync(join(home.bin, 'vouch-tray'), '#!/bin/sh\nexit 3\n');
    onlyIll(await doctor(), 'application', 'problem', /quit while starting/, /Run vouch-tray yourself/);
  });

  test('not set up', async () => {
    home = new Home(world, { setUp: false, git: 'full' });
    home.vouchNow('config', 'set', 'ca-bundle', world.sandbox.ca);
    onlyIll(await doctor(), 'settings', 'problem', /doesn't know your server yet/, /vouch config set server/);
  });

  test('AWS profiles alone are a set-up, and are looked at', async () => {
    const { ci } = await profilesWorld(world.sandbox);
    home = new Home(world, { setUp: false, git: 'full' });
    home.vouchNow('config', 'set', 'ca-bundle', world.sandbox.ca);
    mkdirSync(join(home.folder, '.aws'));
    const keys = (secret) =>
      writeFileSync(
        join(home.folder, '.aws/credentials'),
        `[work]\nregion = us-east-1\naws_access_key_id = ${ci.access_key_id}\naws_secret_access_key = ${secret}\n`,
      );
    keys(ci.secret_access_key);
    await world.key.say('unplug');
    const checked = await doctor();
    assert.equal(checked.code, 0, checked.stdout);
    assert.match(checked.find('role').message, /The AWS profile work works/);
    for (const name of ['fetch', 'push', 'password']) assert.equal(checked.find(name).state, 'ok', name);
    assert.equal(checked.find('key'), undefined);
    const status = await home.vouch(['status']);
    assert.equal(status.code, 0, status.stdout);
    assert.match(status.stdout, /^Set up for AWS profiles/);
    keys('x'.repeat(40));
    has(await doctor(''), 'role', 'problem', /secret key of the AWS profile “work”/, /vouch aws add work/);
  });

  test('git not set up', async () => {
    await signedIn({ git: 'none' });
    const checked = await doctor();
    has(checked, 'vouch-not-asked', 'problem', /git doesn't use Vouch/, /^vouch setup codecommit$/);
    has(checked, 'password', 'problem', /git gets no password for git-codecommit\.us-east-1/, /^vouch setup codecommit$/);
    assert.equal(checked.ill.length, 2);
    // The two documented lines work, within limits.
    home.writeGitConfig('documented');
    onlyIll(await doctor(), 'no-path', 'warning', /which repository/, /^vouch setup codecommit$/);
  });

  test('a helper that git does not find', async () => {
    await signedIn();
    home.env.PATH = '/usr/bin:/bin';
    onlyIll(await doctor(''), 'helper', 'problem', /can't find the program/, /^vouch setup codecommit$/);
    home.vouchNow('setup', 'codecommit');
    assert.equal((await doctor()).code, 0);
  });

  test('signed out, and the key unplugged', async () => {
    home = new Home(world, { git: 'full' });
    const checked = await doctor();
    onlyIll(checked, 'session', 'warning', /You are signed out/, /^vouch login$/);
    assert.match(checked.find('password').message, /Vouch told git: (You are|You're) signed out/);
    await world.key.say('unplug');
    const without = await doctor();
    has(without, 'key', 'problem', /No security key is plugged in/, /into a USB port/);
    assert.equal((await doctor()).code, 2);
  });

  test('the key is asked without a touch, and an unplugged one is not missed while signed in', async () => {
    await signedIn();
    await world.key.say('touch-mode never');
    try {
      const untouched = await doctor('');
      assert.equal(untouched.code, 0);
      assert.match(untouched.find('key').message, /It has an account for us\.vouch\.example/);
    } finally {
      await world.key.say('touch-mode auto');
    }
    await world.key.say('unplug');
    const checked = await doctor();
    assert.equal(checked.code, 0, checked.stdout);
    assert.match(checked.find('key').message, /You don't need one while you're signed in/);
  });

  test('a locked keychain is not an absent one', async () => {
    const desktop = await startDesktop(world.folder);
    try {
      home = new Home(world, { git: 'full', desktop });
      assert.equal((await home.login()).code, 0);
      assert.equal((await doctor()).code, 0);
      const locked = await run(
        'gdbus',
        [
          ...['call', '--session', '--dest', 'org.freedesktop.secrets'],
          ...['--object-path', '/org/freedesktop/secrets'],
          ...['--method', 'org.freedesktop.Secret.Service.Lock'],
          "['/org/freedesktop/secrets/collection/login']",
        ],
        { env: home.env },
      );
      assert.equal(locked.code, 0, locked.stderr);
      onlyIll(await doctor(), 'keychain', 'problem', /keychain is locked/, /Unlock it/);
      await home.quit();
      home.env.DBUS_SESSION_BUS_ADDRESS = 'unix:path=/nonexistent';
      const absent = await doctor('');
      has(absent, 'keychain', 'warning', /has no keychain/, /gnome-keyring/);
    } finally {
      await home.quit();
      desktop.stop();
    }
  });

  test('a session bus that ended takes the keychain along, and not the application', async () => {
    const desktop = await startDesktop(world.folder);
    try {
      home = new Home(world, { git: 'full', desktop });
      assert.equal((await home.login()).code, 0); // has used the keychain
      const pid = home.pid();
      await desktop.endBus();
      has(await doctor(), 'keychain', 'problem', /connection to your desktop session was lost/, /Log out of your desktop/);
      const listed = await home.git(['ls-remote', world.repositories['payments-api']]);
      assert.equal(listed.code, 0, listed.stderr);
      assert.equal(home.pid(), pid, 'it is the same one all the time');
      const forgotten = await home.vouch(['forget', '--yes']);
      assert.notEqual(forgotten.code, 0, 'what is in the keychain is not taken for removed');
      assert.match(forgotten.stderr, /connection to your desktop session was lost/);
    } finally {
      await home.quit();
      desktop.stop();
    }
  });

  test('the server is down', async () => {
    await signedIn();
    await world.sandbox.post('/faults', { target: 'vouch', reset: true });
    const checked = await doctor('');
    has(checked, 'server', 'problem', /us\.vouch\.example/, /\S/);
    assert.equal(checked.find('clock'), undefined);
    await world.sandbox.post('/faults', { clear: true });
    await world.sandbox.post('/faults', { target: 'vouch', path: '/.well-known', html: true });
    // AWS requests that document too.
    has(await doctor(''), 'server', 'problem', /doesn't respond like a Vouch server/, /Check the server's address/);
  });

  test("the server's certificate is not trusted", async () => {
    home = new Home(world, { git: 'full' });
    home.vouchNow('config', 'unset', 'ca-bundle');
    const checked = await doctor();
    has(checked, 'server', 'problem', /certificate of us\.vouch\.example isn't trusted/, /vouch config set ca-bundle FILE/);
  });

  test('an AWS_CA_BUNDLE that Vouch does not use', async () => {
    await signedIn();
    home.env.AWS_CA_BUNDLE = join(world.folder, 'attestation/root.pem');
    has(await doctor(), 'environment', 'warning', /Vouch doesn't use it/, /config set ca-bundle-aws "\$AWS_CA_BUNDLE"/);
    home.vouchNow('config', 'set', 'ca-bundle-aws', home.env.AWS_CA_BUNDLE);
    assert.equal((await doctor('')).find('environment').state, 'ok');
  });

  test('a clock that is two hours off', async () => {
    await world.sandbox.post('/clock', { offset_seconds: 7200 });
    await signedIn();
    onlyIll(await doctor(), 'clock', 'warning', /1(19|20) minutes off/, /timedatectl set-ntp true/);
    await world.sandbox.post('/clock', { offset_seconds: -30 });
    has(await doctor(), 'clock', 'warning', /(29|30|31) seconds off/, /timedatectl set-ntp true/);
    await world.sandbox.post('/clock', { offset_seconds: 3 * 86400 });
    has(await doctor(), 'clock', 'problem', /by 3 days, which is too much/, /timedatectl set-ntp true/);
  });

  test('a role that AWS refuses', async () => {
    await signedIn();
    await changeRole(allow('codecommit:*'), 'Closed', 'somebody.else@example.com');
    home.vouchNow('config', 'add-role', 'closed', `arn:aws:iam::${ACCOUNT}:role/Closed`, '--default');
    const checked = await doctor();
    onlyIll(
      checked,
      'role',
      'problem',
      /AWS doesn't let you use the role Closed in account …9012/,
      /trust policy/,
    );
  });

  test('a repository that the role may not read', async () => {
    await signedIn();
    const checked = await doctor(repository('infra-live'));
    assert.equal(checked.code, 2);
    has(checked, 'fetch', 'problem', /isn't allowed to fetch infra-live/, /codecommit:GitPull on arn:aws:codecommit:us-east-1:…9012:infra-live/);
    // Another of the user's roles is allowed: that's the only fix.
    await changeRole(allow('codecommit:Git*', 'infra-live'), 'Infra');
    home.vouchNow('config', 'add-role', 'Infra', `arn:aws:iam::${ACCOUNT}:role/Infra`);
    const known = await doctor(repository('infra-live'));
    onlyIll(known, 'fetch', 'problem', /but your role Infra is/, /^git config --global credential\.https:.*infra-live\.username Infra$/);
    const [, ...words] = known.find('fetch').fix.split(' ');
    assert.equal((await home.git(words)).code, 0);
    const mended = await doctor(repository('infra-live'));
    assert.equal(mended.code, 0, mended.stdout);
    assert.equal((await home.git(['ls-remote', repository('infra-live')])).code, 0);
  });

  test('no GitPush', async () => {
    await signedIn();
    home.vouchNow('config', 'remove-role', 'Developer');
    home.vouchNow('config', 'add-role', 'ReadOnly', world.roles.ReadOnly, '--default');
    const checked = await doctor();
    onlyIll(checked, 'push', 'warning', /The role ReadOnly isn't allowed to push to payments-api/, /codecommit:GitPush/);
    assert.equal(checked.find('fetch').state, 'ok');
  });

  test('the wrong region', async () => {
    await signedIn();
    home.vouchNow('config', 'add-role', 'Developer', world.roles.Developer, '--region', 'us-east-1', '--default');
    const wrong = repository().replace('us-east-1', 'us-east-2');
    await home.git(['clone', '-q', repository(), 'payments']);
    const cwd = join(home.folder, 'payments');
    await home.git(['remote', 'set-url', 'origin', wrong], { cwd });
    const checked = await doctor('', { cwd });
    onlyIll(checked, 'fetch', 'problem', /payments-api is in us-east-1, but this address says us-east-2/, /^git remote set-url origin https:/);
    const [, ...words] = checked.find('fetch').fix.split(' ');
    assert.equal((await home.git(words, { cwd })).code, 0);
    assert.equal((await doctor('', { cwd })).code, 0);
    assert.equal((await home.git(['pull'], { cwd })).code, 0);
  });

  test("AWS's words for other refusals are understood", async () => {
    await signedIn();
    const refusal = (because) => ({
      ...{ target: 'codecommit', status: 403, content_type: 'text/plain' },
      body: `User: x is not authorized to perform: codecommit:GitPull on resource: y ${because}\n`,
    });
    for (const [fault, message] of [
      [refusal('because no session policy allows the codecommit:GitPull action'), /policy of your organization or session denies/],
      [refusal('with an explicit deny in a service control policy'), /policy of your organization/],
      [refusal('because the security token has expired'), /AWS no longer accepts your session/],
      [{ target: 'codecommit', status: 429 }, /AWS is throttling requests/],
      [{ target: 'codecommit', status: 503 }, /AWS is having problems in us-east-1/],
      [{ target: 'codecommit', reset: true }, /git-codecommit\.us-east-1\.amazonaws\.com/],
    ]) {
      await world.sandbox.post('/faults', fault);
      const checked = await doctor();
      has(checked, 'fetch', 'problem', message, /\S/);
      assert.equal(checked.ill.length, 1, checked.stdout);
    }
    // Without a reason, the usual causes are listed in order.
    await world.sandbox.post('/faults', { target: 'codecommit', status: 403 });
    const checked = await doctor();
    assert.deepEqual(
      checked.ill.map(({ name, state, message }) => [name, state, /wrong one|GitPull|allowed to fetch|region|policy/.exec(message)?.[0]]),
      [
        ['fetch', 'problem', 'wrong one'],
        ['fetch', 'warning', 'allowed to fetch'],
        ['fetch', 'warning', 'region'],
        ['fetch', 'warning', 'policy'],
      ],
    );
  });

  test('a store helper that holds an old password before ours', async () => {
    await signedIn({ git: 'none' });
    const { host, pathname } = new URL(repository());
    writeFileSync(
      join(home.folder, '.git-credentials'),
      `https://ASIAEXAMPLE%25token:20240101T000000Z${'0'.repeat(64)}@${host}\n`,
    );
    home.writeGitConfig(
      'none',
      `[credential]\n\thelper = store\n[credential "https://git-codecommit.*.amazonaws.com"]\n` +
        '\thelper = vouch\n\tuseHttpPath = false\n',
    );
    const checked = await doctor();
    assert.equal(checked.code, 2);
    has(checked, 'other-helper', 'problem', /git also uses store for CodeCommit/, /^vouch setup codecommit$/);
    has(checked, 'stored-password', 'problem', /store/, /\S/);
    has(checked, 'password', 'problem', /an expired password .* from another helper/, /^vouch setup codecommit$/);
    assert.doesNotMatch(checked.stdout, /20240101T|ASIAEXAMPLE/);
    assert.ok(pathname);
    // Following its advice leads to a working machine.
    home.vouchNow('setup', 'codecommit');
    const stored = checked.find('stored-password').fix;
    assert.equal((await run('sh', ['-c', stored], { env: home.env, cwd: home.folder })).code, 0, stored);
    const mended = await doctor();
    assert.equal(mended.code, 0, mended.stdout);
  });

  test("a repository's own helper", async () => {
    await signedIn();
    await home.git(['clone', '-q', repository(), 'payments']);
    const cwd = join(home.folder, 'payments');
    const own = '!aws codecommit credential-helper $@';
    await home.git(['config', 'credential.helper', own], { cwd });
    const checked = await doctor('', { cwd });
    has(checked, 'repository-helper', 'problem', /The repository payments has its own helper/, /^git config /);
    await run('sh', ['-c', checked.find('repository-helper').fix.replaceAll('~', home.folder)], { env: home.env, cwd });
    assert.equal((await doctor('', { cwd })).code, 0);
  });

  test('a user name in the URL, and a host that is not ours', async () => {
    await signedIn();
    const named = await doctor(repository().replace('https://', 'https://nora@'));
    has(named, 'user-in-url', 'problem', /user name in it/, /^git ls-remote https:\/\/git-codecommit/);
    const foreign = await doctor('https://github.com/x/y.git');
    onlyIll(foreign, 'repository', 'warning', /github\.com\S* isn't a CodeCommit address/, /^vouch doctor https:/);
  });

  test('git that signs in by itself, or goes where nobody is', async () => {
    await signedIn();
    const works = await doctor();
    assert.equal(works.code, 0, works.stdout);
    assert.equal(works.find('ls-remote').message, 'git ls-remote works.');
    const { host } = new URL(repository());
    const netrc = join(home.folder, '.netrc');
    writeFileSync(netrc, `machine ${host} login nora-at-123456789012 password OLDsecret=\n`);
    onlyIll(await doctor(), 'netrc', 'problem', /^git signs in to .*~\/\.netrc, line 1\./, /Remove that entry/);
    unlinkSync(netrc);
    await home.git(['config', '--global', `http.https://${host}.proxy`, 'http://127.0.0.1:9']);
    onlyIll(await doctor(), 'ls-remote', 'problem', /the proxy 127\.0\.0\.1, set in ~\/\.gitconfig, line \d+/, /--unset-all/);
  });

  test('a folder that others may enter', async () => {
    await signedIn();
    const folder = join(home.folder, 'run/vouch');
    await run('chmod', ['o+rx', folder]);
    try {
      const checked = await doctor();
      onlyIll(checked, 'endpoint', 'problem', /Other users can access the folder \S*run\/vouch/, /^chmod -R go= ~\/run\/vouch$/);
    } finally {
      await run('chmod', ['700', folder]);
    }
    await run('chmod', ['o+rw', join(folder, 'endpoint')]);
    const socket = await doctor();
    onlyIll(socket, 'endpoint', 'problem', /aren't private to you/, /^chmod -R go= /);
    await run('sh', ['-c', socket.find('endpoint').fix.replace('~', home.folder)]);
    assert.equal((await doctor()).code, 0);
  });

  test('settings that can not be read', async () => {
    await signedIn();
    appendFileSync(join(home.folder, '.config/vouch/settings'), '[use\n');
    onlyIll(await doctor(), 'settings', 'problem', /Line \d+ of ~\/\.config\/vouch\/settings is not valid/, /Fix ~/);
    rmSync(join(home.folder, '.config/vouch/settings'));
  });
});
