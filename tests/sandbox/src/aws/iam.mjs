// The accounts' IAM: roles, OIDC identity providers and users with long-lived keys. Setting one
// replaces it.
import { BadRequest } from '../bad-request.mjs';
import { uniqueId } from './credentials.mjs';
import { MfaDevice } from './mfa-device.mjs';
import { parsePolicy } from './policy.mjs';

const ROLE_ARN = /^arn:aws:iam::(\d{12}):role\/(?:[\w+=,.@-]+\/)*([\w+=,.@-]{1,64})$/;
const MAX_SESSION_DURATION = 12 * 3600;

export class Iam {
  #roles = new Map();

  #providers = new Map();

  #devices = new Map(); // by their users' ARNs

  constructor({ credentials }) {
    this.credentials = credentials;
  }

  setRole({
    arn,
    trust_policy: trustPolicy,
    policy,
    max_session_duration: maxSessionDuration = 3600,
  }) {
    const [, account, name] = ROLE_ARN.exec(arn) ?? [];
    if (!account) throw new BadRequest('arn is not the ARN of a role');
    if (!(maxSessionDuration >= 3600 && maxSessionDuration <= MAX_SESSION_DURATION)) {
      throw new BadRequest('max_session_duration is 3600 to 43200');
    }
    const id = this.#roles.get(arn)?.id ?? uniqueId('AROA');
    this.#roles.set(arn, {
      arn,
      account,
      name,
      id,
      maxSessionDuration,
      trust: parsePolicy(trustPolicy, 'trust'),
      policy: parsePolicy(policy, 'identity'),
    });
    return { arn, id };
  }

  role(arn) {
    return this.#roles.get(arn);
  }

  setOidcProvider({ account, url, client_ids: clientIds }) {
    if (!/^\d{12}$/.test(account) || !url?.startsWith('https://') || !Array.isArray(clientIds)) {
      throw new BadRequest('account, url and client_ids are needed');
    }
    const arn = `arn:aws:iam::${account}:oidc-provider/${url.slice('https://'.length)}`;
    this.#providers.set(arn, { arn, url, clientIds });
    return { arn };
  }

  /** The provider an account has registered for an issuer URL. */
  oidcProvider(account, issuer) {
    return this.#providers.get(
      `arn:aws:iam::${account}:oidc-provider/${issuer.replace(/^https:\/\//, '')}`,
    );
  }

  /**
   * A user with one new long-lived access key, and a new MFA device if wanted; the older ones stop
   * working.
   */
  setUser({ account, name, policy, mfa = false }) {
    if (!/^\d{12}$/.test(account) || !/^[\w+=,.@-]{1,64}$/.test(name)) {
      throw new BadRequest('account and name are needed');
    }
    const arn = `arn:aws:iam::${account}:user/${name}`;
    this.credentials.revoke(arn);
    this.#devices.delete(arn);
    const { accessKeyId, secretAccessKey } = this.credentials.issueLongLived({
      arn,
      account,
      userId: uniqueId('AIDA'),
      policy: parsePolicy(policy, 'identity'),
      userArn: arn,
    });
    const user = { arn, access_key_id: accessKeyId, secret_access_key: secretAccessKey };
    if (!mfa) return user;
    const device = new MfaDevice(`arn:aws:iam::${account}:mfa/${name}`);
    this.#devices.set(arn, device);
    return { ...user, mfa_serial: device.serial, mfa_secret: device.secret };
  }

  /** The MFA device of a user, if there is one. */
  mfaDevice(userArn) {
    return this.#devices.get(userArn);
  }

  /** Activates or deactivates a long-lived key. */
  setAccessKey({ access_key_id: accessKeyId, active }) {
    if (typeof active !== 'boolean' || !this.credentials.setActive(accessKeyId, active)) {
      throw new BadRequest('access_key_id names no long-lived key, or active is missing');
    }
  }
}
