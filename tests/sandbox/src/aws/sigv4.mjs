// Verifies Signature Version 4 on a form POST, by signing the same request again with AWS's own
// signer.
import { createHash, timingSafeEqual } from 'node:crypto';
import { Sha256 } from '@aws-crypto/sha256-js';
import { SignatureV4 } from '@smithy/signature-v4';
import { formatAmzDate, parseAmzDate } from './amz-date.mjs';
import { AwsError } from './sts/xml.mjs';

const MAX_SKEW_MINUTES = 5;

const SCHEME = 'AWS4-HMAC-SHA256 ';
const CREDENTIAL = /^([A-Z0-9]{16,128})\/(\d{8})\/([a-z0-9-]+)\/([a-z0-9]+)\/aws4_request$/;

const denied = (code, message) => new AwsError(code, message, 403);

const mismatch = () =>
  denied(
    'SignatureDoesNotMatch',
    'The request signature we calculated does not match the signature you provided.',
  );

/** {Credential, SignedHeaders, Signature} of an Authorization header, as far as they are there. */
const authorizationFields = (header) =>
  header.startsWith(SCHEME)
    ? Object.fromEntries(
        header
          .slice(SCHEME.length)
          .split(/, */)
          .map((field) => field.split(/=(.*)/s, 2)),
      )
    : {};

function parse({ authorization, 'x-amz-date': amzDate }) {
  if (!authorization) {
    throw denied('MissingAuthenticationToken', 'Request is missing Authentication Token');
  }
  const { Credential, SignedHeaders, Signature } = authorizationFields(authorization);
  const [, accessKeyId, day, region, service] = CREDENTIAL.exec(Credential) ?? [];
  const date = parseAmzDate(amzDate);
  if (!accessKeyId || !SignedHeaders || !Signature || !date || !amzDate.startsWith(day)) {
    throw new AwsError(
      'IncompleteSignature',
      'The Authorization header or X-Amz-Date is not as Signature Version 4 wants it.',
    );
  }
  const signedHeaders = SignedHeaders.split(';');
  return { accessKeyId, region, service, signedHeaders, signature: Signature, date };
}

function checkSkew(date) {
  const now = new Date();
  const shifted = (minutes) => formatAmzDate(new Date(now.getTime() + minutes * 60_000));
  const [signed, server] = [formatAmzDate(date), formatAmzDate(now)];
  const skew = (now - date) / 60_000;
  if (skew > MAX_SKEW_MINUTES) {
    throw denied(
      'SignatureDoesNotMatch',
      `Signature expired: ${signed} is now earlier than ${shifted(-MAX_SKEW_MINUTES)} ` +
        `(${server} - ${MAX_SKEW_MINUTES} min.)`,
    );
  }
  if (skew < -MAX_SKEW_MINUTES) {
    throw denied(
      'SignatureDoesNotMatch',
      `Signature not yet current: ${signed} is still later than ${shifted(MAX_SKEW_MINUTES)} ` +
        `(${server} + ${MAX_SKEW_MINUTES} min.)`,
    );
  }
}

/** The signature that these credentials would have made for the request. */
async function signAgain(request, body, { date, signedHeaders, region, service }, credentials) {
  const { pathname: path, searchParams } = new URL(request.url, 'https://host');
  const headers = Object.fromEntries(signedHeaders.map((name) => [name, request.headers[name]]));
  const query = Object.fromEntries(searchParams);
  const signer = new SignatureV4({
    credentials,
    region,
    service,
    sha256: Sha256,
    applyChecksum: false,
  });
  const signed = await signer.sign(
    { method: request.method, path, query, headers, body },
    { signingDate: date, signableHeaders: new Set(signedHeaders) },
  );
  return authorizationFields(signed.headers.authorization).Signature;
}

/** The credentials that `request` with its `body` (a Buffer) was signed with; throws AwsError. */
export async function verifySigV4(request, body, { region, service, credentials }) {
  const claimed = parse(request.headers);
  const held = credentials.find(claimed.accessKeyId);
  if (!held || request.headers['x-amz-security-token'] !== held.sessionToken) {
    throw denied('InvalidClientTokenId', 'The security token included in the request is invalid.');
  }
  if (claimed.region !== region || claimed.service !== service) {
    throw denied(
      'SignatureDoesNotMatch',
      `Credential should be scoped to region ${region} and service ${service}.`,
    );
  }
  checkSkew(claimed.date);

  const required = ['host', 'x-amz-date', ...(held.sessionToken ? ['x-amz-security-token'] : [])];
  if (!required.every((name) => claimed.signedHeaders.includes(name))) throw mismatch();
  // The signer would believe this header; what counts is the body.
  const claimedHash = request.headers['x-amz-content-sha256'];
  const bodyHash = createHash('sha256').update(body).digest('hex');
  if (claimedHash !== undefined && claimedHash !== bodyHash) throw mismatch();

  const expected = Buffer.from(await signAgain(request, body, claimed, held));
  const actual = Buffer.from(claimed.signature);
  if (expected.length !== actual.length || !timingSafeEqual(expected, actual)) throw mismatch();
  return held;
}
