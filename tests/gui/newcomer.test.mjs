// From nothing: an empty home, a key without a PIN that the server doesn't know, and only the setup
// wizard. The browser is real.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';

import { Browser, hasBrowser } from '../endtoend/browser.mjs';
import { BUILD, EMAIL, Home, PIN, join, startWorld } from '../endtoend/world.mjs';

const PICTURES = join(BUILD, 'screenshots');

describe('a newcomer', { skip: !hasBrowser() && 'there is no Chromium here' }, () => {
  let world;
  let home;
  let browser;
  before(async () => {
    world = await startWorld({ enrolled: false });
    await world.key.say('forget-pin');
    await world.sandbox.post('/vouch-options', {
      device_interval_seconds: 1,
      browser_attestation: 'any',
    });
    mkdirSync(PICTURES, { recursive: true });
    home = new Home(world, { git: 'none', setUp: false });
    home.writeDownPages();
  });
  after(async () => {
    await browser?.stop();
    await home.quit();
    await world.stop();
  });

  const focus = async (name) => {
    const found = await home.xdotool('search', '--sync', '--onlyvisible', '--name', name);
    await home.xdotool('windowfocus', '--sync', found.stdout.trim().split('\n')[0]);
    await new Promise((resolve) => setTimeout(resolve, 400));
  };
  const keys = (...names) => home.xdotool('key', ...names);
  const type = (text) => home.xdotool('type', '--delay', '5', text);
  /** The page appears shortly after the log says so. */
  const step = async (name) => {
    await home.logged(new RegExp(`set-up: "?${name}"?\\n`));
    await focus('^Set up Vouch$');
  };
  const picture = (name) => home.screenshot(join(PICTURES, `newcomer-${name}.png`));

  test('ends with a working clone', async () => {
    spawn(join(home.bin, 'vouch-tray'), [], { env: home.env, stdio: 'ignore' });
    await focus('^Vouch$');
    await keys('Return'); // Set up Vouch
    await focus('^Set up Vouch$');
    await step('welcome');
    await keys('alt+n');
    await step('ways');
    await keys('alt+n'); // with a server
    await step('server');
    await type(world.sandbox.server);
    await keys('alt+f');
    await type(world.sandbox.ca);
    await home.logged(/set-up: the server answers/);
    await keys('Return');

    await step('key');
    await keys('alt+r'); // Register it…
    const address = await home.openedPage();
    await picture('code');
    const code = new URL(address).searchParams.get('user_code');
    browser = await Browser.start(world.folder, world.sandbox);
    await browser.letIn(address, code, EMAIL);

    await home.addingMoment('PinNotSet');
    await home.open('^Add a key to');
    await picture('no-pin');
    await keys('Return'); // Set a PIN…
    await home.open('^Set a PIN$');
    await type(PIN);
    await keys('Tab');
    await type(PIN);
    await keys('Return');
    await home.addingMoment('Pin');
    await home.type(PIN, 'Return', 'Add a key to');
    await home.signInByWindow(); // starts on its own: AWS needs the key, not the browser's confirmation
    await home.dialogClosed();

    await focus('^Set up Vouch$');
    await picture('registered');
    await keys('alt+n');
    await step('role');
    await type(world.roles.Developer);
    await keys('Return'); // Test
    await home.logged(/role tried: \S*works/);
    await focus('^Set up Vouch$'); // the page shows it a moment later
    await keys('alt+n');
    await step('git');
    await home.logged(/set-up: git was looked at/);
    await keys('alt+a'); // Apply
    await home.logged(/set-up: git was looked at/);
    await keys('alt+n');
    await step('try');
    await type(world.repositories['payments-api']);
    await keys('Return');
    await home.logged(/set-up: git works/);
    await keys('alt+n');
    await step('start');
    await keys('alt+f');
    await home.logged(/set-up: done/);

    const clone = await home.git(['clone', '--quiet', world.repositories['payments-api'], 'cloned']);
    assert.equal(clone.code, 0, clone.stderr);
    assert.ok(existsSync(join(home.folder, 'cloned/README.md')));
    const { files } = await home.secretsOnDisk();
    assert.deepEqual(files, []);
  });
});
