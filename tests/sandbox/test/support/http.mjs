// HTTPS to the sandbox's host names, through its proxy and trusting nothing but its authority.
import https from 'node:https';
import { readFileSync } from 'node:fs';
import { HttpsProxyAgent } from 'https-proxy-agent';

/** The way to one sandbox's hosts; also what AWS's own client is given. */
export class SandboxAgent extends HttpsProxyAgent {
  constructor(sandbox) {
    super(sandbox.proxy);
    this.ca = readFileSync(sandbox.ca);
  }

  connect(request, options) {
    return super.connect(request, { ...options, ca: this.ca });
  }
}

/**
 * One request; redirects are not followed. Gives {status, headers, text, json} or throws what the
 * network did.
 */
export function fetchText(agent, url, { method = 'GET', headers = {}, body } = {}) {
  return new Promise((resolve, reject) => {
    const request = https.request(url, { agent, method, headers }, (response) => {
      const chunks = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('error', reject);
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString();
        const json = /^application\/([\w-]+\+)?json/.test(response.headers['content-type'])
          ? JSON.parse(text)
          : undefined;
        resolve({ status: response.statusCode, headers: response.headers, text, json });
      });
    });
    request.on('error', reject);
    request.end(body);
  });
}
