// The Keys window and a key's PIN by keyboard, as a user has them: a first PIN on the way to git,
// another PIN later, a second key.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';

import { BUILD, Home, PIN, startWorld } from '../endtoend/world.mjs';

const PICTURES = join(BUILD, 'screenshots');
const OTHER_PIN = '97531864';

describe('PINs and the Keys window', () => {
  let world;
  let home;
  before(async () => {
    world = await startWorld();
    mkdirSync(PICTURES, { recursive: true });
  });
  after(() => world.stop());
  beforeEach(() => {
    home = new Home(world, { git: 'full' });
  });
  afterEach(() => home.quit());

  const list = () => home.git(['ls-remote', world.repositories['payments-api']]);
  const focus = (name) => (name.endsWith(' PIN$') ? home.open(name) : home.toWindow(name));
  const typeFields = async (...words) => {
    for (const [i, word] of words.entries()) {
      if (i > 0) await home.xdotool('key', 'Tab');
      await home.xdotool('type', '--delay', '5', word);
    }
    await home.xdotool('key', 'Return');
  };
  const gone = async (name) => {
    while ((await home.xdotool('search', '--onlyvisible', '--name', name)).stdout) {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };
  const openKeys = async () => {
    spawn(join(home.bin, 'vouch-tray'), [], { env: home.env, stdio: 'ignore' });
    await focus('^Vouch$');
    await home.xdotool('key', 'alt+k');
    await focus('^Keys$');
  };

  test('a key without a PIN gets one on the way to git', async () => {
    await world.key.say('forget-pin');
    const listing = list();
    await home.moment('PinNotSet');
    await home.type('', 'Return'); // Set a PIN…
    await focus('^Set a PIN$');
    await typeFields('1234567', '1234567'); // too short: reported, and nothing is sent
    await home.screenshot(join(PICTURES, 'set-pin-too-short.png'));
    await home.xdotool('key', 'shift+Tab', 'ctrl+a');
    await home.xdotool('key', 'alt+n', 'ctrl+a');
    await home.xdotool('type', '--delay', '5', PIN);
    await home.xdotool('key', 'Tab', 'ctrl+a');
    await home.xdotool('type', '--delay', '5', PIN);
    await home.xdotool('key', 'Return');
    await home.signInByWindow();
    const result = await listing;
    assert.equal(result.code, 0, result.stderr);
    assert.doesNotMatch(home.log(), new RegExp(PIN));
  });

  test('a PIN that must be changed is changed first', async () => {
    await world.key.say('force-pin-change');
    const listing = list();
    await home.moment('PinOutdated');
    await home.type('', 'Return'); // Change PIN…
    await focus('^Change PIN$');
    await typeFields(PIN, OTHER_PIN, OTHER_PIN);
    await home.signInByWindow(OTHER_PIN);
    const result = await listing;
    assert.equal(result.code, 0, result.stderr);
  });

  test('the PIN is changed in the Keys window', async () => {
    assert.equal((await home.login({ pin: OTHER_PIN })).code, 0);
    await openKeys();
    await home.screenshot(join(PICTURES, 'keys-window.png'));
    await home.xdotool('key', 'alt+p');
    await focus('^Change PIN$');
    await typeFields('11112222', PIN, PIN);
    const retries = async () => /pin-retries (\d)/.exec(await world.key.say('status'))[1];
    while ((await retries()) !== '7') await new Promise((resolve) => setTimeout(resolve, 50));
    await new Promise((resolve) => setTimeout(resolve, 500));
    await home.screenshot(join(PICTURES, 'change-pin-wrong.png'));
    assert.equal(await retries(), '7'); // not tried again
    await focus('^Change PIN$'); // a wrong PIN has closed its input guard
    await typeFields(OTHER_PIN, PIN, PIN);
    await gone('^Change PIN$');
    assert.equal(await retries(), '8');
    await home.vouch(['logout']);
    assert.equal((await home.login()).code, 0);
  });

  test('a terminal says where to set one', async () => {
    await world.key.say('forget-pin');
    spawn(join(home.bin, 'vouch-tray'), ['--background'], { env: home.env, stdio: 'ignore' });
    await home.logged(/vouch\.app: started/);
    const { code, output } = await home.login();
    assert.notEqual(code, 0);
    assert.match(output, /This key has no PIN yet\. Set one: vouch keys change-pin/);
    await openKeys();
    await home.xdotool('key', 'alt+p');
    await focus('^Set a PIN$');
    await typeFields(PIN, PIN);
    await gone('^Set a PIN$');
    assert.equal((await home.login()).code, 0);
  });

  test('a second key is added, renamed and removed', async () => {
    const second = await world.anotherKey({ enrolled: false });
    await second.say('unplug');
    home.useKeys(world.key.address, second.address);
    const registered = async () => (await world.sandbox.get('/state')).keys_registered;
    const untilListed = async (pattern) => {
      for (;;) {
        const { stdout } = await home.vouch(['keys', 'list']);
        if (pattern.test(stdout)) return;
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    };
    assert.equal((await home.login()).code, 0);
    await openKeys();
    await second.say('plug');
    await home.xdotool('key', 'alt+a'); // Add a key…
    await home.addingMoment('Pin');
    await home.type(PIN, 'Return', 'Add a key to');
    await gone('^Add a key to');
    assert.equal(await registered(), 2);
    await second.say('unplug');

    await focus('^Keys$');
    await home.xdotool('key', 'shift+Tab', 'shift+Tab', 'space'); // Rename… of the last row
    await focus('^Rename a key$');
    await home.screenshot(join(PICTURES, 'keys-window-rename.png'));
    await home.xdotool('key', 'ctrl+a');
    await home.xdotool('type', '--delay', '5', 'In the safe');
    await home.xdotool('key', 'Return');
    await untilListed(/In the safe/);

    await focus('^Keys$');
    await home.screenshot(join(PICTURES, 'keys-window-two.png'));
    await home.xdotool('key', 'shift+Tab', 'space'); // Remove… of the same row
    await focus('^Remove a key$');
    await home.screenshot(join(PICTURES, 'keys-window-remove.png'));
    await home.xdotool('key', 'alt+r');
    await untilListed(/^(?!.*In the safe)/s);
  });
});
