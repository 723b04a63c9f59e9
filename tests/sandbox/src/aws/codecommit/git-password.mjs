// The user name and password that CodeCommit takes from git (helper/codecommit/README.md, The
// password): Signature Version 4 in a form of its own.
import { createHash, timingSafeEqual } from 'node:crypto';
import { Sha256 } from '@aws-crypto/sha256-js';
import { SignatureV4 } from '@smithy/signature-v4';
import { formatAmzDate, parseAmzDate } from '../amz-date.mjs';

const USER = /^([A-Z0-9]{16,128})(?:%(.+))?$/;
const PASSWORD = /^(\d{8}T\d{6}Z)([0-9a-f]{64})$/;

const VALIDITY_SECONDS = 15 * 60;
const MAX_AHEAD_SECONDS = 5 * 60;

/** {user, password} of a Basic Authorization header, or undefined when there is none. */
export function parseBasic(header) {
  const [, encoded] = /^Basic ([A-Za-z0-9+/=]+)$/i.exec(header ?? '') ?? [];
  if (encoded === undefined) return undefined;
  const decoded = Buffer.from(encoded, 'base64').toString();
  const colon = decoded.indexOf(':');
  return { user: decoded.slice(0, colon), password: decoded.slice(colon + 1) };
}

export function parseUser(user) {
  const [, accessKeyId, sessionToken] = USER.exec(user) ?? [];
  return { accessKeyId, sessionToken };
}

/** The hex signature for one repository: `path` as git asked for it, `host` without port. */
export async function signGitRequest({ secretAccessKey, accessKeyId, date, region, host, path }) {
  const canonicalRequest = `GIT\n${path}\n\nhost:${host}\n\nhost\n`;
  const stamp = formatAmzDate(date).slice(0, -1); // here without the Z
  const scope = `${stamp.slice(0, 8)}/${region}/codecommit/aws4_request`;
  const stringToSign = [
    'AWS4-HMAC-SHA256',
    stamp,
    scope,
    createHash('sha256').update(canonicalRequest).digest('hex'),
  ].join('\n');
  const signer = new SignatureV4({
    credentials: { accessKeyId, secretAccessKey },
    region,
    service: 'codecommit',
    sha256: Sha256,
  });
  return signer.sign(stringToSign, { signingDate: date });
}

/**
 * Why this password is wrong for these credentials, host and path now, or undefined when it is
 * good.
 */
export async function findFault(password, { accessKeyId, secretAccessKey, region, host, path }) {
  const [, stamp, signature] = PASSWORD.exec(password) ?? [];
  const date = parseAmzDate(stamp);
  if (!date) return 'the password is not a timestamp and a signature';
  const age = (Date.now() - date) / 1000;
  if (age > VALIDITY_SECONDS) return 'the signature has expired';
  if (age < -MAX_AHEAD_SECONDS) return 'the signature is not yet current';
  const expected = await signGitRequest({ accessKeyId, secretAccessKey, date, region, host, path });
  const same = timingSafeEqual(Buffer.from(expected), Buffer.from(signature));
  return same ? undefined : 'the signature does not match';
}
