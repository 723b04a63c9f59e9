// WebAuthn ceremonies that were begun: a random challenge and what has to be remembered until the
// answer comes. Each is good for five minutes and one answer.
import { randomBytes } from 'node:crypto';
import QuickLRU from 'quick-lru';

const LIFETIME = 5 * 60 * 1000;

export class Ceremonies {
  #open = new QuickLRU({ maxSize: 100_000, maxAge: LIFETIME });

  #finished = new QuickLRU({ maxSize: 100_000, maxAge: LIFETIME });

  begin(details) {
    const state = randomBytes(24).toString('base64url');
    const ceremony = { state, challenge: randomBytes(32).toString('base64url'), ...details };
    this.#open.set(state, ceremony);
    return ceremony;
  }

  /**
   * The ceremony, whose state is spent by asking; undefined when unknown, too old or spent before.
   */
  finish(state) {
    const ceremony = this.#open.get(state);
    if (ceremony) {
      this.#open.delete(state);
      this.#finished.set(state, true);
    }
    return ceremony;
  }

  wasFinished(state) {
    return this.#finished.has(state);
  }
}
