// The `vouch` command: what a person types, what it answers, and its exit codes.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, afterEach, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { EMAIL, Home, PIN, run, startWorld } from './world.mjs';

describe('the vouch command', () => {
  let world;
  let home;
  before(async () => {
    world = await startWorld();
  });
  after(() => world.stop());
  afterEach(async () => {
    await world.key.say('plug');
    await home.quit();
  });
  const settings = () => readFileSync(join(home.folder, '.config/vouch/settings'), 'utf8');

  test('status tells the state by its exit code, in words and in JSON', async () => {
    home = new Home(world, { setUp: false });
    const absent = await home.vouch(['status']);
    assert.equal(absent.code, 4);
    assert.match(absent.stdout, /^Vouch is not running\./);
    assert.equal((await home.vouch(['status', '--json'])).stdout, '{"state":"not_running"}\n');
    assert.equal(home.starts(), 0);

    home.setUp();
    assert.equal((await home.login()).code, 0);
    const signedIn = await home.vouch(['status']);
    assert.equal(signedIn.code, 0);
    assert.match(signedIn.stdout, /^Signed in as nora\.winter@example\.com at us\.vouch\.example until .*\(7 h 59 min left\)\.\n/);
    assert.match((await home.vouch(['status', '--short'])).stdout, /^7h59m\n$/);
    const json = await home.status();
    assert.equal(json.state, 'signed_in');
    assert.equal(json.email, EMAIL);
    assert.equal(json.server, 'us.vouch.example');
    assert.equal(json.display, true);
    assert.equal(json.pid, home.pid());
    const left = json.expires_at - Date.now() / 1000;
    assert.ok(left > 28800 - 60 && left < 28800, `${left} s`);

    await home.git(['ls-remote', world.repositories['payments-api']]);
    const used = await home.status();
    assert.equal(used.role, 'Developer');
    assert.equal(used.account, '123456789012');
    assert.ok(used.aws_expires_at - Date.now() / 1000 > 3500);

    assert.deepEqual((await home.vouch(['logout'])).stdout, 'Signed out.\n');
    assert.equal((await home.vouch(['status'])).code, 1);
    assert.equal((await home.status()).role, undefined);
  });

  test('quit ends the application, and has waited for that', async () => {
    home = new Home(world);
    assert.equal((await home.vouch(['quit'])).stdout, 'Vouch is not running.\n');
    assert.equal(home.starts(), 0);
    assert.equal((await home.login()).code, 0);
    const { pid } = await home.status();
    assert.equal((await home.vouch(['quit'])).stdout, 'Vouch has quit.\n');
    assert.ok(!existsSync(`/proc/${pid}`));
    assert.equal((await home.vouch(['status'])).code, 4);
  });

  test('alone it says what to do next', async () => {
    home = new Home(world, { setUp: false, git: 'none' });
    const absent = await home.vouch([]);
    assert.equal(absent.code, 4);
    assert.match(absent.stdout, /^Vouch is not running\. .*\nSet up a Vouch server: vouch enroll --server .*\n.*vouch aws add PROFILE\nSet up git: vouch setup codecommit\nAll commands: vouch help\n$/);
    assert.equal((await home.vouch(['status', '--short'])).stdout, '');
    home.setUp();
    home.vouchNow('setup', 'codecommit');
    assert.match((await home.vouch([])).stdout, /^Vouch is not running\. .*\nSign in: vouch login\nAll commands: vouch help\n$/);
    assert.equal((await home.login()).code, 0);
    const signedIn = await home.vouch([]);
    assert.equal(signedIn.code, 0);
    assert.match(signedIn.stdout, /^Signed in as .*\nAll commands: vouch help\n$/);
  });

  test('while a PIN is typed, no other program may look into ours', async () => {
    home = new Home(world);
    const file = join(home.folder, 'pid');
    const alone = fileURLToPath(new URL('../unprivileged.sh', import.meta.url));
    const shows = async (pid) => (await run('sh', [alone, 'readlink', `/proc/${pid}/exe`])).code === 0;
    let hidden = 0;
    const { code } = await home.login({
      command: `echo $$ >'${file}'; exec vouch login --terminal`,
      asked: async () => {
        assert.ok(await shows('self'));
        for (const pid of [readFileSync(file, 'utf8').trim(), (await home.status()).pid])
          hidden += (await shows(pid)) ? 0 : 1;
      },
    });
    assert.equal(code, 0);
    assert.equal(hidden, 2);
  });

  test('status is in color on a terminal only', async () => {
    home = new Home(world);
    await home.vouch(['aws', 'list']); // starts it
    const seen = async (variables) => (await home.login({ command: `env ${variables} vouch status` })).output;
    assert.match(await seen('TERM=xterm'), /\x1b\[33mSigned out\.\x1b\[0m/);
    assert.ok(!(await seen('TERM=xterm NO_COLOR=1')).includes('\x1b'));
    assert.ok(!(await seen('TERM=dumb')).includes('\x1b'));
    const piped = await home.vouch(['status'], { env: { ...home.env, TERM: 'xterm' } });
    assert.ok(!piped.stdout.includes('\x1b'));
  });

  test('status --watch tells a sign-in and its end at once', async () => {
    home = new Home(world);
    const watch = spawn(join(home.bin, 'vouch'), ['status', '--watch'], { env: home.env });
    try {
      const lines = createInterface({ input: watch.stdout })[Symbol.asyncIterator]();
      const next = async () => (await lines.next()).value;
      assert.match(await next(), /^Vouch is not running/);
      const signedIn = home.login();
      let line = await next();
      while (/^(Vouch is not running|Waiting|Signed out)/.test(line)) line = await next();
      assert.match(line, /^Signed in as nora\.winter@example\.com/);
      assert.equal((await signedIn).code, 0);
      home.vouchNow('logout');
      while (/^Signed in/.test(line)) line = await next();
      assert.match(line, /^Signed out\./);
    } finally {
      watch.kill();
    }
  });

  test('every sentence is in the language of the environment', async () => {
    home = new Home(world);
    const german = { env: { ...home.env, LANGUAGE: 'de' } };
    await home.vouch(['aws', 'list']);
    assert.match((await home.vouch(['status'], german)).stdout, /^Abgemeldet\. Ausführen: vouch login\n$/);
    assert.match((await home.vouch(['help', 'status'], german)).stdout, /^Aufruf: vouch status .*\n\nZeigt, wer bis wann angemeldet ist\.\n/);
    assert.match((await home.vouch(['stauts'], german)).stderr, /^vouch: Es gibt keinen Befehl „stauts“\. Meinten Sie status\?\n/);
    const unset = { ...home.env, LANGUAGE: 'de', LC_ALL: 'C' };
    assert.match((await home.vouch(['stauts'], { env: unset })).stderr, /Did you mean status/);
  });

  for (const [shell, { command, prepare }] of Object.entries({
    bash: { command: 'bash --noprofile --norc -i', prepare: 'source <(vouch completion bash)' },
    zsh: {
      command: 'zsh -f -i',
      prepare: 'autoload -Uz compinit && compinit -u -D && source <(vouch completion zsh)',
    },
    fish: { command: 'fish --no-config -i', prepare: 'vouch completion fish | source' },
  }))
    test(`${shell} completes commands, settings and roles`, async () => {
      home = new Home(world);
      home.vouchNow('config', 'unset', 'role');
      const terminal = spawn('script', ['-qec', command, '/dev/null'], {
        env: { ...home.env, TERM: 'xterm' },
        detached: true,
      });
      let output = '';
      const has = (text) =>
        new Promise((resolve, reject) => {
          const look = (data) => {
            output += data ?? '';
            if (output.includes(text)) resolve();
          };
          terminal.stdout.on('data', look);
          terminal.on('exit', () => reject(new Error(output)));
          look();
        });
      // What is waited for isn't in what is typed, which the terminal shows, too.
      terminal.stdin.write(`${prepare}; echo rea''dy\r`);
      await has('ready');
      terminal.stdin.write("vouch conf\tse\tro\tDev\t\recho do''ne\r");
      await has('done');
      terminal.stdin.write('exit\r');
      assert.equal((await home.vouch(['config', 'get', 'role'])).stdout, 'Developer\n', output);
    });

  test('login says what to do and who is signed in', async () => {
    home = new Home(world);
    await world.key.say('unplug');
    const login = home.login();
    await home.moment('Insert');
    await world.key.say('plug');
    const { code, output } = await login;
    assert.equal(code, 0, output);
    assert.match(output, /^Insert your security key\.\r?\n/);
    assert.match(output, /PIN for YubiKey 5 Series with NFC: /);
    assert.match(output, /Touch your key: it is blinking\./);
    assert.match(output, /Signed in as nora\.winter@example\.com at us\.vouch\.example until /);
    assert.ok(!output.includes(PIN), 'the PIN is not shown');
  });

  test('a PIN over the terminal is never tried twice, and the last attempts only on demand', async () => {
    home = new Home(world);
    const retries = async () => Number(/pin-retries (\d)/.exec(await world.key.say('status'))[1]);
    for (let left = 7; left >= 3; --left) {
      const wrong = await home.login({ pin: '99998888' });
      const third = left === 5; // in a row: the key wants a pause
      const asksAgain = !third && left > 3;
      assert.equal(wrong.code, asksAgain ? 3 : 1, wrong.output);
      assert.equal(await retries(), left);
      const said = asksAgain ? /Wrong PIN\. PIN for .*attempts left\): / : /Wrong PIN\. 3 attempts left/;
      assert.match(wrong.output, third ? /Three wrong PINs in a row/ : said);
      if (!third) continue;
      await world.key.say('unplug');
      await world.key.say('plug');
    }
    const few = await home.login();
    assert.equal(few.code, 1);
    assert.equal(few.asked, false);
    assert.match(few.output, /Only 3 attempts left.*vouch login --terminal --last-attempts/);
    const last = await home.login({ command: 'vouch login --terminal --last-attempts' });
    assert.equal(last.code, 0, last.output);
    assert.match(await world.key.say('status'), /pin-retries 8 /);
  });

  test('a wrong PIN on the terminal is asked for again; who is signed in hears until when', async () => {
    home = new Home(world);
    const { code, output } = await home.login({ pin: '99998888', again: PIN });
    assert.equal(code, 0, output);
    assert.match(output, /Wrong PIN\. PIN for YubiKey 5 Series with NFC \(7 attempts left\): /);
    assert.doesNotMatch(output, /You are already signed in/);
    const second = await home.login({ pin: '\x03' });
    assert.match(second.output, /You are already signed in as nora\.winter@example\.com until .*Ctrl-C to keep/);
    assert.equal((await home.status()).state, 'signed_in');
  });

  test('giving up at the PIN is exit code 3, and leaves the sign-in', async () => {
    home = new Home(world);
    const { code, output } = await home.login({ pin: '123\x03' });
    assert.equal(code, 3, output);
    assert.match(output, /vouch: Canceled\./);
    assert.equal((await home.status()).state, 'signed_out');
    assert.match(await world.key.say('status'), /pin-retries 8 /);
  });

  test('without a terminal the PIN is not asked for', async () => {
    home = new Home(world);
    const { code, stderr } = await home.vouch(['login', '--terminal'], { input: `${PIN}\n` });
    assert.equal(code, 1);
    assert.match(stderr, /There is no terminal to prompt on\./);
  });

  test('login in the window shows its steps on the terminal', async () => {
    home = new Home(world);
    const login = home.vouch(['login']);
    await home.signInByWindow();
    const { code, stdout, stderr } = await login;
    assert.equal(code, 0);
    assert.match(stderr, /Touch your key/);
    assert.match(stdout, /^Signed in as /); // the answer alone
  });

  test('before the set-up it says how to begin', async () => {
    home = new Home(world, { setUp: false });
    const login = await home.vouch(['login']);
    assert.equal(login.code, 1);
    assert.match(login.stderr, /Run: vouch config set server https:\/\/YOUR-SERVER/);
    home.vouchNow('config', 'set', 'server', world.sandbox.server);
    home.vouchNow('config', 'set', 'ca-bundle', world.sandbox.ca);
    const host = 'git-codecommit.us-east-1.amazonaws.com';
    const noRole = await home.helper('get', `protocol=https\nhost=${host}\npath=v1/repos/x\n\n`);
    assert.match(noRole.stderr, /vouch: No AWS role is set up yet\. Run: vouch config add-role/);
  });

  test('config sets, gets, lists and unsets', async () => {
    home = new Home(world, { setUp: false });
    const config = (...words) => home.vouch(['config', ...words]);
    assert.equal((await config('get', 'server')).code, 1);
    assert.equal((await config('set', 'server', 'https://us.vouch.example/')).code, 0);
    assert.equal((await config('get', 'server')).stdout, 'https://us.vouch.example\n');
    const arn = 'arn:aws:iam::123456789012:role/Developer';
    const added = await config('add-role', 'dev', arn, '--region', 'eu-west-1', '--duration', '900');
    assert.equal(added.code, 0, added.stderr);
    assert.equal((await config('set', 'role', 'dev')).code, 0);
    assert.equal((await config('set', 'aws-programs', 'Allow')).code, 0);
    const list = (await config('list')).stdout;
    assert.match(list, /^Settings\n {2}server +https:\/\/us\.vouch\.example\n {2}ca-bundle +- +default\n/);
    assert.match(list, /\n {2}role +dev\n/);
    assert.match(list, /\n {2}aws-programs +allow\n/);
    assert.match(list, /\n {2}quiet +30 +default\n/);
    const role = `  dev  ${arn}  region eu-west-1, duration 900, used if no rule matches`;
    assert.ok(list.endsWith(`\n\nRoles\n${role}\n`), list);
    const json = JSON.parse((await config('list', '--json')).stdout);
    assert.deepEqual(json.roles, [{ name: 'dev', arn, region: 'eu-west-1', via: '', duration: 900, from: 'user' }]);
    // Every name that is listed is one that can be set.
    for (const { name, value, default: usual } of json.settings) {
      assert.match(list, new RegExp(`^  ${name} `, 'm'));
      if (usual) assert.equal((await config('set', name, value)).code, 0, name);
    }
    assert.equal(home.starts(), 0); // nobody but this command was needed
    const hub = 'arn:aws:iam::210987654321:role/Hub';
    assert.equal((await config('add-role', 'dev', arn, '--via', hub)).code, 0);
    assert.match((await config('list')).stdout, new RegExp(`via ${hub}`));
    assert.equal((await config('unset', 'aws-programs')).code, 0);
    assert.equal((await config('remove-role', 'dev')).code, 0);
    assert.equal((await config('remove-role', 'dev')).code, 1);
    assert.equal((await config('unset', 'server')).code, 0);
    assert.equal((await config('unset', 'server')).code, 1);
    assert.match((await config('list')).stdout, /^ {2}server +- +default$/m);
  });

  test('config refuses what cannot be, in one or two lines', async () => {
    home = new Home(world, { setUp: false });
    for (const [words, complaint] of [
      [['set', 'server', 'us.vouch.sh'], /valid server address.*https:\/\/us\.vouch\.sh/],
      [['set', 'server', 'http://us.vouch.sh'], /must begin with https/],
      [['set', 'sevrer', 'https://x.example'], /no setting “sevrer”\. Did you mean server\?/],
      [['set', 'role', 'nobody'], /doesn't know your server yet/],
      [['add-rule', 'infra-*', 'nobody'], /doesn't know your server yet/],
      [['set', 'aws-programs', 'sometimes'], /isn't ask, allow or never/],
      [['add-role', 'x', 'arn:aws:iam::123456789012:role/x', '--via', 'Hub'], /not a role ARN/],
      [['set', 'ca-bundle', '/no/such/file'], /Can't read \/no\/such\/file/],
      [['set', 'ca-bundle', '/etc/passwd'], /\/etc\/passwd has no certificate/],
      [['set', 'language', 'xx'], /isn't translated into “xx”\. Available languages: de, en/],
      [['add-role', 'x', 'Developer'], /not a role ARN.*arn:aws:iam::123456789012:role\/Name/],
      [['add-role', 'a b', 'arn:aws:iam::123456789012:role/x'], /isn't a valid role name/],
      [['add-role', 'x', 'arn:aws:iam::123456789012:role/x', '--duration', '5'], /900 to 43200/],
      [['add-role', 'x', 'arn:aws:iam::123456789012:role/x', '--region', 'mars'], /not a region/],
    ]) {
      const { code, stdout, stderr } = await home.vouch(['config', ...words]);
      assert.equal(code, 1, words.join(' '));
      assert.equal(stdout, '');
      assert.match(stderr, complaint);
      assert.ok(stderr.trim().split('\n').length <= 2, stderr);
    }
    assert.ok(!existsSync(join(home.folder, '.config/vouch/settings')));
  });

  test('usage errors are exit code 2', async () => {
    home = new Home(world, { setUp: false });
    for (const words of [['dance'], ['config'], ['config', 'get'], ['config', 'add-role', 'x']])
      assert.equal((await home.vouch(words)).code, 2, words.join(' '));
    const unknown = await home.vouch(['status', '--jsn']);
    assert.equal(unknown.code, 2);
    assert.match(unknown.stderr, /^vouch: Unknown option: --jsn\. Did you mean --json\?\nUsage: vouch status \[OPTIONS\]\n$/);
    assert.match((await home.vouch(['stauts'])).stderr, /no command “stauts”\. Did you mean status\?/);
    for (const words of [['--help'], ['help'], ['help', 'keys', 'add'], ['--version'], ['login', '--help'], ['config', '--help']])
      assert.equal((await home.vouch(words)).code, 0, words.join(' '));
    const noHome = { PATH: home.env.PATH };
    assert.equal((await home.vouch(['--version'], { env: noHome })).code, 0);
  });

  test('settings with a broken line are named and left alone; what was loaded stays', async () => {
    home = new Home(world);
    assert.equal((await home.login()).code, 0);
    const good = settings();
    const broken = `${good}[use\n`;
    writeFileSync(join(home.folder, '.config/vouch/settings'), broken);
    const line = broken.trimEnd().split('\n').length;
    const refused = await home.vouch(['config', 'set', 'server', 'https://x.example']);
    assert.match(refused.stderr, new RegExp(`Line ${line} of .*/vouch/settings is not valid`));
    assert.equal(settings(), broken);
    const { code } = await home.git(['ls-remote', world.repositories['payments-api']]);
    assert.equal(code, 0); // the role and the session are still there
    assert.match((await home.status()).problem, new RegExp(`Line ${line} of `));
    writeFileSync(join(home.folder, '.config/vouch/settings'), good);
    assert.equal((await home.status()).problem, undefined);
    assert.equal((await home.status()).state, 'signed_in');
  });

  test('another server in the settings signs out', async () => {
    home = new Home(world);
    assert.equal((await home.login()).code, 0);
    home.vouchNow('config', 'set', 'server', 'https://vouch.example');
    assert.equal((await home.status()).state, 'signed_out');
  });

  test('forget removes the registration, the keychain entries and the settings', async () => {
    home = new Home(world);
    assert.equal((await home.login()).code, 0);
    await world.sandbox.post('/reset-counters');
    const forgotten = await home.vouch(['forget', '--yes']);
    assert.equal(forgotten.code, 0, forgotten.stderr);
    assert.ok(!existsSync(join(home.folder, '.config/vouch/settings')));
    assert.equal((await home.status()).state, 'not_set_up');
    const status = await home.vouch(['status']);
    assert.match(
      status.stdout,
      /^Not set up yet\.\nSet up a Vouch server: vouch enroll --server .*\n.*vouch aws add PROFILE\n$/,
    );
    assert.match(home.log(), /"DELETE" "us\.vouch\.example" "\/oauth\/register\/\S+" 204/);
    // The next sign-in registers anew: nothing was left to use.
    home.setUp();
    assert.equal((await home.login()).code, 0);
    assert.equal((await world.sandbox.get('/state')).registrations, 1);
  });

  test('forget says what goes, and goes on only with a yes', async () => {
    home = new Home(world);
    const silent = await home.vouch(['forget']); // without a terminal
    assert.equal(silent.code, 1);
    assert.match(silent.stderr, /To confirm without a prompt, run: vouch forget --yes/);
    const refused = await home.login({ command: 'vouch forget', answer: 'n' });
    assert.equal(refused.code, 3, refused.output);
    assert.match(refused.output, /\* this computer's registration and key at us\.vouch\.example\r\n/);
    assert.ok(existsSync(join(home.folder, '.config/vouch/settings')));
    const meant = await home.login({ command: 'vouch forget', answer: 'y' });
    assert.equal(meant.code, 0, meant.output);
    assert.match(meant.output, /Git is still set up to use Vouch\..*: vouch setup codecommit --undo/);
    assert.ok(!existsSync(join(home.folder, '.config/vouch/settings')));
  });

  test('forget ends the registrations at earlier servers too', async () => {
    home = new Home(world);
    assert.equal((await home.login()).code, 0);
    home.vouchNow('config', 'set', 'server', 'https://other.vouch.example');
    await home.vouch(['login', '--terminal']); // there is none; nothing is registered
    const forgotten = await home.vouch(['forget', '--yes']);
    assert.equal(forgotten.code, 0, forgotten.stderr);
    assert.match(home.log(), /"DELETE" "us\.vouch\.example" "\/oauth\/register\/\S+" 204/);
  });

  test('forget removes what is here also where the server cannot be told', async () => {
    home = new Home(world);
    assert.equal((await home.login()).code, 0);
    await world.sandbox.post('/faults', { target: 'vouch', reset: true });
    try {
      const forgotten = await home.vouch(['forget', '--yes']);
      assert.equal(forgotten.code, 1);
      assert.match(forgotten.stderr, /The connection to us\.vouch\.example ended before it answered\./);
      assert.ok(!existsSync(join(home.folder, '.config/vouch/settings')));
    } finally {
      await world.sandbox.post('/faults', { clear: true });
    }
    // Nothing of the keychain was left: the next sign-in registers anew.
    await world.sandbox.post('/reset-counters');
    home.setUp();
    assert.equal((await home.login()).code, 0);
    assert.equal((await world.sandbox.get('/state')).registrations, 1);
  });

  test('the client key is kept in the keychain over a restart', async () => {
    home = new Home(world);
    assert.equal((await home.login()).code, 0);
    await home.quit();
    await world.sandbox.post('/reset-counters');
    const again = await home.login();
    assert.equal(again.code, 0, again.output);
    assert.equal((await world.sandbox.get('/state')).registrations, 0);
  });

  test('a registration that the server forgot is made again, once', async () => {
    home = new Home(world);
    assert.equal((await home.login()).code, 0);
    await world.sandbox.post('/expire', { what: 'registrations' });
    await world.sandbox.post('/reset-counters');
    const login = await home.login();
    assert.equal(login.code, 0, login.output);
    assert.equal((await world.sandbox.get('/state')).registrations, 1);
  });
});
