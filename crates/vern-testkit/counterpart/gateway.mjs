// A gateway for text messages, for tests: Node's own HTTPS server. What it answers is in the last digits of the number: 404 is rejected, 503 put off,
// 302 points elsewhere, 299 is taken with a status of its own. Says its port on the first line; asked, it says what it was told. Ends with its input.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import { createInterface } from 'node:readline';

const [certificate, key] = process.argv.slice(2);
const requests = [];

const server = createServer({ key: readFileSync(key), cert: readFileSync(certificate) }, (request, response) => {
    const chunks = [];
    request.on('data', (chunk) => chunks.push(chunk));
    request.on('end', () => {
        const body = Buffer.concat(chunks).toString();
        requests.push({ method: request.method, path: request.url, headers: request.headers, body });
        const to = /"to":"\+\d*?(\d{3})"/.exec(body)?.[1];
        const status = { 404: 404, 503: 503, 302: 302 }[to] ?? 202;
        const headers = status === 302 ? { location: 'https://127.0.0.1:1/elsewhere' } : {};
        response.writeHead(status, { 'content-type': 'application/json', ...headers });
        response.end(JSON.stringify({ status: to === '299' ? 'error' : 'queued' }));
    });
});

server.on('tlsClientError', () => {});
server.listen(0, '127.0.0.1', () => {
    process.stdout.write(`${JSON.stringify({ port: server.address().port })}\n`);
});
const asked = createInterface({ input: process.stdin });
asked.on('line', () => process.stdout.write(`${JSON.stringify({ requests })}\n`));
asked.on('close', () => process.exit(0));
