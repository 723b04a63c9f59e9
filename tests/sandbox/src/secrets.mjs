// Remembers every secret that passes by, so that a test can search what the product wrote for them:
// tokens and keys that the servers gave out, and what came back in request headers.

/** Members of JSON answers and elements of XML answers that hold a secret. */
const SECRET_MEMBERS = [
  'access_token',
  'id_token',
  'registration_access_token',
  'SecretAccessKey',
  'SessionToken',
  'SigninToken',
];
const MOST_BYTES = 64 * 1024; // of an answer; what git fetches is no secret

/** Pairs of a secret's name and value. */
function inAnswer(text) {
  return SECRET_MEMBERS.flatMap((name) => {
    const form = new RegExp(`"${name}"\\s*:\\s*"([^"]+)"|<${name}>([^<]+)</${name}>`, 'g');
    return [...text.matchAll(form)].map((match) => [name, match[1] ?? match[2]]);
  });
}

function inRequest({ authorization = '', dpop }) {
  const [scheme, value = ''] = authorization.split(' ');
  if (scheme !== 'Basic') {
    return [
      ['authorization', value],
      ['dpop', dpop],
    ];
  }
  const [username, password] = Buffer.from(value, 'base64').toString().split(':');
  return [
    ['basic', value],
    ['git password', password],
    ['SessionToken', username.split('%')[1]],
  ];
}

export class Secrets {
  #nameOf = new Map(); // by value

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
    return [...this.#nameOf].map(([value, name]) => ({ name, value }));
  }

  #add(secrets) {
    for (const [name, value] of secrets) {
      if (value && !this.#nameOf.has(value)) this.#nameOf.set(value, name);
    }
  }
}
