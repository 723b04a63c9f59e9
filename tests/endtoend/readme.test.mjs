// Each command in README, in its order, by somebody who reads it from the top. Those that other tests run
// are named with the place; a command that nobody runs fails here.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { Home, run, startWorld } from './world.mjs';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const readme = readFileSync(join(ROOT, 'README.md'), 'utf8').replace(/^```[^]*?^```$/gm, '');

/** Commands from indented lines, without their comments, and from `code` in the text and the tables. */
function commands() {
  const found = [];
  for (const line of readme.split('\n')) {
    const indented = /^ {4}(?=\w)(.*?)( +#.*)?$/.exec(line);
    if (indented) found.push(...indented[1].split(' && '));
  }
  const text = readme.replace(/^ {4}.*$/gm, '');
  // A row names several words of one command: each has a help.
  for (const [, group, rest] of text.matchAll(/`vouch (\w+) \w+`((?:, `[a-z-]+`)+)/g)) {
    for (const [, word] of rest.matchAll(/`([a-z]+[a-z-]*)`/g)) found.push(`vouch help ${group} ${word}`);
  }
  for (const [, code] of text.matchAll(/`((?:vouch|git|cmake) [^`]+)`/g)) {
    found.push(code.replace(/\s+/g, ' '));
  }
  // Words of a sentence, and a line that is not ours.
  const others = /^git clone( --config 'credential\.helper=!aws-vault.*)?$/;
  return [...new Set(found)].filter((command) => !others.test(command));
}

/** What others run, and what shows it. */
const elsewhere = [
  [/^sh tests\/(sandbox\/try|run)\.sh$/, 'tests/fresh.sh', /inside newcomer 'cd vouch && sh tests\/sandbox\/try\.sh'[^]*inside newcomer 'cd vouch && sh tests\/run\.sh'/],
  [/^sh tests\/install\.sh build$/, 'tests/run.sh', /sh tests\/install\.sh build/],
  [/^cmake --(preset|build|install)/, 'tests/release/check.sh', /cmake --preset release[^]*cmake --build --preset release[^]*cmake --install/],
  [/^sh installers\/build\.sh$/, 'tests/fresh.sh', /sh installers\/build\.sh/],
  [/^sh installers\/windows\/build\.sh$/, 'tests/windows.sh', /^sh installers\/windows\/build\.sh$/m],
  [/^sudo apt (install \.\/build\/packages\/vouch_\*_amd64\.deb|purge vouch)$/, 'tests/installed.sh', /apt(-get)? [^]*install[^]*purge/],
  [/^xargs rm <build\/release\/install_manifest\.txt$/, 'tests/release/check.sh', /install_manifest\.txt/],
  [/^vouch setup --from FILE_OR_URL$/, 'tests/endtoend/setup.test.mjs', /'setup', '--from', source/],
  [/^vouch enroll( --server \S+)?$/, 'tests/endtoend/enrol.test.mjs', /enrolHere\(\)/],
  [/^vouch login --console/, 'tests/endtoend/aws.test.mjs', /'login', '--console', '--profile', 'ci'/],
  [/^vouch aws (add dev|import)$/, 'tests/endtoend/aws.test.mjs', /aws\('add', 'ci'\)[^]*vouch aws import/],
  [/^vouch exec( -- COMMAND| --profile dev -- aws s3 ls| --no-session)?$/, 'tests/endtoend/aws.test.mjs', /exec\('--no-session'\)/],
  [/^git clone --config credential\.username=dev URL$/, 'tests/endtoend/aws-vault.test.mjs', /'clone', '--config', `credential\.username=/],
];

describe('what README says', () => {
  let world;
  let home;
  before(async () => {
    world = await startWorld();
    home = new Home(world, { setUp: false, git: 'none' });
    home.vouchNow('config', 'set', 'ca-bundle', world.sandbox.ca);
  });
  after(async () => {
    await home.quit();
    await world.stop();
  });

  /** What stands for the words in capitals, and for hosts that are not here. */
  const real = (command) =>
    command
      .replace('https://us.vouch.sh', world.sandbox.server)
      .replace('my-repo', 'payments-api')
      .replace('[URL]', '')
      .replace(/\bURL\b/, world.repositories['payments-api'])
      .replace('REGION', 'us-east-1')
      .replace('repos/REPO', 'repos/payments-api')
      .replace(/\bROLE$/, 'Developer')
      .replace('NAME ARN --via HUB_ARN', `Far ${world.roles.Developer} --via ${world.roles.Developer}`)
      .replace('COMMAND', 'status');

  test('every command works, from the set-up to the removal', async () => {
    const all = commands();
    assert.ok(all.length > 25, all.join('\n'));
    const attempt = async (command) => {
      const { code, stdout, stderr } = await run('sh', ['-c', real(command)], {
        env: home.env,
        cwd: command.startsWith('git config') ? join(home.folder, 'payments-api') : home.folder,
      });
      assert.equal(code, 0, `${command}\n${stdout}${stderr}`);
    };
    // The others need a session and git's set-up.
    const last = ['vouch logout', 'vouch setup codecommit --undo', 'vouch forget', 'vouch quit'];
    await attempt('vouch config set server https://us.vouch.sh'); // as after enrolling
    for (const command of all.filter((each) => !last.includes(each))) {
      const place = elsewhere.find(([pattern]) => pattern.test(command));
      if (place) {
        assert.match(readFileSync(join(ROOT, place[1]), 'utf8'), place[2], `${command} in ${place[1]}`);
      } else if (command === 'vouch login') {
        assert.equal((await home.login()).code, 0);
      } else {
        await attempt(command);
      }
    }
    for (const command of last) {
      assert.ok(all.includes(command), `${command} is in README`);
      await attempt(command === 'vouch forget' ? 'vouch forget --yes' : command);
    }
    assert.doesNotMatch(readFileSync(join(home.folder, '.gitconfig'), 'utf8'), /credential/);
  });
});
