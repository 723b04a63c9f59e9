// A walk through Vouch as a new user has it, on a desktop with a window manager and a dark panel, by
// keyboard and mouse only. It leaves a picture of each step in build/walk, for somebody to look at; it
// fails only where it cannot go on. walk.sh starts it; `walk.sh profiles` walks without a server alone.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { Browser, hasBrowser } from '../endtoend/browser.mjs';
import { EMAIL, Home, PIN, run, startDesktop, startWorld } from '../endtoend/world.mjs';
import { profilesWorld, totp } from '../sandbox/index.mjs';

const PICTURES = fileURLToPath(new URL('../../build/walk', import.meta.url));
const PATIENCE = 60_000;
const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

const folder = mkdtempSync(join(tmpdir(), 'vouch-walk-'));
const desktop = await startDesktop(folder, { size: '1280x720' });
const display = { ...process.env, DISPLAY: desktop.display, DBUS_SESSION_BUS_ADDRESS: desktop.address };
/** What a desktop starts of its own; with a home that is nobody's. */
const desktopEnv = { ...display, HOME: folder, XDG_RUNTIME_DIR: folder, XDG_CURRENT_DESKTOP: 'XFCE', LC_ALL: 'C.UTF-8' };
const programs = [];
const start = (env, command, ...args) =>
  programs.push(spawn(command, args, { env, cwd: env.HOME, stdio: 'ignore' }));

const xdotool = async (...args) => (await run('xdotool', args, { env: display })).stdout.trim();
async function until(condition, what) {
  for (const end = Date.now() + PATIENCE; Date.now() < end; await pause(50)) {
    const found = await condition();
    if (found) return found;
  }
  throw new Error(`waited in vain for ${what}`);
}
const visible = async (title) =>
  (await xdotool('search', '--onlyvisible', '--name', title)).split('\n').filter(Boolean).at(-1);
const keys = (...names) => xdotool('key', '--delay', '40', ...names);
const type = (text) => xdotool('type', '--delay', '5', text);
async function geometry(id) {
  const told = await xdotool('getwindowgeometry', '--shell', id);
  return Object.fromEntries([...told.matchAll(/(\w+)=(-?\d+)/g)].map(([, name, value]) => [name, +value]));
}
async function click(id, x, y, button = 1) {
  const { WIDTH, HEIGHT } = await geometry(id);
  const at = [x < 0 ? WIDTH + x : x, y < 0 ? HEIGHT + y : y];
  await xdotool('mousemove', '--window', id, ...at.map(String), 'click', String(button));
}
/** Goes to a window as a click on its title would, as soon as it is there. */
async function to(title) {
  const id = await until(async () => {
    const found = await visible(title);
    if (found) await xdotool('windowactivate', found);
    return found && (await xdotool('getactivewindow')) === found && found;
  }, `the window ${title}`);
  await pause(300); // until it knows that itself
  return id;
}
const gone = (title) => until(async () => !(await visible(title)), `the end of ${title}`);

let number = process.argv.includes('profiles') ? 80 : 0;
let round = '';
/** Takes the picture when the screen stands still: a key that blinks never does. */
async function picture(name) {
  const file = join(PICTURES, `${String(++number).padStart(2, '0')}-${round}${name}.png`);
  const still = join(folder, 'still.png');
  for (let last = '', tries = 0; tries < 8; ++tries) {
    await run('import', ['-window', 'root', '-define', 'png:exclude-chunks=date,time', still], { env: display });
    const now = readFileSync(still);
    if (last && now.equals(last)) break;
    last = now;
    await pause(150);
  }
  writeFileSync(file, readFileSync(still));
  process.stdout.write(`${file.slice(PICTURES.length + 1)}\n`);
}

/** The key's window has a place of its own, and is in front when its disc is to be clicked. */
async function touch() {
  const id = await visible('A software security key');
  await xdotool('windowraise', id);
  await click(id, 217, 67);
}

/** The panel's place for tray icons: the left of the two windows that it has at its end. */
async function clickIcon(button = 1) {
  const ids = (await xdotool('search', '--onlyvisible', '--class', 'wrapper-2.0')).split('\n');
  const places = await Promise.all(ids.map(geometry));
  const tray = places.filter(({ Y }) => Y === 0).sort((a, b) => a.X - b.X)[0];
  await xdotool('mousemove', String(tray.X + tray.WIDTH / 2), String(tray.HEIGHT / 2), 'click', String(button));
}
const panel = () => visible('^Vouch$');
async function openPanel() {
  await until(async () => {
    if (await panel()) return true;
    await clickIcon();
    await pause(800);
    return panel();
  }, 'the panel');
}
/** The icon's menu has no name to wait for. */
async function trayMenu() {
  await clickIcon(3);
  await pause(700);
  await picture('tray-menu');
  await keys('Escape');
}
/** The menu behind ⋯. */
async function more(letter) {
  await openPanel();
  await click(await panel(), -28, -20);
  await pause(700);
  if (letter) await keys(letter);
}
/** Keys for the panel, which need not be in front. */
async function inPanel(...names) {
  await openPanel();
  await click(await panel(), 8, 8);
  await keys(...names);
}
async function closePanel() {
  if (!(await panel())) return;
  await inPanel('Escape');
  await gone('^Vouch$');
}

