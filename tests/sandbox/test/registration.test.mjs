// Dynamic registration, its management, and client authentication (RFC 7591, RFC 7592, RFC 7523).
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { exportJWK, generateKeyPair } from 'jose';
import { openWorld } from './support/world.mjs';
import { GRANTS, VouchClient } from './support/vouch-client.mjs';

let world;
before(async () => {
  world = await openWorld();
});
after(() => world.close());

const now = () => Math.floor(Date.now() / 1000);

test('a client registers itself, looks its registration up and removes it', async () => {
  const client = new VouchClient(world.sandbox, world.agent);
  const answer = await client.register();
  assert.equal(answer.status, 201);
  assert.equal(answer.json.token_endpoint_auth_method, 'private_key_jwt');
  assert.deepEqual(answer.json.jwks.keys[0].kid, client.kid);

  const { registration_client_uri: uri, registration_access_token: token } = answer.json;
  const manage = (method) =>
    world.fetch(uri, { method, headers: { Authorization: `Bearer ${token}` } });
  assert.equal((await manage('GET')).json.client_id, client.clientId);
  assert.equal((await manage('DELETE')).status, 204);
  assert.equal((await manage('GET')).status, 401);
  const refusal = await client.challenge();
  assert.equal(refusal.status, 401);
  assert.equal(refusal.json.error, 'invalid_client');
});

test('keys other than ES256 with a kid are refused', async () => {
  const client = new VouchClient(world.sandbox, world.agent);
  const { publicKey } = await generateKeyPair('RS256');
  const rsa = { ...(await exportJWK(publicKey)), kid: 'rsa' };
  for (const changes of [
    { jwks: { keys: [rsa] } },
    { jwks: { keys: [{ kty: 'EC', crv: 'P-256', x: 'AA', y: 'AA' }] } },
    { token_endpoint_auth_method: 'client_secret_basic' },
    { token_endpoint_auth_signing_alg: 'RS256' },
  ]) {
    const answer = await client.register(changes);
    assert.equal(answer.status, 400, JSON.stringify(changes));
    assert.equal(answer.json.error, 'invalid_client_metadata');
  }
});

test('a client assertion must be addressed to the issuer, short-lived, and fresh', async () => {
  const client = await world.client();
  const refusals = {
    'aud is the endpoint': { aud: `${world.sandbox.server}/oauth/token` },
    'aud is a list': { aud: [world.sandbox.server] },
    'aud is another server': { aud: 'https://evil.example' },
    'lives longer than a minute': { exp: now() + 300 },
    'from the future': { iat: now() + 60, exp: now() + 100 },
    'no iat': { iat: undefined },
    'no jti': { jti: undefined },
    expired: { iat: now() - 120, exp: now() - 60 },
    'another issuer': { iss: 'somebody' },
  };
  for (const [what, claims] of Object.entries(refusals)) {
    const answer = await client.challenge(claims);
    assert.equal(answer.status, 401, what);
    assert.equal(answer.json.error, 'invalid_client', what);
  }
  assert.equal(
    (await client.challenge({ iat: now() + 5, exp: now() + 65 })).status,
    200,
    'ten seconds of skew',
  );
});

test('a client assertion is good once', async () => {
  const client = await world.client();
  const fields = await client.authentication();
  assert.equal((await client.post('/oauth/fido2/challenge', fields)).status, 200);
  assert.equal((await client.post('/oauth/fido2/challenge', fields)).json.error, 'invalid_client');
});

test("a form client_id must be the assertion's, and alone it proves nothing", async () => {
  const client = await world.client();
  const fields = await client.authentication();
  const other = await client.post('/oauth/fido2/challenge', { ...fields, client_id: 'somebody' });
  assert.equal(other.status, 400);
  const bare = await client.post('/oauth/device', { client_id: client.clientId });
  assert.equal(bare.status, 401);
  assert.equal(bare.json.error, 'invalid_client');
});

test('a grant the client did not register is unauthorized_client', async () => {
  const client = new VouchClient(world.sandbox, world.agent);
  await client.register({ grant_types: [GRANTS.device] });
  const key = await world.enrol();
  const answer = await client.login(key);
  assert.equal(answer.status, 400);
  assert.equal(answer.json.error, 'unauthorized_client');
});

test('when registrations are expired the client has to register again', async () => {
  const client = await world.client();
  await world.sandbox.post('/expire', { what: 'registrations' });
  assert.equal((await client.challenge()).json.error, 'invalid_client');
  await client.register();
  assert.equal((await client.challenge()).status, 200);
});

test('discovery names what a client and AWS need', async () => {
  const { json } = await world.fetch(`${world.sandbox.server}/.well-known/openid-configuration`);
  assert.equal(json.issuer, world.sandbox.server);
  assert.equal(json.registration_endpoint, `${world.sandbox.server}/oauth/register`);
  assert.equal(json.token_endpoint, `${world.sandbox.server}/oauth/token`);
  assert.equal(json.device_authorization_endpoint, `${world.sandbox.server}/oauth/device`);
  assert.deepEqual(json.id_token_signing_alg_values_supported, ['RS256']);
  const {
    json: { keys },
  } = await world.fetch(json.jwks_uri);
  assert.equal(keys[0].kty, 'RSA');
  assert.equal(keys[0].d, undefined);
});
