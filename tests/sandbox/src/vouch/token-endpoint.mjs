// What the token, device and challenge endpoints of a Vouch server do beyond oidc-provider
// (app/identity/README.md, sections 1 to 3): the DPoP rules on every grant, the e-mail in token
// answers, the device flow's pace, and the challenge endpoint.
import getTokenAuth from 'oidc-provider/lib/shared/token_auth.js';
import { SlowDown } from 'oidc-provider/lib/helpers/errors.js';
import internals from 'oidc-provider/lib/helpers/weak_cache.js';
import assembleParams from 'oidc-provider/lib/shared/assemble_params.js';
import ensureOidcContext from 'oidc-provider/lib/shared/context_ensure_oidc.js';
import handleErrors from 'oidc-provider/lib/shared/error_handler.js';
import noCache from 'oidc-provider/lib/shared/no_cache.js';
import { urlencoded as parseForm } from 'oidc-provider/lib/shared/selective_body.js';
import { nowSeconds } from '../clock.mjs';
import { ISSUER } from '../hosts.mjs';
import { DEVICE_CODE_GRANT, dpopNonces } from './authorization-server.mjs';

const TOKEN_PATH = '/oauth/token';
const DEVICE_PATH = '/oauth/device';

/**
 * Puts our DPoP rules before the handler of every grant: the package knows neither jti-before-nonce
 * nor iat with a nonce.
 */
export function guardGrants(provider, proofs) {
  const { grantTypeHandlers } = internals(provider);
  for (const [grant, handler] of [...grantTypeHandlers]) {
    grantTypeHandlers.set(grant, async (ctx, next) => {
      await proofs.accept(ctx.req, { url: `${ISSUER}${TOKEN_PATH}` });
      return handler(ctx, next);
    });
  }
}

/**
 * Makes the device flow's polling keep its pace (RFC 8628 section 3.5) and its token as bound as
 * the switch says.
 */
export function adjustDeviceFlow(provider, switches, counters) {
  const { grantTypeHandlers } = internals(provider);
  const handler = grantTypeHandlers.get(DEVICE_CODE_GRANT);
  const lastPolls = new Map();
  grantTypeHandlers.set(DEVICE_CODE_GRANT, async (ctx, next) => {
    const code = ctx.oidc.params.device_code;
    const soonest = (lastPolls.get(code) ?? 0) + switches.device_interval_seconds;
    try {
      await handler(ctx, next);
    } catch (error) {
      if (error.error !== 'authorization_pending') throw error;
      lastPolls.set(code, nowSeconds());
      throw nowSeconds() < soonest ? new SlowDown() : error;
    }
    counters.count('enrolments');
    if (switches.device_token_type === 'Bearer') {
      const { AccessToken: token } = ctx.oidc.entities;
      token.jkt = undefined;
      await token.save();
      ctx.body.token_type = 'Bearer';
    }
  });
}

/** Completes the answers the provider gives. */
export function completeAnswers(provider, switches) {
  provider.use(async (ctx, next) => {
    await next();
    if (ctx.path === DEVICE_PATH && ctx.status === 200) {
      ctx.body = { ...ctx.body, interval: switches.device_interval_seconds };
    }
    if (ctx.path === TOKEN_PATH && ctx.status === 200) {
      ctx.body = { ...ctx.body, email: ctx.oidc.account.accountId };
    }
    // The package calls a grant that the client did not register for an invalid_request (RFC 6749
    // section 5.2).
    if (
      ctx.path === TOKEN_PATH &&
      ctx.status === 400 &&
      ctx.oidc?.client &&
      ctx.body.error === 'invalid_request' &&
      !ctx.oidc.client.grantTypeAllowed(ctx.oidc.params.grant_type)
    ) {
      ctx.body = { ...ctx.body, error: 'unauthorized_client' };
    }
  });
}

/**
 * POST /oauth/fido2/challenge, put together from the package's own middleware as it builds its
 * token endpoint.
 */
export function addChallengeEndpoint(provider, { ceremonies, switches, counters }) {
  const { params, middleware: authenticateClient } = getTokenAuth(provider);
  internals(provider).router.post(
    'challenge',
    '/oauth/fido2/challenge',
    ensureOidcContext(provider),
    handleErrors(provider, 'challenge.error'),
    noCache,
    parseForm,
    assembleParams.bind(undefined, params),
    ...authenticateClient,
    (ctx) => {
      counters.count('challenges');
      const { state, challenge, rpId } = ceremonies.begin({
        clientId: ctx.oidc.client.clientId,
        rpId: switches.rp_id,
      });
      ctx.set('DPoP-Nonce', dpopNonces(provider).nextNonce());
      ctx.body = { challenge, rp_id: rpId, state };
    },
  );
}
