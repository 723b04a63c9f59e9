// AssumeRoleWithWebIdentity: an identity token for a role's temporary credentials. The token is
// verified with the keys its issuer publishes, and the role's trust policy decides.
import { evaluateTrust } from '../policy.mjs';
import { verifyIdentityToken } from './identity-token.mjs';
import { AwsError } from './xml.mjs';

const ROLES_CLAIM = 'https://aws.amazon.com/roles';
const TAGS_CLAIM = 'https://aws.amazon.com/tags';
const SOURCE_IDENTITY_CLAIM = 'https://aws.amazon.com/source_identity';

const SESSION_NAME = /^[\w+=,.@-]{2,64}$/;
const DURATION = { min: 900, max: 43200, default: 3600 };
// AWS packs policies and tags into a binary form of its own and limits that; their plain length
// stands in for it here.
const MAX_PACKED = 2048;

const invalid = (value, name, constraint) =>
  new AwsError(
    'ValidationError',
    `1 validation error detected: Value '${value}' at '${name}' ` +
      `failed to satisfy constraint: ${constraint}`,
  );

const notAuthorized = (action) =>
  new AwsError('AccessDenied', `Not authorized to perform ${action}`, 403);

function checkParameters({
  RoleArn,
  RoleSessionName,
  WebIdentityToken,
  DurationSeconds = DURATION.default,
}) {
  const duration = Number(DurationSeconds);
  if (!/^arn:aws[\w-]*:iam::\d{12}:role\/.+$/.test(RoleArn)) {
    throw new AwsError('ValidationError', `${RoleArn} is invalid`);
  }
  if (!SESSION_NAME.test(RoleSessionName)) {
    throw invalid(
      RoleSessionName,
      'roleSessionName',
      'Member must satisfy regular expression pattern: [\\w+=,.@-]*',
    );
  }
  if (!(WebIdentityToken?.length >= 4)) {
    throw invalid('', 'webIdentityToken', 'Member must have length greater than or equal to 4');
  }
  if (!(duration >= DURATION.min)) {
    throw invalid(
      DurationSeconds,
      'durationSeconds',
      `Member must have value greater than or equal to ${DURATION.min}`,
    );
  }
  if (duration > DURATION.max) {
    throw invalid(
      DurationSeconds,
      'durationSeconds',
      `Member must have value less than or equal to ${DURATION.max}`,
    );
  }
  return duration;
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
  const context = conditionContext(claims, tags, sessionName);
  for (const action of wantedActions(claims)) {
    const trusted = role && evaluateTrust(role.trust, action, provider.arn, context) === 'Allow';
    if (!trusted || !roles.includes(roleArn)) throw notAuthorized(action);
  }
  if (duration > role.maxSessionDuration) {
    throw new AwsError(
      'ValidationError',
      'The requested DurationSeconds exceeds the MaxSessionDuration set for this role.',
    );
  }
  const packed = packedPolicySize(form, tags);

  const arn = `arn:aws:sts::${account}:assumed-role/${role.name}/${sessionName}`;
  const userId = `${role.id}:${sessionName}`;
  const session = credentials.issueSession({ arn, account, userId, policy: role.policy }, duration);
  return {
    SubjectFromWebIdentityToken: claims.sub,
    Audience: [claims.aud].flat()[0],
    AssumedRoleUser: { Arn: arn, AssumedRoleId: userId },
    Credentials: {
      SessionToken: session.sessionToken,
      SecretAccessKey: session.secretAccessKey,
      Expiration: new Date(session.expiresAt * 1000).toISOString().replace('.000Z', 'Z'),
      AccessKeyId: session.accessKeyId,
    },
    ...(claims[SOURCE_IDENTITY_CLAIM] ? { SourceIdentity: claims[SOURCE_IDENTITY_CLAIM] } : {}),
    Provider: provider.arn,
    PackedPolicySize: packed,
  };
}
