// GetCallerIdentity, and with it Signature Version 4 as STS verifies it.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { assumeRole, refuses, stsClient, tokenFor, whoAmI } from './support/aws-client.mjs';
import { openWorld } from './support/world.mjs';

let world;
let identityToken;
before(async () => {
  world = await openWorld();
  const client = await world.client();
  await client.login(await world.enrol());
  identityToken = await tokenFor(client, world.roles.Developer);
});
after(() => world.close());

test('Signature Version 4: wrong key, wrong token, changed body, skew', async () => {
  const { Credentials: credentials } = await assumeRole(world, { WebIdentityToken: identityToken });
  await refuses(
    whoAmI(world, { ...credentials, SecretAccessKey: 'x'.repeat(40) }),
    'SignatureDoesNotMatch',
  );
  await refuses(whoAmI(world, { ...credentials, SessionToken: 'x' }), 'InvalidClientTokenId');
  await refuses(
    whoAmI(world, { ...credentials, AccessKeyId: 'ASIAUNKNOWNUNKNOWNUN' }),
    'InvalidClientTokenId',
  );

  const tampering = stsClient(world, credentials);
  tampering.middlewareStack.add(
    (next) => (args) => {
      args.request.body += '&Extra=1';
      args.request.headers['content-length'] = String(args.request.body.length);
      return next(args);
    },
    { step: 'finalizeRequest', priority: 'low' },
  );
  await refuses(tampering.send(new GetCallerIdentityCommand({})), 'SignatureDoesNotMatch');

  await world.withClock(400, () =>
    refuses(whoAmI(world, credentials), 'SignatureDoesNotMatch', 'Signature expired'),
  );
  await world.withClock(-400, () =>
    refuses(whoAmI(world, credentials), 'SignatureDoesNotMatch', 'not yet current'),
  );
  await world.withClock(200, () => whoAmI(world, credentials));
});

test('sessions end; long-lived keys do not', async () => {
  const { Credentials: credentials } = await assumeRole(world, { WebIdentityToken: identityToken });
  const user = await world.sandbox.post('/iam-users', {
    account: world.account,
    name: 'ci',
    policy: { Statement: { Effect: 'Allow', Action: 'codecommit:GitPull', Resource: '*' } },
  });
  const longLived = { AccessKeyId: user.access_key_id, SecretAccessKey: user.secret_access_key };
  assert.equal((await whoAmI(world, longLived)).Arn, `arn:aws:iam::${world.account}:user/ci`);
  await world.sandbox.post('/expire', { what: 'sts' });
  await refuses(whoAmI(world, credentials), 'ExpiredToken');
  await whoAmI(world, longLived);
});
