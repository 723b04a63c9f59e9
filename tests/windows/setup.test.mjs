// How git is set up for Vouch on Windows, with git's own commands on git's own file.
import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, beforeEach, describe, test } from 'node:test';

import { Windows, startWorld } from './world.mjs';

describe('Set-up on Windows', () => {
  let world;
  let windows;
  let file;
  before(async () => {
    world = await startWorld();
  });
  after(() => world.stop());
  beforeEach(() => {
    windows = new Windows(world);
    file = join(windows.user, '.gitconfig');
  });

  const setUp = (...options) => windows.now('vouch', 'setup', 'codecommit', ...options);
  const content = () => readFileSync(file, 'latin1');
  const ofGit = async (...args) => (await windows.gitProgram('config', ...args)).stdout.trimEnd();

  test('git finds the helper by the lines that it writes', async () => {
    setUp();
    const urls = 'https://git-codecommit.us-east-1.amazonaws.com/v1/repos/payments-api';
    assert.match(await ofGit('--get-urlmatch', 'credential.helper', urls), /vouch/);
    assert.equal(await ofGit('--get-urlmatch', 'credential.useHttpPath', urls), 'true');
    assert.match(setUp(), /Nothing to change\./);
  });

  test('--dry-run shows the lines and writes nothing', () => {
    const shown = setUp('--dry-run');
    assert.match(shown, /helper = .*vouch/);
    assert.ok(!existsSync(file));
    setUp();
    for (const line of shown.match(/^\+?\s*(?:helper|useHttpPath) = .*$/gm)) {
      assert.ok(content().includes(line.replace(/^\+?\s*/, '')), line);
    }
  });

  test('a file with CRLF keeps it, and --undo restores the file byte for byte', () => {
    const before = '[user]\r\n\tname = Nora Müller\r\n[core]\r\n\tautocrlf = true\r\n';
    writeFileSync(file, before, 'latin1');
    setUp();
    assert.ok(content().startsWith(before));
    assert.deepEqual(content().match(/[^\r]\n/g), null);
    assert.equal(setUp('--undo'), 'Restored ~/.gitconfig.\n');
    assert.equal(content(), before);
  });

  test('what was added since is kept by --undo', () => {
    setUp();
    writeFileSync(file, `${content()}[alias]\r\n\tst = status\r\n`, 'latin1');
    assert.match(setUp('--undo'), /changed since setup, so only Vouch's lines were removed\./);
    assert.match(content(), /st = status\r\n/);
    assert.ok(!/vouch/.test(content()), content());
  });

  test('the file of a HOME of its own', () => {
    mkdirSync(join(windows.user, 'git home'), { recursive: true });
    windows.env.WINEHOME = `C:\\users\\${windows.name}\\git home`;
    setUp();
    assert.ok(!existsSync(file));
    assert.match(readFileSync(join(windows.user, 'git home/.gitconfig'), 'latin1'), /vouch/);
  });
});
