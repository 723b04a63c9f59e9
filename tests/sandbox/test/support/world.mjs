// A sandbox with the usual world in a directory of its own, a person with an enrolled key, and a
// registered client.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { standardWorld, startSandbox } from '../../index.mjs';
import { SandboxAgent, fetchText } from './http.mjs';
import { enrol } from './software-key.mjs';
import { VouchClient } from './vouch-client.mjs';

export const EMAIL = 'alice@example.com';

export const temporaryDirectory = () => mkdtemp(path.join(tmpdir(), 'vouch-sandbox-'));

export async function openWorld({ attestationRoots } = {}) {
  const dir = await temporaryDirectory();
  const sandbox = await startSandbox({ dir, attestationRoots });
  const agent = new SandboxAgent(sandbox);
  const world = await standardWorld(sandbox, { email: EMAIL });

  /** Runs `body` with a server's options changed, and changes them back. */
  const withOptions = async (path_, changes, body) => {
    const before = await sandbox.post(path_, {});
    await sandbox.post(path_, changes);
    try {
      return await body();
    } finally {
      await sandbox.post(path_, before);
    }
  };
  return {
    ...world,
    dir,
    sandbox,
    agent,
    fetch: (url, options) => fetchText(agent, url, options),
    enrol: () => enrol(sandbox, EMAIL),
    /** A new client that has registered. */
    async client() {
      const client = new VouchClient(sandbox, agent);
      await client.register();
      return client;
    },
    withVouchOptions: (changes, body) => withOptions('/vouch-options', changes, body),
    withGitOptions: (changes, body) => withOptions('/codecommit-options', changes, body),
    /** Runs `body` with the sandbox's clock shifted. */
    async withClock(seconds, body) {
      await sandbox.post('/clock', { offset_seconds: seconds });
      try {
        return await body();
      } finally {
        await sandbox.post('/clock', { offset_seconds: 0 });
      }
    },
    log: () => readFile(path.join(dir, 'sandbox.log'), 'utf8'),
    async close() {
      agent.destroy();
      await sandbox.stop();
      await rm(dir, { recursive: true });
    },
  };
}
