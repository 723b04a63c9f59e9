// The process: start, stop, what listens and what gets through the proxy.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import http from 'node:http';
import { readFile, rm } from 'node:fs/promises';
import { after, before, test } from 'node:test';
import tls from 'node:tls';
import { startSandbox } from '../index.mjs';
import { SandboxAgent, fetchText } from './support/http.mjs';
import { temporaryDirectory } from './support/world.mjs';

let dir;
let sandbox;
before(async () => {
  dir = await temporaryDirectory();
  sandbox = await startSandbox({ dir });
});
after(async () => {
  await sandbox.stop();
  await rm(dir, { recursive: true });
});

/** Asks the proxy for a tunnel; gives its status and the socket. */
function connect(authority) {
  const { hostname: host, port } = new URL(sandbox.proxy);
  return new Promise((resolve, reject) => {
    http
      .request({ host, port, method: 'CONNECT', path: authority })
      .on('connect', ({ statusCode }, socket) => resolve({ statusCode, socket }))
      .on('error', reject)
      .end();
  });
}

test('it announces itself and listens on loopback only', async () => {
  assert.equal(sandbox.server, 'https://us.vouch.example');
  for (const url of [sandbox.proxy, sandbox.control]) {
    assert.equal(new URL(url).hostname, '127.0.0.1');
  }
  assert.equal(sandbox.ca, `${dir}/ca.pem`);
});

test('every host has a certificate of its own', async () => {
  const agent = new SandboxAgent(sandbox);
  const { status } = await fetchText(
    agent,
    'https://us.vouch.example/.well-known/openid-configuration',
  );
  assert.equal(status, 200);
  for (const host of [
    'vouch.example',
    'evil.example',
    'sts.eu-west-1.amazonaws.com',
    'git-codecommit.us-east-2.amazonaws.com',
    'git-codecommit-fips.us-east-1.amazonaws.com',
    'vpce-0a1b2c3d4e5f60718-sandbox1.git-codecommit.eu-central-1.vpce.amazonaws.com',
  ]) {
    assert.ok((await fetchText(agent, `https://${host}/`)).status > 0, host);
  }
});

test('the proxy leads nowhere else', async () => {
  for (const authority of [
    'example.com:443',
    'us.vouch.example:80',
    'us.vouch.example:8443',
    'iam.amazonaws.com:443',
    '127.0.0.1:443',
  ]) {
    assert.equal((await connect(authority)).statusCode, 403, authority);
  }
  assert.equal((await connect('US.vouch.example:443')).statusCode, 200);
  const plain = await fetch(`${sandbox.proxy}/`);
  assert.equal(plain.status, 403);
});

test('the Host header must be the name of the handshake', async () => {
  const { socket } = await connect('vouch.example:443');
  const secure = tls.connect({
    socket,
    servername: 'vouch.example',
    ca: await readFile(sandbox.ca),
  });
  secure.write('GET / HTTP/1.1\r\nHost: us.vouch.example\r\nConnection: close\r\n\r\n');
  const [answer] = await once(secure, 'data');
  assert.match(answer.toString(), /^HTTP\/1.1 421 /);
  secure.destroy();
});

test('a second start keeps the authority and the certificates', async () => {
  const before_ = await Promise.all(
    ['ca.pem', 'vouch-server.pem'].map((name) => readFile(`${dir}/${name}`, 'utf8')),
  );
  await sandbox.stop();
  sandbox = await startSandbox({ dir });
  const after_ = await Promise.all(
    ['ca.pem', 'vouch-server.pem'].map((name) => readFile(`${dir}/${name}`, 'utf8')),
  );
  assert.deepEqual(after_, before_);
});

test('SIGTERM ends it cleanly, even with connections open', async () => {
  const other = await temporaryDirectory();
  const second = await startSandbox({ dir: other });
  const { hostname: host, port } = new URL(second.proxy);
  const request = http
    .request({ host, port, method: 'CONNECT', path: 'us.vouch.example:443' })
    .end();
  const [, socket] = await once(request, 'connect');
  socket.on('error', () => {});
  second.process.kill('SIGTERM');
  const [code, signal] = await once(second.process, 'exit');
  assert.deepEqual([code, signal], [0, null]);
  await rm(other, { recursive: true });
});

test('without --dir, or with an option that does not exist, it says how to start it', () => {
  for (const args of [[], ['--dir', dir, '--frobnicate']]) {
    const { status, stderr, stdout } = spawnSync(process.execPath, ['main.mjs', ...args], {
      cwd: new URL('..', import.meta.url),
      encoding: 'utf8',
    });
    assert.equal(status, 2);
    assert.match(stderr, /^usage: /);
    assert.equal(stdout, '');
  }
});