// The desktop.
if (!process.argv.includes('profiles')) rmSync(PICTURES, { recursive: true, force: true });
mkdirSync(PICTURES, { recursive: true });
start(desktopEnv, 'openbox', '--sm-disable');
await until(async () => {
  const root = await run('xprop', ['-root', '_NET_SUPPORTING_WM_CHECK'], { env: display });
  return /#/.test(root.stdout);
}, 'openbox');
start(desktopEnv, 'xfce4-panel');
start(desktopEnv, 'dunst');
await until(() => xdotool('search', '--onlyvisible', '--class', 'wrapper-2.0'), 'the panel');

const world = await startWorld({ desktop, touch: 'manual', window: true, enrolled: false });
let home;
let browser;
const inTray = (...args) => start({ ...home.env, XDG_CURRENT_DESKTOP: 'XFCE' }, join(home.bin, 'vouch-tray'), ...args);
const step = async (name) => {
  await home.logged(new RegExp(`set-up: "?${name}"?\\n`), PATIENCE);
  await to('^(Set up Vouch|Vouch einrichten)$');
};
async function terminal() {
  const font = ['-fa', 'DejaVu Sans Mono', '-fs', '10', '-geometry', '96x12+20+440', '-T', 'Terminal'];
  writeFileSync(join(home.folder, '.bashrc'), "PS1='nora$ '\n");
  start(home.env, 'xterm', ...font);
  await to('^Terminal$');
}
async function inTerminal(line) {
  await to('^Terminal$');
  await type(line);
  await keys('Return');
}
async function signIn(name) {
  await home.moment('Pin', PATIENCE);
  await visible('Sign in to');
  await picture(`${name}-pin`);
  await home.type(PIN);
  await home.moment('Touch', PATIENCE);
  await picture(`${name}-touch`);
  await touch();
}

