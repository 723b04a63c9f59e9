// The real git with the real application: clone, fetch, push and more.
import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, afterEach, before, describe, test } from 'node:test';

import { Home, run, startWorld } from './world.mjs';

describe('git', () => {
  let world;
  let home;
  before(async () => {
    world = await startWorld();
  });
  after(() => world.stop());
  afterEach(() => home.quit());

  const signedIn = async (options) => {
    home = new Home(world, options);
    const login = await home.login();
    assert.equal(login.code, 0, login.output);
    await world.sandbox.post('/reset-counters');
  };
  const sandboxState = () => world.sandbox.get('/state');
  const succeeds = (result) => assert.equal(result.code, 0, result.stderr);

  test('clone, commit, push and fetch work with one touch', async () => {
    home = new Home(world, { git: 'full' });
    const touched = await world.key.assertions();
    const cloning = home.git(['clone', world.repositories['payments-api'], 'payments']);
    await home.signInByWindow();
    succeeds(await cloning);

    const cwd = join(home.folder, 'payments');
    writeFileSync(join(cwd, 'new.txt'), 'written at home\n');
    succeeds(await home.git(['add', '.'], { cwd }));
    succeeds(await home.git(['commit', '-m', 'Add a file'], { cwd }));
    succeeds(await home.git(['push'], { cwd }));

    succeeds(await home.git(['clone', world.repositories['payments-api'], 'second']));
    assert.equal(readFileSync(join(home.folder, 'second/new.txt'), 'utf8'), 'written at home\n');
    succeeds(await home.git(['fetch'], { cwd }));
    assert.equal(await world.key.assertions(), touched + 1);
  });

  test('the two lines in the documentation are enough', async () => {
    await signedIn({ git: 'documented' });
    const result = await home.git(['clone', world.repositories['web-frontend'], 'web']);
    succeeds(result);
    assert.ok(!result.stderr.includes('vouch:'), 'a hint is for a terminal only');
  });

  test('on a terminal, they print one line about the setup', async () => {
    await signedIn({ git: 'documented' });
    const command = `git ls-remote ${world.repositories['web-frontend']}`;
    const { stdout } = await run('script', ['-qec', command, '/dev/null'], { env: home.env });
    assert.equal(stdout.match(/vouch: .*vouch setup codecommit.*passwords/g)?.length, 1, stdout);
    assert.match(stdout, /refs\/heads\/main/);
  });

  test('a program that does not pass the path is told which command fixes that', async () => {
    await signedIn({ git: 'documented' });
    // Editors call `git credential fill`; the helper then has no git remote-https ancestor.
    const host = new URL(world.repositories['payments-api']).host;
    const input = `protocol=https\nhost=${host}\n\n`;
    const refused = await home.git(['credential', 'fill'], { input });
    assert.notEqual(refused.code, 0);
    const fix = /Run: (git config --global '.*' true)/.exec(refused.stderr)?.[1];
    assert.ok(fix, refused.stderr);
    succeeds(await run('sh', ['-c', fix], { env: home.env }));

    const path = new URL(world.repositories['payments-api']).pathname.slice(1);
    const filled = await home.git(['credential', 'fill'], {
      input: `protocol=https\nhost=${host}\npath=${path}\n\n`,
    });
    succeeds(filled);
    assert.match(filled.stdout, /^password=\d{8}T\d{6}Z[0-9a-f]{64}$/m);
  });

  test('parallel submodules take one touch and one AWS request', async () => {
    await signedIn({ git: 'full' });
    const folder = join(home.folder, 'super');
    succeeds(await home.git(['clone', world.repositories['payments-api'], folder]));
    const names = [...'abcdefgh'].map((letter) => `lib-${letter}`);
    const modules = names.map(
      (name) => `[submodule "${name}"]\n\tpath = ${name}\n\turl = ${world.repositories[name]}\n`,
    );
    writeFileSync(join(folder, '.gitmodules'), modules.join(''));
    for (const name of names) {
      const listed = await home.git(['ls-remote', world.repositories[name], 'refs/heads/main']);
      const commit = listed.stdout.split('\t')[0];
      succeeds(
        await home.git(['update-index', '--add', '--cacheinfo', `160000,${commit},${name}`], {
          cwd: folder,
        }),
      );
    }
    await home.vouch(['logout']);
    await world.sandbox.post('/reset-counters');
    const touched = await world.key.assertions();
    const updating = home.git(['submodule', 'update', '--init', '-j', '8'], { cwd: folder });
    await home.signInByWindow();
    succeeds(await updating);
    for (const name of names) readFileSync(join(folder, name, 'README.md'));
    assert.equal(await world.key.assertions(), touched + 1);
    assert.equal((await sandboxState()).sts_calls.AssumeRoleWithWebIdentity, 1);
    assert.equal((await sandboxState()).id_tokens, 1);
  });

  test('explains a repository that the role can\'t read', async () => {
    await signedIn({ git: 'full' });
    const refused = await home.git(['ls-remote', world.repositories['infra-live']]);
    assert.notEqual(refused.code, 0);
    assert.match(refused.stderr, /vouch: Developer can't read infra-live\. Ask for /);
    assert.match(refused.stderr, /403/); // git's own message
    assert.doesNotMatch(refused.stderr, /could not read Username/);
    assert.equal((await home.git(['ls-remote', world.repositories['web-frontend']])).code, 0);
  });

  test('a role that may only read is refused the push by the server, with its words', async () => {
    await signedIn({ git: 'full' });
    home.vouchNow('config', 'add-role', 'reader', world.roles.ReadOnly);
    const url = world.repositories['payments-api'];
    succeeds(await home.git(['config', '--global', `credential.${url}.username`, 'reader']));
    const cwd = join(home.folder, 'payments');
    succeeds(await home.git(['clone', url, cwd]));
    succeeds(await home.git(['commit', '--allow-empty', '-m', 'Nothing'], { cwd }));
    const pushed = await home.git(['push'], { cwd });
    assert.notEqual(pushed.code, 0);
    assert.match(pushed.stderr, /ReadOnly.*not authorized to perform: codecommit:GitPush/);
  });

  test('a user name chooses a role; a wrong one is refused with the nearest', async () => {
    await signedIn({ git: 'full' });
    const url = world.repositories['payments-api'];
    const as = (name) => ['-c', `credential.${new URL(url).origin}.username=${name}`];
    succeeds(await home.git([...as('Developer'), 'ls-remote', url]));
    const wrong = await home.git([...as('Develper'), 'ls-remote', url]);
    assert.match(wrong.stderr, /vouch: There is no role or AWS profile “Develper”\. The nearest are: Developer\./);
    assert.doesNotMatch(wrong.stderr, /could not read Username/);
  });

  test("git's generic user name does not select a role", async () => {
    await signedIn({ git: 'full' });
    const generic = ['-c', 'credential.username=nora@elsewhere.example'];
    succeeds(await home.git([...generic, 'ls-remote', world.repositories['payments-api']]));
  });

  test('a look-alike host gets nothing', async () => {
    await signedIn({ git: 'full' });
    const started = home.starts();
    for (const host of [
      'git-codecommit.us-east-1.amazonaws.com.evil.example',
      'evil.example',
      'github.com',
    ]) {
      const input = `protocol=https\nhost=${host}\npath=v1/repos/payments-api\n\n`;
      const { code, stdout, stderr } = await home.helper('get', input);
      assert.deepEqual({ code, stdout, stderr }, { code: 0, stdout: '', stderr: '' });
    }
    assert.equal(home.starts(), started);
  });

  test('malformed input is refused for CodeCommit hosts and ignored for others', async () => {
    home = new Home(world, { git: 'full' });
    const host = new URL(world.repositories['payments-api']).host;
    const long = `path=${'x'.repeat(2 * 1024 * 1024)}\n`;
    for (const rest of ['path=a\0b\n\n', 'no key\n\n', long, `${'a=b\n'.repeat(500_000)}\n`]) {
      const question = (name) => `protocol=https\nhost=${name}\n${rest}`;
      const ours = await home.helper('get', question(host));
      assert.deepEqual([ours.code, ours.stdout], [0, 'quit=1\n\n'], rest.slice(0, 20));
      assert.match(ours.stderr, /^vouch: git's request (is larger than 1 MiB|isn't in git's)/);
      const others = await home.helper('get', question('github.com'));
      assert.deepEqual([others.code, others.stdout, others.stderr], [0, '', '']);
    }
    for (const nothing of ['', '\n', '\0'.repeat(70_000)]) {
      const { code, stdout } = await home.helper('get', nothing);
      assert.deepEqual([code, stdout], [0, '']);
    }
    assert.equal(home.starts(), 0);
  });

  test('plain http is refused on our hosts', async () => {
    await signedIn({ git: 'full' });
    const host = new URL(world.repositories['payments-api']).host;
    const { code, stdout, stderr } = await home.helper(
      'get',
      `protocol=http\nhost=${host}\npath=v1/repos/payments-api\n\n`,
    );
    assert.deepEqual({ code, stdout }, { code: 0, stdout: 'quit=1\n\n' });
    assert.match(stderr, /^vouch: CodeCommit requires https\./);
  });

  test('a session that the server ended is renewed with one touch', async () => {
    await signedIn({ git: 'full' });
    const url = world.repositories['payments-api'];
    succeeds(await home.git(['ls-remote', url]));
    // The server expires the access token, and AWS the credentials.
    await world.sandbox.post('/expire', { what: 'access-tokens' });
    await world.sandbox.post('/expire', { what: 'sts' });
    const host = new URL(url).host;
    const status = await home.status();
    assert.equal(status.state, 'signed_in');
    // git doesn't report a 403 to the helper; only another role needs the server again.
    home.vouchNow('config', 'add-role', 'reader', world.roles.ReadOnly);
    const listing = home.git([
      ...['-c', `credential.https://${host}.username=reader`],
      ...['ls-remote', url],
    ]);
    await home.signInByWindow();
    succeeds(await listing);
    assert.match(home.log(), /session ended: \S*Refused/);
  });

  test('an expired session takes a new sign-in', async () => {
    home = new Home(world, { git: 'full' });
    await world.sandbox.post('/vouch-options', { access_token_seconds: 40 });
    try {
      assert.equal((await home.login()).code, 0); // Vouch ends it 30 s before the server does
    } finally {
      await world.sandbox.post('/vouch-options', { access_token_seconds: 28800 });
    }
    succeeds(await home.git(['ls-remote', world.repositories['payments-api']]));
    await home.logged(/session ended: \S*Expired/);
    assert.equal((await home.status()).state, 'signed_out');
    const listing = home.git(['ls-remote', world.repositories['payments-api']]);
    await home.signInByWindow();
    succeeds(await listing);
  });

  test('an erase drops the refused credentials, at most once a minute', async () => {
    await signedIn({ git: 'full' });
    const url = world.repositories['payments-api'];
    const { host, pathname } = new URL(url);
    const input = `protocol=https\nhost=${host}\npath=${pathname.slice(1)}\n\n`;
    const get = async () => {
      const { stdout } = await home.helper('get', input);
      return /^username=([A-Z0-9]+)%/m.exec(stdout)[1];
    };
    const erase = async (id) => {
      const refused = `protocol=https\nhost=${host}\nusername=${id}%token\npassword=x\n\n`;
      assert.deepEqual(await home.helper('erase', refused), {
        ...{ code: 0, signal: null, stdout: '', stderr: '' },
      });
    };
    const first = await get();
    assert.equal(await get(), first);
    await erase('ASIASOMEBODYELSES');
    assert.equal(await get(), first);
    await erase(first);
    const second = await get();
    assert.notEqual(second, first);
    await erase(second);
    assert.equal(await get(), second);
  });

  test('store stores nothing and says nothing', async () => {
    home = new Home(world, { git: 'full' });
    const host = new URL(world.repositories['payments-api']).host;
    const result = await home.helper('store', `protocol=https\nhost=${host}\npassword=x\n\n`);
    assert.deepEqual(result, { code: 0, signal: null, stdout: '', stderr: '' });
    assert.equal(home.starts(), 0);
  });

  test('the password expires by the clock of this computer', async () => {
    await signedIn({ git: 'full' });
    const { host, pathname } = new URL(world.repositories['payments-api']);
    const { stdout } = await home.helper(
      'get',
      `protocol=https\nhost=${host}\npath=${pathname.slice(1)}\n\n`,
    );
    const left = Number(/^password_expiry_utc=(\d+)$/m.exec(stdout)[1]) - Date.now() / 1000;
    assert.ok(left > 14 * 60 && left <= 15 * 60, `${left} s`);
  });

  describe('a helper that stores passwords', () => {
    const url = () => world.repositories['payments-api'];
    const storeFile = () => join(home.folder, '.git-credentials');

    test('keeps a stale one, and git fails every time', async () => {
      await signedIn({ git: 'documented' });
      // The problem: the two lines don't reset generic helpers, so they get Vouch's password.
      home.writeGitConfig('documented', '[credential]\n\thelper = store\n');
      succeeds(await home.git(['-c', 'credential.useHttpPath=true', 'ls-remote', url()]));
      const kept = readFileSync(storeFile(), 'utf8');
      assert.match(kept, /ASIA/);
      await world.sandbox.post('/clock', { offset_seconds: 16 * 60 }); // 16 minutes later
      try {
        const failed = await home.git(['-c', 'credential.useHttpPath=true', 'ls-remote', url()]);
        assert.match(failed.stderr, /403/);
        assert.equal(readFileSync(storeFile(), 'utf8'), kept); // no erase after 403
      } finally {
        await world.sandbox.post('/clock', { offset_seconds: 0 });
      }
    });

    test('is bypassed with the full configuration', async () => {
      await signedIn({ git: 'full' });
      home.writeGitConfig('full', '[credential]\n\thelper = store\n');
      const old = url().replace('https://', 'https://ASIASTALE%25token:20200101T000000Zdead@');
      writeFileSync(storeFile(), `${old}\n`, { mode: 0o600 });
      succeeds(await home.git(['ls-remote', url()]));
      succeeds(await home.git(['ls-remote', url()]));
      assert.equal(readFileSync(storeFile(), 'utf8'), `${old}\n`); // nothing was stored
    });
  });

  describe('git-remote-codecommit', () => {
    test('works for addresses with and without a region, also under a blanked helper list', async () => {
      await signedIn({ git: 'none' });
      for (const [url, env] of [
        ['codecommit::us-east-1://payments-api', {}],
        ['codecommit://payments-api', { AWS_REGION: 'US-EAST-1' }],
        ['codecommit::US-EAST-1://payments-api', {}],
        ['codecommit::us-east-1://Developer@payments-api', {}],
      ]) {
        const result = await home.git(['-c', 'credential.helper=', 'ls-remote', url], {
          env: { ...home.env, ...env },
        });
        succeeds(result);
        assert.match(result.stdout, /refs\/heads\/main/);
      }
      const cwd = join(home.folder, 'cloned');
      succeeds(await home.git(['clone', 'codecommit::us-east-1://web-frontend', cwd]));
      succeeds(await home.git(['commit', '--allow-empty', '-m', 'Nothing'], { cwd }));
      succeeds(await home.git(['push'], { cwd }));
    });

    test('starts the application, and leaves git its own umask', async () => {
      home = new Home(world, { git: 'none' });
      const arn = world.roles.Developer;
      home.vouchNow('config', 'add-role', 'Developer', arn, '--region', 'us-east-1');
      // With this protocol the transport creates the objects itself.
      const clone = 'git -c protocol.version=0 clone codecommit://payments-api cloned';
      const cloning = run('sh', ['-c', `umask 022 && exec ${clone}`], {
        env: home.env,
        cwd: home.folder,
      });
      await home.signInByWindow();
      succeeds(await cloning);
      const objects = join(home.folder, 'cloned/.git/objects');
      const made = readdirSync(objects, { recursive: true });
      assert.ok(made.length > 4);
      for (const name of made) {
        assert.equal(statSync(join(objects, name)).mode & 0o044, 0o044, name);
      }
      assert.equal(statSync(home.logFile).mode & 0o077, 0);
    });

    test('uses the region of the role if the address has none', async () => {
      home = new Home(world, { git: 'none' });
      const arn = world.roles.Developer;
      home.vouchNow('config', 'add-role', 'Developer', arn, '--region', 'us-east-1');
      assert.equal((await home.login()).code, 0);
      succeeds(await home.git(['ls-remote', 'codecommit://payments-api']));
      home.vouchNow('config', 'add-role', 'Developer', arn);
      const refused = await home.git(['ls-remote', 'codecommit://payments-api']);
      assert.match(refused.stderr, /vouch: Vouch doesn't know this repository's region\. .*codecommit::REGION:\/\/payments-api/);
    });

    test('refuses an invalid address and an unknown role', async () => {
      await signedIn({ git: 'none' });
      const nonsense = await home.git(['ls-remote', 'codecommit::us-east-1://a/b']);
      assert.match(nonsense.stderr, /vouch: This isn't a CodeCommit address\./);
      const wrong = await home.git(['ls-remote', 'codecommit::us-east-1://nobody@payments-api']);
      assert.match(wrong.stderr, /vouch: There is no role or AWS profile “nobody”\./);
    });

    test('puts no secret into any argument list', async () => {
      await signedIn({ git: 'none' });
      // git logs every program that it starts, with all arguments.
      const trace = join(home.folder, 'trace');
      const url = 'codecommit::us-east-1://Developer@payments-api';
      succeeds(await home.git(['ls-remote', url], { env: { ...home.env, GIT_TRACE: trace } }));
      const started = readFileSync(trace, 'utf8');
      assert.match(started, /git-remote-https .*https:\/\/git-codecommit\.us-east-1/);
      assert.match(started, /git-credential-vouch.* get/);
      assert.doesNotMatch(started, /ASIA/);
      assert.doesNotMatch(started, /\d{8}T\d{6}Z/);
    });
  });
});
