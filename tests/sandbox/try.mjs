// The try-out that try.sh starts: the main job, from nothing to a push, with everything real but the
// key's silicon and the servers' addresses.
import { spawn } from 'node:child_process';
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
process.env.VOUCH_BUILD ??= join(ROOT, 'build/release');
const { Home, PIN, run, startWorld } = await import('../endtoend/world.mjs');

const { DISPLAY, WAYLAND_DISPLAY, DBUS_SESSION_BUS_ADDRESS, XDG_RUNTIME_DIR } = process.env;
const onDesktop =
  !process.argv.includes('--headless') && DBUS_SESSION_BUS_ADDRESS && (DISPLAY || WAYLAND_DISPLAY);
const pictures = join(ROOT, 'build/tryout');
mkdirSync(pictures, { recursive: true });

const personsDesktop = {
  display: DISPLAY,
  authority: process.env.XAUTHORITY ?? join(homedir(), '.Xauthority'),
  address: DBUS_SESSION_BUS_ADDRESS,
  stop() {},
};
const world = await startWorld({
  touch: onDesktop ? 'manual' : 'auto',
  window: true,
  desktop: onDesktop ? personsDesktop : undefined,
});
const home = new Home(world, { setUp: false, git: 'none' });
// Relative to a folder that is another one here.
if (WAYLAND_DISPLAY && onDesktop) home.env.WAYLAND_DISPLAY = resolve(XDG_RUNTIME_DIR, WAYLAND_DISPLAY);
if (process.env.XDG_CURRENT_DESKTOP) home.env.XDG_CURRENT_DESKTOP = process.env.XDG_CURRENT_DESKTOP;
home.env.PS1 = 'try-out$ ';

const say = (text) => process.stdout.write(`${text}\n`);
const shown = (text) => text.replaceAll(home.folder, '~').replace(/^(?=.)/gm, '  ').trimEnd();

/** Runs one line as a person's shell would, and shows what it says. */
async function type(line, meanwhile) {
  say(`$ ${line}`);
  const running = run('sh', ['-c', line], { env: home.env, cwd: home.folder, timeout: 180_000 });
  // It may end early, and then what it says matters more than what did not come.
  const early = running.then(() => new Promise((resolve) => setTimeout(resolve, 2000)));
  const seen = meanwhile?.();
  seen?.catch(() => {});
  await Promise.race([seen, early]);
  const { code, stdout, stderr } = await running;
  if (stdout + stderr) say(shown(stdout + stderr));
  if (code !== 0) throw new Error(`it ended with ${code}`);
}

/** What happens in Vouch's window. */
async function signIn() {
  await home.moment('Pin', 120_000);
  if (onDesktop) {
    say(`  >> Vouch's window asks for the key's PIN. It is ${PIN}; then click the key's gold disc.`);
    return;
  }
  say("  >> Vouch's window asks for the key's PIN, and who wants it: sign-in-pin.png");
  await home.screenshot(join(pictures, 'sign-in-pin.png'));
  await world.key.say('touch-mode manual');
  await home.type(PIN);
  await home.moment('Touch');
  await home.screenshot(join(pictures, 'sign-in-touch.png'));
  say('  >> The PIN is typed; the key blinks: sign-in-touch.png');
  await world.key.say('touch');
  say('  >> The key is touched.');
}

/** Leaves nothing behind: no tray icon, no file, no entry in the person's own keychain. */
async function leave() {
  tray?.kill();
  if (onDesktop) await home.vouch(['forget', '--yes']);
  await home.quit();
  await world.stop();
}
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.once(signal, () => leave().finally(() => process.exit(1)));
}

let tray;
try {
  if (!onDesktop) {
    const options = ['--edge', 'bottom', '--align', 'right', '--widthtype', 'request', '--height', '24'];
    tray = spawn('trayer', options, { env: home.env, stdio: 'ignore' });
  }
  await type(`vouch config set server ${world.sandbox.server}`);
  copyFileSync(world.sandbox.ca, join(home.folder, 'sandbox-ca.pem'));
  await type('vouch config set ca-bundle ~/sandbox-ca.pem');
  await type(`vouch config add-role Developer ${world.roles.Developer} --default`);
  await type('vouch setup codecommit');
  await type(`git config --global user.name "Nora Winter"`);
  await type(`git config --global user.email ${world.email}`);
  const url = world.repositories['payments-api'];
  await type(`git clone ${url}`, signIn);
  await type('cd payments-api && echo "Hello from the try-out" >hello.txt && git add hello.txt');
  await type('cd payments-api && git commit -m "Say hello"');
  await type('cd payments-api && git push');
  await type('vouch status');
  if (!onDesktop) {
    await home.screenshot(join(pictures, 'signed-in.png'));
    say("  >> The tray shows what is left of the session: signed-in.png");
  }
  const state = await world.sandbox.get('/state');
  const touches = await world.key.assertions();
  const steps = `${touches} touch, ${state.sts_calls.AssumeRoleWithWebIdentity} question to AWS STS`;
  const { count, files } = await home.secretsOnDisk();
  say(`\nThat was ${steps}, ${state.git_requests} requests of git.`);
  say(`${count} secrets were used; files that hold one: ${files.length || 'none'}.`);
  if (!onDesktop) say('Screenshots: build/tryout');
  if (process.stdin.isTTY) {
    const shell = join(home.folder, 'env');
    const lines = Object.entries(home.env).map(([name, value]) => `export ${name}='${value}'`);
    writeFileSync(shell, `${lines.join('\n')}\ncd '${home.folder}'\n`);
    say(`\nGo on by yourself in another terminal:  . ${shell}`);
    const question = createInterface({ input: process.stdin, output: process.stdout });
    await question.question('Press Enter here to end the try-out. ');
    question.close();
  }
} catch (error) {
  say(`The try-out failed: ${error.message}\n\nVouch's log:\n${home.log()}`);
  process.exitCode = 1;
} finally {
  await leave();
}
