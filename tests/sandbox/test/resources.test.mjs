// What a request under /v1 has to carry: message signature, access token, DPoP proof; and the AWS
// token.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, beforeEach, test } from 'node:test';
import { decodeJwt, decodeProtectedHeader } from 'jose';
import { openWorld } from './support/world.mjs';

let world;
let key;
let client;
before(async () => {
  world = await openWorld();
  key = await world.enrol();
});
after(() => world.close());
beforeEach(async () => {
  client = await world.client();
  assert.equal((await client.login(key)).status, 200);
});

const now = () => Math.floor(Date.now() / 1000);
const keys = (overrides) => client.resource('GET', '/v1/keys', overrides);
const rename = (overrides) =>
  client.resource('PATCH', '/v1/keys/none', { json: { name: 'Blue' }, ...overrides });

function assertSignatureRefused(answer, what) {
  assert.equal(answer.status, 401, what);
  assert.match(answer.headers['content-type'], /^text\/plain/, what);
  assert.equal(answer.text, 'signature verification failed', what);
  assert.match(answer.headers['accept-signature'], /^sig1=\("@method" /);
}

function assertUnauthorized(answer, code, what) {
  assert.equal(answer.status, 401, what);
  assert.equal(answer.json.code, code, what);
  assert.match(answer.headers['www-authenticate'], /^DPoP error=/, what);
}

test('the request of the protocol is accepted, with and without a body', async () => {
  assert.equal((await keys()).status, 200);
  const answer = await rename();
  assert.equal(answer.status, 404);
  assert.equal(answer.json.code, 'key_not_found');
  assert.equal((await client.resource('GET', '/v1/nothing')).json.code, 'not_found');
});

test("a missing signature is refused, except for the session's status", async () => {
  assertSignatureRefused(await keys({ signature: null }));
  const status = await client.resource('GET', '/v1/auth/status', { signature: null });
  assert.equal(status.json.email, world.email);
});

test("coverage: method, path, and a body's digest; any order; nothing twice", async () => {
  assert.equal((await keys({ signature: { fields: ['@path', '@method'] } })).status, 200);
  assert.equal(
    (await keys({ signature: { fields: ['dpop', '@query', '@path', '@authority', '@method'] } }))
      .status,
    200,
  );
  assertSignatureRefused(
    await keys({ signature: { fields: ['@method', '@authority'] } }),
    'no path',
  );
  assertSignatureRefused(
    await keys({ signature: { fields: ['@path', '@authority'] } }),
    'no method',
  );
  assertSignatureRefused(
    await keys({ signature: { fields: ['@method', '@path', '@path'] } }),
    'path twice',
  );
  assertSignatureRefused(
    await rename({ signature: { fields: ['@method', '@path'] } }),
    'no digest',
  );
  assert.equal(
    (await rename({ signature: { fields: ['content-digest', '@path', '@method'] } })).status,
    404,
  );
});

test('the signature is over this request', async () => {
  const digest = `sha-256=:${createHash('sha256').update('{}').digest('base64')}:`;
  const fields = ['@method', '@path', 'authorization'];
  assertSignatureRefused(
    await keys({ signature: { fields }, headers: { authorization: 'DPoP other' } }),
    'another header',
  );
  assertSignatureRefused(await rename({ headers: { 'content-digest': digest } }), 'another digest');
  assertSignatureRefused(await rename({ sentBody: '{"name":"Red!"}' }), 'another body');
  assertSignatureRefused(await keys({ signature: { keyid: 'nobody' } }), 'another keyid');
  assertSignatureRefused(await keys({ signature: { label: 'other' } }), 'another label');
  assertSignatureRefused(await keys({ signature: { alg: 'rsa-pss-sha512' } }), 'another algorithm');
  const other = await world.client();
  assertSignatureRefused(await keys({ signature: { keyid: other.kid } }), "another client's keyid");
});

test('created is mandatory, at most 10 s ahead and 300 s old', async () => {
  const created = (seconds) =>
    keys({ signature: { created: new Date(Date.now() + seconds * 1000) } });
  assert.equal((await created(5)).status, 200);
  assert.equal((await created(-290)).status, 200);
  assertSignatureRefused(await created(20), 'ahead');
  assertSignatureRefused(await created(-310), 'old');
  assertSignatureRefused(await keys({ signature: { created: null } }), 'missing');
  const expires = (seconds) =>
    keys({
      signature: {
        params: ['alg', 'created', 'keyid', 'expires'],
        expires: new Date(Date.now() + seconds * 1000),
      },
    });
  assert.equal((await expires(10)).status, 200);
  assertSignatureRefused(await expires(-10), 'expired');
});

test('every answer carries a signature nonce, and each is good once', async () => {
  await keys();
  const nonce = client.signatureNonce;
  assert.ok(nonce);
  assert.equal((await keys({ signature: { nonce } })).status, 200);
  const replayed = await keys({ signature: { nonce } });
  assertSignatureRefused(replayed, 'replayed');
  assert.ok(replayed.headers['signature-nonce'], 'on errors too');
  assert.ok((await rename()).headers['signature-nonce'], 'on errors of the handler too');
  assertSignatureRefused(await keys({ signature: { nonce: 'invented' } }), 'unknown');

  await keys();
  await world.sandbox.post('/expire', { what: 'nonces' });
  assertSignatureRefused(await keys(), 'expired');
  assert.equal((await keys()).status, 200, 'the refusal brought a fresh one');
});

test('the server may demand a signature nonce', async () => {
  await world.withVouchOptions({ require_signature_nonce: true }, async () => {
    client.signatureNonce = undefined;
    assertSignatureRefused(await keys());
    assert.equal((await keys()).status, 200);
  });
});

test('current servers take r||s, older ones took DER and gave no nonce', async () => {
  assertSignatureRefused(await keys({ signature: { form: 'der' } }));
  await world.withVouchOptions({ signature_form: 'der' }, async () => {
    client.signatureNonce = undefined;
    const refusal = await keys();
    assertSignatureRefused(refusal);
    assert.equal(refusal.headers['signature-nonce'], undefined);
    assert.equal((await keys({ signature: { form: 'der' } })).status, 200);
  });
});

test('the DPoP proof must carry the hash of this access token', async () => {
  assertUnauthorized(await keys({ proof: { ath: 'AAAA' } }), 'invalid_dpop_proof');
  assertUnauthorized(await keys({ proof: { ath: undefined } }), 'invalid_dpop_proof');
  assertUnauthorized(await keys({ proof: { htm: 'POST' } }), 'invalid_dpop_proof');
  assertUnauthorized(
    await keys({ proof: { htu: 'https://evil.example/v1/keys' } }),
    'invalid_dpop_proof',
  );
  assertUnauthorized(await keys({ proof: { iat: now() + 90 } }), 'invalid_dpop_proof');
});

test('a DPoP jti is good once', async () => {
  assert.equal((await keys({ proof: { jti: 'again' } })).status, 200);
  assertUnauthorized(await keys({ proof: { jti: 'again' } }), 'invalid_dpop_proof');
});

test('a DPoP nonce is optional at resources but valid if sent, or demanded', async () => {
  assert.equal((await keys({ proof: { nonce: client.dpopNonce } })).status, 200);
  const stale = await keys({ proof: { nonce: 'invented' } });
  assertUnauthorized(stale, 'use_dpop_nonce');
  assert.match(stale.headers['www-authenticate'], /^DPoP error="use_dpop_nonce"/);
  assert.ok(stale.headers['dpop-nonce']);
  await world.withVouchOptions({ require_resource_dpop_nonce: true }, async () => {
    const refusal = await keys();
    assertUnauthorized(refusal, 'use_dpop_nonce');
    assert.equal((await keys({ proof: { nonce: refusal.headers['dpop-nonce'] } })).status, 200);
  });
});

test('an access token is bound to its key and its client', async () => {
  const { accessToken, kid, signingKey, privateKey, publicJwk } = client;
  const thief = async (stolen) =>
    Object.assign(await world.client(), { accessToken, ...stolen }).resource('GET', '/v1/keys');
  assertUnauthorized(await thief({}), 'invalid_token', 'the token alone');
  assertUnauthorized(await thief({ kid, signingKey }), 'invalid_token', 'a proof by another key');
  assertUnauthorized(
    await thief({ privateKey, publicJwk }),
    'invalid_token',
    'a signature by another client',
  );
  assert.equal((await thief({ kid, signingKey, privateKey, publicJwk })).status, 200);
  assertUnauthorized(await keys({ scheme: 'Bearer' }), 'invalid_token');
});

test('access tokens end: by their time, and when they are expired', async () => {
  await world.withClock(8 * 3600 + 30, async () => {
    const ahead = now() + 8 * 3600 + 30;
    assertUnauthorized(
      await keys({
        proof: { iat: ahead },
        signature: { created: new Date(ahead * 1000), nonce: undefined },
      }),
      'invalid_token',
    );
  });
  client.signatureNonce = undefined;
  assert.equal((await keys()).status, 200);
  await world.sandbox.post('/expire', { what: 'access-tokens' });
  assertUnauthorized(await keys(), 'invalid_token');
});

test('a body over 1 MiB is refused', async () => {
  const answer = await rename({ json: { name: 'x'.repeat(1024 * 1024) } });
  assert.equal(answer.status, 413);
});

test('the AWS token is for one role and lasts as long as the session', async () => {
  const answer = await client.resource(
    'GET',
    `/v1/credentials/aws/token?role_arn=${encodeURIComponent(world.roles.Developer)}`,
  );
  assert.equal(answer.status, 200);
  assert.ok(Math.abs(answer.json.expires_in - 8 * 3600) <= 2);
  assert.equal(decodeProtectedHeader(answer.json.id_token).alg, 'RS256');
  const claims = decodeJwt(answer.json.id_token);
  assert.equal(claims.iss, world.sandbox.server);
  assert.equal(claims.aud, world.sandbox.server);
  assert.equal(claims.sub, world.email);
  assert.deepEqual(claims['https://aws.amazon.com/roles'], [world.roles.Developer]);
  assert.deepEqual(claims['https://aws.amazon.com/tags'].principal_tags, { email: [world.email] });
});

test('an AWS token needs a role ARN', async () => {
  for (const query of [
    '',
    '?role_arn=Developer',
    '?role_arn=arn:aws:iam::1:role/Developer',
    '?role_arn=a&role_arn=b',
  ]) {
    const answer = await client.resource('GET', `/v1/credentials/aws/token${query}`);
    assert.equal(answer.status, 400, query);
    assert.equal(answer.json.code, 'invalid_role_arn');
  }
});
