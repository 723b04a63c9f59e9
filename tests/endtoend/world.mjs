// One person's computer, from end to end: a home folder, a display, a session bus, a software key, the
// sandbox as the outside world, and the programs of this build, staged so that the helper finds the
// tray application the normal way. Everything on it is real but the key's silicon and the servers'
// addresses.
import { spawn, spawnSync } from 'node:child_process';
import {
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  watch,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

import { standardWorld, startSandbox } from '../sandbox/index.mjs';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
export const BUILD = process.env.VOUCH_BUILD ?? join(ROOT, 'build/dev');
/** Where the software key and other tools of the tests are. */
export const TOOLS = process.env.VOUCH_TOOLS ?? BUILD;
export const PIN = '24681357';
export const EMAIL = 'nora.winter@example.com';

/**
 * Runs a program to its end; gives {code, signal, stdout, stderr}. An AbortSignal as `signal` kills it;
 * the promise is rejected then.
 */
export function run(command, args, { env, cwd, input, signal, timeout = 240_000 } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { env, cwd, signal, timeout, detached: true });
    const output = { stdout: '', stderr: '' };
    child.stdout.on('data', (chunk) => (output.stdout += chunk));
    child.stderr.on('data', (chunk) => (output.stderr += chunk));
    child.on('error', reject);
    child.on('close', (code, signal) => resolve({ code, signal, ...output }));
    child.stdin.on('error', () => {}); // it may end before it has read all
    child.stdin.end(input);
  });
}

/** Resolves with the first line of `stream` for which `match` gives something, with that. */
function lineOf(stream, match) {
  return new Promise((resolve, reject) => {
    const lines = createInterface({ input: stream });
    lines.on('line', (line) => {
      const found = match(line);
      if (found) {
        lines.removeAllListeners();
        resolve(found);
      }
    });
    lines.on('close', () => reject(new Error('it ended without the line that was waited for')));
  });
}

/** Waits until `condition` gives something, looking again whenever the folder changes. */
async function untilChanged(folder, condition, what, milliseconds = 180_000) {
  const watcher = watch(folder);
  try {
    return await new Promise((resolve, reject) => {
      const look = () => {
        const found = condition();
        if (found) resolve(found);
      };
      watcher.on('change', look);
      setTimeout(() => reject(new Error(`waited in vain for ${what}`)), milliseconds).unref();
      look();
    });
  } finally {
    watcher.close();
  }
}

