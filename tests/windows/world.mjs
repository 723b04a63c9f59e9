// A person's Windows under wine, with the sandbox and the software key of this machine as the outside
// world. windows.sh has made the Windows: WINEPREFIX is its folder, and all tests share it.
import { spawn, spawnSync } from 'node:child_process';
import {
  closeSync,
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { userInfo } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { EMAIL, PIN, startWorld as startOutside } from '../endtoend/world.mjs';

export { EMAIL, PIN };

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const BUILD = join(ROOT, 'build/windows');
const PREFIX = process.env.WINEPREFIX;
export const WINE = existsSync('/usr/lib/wine/wine64') ? '/usr/lib/wine/wine64' : 'wine64';
const USER = userInfo().username; // wine's users are named as this machine's
const PROGRAMS = join(PREFIX, 'drive_c/Program Files/Vouch');

/** What programs under wine need of this machine's variables. */
const KEPT = ['PATH', 'HOME', 'WINEPREFIX', 'WINEDEBUG', 'DISPLAY'].filter((name) => name in process.env);

/** The name that wine has for a file of this machine. */
export const onZ = (path) => `Z:${path.replaceAll('/', '\\')}`;

/** What a program of Windows printed, without the console's control sequences; some stand for blanks. */
export const plain = (text) =>
  text
    .replaceAll(/\x1b\[(\d*)C/g, (_, count) => ' '.repeat(Number(count || 1)))
    .replaceAll(/\x1b\[[0-9;?]*[a-zA-Z]|\x1b\][^\x07\x1b]*(\x07|\x1b\\)/g, '')
    .replaceAll('\r', '');

function place(file, to) {
  rmSync(to, { force: true });
  try {
    linkSync(file, to);
  } catch {
    copyFileSync(file, to);
  }
}

/** The outside world, as that of endtoend/world.mjs, without a desktop. */
export async function startWorld(options) {
  return startOutside({ ...options, desktop: { display: '', address: '', stop() {} } });
}

/** Windows with the programs installed, and with nothing that a test before left. */
export class Windows {
  constructor(world, { setUp = true } = {}) {
    this.world = world;
    this.name = USER;
    this.user = join(PREFIX, 'drive_c/users', USER);
    this.state = join(this.user, 'AppData/Local/Vouch');
    this.settings = join(this.user, 'AppData/Roaming/Vouch');
    for (const left of [this.state, this.settings, join(this.user, '.gitconfig'), join(this.user, '.aws')]) {
      rmSync(left, { recursive: true, force: true });
    }
    this.install();
    this.env = {
      ...Object.fromEntries(KEPT.map((name) => [name, process.env[name]])),
      WINEPATH: `C:\\Program Files\\Vouch;${onZ(this.git)}`,
      https_proxy: world.sandbox.proxy,
      no_proxy: '',
      VOUCH_LOG: 'debug',
      TZ: 'UTC',
    };
    if (setUp) this.setUp();
  }

  /** The test build as the tray, and a git.exe that is this machine's git. */
  install() {
    mkdirSync(PROGRAMS, { recursive: true });
    const programs = {
      'vouch-tray-testkey.exe': 'vouch-tray.exe',
      'vouch.exe': 'vouch.exe',
      'git-credential-vouch.exe': 'git-credential-vouch.exe',
      'git-remote-codecommit.exe': 'git-remote-codecommit.exe',
    };
    for (const [built, name] of Object.entries(programs)) {
      place(join(BUILD, 'bin', built), join(PROGRAMS, name));
    }
    this.useKeys(this.world.key.address);
    this.git = join(this.world.folder, 'git');
    mkdirSync(this.git, { recursive: true });
    place(join(BUILD, 'tests/git/git.exe'), join(this.git, 'git.exe'));
    const script = join(ROOT, 'tests/windows/git.sh');
    writeFileSync(
      join(this.git, 'git.sh'),
      `WINEPREFIX='${PREFIX}' WINEDEBUG=-all GIT_SSL_CAINFO='${this.world.sandbox.ca}' exec bash '${script}' "$@"\n`,
    );
  }

  /** Which keys an application finds that starts from now on. */
  useKeys(...addresses) {
    writeFileSync(join(PROGRAMS, 'vouch-tray.exe.keys'), addresses.join(','));
  }

  setUp() {
    this.now('vouch', 'config', 'set', 'server', this.world.sandbox.server);
    const ca = join(this.user, 'ca.pem');
    copyFileSync(this.world.sandbox.ca, ca);
    this.now('vouch', 'config', 'set', 'ca-bundle', onZ(ca));
    // git.sh takes the value for a file of git's.
    const settings = join(this.settings, 'settings');
    writeFileSync(settings, readFileSync(settings, 'utf8').replace(/cabundle = .*/, `cabundle = C:/users/${USER}/ca.pem`));
    this.now('vouch', 'config', 'add-role', 'Developer', this.world.roles.Developer, '--default');
  }

  now(program, ...args) {
    const files = this.files();
    const { status } = spawnSync(WINE, [join(PROGRAMS, `${program}.exe`), ...args], {
      env: this.env,
      stdio: files.stdio,
      timeout: 60_000,
    });
    const { stdout, stderr } = files.read();
    if (status !== 0) throw new Error(`${program} ${args.join(' ')}: ${status}: ${stderr}${stdout}`);
    return stdout;
  }

  /** Runs one of the programs to its end; gives {code, stdout, stderr} as printed, but for `\r`. */
  run(program, args, options) {
    return this.start(join(PROGRAMS, `${program}.exe`), args, options);
  }
  async start(program, args, { input, signal } = {}) {
    const files = this.files(input);
    const options = { env: this.env, stdio: files.stdio, signal, killSignal: 'SIGKILL', timeout: 120_000 };
    const child = spawn(WINE, [program, ...args], options);
    const code = await new Promise((resolve, reject) => child.on('exit', resolve).on('error', reject));
    return { code, ...files.read() };
  }

  /** Standard streams of a program in files: a pipe would be kept open by an application that it starts. */
  files(input = '') {
    const folder = mkdtempSync(join(this.world.folder, 'run-'));
    const names = ['stdin', 'stdout', 'stderr'].map((name) => join(folder, name));
    writeFileSync(names[0], input);
    const stdio = names.map((name, index) => openSync(name, index === 0 ? 'r' : 'w'));
    return {
      stdio,
      read() {
        const [, stdout, stderr] = names.map((name) => plain(readFileSync(name, 'utf8')));
        stdio.forEach((file) => closeSync(file));
        rmSync(folder, { recursive: true });
        return { stdout, stderr };
      },
    };
  }
  vouch(...args) {
    return this.run('vouch', args);
  }
  gitProgram(...args) {
    return this.start(join(this.git, 'git.exe'), args);
  }
  helper(operation, input, options) {
    return this.run('git-credential-vouch', [operation], { input, ...options });
  }

  /** `vouch login --terminal` on a console: the PIN is typed as soon as it asks, Ctrl-D if it asks again. */
  async login({ pin = PIN } = {}) {
    // A Windows console shows what it wants to; this machine's terminal adds nothing.
    const command = `stty -echo; exec '${WINE}' '${join(PROGRAMS, 'vouch.exe')}' login --terminal`;
    const env = { ...this.env, TERM: 'xterm' };
    const child = spawn('script', ['-qec', command, '/dev/null'], { env, timeout: 120_000 });
    let output = '';
    const typing = [`${pin}\r`, '\x04'];
    let asked = 0;
    child.stdout.on('data', (chunk) => {
      output += chunk;
      const questions = plain(output).match(/PIN for .*?:/g)?.length ?? 0;
      for (; asked < questions; asked++) child.stdin.write(typing[asked] ?? '\x04');
    });
    const code = await new Promise((resolve) => child.on('close', resolve));
    return { code, output: plain(output) };
  }

  log() {
    const file = join(this.state, 'vouch.log');
    return existsSync(file) ? readFileSync(file, 'utf8') : '';
  }
  /** How many applications were started, by the log. */
  starts() {
    return (this.log().match(/vouch\.app: started/g) ?? []).length;
  }

  /** Waits until the application's log says something that matches. */
  logged(pattern) {
    return this.until(() => pattern.test(this.log()), pattern);
  }
  async until(condition, what = condition) {
    const end = Date.now() + 60_000;
    while (!condition()) {
      if (Date.now() > end) throw new Error(`waited in vain for ${what}; log: ${this.log().slice(-2000)}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
  async status() {
    const { stdout, stderr } = await this.vouch('status', '--json');
    if (!stdout) throw new Error(`vouch status: ${stderr}`);
    return JSON.parse(stdout);
  }

  /** A file of AWS's. */
  aws(name, text) {
    mkdirSync(join(this.user, '.aws'), { recursive: true });
    writeFileSync(join(this.user, '.aws', name), text);
  }
  keysOf({ access_key_id: id, secret_access_key: secret }) {
    return `aws_access_key_id = ${id}\naws_secret_access_key = ${secret}\n`;
  }

  /** All that the programs wrote to files, as pairs of a file's name and its content. */
  written() {
    return [this.state, this.settings].flatMap((folder) =>
      readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => join(entry.path, entry.name))
        .map((file) => [file, readFileSync(file, 'latin1')]),
    );
  }

  /** The process ids, by this machine's count, of this Windows' programs whose command lines match. */
  running(pattern) {
    const { stdout } = spawnSync('pgrep', ['-f', pattern], { encoding: 'utf8' });
    const ours = (pid) => {
      try {
        return readFileSync(`/proc/${pid}/maps`, 'latin1').includes(PROGRAMS);
      } catch {
        return false; // it has ended
      }
    };
    return stdout.split('\n').filter(Boolean).map(Number).filter(ours);
  }

  /** Ends the application at once, as a crash would. */
  async quit() {
    const application = '^C:.Program Files.Vouch.vouch-tray.exe';
    for (const pid of this.running(application)) process.kill(pid, 'SIGKILL');
    await this.until(() => this.running(application).length === 0);
  }
}
