// The sandbox's clock. Shifting it moves the whole process's Date, so that the libraries that judge
// tokens, nonces and signatures judge them by the shifted time too. Certificates are judged by
// OpenSSL, which does not follow.
import timekeeper from 'timekeeper';

export function shiftClock(offsetSeconds) {
  timekeeper.reset();
  if (offsetSeconds !== 0) timekeeper.travel(new Date(Date.now() + offsetSeconds * 1000));
}

export const nowSeconds = () => Math.floor(Date.now() / 1000);
