// The accounts' IAM: roles, OIDC identity providers and users with long-lived keys. Setting one
// replaces it.
import { BadRequest } from '../bad-request.mjs';
import { uniqueId } from './credentials.mjs';
import { parsePolicy } from './policy.mjs';

const ROLE_ARN = /^arn:aws:iam::(\d{12}):role\/(?:[\w+=,.@-]+\/)*([\w+=,.@-]{1,64})$/;
const MAX_SESSION_DURATION = 12 * 3600;

export class Iam {
  #roles = new Map();

  #providers = new Map();

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

  /** A user with one new long-lived access key; its older ones stop working. */
  setUser({ account, name, policy }) {
    if (!/^\d{12}$/.test(account) || !/^[\w+=,.@-]{1,64}$/.test(name)) {
      throw new BadRequest('account and name are needed');
    }
    const arn = `arn:aws:iam::${account}:user/${name}`;
    this.credentials.revoke(arn);
    const { accessKeyId, secretAccessKey } = this.credentials.issueLongLived({
      arn,
      account,
      userId: uniqueId('AIDA'),
      policy: parsePolicy(policy, 'identity'),
    });
    return { arn, access_key_id: accessKeyId, secret_access_key: secretAccessKey };
  }
}
