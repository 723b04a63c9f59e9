// AssumeRoleWithWebIdentity: an identity token for a role's temporary credentials. The token is
// verified with the keys its issuer publishes, and the role's trust policy decides.
import { evaluateTrust } from '../policy.mjs';
import { verifyIdentityToken } from './identity-token.mjs';
import {
  checkDuration,
  checkRoleArn,
  checkRoleMaximum,
  checkSessionName,
  checkToken,
  credentialsElement,
} from './parameters.mjs';
import { AwsError } from './xml.mjs';

const ROLES_CLAIM = 'https://aws.amazon.com/roles';
const TAGS_CLAIM = 'https://aws.amazon.com/tags';
const SOURCE_IDENTITY_CLAIM = 'https://aws.amazon.com/source_identity';

const DURATION = { min: 900, max: 43200, default: 3600 };
// AWS packs policies and tags into a binary form of its own and limits that; their plain length
// stands in for it here.
const MAX_PACKED = 2048;

const notAuthorized = (action) =>
  new AwsError('AccessDenied', `Not authorized to perform ${action}`, 403);

function checkParameters(form) {
  checkRoleArn(form.RoleArn);
  checkSessionName(form.RoleSessionName);
  checkToken(form.WebIdentityToken);
  return checkDuration(form.DurationSeconds, DURATION);
}

/** The condition keys of a trust policy that a token fills in. */
function conditionContext(claims, tags, sessionName) {
  const issuer = claims.iss.replace(/^https:\/\//, '');
  return {
    ...Object.fromEntries(
      Object.entries(claims).map(([name, value]) => [`${issuer}:${name}`, value]),
    ),
    ...Object.fromEntries(
      Object.entries(tags).map(([key, values]) => [`aws:RequestTag/${key}`, values]),
    ),
    'sts:RoleSessionName': sessionName,
  };
}

/**
 * The actions the trust policy has to allow: tags and a source identity in the token need one of
 * their own each.
 */
const wantedActions = (claims) => [
  'sts:AssumeRoleWithWebIdentity',
  ...(claims[TAGS_CLAIM] ? ['sts:TagSession'] : []),
  ...(claims[SOURCE_IDENTITY_CLAIM] ? ['sts:SetSourceIdentity'] : []),
];

function packedPolicySize(form, tags) {
  const bytes = Buffer.byteLength(form.Policy ?? '') + Buffer.byteLength(JSON.stringify(tags));
  const percent = Math.ceil((bytes * 100) / MAX_PACKED);
  if (percent > 100) {
    throw new AwsError(
      'PackedPolicyTooLarge',
      `Packed policies and tags consume ${percent}% of allotted space, please use smaller ones.`,
    );
  }
  return percent;
}

export async function assumeRoleWithWebIdentity(form, { iam, credentials, issuers }) {
  const duration = checkParameters(form);
  const { RoleArn: roleArn, RoleSessionName: sessionName } = form;
  const account = roleArn.split(':')[4];
  const { claims, provider } = await verifyIdentityToken(form.WebIdentityToken, account, {
    iam,
    issuers,
  });

  const tags = claims[TAGS_CLAIM]?.principal_tags ?? {};
  const role = iam.role(roleArn);
  const roles = claims[ROLES_CLAIM] === undefined ? [roleArn] : [claims[ROLES_CLAIM]].flat();
  const federated = { Federated: [provider.arn] };
  const context = conditionContext(claims, tags, sessionName);
  for (const action of wantedActions(claims)) {
    const trusted = role && evaluateTrust(role.trust, action, federated, context) === 'Allow';
    if (!trusted || !roles.includes(roleArn)) throw notAuthorized(action);
  }
  checkRoleMaximum(duration, role);
  const packed = packedPolicySize(form, tags);

  const session = credentials.issueRoleSession(role, sessionName, duration);
  return {
    SubjectFromWebIdentityToken: claims.sub,
    Audience: [claims.aud].flat()[0],
    AssumedRoleUser: { Arn: session.principal.arn, AssumedRoleId: session.principal.userId },
    Credentials: credentialsElement(session),
    ...(claims[SOURCE_IDENTITY_CLAIM] ? { SourceIdentity: claims[SOURCE_IDENTITY_CLAIM] } : {}),
    Provider: provider.arn,
    PackedPolicySize: packed,
  };
}