/** Whether the system still knows the process, be it dead. */
function isKnown(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** A software key as a process; its commands are those of tests/virtualkey/README.md. */
class Key {
  static async start(folder, { touch = 'auto', program = 'virtualkey', state = 'key', env } = {}) {
    const key = new Key();
    key.process = spawn(
      join(TOOLS, 'bin', program),
      [
        ...['--listen', '127.0.0.1:0', '--state', join(folder, `${state}.state`)],
        ...['--touch', touch, '--pin', PIN, '--exit-with-stdin'],
        ...['--attestation-key', join(folder, 'attestation/attestation.key')],
        ...['--attestation-certificate', join(folder, 'attestation/attestation.pem')],
      ],
      { stdio: ['pipe', 'pipe', 'inherit'], env: { ...process.env, ...env } },
    );
    key.lines = createInterface({ input: key.process.stdout });
    key.waiting = [];
    key.touchNeeded = [];
    const address = new Promise((resolve) => key.lines.once('line', resolve));
    key.address = `udp:${(await address).replace('listening ', '')}`;
    key.lines.on('line', (line) => {
      if (line === 'touch-needed') key.touchNeeded.splice(0).forEach((resolve) => resolve());
      else key.waiting.shift()?.(line);
    });
    return key;
  }

  /** Sends one command; gives the line that answers it. */
  say(command) {
    return new Promise((resolve) => {
      this.waiting.push(resolve);
      this.process.stdin.write(`${command}\n`);
    });
  }

  /** Resolves when the key begins to blink (in the touch mode `manual`). */
  blinks() {
    return new Promise((resolve) => this.touchNeeded.push(resolve));
  }

  /** How many assertions it has made, that is how often it was touched. */
  async assertions() {
    return Number(/assertions (\d+)/.exec(await this.say('status'))[1]);
  }

  async stop() {
    const ended = new Promise((resolve) => this.process.on('exit', resolve));
    this.process.stdin.end();
    await ended;
  }
}

/** A private X display without a window manager, a private session bus, and an open keyring on it. */
export async function startDesktop(parent, { size = '1280x800' } = {}) {
  const folder = mkdtempSync(join(parent, 'desktop-'));
  const x = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', `${size}x24`, '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const display = `:${await lineOf(x.stdio[3], (line) => line)}`;
  const bus = spawn(
    'dbus-daemon',
    ['--session', '--nofork', '--print-address=1', `--address=unix:path=${folder}/bus`],
    { stdio: ['ignore', 'pipe', 'ignore'], env: { ...process.env, HOME: folder, DISPLAY: display } },
  );
  const address = await lineOf(bus.stdout, (line) => line);
  const runtime = join(folder, 'keyring');
  mkdirSync(runtime, { mode: 0o700 });
  const env = {
    PATH: process.env.PATH,
    HOME: folder,
    XDG_RUNTIME_DIR: runtime,
    DBUS_SESSION_BUS_ADDRESS: address,
  };
  const keyring = spawn('gnome-keyring-daemon', ['--foreground', '--unlock', '--components=secrets'], {
    stdio: ['pipe', 'ignore', 'ignore'],
    env,
  });
  keyring.stdin.end('the keyring password');
  await run('gdbus', ['wait', '--session', '--timeout', '20', 'org.freedesktop.secrets'], { env });
  return {
    display,
    address,
    /** Ends the session bus, as a crash of it would. */
    async endBus() {
      const ended = new Promise((resolve) => bus.on('exit', resolve));
      bus.kill('SIGKILL');
      await ended;
    },
    stop() {
      keyring.kill();
      bus.kill();
      x.kill();
    },
  };
}

/** The same file at another place, without a copy where the file system can: the test build is large. */
function place(file, to) {
  try {
    linkSync(file, to);
  } catch {
    copyFileSync(file, to);
  }
}

/**
 * The programs beside each other as a package would put them, but with the test build as the tray. VOUCH_BIN
 * names a folder where that has been done already.
 */
function stage(folder) {
  if (process.env.VOUCH_BIN) return process.env.VOUCH_BIN;
  const bin = join(folder, 'bin');
  mkdirSync(bin);
  const staged = {
    'vouch-tray-testkey': 'vouch-tray-testkey',
    vouch: 'vouch',
    'git-credential-vouch': 'git-credential-vouch',
  };
  for (const [built, name] of Object.entries(staged)) {
    place(join(BUILD, 'bin', built), join(bin, name));
  }
  symlinkSync('git-credential-vouch', join(bin, 'git-remote-codecommit'));
  // The program that starts the application passes on few variables, so that those of the tests come from here.
  const wrapper = join(bin, 'vouch-tray');
  writeFileSync(
    wrapper,
    `#!/bin/bash\n. '${join(folder, 'tray.env')}'\nexec -a "$0" '${join(bin, 'vouch-tray-testkey')}' "$@"\n`,
    { mode: 0o755 },
  );
  return bin;
}

/**
 * The outside world, shared by the tests of a file: sandbox, software key (enrolled for one person
 * unless told otherwise, with a window to click if wanted) and desktop (a private one unless one is
 * given). stop() ends them all.
 */
export async function startWorld({
  touch,
  window = false,
  desktop: given,
  enrolled = true,
} = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'vouch-e2e-'));
  spawnSync('sh', [join(ROOT, 'tests/virtualkey/attestation.sh'), join(folder, 'attestation')]);
  const [sandbox, desktop] = await Promise.all([
    startSandbox({
      dir: join(folder, 'sandbox'),
      attestationRoots: [join(folder, 'attestation/root.pem')],
    }),
    given ?? startDesktop(folder),
  ]);
  const key = await Key.start(folder, {
    touch,
    program: window ? 'virtualkey-window' : 'virtualkey',
    env: { DISPLAY: desktop.display, XDG_RUNTIME_DIR: folder, ASAN_OPTIONS: 'detect_leaks=0' },
  });
  const world = await standardWorld(sandbox, { email: EMAIL });
  if (enrolled) await enrol(sandbox, key);
  const moreKeys = [];
  return {
    folder,
    sandbox,
    key,
    desktop,
    ...world,
    /** One more key. The application knows those that Home.useKeys names. */
    async anotherKey({ enrolled = true } = {}) {
      const key = await Key.start(folder, { touch, state: `key-${moreKeys.length + 2}` });
      moreKeys.push(key);
      if (enrolled) await enrol(sandbox, key);
      return key;
    },
    /** Enrols the key for another person too, so that it holds two accounts. */
    async secondAccount(email) {
      await sandbox.post('/users', { email });
      await enrol(sandbox, key, email);
    },
    async stop() {
      await Promise.all([key, ...moreKeys].map((each) => each.stop()));
      desktop.stop();
      await sandbox.stop();
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}

/** Registers the key with the server, as the browser's ceremony would. */
async function enrol(sandbox, key, email = EMAIL) {
  const mode = touchMode(key);
  await key.say('touch-mode auto');
  const options = await sandbox.post('/enrol/start', { email });
  const made = await run(
    join(TOOLS, 'bin/virtualkey-register'),
    [
      ...['--key', key.address, '--rp-id', options.rp_id, '--rp-name', options.rp_name],
      ...['--origin', options.origin, '--challenge', options.challenge],
      ...['--user-id', options.user_id, '--user-name', options.user_name],
    ],
    { input: `${PIN}\n` },
  );
  if (made.code !== 0) throw new Error(`virtualkey-register: ${made.stderr}`);
  await sandbox.post('/enrol/finish', { email, response: JSON.parse(made.stdout) });
  await key.say(`touch-mode ${mode}`);
}

function touchMode(key) {
  const args = key.process.spawnargs;
  return args[args.indexOf('--touch') + 1];
}

/** A person's account on the computer: a home of its own, with the programs, set up for the world. */
export class Home {
  constructor(world, { setUp = true, git = 'documented', desktop = world.desktop } = {}) {
    this.world = world;
    this.folder = mkdtempSync(join(world.folder, 'home-'));
    this.bin = stage(this.folder);
    mkdirSync(join(this.folder, 'run'), { mode: 0o700 });
    this.env = {
      PATH: `${this.bin}:/usr/bin:/bin`,
      HOME: this.folder,
      XDG_RUNTIME_DIR: join(this.folder, 'run'),
      DISPLAY: desktop.display,
      ...(desktop.authority && { XAUTHORITY: desktop.authority }),
      DBUS_SESSION_BUS_ADDRESS: desktop.address,
      LC_ALL: 'C.UTF-8',
      TZ: 'UTC',
      https_proxy: world.sandbox.proxy,
      no_proxy: '',
      AWS_CA_BUNDLE: world.sandbox.ca,
      GIT_SSL_CAINFO: world.sandbox.ca,
      GIT_CONFIG_NOSYSTEM: '1',
      VOUCH_LOG: 'debug',
      // The application forbids the leak checker to look into it.
      ASAN_OPTIONS: 'detect_leaks=0:log_path=' + join(this.folder, 'asan'),
      UBSAN_OPTIONS: 'print_stacktrace=1:log_path=' + join(this.folder, 'ubsan'),
    };
    this.useKeys(world.key.address);
    this.logFile = join(this.folder, '.local/state/vouch/vouch.log');
    mkdirSync(join(this.folder, '.local/state/vouch'), { recursive: true });
    this.logRead = 0;
    this.writeGitConfig(git);
    if (setUp) this.setUp();
  }

  /** Which keys an application finds that starts from now on. */
  useKeys(...addresses) {
    const variables = {
      VOUCH_TEST_KEY: addresses.join(','),
      ASAN_OPTIONS: this.env.ASAN_OPTIONS,
      UBSAN_OPTIONS: this.env.UBSAN_OPTIONS,
    };
    const lines = Object.entries(variables).map(([name, value]) => `export ${name}='${value}'\n`);
    writeFileSync(join(this.folder, 'tray.env'), lines.join(''));
  }

  setUp() {
    this.vouchNow('config', 'set', 'server', this.world.sandbox.server);
    this.vouchNow('config', 'set', 'ca-bundle', this.world.sandbox.ca);
    this.vouchNow('config', 'add-role', 'Developer', this.world.roles.Developer, '--default');
  }

  /** `documented`: the two lines of the Vouch document; `full`: what the set-up makes; `none`. */
  writeGitConfig(kind, extra = '') {
    const documented = '[credential "https://git-codecommit.*.amazonaws.com"]\n\thelper = vouch\n';
    const user = `[user]\n\tname = Nora Winter\n\temail = ${EMAIL}\n`;
    const section = kind === 'documented' ? documented : '';
    writeFileSync(join(this.folder, '.gitconfig'), user + section + extra);
    if (kind === 'full') this.vouchNow('setup', 'codecommit');
  }

  vouchNow(...args) {
    const result = spawnSync(join(this.bin, 'vouch'), args, { env: this.env, encoding: 'utf8' });
    if (result.status !== 0) throw new Error(`vouch ${args.join(' ')}: ${result.stderr}`);
    return result.stdout;
  }
  vouch(args, options = {}) {
    return run(join(this.bin, 'vouch'), args, { env: this.env, ...options });
  }
  git(args, options = {}) {
    return run('git', args, { env: this.env, cwd: this.folder, ...options });
  }
  helper(operation, input, options = {}) {
    return run(join(this.bin, 'git-credential-vouch'), [operation], {
      env: this.env,
      input,
      ...options,
    });
  }
  /** Waits until so many requests wait for a person. */
  async waiting(count) {
    for (const end = Date.now() + 120_000; Date.now() < end; ) {
      if ((await this.status()).waiting === count) return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`there never were ${count} requests that wait; log: ${this.log().slice(-2000)}`);
  }
  async status() {
    const { code, stdout, stderr } = await this.vouch(['status', '--json']);
    if (!stdout) throw new Error(`vouch status: ${code}: ${stderr}`);
    return JSON.parse(stdout);
  }

  /**
   * `vouch login` on a terminal of its own, where `pin` is typed when it asks, `again` when it asks once
   * more, `account` when there are several, and `answer` to a yes or no.
   */
  async login({
    pin = PIN,
    again = '\x03',
    command = 'vouch login --terminal',
    answer,
    account,
    asked,
  } = {}) {
    const options = { env: this.env, detached: true, timeout: 240_000 };
    const child = spawn('script', ['-qec', command, '/dev/null'], options);
    let output = '';
    let typed = false;
    let pins = 0;
    child.stdout.on('data', async (chunk) => {
      output += chunk;
      const questions = output.match(/PIN for .*?: (?=\r?\n|$)/g)?.length ?? 0;
      if (questions > pins && /PIN for .*: $/.test(output)) {
        typed = true;
        const text = pins++ === 0 ? pin : again;
        await asked?.();
        child.stdin.write(`${text}\r`);
      }
      if (account && /Which one\? \[1-\d\] $/.test(output)) {
        child.stdin.write(`${account}\r`);
        account = undefined;
      }
      if (!typed && /\[y\/N\] $/.test(output)) {
        typed = true;
        child.stdin.write(answer);
      }
    });
    const code = await new Promise((resolve) => child.on('close', resolve));
    return { code, output, asked: typed };
  }

  /** Has the desktop write down the pages that it is asked to open. */
  writeDownPages() {
    this.pages = join(this.folder, 'pages');
    const script = `#!/bin/sh\necho "$1" >>"${this.pages}"\n`;
    writeFileSync(join(this.bin, 'xdg-open'), script, { mode: 0o755 });
  }
  openedPages() { // the last line may not be whole yet
    return existsSync(this.pages) ? readFileSync(this.pages, 'utf8').split('\n').slice(0, -1) : [];
  }
  /** The first of them, as soon as there is one. */
  async openedPage() {
    for (const end = Date.now() + 120_000; Date.now() < end; ) {
      const [page] = this.openedPages();
      if (page) return page;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`no page was opened; log: ${this.log().slice(-2000)}`);
  }

  log() {
    return existsSync(this.logFile) ? readFileSync(this.logFile, 'utf8') : '';
  }

  /** Waits until the application's log says something new that matches. */
  logged(pattern, milliseconds) {
    return untilChanged(
      join(this.folder, '.local/state/vouch'),
      () => {
        const fresh = this.log().slice(this.logRead);
        const found = pattern.exec(fresh);
        if (found) this.logRead += found.index + found[0].length;
        return found;
      },
      String(pattern),
      milliseconds,
    );
  }
  /** Waits for a moment of the sign-in, by its name in KeyCeremony::CeremonyStateKind. */
  moment(name, milliseconds) {
    return this.logged(new RegExp(`sign-in: \\S*\\b${name}\\n`), milliseconds);
  }
  /** The same while a key is added. */
  addingMoment(name, milliseconds) {
    return this.logged(new RegExp(`add-key: \\S*\\b${name}\\n`), milliseconds);
  }

  xdotool(...args) {
    return run('xdotool', args, { env: this.env });
  }
  /** Gives a window the focus, as soon as it is there, and clicks into a corner of it. */
  async toWindow(title) {
    const found = await this.xdotool('search', '--sync', '--onlyvisible', '--name', title);
    const id = found.stdout.trim().split('\n')[0];
    if (!id) throw new Error(`no window came with the title ${title}; log: ${this.log().slice(-2000)}`);
    await this.xdotool('windowfocus', '--sync', id);
    await this.xdotool('mousemove', '--window', id, '4', '4', 'click', '1');
  }
  /** Goes to a window that came by itself, and clicks until that opens its guard: early clicks do not. */
  async open(title) {
    const before = this.log().length;
    for (let clicks = 0; clicks < 50; clicks++) {
      await this.toWindow(title);
      for (const wait of [50, 100, 200, 400]) {
        if (this.log().slice(before).includes('input guard: open')) return;
        await new Promise((resolve) => setTimeout(resolve, wait));
      }
    }
    throw new Error(`no click opened ${title}; log: ${this.log().slice(-2000)}`);
  }
  /** Types into the sign-in dialog. */
  async type(text, key = 'Return', title = 'Sign in to') {
    await this.open(title);
    await this.xdotool('type', '--delay', '5', text);
    if (key) await this.xdotool('key', key);
  }
  /** Waits until the sign-in dialog is gone from the screen. */
  async dialogClosed() {
    const visible = ['search', '--onlyvisible', '--name', 'Sign in to'];
    while ((await this.xdotool(...visible)).stdout) {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
  /** What the person does to let git in: the PIN; the key's touch is its own matter. */
  async signInByWindow(pin = PIN) {
    await this.moment('Pin');
    await this.type(pin);
  }

  /**
   * Looks for everything secret that was used so far, in every form it could have been written down
   * in, in all files of this home; gives how many were looked for, and the files that hold one.
   */
  async secretsOnDisk(...more) {
    const passedBy = await this.world.sandbox.get('/secrets');
    const short = passedBy.filter(({ value }) => value.length < 8);
    if (short.length) throw new Error(`no real secrets: ${JSON.stringify(short)}`);
    const secrets = [PIN, ...more, ...passedBy.map(({ value }) => value)];
    const forms = secrets.flatMap((secret) => [
      secret,
      encodeURIComponent(secret),
      Buffer.from(secret).toString('base64').replace(/=+$/, ''),
    ]);
    const patterns = join(this.world.folder, 'patterns');
    writeFileSync(patterns, [...new Set(forms)].join('\n'));
    const all = readdirSync(this.folder).map((name) => join(this.folder, name));
    const written = all.filter((path) => path !== this.bin); // our programs are large
    const { stdout, status } = spawnSync('grep', ['-rlaF', '-f', patterns, ...written], { encoding: 'utf8' });
    if (status > 1) throw new Error('grep could not look');
    return { count: secrets.length, files: stdout.split('\n').filter(Boolean) };
  }

  screenshot(file) {
    return run('import', ['-window', 'root', file], { env: this.env });
  }

  /** The application's process id; undefined when none runs. */
  pid() {
    const pids = spawnSync('pgrep', ['-f', join(this.bin, 'vouch-tray')], { encoding: 'utf8' });
    return pids.stdout.trim().split('\n').filter(Boolean).map(Number)[0];
  }
  /** How many applications were started, by the log. */
  starts() {
    return (this.log().match(/vouch\.app: started/g) ?? []).length;
  }

  /** Ends the application; throws what the sanitizers found. */
  async quit() {
    const pid = this.pid();
    if (pid) {
      process.kill(pid, 'SIGTERM');
      const end = Date.now() + 60_000;
      while (this.pid()) {
        if (Date.now() > end) {
          process.kill(pid, 'SIGKILL');
          throw new Error(`the application did not end; its log ends so: ${this.log().slice(-2000)}`);
        }
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
      // Until it is reaped the next one may take it for alive, and leave the field to it.
      const reaped = Date.now() + 2000;
      while (isKnown(pid) && Date.now() < reaped) {
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
    }
    const reports = spawnSync('sh', ['-c', `cat ${this.folder}/asan* ${this.folder}/ubsan*`], {
      encoding: 'utf8',
    }).stdout;
    if (reports) throw new Error(reports);
  }
}

export { basename, existsSync, join, readFileSync, statSync };
