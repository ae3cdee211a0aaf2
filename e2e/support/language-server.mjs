// yaml-language-server, the engine behind YAML in VS Code, Neovim and Helix, over the protocol they speak (LSP 3.17, standard input and output).
//
// Deliberately not here: what is expected of it. Everything waited for has a limit, and the process never outlives its user.

import { spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";

/** Longer than a cold start on a loaded two-core machine; past it the server is taken to hang. */
const ANSWER_WITHIN_MS = 30_000;

/** What an editor tells the server about itself. The schema is named in each document; nothing is asked of the network. */
const SETTINGS = { validate: true, hover: true, completion: true, schemaStore: { enable: false }, kubernetesCRDStore: { enable: false } };

/** Starts the server. Documents are written to `folder`, where the schema they name lies. */
export async function startLanguageServer(folder) {
  const server = new LanguageServer(folder);
  const textDocument = { hover: { contentFormat: ["markdown"] }, completion: { completionItem: { documentationFormat: ["markdown"] } } };
  await server.ask("initialize", {
    processId: process.pid,
    rootUri: null,
    capabilities: { textDocument, workspace: { configuration: true } },
  });
  server.tell("initialized", {});
  return server;
}

class LanguageServer {
  #child;
  #exited;
  #folder;
  #unread = Buffer.alloc(0);
  #waiting = new Map();
  #diagnostics = new Map();
  #asked = 0;
  #opened = 0;

  constructor(folder) {
    const packed = dirname(createRequire(import.meta.url).resolve("yaml-language-server/package.json"));
    this.#folder = folder;
    this.#child = spawn(process.execPath, [join(packed, "bin", "yaml-language-server"), "--stdio"], { stdio: ["pipe", "pipe", "inherit"] });
    process.once("exit", () => this.#child.kill("SIGKILL"));
    this.#exited = new Promise((resolve) => this.#child.once("exit", (code, signal) => resolve(code ?? signal)));
    this.#child.stdout.on("data", (chunk) => this.#read(chunk));
  }

  /** Opens a document whose text has one `¦` where the cursor is, and waits until the server has looked at it. */
  async open(marked) {
    const before = marked.split("¦")[0].split("\n");
    const text = marked.replace("¦", "");
    const path = join(this.#folder, `document-${(this.#opened += 1)}.yaml`);
    writeFileSync(path, text);
    const uri = pathToFileURL(path).href;
    const looked = within(new Promise((resolve) => this.#diagnostics.set(uri, resolve)), "no diagnostics");
    this.tell("textDocument/didOpen", { textDocument: { uri, languageId: "yaml", version: 1, text } });
    const at = { textDocument: { uri }, position: { line: before.length - 1, character: before.at(-1).length } };
    const diagnostics = (await looked).map(({ range, message }) => ({ line: range.start.line + 1, message }));
    return { at, diagnostics };
  }

  /** What is offered at the cursor: label and text of each. */
  async complete(marked) {
    const { at } = await this.open(marked);
    const answer = await this.ask("textDocument/completion", at);
    return new Map((answer.items ?? answer).map((item) => [item.label, item.documentation?.value ?? item.documentation ?? ""]));
  }

  /** What is shown over the cursor. */
  async hover(marked) {
    const { at } = await this.open(marked);
    return (await this.ask("textDocument/hover", at))?.contents.value ?? "";
  }

  /** What is marked, line and message. */
  async diagnose(text) {
    return (await this.open(`${text}¦`)).diagnostics;
  }

  /** Ends it as an editor does, and says how it ended. */
  async stop() {
    try {
      await this.ask("shutdown");
      this.tell("exit");
      return await within(this.#exited, "the language server did not end");
    } finally {
      this.#child.kill("SIGKILL");
    }
  }

  ask(method, params) {
    const id = (this.#asked += 1);
    const answered = new Promise((resolve, reject) => this.#waiting.set(id, { resolve, reject }));
    this.#send({ id, method, params });
    const ended = this.#exited.then((how) => Promise.reject(new Error(`${method}: the language server ended (${how})`)));
    return within(Promise.race([answered, ended]), `no answer to ${method}`);
  }

  tell(method, params) {
    this.#send({ method, params });
  }

  #send(message) {
    const body = JSON.stringify({ jsonrpc: "2.0", ...message });
    this.#child.stdin.write(`Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`);
  }

  #read(chunk) {
    this.#unread = Buffer.concat([this.#unread, chunk]);
    for (;;) {
      const head = this.#unread.indexOf("\r\n\r\n");
      if (head < 0) return;
      const [, length] = /Content-Length: (\d+)/i.exec(this.#unread.subarray(0, head).toString());
      const end = head + 4 + Number(length);
      if (this.#unread.length < end) return;
      const message = JSON.parse(this.#unread.subarray(head + 4, end).toString());
      this.#unread = this.#unread.subarray(end);
      this.#take(message);
    }
  }

  #take({ id, method, params, result, error }) {
    if (method === "workspace/configuration") {
      this.#send({ id, result: params.items.map(({ section }) => (section === "yaml" ? SETTINGS : null)) });
    } else if (method === "textDocument/publishDiagnostics") {
      this.#diagnostics.get(params.uri)?.(params.diagnostics);
    } else if (method !== undefined && id !== undefined) {
      this.#send({ id, result: null });
    } else if (method === undefined) {
      const { resolve, reject } = this.#waiting.get(id);
      this.#waiting.delete(id);
      if (error) reject(new Error(error.message));
      else resolve(result);
    }
  }
}

/** A limit, not a wait: it only ever ends in failure, and holds nothing up. */
async function within(promise, message) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${message} within ${ANSWER_WITHIN_MS} ms`)), ANSWER_WITHIN_MS);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}
