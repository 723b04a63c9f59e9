// AssumeRoleWithWebIdentity. Signed requests are in caller-identity.test.mjs.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { SignJWT, generateKeyPair } from 'jose';
import { trustPolicy } from '../index.mjs';
import * as aws from './support/aws-client.mjs';
import { openWorld } from './support/world.mjs';

const { refuses } = aws;

let world;
let client;
let identityToken;
before(async () => {
  world = await openWorld();
  client = await world.client();
  await client.login(await world.enrol());
  identityToken = await tokenFor(world.roles.Developer);
});
after(() => world.close());

const tokenFor = (role) => aws.tokenFor(client, role);
const whoAmI = (held, region) => aws.whoAmI(world, held, region);
const assumeRole = (changes = {}, region = undefined) =>
  aws.assumeRole(world, { WebIdentityToken: identityToken, ...changes }, region);

const setRole = (
  name,
  { trust = trustPolicy(world.sandbox.server, world.email), duration = 3600 } = {},
) =>
  world.sandbox.post('/roles', {
    arn: `arn:aws:iam::${world.account}:role/${name}`,
    trust_policy: trust,
    policy: { Statement: { Effect: 'Allow', Action: 'codecommit:*', Resource: '*' } },
    max_session_duration: duration,
  });

test('an identity token becomes credentials that know who they are', async () => {
  const result = await assumeRole({ DurationSeconds: 900 });
  assert.equal(result.SubjectFromWebIdentityToken, world.email);
  assert.equal(result.Audience, world.sandbox.server);
  assert.equal(result.Provider, `arn:aws:iam::${world.account}:oidc-provider/us.vouch.example`);
  assert.equal(
    result.AssumedRoleUser.Arn,
    `arn:aws:sts::${world.account}:assumed-role/Developer/${world.email}`,
  );
  assert.match(result.AssumedRoleUser.AssumedRoleId, /^AROA[A-Z2-7]{17}:alice@example.com$/);
  assert.match(result.Credentials.AccessKeyId, /^ASIA[A-Z2-7]{16}$/);
  assert.ok(Math.abs(result.Credentials.Expiration - Date.now() - 900_000) < 5000);

  const identity = await whoAmI(result.Credentials);
  assert.equal(identity.Arn, result.AssumedRoleUser.Arn);
  assert.equal(identity.UserId, result.AssumedRoleUser.AssumedRoleId);
  assert.equal(identity.Account, world.account);
});

test('every region has its own endpoint', async () => {
  const { Credentials: credentials } = await assumeRole({}, 'eu-central-1');
  assert.equal((await whoAmI(credentials, 'eu-west-1')).Account, world.account);
});

test('parameters are validated', async () => {
  await refuses(
    assumeRole({ RoleArn: 'arn:aws:iam::123456789012:user/Developer' }),
    'ValidationError',
    'is invalid',
  );
  await refuses(assumeRole({ RoleSessionName: 'two words' }), 'ValidationError', 'roleSessionName');
  await refuses(
    assumeRole({ DurationSeconds: 899 }),
    'ValidationError',
    'greater than or equal to 900',
  );
  await refuses(
    assumeRole({ DurationSeconds: 43201 }),
    'ValidationError',
    'less than or equal to 43200',
  );
  await setRole('Short');
  const token = await tokenFor(`arn:aws:iam::${world.account}:role/Short`);
  await refuses(
    assumeRole({
      RoleArn: `arn:aws:iam::${world.account}:role/Short`,
      WebIdentityToken: token,
      DurationSeconds: 7200,
    }),
    'ValidationError',
    'MaxSessionDuration',
  );
});

test("the token must be the issuer's, for us, and the issuer a registered one", async () => {
  const { server } = world.sandbox;
  const { privateKey } = await generateKeyPair('RS256');
  const forge = (claims, header = {}) =>
    new SignJWT({ sub: world.email, iss: server, aud: server, ...claims })
      .setProtectedHeader({ alg: 'RS256', kid: 'forged', ...header })
      .setIssuedAt()
      .setExpirationTime('1h')
      .sign(privateKey);

  await refuses(
    assumeRole({ WebIdentityToken: 'not.a.token' }),
    'InvalidIdentityToken',
    'not a valid JWT',
  );
  await refuses(
    assumeRole({ WebIdentityToken: await forge({}) }),
    'InvalidIdentityToken',
    'verification key',
  );
  await refuses(
    assumeRole({ WebIdentityToken: await forge({ iss: 'https://evil.example' }) }),
    'InvalidIdentityToken',
    'No OpenIDConnect provider',
  );
  const [header, payload] = identityToken.split('.');
  await refuses(
    assumeRole({ WebIdentityToken: `${header}.${payload}.${'A'.repeat(342)}` }),
    'InvalidIdentityToken',
    'signature',
  );

  await world.sandbox.post('/oidc-providers', {
    account: world.account,
    url: server,
    client_ids: ['somebody else'],
  });
  await refuses(assumeRole(), 'InvalidIdentityToken', 'Incorrect token audience');
  await world.sandbox.post('/oidc-providers', {
    account: world.account,
    url: server,
    client_ids: [server],
  });

  await world.sandbox.post('/oidc-providers', {
    account: world.account,
    url: 'https://evil.example',
    client_ids: [server],
  });
  await refuses(
    assumeRole({ WebIdentityToken: await forge({ iss: 'https://evil.example' }) }),
    'InvalidIdentityToken',
    'verification key',
  );
  await world.sandbox.post('/oidc-providers', {
    account: world.account,
    url: 'https://nowhere.example',
    client_ids: [server],
  });
  await refuses(
    assumeRole({ WebIdentityToken: await forge({ iss: 'https://nowhere.example' }) }),
    'IDPCommunicationError',
  );
});

