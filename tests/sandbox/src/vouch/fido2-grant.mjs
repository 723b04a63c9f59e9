// The FIDO2 assertion grant (app/identity/README.md, section 3, step 3): a security key's assertion
// for an access token bound to the client's key.
import validateDpop from 'oidc-provider/lib/helpers/validate_dpop.js';
import { AccessDenied, InvalidGrant } from 'oidc-provider/lib/helpers/errors.js';
import { FIDO2_GRANT } from './authorization-server.mjs';
import { parsePosture } from './posture.mjs';
import { verifyAssertion } from './webauthn.mjs';

const MEMBERS = [
  'state',
  'credential_id',
  'authenticator_data',
  'signature',
  'client_data_json',
  'user_handle',
];
const BASE64URL = /^[A-Za-z0-9_-]+$/;

function parseAssertion(parameter = '') {
  let assertion;
  try {
    assertion = JSON.parse(Buffer.from(parameter, 'base64url'));
  } catch {
    throw new InvalidGrant('the assertion is not base64url of JSON');
  }
  for (const name of MEMBERS) {
    if (!BASE64URL.test(assertion?.[name] ?? '')) {
      throw new InvalidGrant(`${name} of the assertion is not base64url without padding`);
    }
  }
  return assertion;
}

export function addFido2Grant(provider, { people, ceremonies, switches, counters, postures }) {
  async function handler(ctx, next) {
    const { client, params } = ctx.oidc;
    // First, so that a client told to use a nonce may come again with the same assertion.
    const dpop = await validateDpop(ctx);
    const assertion = parseAssertion(params.assertion);
    const posture = parsePosture(params.authorization_details);
    postures.last = { parameter: params.authorization_details ?? null, report: posture ?? null };

    const ceremony = ceremonies.finish(assertion.state);
    if (ceremony?.clientId !== client.clientId) {
      throw new InvalidGrant('the challenge is unknown, used or expired');
    }
    const person = people.byHandle(Buffer.from(assertion.user_handle, 'base64url'));
    const key = person?.keys.find(({ credentialId }) => credentialId === assertion.credential_id);
    if (!key) throw new InvalidGrant('the key is not registered for that user handle');
    try {
      key.counter = await verifyAssertion(assertion, key, ceremony);
    } catch (error) {
      throw new InvalidGrant(error.message);
    }
    if (switches.posture_required && !posture) {
      throw new AccessDenied('this organisation wants a device posture report');
    }

    ctx.oidc.entity('Account', await provider.Account.findAccount(ctx, person.email));
    const token = new provider.AccessToken({
      accountId: person.email,
      client,
      expiresIn: switches.access_token_seconds,
      gty: FIDO2_GRANT,
      scope: params.scope,
      extra: { key_id: key.id },
    });
    token.setThumbprint('jkt', dpop.thumbprint);
    ctx.body = {
      access_token: await token.save(),
      token_type: token.tokenType,
      expires_in: token.expiration,
      scope: token.scope,
    };
    counters.count('logins');
    await next();
  }
  provider.registerGrantType(FIDO2_GRANT, handler, ['assertion', 'scope', 'authorization_details']);
}
