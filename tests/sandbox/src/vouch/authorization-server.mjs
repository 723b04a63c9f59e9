// The authorization server: oidc-provider set up as app/identity/README.md, sections 1 and 2,
// describes a Vouch server, and tightened where the package is laxer than Vouch is. The package is
// pinned: what is imported from its lib/ is not its public API.
import { randomBytes, randomUUID } from 'node:crypto';
import { exportJWK, generateKeyPair } from 'jose';
import Provider from 'oidc-provider';
import DPoPNonces from 'oidc-provider/lib/helpers/dpop_nonces.js';
import {
  InvalidClientAuth,
  InvalidClientMetadata,
  UnsupportedGrantType,
} from 'oidc-provider/lib/helpers/errors.js';
import internals from 'oidc-provider/lib/helpers/weak_cache.js';
import { nowSeconds } from '../clock.mjs';
import { ISSUER } from '../hosts.mjs';
import { refused } from '../log.mjs';
import { policyWithKey } from './key-page.mjs';

export const DEVICE_CODE_GRANT = 'urn:ietf:params:oauth:grant-type:device_code';
export const FIDO2_GRANT = 'urn:ietf:params:oauth:grant-type:fido2-assertion';
const TOKEN_EXCHANGE_GRANT = 'urn:ietf:params:oauth:grant-type:token-exchange';

const ASSERTION_LIFETIME = 60;
const ASSERTION_SKEW = 10;

export const dpopNonces = (provider) => internals(provider).DPoPNonces;

/**
 * Makes every DPoP nonce given out so far stale: the package counts their age by a timer, not by
 * the shifted clock.
 */
export function renewDpopNonces(provider) {
  internals(provider).DPoPNonces = new DPoPNonces(randomBytes(32));
}

function assertClientAssertion(ctx, { aud, iat, exp }) {
  if (aud !== ISSUER) {
    throw new InvalidClientAuth('aud of the client assertion must be the issuer, as one string');
  }
  if (!Number.isSafeInteger(iat) || iat > nowSeconds() + ASSERTION_SKEW) {
    throw new InvalidClientAuth('iat of the client assertion is missing or in the future');
  }
  if (exp > iat + ASSERTION_LIFETIME + ASSERTION_SKEW) {
    throw new InvalidClientAuth('the client assertion is made to live longer than a minute');
  }
}

// Called for software_id and software_version; the keys are looked at once, with the first of them.
function validateClientMetadata(ctx, name, value, { jwks }) {
  if (value !== undefined && typeof value !== 'string') {
    throw new InvalidClientMetadata(`${name} must be a string`);
  }
  const keys = jwks?.keys ?? [];
  if (name !== 'software_id' || keys.length === 0) return;
  if (
    !keys.every(({ kty, crv, kid }) => kty === 'EC' && crv === 'P-256' && typeof kid === 'string')
  ) {
    throw new InvalidClientMetadata('jwks must hold ES256 keys with a kid');
  }
}

const ERROR_EVENTS = [
  'grant.error',
  'registration_create.error',
  'registration_read.error',
  'registration_delete.error',
  'device_authorization.error',
  'challenge.error',
  'code_verification.error',
  'discovery.error',
  'jwks.error',
];

/** The provider and the private key its RS256 identity tokens are signed with. */
export async function createAuthorizationServer({ people, store, counters }) {
  const { privateKey } = await generateKeyPair('RS256');
  const signingKey = {
    ...(await exportJWK(privateKey)),
    kid: randomUUID(),
    alg: 'RS256',
    use: 'sig',
  };

  const provider = new Provider(ISSUER, {
    adapter: store.adapter,
    jwks: { keys: [signingKey] },
    cookies: { keys: [randomBytes(32).toString('hex')] },
    scopes: ['openid', 'email'],
    claims: { openid: ['sub'], email: ['email'] },
    responseTypes: [],
    clientAuthMethods: ['private_key_jwt'],
    clientDefaults: {
      token_endpoint_auth_method: 'private_key_jwt',
      grant_types: [],
      response_types: [],
    },
    enabledJWA: { clientAuthSigningAlgValues: ['ES256'], dPoPSigningAlgValues: ['ES256'] },
    extraClientMetadata: {
      properties: ['software_id', 'software_version'],
      validator: validateClientMetadata,
    },
    assertJwtClientAuthClaimsAndHeader: assertClientAssertion,
    clockTolerance: ASSERTION_SKEW,
    routes: {
      registration: '/oauth/register',
      token: '/oauth/token',
      device_authorization: '/oauth/device',
      code_verification: '/device',
      jwks: '/oauth/jwks',
    },
    features: {
      registration: { enabled: true },
      registrationManagement: { enabled: true },
      dPoP: { enabled: true, nonceSecret: randomBytes(32), requireNonce: () => true },
      deviceFlow: { enabled: true },
      // The package's own sign-in pages, which take any name: the account is the person of that
      // e-mail address.
      devInteractions: { enabled: true },
      pushedAuthorizationRequests: { enabled: false },
      rpInitiatedLogout: { enabled: false },
      userinfo: { enabled: false },
    },
    interactions: { policy: policyWithKey(people) },
    findAccount: (ctx, email) => {
      const person = people.find(email);
      return person && { accountId: email, claims: () => ({ sub: email, email }) };
    },
    extraTokenClaims: (ctx, token) => token.extra, // or the package would drop what a grant has set
    clientBasedCORS: () => false,
    ttl: { DeviceCode: 600, Grant: 3600, Interaction: 3600, Session: 3600, IdToken: 3600 },
  });

  provider.registerGrantType(TOKEN_EXCHANGE_GRANT, () => {
    throw new UnsupportedGrantType();
  });
  provider.on('registration_create.success', () => counters.count('registrations'));
  for (const event of ERROR_EVENTS) {
    provider.on(event, (ctx, error) =>
      refused(ctx.res, `${error.message}: ${error.error_detail ?? error.error_description}`),
    );
  }
  provider.on('server_error', (ctx, error) => refused(ctx.res, `internal error: ${error.stack}`));
  return { provider, signingKey };
}
