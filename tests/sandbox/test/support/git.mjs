// The real git, pointed at the sandbox and at nothing else of this machine.
import { spawn } from 'node:child_process';
import { createHash, createHmac } from 'node:crypto';

/**
 * A password for git, signed by hand: the sandbox's own code must not be what it is tested with.
 */
export function signPassword({ secret, host, path, region = 'us-east-1', date = new Date() }) {
  const hmac = (key, data) => createHmac('sha256', key).update(data).digest();
  const stamp = date.toISOString().replace(/[-:]|\.\d{3}Z$/g, '');
  const day = stamp.slice(0, 8);
  const scope = `${day}/${region}/codecommit/aws4_request`;
  const hash = createHash('sha256').update(`GIT\n${path}\n\nhost:${host}\n\nhost\n`).digest('hex');
  const key = scope.split('/').reduce(hmac, `AWS4${secret}`);
  const stringToSign = `AWS4-HMAC-SHA256\n${stamp}\n${scope}\n${hash}`;
  return `${stamp}Z${hmac(key, stringToSign).toString('hex')}`;
}

// Environment wins over configuration in git, and machines set such variables for everybody: all
// are left out.
const environment = (home) => ({
  PATH: process.env.PATH,
  HOME: home,
  LC_ALL: 'C',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_TERMINAL_PROMPT: '0',
});

/**
 * Runs git through the sandbox's proxy; `credential` is {username, password} for its credential
 * helper.
 */
export function runGit(sandbox, args, { cwd, credential, settings = [], variables = {} }) {
  const printed = 'printf "username=%s\\npassword=%s\\n" "$SANDBOX_USER" "$SANDBOX_PASSWORD"';
  const helper = `!f() { test "$1" = get && ${printed}; }; f`;
  const options = [
    `http.proxy=${sandbox.proxy}`,
    `http.sslCAInfo=${sandbox.ca}`,
    'user.name=Alice',
    'user.email=alice@example.com',
    'init.defaultBranch=main',
    ...(credential ? [`credential.helper=${helper}`] : []),
    ...settings,
  ].flatMap((setting) => ['-c', setting]);
  const secrets = credential
    ? { SANDBOX_USER: credential.username, SANDBOX_PASSWORD: credential.password }
    : {};
  return new Promise((resolve, reject) => {
    const child = spawn('git', [...options, ...args], {
      cwd,
      env: { ...environment(cwd), ...secrets, ...variables },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const output = { stdout: '', stderr: '' };
    for (const name of ['stdout', 'stderr']) {
      child[name].on('data', (chunk) => {
        output[name] += chunk;
      });
    }
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, ...output }));
  });
}
