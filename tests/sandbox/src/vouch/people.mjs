// The people this Vouch server knows and the keys each of them has registered.
import { randomUUID } from 'node:crypto';
import { BadRequest } from '../bad-request.mjs';

export const uuidBytes = (uuid) => Buffer.from(uuid.replaceAll('-', ''), 'hex');

export class People {
  #byEmail = new Map();

  /**
   * A person; asking again for a known e-mail changes nothing. `uuid` is the WebAuthn user handle's
   * 16 bytes as text.
   */
  create(email) {
    if (typeof email !== 'string' || !email.includes('@')) throw new BadRequest('email is missing');
    if (!this.#byEmail.has(email)) {
      this.#byEmail.set(email, { email, uuid: randomUUID(), keys: [] });
    }
    return this.#byEmail.get(email);
  }

  find(email) {
    return this.#byEmail.get(email);
  }

  known(email) {
    const person = this.find(email);
    if (!person) throw new BadRequest(`nobody here is called ${email}`, 404);
    return person;
  }

  byHandle(handle) {
    return [...this.#byEmail.values()].find((person) => uuidBytes(person.uuid).equals(handle));
  }

  isRegistered(credentialId) {
    return [...this.#byEmail.values()].some((person) =>
      person.keys.some((key) => key.credentialId === credentialId),
    );
  }

  /** `attested` is what verifyRegistration() gave. */
  addKey(person, name, attested) {
    const key = { id: randomUUID(), name, createdAt: new Date().toISOString(), ...attested };
    person.keys.push(key);
    return key;
  }

  removeKey(person, id) {
    person.keys = person.keys.filter((key) => key.id !== id);
  }
}
