// Several keys, and several accounts on one: which one is meant, in the real dialog.
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';
import { EMAIL, Home, PIN, startWorld } from './world.mjs';

const ADMIN = 'nora.admin@example.com';

describe('several keys and accounts', () => {
  let world;
  let second;
  let home;
  before(async () => {
    world = await startWorld({ touch: 'manual' });
    second = await world.anotherKey();
  });
  after(() => world.stop());
  beforeEach(() => {
    home = new Home(world, { git: 'full' });
    home.useKeys(world.key.address, second.address);
  });
  afterEach(async () => {
    await home.quit();
    for (const key of [world.key, second]) {
      await key.say('plug');
      await key.say('touch-mode manual');
    }
  });

  const list = () => home.git(['ls-remote', world.repositories['payments-api']]);
  const blinks = async (key) => /waiting-touch yes/.test(await key.say('status'));
  const untilDark = async () => {
    while ((await blinks(world.key)) || (await blinks(second)))
      await new Promise((resolve) => setTimeout(resolve, 20));
  };

  test('the key that is touched signs in, and the other one goes dark', async () => {
    const [first, other] = [await world.key.assertions(), await second.assertions()];
    const listing = list();
    const bothBlink = Promise.all([world.key.blinks(), second.blinks()]);
    await home.moment('ChooseKey');
    await bothBlink;
    await second.say('touch');
    await home.moment('Pin');
    await untilDark();
    await home.type(PIN);
    await home.moment('Touch');
    assert.equal(await blinks(world.key), false);
    await second.say('touch');
    const result = await listing;
    assert.equal(result.code, 0, result.stderr);
    assert.equal(await world.key.assertions(), first);
    assert.equal(await second.assertions(), other + 1);
  });

  test('a wrong PIN does not ask which key again', async () => {
    const listing = list();
    await home.moment('ChooseKey');
    await world.key.say('touch');
    await home.signInByWindow('11112222');
    await home.signInByWindow();
    await home.moment('Touch');
    await world.key.say('touch');
    assert.equal((await listing).code, 0);
    assert.equal(home.log().match(/ChooseKey/g).length, 1);
  });

  test('Escape while they blink: all go dark and git is told', async () => {
    const listing = list();
    const bothBlink = Promise.all([world.key.blinks(), second.blinks()]);
    await home.moment('ChooseKey');
    await bothBlink;
    await home.type('', 'Escape');
    assert.match((await listing).stderr, /vouch: Canceled\./);
    await untilDark();
  });

  test('one of two is pulled out: the other one is asked for its PIN', async () => {
    const listing = list();
    await home.moment('ChooseKey');
    await second.say('unplug');
    await home.signInByWindow();
    await home.moment('Touch');
    await world.key.say('touch');
    assert.equal((await listing).code, 0);
  });

  test('a key that the server does not know is put aside for another one', async () => {
    const stranger = await world.anotherKey({ enrolled: false });
    home.useKeys(stranger.address, world.key.address);
    const listing = list();
    await home.moment('ChooseKey');
    await stranger.say('touch');
    await home.signInByWindow();
    await home.moment('NotRegistered');
    await home.type('', 'Return'); // Use another key: there is one, so it is not asked which
    await home.signInByWindow();
    await home.moment('Touch');
    await world.key.say('touch');
    assert.equal((await listing).code, 0);
    assert.equal(home.log().match(/ChooseKey/g).length, 1);
  });

  test('two accounts on one key: the one that is chosen signs in', async () => {
    await world.secondAccount(ADMIN);
    home.useKeys(world.key.address);
    const login = home.vouch(['login']);
    await home.signInByWindow();
    await home.moment('Touch');
    await world.key.say('touch');
    await home.moment('ChooseAccount');
    // The newest first (CTAP 2.1 section 6.2.2 step 12).
    await home.type('', 'Down');
    await home.xdotool('key', 'Return');
    const result = await login;
    assert.equal(result.code, 0, result.stderr);
    assert.match(result.stdout, new RegExp(`Signed in as ${EMAIL}`));

    await home.vouch(['logout']);
    const again = home.vouch(['login']);
    await home.signInByWindow();
    await home.moment('Touch');
    await world.key.say('touch');
    await home.moment('ChooseAccount');
    await home.type('', 'Return');
    assert.match((await again).stdout, new RegExp(`Signed in as ${ADMIN}`));
  });
});
