// IAM's policy language as far as the sandbox knows it.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { evaluateIdentity, evaluateTrust, matches, parsePolicy } from '../src/aws/policy.mjs';

const REPOSITORY = 'arn:aws:codecommit:us-east-1:123456789012:payments-api';

const decide = (statements, action = 'codecommit:GitPull', resource = REPOSITORY) =>
  evaluateIdentity(parsePolicy({ Statement: statements }, 'identity'), action, resource);

test('wildcards', () => {
  assert.ok(matches('a*c', 'abbbc'));
  assert.ok(matches('a?c', 'abc'));
  assert.ok(!matches('a?c', 'ac'));
  assert.ok(!matches('a.c', 'abc'), 'a dot is a dot');
  assert.ok(!matches('lib', 'lib-a'), 'whole values only');
});

test('an Allow for action and resource, an explicit Deny over it, and otherwise nothing', () => {
  const allow = {
    Effect: 'Allow',
    Action: 'codecommit:Git*',
    Resource: 'arn:aws:codecommit:*:123456789012:*',
  };
  assert.equal(decide([allow]), 'Allow');
  assert.equal(
    decide({ ...allow, Action: ['s3:*', 'CODECOMMIT:gitpull'] }),
    'Allow',
    'actions know no case',
  );
  assert.equal(decide([allow], 's3:GetObject'), 'none');
  assert.equal(
    decide([allow], 'codecommit:GitPull', REPOSITORY.replace('123456789012', '210987654321')),
    'none',
  );
  assert.equal(decide([allow, { ...allow, Effect: 'Deny', Resource: [REPOSITORY] }]), 'Deny');
});

test('trust goes by principal, action and every condition', () => {
  const federated = 'arn:aws:iam::123456789012:oidc-provider/us.vouch.example';
  const statement = {
    Effect: 'Allow',
    Principal: { Federated: federated },
    Action: 'sts:AssumeRoleWithWebIdentity',
    Condition: {
      StringEquals: { 'us.vouch.example:aud': ['a', 'b'] },
      StringLike: { 'us.vouch.example:sub': '*@example.com' },
    },
  };
  const trusts = (context, principal = federated, change = {}) =>
    evaluateTrust(
      parsePolicy({ Statement: { ...statement, ...change } }, 'trust'),
      'sts:AssumeRoleWithWebIdentity',
      { Federated: [principal] },
      context,
    );
  const good = { 'us.vouch.example:aud': 'b', 'us.vouch.example:sub': 'alice@example.com' };
  assert.equal(trusts(good), 'Allow');
  assert.equal(
    trusts({ ...good, 'us.vouch.example:sub': 'alice@example.com.evil.example' }),
    'none',
  );
  assert.equal(trusts({ 'us.vouch.example:aud': 'b' }), 'none', 'a missing key fulfils nothing');
  assert.equal(trusts(good, 'arn:aws:iam::123456789012:oidc-provider/evil.example'), 'none');
  assert.equal(trusts({}, federated, { Condition: undefined }), 'Allow');
});

test('what is not understood is refused, not ignored', () => {
  const statement = { Effect: 'Allow', Action: '*', Resource: '*' };
  for (const wrong of [
    undefined,
    [],
    { ...statement, Effect: 'allow' },
    { ...statement, NotAction: 'x' },
    { ...statement, Condition: { DateLessThan: {} } },
    { Effect: 'Allow', Resource: '*' },
    { Effect: 'Allow', Action: '*' },
  ])
    assert.throws(() => parsePolicy({ Statement: wrong }, 'identity'), { status: 400 });
  const trust = { Effect: 'Allow', Action: '*', Principal: { Federated: 'x' } };
  assert.throws(
    () => parsePolicy({ Statement: { ...trust, Principal: '*' } }, 'trust'),
    /Federated/,
  );
  assert.throws(
    () => parsePolicy({ Statement: { ...trust, Condition: { StringNotLike: {} } } }, 'trust'),
    /StringNotLike/,
  );
});
