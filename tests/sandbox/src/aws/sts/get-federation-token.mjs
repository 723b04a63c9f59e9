// GetFederationToken: a session for somebody else, by a user's long-lived keys. What it may do is
// what both the user and the policy in the request allow; the sandbox knows no policy here, or one
// that allows everything.
import { uniqueId } from '../credentials.mjs';
import { verifyCaller } from './caller.mjs';
import { checkDuration, checkKnown, credentialsElement } from './parameters.mjs';
import { AwsError } from './xml.mjs';

const DURATION = { min: 900, max: 129600, default: 43200 };
const NAME = /^[\w+=,.@-]{2,32}$/;

function allowsAll(text) {
  try {
    const [statement, ...others] = [JSON.parse(text).Statement].flat();
    const { Effect, Action, Resource } = statement;
    return !others.length && Effect === 'Allow' && Action === '*' && Resource === '*';
  } catch {
    throw new AwsError('MalformedPolicyDocument', 'The policy is not in the valid JSON format.');
  }
}

export async function getFederationToken(form, parts) {
  const held = await verifyCaller(parts);
  checkKnown(form, ['DurationSeconds', 'Name', 'Policy']);
  const duration = checkDuration(form.DurationSeconds, DURATION);
  if (!NAME.test(form.Name)) {
    throw new AwsError('ValidationError', `Value '${form.Name}' at 'name' is not valid`);
  }
  if (held.sessionToken) {
    throw new AwsError(
      'AccessDenied',
      'Cannot call GetFederationToken with session credentials',
      403,
    );
  }
  if (form.Policy !== undefined && !allowsAll(form.Policy)) {
    throw new AwsError(
      'MalformedPolicyDocument',
      'the sandbox knows only a policy that allows all',
    );
  }
  const { account, policy } = held.principal;
  const principal = {
    arn: `arn:aws:sts::${account}:federated-user/${form.Name}`,
    account,
    userId: uniqueId('AIDA'),
    policy: form.Policy === undefined ? [] : policy,
    console: true,
  };
  const session = parts.credentials.issueSession(principal, duration);
  return {
    FederatedUser: {
      Arn: principal.arn,
      FederatedUserId: `${account}:${form.Name}`,
    },
    PackedPolicySize: 1,
    Credentials: credentialsElement(session),
  };
}
