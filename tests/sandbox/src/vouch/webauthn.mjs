// What a security key says about itself (WebAuthn registration and assertion), judged by
// @simplewebauthn/server. Added here: the rules about attestation, which the package leaves to its
// caller.
import './web-crypto.mjs';
import { verifyAuthenticationResponse, verifyRegistrationResponse } from '@simplewebauthn/server';
import {
  convertCertBufferToPEM,
  decodeAttestationObject,
  getCertificateInfo,
  isoBase64URL,
  validateCertificatePath,
} from '@simplewebauthn/server/helpers';

export const ES256 = -7;

// id-fido-gen-ce-aaguid, the certificate extension that names the key's model (WebAuthn section
// 8.2.1).
const AAGUID_EXTENSION = '1.3.6.1.4.1.45724.1.1.4';

/** A registration that is refused; `code` is one of app/identity/README.md, section 5. */
export class RegistrationRefused extends Error {
  constructor(code, message, status = 400) {
    super(message);
    Object.assign(this, { code, status });
  }
}

// That the model named is the one in the authenticator data, the package has checked before.
async function checkCertificates(x5c, roots) {
  const { extensions = [] } = getCertificateInfo(x5c[0]).parsedCertificate.tbsCertificate;
  if (!extensions.some(({ extnID }) => extnID === AAGUID_EXTENSION)) {
    throw new RegistrationRefused(
      'aaguid_missing',
      'The attestation certificate does not name the key model.',
    );
  }
  try {
    await validateCertificatePath(x5c.map(convertCertBufferToPEM), roots);
  } catch (error) {
    throw new RegistrationRefused('attestation_chain_invalid', error.message);
  }
}

/**
 * `response` is a RegistrationResponseJSON; gives the key to store. `roots` are PEM texts, none
 * meaning any.
 */
export async function verifyRegistration(
  response,
  { challenge, origin, rpId, roots, allowedAaguids },
) {
  let statement;
  try {
    const attestation = decodeAttestationObject(
      isoBase64URL.toBuffer(response.response.attestationObject),
    );
    statement = { fmt: attestation.get('fmt'), x5c: attestation.get('attStmt').get('x5c') };
  } catch {
    throw new RegistrationRefused('invalid_attestation', 'The attestation object cannot be read.');
  }
  if (statement.fmt !== 'packed') {
    throw new RegistrationRefused(
      'unknown_attestation_format',
      'Only packed attestation is accepted.',
    );
  }
  if (!statement.x5c && roots.length) {
    throw new RegistrationRefused(
      'attestation_cert_required',
      'The key sent no attestation certificate.',
    );
  }

  let info;
  try {
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      response,
      expectedChallenge: challenge,
      expectedOrigin: origin,
      expectedRPID: rpId,
      requireUserVerification: true,
      supportedAlgorithmIDs: [ES256],
    });
    if (!verified) throw new Error('the attestation signature is wrong');
    if (registrationInfo.credential.id !== response.id) {
      throw new Error('the credential id is not the attested one');
    }
    info = registrationInfo;
  } catch (error) {
    throw new RegistrationRefused('invalid_attestation', error.message);
  }
  if (roots.length) await checkCertificates(statement.x5c, roots);
  if (allowedAaguids.length && !allowedAaguids.includes(info.aaguid)) {
    throw new RegistrationRefused('aaguid_not_allowed', 'This key model is not allowed.');
  }
  return {
    credentialId: info.credential.id,
    publicKey: info.credential.publicKey,
    counter: info.credential.counter,
    aaguid: info.aaguid,
  };
}

/**
 * `assertion` is the JSON of app/identity/README.md, section 3, step 3; gives the key's new
 * signature counter or throws.
 */
export async function verifyAssertion(assertion, key, { challenge, rpId }) {
  const { verified, authenticationInfo } = await verifyAuthenticationResponse({
    response: {
      id: assertion.credential_id,
      rawId: assertion.credential_id,
      type: 'public-key',
      response: {
        authenticatorData: assertion.authenticator_data,
        clientDataJSON: assertion.client_data_json,
        signature: assertion.signature,
        userHandle: assertion.user_handle,
      },
    },
    expectedChallenge: challenge,
    expectedOrigin: `https://${rpId}`,
    expectedRPID: rpId,
    requireUserVerification: true,
    credential: { id: key.credentialId, publicKey: key.publicKey, counter: key.counter },
  });
  if (!verified) throw new Error('the assertion signature is wrong');
  return authenticationInfo.newCounter;
}
