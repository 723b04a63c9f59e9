// The daily login: challenge and FIDO2 assertion grant, with the device posture
// (app/identity/README.md, sections 3 and 7).
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { SoftwareKey, UP, UV } from './support/software-key.mjs';
import { openWorld } from './support/world.mjs';

let world;
let key;
let client;
before(async () => {
  world = await openWorld();
  key = await world.enrol();
  client = await world.client();
});
after(() => world.close());

/** Logs in with what the key said changed by `change`; gives the answer. */
async function loginWith(change) {
  const { json } = await client.challenge();
  return client.token(client.fido2({ ...key.assert(json), ...change }));
}

function assertRefused(answer, error, what) {
  assert.equal(answer.status, 400, what);
  assert.equal(answer.json.error, error, what);
}

test('a challenge names the server, and a touch of the key gives a bound token', async () => {
  const { json } = await client.challenge();
  assert.equal(Buffer.from(json.challenge, 'base64url').length, 32);
  assert.equal(json.rp_id, 'us.vouch.example');
  const answer = await client.token(client.fido2(key.assert(json)));
  assert.equal(answer.status, 200);
  assert.equal(answer.json.token_type, 'DPoP');
  assert.equal(answer.json.expires_in, 8 * 3600);
  assert.equal(answer.json.email, world.email);
  assert.equal(answer.headers['cache-control'], 'no-store');
});

test('a challenge is good for one assertion', async () => {
  const { json } = await client.challenge();
  assert.equal((await client.token(client.fido2(key.assert(json)))).status, 200);
  assertRefused(await client.token(client.fido2(key.assert(json))), 'invalid_grant');
});

test('a challenge is spent by a wrong assertion too', async () => {
  const { json } = await client.challenge();
  assertRefused(await client.token(client.fido2(key.assert(json, { flags: UP }))), 'invalid_grant');
  assertRefused(await client.token(client.fido2(key.assert(json))), 'invalid_grant');
});

test('a challenge is good for five minutes', async () => {
  const { json: old } = await client.challenge();
  const { json: young } = await client.challenge();
  const at = async (seconds, challenge) =>
    world.withClock(seconds, async () => {
      const iat = Math.floor(Date.now() / 1000) + seconds;
      return client.token(client.fido2(key.assert(challenge)), {
        proof: { iat },
        assertion: { iat, exp: iat + 60 },
      });
    });
  assertRefused(await at(310, old), 'invalid_grant');
  assert.equal((await at(290, young)).status, 200);
});

test('a challenge belongs to the client that asked', async () => {
  const other = await world.client();
  const { json } = await other.challenge();
  await client.challenge();
  assertRefused(await client.token(client.fido2(key.assert(json))), 'invalid_grant');
});

test('user verification is demanded', async () => {
  assertRefused(await client.login(key, { touch: { flags: UP } }), 'invalid_grant');
  assertRefused(await client.login(key, { touch: { flags: UV } }), 'invalid_grant');
  assert.match(await world.log(), /User verification required/);
});

test("the origin must be https://<rp_id>, and the rpIdHash the server's", async () => {
  assertRefused(
    await client.login(key, { touch: { origin: 'https://evil.example' } }),
    'invalid_grant',
  );
  const { json } = await client.challenge();
  const elsewhere = key.assert(
    { ...json, rp_id: 'evil.example' },
    { origin: 'https://us.vouch.example' },
  );
  assertRefused(await client.token(client.fido2(elsewhere)), 'invalid_grant');
});

test('the signature counter must rise', async () => {
  assert.equal((await client.login(key)).status, 200);
  assertRefused(await client.login(key, { touch: { step: 0 } }), 'invalid_grant');
  assertRefused(await client.login(key, { touch: { step: -1 } }), 'invalid_grant');
  assert.equal((await client.login(key, { touch: { step: 5 } })).status, 200);
});

