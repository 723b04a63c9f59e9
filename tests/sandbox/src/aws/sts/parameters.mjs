// What STS says of parameters that are out of their bounds.
import { AwsError } from './xml.mjs';

const SESSION_NAME = /^[\w+=,.@-]{2,64}$/;
const EXTERNAL_ID = /^[\w+=,.@:/-]{2,1224}$/;

const invalid = (value, name, constraint) =>
  new AwsError(
    'ValidationError',
    `1 validation error detected: Value '${value}' at '${name}' ` +
      `failed to satisfy constraint: ${constraint}`,
  );

/** DurationSeconds within `min` and `max`. */
export function checkDuration(text, { min, max, default: usual }) {
  const duration = Number(text ?? usual);
  if (!(duration >= min)) {
    const constraint = `Member must have value greater than or equal to ${min}`;
    throw invalid(text, 'durationSeconds', constraint);
  }
  if (duration > max) {
    throw invalid(text, 'durationSeconds', `Member must have value less than or equal to ${max}`);
  }
  return duration;
}

export function checkRoleArn(arn) {
  if (!/^arn:aws[\w-]*:iam::\d{12}:role\/.+$/.test(arn)) {
    throw new AwsError('ValidationError', `${arn} is invalid`);
  }
}

export function checkSessionName(name) {
  if (!SESSION_NAME.test(name)) {
    throw invalid(
      name,
      'roleSessionName',
      'Member must satisfy regular expression pattern: [\\w+=,.@-]*',
    );
  }
}

export function checkExternalId(id) {
  if (id !== undefined && !EXTERNAL_ID.test(id)) {
    throw invalid(
      id,
      'externalId',
      'Member must satisfy regular expression pattern: [\\w+=,.@:\\/-]*',
    );
  }
}

export function checkToken(token) {
  if (!(token?.length >= 4)) {
    throw invalid('', 'webIdentityToken', 'Member must have length greater than or equal to 4');
  }
}

/** The role's own bound, which is looked at once it is clear who may assume it. */
export function checkRoleMaximum(duration, role) {
  if (duration > role.maxSessionDuration) {
    throw new AwsError(
      'ValidationError',
      'The requested DurationSeconds exceeds the MaxSessionDuration set for this role.',
    );
  }
}

/** Refuses what the sandbox does not understand, so that no test passes because it was ignored. */
export function checkKnown(form, names) {
  const known = ['Action', 'Version', ...names];
  const unknown = Object.keys(form).filter((name) => !known.includes(name));
  if (unknown.length) {
    throw new AwsError('ValidationError', `the sandbox does not know ${unknown.join(', ')}`);
  }
}

/** Credentials as STS writes them. */
export const credentialsElement = (session) => ({
  AccessKeyId: session.accessKeyId,
  SecretAccessKey: session.secretAccessKey,
  SessionToken: session.sessionToken,
  Expiration: new Date(session.expiresAt * 1000).toISOString().replace('.000Z', 'Z'),
});
