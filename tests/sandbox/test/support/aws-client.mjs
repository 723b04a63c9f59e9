// AWS's own STS client, on its way through the proxy: what it can read is shaped as AWS shapes it.
import assert from 'node:assert/strict';
import {
  AssumeRoleWithWebIdentityCommand,
  GetCallerIdentityCommand,
  STSClient,
} from '@aws-sdk/client-sts';

const NOBODY = { AccessKeyId: 'AKIANOBODYNOBODYNOBO', SecretAccessKey: 'nothing' };

/** The client itself; it tries once only, so that counts are exact. */
export const stsClient = (world, held = NOBODY, region = world.region) =>
  new STSClient({
    region,
    credentials: {
      accessKeyId: held.AccessKeyId,
      secretAccessKey: held.SecretAccessKey,
      sessionToken: held.SessionToken,
    },
    maxAttempts: 1,
    requestHandler: { httpsAgent: world.agent },
  });

/** The identity token that the logged-in `client` is given for a role. */
export async function tokenFor(client, role) {
  const query = `role_arn=${encodeURIComponent(role)}`;
  const answer = await client.resource('GET', `/v1/credentials/aws/token?${query}`);
  assert.equal(answer.status, 200, answer.text);
  return answer.json.id_token;
}

/** AssumeRoleWithWebIdentity for the Developer, but for `changes`. */
export const assumeRole = (world, changes, region) =>
  stsClient(world, NOBODY, region).send(
    new AssumeRoleWithWebIdentityCommand({
      RoleArn: world.roles.Developer,
      RoleSessionName: world.email,
      ...changes,
    }),
  );

/** GetCallerIdentity, signed with what AssumeRole gave as Credentials. */
export const whoAmI = (world, held, region) =>
  stsClient(world, held, region).send(new GetCallerIdentityCommand({}));

/** Expects an error by its code on the wire; `message` is a part of what it says. */
export const refuses = (promise, code, message = '') =>
  assert.rejects(promise, (error) => {
    assert.equal(error.Code, code);
    assert.ok(error.message.includes(message), error.message);
    return true;
  });
