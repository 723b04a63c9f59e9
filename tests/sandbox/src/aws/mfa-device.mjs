// A user's virtual MFA device as AWS sees it: the code of this step or of one beside it, and each
// only once.
import { nowSeconds } from '../clock.mjs';
import { newTotpSecret, stepOf, totpOfStep } from './totp.mjs';

const STEPS_APART = 1; // that the two clocks may be

export class MfaDevice {
  #lastStep = -Infinity; // whose code was taken; no older one is

  constructor(serial) {
    Object.assign(this, { serial, secret: newTotpSecret() });
  }

  accepts(code) {
    const now = stepOf(nowSeconds());
    for (let step = now - STEPS_APART; step <= now + STEPS_APART; step += 1) {
      if (step > this.#lastStep && totpOfStep(this.secret, step) === code) {
        this.#lastStep = step;
        return true;
      }
    }
    return false;
  }
}
