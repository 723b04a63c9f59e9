// The installer's whole life in a Windows of its own: it installs, upgrades what runs, moves, and is gone. Of the zip
// and of signatures, too. The installer is that of installers/windows/build.sh.
import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';

import { profilesWorld, startSandbox } from '../sandbox/index.mjs';
import { OwnWindows, ROOT, until } from './own.mjs';

const PROGRAMS = ['git-credential-vouch.exe', 'git-remote-codecommit.exe', 'vouch-tray.exe', 'vouch.exe'];
const ALL = ['LICENSE.txt', ...PROGRAMS, 'licenses.txt', 'uninstall.exe'].sort();
const UNINSTALL = 'Software\\Microsoft\\Windows\\CurrentVersion\\Uninstall\\Vouch';
const RUN = 'Software\\Microsoft\\Windows\\CurrentVersion\\Run';
const GIT = '[user]\n\tname = Nora Winter\n';

/** The package of this kind in a folder. */
const packageIn = (folder, end) => join(folder, readdirSync(folder).find((name) => name.endsWith(end)));
const setup = packageIn(join(ROOT, 'build/windows/packages'), '-setup.exe');
const REGISTER = join(ROOT, 'build/windows/installer/vouch-register.exe');
const onZ = (path) => `Z:${path.replaceAll('/', '\\')}`;

