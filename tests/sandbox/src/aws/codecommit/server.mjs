// AWS CodeCommit over HTTPS: who asks is proved by the Basic password, what they may do is decided
// by the policy behind their key, and the rest is git's own server.
import { Options } from '../../options.mjs';
import { refused } from '../../log.mjs';
import { evaluateIdentity } from '../policy.mjs';
import { findFault, parseBasic, parseUser } from './git-password.mjs';
import { runHttpBackend } from './http-backend.mjs';
import { NAME } from './repositories.mjs';

const ENDPOINT = /^(\/v1\/repos\/([^/]+))(\/info\/refs|\/git-upload-pack|\/git-receive-pack)$/;
const ACTIONS = {
  'git-upload-pack': 'codecommit:GitPull',
  'git-receive-pack': 'codecommit:GitPush',
};

/** How this CodeCommit differs (POST /codecommit-options). */
export const codecommitSwitches = () =>
  new Options({
    // What a user name with an empty password gets: after 403 git gives up, after 401 it asks its
    // helper.
    empty_password_status: 403,
  });

class GitRefused extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

/**
 * What a request wants: the signed path, the repository's name, the endpoint and the IAM action.
 */
function parseRequest({ method, url }) {
  const { pathname, search, searchParams } = new URL(url, 'https://host');
  let decoded;
  try {
    decoded = decodeURIComponent(pathname); // git and its helpers sign the decoded path
  } catch {
    decoded = '';
  }
  const [, path, name, endpoint] = ENDPOINT.exec(decoded) ?? [];
  const service = endpoint === '/info/refs' ? searchParams.get('service') : endpoint?.slice(1);
  const wantedMethod = endpoint === '/info/refs' ? 'GET' : 'POST';
  if (!NAME.test(name ?? '') || !Object.hasOwn(ACTIONS, service ?? '') || method !== wantedMethod) {
    throw new GitRefused(404, 'Not found');
  }
  return { path, name, endpoint, query: search.slice(1), action: ACTIONS[service] };
}

const notAuthorized = (who, { action, resource }, because, status = 403) =>
  new GitRefused(
    status,
    `User: ${who} is not authorized to perform: ${action} on resource: ${resource} ` +
      `because ${because}`,
  );

const REFUSALS = {
  Deny: (action) => `an identity-based policy explicitly denies the ${action} action`,
  none: (action) => `no identity-based policy allows the ${action} action`,
};

export function createCodecommit({ credentials, repositories, switches, counters }) {
  /** The principal whose password this is, if it may do what is asked; throws GitRefused. */
  async function authorize(request, { host, region, path, name, action }) {
    const basic = parseBasic(request.headers.authorization);
    if (!basic) throw new GitRefused(401, 'Credentials are required');
    const { accessKeyId, sessionToken } = parseUser(basic.user);
    const held = credentials.find(accessKeyId);
    const account = held?.principal.account ?? '*';
    const asked = { action, resource: `arn:aws:codecommit:${region}:${account}:${name}` };
    if (basic.password === '') {
      const status = switches.empty_password_status;
      throw notAuthorized(accessKeyId, asked, 'the password is empty', status);
    }
    if (!held || held.sessionToken !== sessionToken) {
      throw notAuthorized(accessKeyId, asked, 'the security token is invalid');
    }
    const { principal } = held;
    const fault = credentials.isExpired(held)
      ? 'the security token has expired'
      : await findFault(basic.password, { ...held, region, host, path });
    if (fault) throw notAuthorized(principal.arn, asked, fault);
    if (held.revoked) throw notAuthorized(principal.arn, asked, REFUSALS.Deny(action));
    // Long-lived keys leave this out altogether.
    const context = sessionToken ? { 'aws:MultiFactorAuthPresent': String(held.mfa) } : {};
    const decision = evaluateIdentity(principal.policy, action, asked.resource, context);
    if (decision !== 'Allow') {
      throw notAuthorized(principal.arn, asked, REFUSALS[decision](action));
    }
    return principal;
  }

  return async (request, response, { host, region }) => {
    counters.count('git_requests');
    try {
      const asked = parseRequest(request);
      const principal = await authorize(request, { host, region, ...asked });
      if (!repositories.exists(region, principal.account, asked.name)) {
        throw new GitRefused(404, `The repository ${asked.name} does not exist`);
      }
      await runHttpBackend(request, response, {
        root: repositories.directoryOf(region, principal.account),
        pathInfo: `/${asked.name}${asked.endpoint}`,
        query: asked.query,
        user: principal.userId,
      });
    } catch (error) {
      if (!(error instanceof GitRefused)) throw error;
      counters.count(error.status === 401 ? 'git_unauthenticated' : 'git_refused');
      refused(response, error.message);
      request.resume();
      response
        .writeHead(error.status, {
          'Content-Type': 'text/plain',
          ...(error.status === 401 ? { 'WWW-Authenticate': 'Basic realm="AWS CodeCommit"' } : {}),
        })
        .end(`${error.message}\n`);
    }
  };
}
