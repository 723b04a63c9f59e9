// A Vouch client as app/identity/README.md describes it, with a way to get every detail wrong: most
// methods take overrides.
import { createHash, createPrivateKey, randomUUID, sign } from 'node:crypto';
import { httpbis } from 'http-message-signatures';
import { SignJWT, calculateJwkThumbprint, exportJWK, generateKeyPair } from 'jose';
import { fetchText } from './http.mjs';

const JWT_BEARER = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
export const GRANTS = {
  device: 'urn:ietf:params:oauth:grant-type:device_code',
  fido2: 'urn:ietf:params:oauth:grant-type:fido2-assertion',
  exchange: 'urn:ietf:params:oauth:grant-type:token-exchange',
};
const now = () => Math.floor(Date.now() / 1000);
/** Binary members of /v1/keys are arrays of byte values. */
export const bytes = (base64url) => [...Buffer.from(base64url, 'base64url')];

const FIELDS = ['@method', '@authority', '@path', '@query', 'authorization', 'dpop'];
const PARAMETERS = ['alg', 'created', 'keyid', 'nonce'];

export class VouchClient {
  constructor(sandbox, agent) {
    Object.assign(this, { base: sandbox.server, agent });
  }

  async #makeKey() {
    const { privateKey, publicKey } = await generateKeyPair('ES256', { extractable: true });
    const jwk = await exportJWK(publicKey);
    Object.assign(this, { privateKey, publicJwk: jwk, kid: await calculateJwkThumbprint(jwk) });
    this.signingKey = createPrivateKey({ key: await exportJWK(privateKey), format: 'jwk' });
  }

  post(path, fields, headers = {}) {
    return fetchText(this.agent, this.base + path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded', ...headers },
      body: new URLSearchParams(fields).toString(),
    });
  }

  async register(changes = {}) {
    await this.#makeKey();
    const answer = await fetchText(this.agent, `${this.base}/oauth/register`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({
        token_endpoint_auth_method: 'private_key_jwt',
        grant_types: Object.values(GRANTS),
        response_types: [],
        dpop_bound_access_tokens: true,
        jwks: { keys: [{ ...this.publicJwk, kid: this.kid }] },
        client_name: 'Test client',
        software_id: 'vouch-desktop',
        software_version: '1',
        ...changes,
      }),
    });
    this.registration = answer.json;
    this.clientId = answer.json.client_id;
    return answer;
  }

  /** Form fields of a fresh client assertion (RFC 7523). */
  async authentication(claims = {}, header = {}) {
    const assertion = await new SignJWT({
      iss: this.clientId,
      sub: this.clientId,
      aud: this.base,
      jti: randomUUID(),
      iat: now(),
      exp: now() + 60,
      ...claims,
    })
      .setProtectedHeader({ alg: 'ES256', kid: this.kid, ...header })
      .sign(this.privateKey);
    return { client_assertion_type: JWT_BEARER, client_assertion: assertion };
  }

  /** A DPoP proof (RFC 9449). */
  proof(method, path, claims = {}) {
    return new SignJWT({
      jti: randomUUID(),
      htm: method,
      htu: `${this.base}${path.split('?')[0]}`,
      iat: now(),
      ...claims,
    })
      .setProtectedHeader({ alg: 'ES256', typ: 'dpop+jwt', jwk: this.publicJwk })
      .sign(this.privateKey);
  }

  async challenge(claims) {
    const answer = await this.post('/oauth/fido2/challenge', await this.authentication(claims));
    this.dpopNonce = answer.headers['dpop-nonce'] ?? this.dpopNonce;
    return answer;
  }

  /**
   * A token request. `proof` changes the DPoP proof's claims, `assertion` the client assertion's.
   */
  async token(fields, { proof = {}, assertion = {}, headers } = {}) {
    const dpop = await this.proof('POST', '/oauth/token', { nonce: this.dpopNonce, ...proof });
    const answer = await this.post(
      '/oauth/token',
      { ...(await this.authentication(assertion)), ...fields },
      { DPoP: dpop, ...headers },
    );
    this.dpopNonce = answer.headers['dpop-nonce'] ?? this.dpopNonce;
    if (answer.status === 200) this.accessToken = answer.json.access_token;
    return answer;
  }

  /** Form fields of the FIDO2 grant. */
  fido2(assertion, fields = {}) {
    return {
      grant_type: GRANTS.fido2,
      assertion: Buffer.from(JSON.stringify(assertion)).toString('base64url'),
      scope: 'openid email',
      ...fields,
    };
  }

  /** The daily login: challenge, touch, token. `touch` is handed to the key. */
  async login(key, { touch, fields, ...overrides } = {}) {
    const { json } = await this.challenge();
    return this.token(this.fido2(key.assert(json, touch), fields), overrides);
  }

  /**
   * A signed resource request. `proof` changes the DPoP claims; `signature` may change fields,
   * created, nonce, alg, keyid, form ("der") and label, or be null to leave the signature away;
   * `headers` and `sentBody` come after signing.
   */
  async resource(
    method,
    path,
    {
      json,
      body = json && JSON.stringify(json),
      sentBody = body,
      proof = {},
      signature = {},
      headers = {},
      scheme = 'DPoP',
    } = {},
  ) {
    const ath = createHash('sha256').update(this.accessToken).digest('base64url');
    const sent = {
      authorization: `${scheme} ${this.accessToken}`,
      dpop: await this.proof(method, path, { ath, ...proof }),
      ...(body !== undefined && {
        'content-type': 'application/json',
        'content-digest': `sha-256=:${createHash('sha256').update(body).digest('base64')}:`,
      }),
    };
    const signed =
      signature === null ? sent : await this.#sign(method, path, sent, body, signature);
    const answer = await fetchText(this.agent, this.base + path, {
      method,
      headers: { ...signed, ...headers },
      body: sentBody,
    });
    this.signatureNonce = answer.headers['signature-nonce'];
    return answer;
  }

  /**
   * Adds a key to the session's person; `change` alters the last request, `make` what the key
   * makes.
   */
  async addKey(key, { name = 'Spare', change = {}, make } = {}) {
    const { json: options } = await this.resource('POST', '/v1/keys/register/start', {
      json: { name },
    });
    const { response } = key.register(
      {
        challenge: Buffer.from(options.challenge).toString('base64url'),
        rp_id: options.rp_id,
        origin: this.base,
        user_id: Buffer.from(options.user_id.replaceAll('-', ''), 'hex').toString('base64url'),
      },
      make,
    );
    return this.resource('POST', '/v1/keys/register/complete', {
      json: {
        state: options.state,
        credential_id: bytes(key.credentialId),
        public_key: [...key.publicKey],
        attestation_object: bytes(response.attestationObject),
        client_data_json: bytes(response.clientDataJSON),
        ...change,
      },
    });
  }

  async #sign(
    method,
    path,
    headers,
    body,
    { fields, form = 'ieee-p1363', label = 'sig1', params = PARAMETERS, ...values },
  ) {
    const covered = fields ?? [
      ...FIELDS,
      ...(body !== undefined ? ['content-type', 'content-digest'] : []),
    ];
    const message = await httpbis.signMessage(
      {
        key: {
          id: this.kid,
          alg: 'ecdsa-p256-sha256',
          sign: async (data) => sign('sha256', data, { key: this.signingKey, dsaEncoding: form }),
        },
        name: label,
        fields: covered.map((field) => (field.includes('"') ? field : `"${field}"`)),
        params,
        paramValues: { nonce: this.signatureNonce, ...values },
      },
      { method, url: this.base + path, headers },
    );
    return message.headers;
  }
}
