// An identity provider for tests: the certified oidc-provider, under a certificate of the test. Who signs in, how surely, and what goes wrong is told
// it line by line (`{"person": …}`), and answered with what it was asked; its keys are replaced on `{"rotate": true}`, and where it
// may send people back to on `{"redirects": …}`. On `{"visit": …}` it goes where a
// browser is sent, as that browser, and says where it is sent back to. Says its port on the first line. Ends with its input.
import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer, request as ask } from 'node:https';
import { createInterface } from 'node:readline';

import Provider from 'oidc-provider';

// What the provider remarks on is not for whoever reads the answers.
console.info = console.error;

const [certificate, key, settingsText] = process.argv.slice(2);
const settings = JSON.parse(settingsText);
const asked = [];
let told = { person: 'person-1', acr: 'high', claims: {}, fault: null };
let keys = [signingKey('key-1')];
let handle = (_, response) => response.writeHead(503).end();

const server = createServer({ key: readFileSync(key), cert: readFileSync(certificate) }, (request, response) => {
    const path = request.url.split('?')[0];
    asked.push(path);
    const fault = told.fault;
    if (fault === 'down') return response.writeHead(503).end();
    if (fault === 'silent') return undefined; // Nothing is ever answered.
    if (fault === 'redirects' && path === '/token') return response.writeHead(302, { location: 'https://127.0.0.1:1/' }).end();
    if (fault?.metadata && path.endsWith('openid-configuration')) return altered(request, response, fault.metadata);
    return handle(request, response);
});

/** Answers as the provider would, with some fields in other words. */
function altered(request, response, fields) {
    const end = response.end.bind(response);
    const chunks = [];
    response.write = (chunk) => chunks.push(Buffer.from(chunk));
    response.end = (chunk) => {
        if (chunk) chunks.push(Buffer.from(chunk));
        const body = JSON.stringify({ ...JSON.parse(Buffer.concat(chunks).toString()), ...fields });
        response.setHeader('content-length', Buffer.byteLength(body));
        end(body);
    };
    return handle(request, response);
}

function signingKey(kid) {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    return { ...privateKey.export({ format: 'jwk' }), kid, use: 'sig', alg: 'RS256' };
}

function provider(issuer) {
    const login = settings.key
        ? { token_endpoint_auth_method: 'private_key_jwt', token_endpoint_auth_signing_alg: settings.algorithm, jwks: { keys: [createPublicKey(settings.key).export({ format: 'jwk' })] } }
        : { token_endpoint_auth_method: 'client_secret_basic', client_secret: settings.secret };
    const made = new Provider(issuer, {
        clients: [{ client_id: settings.client, redirect_uris: settings.redirects, grant_types: ['authorization_code'], response_types: ['code'], ...login }],
        clientAuthMethods: ['private_key_jwt', 'client_secret_basic'],
        jwks: { keys },
        cookies: { keys: ['a key of the test'] },
        acrValues: ['low', 'substantial', 'high'],
        claims: { openid: ['sub', 'acr'], pid: ['pid'] },
        scopes: ['openid', 'pid'],
        conformIdTokenClaims: settings.userinfo === true,
        pkce: { required: () => true },
        features: { devInteractions: { enabled: false }, userinfo: { enabled: true } },
        interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
        findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id, ...told.claims }) }),
        renderError: (context, out) => { context.type = 'json'; context.body = { error: out.error }; },
    });
    made.proxy = true;
    return made;
}

/** Whoever comes is who the test says, without being asked. */
async function interact(made, request, response) {
    const details = await made.interactionDetails(request, response);
    if (told.fault === 'declines') return made.interactionFinished(request, response, { error: 'access_denied' });
    const grant = new made.Grant({ accountId: told.person, clientId: settings.client });
    grant.addOIDCScope(details.params.scope);
    const login = { accountId: told.person, acr: told.acr, remember: false, ...(told.age ? { ts: Math.floor(Date.now() / 1000) - told.age } : {}) };
    const result = { login, consent: { grantId: await grant.save() } };
    return made.interactionFinished(request, response, result);
}

let issuer;
function start() {
    const made = provider(issuer);
    const callback = made.callback();
    handle = (request, response) => {
        if (!request.url.startsWith('/interaction/')) return callback(request, response);
        return interact(made, request, response).catch((error) => response.writeHead(500).end(String(error)));
    };
}

server.on('tlsClientError', () => {});
server.listen(0, '127.0.0.1', () => {
    issuer = `https://localhost:${server.address().port}`;
    start();
    process.stdout.write(`${JSON.stringify({ port: server.address().port })}\n`);
});
/** Goes from redirect to redirect with what cookies are set on the way, and says the first address that is not the provider's own. */
async function visit(address) {
    const jar = new Map();
    let to = address;
    for (let step = 0; step < 10 && to?.startsWith(issuer); step += 1) {
        const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
        const answer = await new Promise((resolve, reject) => {
            ask(to, { headers: { cookie }, rejectUnauthorized: false }, resolve).on('error', reject).end();
        });
        answer.resume();
        for (const set of answer.headers['set-cookie'] ?? []) jar.set(...set.split(';')[0].split(/=(.*)/s).slice(0, 2));
        to = answer.headers.location && new URL(answer.headers.location, to).href;
    }
    return to ?? null;
}

const input = createInterface({ input: process.stdin });
input.on('line', async (line) => {
    const said = line.startsWith('{') ? JSON.parse(line) : {};
    if (said.visit) {
        const returned = await visit(said.visit);
        process.stdout.write(`${JSON.stringify({ returned })}\n`);
        return;
    }
    if (said.rotate) {
        keys = [signingKey(`key-${asked.length + 2}`)];
        start();
    }
    if (said.redirects) {
        settings.redirects = said.redirects;
        start();
    }
    told = { ...told, ...said };
    process.stdout.write(`${JSON.stringify({ asked })}\n`);
});
input.on('close', () => process.exit(0));
