// Somebody types at a terminal while Vouch's window comes, on a real X server with a window manager: no
// key of theirs reaches the security key, and what they mean for it does.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, afterEach, test } from 'node:test';

import { Home, PIN, run, startWorld } from '../endtoend/world.mjs';

const world = await startWorld();
const home = new Home(world, { git: 'full' });
const { env } = home;
const repository = world.repositories['payments-api'];

const until = async (condition, what) => {
  for (const end = Date.now() + 60_000; Date.now() < end; ) {
    if (await condition()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  assert.fail(`waited in vain for ${what}`);
};
const activeWindow = async () =>
  (await run('xdotool', ['getactivewindow', 'getwindowname'], { env })).stdout.trim();

/** openbox, which gives the focus to new windows or not. */
let manager;
const manage = async (focusNew) => {
  const settings = join(home.folder, 'openbox.xml');
  const usual = readFileSync('/etc/xdg/openbox/rc.xml', 'utf8');
  writeFileSync(settings, usual.replace(/<focusNew>\w+</, `<focusNew>${focusNew}<`));
  manager = spawn('openbox', ['--sm-disable', '--config-file', settings], { env, stdio: 'ignore' });
  const answers = ['-root', '_NET_SUPPORTING_WM_CHECK'];
  await until(async () => /#/.test((await run('xprop', answers, { env })).stdout), 'openbox');
};

/** Where the person types: a window that takes all keys and does nothing. */
let terminal;
const openTerminal = async () => {
  const search = ['5', 'xdotool', 'search', '--sync', '--onlyvisible', '--name', '^terminal$'];
  for (;;) {
    terminal = spawn('xev', ['-name', 'terminal', '-event', 'keyboard'], { env, stdio: 'ignore' });
    if ((await run('timeout', search, { env })).code === 0) break;
    terminal.kill(); // openbox overlooks a window that comes while it starts
  }
  await toTerminal();
};
const toTerminal = () =>
  until(async () => {
    await home.xdotool('search', '--name', '^terminal$', 'windowactivate');
    return (await activeWindow()) === 'terminal';
  }, 'the terminal');

/** A shell on a terminal of its own, so that the kernel knows who stands in its foreground. */
let shell;
const startShell = () => {
  const command = 'bash --norc --noprofile -i';
  shell = spawn('script', ['-qec', command, join(home.folder, 'typescript')], { env });
  shell.said = '';
  shell.stdout.on('data', (chunk) => (shell.said += chunk));
  shell.run = (line) => {
    shell.said = '';
    shell.stdin.write(`${line}\r`);
  };
  shell.listed = () => until(() => /refs\/heads\//.test(shell.said), `a list: ${shell.said}`);
};

/** Words at 60 to 200 ms a key, and pauses of 1 to 3 s between them. */
const words = (delay, text) => ['type', '--delay', String(delay), '--args', '1', text];
const typeOn = () =>
  home.xdotool(
    ...[...words(60, 'git status'), 'key', 'Return', 'sleep', '1'],
    ...[...words(200, 'make'), 'key', 'Tab', 'Tab', 'Return', 'sleep', '3'],
    ...[...words(100, '12345678'), 'key', 'Return', 'sleep', '1.5'],
    ...[...words(130, 'exit'), 'key', 'Return'],
  );
const attempts = async () => /pin-retries (\d)/.exec(await world.key.say('status'))[1];

afterEach(async () => {
  await home.vouch(['logout']);
  for (const each of [terminal, manager, shell]) {
    each?.kill();
    if (each?.exitCode === null && each.signalCode === null) await once(each, 'exit');
  }
});
after(async () => {
  await home.quit();
  await world.stop();
});

test('git in the background leaves the keyboard alone, and takes no key as it is', async () => {
  await manage('yes');
  await openTerminal();
  const listing = home.git(['ls-remote', repository]);
  await home.moment('Pin');
  await home.xdotool('search', '--sync', '--onlyvisible', '--name', 'Sign in to');
  await home.xdotool(...words(60, 'git status'), 'key', 'Return');
  assert.equal(await activeWindow(), 'terminal');
  // A window manager might give it the focus all the same.
  await home.xdotool('search', '--name', 'Sign in to', 'windowactivate', '--sync');
  await typeOn();
  assert.equal(await attempts(), '8', home.log().slice(-3000));
  await home.type(PIN);
  assert.equal((await listing).code, 0, home.log().slice(-3000));
});

test('git in the foreground has the PIN after a pause, and nothing that is typed ahead', async () => {
  await manage('yes');
  await openTerminal();
  startShell();
  shell.run(`git ls-remote ${repository}`);
  do await home.xdotool(...words(100, 'git add -A src'));
  while (!/^Sign in to/.test(await activeWindow()));
  await typeOn();
  assert.equal(await attempts(), '8', home.log().slice(-3000));
  await home.type(PIN);
  await shell.listed();

  await home.vouch(['logout']);
  await toTerminal();
  const before = home.log().length;
  shell.run(`git ls-remote ${repository}`);
  await until(() => {
    const since = home.log().slice(before);
    return /sign-in: \S*\bPin\n/.test(since) && /input guard: the window has the focus/.test(since);
  }, 'the window to ask for the PIN and to have the focus');
  await home.xdotool('sleep', '1', ...words(60, PIN), 'key', 'Return'); // no more than that
  await shell.listed();

  await home.vouch(['logout']);
  await toTerminal();
  await home.logged(/sign-in: \S*\bIdle\n/);
  shell.run(`git ls-remote ${repository} &`);
  await home.moment('Pin');
  await home.xdotool('search', '--sync', '--onlyvisible', '--name', 'Sign in to');
  await home.xdotool(...words(60, PIN), 'key', 'Return');
  assert.equal(await activeWindow(), 'terminal');
  await home.type(PIN);
  await shell.listed();
  assert.equal(await attempts(), '8', home.log().slice(-3000));
});

test('a window manager that gives new windows no focus makes no difference', async () => {
  await manage('no');
  await openTerminal();
  const listing = home.git(['ls-remote', repository]);
  await home.moment('Pin');
  await typeOn();
  assert.equal(await activeWindow(), 'terminal');
  assert.equal(await attempts(), '8', home.log().slice(-3000));
  await home.type(PIN);
  assert.equal((await listing).code, 0, home.log().slice(-3000));
});
