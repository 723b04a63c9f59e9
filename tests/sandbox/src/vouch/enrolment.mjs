// What happens in the browser (on the provider's pages and that of key-page.mjs), done by the
// control API instead: registering a person's first key, and deciding about a device code
// (app/identity/README.md, section 2).
import { normalize } from 'oidc-provider/lib/helpers/user_codes.js';
import { BadRequest } from '../bad-request.mjs';
import { ISSUER } from '../hosts.mjs';
import { uuidBytes } from './people.mjs';
import { RegistrationRefused } from './webauthn.mjs';

export class Enrolment {
  #states = new Map();

  constructor({ provider, people, registration }) {
    Object.assign(this, { provider, people, registration });
  }

  start({ email, name = 'Security key' }) {
    const person = this.people.known(email);
    const { state, challenge, rpId } = this.registration.begin(person, name);
    this.#states.set(email, state);
    return {
      challenge,
      rp_id: rpId,
      rp_name: 'Vouch sandbox',
      origin: ISSUER,
      user_id: uuidBytes(person.uuid).toString('base64url'),
      user_name: email,
    };
  }

  async finish({ email, response }) {
    const person = this.people.known(email);
    if (typeof response !== 'object') throw new BadRequest('response is missing');
    try {
      const key = await this.registration.complete(person, this.#states.get(email), response);
      return { id: key.id, credential_id: key.credentialId, aaguid: key.aaguid };
    } catch (error) {
      if (!(error instanceof RegistrationRefused)) throw error;
      throw new BadRequest(`${error.code}: ${error.message}`, error.status);
    }
  }

  /**
   * Approves a device code as this person, or denies it, as the provider's own pages do at their
   * end.
   */
  async decide({ user_code: userCode = '', email, deny = false }) {
    const { DeviceCode, Grant } = this.provider;
    const code = await DeviceCode.findByUserCode(normalize(userCode));
    if (!code || code.accountId || code.error) {
      throw new BadRequest('no device waits with this code', 404);
    }
    if (deny) {
      Object.assign(code, { error: 'access_denied', errorDescription: 'The person said no.' });
    } else {
      const person = this.people.known(email);
      const grant = new Grant({ accountId: person.email, clientId: code.clientId });
      grant.addOIDCScope(code.params.scope ?? '');
      Object.assign(code, {
        accountId: person.email,
        grantId: await grant.save(),
        scope: code.params.scope,
        authTime: code.iat,
      });
    }
    await code.save();
    return {};
  }
}
