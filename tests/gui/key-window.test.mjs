// The software key's window, as the demo shows it on a desktop: a click on the disc is a touch.
import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';

import { BUILD, Home, startWorld } from '../endtoend/world.mjs';

const world = await startWorld({ touch: 'manual', window: true });
const home = new Home(world, { git: 'full' });
after(async () => {
  await home.quit();
  await world.stop();
});

test('a click on the gold disc lets git in', async () => {
  const listing = home.git(['ls-remote', world.repositories['payments-api']]);
  await home.signInByWindow();
  await home.moment('Touch');
  const search = ['search', '--onlyvisible', '--name', 'A software security key'];
  const id = (await home.xdotool(...search)).stdout.trim();
  const pictures = join(BUILD, 'screenshots');
  mkdirSync(pictures, { recursive: true });
  await home.screenshot(join(pictures, 'sign-in-touch.png'));
  // A click beside the disc does nothing.
  await home.xdotool('mousemove', '--window', id, '20', '20', 'click', '1');
  assert.match(await world.key.say('status'), /waiting-touch yes/);
  await home.xdotool('mousemove', '--window', id, '217', '65', 'click', '1');
  const { code, stderr } = await listing;
  assert.equal(code, 0, stderr);
});