describe('the installer', () => {
  let windows;
  let usual; // its folder
  before(() => {
    windows = new OwnWindows();
    mkdirSync(join(windows.user, 'AppData/Local/Programs')); // Windows' own
    usual = `${windows.home}\\AppData\\Local\\Programs\\Vouch`;
    writeFileSync(join(windows.user, '.gitconfig'), GIT);
  });
  after(() => windows.end());

  const install = (rest = '') => windows.line(`"${onZ(setup)}" /S ${rest}`);
  const vouch = (...args) => windows.done(`${folder()}\\vouch.exe`, ...args);
  const folder = () => windows.value(UNINSTALL, 'InstallLocation')?.value;
  const path = () => windows.value('Environment', 'Path');
  const status = () => JSON.parse(windows.run(`${folder()}\\vouch.exe`, 'status', '--json').stdout);
  const running = () => until(() => status().pid, 'the application');
  /** As Windows' settings do: by what the registry says. */
  const uninstall = async (...args) => {
    const [, program, ...usualArgs] = /^"(.*)" (.*)$/.exec(windows.value(UNINSTALL, 'QuietUninstallString').value);
    const was = windows.here(folder());
    windows.done(program, ...usualArgs, ...args); // a copy of it does the work
    await until(() => !existsSync(was) && !windows.value(UNINSTALL, 'DisplayName'), 'the end of the uninstaller');
  };

  test('it installs, git finds its helper, and nothing is left of it', async () => {
    const [registry, files] = [windows.registry(), windows.files()];
    assert.equal(path(), undefined);
    install();
    assert.deepEqual(readdirSync(windows.here(usual)).sort(), ALL);
    assert.deepEqual(path(), { type: 'REG_EXPAND_SZ', value: usual });
    for (const [name, value] of Object.entries({ DisplayName: 'Vouch', Publisher: 'Vouch', InstallLocation: usual })) {
      assert.equal(windows.value(UNINSTALL, name).value, value);
    }
    assert.match(windows.done('cmd', '/c', 'vouch --version'), /^vouch \d/);
    assert.match(windows.done('cmd', '/c', 'git-credential-vouch --version'), /\d+\.\d+\.\d+/);
    assert.ok(existsSync(join(windows.user, 'AppData/Roaming/Microsoft/Windows/Start Menu/Programs/Vouch.lnk')));
    assert.equal(windows.value(RUN, 'Vouch'), undefined); // that is asked for

    windows.done('cmd', '/c', 'vouch setup codecommit');
    assert.match(readFileSync(join(windows.user, '.gitconfig'), 'utf8'), /helper = vouch$/m);
    vouch('config', 'set', 'start-at-login', 'yes');
    vouch('aws', 'list'); // starts the application
    await until(() => windows.value(RUN, 'Vouch'), 'the entry for the login');
    assert.equal(windows.value(RUN, 'Vouch').value, `"${usual}\\vouch-tray.exe" --background`);

    await uninstall();
    assert.equal(readFileSync(join(windows.user, '.gitconfig'), 'utf8'), GIT);
    assert.deepEqual(windows.files(), files);
    assert.deepEqual(windows.registry(), registry);
  });

  test('a PATH of 3,000 characters is unharmed by all of it', async () => {
    const others = Array.from({ length: 100 }, (_, i) => `%USERPROFILE%\\others\\tool ${String(i).padStart(3, '0')}`).join(';');
    assert.ok(others.length >= 2999);
    windows.setValue('Environment', 'Path', others, 'REG_EXPAND_SZ');
    const withOurs = (name) => ({ type: 'REG_EXPAND_SZ', value: `${others};${name}` });
    install();
    assert.deepEqual(path(), withOurs(usual));
    install();
    assert.deepEqual(path(), withOurs(usual));
    const other = `${windows.home}\\Other Programs\\Vouch`;
    install(`/D=${other}`);
    assert.deepEqual(path(), withOurs(other));
    await uninstall();
    assert.deepEqual(path(), { type: 'REG_EXPAND_SZ', value: others });
  });

  test('an upgrade ends the application that runs, starts the new one, and spares a helper that waits', async () => {
    install();
    vouch('config', 'set', 'server', 'https://us.vouch.example');
    vouch('config', 'set', 'start-at-login', 'yes');
    vouch('aws', 'list');
    const before = await running();
    const helper = windows.start(`${usual}\\git-credential-vouch.exe`, 'get'); // in use: it waits for its input
    await until(() => windows.count('git-credential-vouch.exe') === 1, 'the helper');
    writeFileSync(join(windows.here(usual), 'vouch.exe'), 'an old version');
    install();
    const now = await running();
    assert.notEqual(now, before);
    assert.equal(windows.count('vouch-tray.exe'), 1);
    assert.equal(windows.count('git-credential-vouch.exe'), 1);
    assert.deepEqual(readdirSync(windows.here(usual)).sort(), ALL);
    assert.equal(vouch('config', 'get', 'server'), 'https://us.vouch.example\n');
    helper.stdin.end();
    await until(() => windows.count('git-credential-vouch.exe') === 0, 'its end');
  });

  test('another folder takes its place, with the application and its login', async () => {
    const before = await running();
    const other = `${windows.home}\\Other Programs\\Vouch`;
    install(`/D=${other}`);
    assert.notEqual(await running(), before);
    assert.ok(!existsSync(windows.here(usual)));
    assert.deepEqual(readdirSync(windows.here(other)).sort(), ALL);
    assert.equal(windows.value(RUN, 'Vouch').value, `"${other}\\vouch-tray.exe" --background`);
  });

  test('/KEEP keeps the settings', async () => {
    const settings = join(windows.user, 'AppData/Roaming/Vouch/settings');
    await uninstall('/KEEP');
    assert.equal(windows.value(RUN, 'Vouch'), undefined);
    assert.match(readFileSync(settings, 'utf8'), /us\.vouch\.example/);
    install();
    await uninstall();
    assert.ok(!existsSync(settings));
  });

  /** Removes without the copy that usually does the work, which gives no exit code. */
  const removed = (...args) => {
    const was = folder();
    const { code } = windows.run(`${was}\\uninstall.exe`, '/S', ...args, `_?=${was}`);
    rmSync(windows.here(was), { recursive: true, force: true });
    return code;
  };

  test('the keys of AWS profiles are removed from Credential Manager', async () => {
    const sandbox = await startSandbox({ dir: join(windows.folder, 'sandbox') });
    try {
      const { ci } = await profilesWorld(sandbox);
      const keys = `aws_access_key_id = ${ci.access_key_id}\naws_secret_access_key = ${ci.secret_access_key}\n`;
      const stored = () => windows.registry().filter((key) => key.includes('\\Credential Manager\\'));
      windows.env.https_proxy = sandbox.proxy;
      mkdirSync(join(windows.user, '.aws'), { recursive: true });
      writeFileSync(join(windows.user, '.aws/credentials'), `[ci]\nregion = us-east-1\n${keys}`);
      install();
      vouch('config', 'set', 'ca-bundle', onZ(sandbox.ca));
      vouch('aws', 'import', '--yes', 'ci');
      assert.notDeepEqual(stored(), []);
      await uninstall();
      assert.deepEqual(stored(), []);
    } finally {
      delete windows.env.https_proxy;
      await sandbox.stop();
    }
  });

  test('what cannot be forgotten is said, and the settings that know of it stay', () => {
    install();
    vouch('config', 'set', 'server', 'https://us.vouch.example');
    windows.run(`${usual}\\vouch.exe`, 'quit');
    rmSync(join(windows.here(usual), 'vouch-tray.exe')); // no application can answer
    assert.equal(removed(), 2);
    const settings = join(windows.user, 'AppData/Roaming/Vouch');
    assert.match(readFileSync(join(settings, 'settings'), 'utf8'), /us\.vouch\.example/);
    install();
    assert.equal(removed(), 0);
    assert.ok(!existsSync(settings));
  });

  test('the uninstaller says that Vouch goes on', () => {
    install();
    cpSync(REGISTER, join(windows.here(usual), 'vouch.exe')); // any program that fails
    assert.equal(removed('/KEEP'), 2);
    install();
    assert.equal(removed('/KEEP'), 0);
  });

  test('a program that cannot be replaced leaves all as they were', () => {
    install();
    const here = windows.here(usual);
    const old = join(here, 'git-credential-vouch.exe'); // the first to be replaced
    writeFileSync(old, 'an old version');
    mkdirSync(join(here, 'vouch-old/vouch.exe/in use'), { recursive: true }); // in the way of the third
    assert.equal(windows.run(setup, '/S').code, 2);
    assert.equal(readFileSync(old, 'utf8'), 'an old version');
    rmSync(join(here, 'vouch-old'), { recursive: true });
    assert.deepEqual(readdirSync(here).sort(), ALL);
    install();
    assert.deepEqual(readdirSync(here).sort(), ALL);
    assert.match(vouch('--version'), /^vouch \d/);
  });

  test('the same folder in other words is not taken for the one before', async () => {
    for (const other of [`${windows.home}\\AppData\\.\\Local\\Programs\\Vouch`, onZ(windows.here(usual))]) {
      install(`/D=${other}`);
      assert.equal(folder(), other);
      assert.deepEqual(readdirSync(windows.here(usual)).sort(), ALL);
      assert.deepEqual(path().value.split(';').filter((entry) => entry.endsWith('\\Vouch')), [other]);
    }
    install(`/D=${usual}`);
    await uninstall();
  });

  test('no other user may write into the folder', async () => {
    const around = join(windows.drive, 'shared');
    mkdirSync(around);
    chmodSync(around, 0o777);
    assert.equal(windows.run(setup, '/S', '/D=C:\\shared').code, 2);
    assert.deepEqual(readdirSync(around), []);
    install('/D=C:\\shared\\Tools\\Vouch');
    for (const made of ['Tools', 'Tools/Vouch']) assert.equal(statSync(join(around, made)).mode & 0o007, 0, made);
    await uninstall();
  });

  test('the zip runs where it is unpacked', () => {
    const zip = packageIn(join(ROOT, 'build/windows/packages'), '.zip');
    execFileSync('cmake', ['-E', 'tar', 'xf', zip], { cwd: windows.user });
    const unpacked = readdirSync(windows.user).find((name) => name.startsWith('vouch-'));
    const names = readdirSync(join(windows.user, unpacked)).sort();
    assert.deepEqual(names, ALL.filter((name) => name !== 'uninstall.exe'));
    const at = `${windows.home}\\${unpacked}`;
    assert.match(windows.done(`${at}\\vouch.exe`, '--version'), /^vouch \d/);
    windows.done(`${at}\\vouch.exe`, 'aws', 'list'); // starts the application beside it
    windows.done(`${at}\\vouch.exe`, 'quit');
  });

  test('with a key, all programs are signed: those inside, the uninstaller and the installer', () => {
    const folder = join(windows.folder, 'signed');
    mkdirSync(folder);
    const [key, certificate, both, password] = ['key.pem', 'certificate.pem', 'key.p12', 'password'].map((name) => join(folder, name));
    const openssl = (...args) => execFileSync('openssl', args, { stdio: 'ignore' });
    writeFileSync(password, 'correct horse');
    openssl('req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', key, '-out', certificate, '-days', '2',
      '-subj', '/CN=Nora Winter', '-addext', 'extendedKeyUsage=codeSigning', '-addext', 'keyUsage=digitalSignature');
    openssl('pkcs12', '-export', '-inkey', key, '-in', certificate, '-out', both, '-passout', `file:${password}`);
    const env = { ...process.env, SIGNING_PKCS12: both, SIGNING_PASSWORD_FILE: password };
    const packages = join(folder, 'packages');
    execFileSync('sh', [join(ROOT, 'installers/windows/package.sh'), packages], { env, stdio: 'ignore' });
    const verifies = (file) => spawnSync('osslsigncode', ['verify', '-CAfile', certificate, '-in', file]).status === 0;

    const signed = packageIn(packages, '-setup.exe');
    assert.ok(verifies(signed));
    windows.done(signed, '/S');
    for (const name of [...PROGRAMS, 'uninstall.exe']) {
      const file = join(windows.here(usual), name);
      assert.ok(verifies(file), name);
      assert.ok(!verifies(setup)); // without a key there is no signature
      const changed = readFileSync(file);
      changed[0x1000] ^= 1;
      writeFileSync(`${file}.changed`, changed);
      assert.ok(!verifies(`${file}.changed`), name);
    }

    const pem = join(folder, 'pem.exe'); // the same by files of their own
    cpSync(join(ROOT, 'build/windows/bin/vouch.exe'), pem);
    execFileSync('sh', [join(ROOT, 'installers/windows/sign.sh'), pem], {
      env: { ...process.env, SIGNING_KEY: key, SIGNING_CERTIFICATES: certificate },
    });
    assert.ok(verifies(pem));
  });
});

