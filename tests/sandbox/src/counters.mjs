// What happened so far, for tests that ask "how many prompts, how many STS calls, did anybody
// follow the redirect?".

const zero = () => ({
  registrations: 0, // OAuth clients, RFC 7591
  challenges: 0, // asked for at /oauth/fido2/challenge
  logins: 0, // FIDO2 grants that gave an access token
  enrolments: 0, // access tokens given to a device code
  keys_registered: 0,
  id_tokens: 0,
  sts_calls: {}, // by Action, refused ones included
  sts_refused: 0,
  console_sign_ins: 0, // browsers that brought a sign-in token
  git_requests: 0,
  git_unauthenticated: 0, // answered 401: git asks its helper now
  git_refused: 0, // answered 403 or 404
  faults_hit: 0,
  proxy_connects: 0,
  proxy_refused: 0,
  stranger_requests: 0, // what reached evil.example ...
  stranger_authorized: 0, // ... with an Authorization header
  stranger_bodies: 0, // ... with a body
});

export class Counters {
  #values = zero();

  count(name) {
    this.#values[name] += 1;
  }

  countCall(action) {
    this.#values.sts_calls[action] = (this.#values.sts_calls[action] ?? 0) + 1;
  }

  reset() {
    this.#values = zero();
  }

  snapshot() {
    return structuredClone(this.#values);
  }
}
