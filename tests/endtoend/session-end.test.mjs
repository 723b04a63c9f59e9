// What the end of a session does to git while it waits for AWS.
import assert from 'node:assert/strict';
import { after, afterEach, before, describe, test } from 'node:test';
import { Home, startWorld } from './world.mjs';

describe('a session that ends while AWS is asked', () => {
  let world;
  let home;
  before(async () => {
    world = await startWorld();
  });
  after(() => world.stop());
  afterEach(async () => {
    await world.sandbox.post('/faults', { clear: true });
    await home.quit();
  });

  const list = () => home.git(['ls-remote', world.repositories['payments-api']]);
  /** Signed in for `seconds`, with git waiting for an STS that takes its time. */
  async function waitingForAws({ seconds = 28_770, latency_ms = 6000 } = {}) {
    home = new Home(world, { git: 'full' });
    await world.sandbox.post('/vouch-options', { access_token_seconds: seconds + 30 });
    try {
      assert.equal((await home.login()).code, 0);
    } finally {
      await world.sandbox.post('/vouch-options', { access_token_seconds: 28_800 });
    }
    await world.sandbox.post('/faults', { target: 'sts', latency_ms, count: 1 });
    const listing = list();
    await home.logged(/\/v1\/credentials\/aws\/token" 200/);
    return { listing }; // in a box: a promise would be waited for
  }

  test('by a sign-out: git is told at once, and nobody is asked to sign in again', async () => {
    const { listing } = await waitingForAws({ latency_ms: 60_000 });
    const before = Date.now();
    assert.equal((await home.vouch(['logout'])).code, 0);
    const result = await listing;
    assert.ok(Date.now() - before < 50_000, 'before AWS answers');
    assert.notEqual(result.code, 0);
    assert.match(result.stderr, /^vouch: Canceled\.\n/);
    const status = await home.status();
    assert.equal(status.state, 'signed_out');
    assert.equal(status.role, undefined);
  });

  test('by its time: git asks for another touch, and goes on', async () => {
    const { listing } = await waitingForAws({ seconds: 4 });
    await home.logged(/session ended: \S*Expired/);
    await home.signInByWindow();
    assert.equal((await listing).code, 0);
  });

  test('by a new sign-in: git goes on with that one', async () => {
    const { listing } = await waitingForAws();
    assert.equal((await home.login()).code, 0);
    assert.equal((await listing).code, 0);
  });
});
