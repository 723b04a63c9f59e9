// Remembers every secret that passes by, so that a test can search what the product wrote for them:
// tokens and keys that the servers gave out, and what came back in request headers.

/** Members of JSON answers and elements of XML answers that hold a secret. */
const SECRET_MEMBERS = [
  'access_token',
  'id_token',
  'registration_access_token',
  'SecretAccessKey',
  'SessionToken',
];
const MOST_BYTES = 64 * 1024; // of an answer; what git fetches is no secret

function inAnswer(text) {
  return SECRET_MEMBERS.flatMap((name) => [
    ...text.matchAll(new RegExp(`"${name}"\\s*:\\s*"([^"]+)"|<${name}>([^<]+)</${name}>`, 'g')),
  ]).map((match) => match[1] ?? match[2]);
}

function inRequest({ authorization = '', dpop }) {
  const [scheme, value = ''] = authorization.split(' ');
  if (scheme !== 'Basic') return [value, dpop];
  const [username, password] = Buffer.from(value, 'base64').toString().split(':');
  return [value, password, username.split('%')[1]];
}

export class Secrets {
  #seen = new Set();

  /** Watches one exchange; call it before anything is answered. */
  watch(request, response) {
    this.#add(inRequest(request.headers));
    const chunks = [];
    let size = 0;
    for (const method of ['write', 'end']) {
      const original = response[method];
      response[method] = (chunk, ...rest) => {
        if (chunk && typeof chunk !== 'function' && size < MOST_BYTES) {
          chunks.push(Buffer.from(chunk));
          size += chunk.length;
        }
        return original.call(response, chunk, ...rest);
      };
    }
    response.on('close', () => this.#add(inAnswer(Buffer.concat(chunks).toString())));
  }

  all() {
    return [...this.#seen];
  }

  #add(values) {
    for (const value of values) if (value) this.#seen.add(value);
  }
}
