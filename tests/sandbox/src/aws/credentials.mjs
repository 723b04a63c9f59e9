// Access keys that this AWS has given out. A principal is {arn, account, userId, policy}: who signs
// with the key, and what the policy statements behind it allow.
import { randomBytes } from 'node:crypto';
import { nowSeconds } from '../clock.mjs';

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const SESSION_TOKEN_BYTES = 600;

/**
 * An identifier as AWS makes them: a prefix that names its kind and 16 or 17 letters and digits.
 */
export const uniqueId = (prefix) =>
  prefix + Array.from(randomBytes(17), (byte) => BASE32[byte % 32]).join('');

export class Credentials {
  #byId = new Map();

  #issue(prefix, principal, session) {
    const credentials = {
      accessKeyId: uniqueId(prefix).slice(0, 20),
      secretAccessKey: randomBytes(30).toString('base64'),
      principal,
      ...session,
    };
    this.#byId.set(credentials.accessKeyId, credentials);
    return credentials;
  }

  issueLongLived(principal) {
    return this.#issue('AKIA', principal);
  }

  issueSession(principal, durationSeconds) {
    return this.#issue('ASIA', principal, {
      sessionToken: `IQoJb3JpZ2luX2Vj${randomBytes(SESSION_TOKEN_BYTES).toString('base64')}`,
      expiresAt: nowSeconds() + durationSeconds,
    });
  }

  find(accessKeyId) {
    return this.#byId.get(accessKeyId);
  }

  isExpired({ expiresAt }) {
    return expiresAt !== undefined && expiresAt <= nowSeconds();
  }

  /** Forgets the keys of one principal. */
  revoke(arn) {
    for (const [id, { principal }] of this.#byId) if (principal.arn === arn) this.#byId.delete(id);
  }

  /** Ends all sessions now; long-lived keys go on. */
  expireSessions() {
    const open = [...this.#byId.values()].filter(
      (held) => held.sessionToken && !this.isExpired(held),
    );
    for (const session of open) session.expiresAt = nowSeconds();
    return open.length;
  }
}