describe('vouch-register', () => {
  let windows;
  before(() => {
    windows = new OwnWindows();
  });
  after(() => windows.end());
  const register = (...args) => windows.run(REGISTER, ...args);
  const path = () => windows.value('Environment', 'Path');
  const FOLDER = 'C:\\Programs\\Vouch';

  for (const [what, given, added, folder = FOLDER] of [
    ['one folder', 'C:\\a', `C:\\a;${FOLDER}`],
    ['a semicolon at the end', 'C:\\a;', `C:\\a;${FOLDER};`],
    ['quotes around a semicolon', '"C:\\a;b";C:\\c', `"C:\\a;b";C:\\c;${FOLDER}`],
    ['blanks, doubles and empty ones', ' C:\\a ;;C:\\a;%x%', ` C:\\a ;;C:\\a;%x%;${FOLDER}`],
    ['a folder whose name begins alike', `${FOLDER}2;C:\\Programs`, `${FOLDER}2;C:\\Programs;${FOLDER}`],
    ['a quote that is never closed', 'C:\\a;"C:\\b;C:\\c', `C:\\a;"C:\\b;C:\\c;${FOLDER}`],
    ['a folder with a semicolon', 'C:\\a', 'C:\\a;"C:\\x;y\\Vouch"', 'C:\\x;y\\Vouch'],
  ]) {
    test(`${what}: it is added once, and removed`, () => {
      for (const type of ['REG_SZ', 'REG_EXPAND_SZ']) {
        windows.setValue('Environment', 'Path', given, type);
        for (let i = 0; i < 2; ++i) {
          assert.equal(register('add', folder).code, 0);
          assert.deepEqual(path(), { type, value: added });
        }
        assert.equal(register('remove', folder).code, 0);
        assert.deepEqual(path(), { type, value: given });
      }
    });
  }

  test('a folder that is there in other words is not added, and it is removed', () => {
    for (const entry of ['c:\\programs\\vouch\\', '"C:\\Programs\\Vouch"', '%SystemDrive%\\Programs/Vouch']) {
      windows.setValue('Environment', 'Path', `C:\\a;${entry};C:\\b`, 'REG_EXPAND_SZ');
      assert.equal(register('add', FOLDER).code, 0);
      assert.equal(path().value, `C:\\a;${entry};C:\\b`);
      assert.equal(register('remove', FOLDER).code, 0);
      assert.equal(path().value, 'C:\\a;C:\\b');
    }
  });

  test('a PATH that holds no text is left alone', () => {
    windows.setValue('Environment', 'Path', '0102', 'REG_BINARY');
    const { code, stderr } = register('add', FOLDER);
    assert.equal(code, 3);
    assert.match(stderr, /Path isn't text/);
    assert.deepEqual(path(), { type: 'REG_BINARY', value: '0102' });
    windows.setValue(RUN, 'Ours', `"${FOLDER}\\vouch-tray.exe"`);
    assert.equal(register('remove', FOLDER).code, 3);
    assert.equal(windows.value(RUN, 'Ours'), undefined); // all the same
    windows.done('reg', 'delete', 'HKCU\\Environment', '/v', 'Path', '/f');
  });

  test("others' programs still start at login", () => {
    windows.setValue(RUN, 'Other', '"C:\\Programs\\Vouch2\\other.exe"');
    windows.setValue(RUN, 'Binary', '0102', 'REG_BINARY'); // no command line
    windows.setValue(RUN, 'Ours', `"c:\\programs\\VOUCH\\vouch-tray.exe" --background`);
    assert.equal(register('move', FOLDER, 'D:\\Vouch').code, 0);
    assert.equal(windows.value(RUN, 'Ours').value, '"D:\\Vouch\\vouch-tray.exe" --background');
    assert.equal(register('remove', 'D:\\Vouch').code, 0);
    assert.equal(windows.value(RUN, 'Ours'), undefined);
    assert.equal(windows.value(RUN, 'Other').value, '"C:\\Programs\\Vouch2\\other.exe"');
    assert.deepEqual(windows.value(RUN, 'Binary'), { type: 'REG_BINARY', value: '0102' });
  });

  test('a folder is not added behind the end of a text that is stored longer', () => {
    const file = join(windows.folder, 'path.reg'); // C:\a with two NULs; with half a character
    for (const bytes of ['43,00,3a,00,5c,00,61,00,00,00,00,00', '43,00,3a,00,5c,00,61,00,00']) {
      writeFileSync(file, `\ufeffWindows Registry Editor Version 5.00\r\n\r\n[HKEY_CURRENT_USER\\Environment]\r\n"Path"=hex(1):${bytes}\r\n`, 'utf16le');
      windows.done('reg', 'import', onZ(file));
      assert.equal(register('add', FOLDER).code, 0);
      assert.deepEqual(path(), { type: 'REG_SZ', value: `C:\\a;${FOLDER}` }, bytes);
    }
  });

  test('other arguments are refused', () => {
    for (const args of [[], ['add'], ['add', FOLDER, FOLDER], ['move', FOLDER], ['drop', FOLDER]]) {
      assert.equal(register(...args).code, 2, args.join(' '));
    }
  });
});
