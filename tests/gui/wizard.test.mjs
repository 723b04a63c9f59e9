// A newcomer with an empty home goes through the whole setup by keyboard, closes the wizard once on the
// way, and ends with a working clone.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';

import { BUILD, Home, existsSync, join, readFileSync, startWorld } from '../endtoend/world.mjs';

const PICTURES = join(BUILD, 'screenshots');

describe('the setup wizard', () => {
  let world;
  let home;
  before(async () => {
    world = await startWorld();
    mkdirSync(PICTURES, { recursive: true });
    home = new Home(world, { git: 'none', setUp: false });
    await start();
  });
  after(async () => {
    await home.quit();
    await world.stop();
  });

  const start = async () => {
    spawn(join(home.bin, 'vouch-tray'), [], { env: home.env, stdio: 'ignore' });
    await home.logged(/vouch\.app: started/);
    await focus('^Vouch$');
  };
  const focus = async (name) => {
    const found = await home.xdotool('search', '--sync', '--onlyvisible', '--name', name);
    await home.xdotool('windowfocus', '--sync', found.stdout.trim().split('\n')[0]);
  };
  const keys = (...names) => home.xdotool('key', ...names);
  const type = (text) => home.xdotool('type', '--delay', '5', text);
  const step = (name) => home.logged(new RegExp(`set-up: "?${name}"?\\n`));
  const picture = (name) => home.screenshot(join(PICTURES, `set-up-${name}.png`));
  const file = (name) => readFileSync(join(home.folder, name), 'utf8');

  test('from the panel to the server, which answers', async () => {
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
    await picture('server');
    await keys('Return');
    await step('key');
    assert.match(file('.config/vouch/settings'), /url = https:/);
  });

  test('the key, by signing in', async () => {
    await keys('Return'); // Sign in
    await home.signInByWindow();
    await home.dialogClosed();
    await focus('^Set up Vouch$');
    await picture('key');
    await keys('alt+n');
    await step('role');
  });

  test('closed in the middle, it continues there with what was typed, even after a restart', async () => {
    await type('arn:aws:iam::123456789012:role/NoSuchRole');
    await keys('Return'); // Test
    await home.logged(/role tried: \S*role/);
    await picture('role-refused');
    await keys('Escape');
    await home.quit();
    await start();
    await keys('alt+g'); // Set up git
    await focus('^Set up Vouch$');
    await step('role');
    await picture('role-again');
    await keys('alt+a', 'End', ...Array(10).fill('BackSpace'));
    await type('Developer');
    await keys('Return');
    await home.signInByWindow(); // signed out by the restart
    await home.logged(/role tried: \S*works/);
    await home.dialogClosed();
    await focus('^Set up Vouch$');
    await picture('role');
    await keys('alt+n');
    await step('git');
    assert.match(file('.config/vouch/settings'), /role\/Developer/);
  });

  test('git, with Undo', async () => {
    const before = file('.gitconfig');
    await home.logged(/set-up: git was looked at/);
    await picture('git');
    await keys('alt+a'); // Apply
    await home.logged(/set-up: git was looked at/);
    assert.match(file('.gitconfig'), /helper = vouch/);
    await keys('alt+u');
    await home.logged(/set-up: git was looked at/);
    assert.equal(file('.gitconfig'), before);
    await keys('alt+a');
    await home.logged(/set-up: git was looked at/);
    await picture('git-applied');
    await keys('alt+n');
    await step('try');
  });

  test('trying it, and a clone', async () => {
    await type(world.repositories['infra-live']); // which Developer may not read
    await keys('Return');
    await home.logged(/set-up: git can't/);
    await picture('try-refused');
    await keys('alt+r', 'ctrl+a');
    await type(world.repositories['payments-api']);
    await keys('Return');
    await home.logged(/set-up: git works/);
    await picture('try');
    await keys('alt+n');
    await step('start');
    await picture('ready');
    await keys('alt+s', 'alt+f');
    await home.logged(/set-up: done/);
    assert.match(file('.config/vouch/settings'), /startAtLogin = true/);
    const clone = await home.git(['clone', '--quiet', world.repositories['payments-api'], 'cloned']);
    assert.equal(clone.code, 0, clone.stderr);
    assert.ok(existsSync(join(home.folder, 'cloned/README.md')));
  });

  test('why did git fail: the reason for the last refusal', async () => {
    await home.git(['clone', world.repositories['infra-live'], 'refused']);
    await focus('^Vouch$');
    const panel = (await home.xdotool('search', '--onlyvisible', '--name', '^Vouch$')).stdout.trim();
    const size = (await home.xdotool('getwindowgeometry', '--shell', panel)).stdout;
    const [, width, height] = /WIDTH=(\d+)\nHEIGHT=(\d+)/.exec(size).map(Number);
    await home.xdotool('mousemove', '--window', panel, width - 28, height - 20, 'click', '1'); // ⋯
    await home.xdotool('sleep', '0.3', 'key', 'w');
    await focus('^Why did git fail.$');
    await home.logged(/why git failed: [1-9]/);
    await picture('why');
    const { files } = await home.secretsOnDisk();
    assert.deepEqual(files, []);
  });
});