async function newcomer() {
  home = new Home(world, { git: 'none', setUp: false, desktop });
  home.writeDownPages();
  await world.key.say('forget-pin');
  await world.sandbox.post('/vouch-options', { device_interval_seconds: 1, browser_attestation: 'any' });
  await xdotool('search', '--sync', '--name', 'A software security key', 'windowmove', '860', '530');

  await picture('desktop');
  inTray();
  await to('^Vouch$');
  await picture('first-start');
  await keys('alt+u'); // Set up Vouch
  await step('welcome');
  await picture('welcome');
  await keys('alt+n');
  await step('ways');
  await picture('ways');
  await keys('alt+n');
  await step('server');
  await picture('server');
  await type(world.sandbox.server);
  await home.logged(/set-up: the server/, 3000).catch(() => {}); // its certificate is not known yet
  await picture('server-untrusted');
  await keys('alt+f');
  await type(world.sandbox.ca);
  await home.logged(/set-up: the server answers/, PATIENCE);
  await picture('server-trusted');
  await keys('Return');
  await step('key');
  await picture('key');
  await keys('alt+r'); // Register it…
  const address = await home.openedPage();
  await picture('key-code');
  browser = await Browser.start(world.folder, world.sandbox);
  await browser.letIn(address, new URL(address).searchParams.get('user_code'), EMAIL);
  await home.addingMoment('PinNotSet', PATIENCE);
  await home.open('^Add a key to');
  await picture('key-without-pin');
  await keys('Return'); // Set a PIN…
  await home.open('^Set a PIN');
  await picture('set-a-pin');
  await type(PIN);
  await keys('Tab');
  await type(PIN);
  await picture('set-a-pin-typed');
  await keys('Return');
  await home.addingMoment('Pin', PATIENCE);
  await picture('add-key-pin');
  await home.type(PIN, 'Return', 'Add a key to');
  await home.addingMoment('Touch', PATIENCE);
  await picture('add-key-touch');
  await touch();
  await signIn('first-sign-in');
  await picture('first-sign-in-done');
  await home.dialogClosed();
  await to('^Set up Vouch$');
  await picture('key-registered');
  await keys('alt+n');
  await step('role');
  await picture('role');
  await type('arn:aws:iam::123456789012:role/NoSuchRole');
  await keys('Return'); // Test
  await home.logged(/role tried: \S*role/, PATIENCE);
  await picture('role-refused');
  await keys('alt+a', 'ctrl+a');
  await type(world.roles.Developer);
  await keys('Return');
  await home.logged(/role tried: \S*works/, PATIENCE);
  await picture('role-works');
  await keys('alt+n');
  await step('git');
  await home.logged(/set-up: git was looked at/, PATIENCE);
  await picture('git');
  await keys('alt+a'); // Apply
  await home.logged(/set-up: git was looked at/, PATIENCE);
  await picture('git-applied');
  await keys('alt+n');
  await step('try');
  await type('infra-live'); // which Developer may not read
  await keys('Return');
  await home.logged(/set-up: git can't/, PATIENCE);
  await picture('try-refused');
  await keys('alt+r', 'ctrl+a');
  await type('payments-api');
  await keys('Return');
  await home.logged(/set-up: git works/, PATIENCE);
  await picture('try-works');
  await keys('alt+n');
  await step('start');
  await picture('ready');
  await keys('alt+f');
  await home.logged(/set-up: done/, PATIENCE);
  await picture('finished');
}

async function everyDay() {
  const [repository, other] = ['payments-api', 'web-frontend'].map((name) => world.repositories[name]);
  const signedOut = () => home.logged(/session ended/, PATIENCE);
  await to('^Vouch$');
  await keys('Escape');
  await gone('^Vouch$');
  await terminal();
  await openPanel();
  await picture('panel');
  await inPanel('alt+o'); // Sign out
  await signedOut();
  await picture('signed-out');
  await closePanel();

  await inTerminal(`git clone ${repository}`);
  await home.moment('Pin', PATIENCE);
  await picture('git-asks');
  await home.open('Sign in to');
  await keys('alt+n'); // Not now
  await home.dialogClosed();
  await picture('not-now');
  await openPanel();
  await picture('not-now-panel');
  await closePanel();
  await inTerminal(`git clone ${repository}`); // the way back
  await signIn('clone');
  await home.dialogClosed();
  await until(() => existsSync(join(home.folder, 'payments-api/README.md')), 'the clone');
  await picture('cloned');
  await inTerminal('clear; git clone https://git-codecommit.us-east-1.amazonaws.com/v1/repos/infra-live');
  await home.logged(/"git-credential"/, PATIENCE);
  await picture('refused');

  await openPanel();
  await picture('panel-refused');
  await more();
  await picture('more');
  await keys('y');
  await picture('copy');
  await keys('Escape', 'Escape');
  await more('w');
  await to('^Why did git fail');
  await home.logged(/why git failed: /, PATIENCE);
  await picture('why');
  await keys('Escape');
  await more('a');
  await to('^About');
  await picture('about');
  await keys('Escape');
  await inPanel('alt+k');
  await to('^Keys');
  await picture('keys');
  await keys('Escape');
  await settings('^Settings');
  await to('^Settings'); // on its last page
  await keys('alt+h'); // Check everything…
  await to('^Check everything');
  await home.logged(/AssumeRole|sts\./, 5000).catch(() => {});
  await pause(4000);
  await picture('check-everything');
  await keys('Escape');
  await to('^Settings');
  await keys('alt+l');
  await to('^Log');
  await picture('log');
  await keys('Escape');
  await to('^Settings');
  await keys('alt+u');
  await to('^Undo');
  await picture('undo');
  await keys('Escape');
  await to('^Settings');
  await keys('Escape');

  // A second role, by the settings, and the menu that it makes.
  await inPanel('alt+s');
  await to('^Settings');
  await keys('Home', 'Down', 'alt+a');
  await to('^Add a role');
  await keys('alt+n');
  await type('ReadOnly');
  await keys('alt+r');
  await type(world.roles.ReadOnly);
  await picture('add-a-role');
  await keys('Return');
  await to('^Settings');
  await picture('two-roles');
  await keys('Escape');
  await inPanel('alt+w');
  await picture('role-menu');
  await keys('Escape');
  await closePanel();
  await trayMenu();

  // A session that is near its end.
  await inPanel('alt+o');
  await signedOut();
  await closePanel();
  await world.sandbox.post('/vouch-options', { access_token_seconds: 270 });
  await inTerminal(`clear; git clone ${other}`);
  await signIn('short');
  await home.dialogClosed();
  await until(() => existsSync(join(home.folder, 'web-frontend/README.md')), 'the clone');
  await openPanel();
  await picture('near-the-end');
  await closePanel();
  await world.sandbox.post('/vouch-options', { access_token_seconds: 28_800 });
}

/** A picture of each page of the settings, which it leaves open at the last. */
async function settings(title) {
  await inPanel('ctrl+comma');
  await to(title);
  await keys('Home');
  const pages = ['general', 'roles', 'aws', 'profiles', 'notifications', 'locking', 'activity', 'help'];
  for (const page of pages) {
    await picture(`settings-${page}`);
    if (page !== pages.at(-1)) await keys('Down');
  }
}

async function german() {
  await inPanel('ctrl+comma');
  await to('^Settings');
  await keys('Home', 'alt+l');
  await type('D'); // Deutsch
  await to('^Einstellungen');
  await keys('Escape');
  await openPanel();
  await picture('panel');
  await more();
  await picture('more');
  await keys('Escape');
  await closePanel();
  await trayMenu();
  await settings('^Einstellungen');
  await to('^Einstellungen');
  await keys('Escape');
  await inPanel('alt+l');
  await to('^Schlüssel');
  await picture('keys');
  await keys('Escape');
  await home.vouch(['logout']);
  await openPanel();
  await picture('signed-out');
  await closePanel();
  await inTerminal('clear; cd payments-api; git fetch');
  await home.moment('Pin', PATIENCE);
  await picture('pin');
  await home.type(PIN, 'Return', 'Anmelden|anmelden|Anmeldung');
  await home.moment('Touch', PATIENCE);
  await picture('touch');
  await touch();
  await home.logged(/session began/, PATIENCE);
  await picture('success');
}

async function profilesOnly() {
  const users = await profilesWorld(world.sandbox);
  home = new Home(world, { git: 'none', setUp: false, desktop });
  home.vouchNow('config', 'set', 'ca-bundle-aws', world.sandbox.ca); // the sandbox's AWS
  mkdirSync(join(home.folder, '.aws'));
  writeFileSync(
    join(home.folder, '.aws/config'),
    `[profile dev]\nregion = us-east-1\nmfa_serial = ${users.dylan.mfa_serial}\n[profile ci]\nregion = us-east-1\n`,
  );
  writeFileSync(
    join(home.folder, '.aws/credentials'),
    `[dev]\naws_access_key_id = ${users.dylan.access_key_id}\naws_secret_access_key = ${users.dylan.secret_access_key}\n`,
  );
  inTray();
  await to('^Vouch$');
  await picture('first-start');
  await keys('alt+g'); // Set up git
  await step('welcome');
  await keys('alt+n');
  await step('ways');
  await picture('ways-suggested');
  await keys('alt+v', 'alt+p');
  await picture('ways');
  await keys('alt+n');
  await step('profiles');
  await picture('profiles');
  await keys('alt+m'); // Move keys to the keychain…
  await to('^Import');
  await picture('import');
  await keys('alt+i');
  await pause(2000);
  await picture('imported');
  await keys('Escape');
  await to('^Set up Vouch$');
  await keys('alt+k'); // Add AWS keys…
  await to('^Add AWS keys');
  await type('ci');
  await keys('alt+i');
  await type(users.ci.access_key_id);
  await keys('alt+s');
  await type(users.ci.secret_access_key);
  await picture('add-keys');
  await keys('Return');
  await gone('^Add AWS keys');
  await picture('profiles-ready');
  await keys('alt+n');
  await step('git');
  await home.logged(/set-up: git was looked at/, PATIENCE);
  await picture('git');
  await keys('alt+a');
  await home.logged(/set-up: git was looked at/, PATIENCE);
  await keys('alt+n');
  await step('try');
  await picture('try');
  await keys('alt+w');
  await step('start');
  await picture('almost-ready');
  await keys('alt+f');
  await home.logged(/set-up: done/, PATIENCE);
  await picture('panel');
  await terminal();
  await inTerminal(`git clone --config credential.username=dev ${world.repositories['payments-api']}`);
  await until(() => visible('^Code for'), 'the question for a code');
  await picture('code');
  await home.open('^Code for');
  await type('000000');
  await keys('Return');
  await pause(3000);
  await picture('code-wrong');
  await home.open('^Code for');
  await type(totp(users.dylan.mfa_secret));
  await keys('Return');
  await until(() => existsSync(join(home.folder, 'payments-api/README.md')), 'the clone');
  await openPanel();
  await picture('cloned');
}

try {
  assert.ok(hasBrowser(), 'Chromium and its driver are needed');
  if (!process.argv.includes('profiles')) {
    await newcomer();
    round = 'day-';
    await everyDay();
    round = 'german-';
    await german();
    await home.quit();
    await xdotool('search', '--name', '^Terminal$', 'windowkill');
  }
  round = 'profiles-';
  await profilesOnly();
} catch (error) {
  await picture('failed').catch(() => {});
  process.stdout.write(`The walk ended early: ${error.stack}\nVouch's log:\n${home?.log().slice(-3000)}\n`);
  process.exitCode = 1;
} finally {
  await home?.quit().catch((error) => process.stdout.write(`${error.message}\n`));
  await browser?.stop();
  programs.forEach((program) => program.kill());
  await world.stop();
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}
