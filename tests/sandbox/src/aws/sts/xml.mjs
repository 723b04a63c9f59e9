// STS answers as XML, element for element as the API reference shows them.
import { randomUUID } from 'node:crypto';
import { XMLBuilder } from 'fast-xml-parser';

const NAMESPACE = 'https://sts.amazonaws.com/doc/2011-06-15/';
const builder = new XMLBuilder({ ignoreAttributes: false, format: true });

/** A request that STS refuses. */
export class AwsError extends Error {
  constructor(code, message, status = 400) {
    super(message);
    Object.assign(this, { code, status });
  }
}

function send(response, status, root, content, requestId) {
  response.writeHead(status, { 'Content-Type': 'text/xml', 'x-amzn-RequestId': requestId });
  response.end(builder.build({ [root]: { '@_xmlns': NAMESPACE, ...content } }));
}

export function sendResult(response, action, result) {
  const requestId = randomUUID();
  send(
    response,
    200,
    `${action}Response`,
    { [`${action}Result`]: result, ResponseMetadata: { RequestId: requestId } },
    requestId,
  );
}

export function sendError(response, { code, message, status }) {
  const requestId = randomUUID();
  const error = { Type: status < 500 ? 'Sender' : 'Receiver', Code: code, Message: message };
  send(response, status, 'ErrorResponse', { Error: error, RequestId: requestId }, requestId);
}
