// GetSessionToken, GetFederationToken and AssumeRole with long-lived keys and MFA.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import {
  AssumeRoleCommand,
  GetFederationTokenCommand,
  GetSessionTokenCommand,
} from '@aws-sdk/client-sts';
import { profilesWorld, totp } from '../index.mjs';
import { totpOfStep } from '../src/aws/totp.mjs';
import { refuses, stsClient, whoAmI } from './support/aws-client.mjs';
import { runGit, signPassword } from './support/git.mjs';
import { openWorld } from './support/world.mjs';

let world;
let people;
before(async () => {
  world = await openWorld();
});
after(() => world.close());

const keysOf = (user) => ({
  AccessKeyId: user.access_key_id,
  SecretAccessKey: user.secret_access_key,
});
const send = (held, command) => stsClient(world, held).send(command);
const sessionOf = async (user, input = {}) =>
  (await send(keysOf(user), new GetSessionTokenCommand(input))).Credentials;
/** The input that proves the device; `seconds` is how far the person's clock is off. */
const code = (user, seconds = 0) => ({
  SerialNumber: user.mfa_serial,
  TokenCode: totp(user.mfa_secret, new Date(Date.now() + seconds * 1000)),
});
const assume = (held, RoleArn, input = {}) =>
  send(held, new AssumeRoleCommand({ RoleArn, RoleSessionName: 'dylan', ...input }));

test('codes are those of RFC 6238', () => {
  // Appendix B, SHA-1, eight digits there: the secret is "12345678901234567890".
  const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
  const vectors = [
    [59, '94287082'],
    [1111111109, '07081804'],
    [1234567890, '89005924'],
    [20000000000, '65353130'],
  ];
  for (const [seconds, digits] of vectors) {
    assert.equal(totpOfStep(secret, Math.floor(seconds / 30), 8), digits);
    assert.equal(totp(secret, new Date(seconds * 1000)), digits.slice(2));
  }
});

test('a code makes a session, once', async () => {
  people = await profilesWorld(world.sandbox);
  const { dylan } = people;
  const input = code(dylan);
  const session = await sessionOf(dylan, input);
  assert.match(session.AccessKeyId, /^ASIA/);
  assert.ok(Math.abs(session.Expiration - Date.now() - 43200_000) < 5000);
  assert.equal((await whoAmI(world, session)).Arn, dylan.arn);
  await refuses(sessionOf(dylan, input), 'AccessDenied', 'invalid MFA one time pass code');
  await refuses(
    sessionOf(dylan, { ...input, TokenCode: '000000' }),
    'AccessDenied',
    'invalid MFA one time pass code',
  );
  await refuses(
    sessionOf(dylan, { ...input, SerialNumber: `${dylan.mfa_serial}x` }),
    'AccessDenied',
    'unable to validate MFA code',
  );
  const letters = { ...input, TokenCode: 'abcdef' };
  await refuses(sessionOf(dylan, letters), 'ValidationError', 'tokenCode');
  await refuses(
    sessionOf(dylan, { SerialNumber: dylan.mfa_serial }),
    'AccessDenied',
    'must provide both',
  );
  await refuses(
    send(session, new GetSessionTokenCommand({})),
    'AccessDenied',
    'Cannot call GetSessionToken with session credentials',
  );
});

test('a device may be a step late or early, and no more', async () => {
  const { dylan } = await profilesWorld(world.sandbox);
  await refuses(sessionOf(dylan, code(dylan, -90)), 'AccessDenied');
  await refuses(sessionOf(dylan, code(dylan, 90)), 'AccessDenied');
  await sessionOf(dylan, code(dylan, 29)); // this step's or the next one's
});

test('durations', async () => {
  const { ci } = await profilesWorld(world.sandbox);
  const session = await sessionOf(ci, { DurationSeconds: 129600 });
  assert.ok(Math.abs(session.Expiration - Date.now() - 129600_000) < 5000);
  await refuses(sessionOf(ci, { DurationSeconds: 899 }), 'ValidationError', '900');
  await refuses(sessionOf(ci, { DurationSeconds: 129601 }), 'ValidationError', '129600');
});

test('keys that are deactivated, unknown, or have another secret', async () => {
  const { ci } = await profilesWorld(world.sandbox);
  const set = (active) =>
    world.sandbox.post('/access-keys', { access_key_id: ci.access_key_id, active });
  await set(false);
  await refuses(sessionOf(ci), 'InvalidClientTokenId', 'security token');
  await refuses(whoAmI(world, keysOf(ci)), 'InvalidClientTokenId');
  await set(true);
  await sessionOf(ci);
  await refuses(sessionOf({ ...ci, secret_access_key: 'x'.repeat(40) }), 'SignatureDoesNotMatch');
  await assert.rejects(world.sandbox.post('/access-keys', { access_key_id: 'AKIANONE' }), /400/);
});