test('the key must be registered, for the user handle it gives', async () => {
  const stranger = new SoftwareKey();
  stranger.register({
    challenge: 'x',
    rp_id: 'us.vouch.example',
    origin: 'x',
    user_id: key.userHandle,
  });
  assertRefused(await client.login(stranger), 'invalid_grant');

  await world.sandbox.post('/users', { email: 'bob@example.com' });
  const { user_id: bob } = await world.sandbox.post('/enrol/start', { email: 'bob@example.com' });
  assertRefused(await loginWith({ user_handle: bob }), 'invalid_grant');
  assertRefused(await loginWith({ user_handle: undefined }), 'invalid_grant');
});

test("another key's signature, and DER that is none, are refused", async () => {
  const other = await world.enrol();
  const { json } = await client.challenge();
  const { signature } = other.assert(json);
  assertRefused(
    await client.token(client.fido2({ ...key.assert(json), signature })),
    'invalid_grant',
  );
  assertRefused(await loginWith({ signature: 'AAAA' }), 'invalid_grant');
});

test('a signature with a short r is as good as any', async () => {
  const suits = (der) => der[3] < 32; // the length of the first INTEGER in the SEQUENCE
  assert.equal((await client.login(key, { touch: { suits } })).status, 200);
});

test('padding in the assertion is refused', async () => {
  assertRefused(await loginWith({ signature: 'AAA=' }), 'invalid_grant');
});

test('the server may name another rp_id', async () => {
  await world.withVouchOptions({ rp_id: 'vouch.example' }, async () => {
    const parent = await world.enrol();
    assert.equal((await client.challenge()).json.rp_id, 'vouch.example');
    assert.equal((await client.login(parent)).status, 200);
  });
  await world.withVouchOptions({ rp_id: 'evil.example' }, async () => {
    assert.equal((await client.challenge()).json.rp_id, 'evil.example');
  });
});

test('the life of access tokens can be changed', async () => {
  await world.withVouchOptions({ access_token_seconds: 120 }, async () => {
    assert.equal((await client.login(key)).json.expires_in, 120);
  });
});

const report = {
  type: 'device_posture',
  posture_version: 1,
  os: 'linux',
  disk_encryption_enabled: true,
  edr: ['falcon'],
  collected_at: '2026-01-01T00:00:00Z',
};
const withPosture = (value) =>
  client.login(key, {
    fields: { authorization_details: typeof value === 'string' ? value : JSON.stringify(value) },
  });

test('a posture report is taken when it keeps to the rules', async () => {
  assert.equal((await withPosture([report])).status, 200);
  const nested = { ...report, os_version: JSON.parse('[[[[1]]]]') };
  const refusals = {
    'not JSON': '{',
    'not a list': report,
    'two reports': [report, report],
    'another type': [{ ...report, type: 'payment' }],
    'no version': [{ ...report, posture_version: undefined }],
    'upper case': [{ ...report, os_distribution: 'Debian' }],
    'text for a flag': [{ ...report, tpm_present: 'yes' }],
    'unknown member': [{ ...report, hostname: 'alice-laptop' }],
    'control character': [{ ...report, os_version: '12\u0007' }],
    'too deep': [nested],
    'too long': [{ ...report, parent_process: 'x'.repeat(9000) }],
  };
  for (const [what, value] of Object.entries(refusals)) {
    assertRefused(await withPosture(value), 'invalid_authorization_details', what);
  }
});

test('posture may be required; its refusal spends challenge and counter', async () => {
  await world.withVouchOptions({ posture_required: true }, async () => {
    const { json } = await client.challenge();
    const assertion = key.assert(json);
    assertRefused(await client.token(client.fido2(assertion)), 'access_denied');
    assertRefused(await client.token(client.fido2(assertion)), 'invalid_grant');
    assertRefused(await client.login(key, { touch: { step: 0 } }), 'invalid_grant');
    assert.equal((await withPosture([report])).status, 200);
  });
});
