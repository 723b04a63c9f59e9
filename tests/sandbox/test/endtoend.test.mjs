// The whole way, with the real git: key, login, identity token, STS, signed password, clone, push,
// refusal.
import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { after, before, test } from 'node:test';
import { XMLParser } from 'fast-xml-parser';
import { runGit, signPassword } from './support/git.mjs';
import { openWorld, temporaryDirectory } from './support/world.mjs';

let world;
let client;
let home;
let developer;
before(async () => {
  world = await openWorld();
  home = await temporaryDirectory();
  client = await world.client();
  assert.equal((await client.login(await world.enrol())).status, 200);
  developer = await assume(world.roles.Developer);
});
after(async () => {
  await world.close();
  await rm(home, { recursive: true });
});

/** Temporary credentials for a role, as the product gets them. */
async function assume(role) {
  const { json } = await client.resource(
    'GET',
    `/v1/credentials/aws/token?role_arn=${encodeURIComponent(role)}`,
  );
  const answer = await world.fetch(`https://sts.${world.region}.amazonaws.com/`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({
      Action: 'AssumeRoleWithWebIdentity',
      Version: '2011-06-15',
      RoleArn: role,
      RoleSessionName: world.email,
      WebIdentityToken: json.id_token,
    }).toString(),
  });
  assert.equal(answer.status, 200, answer.text);
  return new XMLParser().parse(answer.text).AssumeRoleWithWebIdentityResponse
    .AssumeRoleWithWebIdentityResult.Credentials;
}

/** What a credential helper would give git for a repository. */
function credentialFor({ AccessKeyId, SecretAccessKey, SessionToken }, url) {
  const { host, pathname } = new URL(url);
  return {
    username: `${AccessKeyId}%${SessionToken}`,
    password: signPassword({ secret: SecretAccessKey, host, path: pathname }),
  };
}

async function git(args, { repository, credentials = developer, cwd = home, ...options }) {
  const credential = credentialFor(credentials, world.repositories[repository]);
  return runGit(world.sandbox, args, { cwd, credential, ...options });
}

async function gitDone(args, options) {
  const result = await git(args, options);
  assert.equal(result.code, 0, result.stderr);
  return result;
}

const clone = (repository, into, options) =>
  git(['clone', '--quiet', world.repositories[repository], into], { repository, ...options });

async function commit(cwd, name, content) {
  await writeFile(path.join(cwd, name), content);
  await gitDone(['add', name], { repository: 'lib-a', cwd });
  await gitDone(['commit', '--quiet', '-m', `Add ${name}`], { repository: 'lib-a', cwd });
}

test('clone, push, and what was pushed can be cloned', async () => {
  const first = path.join(home, 'payments');
  assert.equal((await clone('payments-api', first)).code, 0);
  assert.equal(await readFile(path.join(first, 'README.md'), 'utf8'), '# payments-api\n');
  await commit(first, 'pay.txt', 'money\n');
  await gitDone(['push', '--quiet', 'origin', 'main'], { repository: 'payments-api', cwd: first });
  const second = path.join(home, 'payments-again');
  assert.equal((await clone('payments-api', second)).code, 0);
  assert.equal(await readFile(path.join(second, 'pay.txt'), 'utf8'), 'money\n');
});

test('a repository the role may not read is refused with 403', async () => {
  await world.sandbox.post('/reset-counters');
  const result = await clone('infra-live', path.join(home, 'infra'));
  assert.equal(result.code, 128);
  assert.match(
    result.stderr,
    /Developer\/alice@example.com is not authorized to perform: codecommit:GitPull on .*infra-live/,
  );
  assert.match(result.stderr, /403/);
  const { git_unauthenticated: asked, git_refused: refusals } = await world.sandbox.get('/state');
  assert.deepEqual([asked, refusals], [1, 1]);
});

test('a role that may only read cannot push', async () => {
  const credentials = await assume(world.roles.ReadOnly);
  const cwd = path.join(home, 'frontend');
  assert.equal((await clone('web-frontend', cwd, { credentials })).code, 0);
  await commit(cwd, 'page.html', '<p>');
  const push = await git(['push', 'origin', 'main'], {
    repository: 'web-frontend',
    credentials,
    cwd,
  });
  assert.notEqual(push.code, 0);
  assert.match(push.stderr, /ReadOnly.*codecommit:GitPush/);
});

