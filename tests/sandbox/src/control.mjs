// The control API: JSON over HTTP on loopback, for tests only. README.md has the table of what can
// be asked.
import http from 'node:http';
import rawBody from 'raw-body';
import { BadRequest } from './bad-request.mjs';
import { shiftClock } from './clock.mjs';

const routes = ({
  vouch,
  iam,
  credentials,
  repositories,
  codecommitSwitches,
  faults,
  counters,
  secrets,
  openConnections,
}) => ({
  'POST /users': ({ email }) => {
    const { uuid } = vouch.people.create(email);
    return { email, user_handle: uuid };
  },
  'POST /enrol/start': (body) => vouch.enrolment.start(body),
  'POST /enrol/finish': (body) => vouch.enrolment.finish(body),
  'POST /device': (body) => vouch.enrolment.decide(body),
  'POST /roles': (body) => iam.setRole(body),
  'POST /oidc-providers': (body) => iam.setOidcProvider(body),
  'POST /iam-users': (body) => iam.setUser(body),
  'POST /access-keys': (body) => iam.setAccessKey(body),
  'POST /repositories': (body) => repositories.create(body),
  'POST /faults': (body) => faults.set(body),
  'POST /clock': ({ offset_seconds: offset }) => {
    if (!Number.isFinite(offset)) throw new BadRequest('offset_seconds must be a number');
    shiftClock(offset);
  },
  'POST /expire': ({ what }) => {
    const expire = { ...vouch.expire, sts: () => credentials.expireSessions() };
    if (!Object.hasOwn(expire, what ?? '')) {
      throw new BadRequest(`what is one of ${Object.keys(expire).join(', ')}`);
    }
    return { expired: expire[what]() };
  },
  'POST /revoke-sessions': () => ({ revoked: credentials.revokeSessions() }),
  'POST /vouch-options': (body) => vouch.switches.set(body),
  'POST /codecommit-options': (body) => codecommitSwitches.set(body),
  'POST /reset-counters': () => counters.reset(),
  'GET /posture': () => vouch.postures.last,
  'GET /secrets': () => secrets.all(),
  'GET /state': () => ({ ...counters.snapshot(), open_connections: openConnections() }),
});

export function createControl(parts) {
  const table = routes(parts);
  return http.createServer(async (request, response) => {
    // One request a connection: a kept one may be closed here just when the client uses it again.
    const answer = (status, value) =>
      response
        .writeHead(status, { 'Content-Type': 'application/json', Connection: 'close' })
        .end(JSON.stringify(value ?? {}));
    const handler = table[`${request.method} ${request.url}`];
    if (!handler) {
      answer(404, {
        error: `no such control request; there are: ${Object.keys(table).join(', ')}`,
      });
      return;
    }
    try {
      const text = await rawBody(request, { limit: '1mb', encoding: 'utf8' });
      let body;
      try {
        body = text ? JSON.parse(text) : {};
      } catch {
        throw new BadRequest('the body is not JSON');
      }
      answer(200, await handler(body));
    } catch (error) {
      answer(error.status ?? 500, {
        error: error instanceof BadRequest ? error.message : error.stack,
      });
    }
  });
}
