// AssumeRole: a role's temporary credentials, by somebody's others. The role's trust policy
// decides, and beyond its account, or where it only names the account, the caller's own policy too.
import { evaluateIdentity, evaluateTrust } from '../policy.mjs';
import { verifyCaller, verifyMfa } from './caller.mjs';
import {
  checkDuration,
  checkExternalId,
  checkKnown,
  checkRoleArn,
  checkRoleMaximum,
  checkSessionName,
  credentialsElement,
} from './parameters.mjs';
import { AwsError } from './xml.mjs';

const DURATION = { min: 900, max: 43200, default: 3600 };
const MAX_CHAINED = 3600;

/** The names by which a trust policy may mean the caller, the exact ones first. */
const namesOf = ({ arn, account, roleArn }) => ({
  exact: [arn, ...(roleArn ? [roleArn] : [])],
  account: [`arn:aws:iam::${account}:root`, account],
});

function isTrusted(role, { principal, mfa, sessionToken }, form) {
  const context = {
    'sts:RoleSessionName': form.RoleSessionName,
    'aws:PrincipalArn': principal.roleArn ?? principal.arn,
    // Long-lived keys leave this out altogether.
    ...(sessionToken || mfa ? { 'aws:MultiFactorAuthPresent': String(mfa) } : {}),
    ...(form.ExternalId === undefined ? {} : { 'sts:ExternalId': form.ExternalId }),
  };
  const decide = (names) =>
    evaluateTrust(role.trust, 'sts:AssumeRole', { AWS: names }, context);
  const { exact, account } = namesOf(principal);
  if (decide([...exact, ...account]) !== 'Allow') return false;
  const own = evaluateIdentity(principal.policy, 'sts:AssumeRole', role.arn, context);
  const isEnough = decide(exact) === 'Allow' && principal.account === role.account;
  return own === 'Allow' || (isEnough && own !== 'Deny');
}

export async function assumeRole(form, parts) {
  const held = await verifyCaller(parts);
  checkKnown(form, [
    'RoleArn',
    'RoleSessionName',
    'DurationSeconds',
    'ExternalId',
    'SerialNumber',
    'TokenCode',
  ]);
  checkRoleArn(form.RoleArn);
  checkSessionName(form.RoleSessionName);
  checkExternalId(form.ExternalId);
  const duration = checkDuration(form.DurationSeconds, DURATION);
  // A user's session by GetSessionToken counts as well.
  const isChained = held.principal.roleArn !== undefined || held.sessionToken !== undefined;
  if (isChained && duration > MAX_CHAINED) {
    throw new AwsError(
      'ValidationError',
      'The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role ' +
        'chaining',
    );
  }
  const mfa = verifyMfa(form, held, parts) || held.mfa;

  const role = parts.iam.role(form.RoleArn);
  if (!role || !isTrusted(role, { ...held, mfa }, form)) {
    throw new AwsError(
      'AccessDenied',
      `User: ${held.principal.arn} is not authorized to perform: sts:AssumeRole ` +
        `on resource: ${form.RoleArn}`,
      403,
    );
  }
  checkRoleMaximum(duration, role);
  const session = parts.credentials.issueRoleSession(role, form.RoleSessionName, duration);
  return {
    AssumedRoleUser: { Arn: session.principal.arn, AssumedRoleId: session.principal.userId },
    Credentials: credentialsElement(session),
  };
}