test('a big push streams through in chunks', async () => {
  const cwd = path.join(home, 'lib-a');
  assert.equal((await clone('lib-a', cwd)).code, 0);
  await commit(cwd, 'big.bin', randomBytes(16 * 1024 * 1024));
  const push = await gitDone(['push', 'origin', 'main'], {
    repository: 'lib-a',
    cwd,
    variables: { GIT_CURL_VERBOSE: '1' },
  });
  assert.match(push.stderr, /Transfer-Encoding: chunked/i);
  const again = path.join(home, 'lib-a-again');
  assert.equal((await clone('lib-a', again)).code, 0);
  const same = await Promise.all(
    [cwd, again].map((place) => readFile(path.join(place, 'big.bin'))),
  );
  assert.ok(same[0].equals(same[1]));
});

test('protocol version 2 is spoken, and compressed requests are understood', async () => {
  const cwd = path.join(home, 'lib-b');
  assert.equal((await clone('lib-b', cwd)).code, 0);
  const fetched = await gitDone(['ls-remote', 'origin'], {
    repository: 'lib-b',
    cwd,
    variables: { GIT_TRACE_PACKET: '1' },
  });
  assert.match(fetched.stderr, /< version 2/);
  // Enough branches that the fetch's list of wants is over a kilobyte, from where on git compresses
  // it.
  for (let each = 0; each < 40; each += 1) {
    await gitDone(
      [
        'branch',
        `topic-${each}`,
        (
          await gitDone(['commit-tree', '-p', 'HEAD', '-m', `${each}`, 'HEAD^{tree}'], {
            repository: 'lib-b',
            cwd,
          })
        ).stdout.trim(),
      ],
      { repository: 'lib-b', cwd },
    );
  }
  await gitDone(['push', '--quiet', '--all', 'origin'], { repository: 'lib-b', cwd });
  const again = await clone('lib-b', path.join(home, 'lib-b-again'), {
    variables: { GIT_CURL_VERBOSE: '1' },
  });
  assert.equal(again.code, 0, again.stderr);
  assert.match(again.stderr, /Content-Encoding: gzip/i);
});

test('a session that was expired is refused', async () => {
  const credentials = await assume(world.roles.Developer);
  assert.equal((await clone('lib-c', path.join(home, 'lib-c'), { credentials })).code, 0);
  await world.sandbox.post('/expire', { what: 'sts' });
  const result = await clone('lib-c', path.join(home, 'lib-c-again'), { credentials });
  assert.equal(result.code, 128);
  assert.match(result.stderr, /security token has expired/);
  developer = await assume(world.roles.Developer);
});

test('a user name in the URL sends an empty password first', async () => {
  const url = world.repositories['lib-d'].replace('https://', 'https://prod@');
  const attempt = (into) =>
    git(['clone', '--quiet', url, path.join(home, into)], { repository: 'lib-d' });
  assert.equal((await attempt('lib-d-403')).code, 128, '403: the helper is never asked');
  await world.withGitOptions({ empty_password_status: 401 }, async () => {
    assert.equal(
      (await attempt('lib-d-401')).code,
      0,
      '401: it is asked, and its answer replaces the name',
    );
  });
});

test("a transfer cut short is an error of git's", async () => {
  await world.sandbox.post('/faults', {
    target: 'codecommit',
    path: '/v1/repos/lib-e/git-upload-pack',
    truncate: 100,
    count: 1,
  });
  assert.equal((await clone('lib-e', path.join(home, 'lib-e'))).code, 128);
  assert.equal((await clone('lib-e', path.join(home, 'lib-e'))).code, 0);
});

test('twenty clones at once', async () => {
  const results = await Promise.all(
    Array.from({ length: 20 }, (_, each) => clone('lib-f', path.join(home, `many-${each}`))),
  );
  assert.deepEqual(
    results.map(({ code }) => code),
    Array(20).fill(0),
  );
});

test('no secret is in the log', async () => {
  const log = await world.log();
  const secrets = [
    client.accessToken,
    client.registration.registration_access_token,
    developer.SecretAccessKey,
    developer.SessionToken,
    credentialFor(developer, world.repositories['lib-a']).password.slice(17),
  ];
  for (const secret of secrets) assert.ok(!log.includes(secret));
  assert.doesNotMatch(log, /eyJ/, 'nor any JWT');
});
