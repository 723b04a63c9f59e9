// CodeCommit's repositories: bare ones under DIR/repositories/REGION/ACCOUNT/NAME, made with the
// real git.
import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import path from 'node:path';
import { BadRequest } from '../../bad-request.mjs';
import { REGIONS } from '../../hosts.mjs';

export const NAME = /^[\w.-]{1,100}$/;

/**
 * An environment in which git reads no configuration but the repository's own, whatever the machine
 * exports.
 */
export const gitEnvironment = (home) => ({
  PATH: process.env.PATH,
  HOME: home,
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: '/dev/null',
  LC_ALL: 'C',
});

export class Repositories {
  constructor({ dir }) {
    this.root = path.join(dir, 'repositories');
  }

  /** What git http-backend is told to serve from. */
  directoryOf(region, account) {
    return path.join(this.root, region, account);
  }

  exists(region, account, name) {
    return existsSync(path.join(this.directoryOf(region, account), name, 'HEAD'));
  }

  /**
   * An empty repository in place of whatever was there; with `seed` it has one commit with a
   * README.
   */
  async create({ region, account, name, seed = false }) {
    if (
      !REGIONS.includes(region) ||
      !/^\d{12}$/.test(account) ||
      !NAME.test(name) ||
      /^\.+$/.test(name)
    ) {
      throw new BadRequest('region, account and name are needed');
    }
    const directory = path.join(this.directoryOf(region, account), name);
    await rm(directory, { recursive: true, force: true });
    await mkdir(directory, { recursive: true });
    await this.#git(directory, ['init', '--quiet', '--bare', '--initial-branch=main', '.']);
    if (seed) await this.#seed(directory, name);
    return { url: `https://git-codecommit.${region}.amazonaws.com/v1/repos/${name}` };
  }

  async #seed(directory, name) {
    const blob = await this.#git(directory, ['hash-object', '-w', '--stdin'], `# ${name}\n`);
    const tree = await this.#git(directory, ['mktree'], `100644 blob ${blob}\tREADME.md\n`);
    const author = ['-c', 'user.name=Sandbox', '-c', 'user.email=sandbox@vouch.example'];
    const commit = await this.#git(directory, [...author, 'commit-tree', '-m', 'Begin', tree]);
    await this.#git(directory, ['update-ref', 'refs/heads/main', commit]);
  }

  #git(cwd, args, input = '') {
    return new Promise((resolve, reject) => {
      const child = execFile(
        'git',
        args,
        { cwd, env: gitEnvironment(this.root) },
        (error, stdout) => {
          if (error) reject(error);
          else resolve(stdout.trim());
        },
      );
      child.stdin.on('error', () => {}).end(input); // a git that reads no input may be gone already
    });
  }
}
