// The report about this computer: what is sent is what is shown, and only where it is wanted.
import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, test } from 'node:test';

import { EMAIL, Home, startWorld } from './world.mjs';

describe('the report about this computer', () => {
  let world;
  let home;
  before(async () => {
    world = await startWorld();
  });
  after(() => world.stop());
  beforeEach(() => {
    home = new Home(world);
  });
  afterEach(async () => {
    await world.sandbox.post('/vouch-options', { posture_required: false });
    await home.quit();
  });
  const want = () => world.sandbox.post('/vouch-options', { posture_required: true });
  const moments = /"(collected_at|uptime_secs)":("[^"]*"|\d+)/g;
  const withoutTimes = (json) => json.replace(moments, '"$1":0');

  test('a login sends what vouch posture prints, byte for byte but for the times', async () => {
    await want();
    const shown = await home.vouch(['posture']);
    assert.equal(shown.code, 0, shown.stderr);
    assert.match(shown.stderr, /^vouch: This report is sent when you sign in\./);
    const [report] = JSON.parse(shown.stdout);
    assert.equal(report.type, 'device_posture');
    assert.equal(report.os, 'linux');
    assert.ok(report.uptime_secs > 0);
    assert.ok(Math.abs(Date.parse(report.collected_at) - Date.now()) < 60_000);
    assert.equal((await home.status()).state, 'signed_out'); // nobody was asked

    const { code, output } = await home.login();
    assert.equal(code, 0, output);
    const { parameter } = await world.sandbox.get('/posture');
    assert.equal(withoutTimes(parameter), withoutTimes(shown.stdout.trimEnd()));
    assert.equal(shown.stdout.match(moments).length, 2);
  });

  test('switched off it is not sent, and the refusal says how to switch it on', async () => {
    home.vouchNow('config', 'set', 'posture.send', 'no');
    const shown = await home.vouch(['posture']);
    assert.equal(shown.code, 0);
    assert.match(shown.stderr, /^vouch: This report is not sent, so your organization may refuse/);
    assert.equal((await home.login()).code, 0);
    assert.deepEqual(await world.sandbox.get('/posture'), { parameter: null, report: null });

    await want();
    await home.vouch(['logout']);
    const refused = await home.login();
    assert.equal(refused.code, 1);
    assert.match(
      refused.output,
      /us\.vouch\.example requires a report about this computer, but sending it is turned off\. Turn it on in Vouch's settings, or run: vouch config set posture true/,
    );
    home.vouchNow('config', 'set', 'posture', 'true');
    const signedIn = await home.login();
    assert.match(signedIn.output, new RegExp(`Signed in as ${EMAIL}`));
  });

  test('a refusal in spite of it shows the reason of the server', async () => {
    const error_description =
      "Device posture policy 'Disk Encryption' not satisfied. Encrypt the disk.";
    await world.sandbox.post('/faults', {
      target: 'vouch',
      path: '/oauth/token',
      status: 400,
      content_type: 'application/json',
      body: JSON.stringify({ error: 'access_denied', error_description }),
    });
    const refused = await home.login();
    await world.sandbox.post('/faults', { clear: true });
    assert.equal(refused.code, 1);
    assert.ok(
      refused.output.includes(
        `vouch: Your organization doesn't allow this computer to sign in. ${error_description}`,
      ),
      refused.output,
    );
  });
});
