// Enrolment by device code (RFC 8628).
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { SoftwareKey } from './support/software-key.mjs';
import { GRANTS } from './support/vouch-client.mjs';
import { openWorld } from './support/world.mjs';

let world;
before(async () => {
  world = await openWorld();
});
after(() => world.close());

async function beginDevice(client) {
  const { json } = await client.post('/oauth/device', {
    ...(await client.authentication()),
    scope: 'openid email',
  });
  await client.challenge(); // brings a DPoP nonce
  return {
    ...json,
    poll: () => client.token({ grant_type: GRANTS.device, device_code: json.device_code }),
  };
}

test('a device code waits, is approved, and is redeemed once', async () => {
  const client = await world.client();
  const device = await beginDevice(client);
  assert.equal(device.verification_uri, `${world.sandbox.server}/device`);
  assert.match(device.verification_uri_complete, /\?user_code=/);
  assert.equal(device.interval, 5);
  assert.ok(device.expires_in > 0);

  assert.equal((await device.poll()).json.error, 'authorization_pending');
  assert.equal((await device.poll()).json.error, 'slow_down');
  await world.sandbox.post('/device', { user_code: device.user_code, email: world.email });
  const answer = await device.poll();
  assert.equal(answer.status, 200);
  assert.equal(answer.json.token_type, 'DPoP');
  assert.equal(answer.json.email, world.email);

  assert.equal(
    (await client.resource('GET', '/v1/auth/status', { signature: null })).json.email,
    world.email,
  );
  const aws = await client.resource(
    'GET',
    `/v1/credentials/aws/token?role_arn=${world.roles.Developer}`,
  );
  assert.equal(aws.status, 403);
  assert.equal(aws.json.code, 'hardware_required');
  await world.withVouchOptions({ hardware_required: false }, async () => {
    assert.equal(
      (await client.resource('GET', `/v1/credentials/aws/token?role_arn=${world.roles.Developer}`))
        .status,
      200,
    );
  });

  assert.equal((await device.poll()).json.error, 'invalid_grant');
  assert.equal(
    (await client.resource('GET', '/v1/auth/status', { signature: null })).status,
    401,
    'redeeming twice revokes',
  );
});

test('a session made so registers the first key, and the key then logs in', async () => {
  const client = await world.client();
  const device = await beginDevice(client);
  await world.sandbox.post('/device', { user_code: device.user_code, email: world.email });
  await device.poll();
  const key = new SoftwareKey();
  assert.equal((await client.addKey(key)).status, 200);
  assert.equal((await client.login(key)).json.email, world.email);
});

test('the pace of polling follows the interval', async () => {
  await world.withVouchOptions({ device_interval_seconds: 0 }, async () => {
    const device = await beginDevice(await world.client());
    assert.equal(device.interval, 0);
    for (let poll = 0; poll < 3; poll += 1) {
      assert.equal((await device.poll()).json.error, 'authorization_pending');
    }
  });
});

test('denied, expired and foreign codes', async () => {
  const client = await world.client();
  const denied = await beginDevice(client);
  await world.sandbox.post('/device', { user_code: denied.user_code, deny: true });
  assert.equal((await denied.poll()).json.error, 'access_denied');

  const foreign = await beginDevice(client);
  const thief = await world.client();
  await thief.challenge();
  const stolen = await thief.token({ grant_type: GRANTS.device, device_code: foreign.device_code });
  assert.equal(stolen.json.error, 'invalid_grant');

  const late = await beginDevice(client);
  const expired = await world.withClock(700, () => {
    const iat = Math.floor(Date.now() / 1000) + 700;
    return client.token(
      { grant_type: GRANTS.device, device_code: late.device_code },
      { proof: { iat }, assertion: { iat, exp: iat + 60 } },
    );
  });
  assert.equal(expired.json.error, 'expired_token');
});

test('an older server gives an unbound Bearer token', async () => {
  await world.withVouchOptions({ device_token_type: 'Bearer' }, async () => {
    const client = await world.client();
    const device = await beginDevice(client);
    await world.sandbox.post('/device', { user_code: device.user_code, email: world.email });
    assert.equal((await device.poll()).json.token_type, 'Bearer');
    assert.equal((await client.resource('GET', '/v1/keys', { scheme: 'Bearer' })).status, 200);
    assert.equal((await client.resource('GET', '/v1/keys')).status, 401);
  });
});

test("the provider's own pages take a user code", async () => {
  const { user_code: code } = await beginDevice(await world.client());
  const page = await world.fetch(`${world.sandbox.server}/device`, {
    headers: { Accept: 'text/html' },
  });
  assert.equal(page.status, 200);
  assert.match(page.headers['content-type'], /text\/html/);
  const complete = await world.fetch(`${world.sandbox.server}/device?user_code=${code}`, {
    headers: { Accept: 'text/html' },
  });
  assert.match(complete.text, new RegExp(code));
});

test('token exchange is registered and not offered', async () => {
  const client = await world.client();
  await client.challenge();
  assert.equal(
    (await client.token({ grant_type: GRANTS.exchange })).json.error,
    'unsupported_grant_type',
  );
});