test('a role is assumed with a code and the external ID, and through another role', async () => {
  const { dylan, ci, externalId, roles } = await profilesWorld(world.sandbox);
  const wants = { ExternalId: externalId };
  await refuses(assume(keysOf(dylan), roles.Deployer, wants), 'AccessDenied', 'sts:AssumeRole');
  const plain = await sessionOf(dylan);
  await refuses(assume(plain, roles.Deployer, wants), 'AccessDenied');
  const session = await sessionOf(dylan, code(dylan));
  await refuses(assume(session, roles.Deployer), 'AccessDenied', roles.Deployer);
  await refuses(assume(session, roles.Deployer, { ExternalId: 'x' }), 'ValidationError');
  await refuses(assume(session, roles.Deployer, { ExternalId: 'other' }), 'AccessDenied');
  await refuses(assume(keysOf(ci), roles.Deployer, wants), 'AccessDenied');

  await refuses(
    assume(session, roles.Deployer, { ...wants, DurationSeconds: 3601 }),
    'ValidationError',
    'role chaining',
  );
  const first = await assume(session, roles.Deployer, wants);
  const { Account } = await whoAmI(world, first.Credentials);
  assert.equal(Account, world.account);
  assert.match(first.AssumedRoleUser.Arn, /:assumed-role\/Deployer\/dylan$/);
  await refuses(
    assume(first.Credentials, roles.Auditor, { DurationSeconds: 3601 }),
    'ValidationError',
    'role chaining',
  );
  const second = await assume(first.Credentials, roles.Auditor);
  assert.equal((await whoAmI(world, second.Credentials)).Account, '210987654321');
  // Auditor trusts the whole account, but ci's own policy does not allow it.
  await refuses(assume(keysOf(ci), roles.Auditor), 'AccessDenied');
});

test('a code may come with AssumeRole itself', async () => {
  const { dylan, externalId, roles } = await profilesWorld(world.sandbox);
  const wants = { ExternalId: externalId, ...code(dylan) };
  await assume(keysOf(dylan), roles.Deployer, wants);
  await refuses(assume(keysOf(dylan), roles.Deployer, wants), 'AccessDenied', 'one time pass code');
});

test('what the sandbox does not know is refused', async () => {
  const { ci, roles } = await profilesWorld(world.sandbox);
  await refuses(
    assume(keysOf(ci), roles.Auditor, { Tags: [{ Key: 'a', Value: 'b' }] }),
    'ValidationError',
    'the sandbox does not know Tags',
  );
});

test('git with long-lived keys, and where the policy asks for a code', async () => {
  const { dylan, ci } = await profilesWorld(world.sandbox);
  const host = 'git-codecommit.us-east-1.amazonaws.com';
  const list = async (held) => {
    const username = held.SessionToken
      ? `${held.AccessKeyId}%${held.SessionToken}`
      : held.AccessKeyId;
    const password = signPassword({
      secret: held.SecretAccessKey,
      host,
      path: '/v1/repos/payments-api',
    });
    const url = `https://${host}/v1/repos/payments-api`;
    const { code: exit, stderr } = await runGit(world.sandbox, ['ls-remote', url], {
      cwd: world.dir,
      credential: { username, password },
    });
    return exit === 0 ? 'ok' : stderr;
  };
  assert.equal(await list(keysOf(ci)), 'ok');
  assert.match(await list(keysOf(dylan)), /403/);
  assert.match(await list(await sessionOf(dylan)), /403/);
  assert.equal(await list(await sessionOf(dylan, code(dylan))), 'ok');
});

test("the console's front door", async () => {
  const { dylan, ci, externalId, roles } = await profilesWorld(world.sandbox);
  const federation = (query) =>
    world.fetch(`https://signin.aws.amazon.com/federation?${new URLSearchParams(query)}`);
  const signinToken = (held, more = {}) =>
    federation({
      Action: 'getSigninToken',
      Session: JSON.stringify({
        sessionId: held.AccessKeyId,
        sessionKey: held.SecretAccessKey,
        sessionToken: held.SessionToken,
      }),
      ...more,
    });
  const mfa = await sessionOf(dylan, code(dylan));
  const { Credentials: role } = await assume(mfa, roles.Deployer, { ExternalId: externalId });

  const { json } = await signinToken(role, { SessionDuration: 3600 });
  const login = (query) => federation({ Action: 'login', Issuer: 'vouch', ...query });
  const Destination = 'https://console.aws.amazon.com/';
  const answer = await login({ Destination, SigninToken: json.SigninToken });
  assert.equal(answer.status, 302);
  assert.equal(answer.headers.location, Destination);
  const [cookie] = answer.headers['set-cookie'][0].split(';');
  const page = await world.fetch(Destination, { headers: { cookie } });
  assert.match(page.text, /^Signed in as arn:.*assumed-role\/Deployer\/dylan/);
  assert.match((await world.fetch(Destination)).text, /Signed out/);
  assert.equal((await world.sandbox.get('/state')).console_sign_ins, 1);

  const { Credentials: federated } = await send(
    keysOf(ci),
    new GetFederationTokenCommand({
      Name: 'ci',
      Policy: JSON.stringify({ Statement: { Effect: 'Allow', Action: '*', Resource: '*' } }),
    }),
  );
  assert.equal((await signinToken(federated)).status, 200);

  for (const refused of [
    () => signinToken(mfa), // a session of a user
    () => signinToken(keysOf(ci)),
    () => signinToken({ ...role, SecretAccessKey: 'x' }),
    () => signinToken(role, { SessionDuration: 60 }),
    () => login({ Destination, SigninToken: 'x' }),
    () => login({ Destination: 'https://evil.example/', SigninToken: json.SigninToken }),
    () => federation({ Action: 'getSigninToken', Session: '{' }),
    () => federation({}),
  ]) {
    assert.equal((await refused()).status, 400);
  }
  assert.ok(!(await world.log()).includes(json.SigninToken));
});
