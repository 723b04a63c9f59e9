// git in WSL: the set-up prints a command for its shell, and with what that writes, git there asks the helper of
// Windows. This machine's shell and git stand for WSL's; wine for what WSL starts Windows' programs by.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';

import { OwnWindows, ROOT } from './own.mjs';

const LXSS = 'Software\\Microsoft\\Windows\\CurrentVersion\\Lxss';
const OFFER = /^Git in WSL \((.*)\) can use this Vouch, too\. .*:$\n^ {2}(.*)$/m;

describe('WSL', () => {
  let windows;
  let programs;
  before(() => {
    windows = new OwnWindows();
    programs = join(windows.user, "Nora's programs"); // a quote and a blank
    mkdirSync(programs);
    spawnSync('cp', [join(ROOT, 'build/windows/bin/vouch.exe'), join(ROOT, 'build/windows/bin/git-credential-vouch.exe'), programs]);
  });
  after(() => windows.end());
  const setUp = (...args) => windows.done(`${windows.home}\\Nora's programs\\vouch.exe`, 'setup', 'codecommit', ...args);
  const distribution = (id, name) => windows.setValue(`${LXSS}\\{${id}}`, 'DistributionName', name);

  test('where there is none, nothing is offered', () => {
    assert.doesNotMatch(setUp(), /WSL/);
    distribution('1', 'docker-desktop'); // no system of a person's
    distribution('2', 'docker-desktop-data');
    assert.doesNotMatch(setUp(), /WSL/);
  });

  test('git there asks the helper of Windows, and no other', () => {
    distribution('3', 'Ubuntu');
    distribution('4', 'Debian');
    const [, names, command] = OFFER.exec(setUp());
    assert.equal(names, 'Ubuntu, Debian');

    const home = join(windows.folder, 'wsl');
    const bin = join(home, 'bin');
    mkdirSync(bin, { recursive: true });
    const script = (path, text) => writeFileSync(path, `#!/bin/sh\n${text}\n`, { mode: 0o755 });
    script(join(bin, 'wslpath'), `[ "$1" = -u ] && printf '%s\\n' "$2" | sed 's,\\\\,/,g; s,^C:,${windows.drive},'`);
    // What WSL does with the .exe; it writes down what git asks.
    const exe = join(programs, 'git-credential-vouch.exe');
    spawnSync('mv', [exe, `${exe}.real`]);
    script(exe, `echo "$1" >>'${home}/asked'; cat >>'${home}/asked'
      [ "$1" = get ] || exit 0; printf 'username=nora\\npassword=secret\\n'`);
    const env = { PATH: `${bin}:${process.env.PATH}`, HOME: home, GIT_CONFIG_NOSYSTEM: '1', GIT_TERMINAL_PROMPT: '0' };
    const run = (shell, text, input = '') =>
      spawnSync(shell, shell === 'bash' ? ['--norc', '-ic', text] : ['-c', text], { env, input, encoding: 'utf8' });
    const sh = (...args) => {
      const { status, stdout, stderr } = run(...args);
      assert.equal(status, 0, stderr);
      return stdout;
    };
    script(join(bin, 'git-credential-other'), `echo other >>'${home}/asked'`);
    sh('sh', 'git config --global credential.helper other');
    sh('bash', command);
    const once = readFileSync(join(home, '.gitconfig'), 'utf8');
    sh('sh', command);
    assert.equal(readFileSync(join(home, '.gitconfig'), 'utf8'), once);

    const url = 'protocol=https\nhost=git-codecommit.us-east-1.amazonaws.com\npath=v1/repos/payments-api\n\n';
    assert.match(sh('sh', 'git credential fill', url), /^password=secret$/m);
    const asked = readFileSync(join(home, 'asked'), 'utf8');
    assert.match(asked, /^get\n/);
    assert.match(asked, /^path=v1\/repos\/payments-api$/m);
    assert.doesNotMatch(asked, /other/);

    script(join(bin, 'wslpath'), 'exit 1'); // what it prints is no path then, and git keeps the helper that it has
    for (const shell of ['sh', 'bash']) assert.notEqual(run(shell, command).status, 0, shell);
    assert.equal(readFileSync(join(home, '.gitconfig'), 'utf8'), once);
  });

  test('for one region, the command names its hosts alone', () => {
    const [, , command] = OFFER.exec(setUp('--region', 'eu-west-1'));
    assert.match(command, /git-codecommit\.eu-west-1\.amazonaws\.com/);
    assert.doesNotMatch(command, /git-codecommit\.\*/);
  });
});
