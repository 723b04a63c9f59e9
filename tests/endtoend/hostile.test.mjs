// A network and servers that misbehave: what must not leave this computer, what is tried again, and
// what the person is told.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, afterEach, before, describe, test } from 'node:test';

import { trustPolicy } from '../sandbox/index.mjs';
import { EMAIL, Home, PIN, startWorld } from './world.mjs';

describe('the world outside', () => {
  let world;
  let home;
  before(async () => {
    world = await startWorld();
  });
  after(() => world.stop());
  afterEach(async () => {
    await world.sandbox.post('/faults', { clear: true });
    await world.sandbox.post('/clock', { offset_seconds: 0 });
    await home.quit();
  });

  const fault = (target, what) => world.sandbox.post('/faults', { target, ...what });
  const options = (values) => world.sandbox.post('/vouch-options', values);
  const state = () => world.sandbox.get('/state');
  const list = (name = 'payments-api') => home.git(['ls-remote', world.repositories[name]]);
  const succeeds = (result) => assert.equal(result.code, 0, result.stderr ?? result.output);
  /** One or two lines that say what happened and what to do, and no prompt of git's. */
  const isRefused = (result, pattern) => {
    assert.notEqual(result.code, 0);
    assert.match((result.stderr ?? result.output).replace(/\s+/g, ' '), pattern);
    assert.doesNotMatch(result.stderr ?? '', /could not read/);
  };
  const signedIn = async () => {
    home = new Home(world, { git: 'full' });
    succeeds(await home.login());
  };

  describe('a server that redirects', () => {
    const away = { redirect: 'https://evil.example/take' };
    const gotNothing = async () => {
      const seen = await state();
      assert.ok(seen.faults_hit > 0, 'the redirect was answered');
      assert.equal(seen.stranger_requests, 0);
    };

    for (const path of ['/oauth/register', '/oauth/fido2/challenge', '/oauth/token']) {
      for (const status of [302, 307]) {
        test(`${status} at ${path} is not followed`, async () => {
          home = new Home(world, { git: 'full' });
          await world.sandbox.post('/reset-counters');
          await fault('vouch', { ...away, path, status });
          isRefused(await home.login(), /us\.vouch\.example redirected the request\. Vouch doesn't follow/);
          await gotNothing();
        });
      }
    }
    test('no token goes along from the AWS token or from STS', async () => {
      for (const [target, host] of [
        ['vouch', 'us.vouch.example'],
        ['sts', 'sts.us-east-1.amazonaws.com'],
      ]) {
        await signedIn();
        await world.sandbox.post('/reset-counters');
        await fault(target, { ...away, path: target === 'sts' ? '/' : '/v1', status: 307 });
        isRefused(await list(), new RegExp(`vouch: ${host} redirected the request`));
        await gotNothing();
        await fault(target, { clear: true });
        await home.quit();
      }
    });
  });

  test('a server that names a foreign rp_id gets no touch', async () => {
    home = new Home(world, { git: 'full' });
    for (const rpId of ['evil.example', 'example', 'other.vouch.example']) {
      await options({ rp_id: rpId });
      try {
        const touched = await world.key.assertions();
        const login = await home.login();
        isRefused(login, /asked for a sign-in that belongs to another server\. Your key wasn't used/);
        assert.equal(login.asked, false, 'no PIN was asked for');
        assert.equal(await world.key.assertions(), touched);
      } finally {
        await options({ rp_id: 'us.vouch.example' });
      }
    }
  });

  test('a page instead of an answer, as on a guest network, is recognised', async () => {
    home = new Home(world, { git: 'full' });
    await fault('vouch', { html: true });
    isRefused(await home.login(), /us\.vouch\.example doesn't respond like a Vouch server\./);
    await fault('vouch', { clear: true });
    succeeds(await home.login());
    await fault('sts', { html: true });
    isRefused(await list(), /vouch: sts\.us-east-1\.amazonaws\.com doesn't respond like AWS\./);
  });

  test('garbage, resets and truncated answers are told, and nothing is lost', async () => {
    await signedIn();
    for (const what of [{ garbage: true }, { reset: true }, { truncate: 40 }]) {
      await fault('sts', what);
      isRefused(await list(), /vouch: (Can't reach |The connection to )?sts\.us-east-1\.amazonaws\.com/);
      await fault('sts', { clear: true });
    }
    succeeds(await list());
  });

  test('an address of another kind of server is recognised', async () => {
    home = new Home(world, { git: 'full' });
    for (const status of [404, 405]) {
      await fault('vouch', { status, content_type: 'text/plain', body: 'no such page' });
      isRefused(await home.login(), /us\.vouch\.example doesn't respond like a Vouch server\.\s+Check the server's address/);
    }
  });

  test('a server that asks for a long wait is asked once', async () => {
    home = new Home(world, { git: 'full' });
    await fault('vouch', { status: 429, headers: { 'Retry-After': '3600' } });
    await world.sandbox.post('/reset-counters');
    isRefused(await home.login(), /us\.vouch\.example is throttling requests\.[^]*60 minutes/);
    assert.equal((await state()).faults_hit, 1);
  });

  test('a server that has a short problem is asked again', async () => {
    home = new Home(world, { git: 'full' });
    await fault('vouch', { path: '/oauth/register', status: 503, count: 1 });
    await fault('vouch', { path: '/oauth/fido2/challenge', status: 503, count: 2 });
    succeeds(await home.login());
    await fault('vouch', {
      ...{ path: '/v1', status: 429, count: 1 },
      headers: { 'Retry-After': '1' },
    });
    await fault('sts', { aws_error: { code: 'Throttling' }, count: 1 });
    succeeds(await list());
    await fault('vouch', { status: 500 });
    isRefused(await home.login(), /us\.vouch\.example is having problems\. Try again in a minute\./);
  });

  test('each refusal of STS has a sentence that says what to do', async () => {
    await signedIn();
    for (const [code, pattern] of [
      ['AccessDenied', /doesn't let you use the role Developer in account 123456789012\. Ask/],
      ['InvalidIdentityToken', /Account 123456789012 doesn't trust your Vouch server\. Ask/],
      ['ExpiredTokenException', /AWS says your sign-in has expired\. Run: vouch logout/],
      ['RegionDisabledException', /has STS turned off in us-east-1\.\s+Give the role “Developer” another region: vouch config add-role Developer arn:aws:iam::\d+:role\/Developer --region REGION/],
      ['PackedPolicyTooLarge', /session tags of your sign-in are too long for AWS\. Ask/],
      ['ValidationError', /didn't accept the request for the role Developer\./],
    ]) {
      await fault('sts', { aws_error: { code } });
      isRefused(await list(), pattern);
    }
    await fault('sts', { aws_error: { code: 'IDPCommunicationError' }, count: 1 });
    succeeds(await list());

    // A token that is refused is replaced, once.
    const { Developer } = world.roles;
    home.vouchNow('config', 'add-role', 'Developer', Developer, '--region', 'eu-west-1');
    const { id_tokens: given } = await state();
    await fault('sts', { aws_error: { code: 'InvalidIdentityToken' }, count: 1 });
    succeeds(await list());
    assert.equal((await state()).id_tokens, given + 1);
  });

  test('a role that the trust policy does not let in is explained', async () => {
    await signedIn();
    await world.sandbox.post('/roles', {
      arn: 'arn:aws:iam::123456789012:role/Closed',
      trust_policy: trustPolicy(world.sandbox.server, 'somebody.else@example.com'),
      policy: { Version: '2012-10-17', Statement: [{ Effect: 'Deny', Action: '*', Resource: '*' }] },
    });
    home.vouchNow('config', 'add-role', 'closed', 'arn:aws:iam::123456789012:role/Closed', '--default');
    isRefused(await list(), /vouch: AWS doesn't let you use the role Closed in account 123456789012\./);
  });

  test('a newline in a session token never reaches git', async () => {
    await signedIn();
    const end = new Date(Date.now() + 3600_000).toISOString();
    await fault('sts', {
      status: 200,
      content_type: 'text/xml',
      body:
        '<R><Credentials><AccessKeyId>ASIAX</AccessKeyId>' +
        '<SecretAccessKey>wJalrXUtnFEMIK7MDENG</SecretAccessKey>' +
        '<SessionToken>IQoJb3JpZ2luX2Vj&#10;host=evil.example</SessionToken>' +
        `<Expiration>${end}</Expiration>` +
        '</Credentials></R>',
    });
    const result = await list();
    isRefused(result, /vouch: sts\.us-east-1\.amazonaws\.com doesn't respond like AWS\./);
    assert.doesNotMatch(result.stderr, /evil/);
  });

  test('a role ARN in the settings that is none is named', async () => {
    home = new Home(world, { setUp: false, git: 'full' });
    home.setUp();
    const file = join(home.folder, '.config/vouch/settings');
    writeFileSync(file, '[server]\n\turl = https://us.vouch.example\n[role "x"]\n\tarn = nonsense\n');
    const result = await home.vouch(['config', 'list']);
    assert.equal(result.code, 1);
    assert.match(result.stderr, /“nonsense” is not a role ARN\. It should look like arn:aws:iam::.*\/settings\./);
  });

  test('an authority that is not trusted is named with what to do', async () => {
    home = new Home(world, { git: 'full' });
    home.vouchNow('config', 'unset', 'ca-bundle');
    isRefused(
      await home.login(),
      /The certificate of us\.vouch\.example isn't trusted: .* vouch config\s+set ca-bundle FILE/,
    );
  });

  test("AWS's authority is the server's, or one of its own, and changes at once", async () => {
    await signedIn();
    const other = join(world.folder, 'attestation/root.pem');
    home.vouchNow('config', 'set', 'ca-bundle-aws', other);
    isRefused(
      await list(),
      /The certificate of sts\.\S+ isn't trusted: .* vouch config set\s+ca-bundle-aws FILE/s,
    );
    home.vouchNow('config', 'set', 'ca-bundle-aws', world.sandbox.ca);
    succeeds(await list());
    assert.equal((await home.status()).state, 'signed_in');
  });

  test('a proxy that refuses, and a network that is not there', async () => {
    home = new Home(world, { git: 'full' });
    home.vouchNow('config', 'set', 'server', 'https://no-such-host.vouch.example');
    isRefused(await home.login(), /The proxy 127\.0\.0\.1:\d+ doesn't let Vouch reach\s+no-such-host\.vouch\.example\./);
    await home.quit();
    home = new Home(world, { git: 'full' });
    home.env.https_proxy = 'http://127.0.0.1:1';
    isRefused(await home.login(), /The proxy 127\.0\.0\.1:1 refused the connection\. .*https_proxy/s);
  });

  test('nonces that expired cost one more request each, and no touch', async () => {
    await signedIn();
    succeeds(await list());
    await options({ require_resource_dpop_nonce: true, require_signature_nonce: true });
    try {
      await world.sandbox.post('/expire', { what: 'nonces' });
      home.vouchNow('config', 'add-role', 'reader', world.roles.ReadOnly, '--default');
      const touched = await world.key.assertions();
      succeeds(await list());
      assert.equal(await world.key.assertions(), touched);
    } finally {
      await options({ require_resource_dpop_nonce: false, require_signature_nonce: false });
    }
  });

  test('an older server gets the signatures it knows', async () => {
    await options({ signature_form: 'der' });
    try {
      await signedIn();
      succeeds(await list());
    } finally {
      await options({ signature_form: 'raw' });
    }
  });

  test('a token that is not bound to this computer is not taken', async () => {
    home = new Home(world, { git: 'full' });
    const token = { access_token: 'not-a-bound-token', token_type: 'Bearer', expires_in: 100, email: 'a@b.example' };
    await fault('vouch', {
      ...{ path: '/oauth/token', status: 200, content_type: 'application/json' },
      body: JSON.stringify(token),
    });
    isRefused(await home.login(), /issued a token that isn't bound to this computer\./);
  });

  test('a session is never told to end in the past', async () => {
    home = new Home(world, { git: 'full' });
    const given = async (told) => {
      const token = { access_token: 'a-bound-token', token_type: 'DPoP', email: EMAIL, ...told };
      await fault('vouch', {
        ...{ path: '/oauth/token', status: 200, content_type: 'application/json' },
        body: JSON.stringify(token),
      });
      return home.login();
    };
    isRefused(await given({ expires_in: 0 }), /issued a session that has already ended\./);
    const past = { expires_in: 3600, expires_at: '2020-01-01T00:00:00Z' };
    succeeds(await given(past)); // the server's own clocks do not agree
    assert.ok((await home.status()).expires_at > Date.now() / 1000);
  });

  test('a clock that is a little ahead keeps nobody out, jumps or not', async () => {
    home = new Home(world, { git: 'full' });
    succeeds(await home.login());
    const { registrations } = await state();
    for (const ahead of [0, 11, 30, 50, 15]) {
      await home.vouch(['logout']);
      await world.sandbox.post('/clock', { offset_seconds: -ahead });
      succeeds(await home.login());
      succeeds(await list());
      await world.sandbox.post('/clock', { offset_seconds: 20 - ahead }); // it jumps
      succeeds(await list('web-frontend'));
    }
    assert.equal((await state()).registrations, registrations, 'nothing was registered anew');
    assert.doesNotMatch(home.log(), /clock is off by/, 'nobody has to hear of that');

    // Between the challenge and the touch: the touch is not spent twice, and nothing is forgotten.
    await home.vouch(['logout']);
    await world.sandbox.post('/clock', { offset_seconds: 0 });
    const refusedLogin = await home.login({
      asked: () => world.sandbox.post('/clock', { offset_seconds: -45 }),
    });
    isRefused(refusedLogin, /refused the request because this computer's clock is off by 4\d seconds\.[^]*Try again/);
    assert.doesNotMatch(refusedLogin.output, /forget/);
    succeeds(await home.login());
    await home.vouch(['logout']);
    await world.sandbox.post('/clock', { offset_seconds: 3 * 86400 });
    isRefused(await home.login(), /clock differs from us\.vouch\.example's by 3 days, which is too much/);
    assert.equal((await state()).registrations, registrations);
  });

  for (const hours of [2, -2]) {
    test(`a clock that is ${hours} hours off is corrected, works, and is said once`, async () => {
      await world.sandbox.post('/clock', { offset_seconds: hours * 3600 });
      home = new Home(world, { git: 'full' });
      const login = await home.login();
      succeeds(login);
      const left = (await home.status()).expires_at - Date.now() / 1000;
      assert.ok(left > 28800 - 120 && left < 28800, `${left} s by the clock of this computer`);
      succeeds(await list());
      succeeds(await list('web-frontend'));
      assert.equal(home.log().match(/clock is off by/g)?.length, 1);

      // git compares the password's end with the clock of this computer.
      const { host, pathname } = new URL(world.repositories['payments-api']);
      const { stdout } = await home.helper(
        'get',
        `protocol=https\nhost=${host}\npath=${pathname.slice(1)}\n\n`,
      );
      const life = Number(/password_expiry_utc=(\d+)/.exec(stdout)[1]) - Date.now() / 1000;
      assert.ok(life > 0 && life <= 15 * 60, `${life} s`);
    });
  }

  test('no secret is written anywhere, with all logging on', async () => {
    home = new Home(world, { git: 'full' });
    Object.assign(home.env, {
      QT_LOGGING_RULES: '*=true',
      GIT_TRACE: join(home.folder, 'git-trace'),
      FIDO_DEBUG: '1',
    });
    // The person starts the application with its output kept, then signs in and works.
    const output = join(home.folder, 'output');
    const shell = `exec "${home.bin}/vouch-tray" --background >"${output}" 2>&1`;
    spawn('sh', ['-c', shell], { env: home.env, detached: true });
    await home.logged(/vouch\.app: started/);
    const wrong = await home.login({ pin: '99998888' });
    const login = await home.login();
    succeeds(login);
    const cloned = await home.git(['clone', world.repositories['payments-api'], 'payments']);
    succeeds(cloned);
    isRefused(await list('infra-live'), /403/);
    const status = await home.vouch(['status', '--json']);
    const said = [wrong.output, login.output, cloned.stderr, status.stdout].join('\n');

    writeFileSync(join(home.folder, 'said'), said);
    const { count, files } = await home.secretsOnDisk('99998888');
    assert.ok(count > 10, `${count} secrets were used`);
    assert.deepEqual(files, []);
    // The search finds what is there.
    writeFileSync(join(home.folder, 'control'), `before${PIN}after`);
    assert.deepEqual((await home.secretsOnDisk()).files, [join(home.folder, 'control')]);
    assert.ok(home.log().length > 1000);
  });
});
