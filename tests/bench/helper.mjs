// What git pays for its credential helper: one question on the hot path (signed in, credentials at
// hand), as a whole process, against /bin/true and the AWS command line's own helper where it is
// installed. Ratios of one run on one machine; seconds would say more about the machine.
//
//   node tests/bench/helper.mjs [RUNS]     build/release, with `sh tests/release/check.sh build/dev`
import { spawnSync } from 'node:child_process';

process.env.VOUCH_BUILD ??= new URL('../../build/release', import.meta.url).pathname;
const { Home, startWorld } = await import('../endtoend/world.mjs');

const RUNS = Number(process.argv[2] ?? 200);
const world = await startWorld();
const home = new Home(world, { git: 'full' });
const login = await home.login();
if (login.code !== 0) throw new Error(login.output);
const { host, pathname } = new URL(world.repositories['payments-api']);
const input = `protocol=https\nhost=${host}\npath=${pathname.slice(1)}\n\n`;

const candidates = {
  '/bin/true': { command: '/bin/true', args: [] },
  'git-credential-vouch get': { command: `${home.bin}/git-credential-vouch`, args: ['get'] },
  'git-credential-vouch get, not our host': {
    command: `${home.bin}/git-credential-vouch`,
    args: ['get'],
    input: 'protocol=https\nhost=github.com\n\n',
  },
  'git config --get user.name': { command: 'git', args: ['config', '--get', 'user.name'] },
  'vouch status': { command: `${home.bin}/vouch`, args: ['status'] },
};
const measure = ({ command, args, input: own = input }) => {
  const begin = process.hrtime.bigint();
  const { status, stderr } = spawnSync(command, args, { env: home.env, input: own });
  if (status !== 0) throw new Error(`${command}: ${stderr}`);
  return Number(process.hrtime.bigint() - begin) / 1e6;
};
const median = (values) => values.sort((a, b) => a - b)[values.length >> 1];

const times = Object.fromEntries(Object.keys(candidates).map((name) => [name, []]));
for (let run = -10; run < RUNS; ++run) {
  for (const [name, candidate] of Object.entries(candidates)) {
    const time = measure(candidate); // in turn, so that a slow moment of the machine is everybody's
    if (run >= 0) times[name].push(time);
  }
}
const base = median(times['/bin/true']);
console.log(`median of ${RUNS} runs in turn, as a multiple of /bin/true (${base.toFixed(2)} ms)`);
for (const [name, values] of Object.entries(times)) {
  console.log(`  ${(median(values) / base).toFixed(2).padStart(6)}  ${name}`);
}
await home.quit();
await world.stop();
