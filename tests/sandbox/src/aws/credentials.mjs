// Access keys that this AWS has given out. A principal is {arn, account, userId, policy}: who signs
// with the key, and what the policy statements behind it allow; a user's has `userArn`, a role
// session's `roleArn`, and `console` where the federation endpoint takes it. Sessions tell with
// `mfa` whether a device's code stood behind them.
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

  issueSession(principal, durationSeconds, { mfa = false } = {}) {
    return this.#issue('ASIA', principal, {
      mfa,
      sessionToken: `IQoJb3JpZ2luX2Vj${randomBytes(SESSION_TOKEN_BYTES).toString('base64')}`,
      expiresAt: nowSeconds() + durationSeconds,
    });
  }

  issueRoleSession(role, sessionName, durationSeconds) {
    const { account, name, policy } = role;
    const principal = {
      arn: `arn:aws:sts::${account}:assumed-role/${name}/${sessionName}`,
      account,
      userId: `${role.id}:${sessionName}`,
      policy,
      roleArn: role.arn,
      console: true,
    };
    return this.issueSession(principal, durationSeconds);
  }

  /** The credentials of a key, unless it is deactivated: AWS tells that from no key by nothing. */
  find(accessKeyId) {
    const held = this.#byId.get(accessKeyId);
    return held?.inactive ? undefined : held;
  }

  /** Whether a long-lived key works; false when there is no such key. */
  setActive(accessKeyId, active) {
    const held = this.#byId.get(accessKeyId);
    if (!held || held.sessionToken) return false;
    held.inactive = !active;
    return true;
  }

  isExpired({ expiresAt }) {
    return expiresAt !== undefined && expiresAt <= nowSeconds();
  }

  /** Forgets the keys of one principal. */
  revoke(arn) {
    for (const [id, { principal }] of this.#byId) if (principal.arn === arn) this.#byId.delete(id);
  }

  /**
   * What the console's "Revoke active sessions" does: no session that was given until now may do
   * anything any more. Their times stay.
   */
  revokeSessions() {
    const open = [...this.#byId.values()].filter((held) => held.sessionToken && !held.revoked);
    for (const session of open) session.revoked = true;
    return open.length;
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
