// The tray icon on real trays: StatusNotifier, XEmbed, none at all, and one that comes late, as at
// login. Notifications as a real daemon gets them.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';

import { BUILD, EMAIL, Home, run, startDesktop, startWorld } from '../endtoend/world.mjs';

const WATCHER = 'org.kde.StatusNotifierWatcher';
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
    desktop = await startDesktop(world.folder); // of its own: trays leave things behind
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
  const until = async (look, what, milliseconds = 15_000) => {
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

  const startSniHost = async () => {
    start('gtk-sni-tray-standalone', '--watcher', '--bottom', '--end', '--size', '28');
    await until(
      async () => (await watcher('IsStatusNotifierHostRegistered')).includes('true'),
      'the StatusNotifier host',
    );
  };
  /** The bus name of our item. */
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
    assert.match(await layout(name), /'signed out'.*'Sign _in'.*'_Quit Vouch'/s);
    await home.screenshot(join(PICTURES, 'tray-sni-signed-out.png'));

    await clickMenu(name, 'Sign _in');
    await home.moment('Pin');
    await home.screenshot(join(PICTURES, 'sign-in-pin.png'));
    await home.type('24681357');
    await home.logged(/session began/);
    await until(async () => (await layout(name)).includes(EMAIL), 'the new status line');
    assert.match(await layout(name), /'Sign _in again'.*'Sign _out'/s);
    await home.screenshot(join(PICTURES, 'tray-sni-signed-in.png'));
    const tooltip = await property(name, '/StatusNotifierItem', 'org.kde.StatusNotifierItem', 'ToolTip');
    assert.match(tooltip, /Vouch: nora\.winter@example\.com, until /);

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

  test('XEmbed: the icon is in the tray, before or after it', async () => {
    start('trayer', '--edge', 'bottom', '--align', 'right', '--widthtype', 'request', '--height', '28');
    await until(
      async () => (await run('xdotool', ['search', '--class', 'trayer'], { env: home.env })).stdout,
      'trayer',
    );
    await startApp();
    const icon = await until(async () => {
      const tree = await run('xwininfo', ['-root', '-tree'], { env: home.env });
      const found = /\("vouch-tray" "vouch"\) +\d+x\d+\S+ +\+(\d+)\+(\d+)/.exec(tree.stdout);
      return Number(found?.[2]) > 700 && found; // at the bottom: the tray has taken it in
    }, 'our icon');
    await home.screenshot(join(PICTURES, 'tray-xembed.png'));
    const [x, y] = [Number(icon[1]) + 4, Number(icon[2]) + 4];
    await home.xdotool('mousemove', String(x), String(y), 'click', '3');
    await until(
      async () => (await home.xdotool('search', '--onlyvisible', '--class', 'vouch')).stdout.trim().split('\n').length > 1,
      'the menu',
    );
    await home.screenshot(join(PICTURES, 'tray-xembed-menu.png'));
    await home.xdotool('key', 'Escape');
  });

  test('no tray at all: a window, and a second start raises it', async () => {
    await startApp();
    const visible = async () =>
      (await home.xdotool('search', '--onlyvisible', '--name', '^Vouch$')).stdout.trim();
    await until(visible, 'the window'); // ten seconds after the start
    await home.screenshot(join(PICTURES, 'window.png'));
    await home.xdotool('windowfocus', '--sync', await visible());
    await home.xdotool('key', 'Escape');
    await until(async () => !(await visible()), 'the window to close');
    const second = await run(join(home.bin, 'vouch-tray'), [], { env: home.env });
    assert.equal(second.code, 0);
    assert.equal(home.starts(), 1);
    await until(visible, 'the raised window');
  });

  test('the end of a session is a notification with a button that signs in', async () => {
    await startSniHost();
    const dunst = start('dunst', '-print');
    let printed = '';
    createInterface({ input: dunst.stdout }).on('line', (line) => (printed += `${line}\n`));
    await until(
      async () => (await call('org.freedesktop.Notifications', '/org/freedesktop/Notifications', 'org.freedesktop.Notifications.GetServerInformation')).includes('dunst'),
      'dunst',
    );
    await startApp();
    await item();
    await world.sandbox.post('/vouch-options', { access_token_seconds: 33 });
    try {
      assert.equal((await home.login()).code, 0);
    } finally {
      await world.sandbox.post('/vouch-options', { access_token_seconds: 28800 });
    }
    await home.logged(/session ended: \S*Expired/);
    await until(() => printed.includes('Your session ended'), 'the notification');
    assert.match(printed, /Sign in when you next need git\./);
    await home.screenshot(join(PICTURES, 'notification-ended.png'));
    await run('dunstctl', ['action'], { env: home.env }); // what a click on it does
    await home.moment('Pin');
  });
});
