// The person's security keys (app/identity/README.md, section 5): list, rename, remove and add.
// Binary members are arrays of byte values here.
import { nowSeconds } from '../clock.mjs';
import { ApiError, jsonBody } from './resource-server.mjs';
import { ES256, RegistrationRefused } from './webauthn.mjs';

const FRESH_LOGIN = 60;

const bytes = (base64url) => [...Buffer.from(base64url, 'base64url')];

const isBytes = (value) =>
  Array.isArray(value) &&
  value.length > 0 &&
  value.every((byte) => Number.isInteger(byte) && byte >= 0 && byte <= 255);

function base64url(body, name) {
  if (!isBytes(body[name])) {
    throw new ApiError(400, 'invalid_request', `${name} must be an array of byte values.`);
  }
  return Buffer.from(body[name]).toString('base64url');
}

function checkedName({ name }) {
  if (typeof name !== 'string' || name.length < 1 || name.length > 256) {
    throw new ApiError(400, 'invalid_name', 'A name has 1 to 256 characters.');
  }
  return name;
}

function ownKey(ctx, person) {
  const key = person.keys.find(({ id }) => id === ctx.params.id);
  if (!key) throw new ApiError(404, 'key_not_found', 'You have no such key.');
  return key;
}

// RFC 9470; the scheme is Bearer even for DPoP tokens, as observed.
function requireFreshLogin({ hardwareVerified, startedAt }) {
  if (hardwareVerified && nowSeconds() - startedAt <= FRESH_LOGIN) return;
  throw new ApiError(
    401,
    'insufficient_user_authentication',
    'Touch your key again.',
    'Bearer error="insufficient_user_authentication", ' +
      `max_age="${FRESH_LOGIN}", acr_values="urn:vouch:acr:hardware"`,
  );
}

export function addKeys(resources, { people, store, registration }) {
  const view = (key, session) => ({
    id: key.id,
    name: key.name,
    created_at: key.createdAt,
    is_current_session: key.id === session.keyId,
    aaguid: key.aaguid,
  });

  resources.add('GET', '/keys', (ctx, session) => ({
    keys: session.person.keys.map((key) => view(key, session)),
  }));

  resources.add('PATCH', '/keys/:id', (ctx, session) => {
    const key = ownKey(ctx, session.person);
    key.name = checkedName(jsonBody(ctx));
    return view(key, session);
  });

  resources.add('DELETE', '/keys/:id', (ctx, session) => {
    const key = ownKey(ctx, session.person);
    requireFreshLogin(session);
    if (session.person.keys.length === 1) {
      throw new ApiError(400, 'last_key', 'This is your only key.');
    }
    people.removeKey(session.person, key.id);
    const revoked = store.forget('AccessToken', ({ extra }) => extra?.key_id === key.id);
    return {
      message: 'Key removed',
      sessions_revoked: revoked,
      current_session_revoked: key.id === session.keyId,
    };
  });

  resources.add('POST', '/keys/register/start', (ctx, { person }) => {
    const name = checkedName(jsonBody(ctx));
    const { state, challenge, rpId } = registration.begin(person, name);
    return {
      challenge: bytes(challenge),
      rp_id: rpId,
      rp_name: 'Vouch sandbox',
      user_id: person.uuid,
      user_name: person.email,
      algorithms: [ES256],
      state,
      exclude_credential_ids: person.keys.map(({ credentialId }) => bytes(credentialId)),
    };
  });

  resources.add('POST', '/keys/register/complete', async (ctx, { person }) => {
    const body = jsonBody(ctx);
    // The public key that counts is the attested one, inside the attestation object; this one only
    // has to be there.
    base64url(body, 'public_key');
    const credentialId = base64url(body, 'credential_id');
    const response = {
      id: credentialId,
      rawId: credentialId,
      type: 'public-key',
      clientExtensionResults: {},
      response: {
        attestationObject: base64url(body, 'attestation_object'),
        clientDataJSON: base64url(body, 'client_data_json'),
      },
    };
    try {
      const key = await registration.complete(person, body.state, response);
      return { device_id: key.id, message: 'Key registered' };
    } catch (error) {
      if (!(error instanceof RegistrationRefused)) throw error;
      throw new ApiError(error.status, error.code, error.message);
    }
  });
}
