// Codes of a virtual MFA device: RFC 6238 over RFC 4226, with SHA-1, six digits and steps of 30 s,
// the way AWS's do it. The secret is in base32, as the person types it into an app.
import { createHmac, randomBytes } from 'node:crypto';

export const STEP_SECONDS = 30;
const DIGITS = 6;
const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** A new secret of 40 bytes, 64 letters and digits. */
export const newTotpSecret = () =>
  Array.from(randomBytes(64), (byte) => BASE32[byte % BASE32.length]).join('');

function decodeBase32(text) {
  const bits = [...text].map((letter) => BASE32.indexOf(letter).toString(2).padStart(5, '0'));
  const bytes = bits.join('').match(/.{8}/g) ?? [];
  return Buffer.from(bytes.map((byte) => parseInt(byte, 2)));
}

/** The number of the step that a time, in seconds, falls into. */
export const stepOf = (seconds) => Math.floor(seconds / STEP_SECONDS);

/** The code of one step. */
export function totpOfStep(secret, step, digits = DIGITS) {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const hash = createHmac('sha1', decodeBase32(secret)).update(counter).digest();
  const number = hash.readUInt32BE(hash[hash.length - 1] % 16) % 2 ** 31;
  return String(number % 10 ** digits).padStart(digits, '0');
}

/** The code that the device shows at a time, by default now. */
export const totp = (secret, date = new Date()) =>
  totpOfStep(secret, stepOf(Math.floor(date.getTime() / 1000)));
