// GET /v1/credentials/aws/token (app/identity/README.md, section 4): the identity token for one AWS
// role, good as long as the session.
import { randomUUID } from 'node:crypto';
import { SignJWT, importJWK } from 'jose';
import { nowSeconds } from '../clock.mjs';
import { ISSUER } from '../hosts.mjs';
import { ApiError } from './resource-server.mjs';

const ROLE_ARN = /^arn:aws(-us-gov|-cn|-eusc)?:iam::\d{12}:role\/[\w+=,.@/-]{1,512}$/;

export function addAwsToken(resources, { signingKey, switches, counters }) {
  resources.add(
    'GET',
    '/credentials/aws/token',
    async (ctx, { person, hardwareVerified, expiresAt }) => {
      const roleArn = ctx.query.role_arn;
      if (typeof roleArn !== 'string' || !ROLE_ARN.test(roleArn)) {
        throw new ApiError(400, 'invalid_role_arn', 'role_arn is not the ARN of an IAM role.');
      }
      if (switches.hardware_required && !hardwareVerified) {
        throw new ApiError(403, 'hardware_required', 'Log in with your security key first.');
      }
      const tags = { email: person.email, ...switches.aws_tags };
      const idToken = await new SignJWT({
        email: person.email,
        'https://aws.amazon.com/roles': [roleArn],
        'https://aws.amazon.com/tags': {
          principal_tags: Object.fromEntries(
            Object.entries(tags).map(([key, value]) => [key, [value]]),
          ),
          transitive_tag_keys: Object.keys(tags),
        },
      })
        .setProtectedHeader({ alg: signingKey.alg, kid: signingKey.kid, typ: 'JWT' })
        .setIssuer(ISSUER)
        .setAudience(ISSUER)
        .setSubject(person.email)
        .setJti(randomUUID())
        .setIssuedAt(nowSeconds())
        .setExpirationTime(expiresAt)
        .sign(await importJWK(signingKey));
      counters.count('id_tokens');
      return { id_token: idToken, expires_in: expiresAt - nowSeconds() };
    },
  );
}
