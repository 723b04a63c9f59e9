// Faults on demand: what a hostile or broken network and a server on a bad day do to a client.
// One fault per target and path prefix; each may be limited to a number of requests.
import { randomBytes } from 'node:crypto';
import { BadRequest } from './bad-request.mjs';
import { TARGETS } from './hosts.mjs';
import { refused } from './log.mjs';
import { sendError } from './aws/sts/xml.mjs';

const HTML_PAGE =
  '<!DOCTYPE html><html><head><title>Welcome</title></head>' +
  '<body>Please sign in to the network.</body></html>\n';

// Every fault answers the request itself, except truncate, which lets the real server answer and
// cuts that short.
const ANSWERS = {
  status(response, { status, body = '', content_type: contentType = 'text/plain', headers = {} }) {
    response.writeHead(status, { 'Content-Type': contentType, ...headers }).end(body);
  },
  redirect(response, { redirect, status = 302 }) {
    response.writeHead(status, { Location: redirect }).end();
  },
  html(response) {
    response.writeHead(200, { 'Content-Type': 'text/html' }).end(HTML_PAGE);
  },
  aws_error(response, { aws_error: { code, message = 'Injected fault', status = 400 } }) {
    sendError(response, { code, message, status });
  },
  reset(response) {
    response.socket.destroy();
  },
  garbage(response) {
    response.socket.end(randomBytes(512));
  },
};

// The key that names the fault, most telling first: a redirect may choose its status.
const KINDS = ['redirect', 'status', 'html', 'aws_error', 'reset', 'garbage', 'truncate'];
const DETAILS = ['latency_ms', 'body', 'content_type', 'headers'];
const KEYS = new Set(['target', 'path', 'count', 'clear', ...KINDS, ...DETAILS]);

/** Lets `limit` bytes of the body through and then cuts the connection. */
function truncate(response, limit) {
  let left = limit;
  const { write, end } = response;
  const cut = (chunk, encoding) => {
    const bytes = Buffer.from(chunk, encoding).subarray(0, left);
    left -= bytes.length;
    if (left > 0) return write.call(response, bytes);
    response.write = () => false;
    return write.call(response, bytes, () => response.socket?.destroy());
  };
  response.write = cut;
  response.end = (chunk, encoding) => {
    if (chunk) cut(chunk, encoding);
    return left > 0 ? end.call(response) : response;
  };
}

export class Faults {
  #byTarget = Object.fromEntries(TARGETS.map((target) => [target, new Map()]));
  /** Ends the latency of each request that waits, by its target. */
  #delayed = Object.fromEntries(TARGETS.map((target) => [target, new Set()]));

  set(spec) {
    const unknown = Object.keys(spec).filter((key) => !KEYS.has(key));
    if (unknown.length) throw new BadRequest(`unknown fault: ${unknown.join(', ')}`);
    const targets = spec.target === undefined && spec.clear ? TARGETS : [spec.target];
    if (!targets.every((target) => TARGETS.includes(target))) {
      throw new BadRequest(`target is one of ${TARGETS.join(', ')}`);
    }
    if (spec.clear) {
      for (const target of targets) {
        this.#byTarget[target].clear();
        this.#delayed[target].forEach((goOn) => goOn());
      }
      return;
    }
    const kind = KINDS.find((name) => spec[name] !== undefined);
    if (!kind && spec.latency_ms === undefined) {
      throw new BadRequest(`a fault is one of ${KINDS.join(', ')} or latency_ms`);
    }
    const path = spec.path ?? '/';
    this.#byTarget[spec.target].set(path, { ...spec, path, kind, left: spec.count ?? Infinity });
  }

  #take(target, path) {
    const faults = this.#byTarget[target];
    const hit = [...(faults?.values() ?? [])]
      .filter((fault) => path.startsWith(fault.path))
      .sort((a, b) => b.path.length - a.path.length)[0];
    if (hit && (hit.left -= 1) <= 0) faults.delete(hit.path);
    return hit;
  }

  async #delay(target, milliseconds) {
    const delayed = this.#delayed[target];
    await new Promise((resolve) => {
      const goOn = () => {
        clearTimeout(timer);
        delayed.delete(goOn);
        resolve();
      };
      const timer = setTimeout(goOn, milliseconds);
      delayed.add(goOn);
    });
  }

  /** Does to this request what was ordered; true when that was its answer. */
  async strike(target, request, response, counters) {
    const fault = this.#take(target, request.url);
    if (!fault) return false;
    counters.count('faults_hit');
    refused(response, `fault: ${fault.kind ?? 'latency'}`);
    if (fault.latency_ms) await this.#delay(target, fault.latency_ms);
    if (fault.kind === 'truncate') truncate(response, fault.truncate);
    if (!(fault.kind in ANSWERS)) return false;
    request.resume();
    if (response.socket) ANSWERS[fault.kind](response, fault);
    return true;
  }
}
