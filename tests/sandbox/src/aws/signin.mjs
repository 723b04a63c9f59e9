// AWS's federation endpoint and its console. A session of a role, or one made by
// GetFederationToken, becomes a sign-in token; a browser that brings it is sent to the console with
// a cookie.
import { randomBytes } from 'node:crypto';
import { nowSeconds } from '../clock.mjs';
import { refused } from '../log.mjs';

const TOKEN_SECONDS = 15 * 60;
const COOKIE = 'aws-sandbox-console';
const SESSION_SECONDS = { min: 900, max: 43200 };
const CONSOLE = 'console.aws.amazon.com';

class SigninRefused extends Error {}

export function createSignin({ credentials, counters }) {
  const tokens = new Map(); // to {arn, expiresAt}
  const browsers = new Map(); // cookies to ARNs

  function getSigninToken(query) {
    let session;
    try {
      session = JSON.parse(query.get('Session'));
    } catch {
      throw new SigninRefused('Session is not JSON');
    }
    const held = credentials.find(session?.sessionId);
    const isKnown =
      held?.sessionToken !== undefined &&
      held.secretAccessKey === session.sessionKey &&
      held.sessionToken === session.sessionToken &&
      !credentials.isExpired(held);
    if (!isKnown) throw new SigninRefused('no session has these credentials');
    if (!held.principal.console) throw new SigninRefused('GetSessionToken is not for the console');
    const duration = query.get('SessionDuration');
    const isOut =
      duration !== null &&
      !(Number(duration) >= SESSION_SECONDS.min && Number(duration) <= SESSION_SECONDS.max);
    if (isOut) throw new SigninRefused('SessionDuration is 900 to 43200');
    const token = randomBytes(200).toString('base64url');
    tokens.set(token, { arn: held.principal.arn, expiresAt: nowSeconds() + TOKEN_SECONDS });
    return token;
  }

  function login(query) {
    const token = tokens.get(query.get('SigninToken'));
    if (!token || token.expiresAt <= nowSeconds()) throw new SigninRefused('no such SigninToken');
    const destination = new URL(query.get('Destination') ?? 'https://nowhere.example');
    if (destination.protocol !== 'https:' || !destination.hostname.endsWith(CONSOLE)) {
      throw new SigninRefused('Destination is not the console');
    }
    const cookie = randomBytes(20).toString('hex');
    browsers.set(cookie, token.arn);
    counters.count('console_sign_ins');
    return { cookie, destination: destination.href };
  }

  function showConsole(request, response) {
    const [, cookie] = new RegExp(`${COOKIE}=(\\w+)`).exec(request.headers.cookie ?? '') ?? [];
    response
      .writeHead(200, { 'Content-Type': 'text/plain' })
      .end(`${browsers.has(cookie) ? `Signed in as ${browsers.get(cookie)}` : 'Signed out'}\n`);
  }

  return (request, response, { host }) => {
    request.resume();
    if (host === CONSOLE) {
      showConsole(request, response);
      return;
    }
    const { pathname, searchParams: query } = new URL(request.url, 'https://host');
    const action = pathname === '/federation' ? query.get('Action') : undefined;
    try {
      if (action === 'getSigninToken') {
        const answer = JSON.stringify({ SigninToken: getSigninToken(query) });
        response.writeHead(200, { 'Content-Type': 'application/json' }).end(answer);
      } else if (action === 'login') {
        const { cookie, destination } = login(query);
        response
          .writeHead(302, {
            Location: destination,
            'Set-Cookie': `${COOKIE}=${cookie}; Domain=amazon.com; Secure; HttpOnly`,
          })
          .end();
      } else {
        throw new SigninRefused('no such Action');
      }
    } catch (error) {
      if (!(error instanceof SigninRefused)) throw error;
      refused(response, error.message);
      response.writeHead(400, { 'Content-Type': 'text/html' }).end('<h1>Bad Request</h1>\n');
    }
  };
}
