// DIR/sandbox.log: one JSON line per request. Paths are written without their query, bodies and
// headers never are, and a reason names identifiers at most: no token, password or assertion can
// end up here.
import { createWriteStream } from 'node:fs';
import path from 'node:path';

const reasons = new WeakMap();

/**
 * Remembers why this response is a refusal; the request's log line will say it. The first reason
 * stands.
 */
export function refused(response, reason) {
  if (!reasons.has(response)) reasons.set(response, reason);
}

export function openLog(dir) {
  const stream = createWriteStream(path.join(dir, 'sandbox.log'), { flags: 'a', mode: 0o600 });
  const line = (entry) =>
    stream.write(`${JSON.stringify({ time: new Date().toISOString(), ...entry })}\n`);
  return {
    request: (request, response, host) =>
      line({
        host,
        method: request.method,
        path: request.url.split('?', 1)[0],
        status: response.headersSent ? response.statusCode : 0,
        reason: reasons.get(response),
      }),
    connect: (authority, status) => line({ host: authority, method: 'CONNECT', status }),
    note: (text) => line({ note: text }),
    close: () =>
      new Promise((resolve) => {
        stream.end(resolve);
      }),
  };
}
