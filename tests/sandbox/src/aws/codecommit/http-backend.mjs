// Runs `git http-backend` as a CGI program (RFC 3875; gitprotocol-http): bodies stream both ways,
// so that a big push or clone never sits in memory. Compressed and chunked request bodies are git's
// own business.
import { spawn } from 'node:child_process';
import { gitEnvironment } from './repositories.mjs';

const MAX_CGI_HEADERS = 64 * 1024;

function cgiEnvironment(request, { root, pathInfo, query, user }) {
  const { headers, method, httpVersion } = request;
  const optional = {
    CONTENT_TYPE: headers['content-type'],
    CONTENT_LENGTH: headers['content-length'], // absent when chunked: then the body ends with stdin
    HTTP_CONTENT_ENCODING: headers['content-encoding'],
    GIT_PROTOCOL: headers['git-protocol'], // how a client asks for protocol version 2
  };
  return {
    ...gitEnvironment(root),
    GIT_PROJECT_ROOT: root,
    GIT_HTTP_EXPORT_ALL: '1',
    GATEWAY_INTERFACE: 'CGI/1.1',
    SERVER_PROTOCOL: `HTTP/${httpVersion}`,
    REQUEST_METHOD: method,
    PATH_INFO: pathInfo,
    QUERY_STRING: query,
    REMOTE_ADDR: '127.0.0.1',
    REMOTE_USER: user, // pushes are only taken from somebody
    ...Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined)),
  };
}

/**
 * Splits the program's header block off; gives {status, headers, rest}, or undefined while it is
 * incomplete.
 */
function parseHeaders(output) {
  const end = output.indexOf('\r\n\r\n');
  if (end < 0) return undefined;
  const headers = Object.fromEntries(
    output
      .subarray(0, end)
      .toString()
      .split('\r\n')
      .map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim()]),
  );
  const { Status: status = '200', ...others } = headers;
  return { status: Number.parseInt(status, 10), headers: others, rest: output.subarray(end + 4) };
}

/** Answers `request` with what git says. Resolves when the program has ended. */
export function runHttpBackend(request, response, options) {
  return new Promise((resolve, reject) => {
    const git = spawn('git', ['http-backend'], {
      env: cgiEnvironment(request, options),
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    let head = Buffer.alloc(0);

    const takeHead = (chunk) => {
      head = Buffer.concat([head, chunk]);
      const parsed = parseHeaders(head);
      if (!parsed) {
        if (head.length > MAX_CGI_HEADERS) git.kill();
        return;
      }
      git.stdout.off('data', takeHead);
      response.writeHead(parsed.status, parsed.headers);
      response.write(parsed.rest);
      git.stdout.pipe(response);
    };
    git.stdout.on('data', takeHead);
    request.pipe(git.stdin);
    // When git has heard enough, the rest is read and dropped.
    git.stdin.on('error', () => request.resume());
    response.on('close', () => git.kill());
    git.on('error', reject);
    git.on('close', (code) => {
      if (response.headersSent || response.destroyed) resolve();
      else reject(new Error(`git http-backend ended with ${code} and no answer`));
    });
  });
}
