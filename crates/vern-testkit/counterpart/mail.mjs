// A mail server for tests, with npm's smtp-server: TLS from the start, STARTTLS, or neither. What it does with a letter is in the recipient's name:
// `later` is put off, `gone` is rejected, `once` is put off the first time. Says its port on the first line; asked, it says what it has; asked
// to `wait 3`, as soon as it has three letters.
// It ends with its standard input.
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { SMTPServer } from 'smtp-server';

const [mode, certificate, key, password] = process.argv.slice(2);
const letters = [];
const met = [];
const putOff = new Set();

const refuse = (code, text) => Object.assign(new Error(text), { responseCode: code });

const server = new SMTPServer({
    secure: mode === 'implicit',
    hideSTARTTLS: mode === 'clear',
    disabledCommands: mode === 'clear' ? ['STARTTLS'] : [],
    authOptional: !password,
    logger: false,
    key: readFileSync(key),
    cert: readFileSync(certificate),
    onConnect(session, done) {
        met.push('connect');
        done();
    },
    onAuth(auth, session, done) {
        met.push(session.secure ? 'login under TLS' : 'login in clear');
        if (auth.username === 'vern' && auth.password === password) return done(null, { user: auth.username });
        return done(refuse(535, 'no'));
    },
    onMailFrom(address, session, done) {
        met.push(session.secure ? 'mail under TLS' : 'mail in clear');
        done();
    },
    onRcptTo(address, session, done) {
        const name = address.address.split('@')[0];
        if (name === 'gone') return done(refuse(550, 'no such person'));
        if (name === 'later') return done(refuse(451, 'not now'));
        if (name === 'once' && !putOff.has(address.address)) {
            putOff.add(address.address);
            return done(refuse(451, 'not now'));
        }
        return done();
    },
    onData(stream, session, done) {
        const chunks = [];
        stream.on('data', (chunk) => chunks.push(chunk));
        stream.on('end', () => {
            const { envelope, secure, user } = session;
            letters.push({
                from: envelope.mailFrom.address,
                to: envelope.rcptTo.map((to) => to.address),
                secure,
                user: user ?? null,
                text: Buffer.concat(chunks).toString('latin1'),
            });
            done();
            if (wanted > 0 && letters.length >= wanted) {
                wanted = 0;
                tell();
            }
        });
    },
});

// A client that leaves in the middle of a handshake is what some tests are about.
server.on('error', () => {});
server.listen(0, '127.0.0.1', () => {
    process.stdout.write(`${JSON.stringify({ port: server.server.address().port })}\n`);
});
const asked = createInterface({ input: process.stdin });
let wanted = 0;
const tell = () => process.stdout.write(`${JSON.stringify({ letters, met })}\n`);
asked.on('line', (line) => {
    const [, count] = line.split(' ');
    wanted = Number(count ?? 0);
    if (letters.length >= wanted) {
        wanted = 0;
        tell();
    }
});
asked.on('close', () => process.exit(0));
