// DPoP at the token endpoint (RFC 9449). Resources have theirs in resources.test.mjs.
import assert from 'node:assert/strict';
import http from 'node:http';
import { after, before, test } from 'node:test';
import tls from 'node:tls';
import { openWorld } from './support/world.mjs';

let world;
let key;
before(async () => {
  world = await openWorld();
  key = await world.enrol();
});
after(() => world.close());

const now = () => Math.floor(Date.now() / 1000);

test('without a nonce: use_dpop_nonce, and the same assertion is good with one', async () => {
  const client = await world.client();
  const { json } = await client.challenge();
  const fields = client.fido2(key.assert(json));
  const first = await client.token(fields, { proof: { nonce: undefined } });
  assert.equal(first.status, 400);
  assert.equal(first.json.error, 'use_dpop_nonce');
  assert.ok(first.headers['dpop-nonce']);
  const second = await client.token(fields);
  assert.equal(second.status, 200);
  assert.equal(second.json.token_type, 'DPoP');
});

test('a nonce is good for several requests, until nonces are expired', async () => {
  const client = await world.client();
  await client.challenge();
  const nonce = client.dpopNonce;
  for (let round = 0; round < 2; round += 1) {
    assert.equal((await client.login(key, { proof: { nonce } })).status, 200);
  }
  await world.sandbox.post('/expire', { what: 'nonces' });
  const { json } = await client.challenge();
  const stale = await client.token(client.fido2(key.assert(json)), { proof: { nonce } });
  assert.equal(stale.json.error, 'use_dpop_nonce');
});

test('a jti is spent even when the nonce is refused', async () => {
  const client = await world.client();
  const { json } = await client.challenge();
  const fields = client.fido2(key.assert(json));
  await client.token(fields, { proof: { jti: 'once', nonce: undefined } });
  const answer = await client.token(fields, { proof: { jti: 'once' } });
  assert.equal(answer.status, 400);
  assert.equal(answer.json.error, 'invalid_dpop_proof');
  assert.equal((await client.token(fields)).status, 200);
});

test('proofs for another method, URL or time are refused', async () => {
  const client = await world.client();
  const refusals = {
    htm: { htm: 'GET' },
    'htu of another path': { htu: `${world.sandbox.server}/oauth/device` },
    'htu of another host': { htu: 'https://vouch.example/oauth/token' },
    'too far ahead': { iat: now() + 20 },
    'too old': { iat: now() - 400 },
    'no iat': { iat: undefined },
    'no jti': { jti: undefined },
  };
  for (const [what, proof] of Object.entries(refusals)) {
    const answer = await client.login(key, { proof });
    assert.equal(answer.status, 400, what);
    assert.equal(answer.json.error, 'invalid_dpop_proof', what);
  }
  assert.equal((await client.login(key, { proof: { iat: now() + 5 } })).status, 200);
});

/** A POST with header lines exactly as given: Node's client would merge repeated ones. */
async function rawPost(path, lines, body) {
  const { port } = new URL(world.sandbox.proxy);
  const socket = await new Promise((resolve, reject) => {
    http
      .request({ port, host: '127.0.0.1', method: 'CONNECT', path: 'us.vouch.example:443' })
      .on('connect', (response, connected) => resolve(connected))
      .on('error', reject)
      .end();
  });
  const secure = tls.connect({ socket, servername: 'us.vouch.example', ca: world.agent.ca });
  secure.write(
    [
      `POST ${path} HTTP/1.1`,
      'Host: us.vouch.example',
      'Connection: close',
      `Content-Length: ${body.length}`,
      'Content-Type: application/x-www-form-urlencoded',
      ...lines,
      '',
      body,
    ].join('\r\n'),
  );
  let text = '';
  for await (const chunk of secure) text += chunk;
  return text;
}

test('there must be exactly one DPoP header', async () => {
  const client = await world.client();
  const { json } = await client.challenge();
  const fields = client.fido2(key.assert(json));
  const post = async (count) => {
    const lines = [];
    for (let each = 0; each < count; each += 1) {
      lines.push(
        `DPoP: ${await client.proof('POST', '/oauth/token', { nonce: client.dpopNonce })}`,
      );
    }
    return rawPost(
      '/oauth/token',
      lines,
      new URLSearchParams({ ...fields, ...(await client.authentication()) }).toString(),
    );
  };
  for (const count of [0, 2]) {
    assert.match(await post(count), /^HTTP\/1.1 400 [^]*"invalid_dpop_proof"/);
  }
  assert.match(await post(1), /^HTTP\/1.1 200 /);
});
