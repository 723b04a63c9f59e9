// Who signed a request to STS, and with which MFA code: common to all actions that are signed.
import { verifySigV4 } from '../sigv4.mjs';
import { AwsError } from './xml.mjs';

const denied = (message) => new AwsError('AccessDenied', message, 403);

/** The credentials of a signed request; throws AwsError. */
export async function verifyCaller({ request, body, region, credentials }) {
  const held = await verifySigV4(request, body, { region, service: 'sts', credentials });
  if (credentials.isExpired(held)) {
    throw new AwsError(
      'ExpiredToken',
      'The security token included in the request is expired',
      403,
    );
  }
  return held;
}

/** Whether the request brings a code of the caller's device; throws AwsError for a wrong one. */
export function verifyMfa({ SerialNumber: serial, TokenCode: code }, held, { iam }) {
  if (serial === undefined && code === undefined) return false;
  if (serial === undefined || code === undefined) {
    throw denied(
      'MultiFactorAuthentication failed, must provide both MFA serial number and one time ' +
        'pass code.',
    );
  }
  if (!/^\d{6}$/.test(code)) {
    throw new AwsError(
      'ValidationError',
      `1 validation error detected: Value '${code}' at 'tokenCode' ` +
        'failed to satisfy constraint: Member must satisfy regular expression pattern: [\\d]*',
    );
  }
  const device = iam.mfaDevice(held.principal.userArn);
  if (device?.serial !== serial) {
    throw denied(
      'MultiFactorAuthentication failed, unable to validate MFA code.  ' +
        'Please verify your MFA serial number is valid and associated with this user.',
    );
  }
  if (!device.accepts(code)) {
    throw denied('MultiFactorAuthentication failed with invalid MFA one time pass code. ');
  }
  return true;
}
