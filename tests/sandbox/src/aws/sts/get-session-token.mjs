// GetSessionToken: a session of the user whose long-lived keys sign, with MFA if a code comes
// along.
import { verifyCaller, verifyMfa } from './caller.mjs';
import { checkDuration, checkKnown, credentialsElement } from './parameters.mjs';
import { AwsError } from './xml.mjs';

const DURATION = { min: 900, max: 129600, default: 43200 };

export async function getSessionToken(form, parts) {
  const held = await verifyCaller(parts);
  checkKnown(form, ['DurationSeconds', 'SerialNumber', 'TokenCode']);
  const duration = checkDuration(form.DurationSeconds, DURATION);
  if (held.sessionToken) {
    throw new AwsError(
      'AccessDenied',
      'Cannot call GetSessionToken with session credentials',
      403,
    );
  }
  const mfa = verifyMfa(form, held, parts);
  const session = parts.credentials.issueSession(held.principal, duration, { mfa });
  return { Credentials: credentialsElement(session) };
}
