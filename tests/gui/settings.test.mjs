// The settings window by keyboard, as a user opens it: a role is tested with AWS, and a change takes
// effect and reaches the file immediately.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';

import { BUILD, Home, run, startWorld } from '../endtoend/world.mjs';

const PICTURES = join(BUILD, 'screenshots');

describe('the settings', () => {
  let world;
  let home;
  before(async () => {
    world = await startWorld();
    mkdirSync(PICTURES, { recursive: true });
    home = new Home(world, { git: 'full' });
    spawn(join(home.bin, 'vouch-tray'), [], { env: home.env, stdio: 'ignore' });
    await home.logged(/vouch\.app: started/);
    await focus('^Vouch$');
    await home.xdotool('key', 'ctrl+comma');
    await focus('^Settings');
    await home.xdotool('key', 'Down'); // Roles
  });
  after(async () => {
    await home.quit();
    await world.stop();
  });

  const focus = async (name) => {
    const found = await home.xdotool('search', '--sync', '--onlyvisible', '--name', name);
    await home.xdotool('windowfocus', '--sync', found.stdout.trim().split('\n')[0]);
  };
  const config = async (...words) => (await run(join(home.bin, 'vouch'), ['config', ...words], { env: home.env })).stdout;

  test('a role is not tested before a sign-in', async () => {
    await home.xdotool('key', 'alt+t');
    assert.equal((await home.login()).code, 0);
    assert.doesNotMatch(home.log(), /role tried/);
  });

  test('a role that works, and one that AWS refuses', async () => {
    await focus('^Settings');
    await home.xdotool('key', 'alt+t');
    await home.logged(/role tried: \S*works/);
    await home.screenshot(join(PICTURES, 'settings-test-works.png'));
    await run(join(home.bin, 'vouch'), ['config', 'add-role', 'Aaa', 'arn:aws:iam::123456789012:role/NoSuchRole', '--default'], { env: home.env });
    await new Promise((resolve) => setTimeout(resolve, 1000)); // until the window has seen it
    await home.xdotool('key', 'Tab', 'Down', 'Down', 'alt+t');
    await home.logged(/role tried: \S*role/);
    await home.screenshot(join(PICTURES, 'settings-test-refused.png'));
  });

  test('a click is in the file immediately', async () => {
    assert.equal(await config('get', 'lock-key-removed'), '');
    await home.xdotool('key', 'Escape');
    await focus('^Vouch$');
    await home.xdotool('key', 'ctrl+comma');
    await focus('^Settings');
    await home.xdotool('type', 'lo'); // Locking, in the list of pages
    await home.xdotool('key', 'alt+k');
    const end = Date.now() + 60_000;
    while ((await config('get', 'lock-key-removed')) !== 'true\n') {
      assert.ok(Date.now() < end, 'written');
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  });

  test('the language changes at once, and the focus stays', async () => {
    await home.xdotool('key', 'Escape');
    await focus('^Vouch$');
    await home.xdotool('key', 'ctrl+comma');
    await focus('^Settings');
    await home.xdotool('key', 'alt+l');
    await home.xdotool('type', 'D'); // Deutsch
    await focus('^Einstellungen');
    assert.equal(await config('get', 'language'), 'de\n');
    await home.screenshot(join(PICTURES, 'settings-in-german.png'));
    await home.xdotool('type', 'E'); // English, in the same field
    await focus('^Settings');
  });
});
