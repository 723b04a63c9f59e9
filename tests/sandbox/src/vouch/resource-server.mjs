// What every request under /v1 has to pass (app/identity/README.md, section 4): the message
// signature first, then the access token with its DPoP proof. Errors are {code, message}, except
// signature failures, which are plain text.
import Router from '@koa/router';
import rawBody from 'raw-body';
import { InvalidDpopProof } from 'oidc-provider/lib/helpers/errors.js';
import { ISSUER } from '../hosts.mjs';
import { refused } from '../log.mjs';
import { dpopNonces, FIDO2_GRANT } from './authorization-server.mjs';
import {
  ACCEPT_SIGNATURE,
  SignatureRefused,
  verifyMessageSignature,
} from './message-signature.mjs';

const MAX_BODY = 1024 * 1024;

/**
 * An answer {code, message}, with a WWW-Authenticate header where a new proof or login would help.
 */
export class ApiError extends Error {
  constructor(status, code, message, challenge) {
    super(message);
    Object.assign(this, { status, code, challenge });
  }
}

const unauthorized = (code, message) => new ApiError(401, code, message, `DPoP error="${code}"`);

/** The session behind an access token, as the handlers see it. */
const sessionOf = (token, person) => ({
  person,
  keyId: token.extra?.key_id,
  hardwareVerified: token.gty === FIDO2_GRANT,
  startedAt: token.iat,
  expiresAt: token.exp,
});

export function createResourceServer({ provider, people, store, proofs, nonces, switches }) {
  async function answerErrors(ctx, next) {
    try {
      await next();
      if (ctx.status === 404 && !ctx.body) {
        throw new ApiError(404, 'not_found', 'There is no such resource.');
      }
    } catch (error) {
      if (error instanceof SignatureRefused) {
        refused(ctx.res, `message signature: ${error.message}`);
        ctx.status = 401;
        ctx.set('Accept-Signature', ACCEPT_SIGNATURE);
        ctx.body = 'signature verification failed';
      } else if (error instanceof ApiError) {
        refused(ctx.res, `${error.code}: ${error.message}`);
        ctx.status = error.status;
        if (error.challenge) ctx.set('WWW-Authenticate', error.challenge);
        ctx.body = { code: error.code, message: error.message };
      } else {
        throw error;
      }
    }
    // The servers that took DER signatures knew no nonces: with one in the answer a client would
    // try that before DER.
    if (switches.signature_form === 'raw') ctx.set('Signature-Nonce', nonces.issue());
  }

  async function readBody(ctx, next) {
    try {
      ctx.state.body = await rawBody(ctx.req, { limit: MAX_BODY });
    } catch (error) {
      throw error.type === 'entity.too.large'
        ? new ApiError(413, 'body_too_large', 'The body is over 1 MiB.')
        : error;
    }
    await next();
  }

  const findKey = (keyid) =>
    store
      .all('Client')
      .flatMap(({ jwks }) => jwks.keys)
      .find(({ kid }) => kid === keyid);

  async function requireSignature(ctx, next) {
    ctx.state.keyid = await verifyMessageSignature(ctx.req, ctx.state.body, {
      findKey,
      nonces,
      form: switches.signature_form,
      nonceRequired: switches.require_signature_nonce,
    });
    await next();
  }

  async function acceptProof(ctx, accessToken) {
    let proof;
    try {
      proof = await proofs.accept(ctx.req, { url: `${ISSUER}${ctx.path}`, accessToken });
    } catch (error) {
      if (!(error instanceof InvalidDpopProof)) throw error;
      throw unauthorized('invalid_dpop_proof', error.error_description);
    }
    const acceptable =
      proof.nonce === undefined
        ? !switches.require_resource_dpop_nonce
        : dpopNonces(provider).checkNonce(proof.nonce);
    if (!acceptable) {
      ctx.set('DPoP-Nonce', dpopNonces(provider).nextNonce());
      throw unauthorized('use_dpop_nonce', 'A current DPoP nonce is required.');
    }
    return proof;
  }

  async function requireToken(ctx, next) {
    const [scheme, accessToken] = ctx.get('authorization').split(' ');
    const token = await provider.AccessToken.find(accessToken);
    const client = token && (await provider.Client.find(token.clientId));
    if (!client || scheme !== token.tokenType) {
      throw unauthorized('invalid_token', 'The access token is unknown or expired.');
    }
    if (token.jkt) {
      const proof = await acceptProof(ctx, accessToken);
      if (proof.thumbprint !== token.jkt) {
        throw unauthorized('invalid_token', 'The access token is bound to another key.');
      }
    }
    if (ctx.state.keyid && !client.jwks.keys.some(({ kid }) => kid === ctx.state.keyid)) {
      throw unauthorized('invalid_token', 'The access token was given to another client.');
    }
    ctx.state.session = sessionOf(token, people.find(token.accountId));
    await next();
  }

  const router = new Router({ prefix: '/v1' });
  return {
    /** Adds a resource; `handler(ctx, session)` gives the JSON of the answer. */
    add(method, path, handler, { signed = true } = {}) {
      router.register(
        path,
        [method],
        [
          ...(signed ? [requireSignature] : []),
          requireToken,
          async (ctx) => {
            ctx.body = await handler(ctx, ctx.state.session);
          },
        ],
      );
    },
    mount() {
      const routes = router.routes();
      const nothing = async () => {};
      provider.use(async (ctx, next) => {
        if (!ctx.path.startsWith('/v1/')) return next();
        return answerErrors(ctx, () => readBody(ctx, () => routes(ctx, nothing)));
      });
    },
  };
}

/** The JSON object in the request's body. */
export function jsonBody(ctx) {
  try {
    const value = JSON.parse(ctx.state.body);
    if (value !== null && typeof value === 'object' && !Array.isArray(value)) return value;
  } catch {
    // Said below, as for JSON that isn't an object.
  }
  throw new ApiError(400, 'invalid_request', 'The body must be a JSON object.');
}
