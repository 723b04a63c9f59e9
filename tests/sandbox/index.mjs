// Helpers for tests in Node: start the sandbox as a process of its own, and furnish it with the
// usual things.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export { totp } from './src/aws/totp.mjs';

const MAIN = fileURLToPath(new URL('./main.mjs', import.meta.url));

/**
 * Starts a sandbox in `dir` and waits until it is ready. Gives what it announced ({proxy, control,
 * ca, server}) with post(path, body), get(path) and stop().
 */
export async function startSandbox({ dir, attestationRoots = [] }) {
  const roots = attestationRoots.flatMap((file) => ['--attestation-root', file]);
  const child = spawn(process.execPath, [MAIN, '--dir', dir, '--exit-with-stdin', ...roots], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = new Promise((resolve) => {
    child.on('exit', resolve);
  });

  const lines = createInterface({ input: child.stdout });
  const line = await Promise.race([
    new Promise((resolve) => {
      lines.once('line', resolve);
    }),
    ended.then((code) => {
      throw new Error(`the sandbox ended with ${code} before it was ready`);
    }),
  ]);
  const { proxy, control, ca, server } = JSON.parse(line);

  async function request(method, path, body) {
    const response = await fetch(control + path, { method, body: body && JSON.stringify(body) });
    const answer = await response.json();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${answer.error}`);
    return answer;
  }
  return {
    proxy,
    control,
    ca,
    server,
    process: child,
    post: (path, body = {}) => request('POST', path, body),
    get: (path) => request('GET', path),
    async stop() {
      child.stdin.end();
      return ended;
    },
  };
}

const ACCOUNT = '123456789012';
const REGION = 'us-east-1';
const DEVELOPER_REPOSITORIES = [
  'payments-api',
  'web-frontend',
  ...'abcdefgh'.split('').map((letter) => `lib-${letter}`),
];

const identityPolicy = (actions, repositories) => ({
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Allow',
      Action: actions,
      Resource: repositories.map((name) => `arn:aws:codecommit:${REGION}:${ACCOUNT}:${name}`),
    },
  ],
});

/**
 * Who may assume a role in the usual world: one person, with a token of this server made for it.
 */
export function trustPolicy(server, email) {
  const issuer = server.replace('https://', '');
  return {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { Federated: `arn:aws:iam::${ACCOUNT}:oidc-provider/${issuer}` },
        Action: ['sts:AssumeRoleWithWebIdentity', 'sts:TagSession'],
        Condition: { StringEquals: { [`${issuer}:aud`]: server, [`${issuer}:sub`]: email } },
      },
    ],
  };
}

/**
 * The usual world: one person (not yet enrolled), one account that trusts the server, the roles
 * Developer (pull and push) and ReadOnly (pull), and repositories with one commit each. Developer
 * may not read infra-live.
 */
export async function standardWorld(sandbox, { email }) {
  const { user_handle: userHandle } = await sandbox.post('/users', { email });
  await sandbox.post('/oidc-providers', {
    account: ACCOUNT,
    url: sandbox.server,
    client_ids: [sandbox.server],
  });
  const trust = trustPolicy(sandbox.server, email);
  const role = async (name, policy) => {
    const arn = `arn:aws:iam::${ACCOUNT}:role/${name}`;
    await sandbox.post('/roles', {
      arn,
      trust_policy: trust,
      policy,
      max_session_duration: 12 * 3600,
    });
    return arn;
  };
  const roles = {
    Developer: await role(
      'Developer',
      identityPolicy(['codecommit:GitPull', 'codecommit:GitPush'], DEVELOPER_REPOSITORIES),
    ),
    ReadOnly: await role(
      'ReadOnly',
      identityPolicy(['codecommit:GitPull'], DEVELOPER_REPOSITORIES),
    ),
  };
  const names = [...DEVELOPER_REPOSITORIES, 'infra-live'];
  const created = await Promise.all(
    names.map((name) =>
      sandbox.post('/repositories', {
        region: REGION,
        account: ACCOUNT,
        name,
        seed: true,
      }),
    ),
  );
  const repositories = Object.fromEntries(names.map((name, index) => [name, created[index].url]));
  return { account: ACCOUNT, region: REGION, email, userHandle, roles, repositories };
}

const SECOND_ACCOUNT = '210987654321';

/**
 * What somebody with long-lived keys has, beside the standard world, whose repositories it uses:
 * the user dylan with an access key and an MFA device, who may do nothing to CodeCommit without a
 * code; the role Deployer, which lets dylan in with a code and an external ID; the role Auditor of
 * another account, which lets Deployer in; and the user ci, who needs no code.
 */
export async function profilesWorld(sandbox) {
  const user = (name, policy, mfa) =>
    sandbox.post('/iam-users', { account: ACCOUNT, name, policy, mfa });
  const anyone = { Effect: 'Allow', Action: 'sts:AssumeRole', Resource: '*' };
  const code = identityPolicy(['codecommit:GitPull', 'codecommit:GitPush'], DEVELOPER_REPOSITORIES);
  const withCode = { Bool: { 'aws:MultiFactorAuthPresent': 'true' } };
  const dylan = await user(
    'dylan',
    { Statement: [anyone, { ...code.Statement[0], Condition: withCode }] },
    true,
  );
  const ci = await user('ci', code, false);

  const role = async (account, name, statement, policy) => {
    const arn = `arn:aws:iam::${account}:role/${name}`;
    const trust = { Statement: { Effect: 'Allow', Action: 'sts:AssumeRole', ...statement } };
    await sandbox.post('/roles', {
      arn,
      trust_policy: trust,
      policy,
      max_session_duration: 12 * 3600,
    });
    return arn;
  };
  const externalId = 'desk-42';
  const Deployer = await role(
    ACCOUNT,
    'Deployer',
    {
      Principal: { AWS: dylan.arn },
      Condition: { ...withCode, StringEquals: { 'sts:ExternalId': externalId } },
    },
    { Statement: [anyone, ...code.Statement] },
  );
  const Auditor = await role(
    SECOND_ACCOUNT,
    'Auditor',
    { Principal: { AWS: `arn:aws:iam::${ACCOUNT}:root` } },
    { Statement: { Effect: 'Allow', Action: 'codecommit:GitPull', Resource: '*' } },
  );
  return { dylan, ci, externalId, roles: { Deployer, Auditor } };
}
