// The sandbox for test_sts.cpp: the folder is the argument; each line of standard input is a JSON
// object that asks for one thing, and is answered by a line.
import { createInterface } from 'node:readline';
import { profilesWorld, startSandbox, totp } from '../sandbox/index.mjs';

const sandbox = await startSandbox({ dir: process.argv[2] });
let people;
let offset = 0;

const answers = {
  async people() {
    people = await profilesWorld(sandbox);
    return people;
  },
  code: (steps) => ({
    code: totp(people.dylan.mfa_secret, new Date(Date.now() + (offset + steps * 30) * 1000)),
  }),
  clock(seconds) {
    offset = seconds;
    return sandbox.post('/clock', { offset_seconds: seconds });
  },
  fault: (status, { count }) => sandbox.post('/faults', { target: 'sts', status, count }),
  refuse: (code, { count }) =>
    sandbox.post('/faults', { target: 'sts', aws_error: { code }, count }),
  body: (body, { count }) =>
    sandbox.post('/faults', { target: 'sts', status: 200, content_type: 'text/xml', body, count }),
  fail: (path) => sandbox.post('/faults', { target: 'vouch', path, status: 400 }),
  html: (html, { count }) => sandbox.post('/faults', { target: 'sts', html, count }),
  async faults_hit() {
    await sandbox.post('/faults', { clear: true });
    return sandbox.get('/state');
  },
  state: () => sandbox.get('/state'),
  counted: async () => (await sandbox.get('/state')).sts_calls,
  reset: () => sandbox.post('/reset-counters'),
  deactivate: (id) => sandbox.post('/access-keys', { access_key_id: id, active: false }),
  repository: (name) =>
    sandbox.post('/repositories', { region: 'us-east-1', account: '123456789012', name, seed: true }),
  revoke: () => sandbox.post('/revoke-sessions'),
  expire: (what) => sandbox.post('/expire', { what }),
};

const say = (answer) => process.stdout.write(`${JSON.stringify(answer)}\n`);
say({ proxy: sandbox.proxy, ca: sandbox.ca });
for await (const line of createInterface({ input: process.stdin })) {
  const question = JSON.parse(line);
  const kind = Object.keys(question).find((key) => Object.hasOwn(answers, key));
  say(await answers[kind](question[kind], question));
}
await sandbox.stop();
