// The sandbox put together: certificates, the three servers behind one TLS front, the proxy before
// it, and the control API.
import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { codecommitSwitches, createCodecommit } from './aws/codecommit/server.mjs';
import { Repositories } from './aws/codecommit/repositories.mjs';
import { Credentials } from './aws/credentials.mjs';
import { Iam } from './aws/iam.mjs';
import { createSignin } from './aws/signin.mjs';
import { Issuers } from './aws/sts/identity-token.mjs';
import { createSts } from './aws/sts/server.mjs';
import { ensureCertificates } from './certificates.mjs';
import { createControl } from './control.mjs';
import { Counters } from './counters.mjs';
import { Faults } from './faults.mjs';
import { createFront } from './front.mjs';
import { hostsOf, ISSUER } from './hosts.mjs';
import { openLog } from './log.mjs';
import { createProxy } from './proxy.mjs';
import { Secrets } from './secrets.mjs';
import { createStranger } from './stranger.mjs';
import { createVouchServer } from './vouch/server.mjs';

const listen = (server) =>
  new Promise((resolve, reject) => {
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => resolve(server.address().port));
  });

/** Remembers a server's connections, so that stopping need not wait for idle ones. */
function trackSockets(server) {
  const sockets = new Set();
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  return sockets;
}

/**
 * Starts everything; gives what main.mjs announces, and `stop`. `attestationRoots` are paths of PEM
 * files.
 */
export async function startSandbox({ dir, attestationRoots }) {
  await mkdir(dir, { recursive: true, mode: 0o700 });
  const log = openLog(dir);
  // stdout is for the ready line alone; whatever a library has to say goes to the log.
  for (const method of ['log', 'info', 'warn', 'error']) {
    console[method] = (...words) => log.note(words.join(' '));
  }

  const { caFile, ca, contexts } = await ensureCertificates(dir, {
    'vouch-server': hostsOf('vouch'),
    'aws-server': [...hostsOf('sts'), ...hostsOf('codecommit'), ...hostsOf('signin')],
    'stranger-server': hostsOf('stranger'),
  });
  const counters = new Counters();
  const faults = new Faults();
  const credentials = new Credentials();
  const iam = new Iam({ credentials });
  const repositories = new Repositories({ dir });
  const gitSwitches = codecommitSwitches();
  const vouch = await createVouchServer({
    counters,
    attestationRoots: await Promise.all(attestationRoots.map((file) => readFile(file, 'utf8'))),
  });

  const handlers = {
    vouch: vouch.handle,
    codecommit: createCodecommit({ credentials, repositories, switches: gitSwitches, counters }),
    signin: createSignin({ credentials, counters }),
    stranger: createStranger({ counters }),
  };
  const secrets = new Secrets();
  const front = createFront({ contexts, handlers, faults, counters, secrets, log });
  const frontSockets = trackSockets(front);
  const frontPort = await listen(front);
  handlers.sts = createSts({
    iam,
    credentials,
    issuers: new Issuers({ port: frontPort, ca }),
    counters,
  });

  const proxy = createProxy({ frontPort, counters, log });
  const control = createControl({
    vouch,
    iam,
    credentials,
    repositories,
    codecommitSwitches: gitSwitches,
    faults,
    counters,
    secrets,
    openConnections: () => frontSockets.size,
  });
  const proxyPort = await listen(proxy);
  const controlPort = await listen(control);

  const servers = [front, proxy, control];
  const tracked = [frontSockets, trackSockets(proxy), trackSockets(control)];
  return {
    announcement: {
      ready: true,
      proxy: `http://127.0.0.1:${proxyPort}`,
      control: `http://127.0.0.1:${controlPort}`,
      ca: path.resolve(caFile),
      server: ISSUER,
    },
    async stop() {
      const closed = servers.map((server) => promisify(server.close.bind(server))());
      for (const sockets of tracked) for (const socket of sockets) socket.destroy();
      await Promise.all(closed);
      await log.close();
    },
  };
}
