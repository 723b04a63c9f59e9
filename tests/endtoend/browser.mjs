// A person's browser: headless Chromium with a security key of its own, driven over WebDriver's HTTP
// interface (W3C WebDriver; the key is Web Authentication section 11, "User Agent Automation").
import { execFileSync, spawn } from 'node:child_process';
import { createHash, X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** What WebDriver calls an element in JSON. */
const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf';

/** The hash by which Chromium is told to trust a server: of its public key (SubjectPublicKeyInfo). */
function publicKeyHash(pemFile) {
  const { publicKey } = new X509Certificate(readFileSync(pemFile));
  const spki = publicKey.export({ type: 'spki', format: 'der' });
  return createHash('sha256').update(spki).digest('base64');
}

export class Browser {
  /**
   * `sandbox`: where it can go, and whom it trusts there. Nothing else of the network is within its
   * reach.
   */
  static async start(folder, sandbox) {
    const browser = new Browser();
    browser.profile = mkdtempSync(join(folder, 'browser-'));
    // A home of its own: it keeps more than its profile.
    const env = { PATH: process.env.PATH, HOME: browser.profile, LC_ALL: 'C.UTF-8' };
    browser.process = spawn('chromedriver', ['--port=0'], {
      env,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const port = await new Promise((resolve, reject) => {
      const lines = createInterface({ input: browser.process.stdout });
      lines.on('line', (line) => {
        const started = /started successfully on port (\d+)/.exec(line);
        if (started) resolve(started[1]);
      });
      lines.on('close', () => reject(new Error('chromedriver did not start')));
      browser.process.on('error', reject);
    });
    browser.base = `http://127.0.0.1:${port}/session`;
    const server = join(sandbox.ca, '../vouch-server.pem');
    const args = [
      '--headless=new',
      // As root, as tests in containers run, Chromium starts only without its own sandbox. It opens
      // nothing but our own pages.
      ...(process.getuid() === 0 ? ['--no-sandbox'] : []),
      '--disable-gpu',
      '--disable-dev-shm-usage',
      '--disable-background-networking',
      '--no-first-run',
      `--user-data-dir=${browser.profile}/profile`,
      `--proxy-server=${sandbox.proxy}`,
      // Real trust in one server's key, so that pages are what WebAuthn calls secure; not a blind
      // eye for all certificates.
      `--ignore-certificate-errors-spki-list=${publicKeyHash(server)}`,
    ];
    try {
      const { sessionId } = await browser.#ask('POST', '', {
        capabilities: { alwaysMatch: { 'goog:chromeOptions': { args } } },
      });
      browser.base += `/${sessionId}`;
    } catch (error) {
      await browser.stop();
      throw error;
    }
    return browser;
  }

  async #ask(method, path, body) {
    const response = await fetch(this.base + path, {
      method,
      body: method === 'POST' ? JSON.stringify(body ?? {}) : undefined,
    });
    const { value } = await response.json();
    if (!response.ok) throw new Error(`${method} ${path}: ${value.error}: ${value.message}`);
    return value;
  }

  /** A key that verifies its person by itself and is touched as soon as it blinks. */
  async insertKey() {
    await this.#ask('POST', '/webauthn/authenticator', {
      protocol: 'ctap2',
      transport: 'usb',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserConsenting: true,
      isUserVerified: true,
    });
  }

  open(url) {
    return this.#ask('POST', '/url', { url });
  }
  url() {
    return this.#ask('GET', '/url');
  }
  async text() {
    return this.run('return document.body.innerText');
  }
  run(script, ...args) {
    return this.#ask('POST', '/execute/sync', { script, args });
  }
  screenshot() {
    return this.#ask('GET', '/screenshot');
  }

  async #find(css) {
    const element = await this.#ask('POST', '/element', { using: 'css selector', value: css });
    return `/element/${element[ELEMENT]}`;
  }
  async has(css) {
    const found = await this.#ask('POST', '/elements', { using: 'css selector', value: css });
    return found.length > 0;
  }
  async type(css, text) {
    const element = await this.#find(css);
    await this.#ask('POST', `${element}/clear`);
    await this.#ask('POST', `${element}/value`, { text });
  }
  async click(css) {
    await this.#ask('POST', `${await this.#find(css)}/click`);
  }
  /** Waits until the page shows something that matches. */
  async shows(pattern, milliseconds = 120_000) {
    const end = Date.now() + milliseconds;
    let text;
    while (Date.now() < end) {
      text = await this.text().catch(() => ''); // between two pages there is none
      if (pattern.test(text)) return text;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error(`the browser does not show ${pattern}, but: ${text}`);
  }

  /** Everything a person does there: compares the code, signs in, registers the browser's key, agrees. */
  async letIn(page, code, email) {
    await this.insertKey();
    await this.open(page);
    await this.shows(new RegExp(`should be displayed on your device\\s+${code}`));
    await this.click('[type=submit]');
    await this.shows(/Sign-in/);
    await this.type('[name=login]', email);
    await this.type('[name=password]', 'of the organisation');
    await this.click('[type=submit]');
    await this.shows(/Register your security key/);
    await this.click('#register');
    await this.shows(/Authorize/);
    await this.click('[type=submit]');
    await this.shows(/you can now close this page/);
  }

  async stop() {
    await this.#ask('DELETE', '').catch(() => {});
    const ended = new Promise((resolve) => this.process.on('exit', resolve));
    this.process.kill();
    await ended;
    rmSync(this.profile, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Whether this computer has the browser that the tests drive. */
export function hasBrowser() {
  try {
    execFileSync('chromedriver', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}
