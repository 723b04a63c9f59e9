// CodeCommit's password and what it is checked against, request by request. git itself is in
// endtoend.test.mjs.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { signGitRequest } from '../src/aws/codecommit/git-password.mjs';
import { signPassword } from './support/git.mjs';
import { openWorld } from './support/world.mjs';

const HOST = 'git-codecommit.us-east-1.amazonaws.com';
const PATH = '/v1/repos/payments-api';

let world;
let user;
before(async () => {
  world = await openWorld();
  const repository = (name) => `arn:aws:codecommit:*:${world.account}:${name}`;
  user = await world.sandbox.post('/iam-users', {
    account: world.account,
    name: 'ci',
    policy: {
      Statement: [
        { Effect: 'Allow', Action: 'codecommit:GitPull', Resource: repository('*') },
        { Effect: 'Allow', Action: 'codecommit:GitPush', Resource: repository('lib-?') },
        { Effect: 'Deny', Action: 'codecommit:*', Resource: repository('infra-*') },
      ],
    },
  });
});
after(() => world.close());

const basic = (name, password) => ({
  Authorization: `Basic ${Buffer.from(`${name}:${password}`).toString('base64')}`,
});

/**
 * Asks for a repository's refs with a password signed for host and path, unless `password` is
 * given.
 */
function askRefs({
  host = HOST,
  path = PATH,
  signedHost = host,
  signedPath = path,
  region = 'us-east-1',
  date,
  service = 'git-upload-pack',
  name = user.access_key_id,
  password,
  headers,
} = {}) {
  const signed =
    password ??
    signPassword({
      secret: user.secret_access_key,
      host: signedHost,
      path: signedPath,
      region,
      date,
    });
  return world.fetch(`https://${host}${path}/info/refs?service=${service}`, {
    headers: headers ?? basic(name, signed),
  });
}

async function assertRefused(answer, status, words) {
  const { status: actual, headers, text } = await answer;
  assert.equal(actual, status, text);
  assert.match(headers['content-type'], /^text\/plain/);
  assert.match(text, words);
}

const ago = (seconds) => new Date(Date.now() - seconds * 1000);

test("AWS's own tool gives this password", async () => {
  const signature = await signGitRequest({
    accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
    secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
    date: new Date('2026-01-01T00:00:00Z'),
    region: 'us-east-2',
    host: 'git-codecommit.us-east-2.amazonaws.com',
    path: '/v1/repos/MyDemoRepo',
  });
  assert.equal(
    `20260101T000000Z${signature}`,
    '20260101T000000Z581193ac7f2348227bad62deb2a778579c5c6e86e24db43fe51b9c569bd4f229',
  );
});

test('without credentials git is asked for some', async () => {
  const answer = await askRefs({ headers: {} });
  assert.equal(answer.status, 401);
  assert.match(answer.headers['www-authenticate'], /^Basic realm=/);
});

test('a signed password gives the refs', async () => {
  const answer = await askRefs();
  assert.equal(answer.status, 200, answer.text);
  assert.equal(answer.headers['content-type'], 'application/x-git-upload-pack-advertisement');
  assert.match(answer.text, /refs\/heads\/main/);
});

test('a password is good for fifteen minutes, and five ahead', async () => {
  assert.equal((await askRefs({ date: ago(14 * 60) })).status, 200);
  await assertRefused(
    askRefs({ date: ago(15 * 60 + 5) }),
    403,
    /user\/ci is not authorized to perform: codecommit:GitPull .* the signature has expired/,
  );
  assert.equal((await askRefs({ date: ago(-4 * 60) })).status, 200);
  await assertRefused(askRefs({ date: ago(-5 * 60 - 5) }), 403, /not yet current/);
  const password = signPassword({ secret: user.secret_access_key, host: HOST, path: PATH });
  await world.withClock(16 * 60, () =>
    assertRefused(askRefs({ password }), 403, /the signature has expired/),
  );
});

test('a password is for one path, host and region', async () => {
  await assertRefused(askRefs({ signedPath: '/v1/repos/web-frontend' }), 403, /does not match/);
  await assertRefused(askRefs({ signedPath: `${PATH}/` }), 403, /does not match/);
  await assertRefused(askRefs({ signedPath: `${PATH}/info/refs` }), 403, /does not match/);
  await assertRefused(
    askRefs({ signedHost: 'git-codecommit-fips.us-east-1.amazonaws.com' }),
    403,
    /does not match/,
  );
  await assertRefused(askRefs({ signedHost: `${HOST}:443` }), 403, /does not match/);
  await assertRefused(askRefs({ region: 'us-east-2' }), 403, /does not match/);
  assert.equal(
    (await askRefs({ path: '/v1/repos/p%61yments-api', signedPath: PATH })).status,
    200,
    'git signs the decoded path',
  );
});

test('FIPS and VPC endpoints are hosts of their own', async () => {
  for (const host of [
    'git-codecommit-fips.us-east-1.amazonaws.com',
    'vpce-0a1b2c3d4e5f60718-sandbox1.git-codecommit.us-east-1.vpce.amazonaws.com',
  ]) {
    assert.equal((await askRefs({ host })).status, 200, host);
  }
  await assertRefused(
    askRefs({ host: 'git-codecommit.eu-west-1.amazonaws.com', region: 'eu-west-1' }),
    404,
    /does not exist/,
  );
});

test("passwords that are none, and keys that are nobody's", async () => {
  for (const password of [
    'hunter2',
    '20260101T000000Z',
    `20260101T000000${'0'.repeat(64)}`,
    `20261301T000000Z${'0'.repeat(64)}`,
  ]) {
    await assertRefused(askRefs({ password }), 403, /codecommit:GitPull/);
  }
  await assertRefused(askRefs({ name: 'AKIAUNKNOWNUNKNOWNUN' }), 403, /security token is invalid/);
  await assertRefused(
    askRefs({ name: `${user.access_key_id}%token` }),
    403,
    /security token is invalid/,
  );
});

test('an empty password is refused, or asked for again', async () => {
  await assertRefused(askRefs({ password: '' }), 403, /codecommit:GitPull/);
  await world.withGitOptions({ empty_password_status: 401 }, () =>
    assertRefused(askRefs({ password: '' }), 401, /empty/),
  );
});

test('the policy decides about pulls and pushes', async () => {
  await assertRefused(
    askRefs({ service: 'git-receive-pack' }),
    403,
    /GitPush on resource: arn:aws:codecommit:us-east-1:123456789012:payments-api because no /,
  );
  assert.equal(
    (await askRefs({ path: '/v1/repos/lib-a', service: 'git-receive-pack' })).status,
    200,
  );
  await assertRefused(askRefs({ path: '/v1/repos/infra-live' }), 403, /explicitly denies/);
});

test('what is not there is not found', async () => {
  await assertRefused(askRefs({ path: '/v1/repos/unknown' }), 404, /does not exist/);
  await assertRefused(askRefs({ path: '/v1/repos/payments-api.git' }), 404, /does not exist/);
  await assertRefused(askRefs({ path: '/v2/repos/payments-api' }), 404, /Not found/);
  await assertRefused(askRefs({ service: 'git-upload-archive' }), 404, /Not found/);
  await assertRefused(world.fetch(`https://${HOST}${PATH}/HEAD`), 404, /Not found/);
  await assertRefused(
    world.fetch(`https://${HOST}/v1/repos/..%2f..%2fx/info/refs?service=git-upload-pack`),
    404,
    /Not found/,
  );
});
