// Git configurations that break CodeCommit, one per test. A new user who only does what the product says
// (`vouch setup codecommit`, then the commands it prints) ends up with a working git.
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, afterEach, before, describe, test } from 'node:test';

import { Home, run, startWorld } from './world.mjs';

const DOCUMENTED = '[credential "https://git-codecommit.*.amazonaws.com"]\n\thelper = vouch\n';
const STALE = '20260101T000000Z581193ac7f2348227bad62deb2a778579c5c6e86e24db43fe51b9c569bd4f229';

describe('set-up', () => {
  let world;
  let home;
  let url;
  before(async () => {
    world = await startWorld();
    url = world.repositories['payments-api'];
  });
  after(() => world.stop());
  afterEach(() => home.quit());

  const path = (name) => join(home.folder, name);
  const succeeds = (result) => assert.equal(result.code, 0, result.stderr + result.stdout);
  const fails = (result, pattern) => {
    assert.notEqual(result.code, 0, result.stdout);
    assert.match(result.stderr, pattern);
  };

  /** A signed-in user with this git configuration. */
  const newcomer = async (config) => {
    home = new Home(world, { git: 'none' });
    home.writeGitConfig('none', config);
    const login = await home.login();
    assert.equal(login.code, 0, login.output);
  };
  /** A password from an hour ago, as the helper `store` saved it. */
  const keepStalePassword = () => {
    const { host, pathname } = new URL(url);
    const line = `https://ASIAEXAMPLE%25TOKEN:${STALE}@${host}${pathname}\n`;
    writeFileSync(path('.git-credentials'), `${line}https://nora:hers@github.com\n`);
  };
  const setUp = async (options = [], cwd = home.folder) => {
    const result = await home.vouch(['setup', 'codecommit', ...options], { cwd });
    succeeds(result);
    return result.stdout;
  };
  /** Runs every command that the product printed; returns their number. */
  const follow = async (output, cwd = home.folder) => {
    const commands = [...output.matchAll(/To fix it: (.*)/g)].map((match) => match[1]);
    for (const command of commands) {
      succeeds(await run('sh', ['-c', command], { env: home.env, cwd }));
    }
    return commands.length;
  };
  const gitIsWell = async (cwd = home.folder) => {
    assert.match(await setUp([], cwd), /^Git is already set up\. Nothing to change\.\n$/);
    const key = 'credential.https://git-codecommit.*.amazonaws.com.helper';
    assert.equal((await home.git(['config', '--global', key])).stdout, 'vouch\n');
    succeeds(await home.git(['clone', '--quiet', url, path('ends-well')]));
    assert.ok(existsSync(path('ends-well/README.md')));
    // No other helper got the password.
    const stored = existsSync(path('.git-credentials')) && readFileSync(path('.git-credentials'), 'utf8');
    assert.doesNotMatch(stored || '', /codecommit/);
  };
  /** A repository with this remote, created manually. */
  const repository = async (remote) => {
    const cwd = path('by-hand');
    succeeds(await home.git(['init', '--quiet', cwd]));
    succeeds(await home.git(['remote', 'add', 'origin', remote], { cwd }));
    return cwd;
  };

  test('an old password that the helper store still has', async () => {
    await newcomer(`[credential]\n\thelper = store\n${DOCUMENTED}`);
    keepStalePassword();
    fails(await home.git(['clone', url]), /403/);
    const said = await setUp();
    assert.match(said, /An old CodeCommit password is stored in a file\n {2}Saved by store for git-codecommit\./);
    assert.ok(!said.includes(STALE));
    assert.equal(await follow(said), 1);
    await gitIsWell();
    assert.equal(readFileSync(path('.git-credentials'), 'utf8'), 'https://nora:hers@github.com\n');
  });

  test('the same, cleared up by one command', async () => {
    await newcomer(`[credential]\n\thelper = store\n${DOCUMENTED}`);
    keepStalePassword();
    assert.match(await setUp(), /To fix what Vouch can fix, run: vouch setup codecommit --clear-up/);
    assert.match(await setUp(['--clear-up']), /Removed: An old CodeCommit password/);
    await gitIsWell();
  });

  test("old passwords in the environment's regions, in any case", async () => {
    home = new Home(world, { git: 'none' });
    home.writeGitConfig('none', '[credential]\n\thelper = store\n');
    const lines = ['ap-far-7', 'ap-far-8'].map(
      (region) => `https://ASIAEXAMPLE%25TOKEN:${STALE}@git-codecommit.${region}.amazonaws.com/v1/repos/x\n`,
    );
    writeFileSync(path('.git-credentials'), lines.join(''));
    Object.assign(home.env, { AWS_REGION: 'AP-FAR-7', AWS_DEFAULT_REGION: 'ap-far-8' });
    const said = await setUp();
    assert.match(said, /Saved by store for git-codecommit\.ap-far-7\./);
    assert.match(said, /Saved by store for git-codecommit\.ap-far-8\./);
  });

  test('a generic helper that is read later', async () => {
    await newcomer(`${DOCUMENTED}[credential]\n\thelper = store\n`);
    succeeds(await home.git(['ls-remote', url]));
    assert.match(readFileSync(path('.git-credentials'), 'utf8'), /codecommit/); // it will fail later
    assert.equal(await follow(await setUp()), 1);
    await gitIsWell();
  });

  test("the repository's own helper", async () => {
    await newcomer('');
    const cwd = await repository(url);
    keepStalePassword();
    writeFileSync(join(cwd, '.git/config'), '[credential]\n\thelper =\n\thelper = store\n', { flag: 'a' });
    await setUp();
    fails(await home.git(['fetch'], { cwd }), /403/);
    const said = await setUp([], cwd);
    assert.match(said, /\* The repository by-hand has its own helper\n.*by-hand\/\.git\/config, line \d+\. It would store passwords/);
    assert.match(said, /\* The repository by-hand disables Vouch/);
    assert.equal(await follow(said, cwd), 3);
    succeeds(await home.git(['fetch'], { cwd }));
    await gitIsWell(cwd);
  });

  test('the two lines of the Vouch document', async () => {
    await newcomer(DOCUMENTED);
    const { host, pathname } = new URL(url);
    const input = `protocol=https\nhost=${host}\npath=${pathname.slice(1)}\n\n`;
    fails(await home.git(['credential', 'fill'], { input }), /didn't name the repository/);
    assert.equal(await follow(await setUp()), 0);
    succeeds(await home.git(['credential', 'fill'], { input }));
    await gitIsWell();
  });

  test('no useHttpPath', async () => {
    await newcomer('[credential "https://git-codecommit.us-east-1.amazonaws.com"]\n\thelper =\n\thelper = vouch\n');
    const { host, pathname } = new URL(url);
    const input = `protocol=https\nhost=${host}\npath=${pathname.slice(1)}\n\n`;
    fails(await home.git(['credential', 'fill'], { input }), /didn't name the repository/);
    assert.equal(await follow(await setUp()), 0);
    succeeds(await home.git(['credential', 'fill'], { input }));
    await gitIsWell();
  });

  test("a user name in the remote's URL", async () => {
    await newcomer('');
    await setUp();
    const cwd = await repository(url.replace('https://', 'https://prod@'));
    fails(await home.git(['fetch'], { cwd }), /403/);
    const said = await setUp([], cwd);
    assert.match(said, /\* The remote origin has a user name in its URL/);
    assert.equal(await follow(said, cwd), 1);
    succeeds(await home.git(['fetch'], { cwd }));
    await gitIsWell(cwd);
  });

  test("AWS's own helper, that nobody has keys for", async () => {
    await newcomer(
      '[credential "https://git-codecommit.us-east-1.amazonaws.com"]\n' +
        '\thelper = !aws codecommit credential-helper $@\n\tUseHttpPath = true\n',
    );
    const noPrompt = { env: { ...home.env, GIT_TERMINAL_PROMPT: '0' } };
    assert.notEqual((await home.git(['clone', url], noPrompt)).code, 0);
    const said = await setUp();
    assert.match(said, /An older AWS helper is still listed\n.*line 5\. Vouch's configuration overrides it, so it has no effect\./);
    await follow(said);
    await gitIsWell();
    assert.doesNotMatch(readFileSync(path('.gitconfig'), 'utf8'), /aws codecommit/);
  });

  test('a codecommit:// submodule', async () => {
    await newcomer('');
    await setUp();
    const cwd = path('super');
    succeeds(await home.git(['clone', '--quiet', url, cwd]));
    writeFileSync(join(cwd, '.gitmodules'), '[submodule "lib-a"]\n\tpath = lib-a\n\turl = codecommit://lib-a\n');
    const listed = await home.git(['ls-remote', world.repositories['lib-a'], 'refs/heads/main']);
    const commit = listed.stdout.split('\t')[0];
    succeeds(await home.git(['update-index', '--add', '--cacheinfo', `160000,${commit},lib-a`], { cwd }));
    const update = ['submodule', 'update', '--init'];
    fails(await home.git(update, { cwd }), /transport 'codecommit' not allowed/);
    const said = await setUp([], cwd);
    assert.match(said, /\* The submodule lib-a has a codecommit:\/\/ URL/);
    await follow(said, cwd);
    succeeds(await home.git(update, { cwd }));
    assert.ok(existsSync(join(cwd, 'lib-a/README.md')));
    await gitIsWell(cwd);
  });

  test('shown first, done, and taken back byte for byte', async () => {
    home = new Home(world, { git: 'none' });
    const before = `# mine\n${DOCUMENTED}[user]\n\tname = Nöra`;
    writeFileSync(path('.gitconfig'), before);
    const shown = await setUp(['--dry-run']);
    assert.equal(readFileSync(path('.gitconfig'), 'utf8'), before);
    assert.match(shown, /^@@ ~\/\.gitconfig, lines 2 to 3 @@\n-\[credential /);
    assert.match(shown, /\+ {4}helper = vouch\n\+ {4}useHttpPath = true\n/);
    assert.match(shown, /\n~\/\.gitconfig: 24 lines added, 2 removed\n$/);
    const done = await setUp();
    assert.match(done, /^~\/\.gitconfig: 24 lines added, 2 removed\nGit now uses Vouch/);
    const copy = /A backup is in (\S+);/.exec(done)[1].replace('~', home.folder);
    assert.equal(readFileSync(join(copy, 'before-0'), 'utf8'), before);
    assert.equal(await setUp(['--undo']), 'Restored ~/.gitconfig.\n');
    assert.equal(readFileSync(path('.gitconfig'), 'utf8'), before);

    await setUp();
    writeFileSync(path('.gitconfig'), '[alias]\n\tst = status\n', { flag: 'a' });
    assert.match(await setUp(['--undo']), /changed since setup, so only Vouch's lines were removed\./);
    assert.equal(readFileSync(path('.gitconfig'), 'utf8'), `# mine\n[user]\n\tname = Nöra\n[alias]\n\tst = status\n`);
    assert.match(await setUp(['--undo']), /Nothing to change\./);
  });

  test('one region, a name, and words that make no sense', async () => {
    home = new Home(world, { git: 'none' });
    await setUp(['--region', 'eu-west-1', '--profile', 'prod']);
    const config = readFileSync(path('.gitconfig'), 'utf8');
    assert.equal(config.match(/username = prod/g).length, 4);
    assert.doesNotMatch(config, /\.\*\.amazonaws/);
    assert.match(await setUp(['--region', 'EU-WEST-1', '--profile', 'prod']), /Nothing to change\./);
    const wrong = await home.vouch(['setup', 'codecommit', '--region', 'mars']);
    assert.equal(wrong.code, 1);
    assert.match(wrong.stderr, /“mars” is not an AWS region\. It should look like us-east-1\./);
    assert.equal((await home.vouch(['setup', 'github'])).code, 2);
    assert.equal((await home.vouch(['setup', 'codecommit', '--undo', '--dry-run'])).code, 2);
  });

  test('run as somebody who may not write there', async () => {
    home = new Home(world, { git: 'none' });
    mkdirSync(path('.gitconfig.lock'));
    const busy = await home.vouch(['setup', 'codecommit']);
    assert.equal(busy.code, 1);
    assert.match(busy.stderr, /Another program is changing .*\.gitconfig\. Try again\. If no other program is changing it, delete .*\.gitconfig\.lock\./);
  });

  describe("a team's file", () => {
    const arn = 'arn:aws:iam::123456789012:role/Auditor';
    const file = [
      '# for all of us',
      '[server]\n\turl = https://us.vouch.example',
      `[role "Auditor"]\n\tarn = ${arn}\n\tregion = us-east-1`,
      '[use]\n\trule = audit-* Auditor\n',
    ].join('\n');
    const settings = () => home.vouchNow('config', 'list');
    const offers = (body, more = {}) =>
      world.sandbox.post('/faults', { target: 'vouch', path: '/team/', status: 200, body, ...more });
    const from = (source, ...options) => home.vouch(['setup', '--from', source, ...options]);
    afterEach(() => world.sandbox.post('/faults', { clear: true }));

    test('is shown, and taken if the person wants that', async () => {
      home = new Home(world, { setUp: false, git: 'none' });
      writeFileSync(path('team.vouch'), file);
      fails(await from(path('team.vouch')), /no terminal to prompt on\. .* --yes/);
      const refused = await home.login({ command: `vouch setup --from ${path('team.vouch')}`, answer: 'n' });
      assert.equal(refused.code, 3, refused.output);
      assert.match(refused.output, /team\.vouch sets:\r?\n {2}server +https:\/\/us\.vouch\.example\r?\n {2}role Auditor +arn:/);
      assert.ok(!existsSync(path('.config/vouch/settings')));
      const taken = await home.login({ command: `vouch setup --from ${path('team.vouch')}`, answer: 'y' });
      assert.equal(taken.code, 0, taken.output);
      assert.match(settings(), new RegExp(`Auditor +${arn} +region us-east-1\n(.*\n)+ +audit-\\* +Auditor\n`));
      assert.match((await from(path('team.vouch'))).stdout, /already match this file/);
      assert.equal(home.starts(), 0); // a file needs nobody but this command
    });

    test('comes from a server over TLS, and from nowhere else', async () => {
      home = new Home(world, { setUp: false, git: 'none' });
      const url = 'https://us.vouch.example/team/settings';
      await offers(file);
      fails(await from(url, '--yes'), /certificate of us\.vouch\.example isn't trusted/);
      home.vouchNow('config', 'set', 'ca-bundle', world.sandbox.ca);
      succeeds(await from(url, '--yes'));
      assert.match(settings(), /server +https:\/\/us\.vouch\.example\n/);
      const before = settings();
      await offers(undefined, { status: undefined, redirect: 'https://evil.example/take' });
      fails(await from(url, '--yes'), /redirected the request/);
      await offers('gone', { status: 404 });
      fails(await from(url, '--yes'), /no file at this address \(HTTP status 404\)\. Check the address\./);
      await offers(file + '#'.repeat(70_000));
      fails(await from(url, '--yes'), /us\.vouch\.example/);
      await offers(`${file}[aws]\n\tprograms = allow\n`);
      fails(await from(url, '--yes'), /settings, line 10: A team's file can't set aws-programs\./);
      for (const address of ['http://us.vouch.example/team/settings', 'file:///etc/passwd']) {
        fails(await from(address, '--yes'), /must begin with https:\/\//);
      }
      assert.equal(settings(), before);
    });

    test('setup alone says what it can do', async () => {
      home = new Home(world, { setUp: false, git: 'none' });
      assert.equal((await home.vouch(['setup'])).code, 2);
      assert.equal((await home.vouch(['setup', '--from'])).code, 2);
      fails(await from(path('nowhere')), /Can't read .*nowhere/);
    });
  });
});
