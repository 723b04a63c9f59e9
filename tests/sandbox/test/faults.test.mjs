// Faults on demand, the clock, expiry, counters and the control API's own manners.
import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { openWorld } from './support/world.mjs';

let world;
before(async () => {
  world = await openWorld();
});
after(() => world.close());
beforeEach(() => world.sandbox.post('/faults', { clear: true }));

const fault = (spec) => world.sandbox.post('/faults', spec);
const discovery = () => world.fetch(`${world.sandbox.server}/.well-known/openid-configuration`);
const jwks = () => world.fetch(`${world.sandbox.server}/oauth/jwks`);
const sts = () =>
  world.fetch('https://sts.us-east-1.amazonaws.com/', { method: 'POST', body: 'Action=None' });
const git = () => world.fetch(`${world.repositories['lib-a']}/info/refs?service=git-upload-pack`);

test('latency', async () => {
  await fault({ target: 'vouch', latency_ms: 300 });
  const begun = performance.now();
  assert.equal((await discovery()).status, 200);
  assert.ok(performance.now() - begun >= 295);
});

test('a latency that is cleared', async () => {
  await world.sandbox.post('/reset-counters', {});
  await fault({ target: 'vouch', latency_ms: 600_000 });
  const answer = discovery();
  while ((await world.sandbox.get('/state')).faults_hit === 0) {
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  await fault({ target: 'vouch', clear: true });
  assert.equal((await answer).status, 200);
});

test('a status with body, type and headers, for a number of requests', async () => {
  await fault({
    target: 'vouch',
    status: 429,
    body: '{"error":"slow_down"}',
    content_type: 'application/json',
    headers: { 'Retry-After': '3' },
    count: 2,
  });
  for (let round = 0; round < 2; round += 1) {
    const answer = await discovery();
    assert.equal(answer.status, 429);
    assert.equal(answer.headers['retry-after'], '3');
    assert.equal(answer.json.error, 'slow_down');
  }
  assert.equal((await discovery()).status, 200);
});

test('one target and one path only; the longer path wins', async () => {
  await fault({ target: 'vouch', path: '/oauth', status: 500 });
  assert.equal((await discovery()).status, 200);
  assert.equal((await jwks()).status, 500);
  await fault({ target: 'vouch', path: '/oauth/jwks', status: 503, count: 1 });
  assert.equal((await jwks()).status, 503);
  assert.equal((await jwks()).status, 500);
  assert.equal((await sts()).status, 400);
  assert.equal((await git()).status, 401);
  await fault({ target: 'vouch', clear: true });
  assert.equal((await jwks()).status, 200);
});

test('the connection is reset', async () => {
  await fault({ target: 'sts', reset: true, count: 1 });
  await assert.rejects(sts(), { code: 'ECONNRESET' });
  assert.equal((await sts()).status, 400);
});

test('garbage instead of HTTP', async () => {
  await fault({ target: 'vouch', garbage: true });
  await assert.rejects(discovery(), /Parse Error/);
});

test('a page of HTML', async () => {
  await fault({ target: 'sts', html: true });
  const answer = await sts();
  assert.equal(answer.status, 200);
  assert.equal(answer.headers['content-type'], 'text/html');
  assert.match(answer.text, /^<!DOCTYPE html>/);
});

test('a redirect to a stranger, who tells what was carried there', async () => {
  await fault({ target: 'vouch', redirect: 'https://evil.example/oauth/token' });
  const answer = await discovery();
  assert.equal(answer.status, 302);
  await fault({ target: 'vouch', redirect: 'https://evil.example/', status: 307 });
  assert.equal((await discovery()).status, 307);

  await world.sandbox.post('/reset-counters');
  await world.fetch(answer.headers.location, {
    method: 'POST',
    headers: { Authorization: 'DPoP secret' },
    body: 'secret',
  });
  await world.fetch(answer.headers.location);
  const state = await world.sandbox.get('/state');
  assert.deepEqual(
    [state.stranger_requests, state.stranger_authorized, state.stranger_bodies],
    [2, 1, 1],
  );
});

test('an answer cut short', async () => {
  await fault({ target: 'vouch', truncate: 20, count: 1 });
  await assert.rejects(discovery(), /aborted|ECONNRESET/);
  assert.equal((await discovery()).status, 200);
});

test('an AWS error', async () => {
  await fault({ target: 'sts', aws_error: { code: 'Throttling', message: 'Rate exceeded' } });
  const answer = await sts();
  assert.equal(answer.status, 400);
  assert.match(answer.text, /<Code>Throttling<\/Code>\s*<Message>Rate exceeded<\/Message>/);
});

test('the Date header follows the clock', async () => {
  const skew = async () => Date.parse((await discovery()).headers.date) - Date.now();
  assert.ok(Math.abs(await skew()) < 2000);
  await world.withClock(-7200, async () => assert.ok(Math.abs((await skew()) + 7_200_000) < 2000));
  await world.withClock(7200, async () => assert.ok(Math.abs((await skew()) - 7_200_000) < 2000));
  assert.ok(Math.abs(await skew()) < 2000);
});

test('counters count and can be reset', async () => {
  await world.sandbox.post('/reset-counters');
  const client = await world.client();
  await client.login(await world.enrol());
  await sts();
  await git();
  const state = await world.sandbox.get('/state');
  assert.deepEqual(
    [
      state.registrations,
      state.challenges,
      state.logins,
      state.keys_registered,
      state.git_unauthenticated,
    ],
    [1, 1, 1, 1, 1],
  );
  assert.deepEqual(state.sts_calls, { None: 1 });
  assert.equal(state.sts_refused, 1);
  await world.sandbox.post('/reset-counters');
  assert.equal((await world.sandbox.get('/state')).logins, 0);
});

test('control requests that make no sense are refused and change nothing', async () => {
  const refuses = (path, body) =>
    assert.rejects(world.sandbox.post(path, body), /: 400 /, JSON.stringify(body));
  await refuses('/faults', { target: 'mars', reset: true });
  await refuses('/faults', { target: 'vouch' });
  await refuses('/faults', { target: 'vouch', explode: true });
  await refuses('/clock', {});
  await refuses('/expire', { what: 'everything' });
  await refuses('/vouch-options', { rp: 'x' });
  await refuses('/vouch-options', { hardware_required: 'no' });
  await refuses('/users', {});
  await refuses('/roles', { arn: 'x' });
  await refuses('/repositories', { region: 'us-east-1', account: '123456789012', name: '../x' });
  await assert.rejects(world.sandbox.post('/nothing'), /404/);
  assert.equal((await discovery()).status, 200);
});
