// A FIDO2 authenticator in software (WebAuthn section 6): one P-256 credential per registration,
// packed attestation.
import { X509Certificate, createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { isoCBOR } from '@simplewebauthn/server/helpers';
import { certify } from '../../src/certificates.mjs';

const ES256 = -7;
const UP = 0x01;
const UV = 0x04;
const AT = 0x40;

const sha256 = (data) => createHash('sha256').update(data).digest();
const text = (bytes) => Buffer.from(bytes).toString('base64url');

export const AAGUID = '2fc0579f-8113-47ea-b116-bb5a8db9202a';

/**
 * An attestation authority in `dir` and the certificate it gave to one model of key, which names
 * that model's AAGUID unless `named` is false. Gives the root's file and what SoftwareKey needs to
 * attest.
 */
export async function createAttestation(dir, { aaguid = AAGUID, named = true } = {}) {
  await certify(dir, 'attestation-root', {
    subject: '/CN=Software key test root',
    days: 30,
    extensions: ['basicConstraints=critical,CA:TRUE'],
  });
  const model = `1.3.6.1.4.1.45724.1.1.4=DER:0410${aaguid.replaceAll('-', '')}`;
  await certify(dir, 'attestation', {
    subject: '/C=SE/O=Vouch sandbox/OU=Authenticator Attestation/CN=Software key',
    days: 30,
    signer: 'attestation-root',
    extensions: ['basicConstraints=critical,CA:FALSE', ...(named ? [model] : [])],
  });
  return {
    root: path.join(dir, 'attestation-root.pem'),
    certificate: new X509Certificate(readFileSync(path.join(dir, 'attestation.pem'))).raw,
    key: readFileSync(path.join(dir, 'attestation.key')),
  };
}

export class SoftwareKey {
  /** `attestation` is what createAttestation() gave; without it the key attests for itself. */
  constructor({ aaguid = AAGUID, attestation } = {}) {
    Object.assign(this, { aaguid, attestation, counter: 0 });
  }

  #authenticatorData(rpId, flags, tail = Buffer.alloc(0)) {
    const head = Buffer.alloc(5);
    head.writeUInt8(flags, 0);
    head.writeUInt32BE(this.counter, 1);
    return Buffer.concat([sha256(rpId), head, tail]);
  }

  /** makeCredential, as RegistrationResponseJSON. `options` is what the server sent for it. */
  register(
    { challenge, rp_id: rpId, origin, user_id: userId },
    { flags = UP | UV | AT, fmt = 'packed' } = {},
  ) {
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const { x, y } = publicKey.export({ format: 'jwk' });
    const coordinate = (value) => new Uint8Array(Buffer.from(value, 'base64url'));
    const cose = isoCBOR.encode(
      new Map([
        [1, 2],
        [3, ES256],
        [-1, 1],
        [-2, coordinate(x)],
        [-3, coordinate(y)],
      ]),
    );
    const id = randomBytes(32);
    Object.assign(this, {
      privateKey,
      credentialId: text(id),
      rpId,
      userHandle: userId,
      publicKey: cose,
    });

    const authData = this.#authenticatorData(
      rpId,
      flags,
      Buffer.concat([
        Buffer.from(this.aaguid.replaceAll('-', ''), 'hex'),
        Buffer.from([0, id.length]),
        id,
        cose,
      ]),
    );
    const clientData = JSON.stringify({
      type: 'webauthn.create',
      challenge,
      origin,
      crossOrigin: false,
    });
    const signer = this.attestation?.key ?? privateKey;
    const statement = new Map([
      ['alg', ES256],
      [
        'sig',
        new Uint8Array(sign('sha256', Buffer.concat([authData, sha256(clientData)]), signer)),
      ],
    ]);
    if (this.attestation) statement.set('x5c', [new Uint8Array(this.attestation.certificate)]);
    const attestationObject = isoCBOR.encode(
      new Map([
        ['fmt', fmt],
        ['authData', new Uint8Array(authData)],
        ['attStmt', fmt === 'none' ? new Map() : statement],
      ]),
    );
    return {
      id: this.credentialId,
      rawId: this.credentialId,
      type: 'public-key',
      clientExtensionResults: {},
      response: { attestationObject: text(attestationObject), clientDataJSON: text(clientData) },
    };
  }

  /**
   * getAssertion, as the JSON the assertion grant wants; signs until `suits` likes the signature.
   */
  assert(
    { challenge, state, rp_id: rpId },
    { flags = UP | UV, origin = `https://${rpId}`, step = 1, suits = () => true } = {},
  ) {
    this.counter += step;
    const authData = this.#authenticatorData(rpId, flags);
    const clientData = JSON.stringify({
      type: 'webauthn.get',
      challenge,
      origin,
      crossOrigin: false,
    });
    let signature;
    do {
      signature = sign('sha256', Buffer.concat([authData, sha256(clientData)]), this.privateKey);
    } while (!suits(signature));
    return {
      state,
      credential_id: this.credentialId,
      authenticator_data: text(authData),
      signature: text(signature),
      client_data_json: text(clientData),
      user_handle: this.userHandle,
    };
  }
}

export { UP, UV, AT };

/** Registers a new key for a person who exists, as the browser would. */
export async function enrol(sandbox, email, key = new SoftwareKey()) {
  const options = await sandbox.post('/enrol/start', { email });
  await sandbox.post('/enrol/finish', { email, response: key.register(options) });
  return key;
}
