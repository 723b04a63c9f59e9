// The tray icon and the panel on real trays: StatusNotifier, XEmbed, no tray, and one that starts
// late, as at login, or restarts. Notifications as a real daemon receives them.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { copyFileSync, mkdirSync, readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { BUILD, EMAIL, Home, run, startDesktop, startWorld } from '../endtoend/world.mjs';

const WATCHER = 'org.kde.StatusNotifierWatcher';
const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const PICTURES = join(BUILD, 'screenshots');

describe('the tray', () => {
  const running = [];
  let world;
  let desktop;
  let home;
  before(async () => {
    world = await startWorld();
    mkdirSync(PICTURES, { recursive: true });
  });
  after(() => world.stop());
  beforeEach(async () => {
    desktop = await startDesktop(world.folder); // one for each test: trays leave things behind
    home = new Home(world, { git: 'full', desktop });
  });
  afterEach(async () => {
    await home.quit();
    running.splice(0).forEach((child) => child.kill());
    desktop.stop();
  });

  const start = (command, ...args) => {
    const child = spawn(command, args, { env: home.env, stdio: ['ignore', 'pipe', 'ignore'] });
    running.push(child);
    return child;
  };
  const startApp = async () => {
    start(join(home.bin, 'vouch-tray'), '--background');
    await home.logged(/vouch\.app: started/);
  };
  const until = async (look, what, milliseconds = 40_000) => {
    const end = Date.now() + milliseconds;
    for (;;) {
      const found = await look();
      if (found) return found;
      if (Date.now() > end) throw new Error(`waited in vain for ${what}`);
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  };
  const call = async (service, path, method, ...args) => {
    const target = ['call', '--session', '--dest', service, '--object-path', path];
    const { stdout, code } = await run('gdbus', [...target, '--method', method, ...args], {
      env: home.env,
    });
    return code === 0 ? stdout : '';
  };
  const property = (service, path, face, name) =>
    call(service, path, 'org.freedesktop.DBus.Properties.Get', face, name);
  const watcher = (name) => property(WATCHER, '/StatusNotifierWatcher', WATCHER, name);

  /** On a busy machine this host sometimes misses its own watcher, so it is started again. */
  const startSniHost = async () => {
    for (let attempt = 1; ; ++attempt) {
      const host = start('gtk-sni-tray-standalone', '--watcher', '--bottom', '--end', '--size', '28');
      const registered = async () =>
        (await watcher('IsStatusNotifierHostRegistered')).includes('true');
      try {
        await until(registered, 'the StatusNotifier host', 10_000);
        return host;
      } catch (error) {
        if (attempt === 5) throw error;
        host.kill('SIGKILL');
        await until(() => host.exitCode !== null || host.signalCode !== null, 'the end of the host');
      }
    }
  };
  const startDunst = async () => {
    const dunst = start('dunst', '-print');
    const printed = [];
    createInterface({ input: dunst.stdout }).on('line', (line) => printed.push(line));
    // Calls the bus, not the service: that would start another one, whose output is lost.
    const bus = 'org.freedesktop.DBus';
    const ask = ['/org/freedesktop/DBus', `${bus}.NameHasOwner`, 'org.freedesktop.Notifications'];
    await until(async () => (await call(bus, ...ask)).includes('true'), 'dunst');
    return printed;
  };
  const shown = async () =>
    JSON.parse((await run('dunstctl', ['count', 'displayed'], { env: home.env })).stdout);
  const activate = (name) =>
    call(name, '/StatusNotifierItem', 'org.kde.StatusNotifierItem.Activate', '10', '10');
  /** The visible window of the panel. */
  const panel = async () =>
    (await home.xdotool('search', '--onlyvisible', '--name', '^Vouch$')).stdout.trim();
  const geometry = async (window) => {
    const { stdout } = await home.xdotool('getwindowgeometry', '--shell', window);
    return Object.fromEntries(stdout.split('\n').map((line) => line.split('=')).map(([k, v]) => [k, Number(v)]));
  };
  /** The bus name of our tray item. */
  const item = () =>
    until(
      async () => /'(:[\d.]+)/.exec(await watcher('RegisteredStatusNotifierItems'))?.[1],
      'our item',
    );
  const layout = async (name) =>
    call(name, '/MenuBar', 'com.canonical.dbusmenu.GetLayout', '0', '--', '-1', '[]');
  const clickMenu = async (name, label) => {
    const found = new RegExp(`\\((\\d+), \\{[^}]*'label': <'${label}'`).exec(await layout(name));
    assert.ok(found, `${label} is in the menu: ${await layout(name)}`);
    const event = 'com.canonical.dbusmenu.Event';
    await call(name, '/MenuBar', event, found[1], 'clicked', '<0>', '0');
  };

  test('StatusNotifier: icon, tooltip and menu; sign in and out from it', async () => {
    await startSniHost();
    await startApp();
    const name = await item();
    assert.match(await layout(name), /'Signed out'.*'Sign _in'.*'Open _Vouch'.*'_Settings…'.*'_Quit Vouch'/s);
    await home.screenshot(join(PICTURES, 'tray-sni-signed-out.png'));

    await clickMenu(name, 'Sign _in');
    await home.moment('Pin');
    await home.screenshot(join(PICTURES, 'sign-in-pin.png'));
    await home.type('24681357');
    await home.logged(/session began/);
    await until(async () => (await layout(name)).includes(EMAIL), 'the new status line');
    assert.match(await layout(name), /'Developer · [78] h \d+ min left'.*'Sign _out'/s);
    const copies = "'Co_py'.*'_Account 1234\\s5678\\s9012'.*'Role A_RN of Developer'.*'Command _line: ";
    assert.match(await layout(name), new RegExp(`'AWS _console'.*${copies}vouch exec --role Developer`, 's'));
    await home.screenshot(join(PICTURES, 'tray-sni-signed-in.png'));
    const tooltip = await property(name, '/StatusNotifierItem', 'org.kde.StatusNotifierItem', 'ToolTip');
    assert.match(tooltip, /Vouch: signed in until .*Developer · [\d\s]+ · nora\.winter@example\.com/s);

    await clickMenu(name, 'Sign _out');
    await home.logged(/session ended: \S*SignedOut/);
    await clickMenu(name, '_Quit Vouch');
    await until(() => !home.pid(), 'the end of the application');
  });

  test('StatusNotifier: a host that comes after the application, as at login', async () => {
    await startApp();
    await new Promise((resolve) => setTimeout(resolve, 1500));
    await startSniHost();
    assert.match(await layout(await item()), /'Sign _in'/);
  });

  test('StatusNotifier: a click opens the panel, another one closes it; Escape too', async () => {
    await startSniHost();
    await startApp();
    const name = await item();
    await activate(name);
    const window = await until(panel, 'the panel');
    const state = await run('xprop', ['-id', window, '_NET_WM_STATE'], { env: home.env });
    assert.match(state.stdout, /SKIP_TASKBAR/);
    await home.screenshot(join(PICTURES, 'panel-sni.png'));
    await activate(name);
    await until(async () => !(await panel()), 'the panel to close');
    await new Promise((resolve) => setTimeout(resolve, 300)); // a click right after it closed doesn't reopen it
    await clickMenu(name, 'Open _Vouch');
    await home.xdotool('windowfocus', '--sync', await until(panel, 'the panel again'));
    await home.xdotool('key', 'Escape');
    await until(async () => !(await panel()), 'the panel to close by Escape');
  });

  test('StatusNotifier: the panel restarts Vouch into an update', async () => {
    await startSniHost();
    await startApp();
    const old = home.pid();
    const program = join(home.bin, 'vouch-tray-testkey');
    renameSync(program, `${program}.old`); // as a package manager replaces it
    copyFileSync(`${program}.old`, program);
    await activate(await item());
    await home.xdotool('windowfocus', '--sync', await until(panel, 'the panel'));
    await home.screenshot(join(PICTURES, 'panel-update.png'));
    await home.xdotool('key', 'alt+r');
    await until(() => home.pid() && home.pid() !== old && home.starts() === 2, 'the new one');
    assert.match(await layout(await item()), /'Sign _in'/);
    assert.equal((await home.status()).update, undefined);
  });

  test('StatusNotifier: a host that restarts shows the icon again', async () => {
    const host = await startSniHost();
    await startApp();
    await item();
    host.kill();
    await until(async () => !(await watcher('RegisteredStatusNotifierItems')), 'the end of the host');
    await startSniHost();
    assert.match(await layout(await item()), /'Sign _in'/);
  });

  test('StatusNotifier: a host that goes for good leaves a window', async () => {
    const host = await startSniHost();
    await startApp();
    await item();
    assert.equal(await panel(), '');
    host.kill();
    await until(panel, 'the window');
  });

  /** Where to click our icon, once an XEmbed tray at the bottom has embedded it and stopped moving it. */
  const icon = async () => {
    let last;
    const settled = async () => {
      const tree = await run('xwininfo', ['-root', '-tree'], { env: home.env });
      const windows = tree.stdout.matchAll(/\("vouch-tray" "vouch"\) +(\d+)x\d+\S+ +\+(\d+)\+(\d+)/g);
      const found = [...windows].find(([, width, , y]) => Number(width) < 64 && Number(y) > 700);
      const isSame = found && found[0] === last;
      last = found?.[0];
      return isSame && [Number(found[2]) + 4, Number(found[3]) + 4];
    };
    return until(settled, 'our icon');
  };
  /** Clicks the icon, and again if the tray moved it away from the mouse, as a user would. */
  const clickIcon = async (button, look, what) => {
    for (let attempt = 1; ; ++attempt) {
      const [x, y] = await icon();
      await home.xdotool('mousemove', String(x), String(y), 'click', button);
      try {
        return await until(look, what, 10_000);
      } catch (error) {
        if (attempt === 4) throw error;
        await home.xdotool('key', 'Escape');
      }
    }
  };
  const menu = async () => {
    const { stdout } = await home.xdotool('search', '--onlyvisible', '--class', 'vouch');
    return stdout.trim().split('\n').length > 1;
  };

  test('XEmbed: the icon is in the tray, before or after it', async () => {
    start('trayer', '--edge', 'bottom', '--align', 'right', '--widthtype', 'request', '--height', '28');
    await until(
      async () => (await run('xdotool', ['search', '--class', 'trayer'], { env: home.env })).stdout,
      'trayer',
    );
    await startApp();
    await icon();
    await home.screenshot(join(PICTURES, 'tray-xembed.png'));
    await clickIcon('3', menu, 'the menu');
    await home.screenshot(join(PICTURES, 'tray-xembed-menu.png'));
    await home.xdotool('key', 'Escape');

    await until(async () => !(await menu()), 'the menu to close');
    const window = await clickIcon('1', panel, 'the panel');
    const [x, y] = await icon();
    await home.screenshot(join(PICTURES, 'panel-xembed.png'));
    const box = await geometry(window);
    assert.ok(box.Y + box.HEIGHT <= y, 'above the icon');
    assert.ok(Math.abs(box.X + box.WIDTH / 2 - x) < 30 || box.X + box.WIDTH === 1280 - 8, 'centered on it');
    await new Promise((resolve) => setTimeout(resolve, 300));
    await home.xdotool('click', '1');
    await until(async () => !(await panel()), 'the panel to close');
  });

  test('XEmbed: a tray that comes late, and goes', async () => {
    await startApp();
    await until(panel, 'the window'); // ten seconds after the start
    await home.xdotool('windowfocus', '--sync', await panel());
    await home.xdotool('key', 'Escape');
    await until(async () => !(await panel()), 'the window to close');
    const trayer = start('trayer', '--edge', 'bottom', '--align', 'right', '--height', '28');
    await icon();
    trayer.kill();
    await until(panel, 'the window again');
  });

  test('no tray at all: a window, and a second start raises it', async () => {
    const printed = await startDunst(); // else the bus starts one of its own
    await startApp();
    const visible = panel;
    await until(visible, 'the window'); // ten seconds after the start
    await home.screenshot(join(PICTURES, 'window.png'));
    await home.xdotool('windowfocus', '--sync', await visible());
    await home.xdotool('key', 'Escape');
    await until(async () => !(await visible()), 'the window to close');
    await until(() => printed.join('\n').includes('Vouch is still running.'), 'the notification that it still runs');
    const second = await run(join(home.bin, 'vouch-tray'), [], { env: home.env });
    assert.equal(second.code, 0);
    assert.equal(home.starts(), 1);
    await until(visible, 'the raised window');
  });

  test("the desktop entry's actions sign in, open the settings and sign out", async () => {
    await startApp();
    const entry = readFileSync(join(ROOT, 'resources/vouch.desktop'), 'utf8');
    const choose = async (action) => {
      const [, command] = new RegExp(`^\\[Desktop Action ${action}\\]\\n[^]*?^Exec=(.*)$`, 'm').exec(entry);
      const done = await run(join(home.bin, command.split(' ')[0]), command.split(' ').slice(1), { env: home.env });
      assert.equal(done.code, 0, done.stderr);
    };
    const shows = (title) =>
      until(async () => (await home.xdotool('search', '--onlyvisible', '--name', title)).stdout, title);
    await choose('sign-in');
    await home.moment('Pin');
    await home.type('24681357');
    await home.logged(/session began/);
    await choose('sign-in');
    await until(panel, 'the panel, which says who is signed in');
    await choose('settings');
    await shows('^Settings');
    await choose('sign-out');
    await home.logged(/session ended: \S*SignedOut/);
    assert.equal(home.starts(), 1);
  });

  test('the end of a session is a notification with a button that signs in', async () => {
    await startSniHost();
    const printed = await startDunst();
    await startApp();
    await item();
    await world.sandbox.post('/vouch-options', { access_token_seconds: 33 });
    try {
      assert.equal((await home.login()).code, 0);
    } finally {
      await world.sandbox.post('/vouch-options', { access_token_seconds: 28800 });
    }
    await home.logged(/session ended: \S*Expired/);
    await until(() => printed.join('\n').includes('Your session ended'), 'the notification');
    assert.match(printed.join('\n'), /Sign in the next time you need git\./);
    await home.screenshot(join(PICTURES, 'notification-ended.png'));
    await run('dunstctl', ['action'], { env: home.env }); // what a click on it does
    await home.moment('Pin');
    await home.type('24681357');
    await home.logged(/session began/);
    await until(async () => (await shown()) === 0, 'the notification to be withdrawn');
  });

  test('Quit while git waits asks once, and then git is answered', async () => {
    await startSniHost();
    await startApp();
    const name = await item();
    const git = home.git(['ls-remote', world.repositories['payments-api']]);
    await home.moment('Pin');
    const answer = async (key) => {
      await clickMenu(name, '_Quit Vouch');
      const question = await until(panel, 'the question');
      await home.screenshot(join(PICTURES, 'quit-question.png'));
      await home.xdotool('windowfocus', '--sync', question);
      await home.xdotool('key', key);
      await until(async () => !(await panel()), 'the question to close');
    };
    await answer('Return'); // the default keeps it running
    assert.equal((await home.status()).waiting, 1);
    await answer('alt+q');
    const result = await git;
    assert.match(result.stderr, /^vouch: Canceled/);
    await until(() => !home.pid(), 'the end of the application');
  });
});
