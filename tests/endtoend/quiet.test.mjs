// After "Not now", prompts for the same program and repository are snoozed; and the activity records
// every request, without secrets.
import assert from 'node:assert/strict';
import { after, afterEach, before, describe, test } from 'node:test';
import { EMAIL, Home, existsSync, join, readFileSync, startWorld, statSync } from './world.mjs';

describe('after "Not now"', () => {
  let world;
  let home;
  before(async () => {
    world = await startWorld();
  });
  after(() => world.stop());
  afterEach(() => home.quit());

  const list = (repository, ...options) =>
    home.git([...options, 'ls-remote', world.repositories[repository]]);
  const question = (repository) => {
    const { host, pathname } = new URL(world.repositories[repository]);
    return `protocol=https\nhost=${host}\npath=${pathname.slice(1)}\n\n`;
  };
  const notNow = async () => {
    await home.moment('Pin');
    await home.type('', 'Escape');
    await home.moment('Idle');
  };
  const dialogs = async () =>
    (await home.xdotool('search', '--onlyvisible', '--name', 'Sign in to')).stdout;
  const state = (file) => join(home.folder, '.local/state/vouch', file);
  const activity = () =>
    existsSync(state('activity.jsonl'))
      ? readFileSync(state('activity.jsonl'), 'utf8').split('\n').slice(0, -1).map(JSON.parse)
      : [];
  const asksNobody = (result) =>
    assert.doesNotMatch(result.stderr, /could not read|Username for|Password for/);
  /** Asserts that a UTC time of day is so many minutes ahead. */
  const inMinutes = (time, expected) => {
    const now = new Date();
    const at = Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
    const left = (at - now.getUTCHours() * 60 - now.getUTCMinutes() + 1440) % 1440;
    assert.ok(left === expected || left === expected - 1, `${left} minutes`);
  };
  const succeeds = (result) => assert.equal(result.code, 0, result.stderr);
  const UNTIL = String.raw`(\d\d:\d\d)\. Press Ask again in Vouch's panel, or run: vouch login\n`;

  test('the same git is refused at once until then, and another repository is not', async () => {
    home = new Home(world, { git: 'full' });
    const first = list('payments-api');
    await notNow();
    const refused = await first;
    assert.notEqual(refused.code, 0);
    const cancelled = new RegExp(
      `^vouch: Canceled\\. Vouch won't ask again for payments-api until ${UNTIL}`,
    ).exec(refused.stderr);
    assert.ok(cancelled, refused.stderr);
    asksNobody(refused);
    inMinutes(cancelled[1], 30);

    for (let i = 0; i < 3; ++i) {
      const again = await list('payments-api');
      assert.notEqual(again.code, 0);
      assert.match(
        again.stderr,
        new RegExp(`^vouch: Vouch won't ask again for payments-api until ${UNTIL}`),
      );
      asksNobody(again);
      assert.equal(await dialogs(), '');
    }

    const other = list('web-frontend');
    await home.signInByWindow();
    succeeds(await other);
    succeeds(await list('payments-api')); // a sign-in ends every snooze
    await home.vouch(['logout']);
    const asked = list('payments-api');
    await home.signInByWindow();
    succeeds(await asked);

    const uses = activity();
    assert.deepEqual(
      uses.map(({ repository, outcome, role, region }) => [repository, outcome, role, region]),
      [
        ['payments-api', 'refused', 'Developer', 'us-east-1'], // one entry for all four
        ['web-frontend', 'allowed', 'Developer', 'us-east-1'],
        ['payments-api', 'allowed', 'Developer', 'us-east-1'],
        ['payments-api', 'allowed', 'Developer', 'us-east-1'],
      ],
    );
    assert.match(uses[0].reason, new RegExp(`^not now, until ${cancelled[1]}`));
    assert.ok(uses.every(({ pid, program, directory }) => pid > 0 && program && directory));
    assert.ok(uses.every(({ at }) => Math.abs(Date.parse(at) - Date.now()) < 120_000));
    assert.equal(statSync(state('activity.jsonl')).mode & 0o777, 0o600);
    assert.equal(statSync(state('')).mode & 0o777, 0o700);
    const { count, files } = await home.secretsOnDisk();
    assert.ok(count > 5);
    assert.deepEqual(files, []);
  });

  test('a command typed again in a terminal asks again, and only then', async () => {
    home = new Home(world, { git: 'full' });
    const command = `git ls-remote ${world.repositories['payments-api']}`;
    for (let i = 0; i < 2; ++i) {
      const typed = home.login({ command });
      await notNow();
      const { code, output } = await typed;
      assert.notEqual(code, 0);
      assert.match(
        output,
        /vouch: Canceled\. Vouch won't ask for payments-api in the background until \d\d:\d\d\. Run the/,
      );
    }
    const unseen = await home.login({ command: `${command} 2>&1 | cat` }); // a program reads it
    assert.match(unseen.output, /^vouch: Vouch won't ask again for payments-api until/);
    const typed = home.login({ command });
    await home.signInByWindow();
    assert.equal((await typed).code, 0);
  });

  test('`vouch login` always prompts', async () => {
    home = new Home(world, { git: 'full' });
    const first = list('payments-api');
    await notNow();
    await first;
    const login = await home.login();
    assert.equal(login.code, 0, login.output);
    succeeds(await list('payments-api'));
  });

  test('one "Not now" counts once for all waiting requests; three snooze every program', async () => {
    home = new Home(world, { git: 'full' });
    const names = ['lib-a', 'lib-b', 'lib-c', 'lib-d'];
    const together = names.map((name) => home.helper('get', question(name)));
    for (const _ of names) await home.logged(/command "git-credential" from .*\n(.*\n)*?.*command/);
    await notNow();
    for (const { stdout } of await Promise.all(together)) assert.equal(stdout, 'quit=1\n\n');
    for (const name of names)
      assert.match((await home.helper('get', question(name))).stderr, /won't ask again for lib-/);

    for (const name of ['payments-api', 'web-frontend']) {
      const asking = home.helper('get', question(name));
      await notNow();
      await asking;
    }
    const unasked = await home.helper('get', question('lib-e'));
    assert.match(unasked.stderr, /^vouch: Vouch won't ask again for lib-e until/);
    assert.equal(await dialogs(), '');
  });

  test('a helper that exits early is not snoozed', async () => {
    home = new Home(world, { git: 'full' });
    const killed = home.helper('get', question('payments-api'), { timeout: 3000 });
    await home.moment('Pin');
    assert.equal((await killed).signal, 'SIGTERM');
    await home.moment('Idle');
    assert.deepEqual(activity(), []);
    const again = home.helper('get', question('payments-api'));
    await home.signInByWindow();
    assert.match((await again).stdout, /^username=/, JSON.stringify(await again));
  });

  test('a request whose prompt was ended by a sign-out is not snoozed', async () => {
    home = new Home(world, { git: 'full' });
    const asking = home.helper('get', question('payments-api'));
    await home.moment('Pin');
    await home.vouch(['logout']);
    assert.equal((await asking).stderr, 'vouch: Canceled.\n');
    const again = home.helper('get', question('payments-api'));
    await home.signInByWindow();
    assert.match((await again).stdout, /^username=/, JSON.stringify(await again));
  });

  test('a changed snooze setting applies at once', async () => {
    home = new Home(world, { git: 'full' });
    const first = list('payments-api');
    await notNow();
    await first;
    const settings = join(home.folder, '.config/vouch/settings');
    await home.git(['config', '--file', settings, 'quiet.minutes', '120']);
    const other = list('web-frontend');
    await notNow();
    const { stderr } = await other;
    inMinutes(/web-frontend until (\d\d:\d\d)/.exec(stderr)[1], 120);
  });

  test('what came of it is written down with why, refusals in the background once', async () => {
    home = new Home(world, { git: 'full' });
    for (let i = 0; i < 3; ++i) await list('payments-api', '-c', 'credential.interactive=false');
    assert.equal((await home.login()).code, 0);
    assert.notEqual((await list('infra-live')).code, 0);
    assert.notEqual((await list('infra-live')).code, 0);
    assert.deepEqual(
      activity().map(({ repository, outcome, reason }) => [repository, outcome, reason]),
      [
        ['payments-api', 'refused', 'You are signed out'],
        ['infra-live', 'allowed', "Developer can't read it"], // refused by AWS: git got a password
        ['infra-live', 'allowed', "Developer can't read it"],
      ],
    );
  });

  test('a restart remembers the user; `vouch forget` removes that and the activity', async () => {
    home = new Home(world, { git: 'full' });
    assert.equal((await home.login()).code, 0);
    succeeds(await list('payments-api'));
    await home.quit();
    await list('payments-api', '-c', 'credential.interactive=false'); // starts another
    const { state: is, email } = await home.status();
    assert.deepEqual({ is, email }, { is: 'signed_out', email: EMAIL });
    assert.match(readFileSync(state('state.ini'), 'utf8'), /nora\.winter/);
    assert.equal(statSync(state('state.ini')).mode & 0o777, 0o600);
    assert.equal(activity().length, 2);

    await home.vouch(['forget', '--yes']);
    assert.equal((await home.status()).email, undefined);
    assert.equal(existsSync(state('state.ini')), false);
    assert.equal(existsSync(state('activity.jsonl')), false);
  });
});
