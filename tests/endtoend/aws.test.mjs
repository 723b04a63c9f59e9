// AWS profiles on the command line: storing and removing keys, credentials for other programs and the
// permission for them, and the console. The real app and its windows, with a sandbox that verifies all.
import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';

import { profilesWorld, totp } from '../sandbox/index.mjs';
import { Home, run, startWorld } from './world.mjs';

describe('AWS profiles on the command line', () => {
  let world;
  let users;
  let home;
  before(async () => {
    world = await startWorld();
    users = await profilesWorld(world.sandbox);
  });
  after(() => world.stop());
  beforeEach(() => {
    home = new Home(world);
    mkdirSync(join(home.folder, '.aws'));
  });
  afterEach(async () => {
    await home.vouch(['forget', '--yes']); // the keychain is the world's
    await home.quit();
  });

  const file = (name) => join(home.folder, '.aws', name);
  const keysOf = ({ access_key_id: id, secret_access_key: secret }) =>
    `aws_access_key_id = ${id}\naws_secret_access_key = ${secret}\n`;
  const aws = (...words) => home.vouch(['aws', ...words]);
  const programs = (value) => home.vouchNow('config', 'set', 'aws-programs', value);
  /** Puts the profile `ci`, which needs no MFA code, into the credentials file. */
  const ciInFile = () => {
    writeFileSync(file('credentials'), `# mine\n[ci]\n${keysOf(users.ci)}region = us-east-1\n`);
  };
  /** Puts the profile `dylan`, which needs an MFA code, into both files. */
  const dylanInFile = () => {
    writeFileSync(file('credentials'), `[dylan]\n${keysOf(users.dylan)}`);
    writeFileSync(
      file('config'),
      `[profile dylan]\nregion = us-east-1\nmfa_serial = ${users.dylan.mfa_serial}\n`,
    );
  };
  /** Runs a command on its own terminal and types each answer after its prompt. */
  const onTerminal = (command, ...answers) =>
    new Promise((resolve) => {
      const options = { env: home.env, detached: true, timeout: 240_000 };
      const child = spawn('script', ['-qec', command, '/dev/null'], options);
      let output = '';
      child.stdout.on('data', (chunk) => {
        output += chunk;
        if (answers.length && answers[0][0].test(output)) child.stdin.write(answers.shift()[1]);
      });
      child.on('close', (code) => resolve({ code, output }));
    });
  const typeKeys = async ({ access_key_id: id, secret_access_key: secret }, profile) => {
    await home.type(id, 'Tab', `AWS keys for ${profile}`);
    await home.xdotool('type', '--delay', '5', secret);
    await home.xdotool('key', 'Return');
  };
  const allow = () => home.type('', 'alt+a', 'AWS credentials');
  const share = () => home.type('', 'alt+s', 'Long-lived AWS keys');
  /** A Python script that runs `vouch`, as the AWS CLI does. */
  const script = (name) => {
    const path = join(home.folder, name);
    writeFileSync(path, '#!/usr/bin/python3\nimport subprocess, sys\nsys.exit(subprocess.call(["vouch"] + sys.argv[1:]))\n');
    chmodSync(path, 0o755); // whatever the umask
    return (...words) => run(path, words, { env: home.env });
  };
  const activity = () =>
    readFileSync(join(home.folder, '.local/state/vouch/activity.jsonl'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));

  test('add in the window, list, and remove', async () => {
    const adding = aws('add', 'ci');
    await typeKeys({ ...users.ci, secret_access_key: 'x'.repeat(40) }, 'ci');
    await home.logged(/"sts\.us-east-1\.amazonaws\.com" "\/" 403/);
    // The ID stays; only the secret is typed again.
    await home.type(users.ci.secret_access_key, 'Return', 'AWS keys for ci');
    const added = await adding;
    assert.equal(added.code, 0, added.stderr);
    assert.match(added.stdout, /^Stored the keys of arn:aws:iam::123456789012:user\/ci for the profile ci\.\n$/);
    const listed = await aws('list');
    assert.match(listed.stdout, /^PROFILE +KIND +MFA DEVICE +CACHED UNTIL\nci +keys in the keychain +- +-\n$/);
    assert.equal((await aws('remove', 'ci')).code, 1); // without a terminal
    assert.equal((await aws('remove', '--yes', 'ci')).code, 0);
    assert.match((await aws('list')).stdout, /No AWS profiles found/);
    const gone = await aws('remove', '--yes', 'ci');
    assert.equal(gone.code, 1);
    assert.match(gone.stderr, /ci/);
  });

  test('add on the terminal reports wrong keys and stores nothing', async () => {
    const add = (secret) =>
      onTerminal(
        'vouch aws add --terminal ci',
        [/Access key ID: $/, `${users.ci.access_key_id}\r`],
        [/Secret access key: $/, `${secret}\r`],
      );
    const wrong = await add('y'.repeat(40));
    assert.equal(wrong.code, 1, wrong.output);
    assert.ok(!wrong.output.includes('yyyy'), 'what is typed is not shown');
    assert.match((await aws('list')).stdout, /No AWS profiles found/);
    const right = await add(users.ci.secret_access_key);
    assert.equal(right.code, 0, right.output);
    assert.match(right.output, /Stored the keys of .*user\/ci/);
    const forgetting = await onTerminal('vouch forget', [/\[y\/N\] $/, 'n']);
    assert.match(forgetting.output, /\* the AWS keys of ci, whose secrets you can't get back\r\n/);
    const gaveUp = await onTerminal('vouch aws add --terminal ci', [/ID: $/, '\x03']);
    assert.equal(gaveUp.code, 3, gaveUp.output);
  });

  test('import stores keys, then removes them from the file, with a backup', async () => {
    ciInFile();
    const before = `${readFileSync(file('credentials'), 'utf8')}[half]\naws_access_key_id = AKIA\n`;
    writeFileSync(file('credentials'), before, { mode: 0o640 });
    const mode = statSync(file('credentials')).mode;
    const left = await aws('import', '--yes', 'ci');
    assert.equal(left.code, 0, left.stderr);
    assert.equal(readFileSync(file('credentials'), 'utf8'), before);

    const all = await onTerminal('vouch aws import', [/\[y\/N\] $/, 'y']);
    assert.equal(all.code, 1, all.output); // because of `half`
    assert.match(all.output, /Stored the keys of arn:aws:iam::123456789012:user\/ci for the profile ci\./);
    assert.match(all.output, /vouch: half: /);
    assert.match(all.output, /The backup still has them.*credentials\.before-vouch/);
    assert.equal(
      readFileSync(file('credentials'), 'utf8'),
      '# mine\n[ci]\nregion = us-east-1\n[half]\naws_access_key_id = AKIA\n',
    );
    assert.equal(statSync(file('credentials')).mode, mode);
    assert.equal(readFileSync(file('credentials.before-vouch'), 'utf8'), before);
    assert.equal(statSync(file('credentials.before-vouch')).mode & 0o777, 0o600);
    const none = await aws('import', 'cj');
    assert.equal(none.code, 1);
    assert.match(none.stderr, /nearest.*ci/);
  });

  test('credential aws prints the JSON of credential_process and nothing else', async () => {
    ciInFile();
    programs('allow');
    const { code, stdout, stderr } = await home.vouch(['credential', 'aws', '--profile', 'ci']);
    assert.equal(code, 0, stderr);
    const json = JSON.parse(stdout);
    assert.equal(json.Version, 1);
    assert.ok(json.AccessKeyId && json.SecretAccessKey);
    if (json.SessionToken) {
      assert.match(json.Expiration, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
      assert.ok(Date.parse(json.Expiration) - Date.now() > 15 * 60_000);
    }
    assert.equal(stdout.trim().split('\n').length, 1);
    const wrong = await home.vouch(['credential', 'aws', '--profile', 'cl']);
    assert.equal(wrong.code, 1);
    assert.equal(wrong.stdout, '');
    assert.match(wrong.stderr, /ci/);
    assert.equal((await home.vouch(['credential'])).code, 2);
    const used = activity();
    assert.deepEqual(
      used.map(({ role, purpose, outcome }) => [role, purpose, outcome]),
      [
        ['ci', 'program', 'allowed'],
        ['cl', 'program', 'refused'],
      ],
    );
  });

  test('an unknown expiration is left out', async () => {
    programs('allow');
    writeFileSync(
      file('credentials'),
      '[saml]\naws_access_key_id = ASIAIOSFODNN7EXAMPLE\naws_secret_access_key = wJalrXUtnFEMI\n' +
        'aws_session_token = dG9rZW4\nregion = us-east-1\n',
    );
    const printed = await home.vouch(['credential', 'aws', '--profile', 'saml']);
    assert.equal(printed.code, 0, printed.stderr);
    assert.deepEqual(Object.keys(JSON.parse(printed.stdout)), [
      'Version',
      'AccessKeyId',
      'SecretAccessKey',
      'SessionToken',
    ]);
    const environment = await home.vouch(['exec', '--profile', 'saml', '--', 'env']);
    assert.match(environment.stdout, /^AWS_SESSION_TOKEN=dG9rZW4$/m);
    assert.doesNotMatch(environment.stdout, /EXPIRATION/);
    const status = await home.vouch(['status']);
    assert.match(status.stdout, /AWS profile saml, AWS credentials with unknown expiration\./);
    const json = JSON.parse((await home.vouch(['status', '--json'])).stdout);
    assert.equal(json.aws_expires_at, undefined);
  });

  test('a role by its name and by its ARN', async () => {
    programs('allow');
    assert.equal((await home.login()).code, 0);
    for (const role of ['Developer', world.roles.Developer]) {
      const { stdout, stderr } = await home.vouch(['credential', 'aws', '--role', role]);
      assert.match(JSON.parse(stdout || '{}').AccessKeyId ?? stderr, /^ASIA/);
    }
    const brief = async () => {
      const words = ['credential', 'aws', '--role', 'Developer', '--duration', '900'];
      return JSON.parse((await home.vouch(words)).stdout).AccessKeyId;
    };
    assert.equal(await brief(), await brief()); // cached
    const wrong = await home.vouch(['credential', 'aws', '--role', 'Develpoer']);
    assert.equal(wrong.code, 1);
    assert.match(wrong.stderr, /nearest are: Developer/);
    assert.equal((await home.vouch(['credential', 'aws', '--duration', '5'])).code, 1);
  });

  test('exec: the environment, the exit code, and no nesting', async () => {
    ciInFile();
    programs('allow');
    home.env.AWS_PROFILE = 'other';
    home.env.AWS_SECURITY_TOKEN = 'old';
    const exec = (...words) => home.vouch(['exec', '--profile', 'ci', ...words]);
    const lasting = exec('--no-session', '--region', 'eu-west-1', '--', 'env');
    await share(); // long-lived keys always take a prompt
    const env = await lasting;
    assert.equal(env.code, 0, env.stderr);
    const variables = Object.fromEntries(env.stdout.split('\n').map((line) => line.split(/=(.*)/s)));
    assert.equal(variables.AWS_ACCESS_KEY_ID, users.ci.access_key_id);
    assert.equal(variables.AWS_SECRET_ACCESS_KEY, users.ci.secret_access_key);
    assert.equal(variables.AWS_SECURITY_TOKEN, undefined);
    assert.equal(variables.AWS_PROFILE, undefined);
    assert.equal(variables.AWS_REGION, 'eu-west-1');
    assert.equal(variables.AWS_DEFAULT_REGION, 'eu-west-1');
    assert.equal(variables.VOUCH_EXEC, 'ci');
    assert.equal(variables.HOME, home.folder);

    assert.equal((await exec('sh', '-c', 'exit 7')).code, 7);
    assert.equal((await exec('--', 'no-such-command')).code, 127);
    writeFileSync(join(home.folder, 'plain'), 'x');
    chmodSync(join(home.folder, 'plain'), 0o644);
    assert.equal((await exec('--', join(home.folder, 'plain'))).code, 126);
    const nested = await exec('--', 'vouch', 'exec', '--profile', 'ci', '--', 'true');
    assert.equal(nested.code, 1);
    assert.match(nested.stderr, /already has the credentials of ci/);
    home.env.SHELL = '/bin/echo';
    assert.equal((await exec()).stdout, '\n');
  });

  test('a program is asked for once, until the person signs out', async () => {
    ciInFile();
    const words = ['credential', 'aws', '--profile', 'ci'];
    const aws = script('aws');
    const credential = () => aws(...words);
    const [one, other] = [credential(), credential()];
    await home.waiting(2);
    await allow();
    assert.equal((await one).code, 0);
    assert.equal((await other).code, 0);
    assert.equal((await credential()).code, 0); // no prompt
    assert.equal(activity().at(-1).program, 'aws');

    // Other Python scripts are not allowed with it, and inline code takes a prompt each time.
    const inline = `import subprocess, sys; sys.exit(subprocess.call(${JSON.stringify(['vouch', ...words])}))`;
    const python = () => run('/usr/bin/python3', ['-c', inline], { env: home.env });
    for (const ask of [() => script('other')(...words), python, python]) {
      const asking = ask();
      await home.waiting(1);
      await allow();
      assert.equal((await asking).code, 0);
    }

    await home.vouch(['logout']);
    const again = credential();
    await home.waiting(1);
    await home.type('', 'alt+d', 'AWS credentials');
    const declined = await again;
    assert.equal(declined.code, 3);
    assert.match(declined.stderr, /Canceled\. Vouch won't ask again for .* until /);
    const quiet = await credential();
    assert.equal(quiet.code, 1);
    assert.match(quiet.stderr, /Vouch won't ask again for /);
    assert.equal(activity().filter(({ outcome }) => outcome === 'refused').length, 1); // recorded once
  });

  test('long-lived keys take a prompt each time, whatever else was allowed', async () => {
    ciInFile();
    const aws = script('aws');
    const exec = (...words) =>
      aws('exec', '--profile', 'ci', ...words, '--', 'printenv', 'AWS_ACCESS_KEY_ID');
    const temporary = exec();
    await allow();
    assert.match((await temporary).stdout, /^ASIA/);
    for (const again of [1, 2]) {
      const lasting = exec('--no-session');
      await home.waiting(1);
      await share();
      assert.equal((await lasting).stdout, `${users.ci.access_key_id}\n`, `time ${again}`);
    }
    assert.match((await exec()).stdout, /^ASIA/); // no prompt
    const declined = exec('--no-session');
    await home.waiting(1);
    await home.type('', 'alt+d', 'Long-lived AWS keys');
    assert.equal((await declined).code, 3);
  });

  test('a program that exits withdraws its question', async () => {
    ciInFile();
    const abort = new AbortController();
    const asking = home.vouch(['credential', 'aws', '--profile', 'ci'], { signal: abort.signal });
    await home.waiting(1);
    abort.abort();
    await assert.rejects(asking);
    await home.waiting(0);
  });

  test('never, and without a display', async () => {
    ciInFile();
    programs('never');
    const never = await home.vouch(['credential', 'aws', '--profile', 'ci']);
    assert.equal(never.code, 1);
    assert.match(never.stderr, /vouch config set aws-programs ask/);
    await home.quit();
    programs('ask');
    delete home.env.DISPLAY;
    const unseen = await home.vouch(['credential', 'aws', '--profile', 'ci']);
    assert.equal(unseen.code, 1);
    assert.match(unseen.stderr, /vouch config set aws-programs allow/);
  });

  test('an MFA code in the window serves all requests', async () => {
    dylanInFile();
    programs('allow');
    const credential = () => home.vouch(['credential', 'aws', '--profile', 'dylan']);
    const [one, other] = [credential(), credential()];
    await home.waiting(2);
    await home.type(totp(users.dylan.mfa_secret), 'Return', 'Code for dylan');
    for (const { code, stdout, stderr } of [await one, await other]) {
      assert.equal(code, 0, stderr);
      assert.match(JSON.parse(stdout).AccessKeyId, /^ASIA/);
    }
    assert.equal((await credential()).code, 0); // no other code needed
    assert.match((await aws('list')).stdout, /\ndylan +keys in the file +dylan +.*\d\d:\d\d\n/);
    assert.equal((await home.status()).profile, 'dylan');
  });

  test('an MFA code on the terminal if there is no display', async () => {
    users = await profilesWorld(world.sandbox); // with a device whose codes are unused
    dylanInFile();
    programs('allow');
    delete home.env.DISPLAY;
    const code = `${totp(users.dylan.mfa_secret)}\r`;
    const command = 'vouch exec --profile dylan -- env';
    const { output } = await onTerminal(command, [/MFA code: $/, code]);
    assert.match(output, /AWS_SESSION_TOKEN=.+/);
    assert.match(output, /AWS_SESSION_EXPIRATION=\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/);
  });

  test('the console opens with an address that works once', async () => {
    ciInFile();
    programs('allow');
    const words = ['login', '--console', '--profile', 'ci', '--stdout'];
    const { code, stdout, stderr } = await home.vouch(words);
    assert.equal(code, 0, stderr);
    assert.match(stdout, /^http:\/\/127\.0\.0\.1:\d+\/[\w-]{22}\n$/);
    const address = stdout.trim();
    assert.equal((await fetch(`${address}x`, { redirect: 'manual' })).status, 404);
    const answer = await fetch(address, { redirect: 'manual' });
    assert.equal(answer.status, 302);
    assert.equal(answer.headers.get('cache-control'), 'no-store');
    const target = new URL(answer.headers.get('location'));
    assert.equal(target.origin, 'https://signin.aws.amazon.com');
    assert.ok(target.searchParams.get('SigninToken').length > 100);
    await assert.rejects(fetch(address));
    // AWS accepts it.
    const curl = spawnSync('curl', [
      ...['-sL', '--cacert', world.sandbox.ca, '-x', world.sandbox.proxy, '-c', '/dev/null'],
      target.href,
    ]);
    if (!curl.error) assert.match(String(curl.stdout), /Signed in as .*federated-user\/ci/);
    assert.equal(activity().at(-1).purpose, 'console');
    assert.equal((await home.vouch(['login', '--stdout'])).code, 2);
  });

  test('the settings accept profiles and refuse unknown names', async () => {
    ciInFile();
    const config = (...words) => home.vouch(['config', ...words]);
    assert.equal((await config('set', 'role', 'ci')).code, 0);
    assert.equal((await config('get', 'role')).stdout, 'ci\n');
    assert.equal((await config('add-rule', 'lib-*', 'ci')).code, 0);
    const wrong = await config('add-rule', 'lib-*', 'cj');
    assert.equal(wrong.code, 1);
    assert.match(wrong.stderr, /nearest.*ci/);
    const { code, stderr } = await home.git(['ls-remote', world.repositories['lib-a']]);
    assert.equal(code, 0, stderr);
    assert.ok(!existsSync(file('credentials.before-vouch')));
  });
});