test('an expired token is told apart', async () => {
  await world.withClock(9 * 3600, () =>
    refuses(assumeRole(), 'ExpiredTokenException', 'Token expired'),
  );
});

test('an issuer that is down, and one that makes no sense', async () => {
  const down = { target: 'vouch', path: '/.well-known', count: 1 };
  await world.sandbox.post('/faults', { ...down, status: 503 });
  await refuses(assumeRole(), 'IDPCommunicationError');
  await world.sandbox.post('/faults', { ...down, reset: true });
  await refuses(assumeRole(), 'IDPCommunicationError');
  const someoneElse = JSON.stringify({
    issuer: 'https://evil.example',
    jwks_uri: `${world.sandbox.server}/oauth/jwks`,
  });
  await world.sandbox.post('/faults', { ...down, status: 200, body: someoneElse });
  await refuses(assumeRole(), 'InvalidIdentityToken', 'verification key');
  await world.sandbox.post('/faults', { ...down, html: true });
  await refuses(assumeRole(), 'InvalidIdentityToken', 'verification key');
  await assumeRole();
});

test('the role must exist, be named in the token, and trust the person', async () => {
  const arn = (name) => `arn:aws:iam::${world.account}:role/${name}`;
  const refusesRole = async (name, action) =>
    refuses(
      assumeRole({ RoleArn: arn(name), WebIdentityToken: await tokenFor(arn(name)) }),
      'AccessDenied',
      `Not authorized to perform ${action}`,
    );
  await refusesRole('Missing', 'sts:AssumeRoleWithWebIdentity');
  await refuses(assumeRole({ RoleArn: world.roles.ReadOnly }), 'AccessDenied', 'Not authorized');

  const { server } = world.sandbox;
  await setRole('ForBob', { trust: trustPolicy(server, 'bob@example.com') });
  await refusesRole('ForBob', 'sts:AssumeRoleWithWebIdentity');
  const untagged = trustPolicy(server, world.email);
  untagged.Statement[0].Action = 'sts:AssumeRoleWithWebIdentity';
  await setRole('NoTags', { trust: untagged });
  await refusesRole('NoTags', 'sts:TagSession');
  const byDomain = trustPolicy(server, world.email);
  byDomain.Statement[0].Condition = {
    StringLike: { 'us.vouch.example:sub': '*@example.com', 'aws:RequestTag/email': 'alice@*' },
  };
  await setRole('ByDomain', { trust: byDomain });
  await assumeRole({ RoleArn: arn('ByDomain'), WebIdentityToken: await tokenFor(arn('ByDomain')) });
  const denied = trustPolicy(server, world.email);
  denied.Statement.push({ ...denied.Statement[0], Effect: 'Deny' });
  await setRole('Denied', { trust: denied });
  await refusesRole('Denied', 'sts:AssumeRoleWithWebIdentity');
});

test('policies and tags have to fit', async () => {
  await refuses(
    assumeRole({ Policy: JSON.stringify({ Statement: ' '.repeat(2048) }) }),
    'PackedPolicyTooLarge',
  );
  await world.withVouchOptions({ aws_tags: { team: 'x'.repeat(2048) } }, async () => {
    await refuses(
      assumeRole({ WebIdentityToken: await tokenFor(world.roles.Developer) }),
      'PackedPolicyTooLarge',
    );
  });
});

test("AWS's other errors come on demand", async () => {
  for (const [code, status] of [
    ['Throttling', 400],
    ['RegionDisabledException', 403],
  ]) {
    await world.sandbox.post('/faults', { target: 'sts', count: 1, aws_error: { code, status } });
    await refuses(assumeRole(), code);
  }
});

test('requests that are none', async () => {
  const post = (fields) =>
    world.fetch('https://sts.us-east-1.amazonaws.com/', {
      method: 'POST',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(fields).toString(),
    });
  assert.match(
    (await post({ Action: 'constructor', Version: '2011-06-15' })).text,
    /<Code>InvalidAction<\/Code>/,
  );
  assert.match(
    (await post({ Action: 'GetCallerIdentity', Version: '2010-01-01' })).text,
    /<Code>InvalidAction<\/Code>/,
  );
  const unsigned = await post({ Action: 'GetCallerIdentity', Version: '2011-06-15' });
  assert.equal(unsigned.status, 403);
  assert.match(
    unsigned.text,
    /^<ErrorResponse xmlns="https:\/\/sts.amazonaws.com\/doc\/2011-06-15\/">\s*<Error>/,
  );
  assert.ok(unsigned.headers['x-amzn-requestid']);
});
