// Verifies an identity token as AWS does: registered issuer, audience, time, and a signature by one
// of the keys found through the issuer's discovery document, which is fetched over TLS like
// everybody else's.
import https from 'node:https';
import tls from 'node:tls';
import { createRemoteJWKSet, decodeJwt, errors, jwtVerify } from 'jose';
import rawBody from 'raw-body';
import { nowSeconds } from '../../clock.mjs';
import { AwsError } from './xml.mjs';

// Never EdDSA, which AWS does not take.
const ALGORITHMS = ['RS256', 'RS384', 'RS512', 'ES256', 'ES384', 'ES512'];
const TIMEOUT = 5000;

const invalid = (message) => new AwsError('InvalidIdentityToken', message);
const noKey = () =>
  invalid(
    "Couldn't retrieve verification key from your identity provider, " +
      'please reference AssumeRoleWithWebIdentity documentation for requirements',
  );
const unreachable = () =>
  new AwsError(
    'IDPCommunicationError',
    'The identity provider could not be reached. Please retry later.',
  );

/**
 * Reaches the sandbox's own hosts by name: what a name server and port 443 are to everybody else.
 */
class LoopbackAgent extends https.Agent {
  constructor({ port, ca }) {
    super({ ca });
    this.frontPort = port;
  }

  createConnection(options) {
    return tls.connect({
      ...options,
      host: '127.0.0.1',
      port: this.frontPort,
      servername: options.host,
    });
  }
}

/** The keys that issuers publish. `port` and `ca` are the TLS front's. */
export class Issuers {
  constructor({ port, ca }) {
    this.agent = new LoopbackAgent({ port, ca });
  }

  async #discover(issuer) {
    const response = await new Promise((resolve, reject) => {
      https
        .get(`${issuer}/.well-known/openid-configuration`, { agent: this.agent, timeout: TIMEOUT })
        .on('response', resolve)
        .on('error', reject)
        .on('timeout', function timeout() {
          this.destroy(new Error('timeout'));
        });
    });
    const body = await rawBody(response, { limit: '100kb' });
    if (response.statusCode >= 500) throw new Error(`status ${response.statusCode}`);
    return { status: response.statusCode, body };
  }

  /**
   * A key finder for jose. An issuer that cannot be reached may be asked again; one that makes no
   * sense may not.
   */
  async keysOf(issuer) {
    let answer;
    try {
      answer = await this.#discover(issuer);
    } catch {
      throw unreachable();
    }
    try {
      const { issuer: named, jwks_uri: jwksUri } = JSON.parse(answer.body);
      if (answer.status !== 200 || named !== issuer) throw new Error('not this issuer');
      return createRemoteJWKSet(new URL(jwksUri), { agent: this.agent, timeoutDuration: TIMEOUT });
    } catch {
      throw noKey();
    }
  }
}

/** What AWS calls that with which jose refused a token that expired at `exp`. */
function refusal(error, exp) {
  if (error instanceof AwsError) return error;
  if (error instanceof errors.JWTExpired) {
    return new AwsError(
      'ExpiredTokenException',
      `Token expired: current date/time ${nowSeconds()} must be before ` +
        `the expiration date/time ${exp}`,
    );
  }
  if (error instanceof errors.JWTClaimValidationFailed && error.claim === 'aud') {
    return invalid('Incorrect token audience');
  }
  if (error instanceof errors.JWKSNoMatchingKey) return noKey();
  if (error instanceof errors.JOSEError && !(error instanceof errors.JWKSTimeout)) {
    return invalid(error.message);
  }
  return unreachable();
}

/** The token's claims and the account's OIDC provider for its issuer; throws AwsError. */
export async function verifyIdentityToken(token, account, { iam, issuers }) {
  let unverified;
  try {
    unverified = decodeJwt(token);
  } catch {
    throw invalid(
      'The ID Token provided is not a valid JWT. ' +
        '(You may see this error if you sent an Access Token)',
    );
  }
  const { iss = '', exp } = unverified;
  const provider = iam.oidcProvider(account, String(iss));
  if (!provider) throw invalid(`No OpenIDConnect provider found in your account for ${iss}`);
  try {
    const { payload } = await jwtVerify(token, await issuers.keysOf(iss), {
      algorithms: ALGORITHMS,
      issuer: provider.url,
      audience: provider.clientIds,
      requiredClaims: ['sub', 'exp', 'iat'],
    });
    return { claims: payload, provider };
  } catch (error) {
    throw refusal(error, exp);
  }
}
