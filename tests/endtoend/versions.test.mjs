// Programs of two versions at once, as after an update while a session runs, or with two installations:
// they keep working where they can, and say what to do.
import assert from 'node:assert/strict';
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createConnection, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { Home } from './world.mjs';

const HOST = 'git-codecommit.us-east-1.amazonaws.com';
const CREDENTIAL = `protocol=https\nhost=${HOST}\npath=v1/repos/payments-api\n\n`;
const version = /project\(vouch VERSION ([\d.]+)/.exec(
  readFileSync(fileURLToPath(new URL('../../CMakeLists.txt', import.meta.url)), 'utf8'),
)[1];

describe('programs of two versions', () => {
  let folder;
  let home;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'vouch-e2e-'));
  });
  after(() => rmSync(folder, { recursive: true, force: true }));

  /** A home without a display, a keyring, or a network. */
  function newHome() {
    home = new Home(
      { folder, sandbox: {}, key: { address: '' }, desktop: { address: 'disabled:' } },
      { setUp: false, git: 'full' },
    );
    for (const name of ['AWS_CA_BUNDLE', 'GIT_SSL_CAINFO', 'https_proxy']) delete home.env[name];
    return home;
  }

  describe('an application that was started before the update', () => {
    // What 0.1.0 answers, byte by byte, but for its number.
    const STATUS = (number, more = '') =>
      `status=ok\nstate=not_set_up\nwaiting=0\n${more}display=yes\nversion=${number}\npid=42\n\n`;
    const UNKNOWN =
      "status=error\nkind=unsupported\nmessage=Vouch doesn't know this command.\n" +
      'hint=Update Vouch, then restart it.\n\n';
    const CHECK =
      'event=check\nname=version\nstate=ok\nmessage=Vouch 0.0.9.\n\nstatus=ok\nproblems=0\nwarnings=0\n\n';
    const GIT = `status=ok\nusername=ASIA1%token\npassword=20260101T000000Z58\npassword_expiry_utc=1767226500\n\n`;
    let application;
    let requests;

    /** Answers each request by its command, as an application of that version. */
    async function start(number, answers = {}) {
      const all = { status: STATUS(number), check: CHECK, 'git-credential': GIT, ...answers };
      requests = [];
      const runtime = join(newHome().folder, 'run/vouch');
      mkdirSync(runtime, { mode: 0o700 });
      application = createServer((socket) => {
        let request = '';
        socket.on('error', () => {});
        socket.on('data', (bytes) => {
          request += bytes;
          if (!request.endsWith('\n\n')) return;
          requests.push(request);
          socket.end(all[/^vouch\/1 (\S+)\n/.exec(request)[1]] ?? UNKNOWN);
        });
      });
      await new Promise((resolve) => application.listen(join(runtime, 'endpoint'), resolve));
      chmodSync(join(runtime, 'endpoint'), 0o600);
    }
    afterEach(() => new Promise((resolve) => application.close(resolve)));

    test('the status and the doctor say how to use the new one', async () => {
      await start('0.0.9');
      const said = `The running Vouch is version 0.0.9; restart it to use ${version}.`;
      const status = await home.vouch(['status']);
      assert.match(status.stdout, /^Not set up yet\./);
      assert.ok(status.stdout.includes(`${said} Quit Vouch in its tray menu and start it again.`), status.stdout);
      const doctor = JSON.parse((await home.vouch(['doctor', '--json'])).stdout);
      const line = doctor.checks.find(({ name }) => name === 'application');
      assert.deepEqual(
        [line.state, line.message, line.fix],
        ['warning', said, 'Quit Vouch in its tray menu and start it again.'],
      );
      assert.ok(doctor.checks.some(({ name, state }) => name === 'version' && state === 'ok'), 'it asks for the rest');
    });

    test('with the session that a restart ends', async () => {
      await start('0.0.9', { status: STATUS('0.0.9').replace('not_set_up', 'signed_in\nexpires_at=99') });
      assert.match((await home.vouch(['status'])).stdout, /start it again\. This ends your session\./);
    });

    test('git gets its password', async () => {
      await start('0.0.9');
      const answer = await home.helper('get', CREDENTIAL);
      assert.equal(answer.stdout, 'username=ASIA1%token\npassword=20260101T000000Z58\npassword_expiry_utc=1767226500\n\n');
      assert.equal(answer.stderr, '');
      assert.ok(requests[0].startsWith(`vouch/1 git-credential\nclient=${version}\nop=get\n`), requests[0]);
    });

    test('a command that it does not know fails at once, and says why', async () => {
      await start('0.0.9');
      const { code, stderr } = await home.vouch(['posture']);
      assert.equal(code, 1);
      assert.match(stderr, /^vouch: Vouch doesn't know this command\. Update Vouch, then restart it\.\n/);
      assert.match(stderr, new RegExp(`The running Vouch is version 0\\.0\\.9; restart it to use ${version}`));
    });

    test('an answer that cannot be read is blamed on the version', async () => {
      await start('0.0.9', { posture: 'fine\nand fine\n\n' });
      const { code, stderr } = await home.vouch(['posture']);
      assert.equal(code, 4);
      assert.match(stderr, /unreadable answer[^\n]*\nThe running Vouch is version 0\.0\.9;/);
    });

    test('one that is newer than the command', async () => {
      await start('99.0');
      const { stdout } = await home.vouch(['status']);
      assert.ok(stdout.includes(`This command is version ${version}, and the running Vouch is 99.0.`), stdout);
      assert.ok(stdout.includes(`Update or remove the older one: ${join(home.bin, 'vouch')}`), stdout);
    });

    test('of the same version there is nothing to say', async () => {
      await start(version);
      assert.doesNotMatch((await home.vouch(['status'])).stdout, /version/);
      assert.doesNotMatch((await home.vouch(['posture'])).stderr, /version/);
    });
  });

  describe('this application', () => {
    before(() => newHome());
    afterEach(() => home.quit());

    /** Sends bytes as a client would, starting the application first; gives the answer. */
    async function say(request) {
      if (!home.pid()) await home.helper('get', CREDENTIAL);
      const socket = createConnection(join(home.folder, 'run/vouch/endpoint'));
      socket.write(request);
      let answer = '';
      for await (const bytes of socket) answer += bytes;
      return answer;
    }

    test('answers the requests of 0.1.0', async () => {
      const git = `vouch/1 git-credential\nop=get\nprotocol=https\nhost=${HOST}\npath=v1/repos/payments-api\npath_from=git\ninteractive=unknown\n\n`;
      assert.match(await say(git), /^status=error\nkind=not_set_up\nmessage=/);
      const status = await say('vouch/1 status\n\n');
      assert.match(status, /^status=ok\nstate=not_set_up\nwaiting=0\ndisplay=no\npid=\d+\n/);
      assert.ok(status.endsWith(`\nversion=${version}\nspeaks=1\n\n`), status);
      assert.match(await say('vouch/1 aws-list\nknown=yes\n\n'), /^status=ok\ncount=0\n/);
    });

    test('says which version runs to a newer client', async () => {
      const answer = await say('vouch/1 dance\nclient=99.0\n\n');
      assert.ok(answer.includes(`message=Vouch ${version} is running, and doesn't know this command.`), answer);
      assert.match(answer, /hint=Quit Vouch in its tray menu, which ends its session.* to use 99\.0\./);
      assert.match(await say('vouch/2 status\nsomething\xff\n\n'), new RegExp(`message=Vouch ${version} is running`));
    });

    test('notices that its program was replaced', async () => {
      await say('vouch/1 status\n\n');
      assert.doesNotMatch((await home.vouch(['status'])).stdout, /update/);
      const program = join(home.bin, 'vouch-tray-testkey');
      renameSync(program, `${program}.old`);
      assert.doesNotMatch((await home.vouch(['status'])).stdout, /update/, 'a missing file is no update');
      writeFileSync(program, 'the new one');
      const { stdout } = await home.vouch(['status']);
      assert.match(stdout, /An update of Vouch is installed; restart Vouch to use it\. Run: kill \d+ /);
      assert.equal((await home.status()).update, 'installed');
      renameSync(`${program}.old`, program);
    });
  });

  test("git's helper of another version is named by the doctor", async () => {
    newHome();
    rmSync(join(home.bin, 'git-credential-vouch'));
    // What 0.1.0 does with an operation that it does not know.
    const script = '#!/bin/sh\n[ "$1" = --version ] || exit 0\necho "vouch: usage" >&2; exit 2\n';
    writeFileSync(join(home.bin, 'git-credential-vouch'), script, { mode: 0o755 });
    const line = async () => {
      const { checks } = JSON.parse((await home.vouch(['doctor', '--json'])).stdout);
      return checks.find(({ name }) => name === 'helper');
    };
    const old = await line();
    assert.equal(old.state, 'warning');
    assert.match(old.message, /^git uses a git-credential-vouch that is older than Vouch /);
    assert.match(old.fix, /^Update or remove the older one\. git uses: ~\/bin\/git-credential-vouch$/);
    writeFileSync(
      join(home.bin, 'git-credential-vouch'),
      '#!/bin/sh\n[ "$1" = --version ] && echo git-credential-vouch 99.0\n',
    );
    assert.match((await line()).message, /^git uses git-credential-vouch 99\.0, and this is Vouch /);
    await home.quit();
  });
});
