// The one TLS server behind all host names: picks the certificate by SNI and the server by Host,
// sets the Date header from the sandbox's clock (Node's own does not follow it), lets faults strike
// first, and writes the log.
import https from 'node:https';
import { refused } from './log.mjs';
import { serverOf } from './hosts.mjs';

function hostOf(request) {
  const host = (request.headers.host ?? '').toLowerCase().replace(/:443$/, '');
  return host === request.socket.servername ? host : undefined;
}

export function createFront({ contexts, handlers, faults, counters, secrets, log }) {
  const SNICallback = (name, done) => {
    const context = contexts.get(name);
    done(context ? null : new Error('not a host of the sandbox'), context);
  };

  return https.createServer({ SNICallback }, async (request, response) => {
    response.sendDate = false;
    response.setHeader('Date', new Date().toUTCString());
    secrets.watch(request, response);
    const host = hostOf(request);
    response.on('close', () => log.request(request, response, host ?? request.headers.host));
    if (!host) {
      refused(response, 'Host is not the name in the TLS handshake');
      response.writeHead(421).end();
      return;
    }
    const { target, region } = serverOf(host);
    try {
      if (await faults.strike(target, request, response, counters)) return;
      await handlers[target](request, response, { host, region });
    } catch (error) {
      refused(response, `internal error: ${error.stack}`);
      if (response.headersSent) response.socket?.destroy();
      else {
        response
          .writeHead(500, { 'Content-Type': 'text/plain' })
          .end('internal error of the sandbox\n');
      }
    }
  });
}
