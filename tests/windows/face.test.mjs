// What a person sees of Vouch on Windows, under wine on a desktop with a taskbar. The pictures of it are in
// build/windows/pictures.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, afterEach, before, describe, test } from 'node:test';

import { PROGRAMS, showWindows } from './shown.mjs';

const shown = await showWindows();
const { PIN, Windows, startWorld } = await import('./world.mjs');

const WM_POWERBROADCAST = 0x218;
const PBT_APMSUSPEND = 4;
const WM_WTSSESSION_CHANGE = 0x2b1;
const WTS_SESSION_LOCK = 7;
const DISTANCE = 8; // of the panel from the edges of its room

const SIGN_IN = /^Sign in to /;
const PANEL = /^Vouch$/;

describe('Vouch on a Windows desktop', () => {
  let world;
  let windows;
  let running; // the application
  before(async () => {
    world = await startWorld();
  });
  after(async () => {
    await world.stop();
    shown.stop();
  });
  afterEach(async () => {
    await windows.quit();
    await running;
  });

  const start = async (options) => {
    windows = new Windows(world, options);
    for (const [key, value] of Object.entries(options?.settings ?? {})) windows.now('vouch', 'config', 'set', key, value);
    running = windows.start('C:\\Program Files\\Vouch\\vouch-tray.exe', ['--background']);
    await windows.logged(/started .* with a display/);
    if (options?.isIconSeen ?? true) await shown.until(() => shown.isIconThere(), 'the tray icon');
  };
  const right = ({ left, width }) => left + width;
  const bottom = ({ top, height }) => top + height;
  const isWithin = (inner, outer) =>
    inner.left >= outer.left && inner.top >= outer.top && right(inner) <= right(outer) && bottom(inner) <= bottom(outer);

  const openPanel = async () => {
    await shown.clickIcon();
    return shown.front(PANEL);
  };
  const menu = async () => (await shown.windows()).find(({ kind, isFront }) => isFront && /Popup/.test(kind));
  const openMenu = async () => {
    await shown.clickIcon({ button: 3 });
    return shown.until(menu, 'the menu');
  };
  const menuGone = () => shown.until(async () => !(await menu()), "the menu's end");
  /** Chooses from the icon's menu the entry whose middle is so far above its end. */
  const choose = async (above) => {
    const place = await openMenu();
    await shown.click(place.left + place.width / 2, bottom(place) - above);
  };
  /** The sign-in dialog, when it asks for the PIN and takes it: clicks into its margin see to that. */
  const pinDialog = async (title = SIGN_IN) => {
    const dialog = await shown.front(title);
    await windows.logged(/sign-in: \S*\bPin\b/);
    await shown.until(async () => {
      await shown.click(dialog.left + 12, dialog.top + dialog.height / 2);
      return windows.log().includes('input guard: open');
    }, 'a dialog that takes what is typed');
    return dialog;
  };
  const signIn = async () => {
    await openPanel();
    await shown.keys('Return');
    await pinDialog();
    await shown.type(PIN);
    await shown.keys('Return');
    await shown.gone(SIGN_IN);
    assert.equal(await state(), 'signed_in');
  };
  const state = async () => (await windows.status()).state;

  test('a click on the icon opens the panel beside it, and another closes it', async () => {
    await start();
    const panel = await openPanel();
    await shown.picture('panel-signed-out');
    const area = await shown.area();
    assert.ok(panel.isOffTaskbar);
    assert.equal(right(panel), right(area) - DISTANCE);
    assert.equal(bottom(panel), bottom(area) - DISTANCE);
    await shown.clickIcon();
    await shown.gone(PANEL);
  });

  test('its menu opens the windows, each on the screen and in the taskbar', async () => {
    await start();
    await openMenu();
    await shown.picture('tray-menu');
    await shown.click(300, 300);
    await menuGone();
    for (const [above, title, name] of [
      [39, /^Settings/, 'settings'],
      [64, /^Keys/, 'keys'],
      [89, /^Set up/, 'wizard'],
    ]) {
      await choose(above);
      const window = await shown.front(title);
      await shown.picture(name);
      assert.ok(isWithin(window, await shown.area()), `${name}: ${JSON.stringify(window)}`);
      assert.ok(!window.isOffTaskbar, name);
      await shown.close(title);
    }
  });

  test('somebody signs in by the window, where OK stands left of Cancel', async () => {
    await start();
    await openPanel();
    await shown.keys('Return');
    const dialog = await pinDialog();
    await shown.picture('sign-in-pin');
    assert.ok(isWithin(dialog, await shown.area()));
    assert.ok(!dialog.isOffTaskbar);
    const icon = async () => String(await shown.pixels(await shown.iconPlace()));
    const before = await icon();
    await shown.type(PIN);
    await shown.keys('Return');
    await shown.gone(SIGN_IN);
    assert.equal(await state(), 'signed_in');
    await shown.until(async () => (await icon()) !== before, 'another icon');
    await openPanel();
    await shown.picture('panel-signed-in');
  });

  test('the icon comes back when the taskbar has started anew', async () => {
    await start();
    await shown.desk('forget-icons');
    assert.ok(!(await shown.isIconThere()));
    await shown.tell('TaskbarCreated');
    await shown.until(() => shown.isIconThere(), 'the icon');
  });

  test('the screen that locks ends the session, if the settings say so', async () => {
    await start({ settings: { 'lock-screen': 'true' } });
    await signIn();
    await shown.tell(WM_POWERBROADCAST, PBT_APMSUSPEND);
    assert.equal(await state(), 'signed_in');
    await shown.tell(WM_WTSSESSION_CHANGE, WTS_SESSION_LOCK);
    await shown.until(async () => (await state()) === 'signed_out', 'the sign-out');
  });

  test('a computer that goes to sleep ends the session, if the settings say so', async () => {
    await start({ settings: { 'lock-suspend': 'true', 'lock-screen': 'false' } });
    await signIn();
    await shown.tell(WM_WTSSESSION_CHANGE, WTS_SESSION_LOCK);
    assert.equal(await state(), 'signed_in');
    await shown.tell(WM_POWERBROADCAST, PBT_APMSUSPEND);
    await shown.until(async () => (await state()) === 'signed_out', 'the sign-out');
  });

  test('the end of the session is announced, and a click on that opens the sign-in', async () => {
    const seconds = 5 * 60 + 8; // the notice comes five minutes before the end
    await start();
    await world.sandbox.post('/vouch-options', { access_token_seconds: seconds + 30 });
    try {
      await signIn();
    } finally {
      await world.sandbox.post('/vouch-options', { access_token_seconds: 28_800 });
    }
    const notice = await shown.until(() => shown.find(/^Git will stop working with CodeCommit at /), 'the notice');
    await shown.picture('notice');
    assert.ok(isWithin(notice, await shown.area()));
    // Wine tells nobody of a click on the notice itself; one on its icon does the same.
    await shown.clickIcon({ number: 2 });
    await shown.front(SIGN_IN);
    assert.equal(await shown.find(/^Git will stop/), undefined);
  });

  test('windows and icon follow the colors that a person chooses, while they are open', async () => {
    await start();
    await choose(39);
    const settings = await shown.front(/^Settings/);
    const ground = async () => {
      const { left, top, width, height } = settings;
      const pixels = await shown.pixels({ left: left + width / 2, top: top + height - 60, width: 40, height: 4 });
      return pixels.every((pixel) => pixel === pixels[0]) && pixels[0];
    };
    const becomes = (color) => shown.until(async () => (await ground()) === color, `a ground of ${color}`);
    const usual = await ground();
    await shown.choose({ windows: 'dark', taskbar: 'light' });
    await becomes('202020');
    await shown.picture('settings-dark');
    assert.ok(await shown.isIconThere());
    await shown.choose({ windows: 'light', taskbar: 'dark' });
    await becomes(usual);
    await shown.until(async () => !(await shown.isIconThere()), 'a light icon');
    await shown.choose({ windows: 'light', taskbar: 'light' });
    await shown.until(() => shown.isIconThere(), 'a dark icon');
  });

  test("a contrast theme's colors are those of the windows", async () => {
    shown.restart({ ground: '0 0 0', text: '255 255 255' });
    await start({ isIconSeen: false }); // wine tells programs of colors, and not that they are a contrast theme's
    const panel = await openPanel();
    await shown.picture('panel-contrast');
    const pixels = await shown.pixels({ ...panel, left: panel.left + 20, width: panel.width - 40 });
    const most = pixels.filter((pixel) => pixel === '000000').length;
    assert.ok(most > pixels.length * 0.8, `${most} of ${pixels.length} are black`);
  });

  for (const [percent, width] of [
    [125, 16], // of 20, which has the drawing of 16 in its middle
    [150, 20], // of 24
  ]) {
    test(`at a scale of ${percent} % all is larger, and the icon has its size`, async () => {
      shown.restart({ percent });
      await start();
      assert.equal(await shown.iconWidth(), width);
      const panel = await openPanel();
      await shown.picture(`panel-${percent}`);
      assert.ok(isWithin(panel, await shown.area()));
      assert.ok(panel.width >= (340 * percent) / 100 - 1, JSON.stringify(panel));
      await shown.keys('Return');
      const dialog = await shown.front(SIGN_IN);
      await shown.picture(`sign-in-${percent}`);
      assert.ok(isWithin(dialog, await shown.area()));
    });
  }

  test('the first start, in German', async () => {
    shown.restart();
    await start({ setUp: false, settings: { language: 'de' } });
    await openPanel();
    await shown.picture('german-panel-first-start');
    await shown.keys('Return');
    const wizard = await shown.front(/^Einrichtung von Vouch/);
    await shown.picture('german-wizard');
    assert.ok(isWithin(wizard, await shown.area()));
  });

  test('in dark and German, from the panel to a refused PIN', async () => {
    await shown.choose({ windows: 'dark', taskbar: 'light' });
    await start({ settings: { language: 'de' } });
    await openPanel();
    await shown.picture('german-panel-dark');
    await shown.keys('Return');
    const before = await pinDialog(/^Anmelden bei /);
    await shown.type('11112222');
    await shown.keys('Return');
    await windows.logged(/sign-in: \S*Pin\b[\s\S]*sign-in: [\s\S]*sign-in: \S*Pin\b/);
    await shown.picture('german-wrong-pin-dark');
    assert.deepEqual(await shown.find(/^Anmelden bei /), before); // it has kept its place and its size
  });

  test('a program asks for credentials', async () => {
    await shown.choose({ windows: 'light', taskbar: 'light' });
    await start();
    windows.aws('credentials', '[ci]\naws_access_key_id = AKIAIOSFODNN7EXAMPLE\naws_secret_access_key = x\n');
    const asking = windows.vouch('exec', '--profile', 'ci', '--', 'cmd', '/c', 'set');
    const question = await shown.until(() => shown.find(/AWS/), 'the question');
    await shown.picture('question');
    assert.ok(isWithin(question, await shown.area()));
    await windows.quit();
    assert.notEqual((await asking).code, 0);
  });

  test('each program says what it is, has the icon, and is a window or a console program', async () => {
    const [WINDOW, CONSOLE] = [2, 3]; // IMAGE_SUBSYSTEM_WINDOWS_GUI and _CUI
    for (const [name, description, subsystem] of [
      ['vouch-tray', 'Vouch', WINDOW],
      ['vouch', "Vouch's command", CONSOLE],
      ['git-credential-vouch', "Vouch's helper for git", CONSOLE],
      ['git-remote-codecommit', "Vouch's helper for git", CONSOLE],
    ]) {
      const file = join(PROGRAMS, `${name}.exe`);
      const [said, version, sizes, ...manifest] = (await shown.desk('about', file)).split('\n');
      assert.equal(said, description);
      assert.match(version, /^\d+\.\d+\.\d+$/);
      assert.equal(sizes.trim(), '16 20 24 32 40 48 64 0'); // 256 is written as 0
      assert.match(manifest.join('\n'), /<activeCodePage [^>]*>UTF-8</);
      assert.match(manifest.join('\n'), /<dpiAwareness [^>]*>PerMonitorV2</);
      const content = readFileSync(file);
      assert.equal(content.readUInt16LE(content.readUInt32LE(0x3c) + 0x5c), subsystem, name);
    }
  });
});
