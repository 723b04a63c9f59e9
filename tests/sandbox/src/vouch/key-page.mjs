// The page of the enrolment in the browser on which a person registers a security key (WebAuthn),
// between the provider's own sign-in page and its consent: for who has no key yet.
import { interactionPolicy } from 'oidc-provider';
import rawBody from 'raw-body';
import { uuidBytes } from './people.mjs';
import { ES256, RegistrationRefused } from './webauthn.mjs';

const PROMPT = 'register_key';
const PATH = /^\/interaction\/[\w-]+(\/key)?$/;

/** What the provider asks of the person, in this order: to sign in, to register a key, to consent. */
export function policyWithKey(people) {
  const { base, Check, Prompt } = interactionPolicy;
  const policy = base();
  const hasNone = new Check('no_key', 'a security key is wanted', (ctx) => {
    const person = people.find(ctx.oidc.session.accountId);
    return person && person.keys.length === 0;
  });
  policy.add(new Prompt({ name: PROMPT, requestable: false }, hasNone), 1);
  return policy;
}

// Runs in the browser.
const SCRIPT = `
  const bytes = (text) =>
    Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (c) => c.charCodeAt(0));
  const say = (text) => (document.getElementById('state').textContent = text);
  document.getElementById('register').onclick = async () => {
    try {
      const { user, challenge, ...options } = OPTIONS;
      const key = await navigator.credentials.create({
        publicKey: {
          ...options,
          challenge: bytes(challenge),
          user: { ...user, id: bytes(user.id) },
        },
      });
      const answer = await fetch(location.pathname + '/key', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ state: STATE, response: key.toJSON() }),
      });
      const { location: next, error } = await answer.json();
      if (error) say('The key was refused: ' + error);
      else location.assign(next);
    } catch (error) {
      say('The key was not registered: ' + error.message);
    }
  };`;

const inScript = (value) => JSON.stringify(value).replaceAll('<', '\\u003c');

function page(person, { state, challenge, rpId }) {
  const options = {
    challenge,
    rp: { id: rpId, name: 'Vouch sandbox' },
    user: {
      id: uuidBytes(person.uuid).toString('base64url'),
      name: person.email,
      displayName: person.email,
    },
    pubKeyCredParams: [{ type: 'public-key', alg: ES256 }],
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    attestation: 'direct',
  };
  return `<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><title>Register your security key</title></head>
<body>
<h1>Register your security key</h1>
<p>You will sign in with it every day.</p>
<button id="register" type="button">Register this key</button>
<p id="state"></p>
<script>const OPTIONS = ${inScript(options)}; const STATE = ${inScript(state)};${SCRIPT}</script>
</body>
</html>
`;
}

export function addKeyPage(provider, { people, registration }) {
  async function register(ctx, person) {
    try {
      const { state, response } = JSON.parse(await rawBody(ctx.req, { limit: '64kb' }));
      await registration.complete(person, state, response, { inBrowser: true });
    } catch (error) {
      if (!(error instanceof RegistrationRefused)) throw error;
      ctx.status = error.status;
      ctx.body = { error: `${error.code}: ${error.message}` };
      return;
    }
    ctx.body = { location: await provider.interactionResult(ctx.req, ctx.res, { [PROMPT]: {} }) };
  }

  provider.use(async (ctx, next) => {
    const found = PATH.exec(ctx.path);
    if (!found) return next();
    const { prompt, session } = await provider.interactionDetails(ctx.req, ctx.res);
    if (prompt.name !== PROMPT) return next();
    const person = people.known(session.accountId);
    ctx.set('Cache-Control', 'no-store');
    if (ctx.method === 'POST' && found[1]) return register(ctx, person);
    ctx.type = 'html';
    ctx.body = page(person, registration.begin(person, 'Registered in the browser'));
    return undefined;
  });
}
