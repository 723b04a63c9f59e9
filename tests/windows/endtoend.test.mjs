// The programs of Windows under wine against the sandbox: from the sign-in on a console to git's password.
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, afterEach, before, describe, test } from 'node:test';

import { parseAmzDate } from '../sandbox/src/aws/amz-date.mjs';
import { signGitRequest } from '../sandbox/src/aws/codecommit/git-password.mjs';
import { profilesWorld } from '../sandbox/index.mjs';
import { EMAIL, PIN, Windows, startWorld } from './world.mjs';

describe('Windows', () => {
  let world;
  let users;
  let windows;
  before(async () => {
    world = await startWorld();
    users = await profilesWorld(world.sandbox);
  });
  after(() => world.stop());
  afterEach(() => windows.quit());

  const url = () => new URL(world.repositories['payments-api']);
  const question = () => `protocol=https\nhost=${url().host}\npath=${url().pathname.slice(1)}\n\n`;
  const succeeds = (result) => assert.equal(result.code, 0, result.stderr + result.stdout);
  const signedIn = async () => {
    windows = new Windows(world);
    const login = await windows.login();
    assert.equal(login.code, 0, login.output);
  };
  /** Puts the profile `ci`, whose keys need neither a sign-in nor a code, in AWS's file and in use. */
  const byProfile = () => {
    windows = new Windows(world);
    windows.aws('credentials', `[ci]\n${windows.keysOf(users.ci)}region = us-east-1\n`);
    windows.now('vouch', 'config', 'set', 'role', 'ci');
  };
  /** The password that an implementation of AWS's makes for these keys, at this password's second. */
  const passwordOfAws = async (answer) => {
    const [, accessKeyId, , stamp] = /^username=(\w+)(%.*)?\npassword=(\d{8}T\d{6}Z)/.exec(answer);
    const secrets = await world.sandbox.get('/secrets');
    const made = await Promise.all(
      [users.ci.secret_access_key, ...secrets.filter(({ name }) => name === 'SecretAccessKey').map(({ value }) => value)].map(
        (secretAccessKey) =>
          signGitRequest({
            secretAccessKey,
            accessKeyId,
            date: parseAmzDate(stamp),
            region: world.region,
            host: url().host,
            path: url().pathname,
          }),
      ),
    );
    return made.map((signature) => `password=${stamp}${signature}`);
  };
  const isOfAws = async (result) => {
    succeeds(result);
    const password = /^password=.*$/m.exec(result.stdout)?.[0];
    assert.ok(password, result.stdout);
    assert.ok((await passwordOfAws(result.stdout)).includes(password), password);
  };

  test('a sign-in on the console, where the PIN is not shown', async () => {
    windows = new Windows(world);
    assert.match((await windows.vouch('status')).stdout, /^Vouch is not running\./);
    const touched = await world.key.assertions();
    const login = await windows.login();
    assert.equal(login.code, 0, login.output);
    assert.match(login.output, /Touch your key: it is blinking\.\n+Signed in as nora\.winter@example\.com/);
    assert.ok(!login.output.includes(PIN), login.output);
    assert.equal(await world.key.assertions(), touched + 1);
    const status = await windows.status();
    assert.equal(status.state, 'signed_in');
    assert.equal(status.email, EMAIL);
  });

  test('a wrong PIN is said, and signs nobody in', async () => {
    windows = new Windows(world);
    const login = await windows.login({ pin: '11112222' }); // and Ctrl-D when it asks again
    assert.notEqual(login.code, 0);
    assert.match(login.output, /Wrong PIN/);
    assert.equal((await windows.status()).state, 'signed_out');
    succeeds(await windows.login()); // which gives the key its attempts back
  });

  test("git's helper prints AWS's password for the same second", async () => {
    await signedIn();
    const answer = await windows.helper('get', question());
    await isOfAws(answer);
    assert.match(answer.stdout, /^username=ASIA/);
    assert.ok(!answer.stdout.includes('\r'));
  });

  test('git fetches with it', async () => {
    await signedIn();
    succeeds(await windows.vouch('setup', 'codecommit'));
    const listed = await windows.gitProgram('ls-remote', url().href);
    succeeds(listed);
    assert.match(listed.stdout, /refs\/heads\/main/);
  });

  test("git's remote helper waits for git, and hands on what it says", async () => {
    await signedIn();
    succeeds(await windows.vouch('setup', 'codecommit'));
    await windows.gitProgram('config', '--global', 'protocol.version', '0'); // later ones list nothing by this name
    const ask = (repository) =>
      windows.run('git-remote-codecommit', ['origin', `us-east-1://${repository}`], { input: 'list\n\n' });
    const listed = await ask('payments-api');
    succeeds(listed);
    assert.match(listed.stdout, /^[0-9a-f]{40} refs\/heads\/main$/m);
    assert.equal((await ask('no-such-repository')).code, 128);
  });

  test('a sign-out ends it', async () => {
    await signedIn();
    succeeds(await windows.vouch('logout'));
    assert.equal((await windows.status()).state, 'signed_out');
  });

  test('a session ends by its time', async () => {
    windows = new Windows(world);
    await world.sandbox.post('/vouch-options', { access_token_seconds: 34 });
    try {
      succeeds(await windows.login());
    } finally {
      await world.sandbox.post('/vouch-options', { access_token_seconds: 28_800 });
    }
    await windows.logged(/session ended: \S*Expired/);
    assert.equal((await windows.status()).state, 'signed_out');
  });

  test('the client key is in Credential Manager over a restart', async () => {
    await signedIn();
    await windows.quit();
    await world.sandbox.post('/reset-counters');
    succeeds(await windows.login());
    assert.equal((await world.sandbox.get('/state')).registrations, 0);
  });

  test('fifty helpers and no application: one starts, and all are answered', async () => {
    byProfile();
    const all = await Promise.all(Array.from({ length: 50 }, () => windows.helper('get', question())));
    for (const answer of all) succeeds(answer);
    assert.deepEqual(all.filter(({ stdout }) => !/^password=/m.test(stdout)), []);
    assert.equal(windows.starts(), 1);
  });

  test('an application that was killed is started again', async () => {
    byProfile();
    await isOfAws(await windows.helper('get', question()));
    await windows.quit();
    await isOfAws(await windows.helper('get', question()));
    assert.equal(windows.starts(), 2);
  });

  test('credential aws and exec hand out AWS credentials', async () => {
    byProfile();
    windows.now('vouch', 'config', 'set', 'aws-programs', 'allow');
    const printed = await windows.vouch('credential', 'aws', '--profile', 'ci');
    succeeds(printed);
    const credentials = JSON.parse(printed.stdout);
    assert.equal(credentials.Version, 1);
    const exec = (...command) => windows.vouch('exec', '--profile', 'ci', '--', ...command);
    const environment = await exec('cmd', '/c', 'set');
    succeeds(environment);
    assert.match(environment.stdout, /^AWS_ACCESS_KEY_ID=\w+$/m);
    assert.match(environment.stdout, /^AWS_SECRET_ACCESS_KEY=\S+$/m);
    assert.equal((await exec('cmd', '/c', 'exit 7')).code, 7);
    assert.equal((await exec('no-such-command')).code, 127);
  });

  test('a credential_process prints the keys, its path written as on Windows', async () => {
    windows = new Windows(world);
    const keys = { Version: 1, AccessKeyId: users.ci.access_key_id, SecretAccessKey: users.ci.secret_access_key };
    mkdirSync(join(windows.user, 'key store'), { recursive: true });
    writeFileSync(join(windows.user, 'key store/keys.json'), JSON.stringify(keys));
    const file = `C:\\users\\${windows.name}\\key store\\keys.json`;
    windows.aws(
      'config',
      `[profile store]\nregion = us-east-1\ncredential_process = C:\\windows\\system32\\cmd.exe /c type "${file}"\n`,
    );
    windows.now('vouch', 'config', 'set', 'role', 'store');
    await isOfAws(await windows.helper('get', question()));
  });

  test('a credential_process that nobody waits for any more is ended with all that it started', async () => {
    byProfile();
    const lasting = 'C:\\windows\\system32\\cmd.exe /c "C:\\Program Files\\Vouch\\vouch.exe" status --watch';
    windows.aws('config', `[profile lasting]\nregion = us-east-1\ncredential_process = ${lasting}\n`);
    windows.now('vouch', 'config', 'set', 'role', 'lasting');
    const giveUp = new AbortController();
    const asking = windows.helper('get', question(), { signal: giveUp.signal });
    await windows.until(() => windows.running('vouch.exe.* status --watch').length === 1);
    giveUp.abort();
    await assert.rejects(asking, { name: 'AbortError' });
    await windows.until(() => windows.running('vouch.exe.* status --watch').length === 0);
  });

  test('doctor finds nothing wrong', async () => {
    await signedIn();
    succeeds(await windows.vouch('setup', 'codecommit'));
    const found = await windows.vouch('doctor');
    assert.match(found.stdout, /^ok +endpoint +Vouch is responding, and only you can reach it\.$/m);
    assert.match(found.stdout, /^ok +keychain /m);
    assert.match(found.stdout, /^ok +role +AWS lets you use the role Developer\.$/m);
    assert.match(found.stdout, /^0 problems/m, found.stdout);
  });

  test('the device report says what Windows says, and nothing else', async () => {
    await signedIn();
    const { parameter } = await world.sandbox.get('/posture');
    const [report] = JSON.parse(parameter);
    assert.equal(report.os, 'windows', parameter);
    assert.match(report.os_build, /^\d+(\.\d+)?$/);
    assert.equal(report.arch, 'x86_64');
    assert.ok(!('disk_encryption_enabled' in report), parameter); // wine doesn't know
  });

  test('what it writes down holds no secret', async () => {
    await signedIn();
    await isOfAws(await windows.helper('get', question()));
    assert.ok(existsSync(join(windows.state, 'activity.jsonl')));
    const secrets = [PIN, ...(await world.sandbox.get('/secrets')).map(({ value }) => value)];
    for (const [file, text] of windows.written()) {
      const found = secrets.filter((secret) => text.includes(secret));
      assert.deepEqual(found, [], file);
    }
  });
});
