// The way in: an HTTP CONNECT proxy (RFC 9110 section 9.3.6) that leads host:443 of the sandbox's
// own hosts to the TLS front and refuses everything else, so that a test can never reach the real
// AWS by mistake.
import http from 'node:http';
import net from 'node:net';
import { serverOf } from './hosts.mjs';

export function createProxy({ frontPort, counters, log }) {
  const server = http.createServer((request, response) => {
    log.connect(request.headers.host, 403);
    counters.count('proxy_refused');
    response
      .writeHead(403, { 'Content-Type': 'text/plain' })
      .end('This proxy only does CONNECT.\n');
  });

  server.on('connect', (request, client, head) => {
    client.on('error', () => client.destroy());
    const [host, port] = request.url.split(':');
    if (port !== '443' || !serverOf(host.toLowerCase())) {
      log.connect(request.url, 403);
      counters.count('proxy_refused');
      client.end('HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n');
      return;
    }
    counters.count('proxy_connects');
    const upstream = net.connect(frontPort, '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n');
      upstream.write(head);
      upstream.pipe(client).pipe(upstream);
    });
    upstream.on('error', () => client.destroy());
    upstream.on('close', () => client.destroy());
    client.on('close', () => upstream.destroy());
  });
  return server;
}
