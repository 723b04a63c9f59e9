// What the tray application costs while nothing happens: how often its threads went to sleep and woke
// again in a minute (voluntary context switches), how much memory is its own, and how much processor time
// it took; signed out with everything closed, and signed in. On a real display with a real tray.
//
//   node tests/bench/idle.mjs [SECONDS]     60 unless told; build/release, see helper.mjs
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

process.env.VOUCH_BUILD ??= new URL('../../build/release', import.meta.url).pathname;
const { Home, startWorld } = await import('../endtoend/world.mjs');

const SECONDS = Number(process.argv[2] ?? 60);
const number = (text, name) => Number(new RegExp(`^${name}:\\s*(\\d+)`, 'm').exec(text)[1]);

/** By thread, since one may end meanwhile. */
function switches(pid) {
  return new Map(
    readdirSync(`/proc/${pid}/task`).map((thread) => {
      const status = readFileSync(`/proc/${pid}/task/${thread}/status`, 'utf8');
      return [thread, number(status, 'voluntary_ctxt_switches')];
    }),
  );
}

function clockTicks(pid) {
  const [, rest] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ');
  const [user, system] = rest.split(' ').slice(11, 13).map(Number);
  return user + system;
}

async function measure(what, pid) {
  await new Promise((resolve) => setTimeout(resolve, 5000)); // what the last action left to do
  const before = switches(pid);
  const ticks = clockTicks(pid);
  await new Promise((resolve) => setTimeout(resolve, SECONDS * 1000));
  const after = switches(pid);
  const wakes = [...after].reduce((sum, [id, count]) => sum + count - (before.get(id) ?? 0), 0);
  const own = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
  const kilobytes = number(own, 'Private_Clean') + number(own, 'Private_Dirty');
  console.log(
    `${what}: ${wakes} wake-ups and ${clockTicks(pid) - ticks} clock ticks of processor time ` +
      `in ${SECONDS} s, ${after.size} threads, ` +
      `${Math.round(kilobytes / 1024)} MiB of its own`,
  );
}

const world = await startWorld();
const home = new Home(world, { git: 'full' });
const tray = spawn('trayer', ['--edge', 'bottom'], { env: home.env, stdio: 'ignore' });
delete home.env.VOUCH_LOG;
spawn(`${home.bin}/vouch-tray`, ['--background'], { env: home.env, stdio: 'ignore' });
await home.logged(/vouch\.app: started/);
await measure('signed out', home.pid());
const login = await home.login();
if (login.code !== 0) throw new Error(login.output);
await measure('signed in ', home.pid());
tray.kill();
await home.quit();
await world.stop();
