// The sandbox's certificate authority and its servers' certificates, made with the openssl program
// and kept in DIR: a second start with the same DIR finds them, so that a git or an app set up to
// trust DIR/ca.pem goes on trusting it.
import { execFile } from 'node:child_process';
import { X509Certificate } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import tls from 'node:tls';
import { promisify } from 'node:util';

const DAY = 24 * 3600 * 1000;

// Of our own, because the distribution's adds extensions that clash with ours.
const OPENSSL_CONFIG = '[req]\ndistinguished_name = name\n[name]\n';

/**
 * Makes DIR/NAME.key and DIR/NAME.pem, a new P-256 key and its certificate, signed by DIR/SIGNER or
 * by itself.
 */
export async function certify(dir, name, { subject, days, extensions, signer }) {
  await writeFile(path.join(dir, 'openssl.cnf'), OPENSSL_CONFIG);
  const args = [
    'req -x509 -config openssl.cnf -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes',
    `-days ${days} -keyout ${name}.key -out ${name}.pem`,
    ...(signer ? [`-CA ${signer}.pem -CAkey ${signer}.key`] : []),
  ].flatMap((words) => words.split(' '));
  const added = extensions.flatMap((extension) => ['-addext', extension]);
  await promisify(execFile)('openssl', [...args, '-subj', subject, ...added], { cwd: dir });
}

async function load(dir, name) {
  try {
    return {
      certificate: await readFile(path.join(dir, `${name}.pem`)),
      key: await readFile(path.join(dir, `${name}.key`)),
    };
  } catch (error) {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  }
}

// openssl stamps certificates by the machine's clock, so their age is judged by it too: this runs
// before any shift.
const lasts = (certificate) => Date.parse(certificate.validTo) > Date.now() + DAY;

async function authority(dir) {
  const kept = await load(dir, 'ca');
  if (kept && lasts(new X509Certificate(kept.certificate))) return kept;
  await certify(dir, 'ca', {
    subject: '/O=Vouch sandbox/CN=Vouch sandbox test authority',
    days: 3650,
    extensions: [
      'basicConstraints=critical,CA:TRUE',
      'keyUsage=critical,keyCertSign,cRLSign',
      'subjectKeyIdentifier=hash',
    ],
  });
  return load(dir, 'ca');
}

function isGood(kept, hosts, ca) {
  const certificate = new X509Certificate(kept.certificate);
  const issued = certificate.verify(new X509Certificate(ca.certificate).publicKey);
  return issued && lasts(certificate) && hosts.every((host) => certificate.checkHost(host));
}

async function server(dir, name, hosts, ca) {
  const kept = await load(dir, name);
  if (kept && isGood(kept, hosts, ca)) return kept;
  await certify(dir, name, {
    subject: `/O=Vouch sandbox/CN=${name}`,
    days: 365,
    signer: 'ca',
    extensions: [
      `subjectAltName=${hosts.map((host) => `DNS:${host}`).join(',')}`,
      'basicConstraints=critical,CA:FALSE',
      'extendedKeyUsage=serverAuth',
      'authorityKeyIdentifier=keyid',
    ],
  });
  return load(dir, name);
}

/**
 * Certificates for each {name: [host, ...]}; gives the CA's file and text, and the TLS context of
 * each host.
 */
export async function ensureCertificates(dir, hostsByName) {
  const ca = await authority(dir);
  const contexts = new Map();
  for (const [name, hosts] of Object.entries(hostsByName)) {
    const { certificate, key } = await server(dir, name, hosts, ca);
    const context = tls.createSecureContext({ cert: certificate, key });
    for (const host of hosts) contexts.set(host, context);
  }
  return { caFile: path.join(dir, 'ca.pem'), ca: ca.certificate, contexts };
}
