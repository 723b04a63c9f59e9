// Registering a security key: what /v1/keys/register and the enrolment in the browser have in
// common.
import { ISSUER } from '../hosts.mjs';
import { RegistrationRefused, verifyRegistration } from './webauthn.mjs';

export class KeyRegistration {
  constructor({ people, ceremonies, switches, counters, attestationRoots }) {
    Object.assign(this, { people, ceremonies, switches, counters, attestationRoots });
  }

  /** A new ceremony {state, challenge, rpId} for a key that this person wants to call `name`. */
  begin({ email }, name) {
    return this.ceremonies.begin({ email, name, rpId: this.switches.rp_id });
  }

  /**
   * Stores the key that `response`, a RegistrationResponseJSON, tells of; or RegistrationRefused.
   * `inBrowser`: a browser asked the key for it, not the product.
   */
  async complete(person, state, response, { inBrowser = false } = {}) {
    if (this.ceremonies.wasFinished(state)) {
      throw new RegistrationRefused(
        'state_already_used',
        'This registration was completed before.',
      );
    }
    const ceremony = this.ceremonies.finish(state);
    if (ceremony?.email !== person.email) {
      throw new RegistrationRefused('invalid_state', 'This registration is unknown or too old.');
    }
    if (this.people.isRegistered(response.id)) {
      throw new RegistrationRefused(
        'credential_already_registered',
        'This key is known already.',
        409,
      );
    }
    const anyRoot = inBrowser && this.switches.browser_attestation === 'any';
    const attested = await verifyRegistration(response, {
      challenge: ceremony.challenge,
      // The server's own URL, also where the rp_id is a parent of its host.
      origin: ISSUER,
      rpId: ceremony.rpId,
      roots: anyRoot ? [] : this.attestationRoots,
      allowedAaguids: this.switches.allowed_aaguids,
    });
    this.counters.count('keys_registered');
    return this.people.addKey(person, ceremony.name, attested);
  }
}
