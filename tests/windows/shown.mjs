// A Windows of its own under wine that is shown: on an X server of its own, with a taskbar, and with what
// Windows has and wine has not, as far as windows look different by it. Segoe UI is no free font; Noto Sans
// stands in, whose letters are a bit wider, so that what fits here fits there.
import { execFile, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const BUILD = join(ROOT, 'build/windows');
export const PROGRAMS = join(BUILD, 'bin');
export const PICTURES = join(BUILD, 'pictures');
const WINE = existsSync('/usr/lib/wine/wine64') ? '/usr/lib/wine/wine64' : 'wine64';
const DESK = join(BUILD, 'tests/desk/desk.exe');
const PATIENCE = 60_000;
const SIZE = [1280, 800];
const run = promisify(execFile);
const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

const PERSONALIZE = 'Software\\Microsoft\\Windows\\CurrentVersion\\Themes\\Personalize';
const WM_SETTINGCHANGE = 26;

const GROUND = '240 240 240'; // as Windows 10 has it

/** A LOGFONTW for the registry: 9 points at 96 dots per inch. */
function logFont(name) {
  const font = Buffer.alloc(28 + 64);
  font.writeInt32LE(-12, 0);
  font.writeInt32LE(400, 16); // weight
  font.writeUInt8(1, 23); // any character set
  font.write(name, 28, 'utf16le');
  return `hex:${font.toString('hex').replaceAll(/..(?=.)/g, '$&,')}`;
}

const FONTS = ['CaptionFont', 'IconFont', 'MenuFont', 'MessageFont', 'SmCaptionFont', 'StatusFont'];
const registry = (dpi, ground, text) =>
  `REGEDIT4

[HKEY_CURRENT_USER\\Software\\Wine]
"Version"="win10"

[HKEY_CURRENT_USER\\Software\\Wine\\Explorer]
"Desktop"="shell"

[HKEY_CURRENT_USER\\Software\\Wine\\Explorer\\Desktops]
"shell"="${SIZE.join('x')}"

; Wine takes a font's full name for its family's.
[HKEY_CURRENT_USER\\Software\\Wine\\Fonts\\Replacements]
"Segoe UI"="Noto Sans"
"Noto Sans Regular"="Noto Sans"
"Consolas"="DejaVu Sans Mono"

[HKEY_CURRENT_USER\\Control Panel\\Desktop]
"LogPixels"=dword:${dpi.toString(16)}

[HKEY_CURRENT_USER\\Control Panel\\Desktop\\WindowMetrics]
${FONTS.map((name) => `"${name}"=${logFont('Segoe UI')}`).join('\n')}

[HKEY_CURRENT_USER\\Control Panel\\Colors]
"ButtonFace"="${ground}"
"Window"="${ground === GROUND ? '255 255 255' : ground}"
"ButtonText"="${text}"
"WindowText"="${text}"

; Its taskbar is light.
[HKEY_CURRENT_USER\\${PERSONALIZE}]
"SystemUsesLightTheme"=dword:1
"AppsUseLightTheme"=dword:1
`.replaceAll('\n', '\r\n');

/** The next free X server. */
async function startScreen() {
  const screen = ['-screen', '0', `${SIZE.join('x')}x24`];
  const x = spawn('Xvfb', ['-displayfd', '3', ...screen, '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const number = await new Promise((resolve, reject) => {
    x.stdio[3].once('data', (data) => resolve(String(data).trim()));
    x.once('exit', () => reject(new Error('Xvfb ended')));
  });
  return { x, display: `:${number}` };
}

/**
 * Makes it, and names it in the variables WINEPREFIX, HOME and DISPLAY, which world.mjs reads when it is
 * imported.
 */
export async function showWindows() {
  const home = mkdtempSync(join(tmpdir(), 'vouch-shown-'));
  const { x, display } = await startScreen();
  Object.assign(process.env, { HOME: home, WINEPREFIX: join(home, 'windows'), WINEDEBUG: '-all' });
  wine({ DISPLAY: '' }, 'wineboot', '--init');
  process.env.DISPLAY = display;
  delete process.env.QT_QPA_PLATFORM;
  const shown = new ShownWindows(home, x);
  shown.restart();
  return shown;
}

function wine(more, ...args) {
  // What outlives it would keep a pipe open.
  const { status } = spawnSync(WINE, args, { env: { ...process.env, ...more }, stdio: 'ignore' });
  if (status !== 0) throw new Error(`${args.join(' ')}: ${status}`);
}

class ShownWindows {
  constructor(home, x) {
    this.home = home;
    this.x = x;
    rmSync(PICTURES, { recursive: true, force: true });
    mkdirSync(PICTURES, { recursive: true });
  }

  /** Ends all that runs, and starts Windows anew with a scale, a percentage, and with the system's colors. */
  restart({ percent = 100, ground = GROUND, text = '0 0 0' } = {}) {
    this.shutDown();
    const file = join(this.home, 'look.reg');
    writeFileSync(file, registry((96 * percent) / 100, ground, text));
    wine({ DISPLAY: '' }, 'regedit', '/S', `Z:${file}`);
    this.shutDown();
    spawnSync('wineserver', ['-p'], { stdio: 'ignore' }); // so that not each program starts it anew
    wine({}, DESK, 'area'); // the first starts the desktop
  }
  shutDown() {
    spawnSync('wineserver', ['-k'], { stdio: 'ignore' });
    spawnSync('wineserver', ['-w'], { stdio: 'ignore' });
  }
  stop() {
    this.shutDown();
    this.x.kill();
    rmSync(this.home, { recursive: true, force: true, maxRetries: 5 });
  }

  async desk(...args) {
    const { stdout } = await run(WINE, [DESK, ...args]);
    return stdout.replaceAll('\r', '').trim();
  }
  /** What is visible, the topmost first. */
  async windows() {
    const lines = (await this.desk('windows')).split('\n').filter(Boolean);
    return lines.map((line) => {
      const [, left, top, width, height, front, tool, kind, title] =
        /^(\S+) (\S+) (\S+) (\S+) (\S+) (\S+) (\S+) ?(.*)$/.exec(line);
      return {
        ...{ left: +left, top: +top, width: +width, height: +height },
        ...{ isFront: front === 'FRONT', isOffTaskbar: tool === 'OFFTASKBAR', kind, title },
      };
    });
  }
  /** Where the taskbar isn't. */
  async area() {
    const [left, top, width, height] = (await this.desk('area')).split(' ').map(Number);
    return { left, top, width, height };
  }
  /** Sends a message to all windows: as a number, or by its registered name. */
  tell(message, what = 0, text) {
    return this.desk('tell', String(message), String(what), ...(text ? [text] : []));
  }
  /** The choices under "Colors": each `light` or `dark`. */
  async choose({ windows, taskbar }) {
    const set = (name, tone) =>
      run(WINE, [
        ...['reg', 'add', `HKCU\\${PERSONALIZE}`, '/v', name],
        ...['/t', 'REG_DWORD', '/d', tone === 'light' ? '1' : '0', '/f'],
      ]);
    await set('AppsUseLightTheme', windows);
    await set('SystemUsesLightTheme', taskbar);
    await this.tell(WM_SETTINGCHANGE, 0, 'ImmersiveColorSet');
  }

  async until(condition, what) {
    for (const end = Date.now() + PATIENCE; ; await pause(50)) {
      const found = await condition();
      if (found) return found;
      if (Date.now() > end) {
        await this.picture('failed');
        throw new Error(`waited in vain for ${what}; see ${PICTURES}/failed.png`);
      }
    }
  }
  async find(title) {
    return (await this.windows()).find((window) => title.test(window.title));
  }
  /** The window with that title, as soon as it is in front. */
  front(title) {
    return this.until(async () => {
      const found = await this.find(title);
      return found?.isFront && found;
    }, `the window ${title} in front`);
  }
  /** Closes a window by its title's button, which is the only one. */
  async close(title) {
    const { left, top, width } = await this.find(title);
    await this.click(left + width - 14, top + 12);
    await this.gone(title);
  }
  gone(title) {
    return this.until(async () => !(await this.find(title)), `the end of ${title}`);
  }

  xdotool(...args) {
    return run('xdotool', args.map(String));
  }
  click(x, y, button = 1) {
    return this.xdotool('mousemove', x, y, 'click', button);
  }
  keys(...names) {
    return this.xdotool('key', '--delay', 40, ...names);
  }
  type(text) {
    return this.xdotool('type', '--delay', 20, text);
  }

  /** The screen's pixels in a rectangle, as `RRGGBB`, row by row. */
  async pixels({ left, top, width, height }) {
    const crop = ['-window', 'root', '-crop', `${width}x${height}+${left}+${top}`, '-depth', '8', 'rgb:-'];
    const { stdout } = await run('import', crop, { encoding: 'buffer', maxBuffer: 2 ** 26 });
    return stdout.toString('hex').match(/.{6}/g);
  }
  /** Keeps a picture of the screen as soon as it stands still. */
  async picture(name) {
    const file = join(PICTURES, `${name}.png`);
    for (let last = '', tries = 0; tries < 8; ++tries) {
      await run('import', ['-window', 'root', '-define', 'png:exclude-chunks=date,time', file]);
      const now = readFileSync(file);
      if (last && now.equals(last)) break;
      last = now;
      await pause(150);
    }
  }

  /** Where the taskbar has an icon: the first is at its end, the second left of it. */
  async iconPlace(number = 1) {
    const { top, height } = await this.area();
    const size = SIZE[1] - top - height;
    return { left: SIZE[0] - number * size, top: top + height, width: size, height: size };
  }
  async clickIcon({ button = 1, number = 1 } = {}) {
    const { left, top, width, height } = await this.iconPlace(number);
    await this.click(left + width / 2, top + height / 2, button);
  }
  /** In which column each dark pixel of the first icon is; the taskbar is light. */
  async darkColumns() {
    const place = await this.iconPlace();
    const pixels = await this.pixels(place);
    return pixels.flatMap((pixel, index) => (/^[0-7].[0-7].[0-7]./.test(pixel) ? [index % place.width] : []));
  }
  async isIconThere() {
    return (await this.darkColumns()).length > 20;
  }
  /** How wide its shape is, in pixels. */
  async iconWidth() {
    const columns = await this.darkColumns();
    return Math.max(...columns) - Math.min(...columns) + 1;
  }
}
