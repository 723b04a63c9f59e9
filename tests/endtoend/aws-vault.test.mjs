// The aws-vault article, from top to bottom with our own commands: keys into the keychain, a command with
// AWS credentials, the console, one line that clones, and its chapter about MFA, where the code is asked
// for in a window and git goes on. By somebody who has no Vouch server and no security key. Real git, real
// aws and an AWS SDK beside it.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { profilesWorld, totp } from '../sandbox/index.mjs';
import { Home, run, startWorld } from './world.mjs';

const PROFILE = 'ordinaryexperts-dev';
const WITHOUT_MFA = `${PROFILE}-git`;
const noAws = !existsSync('/usr/bin/aws') && 'there is no AWS CLI here';

describe('what the aws-vault article does', () => {
  let world;
  let users;
  let home;
  let repository;
  before(async () => {
    world = await startWorld({ enrolled: false });
    repository = world.repositories['payments-api'];
  });
  after(() => world.stop());
  beforeEach(async () => {
    users = await profilesWorld(world.sandbox); // new ones, whose codes are unused
    home = new Home(world, { setUp: false, git: 'none' });
    home.vouchNow('config', 'set', 'ca-bundle', world.sandbox.ca);
    mkdirSync(join(home.folder, '.aws'));
    writeFileSync(
      join(home.folder, '.aws/config'),
      [
        `[profile ${PROFILE}]`,
        'region = us-east-1',
        `mfa_serial = ${users.dylan.mfa_serial}`,
        `[profile ${WITHOUT_MFA}]`,
        'region = us-east-1',
        '[profile deployer]',
        `source_profile = ${PROFILE}`,
        `role_arn = ${users.roles.Deployer}`,
        `external_id = ${users.externalId}`,
        `mfa_serial = ${users.dylan.mfa_serial}`,
        'region = us-east-1',
        '',
      ].join('\n'),
    );
  });
  afterEach(async () => {
    await home.vouch(['forget', '--yes']); // the keychain is the world's
    await home.quit();
  });

  /** `vouch aws add`, on a terminal where the two questions are answered. */
  const add = (profile, user) =>
    new Promise((resolve) => {
      const command = `vouch aws add --terminal ${profile}`;
      const options = { env: home.env, detached: true, timeout: 240_000 };
      const child = spawn('script', ['-qec', command, '/dev/null'], options);
      const answers = [user.access_key_id, user.secret_access_key];
      let output = '';
      let asked = 0;
      child.stdout.on('data', (chunk) => {
        output += chunk;
        const questions = output.match(/(ID|key): /g) ?? [];
        if (questions.length > asked) child.stdin.write(`${answers[asked++]}\r`);
      });
      child.on('close', (code) => resolve({ code, output }));
    });
  /** The one line that stands for the article's. */
  const clone = (profile, folder) =>
    home.git([
      ...['clone', '--config', 'credential.helper=vouch', '--config', 'credential.UseHttpPath=true'],
      ...['--config', `credential.username=${profile}`, repository, folder],
    ]);
  const fetch = (folder) => home.git(['fetch'], { cwd: join(home.folder, folder) });
  const exec = (profile, ...command) =>
    home.vouch(['exec', '--profile', profile, '--', ...command]);
  const allow = (profile) => home.type('', 'alt+a', 'AWS credentials');
  const typeCode = (profile, digits = totp(users.dylan.mfa_secret)) =>
    home.type(digits, 'Return', `Code for ${profile}`);
  const stsCalls = async () => (await world.sandbox.get('/state')).sts_calls;
  /** Neither of the things that the article shows for a prompt on git's terminal. */
  const assertQuiet = ({ stderr }) => {
    assert.doesNotMatch(stderr, /invalid credential line/);
    assert.doesNotMatch(stderr, /Username for/);
  };

  test('without MFA: keys, a command, the console, a clone', async () => {
    const added = await add(WITHOUT_MFA, users.ci);
    assert.equal(added.code, 0, added.output);
    assert.ok(!added.output.includes(users.ci.secret_access_key), 'what is typed is not shown');

    // $ aws-vault exec ordinaryexperts-dev -- aws s3 ls
    const running = exec(WITHOUT_MFA, 'sh', '-c', 'env');
    await allow();
    const environment = await running;
    assert.equal(environment.code, 0, environment.stderr);
    assert.match(environment.stdout, /^AWS_ACCESS_KEY_ID=ASIA/m);
    assert.match(environment.stdout, /^AWS_SESSION_TOKEN=./m);
    assert.match(environment.stdout, /^AWS_SESSION_EXPIRATION=\d{4}-\d\d-\d\dT[\d:]+Z$/m);
    assert.match(environment.stdout, /^AWS_REGION=us-east-1$/m);

    // $ git clone --config 'credential.helper=!aws-vault exec ...'
    const cloned = await clone(WITHOUT_MFA, 'test-repo');
    assert.equal(cloned.code, 0, cloned.stderr);
    assertQuiet(cloned);
    const config = readFileSync(join(home.folder, 'test-repo/.git/config'), 'utf8');
    assert.match(config, /\[credential\]\n\thelper = vouch\n\tusehttppath = true\n\tusername = ordinaryexperts-dev-git\n/);
    assert.equal((await fetch('test-repo')).code, 0);
    assert.deepEqual((await home.secretsOnDisk(users.ci.secret_access_key)).files, []);
  });

  test('with MFA: the code is asked for in a window, once, and git goes on', async () => {
    assert.equal((await add(PROFILE, users.dylan)).code, 0);
    const cloning = clone(PROFILE, 'test-repo');
    await typeCode(PROFILE);
    const cloned = await cloning;
    assert.equal(cloned.code, 0, cloned.stderr);
    assertQuiet(cloned);

    // The user isn't asked again: not by git, nor for a role behind the same device.
    const before = (await stsCalls()).GetSessionToken;
    const [fetched, other] = await Promise.all([
      fetch('test-repo'),
      home.git(['ls-remote', `codecommit::us-east-1://deployer@payments-api`]),
    ]);
    assert.equal(fetched.code, 0, fetched.stderr);
    assert.equal(other.code, 0, other.stderr);
    assert.equal((await stsCalls()).GetSessionToken, before);
  });

  test('with MFA: a wrong code is told in the window, and the next one lets git in', async () => {
    assert.equal((await add(PROFILE, users.dylan)).code, 0);
    const cloning = clone(PROFILE, 'test-repo');
    await typeCode(PROFILE, '000000');
    await new Promise((resolve) => setTimeout(resolve, 2000)); // AWS is asked
    await typeCode(PROFILE);
    const cloned = await cloning;
    assert.equal(cloned.code, 0, cloned.stderr);
    assertQuiet(cloned);
  });

  test('with MFA: who does not want to is asked no user name either', async () => {
    assert.equal((await add(PROFILE, users.dylan)).code, 0);
    const cloning = clone(PROFILE, 'test-repo');
    await home.type('', 'Escape', `Code for ${PROFILE}`);
    const refused = await cloning;
    assert.notEqual(refused.code, 0);
    assert.match(refused.stderr, /^vouch: Canceled/m);
    assertQuiet(refused);
  });

  test('with MFA: a code given to a command serves git afterwards', async () => {
    assert.equal((await add(PROFILE, users.dylan)).code, 0);
    const running = exec(PROFILE, 'true');
    await allow();
    await typeCode(PROFILE);
    assert.equal((await running).code, 0);
    home.vouchNow('setup', 'codecommit'); // the README's line rests on it
    const cloned = await home.git(['clone', '--config', `credential.username=${PROFILE}`, repository]);
    assert.equal(cloned.code, 0, cloned.stderr);
  });

  test('AWS_PROFILE counts for git where a profile would be chosen', async () => {
    assert.equal((await add(WITHOUT_MFA, users.ci)).code, 0);
    home.vouchNow('setup', 'codecommit');
    home.vouchNow('config', 'set', 'role', PROFILE);
    const list = (profile, address) =>
      home.git(['ls-remote', address, 'HEAD'], { env: { ...home.env, AWS_PROFILE: profile } });
    const other = await list(WITHOUT_MFA, repository); // nobody is asked for a code
    assert.equal(other.code, 0, other.stderr);
    assert.equal((await home.status()).profile, WITHOUT_MFA);
    const wrong = await list('nosuch', 'codecommit::us-east-1://payments-api');
    assert.notEqual(wrong.code, 0);
    assert.match(wrong.stderr, /^vouch: AWS_PROFILE is set to “nosuch”, but that AWS profile doesn't exist\./m);

    // A role comes before it, and status and doctor say so.
    home.vouchNow('config', 'add-role', 'Developer', world.roles.Developer, '--default');
    home.env.AWS_PROFILE = 'nosuch';
    const status = await home.vouch(['status']);
    assert.match(status.stdout, /^AWS_PROFILE is set to nosuch, but your role Developer takes precedence\.$/m);
  });

  test('the aws command, by exec and by credential_process', { skip: noAws }, async () => {
    assert.equal((await add(PROFILE, users.dylan)).code, 0);
    home.vouchNow('config', 'set', 'aws-programs', 'allow');
    const identity = ['aws', 'sts', 'get-caller-identity', '--output', 'json'];
    const running = exec('deployer', ...identity);
    await typeCode('deployer');
    const byExec = await running;
    assert.equal(byExec.code, 0, byExec.stderr);
    assert.match(JSON.parse(byExec.stdout).Arn, /:assumed-role\/Deployer\/vouch-deployer$/);

    const config = join(home.folder, '.aws/config');
    const own = readFileSync(config, 'utf8');
    const process = `${join(home.bin, 'vouch')} credential aws --profile deployer`;
    writeFileSync(config, `${own}[profile by-process]\nregion = us-east-1\ncredential_process = ${process}\n`);
    const byProcess = await run('/usr/bin/aws', [...identity.slice(1), '--profile', 'by-process'], {
      env: home.env,
    });
    assert.equal(byProcess.code, 0, byProcess.stderr);
    assert.match(JSON.parse(byProcess.stdout).Arn, /:assumed-role\/Deployer\//);
  });

  test('an AWS SDK, by credential_process', async () => {
    assert.equal((await add(WITHOUT_MFA, users.ci)).code, 0);
    home.vouchNow('config', 'set', 'aws-programs', 'allow');
    const config = join(home.folder, '.aws/config');
    const process_ = `${join(home.bin, 'vouch')} credential aws --profile ${WITHOUT_MFA}`;
    writeFileSync(
      config,
      `${readFileSync(config, 'utf8')}[profile by-process]\nregion = us-east-1\ncredential_process = ${process_}\n`,
    );
    const asker = fileURLToPath(new URL('../sandbox/test/support/caller-identity.mjs', import.meta.url));
    const { code, stdout, stderr } = await run(process.execPath, [asker, 'by-process'], {
      env: { ...home.env, NODE_EXTRA_CA_CERTS: world.sandbox.ca },
    });
    assert.equal(code, 0, stderr);
    assert.equal(JSON.parse(stdout).Arn, 'arn:aws:iam::123456789012:user/ci');
  });

  test('the console, as aws-vault login opens it, by a user and by a role behind a code', async () => {
    assert.equal((await add(WITHOUT_MFA, users.ci)).code, 0);
    assert.equal((await add(PROFILE, users.dylan)).code, 0);
    const open = async (profile, ...steps) => {
      const printing = home.vouch(['login', '--console', '--profile', profile, '--stdout']);
      for (const step of [allow, ...steps]) await step();
      const { code, stdout, stderr } = await printing;
      assert.equal(code, 0, stderr);
      assert.match(stdout, /^http:\/\/127\.0\.0\.1:\d+\/[\w-]{20,}\n$/);
      const browse = () => globalThis.fetch(stdout.trim(), { redirect: 'manual' });
      const first = await browse();
      assert.equal(first.status, 302);
      assert.match(first.headers.get('location'), /^https:\/\/signin\.aws\.amazon\.com\/federation\?/);
      const again = await browse().then((answer) => answer.status, () => 'closed');
      assert.equal(again, 'closed'); // it works once
    };
    await open(WITHOUT_MFA);
    await open('deployer', () => typeCode('deployer'));
  });
});
