// DPoP proofs (RFC 9449), for the token endpoint and for resources. Everything but the nonce, which
// the caller judges after this: a proof's jti is spent even when its nonce turns out to be stale.
import { createHash } from 'node:crypto';
import { EmbeddedJWK, calculateJwkThumbprint, jwtVerify } from 'jose';
import { InvalidDpopProof } from 'oidc-provider/lib/helpers/errors.js';
import QuickLRU from 'quick-lru';
import { nowSeconds } from '../clock.mjs';

const MAX_AHEAD = 10;
const MAX_AGE = 300;

export class DpopProofs {
  #spent = new QuickLRU({ maxSize: 100_000 });

  /**
   * Judges the proof in `request`, which was made for `url`, and spends its jti.
   * Gives the key's thumbprint and the nonce that was sent; throws InvalidDpopProof.
   */
  async accept(request, { url, accessToken }) {
    let verified;
    try {
      // Two DPoP headers arrive here as one, joined by a comma, which is no JWT.
      verified = await jwtVerify(request.headers.dpop, EmbeddedJWK, {
        algorithms: ['ES256'],
        typ: 'dpop+jwt',
      });
    } catch {
      throw new InvalidDpopProof('there must be one DPoP header, a dpop+jwt signed with ES256');
    }
    const { payload, protectedHeader } = verified;
    const { jti, htm, htu, iat, ath, nonce } = payload;
    if (typeof jti !== 'string' || jti === '') throw new InvalidDpopProof('jti is missing');
    if (htm !== request.method) throw new InvalidDpopProof('htm is another method');
    if (htu !== url) throw new InvalidDpopProof('htu is another URL');
    if (!Number.isSafeInteger(iat)) throw new InvalidDpopProof('iat is missing');
    if (iat > nowSeconds() + MAX_AHEAD) throw new InvalidDpopProof('iat is in the future');
    if (iat < nowSeconds() - MAX_AGE) throw new InvalidDpopProof('iat is too old');
    if (accessToken && ath !== createHash('sha256').update(accessToken).digest('base64url')) {
      throw new InvalidDpopProof('ath is the hash of another access token');
    }
    const thumbprint = await calculateJwkThumbprint(protectedHeader.jwk);
    const spentKey = `${thumbprint} ${jti}`;
    if (this.#spent.has(spentKey)) throw new InvalidDpopProof('jti was used before');
    this.#spent.set(spentKey, true, { maxAge: (MAX_AHEAD + MAX_AGE) * 1000 });
    return { thumbprint, nonce };
  }
}
