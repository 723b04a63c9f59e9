// Security keys: enrolment and its attestation rules, listing, renaming, removing and adding.
import assert from 'node:assert/strict';
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { SoftwareKey, UP, AT, createAttestation, enrol } from './support/software-key.mjs';
import { bytes } from './support/vouch-client.mjs';
import { EMAIL, openWorld, temporaryDirectory } from './support/world.mjs';

let dir;
let attestation;
let world;
let client;
let key;
before(async () => {
  dir = await temporaryDirectory();
  attestation = await createAttestation(dir);
  world = await openWorld({ attestationRoots: [attestation.root] });
  key = await enrol(world.sandbox, EMAIL, new SoftwareKey({ attestation }));
  client = await world.client();
  await client.login(key);
});
after(async () => {
  await world.close();
  await rm(dir, { recursive: true });
});

const start = () => client.resource('POST', '/v1/keys/register/start', { json: { name: 'Spare' } });
const add = (newKey, changes) => client.addKey(newKey, changes);

function assertRefused(answer, status, code) {
  assert.equal(answer.json.code, code, answer.json.message);
  assert.equal(answer.status, status);
}

test('a key is added, listed, used, renamed and removed', async () => {
  const spare = new SoftwareKey({ attestation });
  const added = await add(spare);
  assert.equal(added.status, 200, added.text);
  const {
    json: { keys },
  } = await client.resource('GET', '/v1/keys');
  const [first, second] = keys;
  assert.equal(first.is_current_session, true);
  assert.equal(second.id, added.json.device_id);
  assert.equal(second.name, 'Spare');
  assert.equal(second.is_current_session, false);
  assert.equal(second.aaguid, spare.aaguid);

  const other = await world.client();
  assert.equal((await other.login(spare)).status, 200);
  assert.equal(
    (await client.resource('PATCH', `/v1/keys/${second.id}`, { json: { name: 'Blue' } })).json.name,
    'Blue',
  );
  for (const name of ['', 'x'.repeat(257)]) {
    assertRefused(
      await client.resource('PATCH', `/v1/keys/${second.id}`, { json: { name } }),
      400,
      'invalid_name',
    );
  }

  const removed = await client.resource('DELETE', `/v1/keys/${second.id}`);
  assert.equal(removed.json.sessions_revoked, 1);
  assert.equal(removed.json.current_session_revoked, false);
  assert.equal((await other.resource('GET', '/v1/keys')).status, 401);
  assertRefused(await client.resource('DELETE', `/v1/keys/${second.id}`), 404, 'key_not_found');
  assertRefused(await client.resource('DELETE', `/v1/keys/${first.id}`), 400, 'last_key');
});

test('removing wants a login at most a minute old', async () => {
  const {
    json: {
      keys: [{ id }],
    },
  } = await client.resource('GET', '/v1/keys');
  await world.withClock(90, async () => {
    const created = new Date(Date.now() + 90_000);
    const answer = await client.resource('DELETE', `/v1/keys/${id}`, {
      proof: { iat: Math.floor(created / 1000) },
      signature: { created },
    });
    assertRefused(answer, 401, 'insufficient_user_authentication');
    assert.match(
      answer.headers['www-authenticate'],
      /^Bearer error="insufficient_user_authentication", max_age="60", acr_values="/,
    );
  });
  client.signatureNonce = undefined;
});

test('what a registration asks for is given as byte arrays', async () => {
  const { json } = await start();
  assert.equal(json.challenge.length, 32);
  assert.ok(json.challenge.every((byte) => Number.isInteger(byte)));
  assert.match(json.user_id, /^[0-9a-f]{8}-[0-9a-f]{4}-4/);
  assert.deepEqual(json.algorithms, [-7]);
  assert.deepEqual(json.exclude_credential_ids, [bytes(key.credentialId)]);
  assertRefused(
    await add(new SoftwareKey({ attestation }), { change: { credential_id: 'AAAA' } }),
    400,
    'invalid_request',
  );
  assertRefused(
    await client.resource('POST', '/v1/keys/register/start', { body: '[]' }),
    400,
    'invalid_request',
  );
});

test('states are good once, and known keys are not taken again', async () => {
  assertRefused(
    await add(new SoftwareKey({ attestation }), { change: { state: 'invented' } }),
    400,
    'invalid_state',
  );
  const {
    json: { state },
  } = await start();
  const change = { state };
  await add(new SoftwareKey({ attestation }), { change });
  assertRefused(await add(new SoftwareKey({ attestation }), { change }), 400, 'state_already_used');
  assertRefused(
    await add(new SoftwareKey({ attestation }), {
      change: { credential_id: bytes(key.credentialId) },
    }),
    409,
    'credential_already_registered',
  );
});

test('attestation: packed, with a certificate of a pinned root that names the model', async () => {
  const elsewhere = async (name, options) => {
    const place = path.join(dir, name);
    await mkdir(place);
    return createAttestation(place, options);
  };
  assertRefused(await add(new SoftwareKey()), 400, 'attestation_cert_required');
  assertRefused(
    await add(new SoftwareKey({ attestation }), { make: { fmt: 'none' } }),
    400,
    'unknown_attestation_format',
  );
  assertRefused(
    await add(new SoftwareKey({ attestation: await elsewhere('stranger') })),
    400,
    'attestation_chain_invalid',
  );
  assertRefused(
    await add(new SoftwareKey({ attestation: await elsewhere('unnamed', { named: false }) })),
    400,
    'aaguid_missing',
  );
  assertRefused(
    await add(new SoftwareKey({ attestation, aaguid: '00000000-0000-0000-0000-000000000001' })),
    400,
    'invalid_attestation',
  );
  await world.withVouchOptions(
    { allowed_aaguids: ['00000000-0000-0000-0000-000000000001'] },
    async () => {
      assertRefused(await add(new SoftwareKey({ attestation })), 400, 'aaguid_not_allowed');
    },
  );
});

test('no user verification, another credential, a broken object: all refused', async () => {
  const fresh = () => new SoftwareKey({ attestation });
  assertRefused(await add(fresh(), { make: { flags: UP | AT } }), 400, 'invalid_attestation');
  assertRefused(
    await add(fresh(), { change: { credential_id: [1, 2, 3] } }),
    400,
    'invalid_attestation',
  );
  assertRefused(
    await add(fresh(), { change: { attestation_object: [1, 2, 3] } }),
    400,
    'invalid_attestation',
  );
});

test('enrolling by the control API follows the same rules', async () => {
  const { sandbox } = world;
  await assert.rejects(sandbox.post('/enrol/start', { email: 'nobody@example.com' }), /404/);
  await assert.rejects(enrol(sandbox, EMAIL, new SoftwareKey()), /attestation_cert_required/);
  const options = await sandbox.post('/enrol/start', { email: EMAIL });
  assert.equal(options.origin, sandbox.server);
  assert.equal(Buffer.from(options.user_id, 'base64url').length, 16);
  const lied = new SoftwareKey({ attestation }).register({
    ...options,
    origin: 'https://evil.example',
  });
  await assert.rejects(
    sandbox.post('/enrol/finish', { email: EMAIL, response: lied }),
    /invalid_attestation/,
  );
  const again = new SoftwareKey({ attestation }).register(options);
  await assert.rejects(
    sandbox.post('/enrol/finish', { email: EMAIL, response: again }),
    /state_already_used/,
  );
});
