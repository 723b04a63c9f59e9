// Starts the sandbox: a Vouch server and a piece of AWS on loopback, for tests and for trying the
// product out. Prints one line of JSON when everything listens, and ends on SIGTERM, SIGINT or, if
// asked so, with its stdin.
import { parseArgs } from 'node:util';
import { startSandbox } from './src/sandbox.mjs';

const USAGE = 'usage: node main.mjs --dir DIR [--attestation-root PEM]... [--exit-with-stdin]\n';

function parseArguments() {
  try {
    const { values } = parseArgs({
      options: {
        dir: { type: 'string' },
        'attestation-root': { type: 'string', multiple: true, default: [] },
        'exit-with-stdin': { type: 'boolean', default: false },
      },
    });
    if (values.dir) return values;
  } catch {
    // An option that does not exist is answered like a missing one.
  }
  process.stderr.write(USAGE);
  return process.exit(2);
}

const options = parseArguments();
const sandbox = await startSandbox({
  dir: options.dir,
  attestationRoots: options['attestation-root'],
});

let stopping = false;
async function stop() {
  if (stopping) return;
  stopping = true;
  await sandbox.stop();
  process.exit(0);
}
process.on('SIGTERM', stop);
process.on('SIGINT', stop);
if (options['exit-with-stdin']) process.stdin.on('end', stop).on('error', stop).resume();

process.stdout.write(`${JSON.stringify(sandbox.announcement)}\n`);
