// A Windows under wine of one's own, fresh and thrown away: what installing leaves behind can be compared.
import { spawn, spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, openSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const WINE = existsSync('/usr/lib/wine/wine64') ? '/usr/lib/wine/wine64' : 'wine64';
const PATIENCE = 120_000;

/** Waits for a condition, which may be asynchronous; gives what it gave. */
export async function until(condition, what) {
  const end = Date.now() + PATIENCE;
  for (;;) {
    const result = await condition();
    if (result) return result;
    if (Date.now() > end) throw new Error(`waited in vain for ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

export class OwnWindows {
  constructor() {
    this.folder = mkdtempSync(join(tmpdir(), 'vouch-windows-'));
    const prefix = join(this.folder, 'windows');
    this.drive = join(prefix, 'drive_c');
    this.user = join(this.drive, 'users', userInfo().username);
    this.home = `C:\\users\\${userInfo().username}`;
    this.env = {
      PATH: process.env.PATH,
      HOME: this.folder,
      WINEPREFIX: prefix,
      WINEDEBUG: '-all',
      DISPLAY: '',
      TZ: 'UTC',
      LC_ALL: 'C.UTF-8',
    };
    this.runs = 0;
    this.run('wineboot', '--init');
    this.run('reg', 'add', 'HKCU\\Software\\Wine', '/v', 'Version', '/d', 'win10', '/f');
    this.run('reg', 'add', 'HKCU\\Software\\Wine\\Drivers', '/v', 'Graphics', '/d', 'null', '/f');
    this.server('-k');
    this.server('-w');
    this.server('-p');
    this.addGit();
  }

  server(option) {
    spawnSync('wineserver', [option], { env: this.env, stdio: 'ignore' }); // it would keep a pipe open
  }

  /** A git.exe that is this machine's git; in the folder `git`, for WINEPATH. */
  addGit() {
    const git = join(this.folder, 'git');
    mkdirSync(git);
    copyFileSync(join(ROOT, 'build/windows/tests/git/git.exe'), join(git, 'git.exe'));
    const script = join(ROOT, 'tests/windows/git.sh');
    writeFileSync(join(git, 'git.sh'), `WINEPREFIX='${this.env.WINEPREFIX}' WINEDEBUG=-all exec bash '${script}' "$@"\n`);
    this.env.WINEPATH = `Z:${git}`.replaceAll('/', '\\');
  }

  /** Runs a program to its end, its streams being files: a pipe would stay open with what it started. */
  run(program, ...args) {
    const names = ['in', 'out', 'err'].map((name) => join(this.folder, `${++this.runs}.${name}`));
    writeFileSync(names[0], '');
    const stdio = names.map((name, i) => openSync(name, i === 0 ? 'r' : 'w'));
    const { status, error } = spawnSync(WINE, [program, ...args], { env: this.env, stdio, timeout: PATIENCE });
    if (error) throw error;
    const [, stdout, stderr] = names.map((name) => readFileSync(name, 'utf8').replaceAll('\r', ''));
    return { code: status, stdout, stderr };
  }
  /** The same, and it has to succeed; gives what it printed. */
  done(program, ...args) {
    const { code, stdout, stderr } = this.run(program, ...args);
    if (code !== 0) throw new Error(`${program} ${args.join(' ')}: ${code}: ${stdout}${stderr}`);
    return stdout;
  }
  /** Starts a program that waits for its input. */
  start(program, ...args) {
    return spawn(WINE, [program, ...args], { env: this.env, stdio: ['pipe', 'ignore', 'ignore'] });
  }

  /** Runs a line as it is: arguments of their own get quotes around blanks. */
  line(text) {
    writeFileSync(join(this.drive, 'line.bat'), `@echo off\r\n${text}\r\n`);
    return this.done('cmd', '/c', 'C:\\line.bat');
  }
  /** How many processes of this Windows run a program of this name. */
  count(name) {
    const ours = `\0WINEPREFIX=${this.env.WINEPREFIX}\0`;
    const isOne = (pid) => {
      try {
        const program = readFileSync(`/proc/${pid}/cmdline`, 'latin1').split('\0')[0];
        return program.endsWith(name) && `\0${readFileSync(`/proc/${pid}/environ`, 'latin1')}`.includes(ours);
      } catch {
        return false; // it has ended
      }
    };
    return readdirSync('/proc').filter((pid) => /^\d+$/.test(pid) && isOne(pid)).length;
  }

  /** This machine's name of a path of Windows. */
  here(path) {
    return join(this.drive, path.slice(3).replaceAll('\\', '/'));
  }

  /** A value of the registry: {type, value}; undefined if there is none. */
  value(key, name) {
    const { stdout } = this.run('reg', 'query', `HKCU\\${key}`, '/v', name);
    const found = stdout.split('\n').map((line) => /^ {4}(.*) {4}(REG_\w+) {4}(.*)$/.exec(line)).find(Boolean);
    return found && { type: found[2], value: found[3] };
  }
  setValue(key, name, value, type = 'REG_SZ') {
    this.done('reg', 'add', `HKCU\\${key}`, '/v', name, '/t', type, '/d', value, '/f');
  }

  /** The keys of the user's registry with their values, but for wine's own: not its list of stored passwords. */
  registry() {
    const file = join(this.folder, 'export.reg');
    this.done('reg', 'export', 'HKCU', `Z:${file}`.replaceAll('/', '\\'), '/y');
    const wines = /^\[HKEY_CURRENT_USER\\(Console\]|Software\\Wine\\(?!Credential Manager\\))/;
    const keys = readFileSync(file, 'utf16le').split('\r\n\r\n');
    return keys.filter((key) => key.includes('\r\n') && !wines.test(key)).sort();
  }
  /** All files below the user's folder, without the temporary ones, and what is in them. */
  files() {
    return readdirSync(this.user, { recursive: true, withFileTypes: true })
      .map((entry) => [join(entry.path, entry.name).slice(this.user.length), entry])
      .filter(([name]) => !name.startsWith('/Temp/') && !name.startsWith('/AppData/Local/Temp/'))
      .map(([name, entry]) => `${name} ${entry.isFile() ? readFileSync(join(this.user, name), 'base64') : ''}`)
      .sort();
  }

  end() {
    this.server('-k');
    this.server('-w');
    rmSync(this.folder, { recursive: true, force: true });
  }
}
