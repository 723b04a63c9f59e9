// evil.example: takes whatever a careless client brings it and only counts.

export const createStranger =
  ({ counters }) =>
  async (request, response) => {
    counters.count('stranger_requests');
    if (request.headers.authorization) counters.count('stranger_authorized');
    let bytes = 0;
    for await (const chunk of request) bytes += chunk.length;
    if (bytes) counters.count('stranger_bodies');
    response.writeHead(200, { 'Content-Type': 'application/json' }).end('{}');
  };
