// HTTP message signatures on resource requests (RFC 9421, RFC 9530). The signature base is built by
// http-message-signatures; the rules that package has no opinion about stand here.
import { createHash, createPublicKey, randomBytes, verify } from 'node:crypto';
import { httpbis } from 'http-message-signatures';
import QuickLRU from 'quick-lru';
import { parseDictionary, serializeItem } from 'structured-headers';
import { nowSeconds } from '../clock.mjs';
import { ISSUER } from '../hosts.mjs';

const LABEL = 'sig1';
const ALGORITHM = 'ecdsa-p256-sha256';
const MAX_AHEAD = 10;
const MAX_AGE = 300;
const ENCODINGS = { raw: 'ieee-p1363', der: 'der' };

export const ACCEPT_SIGNATURE =
  `${LABEL}=("@method" "@authority" "@path" "@query" "authorization" "dpop" ` +
  `"content-type" "content-digest");alg="${ALGORITHM}";created;keyid;nonce`;

/**
 * A request whose signature is missing or wrong. The client hears the same words in every case; the
 * log hears why.
 */
export class SignatureRefused extends Error {}

/** Nonces for message signatures: each good for one request within five minutes. */
export class SignatureNonces {
  #open = new QuickLRU({ maxSize: 100_000, maxAge: MAX_AGE * 1000 });

  issue() {
    const nonce = randomBytes(16).toString('base64url');
    this.#open.set(nonce, true);
    return nonce;
  }

  spend(nonce) {
    return this.#open.has(nonce) && this.#open.delete(nonce);
  }

  expire() {
    this.#open.clear();
  }
}

function parseInput(header) {
  let inputs;
  try {
    inputs = parseDictionary(header);
  } catch {
    throw new SignatureRefused('Signature-Input is not a dictionary');
  }
  const input = inputs.get(LABEL);
  if (inputs.size !== 1 || !Array.isArray(input?.[0])) {
    throw new SignatureRefused(`there must be one signature, ${LABEL}`);
  }
  const [components, parameters] = input;
  return { components: components.map(serializeItem), parameters };
}

function checkCoverage(components, hasBody) {
  if (new Set(components).size !== components.length) {
    throw new SignatureRefused('a component is covered twice');
  }
  const required = ['"@method"', '"@path"', ...(hasBody ? ['"content-digest"'] : [])];
  const missing = required.filter((component) => !components.includes(component));
  if (missing.length) throw new SignatureRefused(`not covered: ${missing.join(' ')}`);
}

// The package compares these with the clock, but accepts anything that isn't a number.
function checkTimes(parameters) {
  if (!parameters.has('created')) throw new SignatureRefused('created is missing');
  for (const name of ['created', 'expires']) {
    if (parameters.has(name) && !Number.isSafeInteger(parameters.get(name))) {
      throw new SignatureRefused(`${name} is no time`);
    }
  }
}

function checkDigest(header, body) {
  let digest;
  try {
    digest = parseDictionary(header ?? '').get('sha-256')?.[0];
  } catch {
    throw new SignatureRefused('Content-Digest is not a dictionary');
  }
  if (!(digest instanceof ArrayBuffer)) throw new SignatureRefused('Content-Digest has no sha-256');
  if (!createHash('sha256').update(body).digest().equals(Buffer.from(digest))) {
    throw new SignatureRefused('Content-Digest is not the digest of this body');
  }
}

/**
 * Judges the signature of `request` with its `body` (a Buffer, empty for none). `findKey(keyid)`
 * gives the public JWK of a registered client. Gives the keyid it was made with; throws
 * SignatureRefused.
 */
export async function verifyMessageSignature(
  request,
  body,
  { findKey, nonces, form, nonceRequired },
) {
  const { signature, 'signature-input': signatureInput } = request.headers;
  if (!signature || !signatureInput) throw new SignatureRefused('the request is not signed');
  const { components, parameters } = parseInput(signatureInput);
  checkCoverage(components, body.length > 0);
  checkTimes(parameters);
  if (body.length > 0) checkDigest(request.headers['content-digest'], body);

  const keyid = parameters.get('keyid');
  const jwk = findKey(keyid);
  if (!jwk) throw new SignatureRefused('no client has registered a key with this keyid');
  const key = createPublicKey({ key: jwk, format: 'jwk' });
  let valid;
  try {
    valid = await httpbis.verifyMessage(
      {
        maxAge: MAX_AGE,
        notAfter: nowSeconds() + MAX_AHEAD,
        keyLookup: async () => ({
          algs: [ALGORITHM],
          verify: async (data, bytes) =>
            verify('sha256', data, { key, dsaEncoding: ENCODINGS[form] }, bytes),
        }),
      },
      { method: request.method, url: `${ISSUER}${request.url}`, headers: request.headers },
    );
  } catch (error) {
    throw new SignatureRefused(error.message);
  }
  if (!valid) {
    throw new SignatureRefused(`the signature is not the key's, or not in its ${form} form`);
  }

  const nonce = parameters.get('nonce');
  if (nonce === undefined && nonceRequired) throw new SignatureRefused('nonce is missing');
  if (nonce !== undefined && !nonces.spend(nonce)) {
    throw new SignatureRefused('the nonce is unknown, used or expired');
  }
  return keyid;
}
