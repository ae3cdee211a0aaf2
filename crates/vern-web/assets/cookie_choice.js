// The choice about cookies, on any website: <script src="…/cookie-choice.js" defer></script>.
//
// Before the choice nothing is stored and nothing is sent. A no takes effect at once, and is kept on this device without an id; where it takes a yes back,
// the receipt is kept until Vern has been told. A yes is recorded first, and only then does anything of what was chosen begin: each <script type="text/plain" data-vern-cookies="ACTIVITY"> is run, and the document gets an event `vern-cookies`. A browser
// that says no for its user (Global Privacy Control) is not asked. An element with data-vern-cookies-open opens the choice again, as easily as it was made.
(function (config) {
  "use strict";
  const KEPT = "vern-cookie-choice";
  const { words, questions, language } = config;
  const here = new URL(document.currentScript.src);
  const calls = new URL("cookie-choices", here).href;
  const policy = new URL("cookie-policy", here).href;
  const version = questions.map((question) => question.version).join(" ");
  const globalNo = navigator.globalPrivacyControl === true;
  let dialog = null;
  let turns = 0;
  let last = null;

  /** What this device knows: the choice, and the receipts of what is taken back and not told yet. */
  function stored() {
    try { return JSON.parse(localStorage.getItem(KEPT)) ?? last; } catch { return last; }
  }

  /** The choice, where it was made of these words, in whichever language. */
  function kept() {
    const found = stored();
    const versions = String(found?.version ?? "").split(" ");
    const same = found && versions.length === questions.length && questions.every((question, place) => question.versions.includes(versions[place]));
    return same ? found : null;
  }

  function store(state) {
    last = state;
    try { localStorage.setItem(KEPT, JSON.stringify(state)); } catch { /* Asked again next time. */ }
  }

  /** A choice of today's words. What is not told yet goes along. */
  function keep(yes, receipt, untold, failed) {
    store({ version, yes, receipt, untold: untold.length ? untold : undefined, failed: failed || undefined });
  }

  /** The receipts that are to be given back once the choice that was is another. */
  function untold() {
    const { receipt, untold = [] } = stored() ?? {};
    return receipt ? [...untold, receipt] : untold;
  }

  async function call(path, fields) {
    const answer = await fetch(path, { method: "POST", body: new URLSearchParams(fields), credentials: "omit", referrerPolicy: "no-referrer", keepalive: true });
    if (!answer.ok) throw Object.assign(new Error(String(answer.status)), { status: answer.status });
    return answer.json();
  }

  /** Tells Vern what was taken back. What does not reach it is told from the next page. */
  async function tell() {
    for (const receipt of stored()?.untold ?? []) {
      try {
        await call(`${calls}/${receipt}`, {});
      } catch (error) {
        if (error.status !== 404) continue; // One Vern does not know holds nothing.
      }
      const now = stored();
      const rest = (now?.untold ?? []).filter((one) => one !== receipt);
      if (now) store({ ...now, untold: rest.length ? rest : undefined });
    }
  }

  /** What waited for this yes begins. */
  function begin(yes) {
    for (const waiting of document.querySelectorAll('script[type="text/plain"][data-vern-cookies]')) {
      if (!yes.includes(waiting.dataset.vernCookies)) continue;
      const script = document.createElement("script");
      for (const { name, value } of waiting.attributes) if (name !== "type") script.setAttribute(name, value);
      script.textContent = waiting.textContent;
      waiting.replaceWith(script);
    }
    document.dispatchEvent(new CustomEvent("vern-cookies", { detail: { yes } }));
  }

  /** What was stored by an earlier yes goes, as far as a script can reach it. */
  function clear() {
    const names = questions.flatMap((question) => question.cookies.map((cookie) => cookie.name)).filter(Boolean);
    for (const name of names) {
      for (const domain of ["", `; Domain=${location.hostname}`]) document.cookie = `${name}=; Path=/; Max-Age=0${domain}`;
      try {
        localStorage.removeItem(name);
        sessionStorage.removeItem(name);
      } catch { /* Where nothing may be stored, nothing is. */ }
    }
  }

  async function choose(yes) {
    const turn = ++turns;
    const former = stored();
    const running = kept()?.yes ?? [];
    const takenBack = (former?.yes ?? []).some((activity) => !yes.includes(activity));
    // What is taken back has no effect from here, whatever becomes of the rest.
    if (takenBack || !yes.length) {
      keep([], undefined, untold());
      clear();
    }
    if (yes.length) {
      try {
        const chosen = questions.filter((question) => yes.includes(question.activity));
        const { receipt } = await call(calls, chosen.map((question) => [question.activity, question.version]));
        if (turn !== turns) {
          // Another choice was made meanwhile: this one is not in force.
          store({ ...stored(), untold: [...(stored()?.untold ?? []), receipt] });
          await tell();
          return;
        }
        keep(yes, receipt, untold());
      } catch {
        if (turn !== turns) return;
        if (!takenBack) {
          dialog.querySelector("[role=status]").textContent = words.failed;
          return;
        }
        keep([], undefined, untold(), true);
      }
    }
    close();
    const told = tell();
    if (takenBack) {
      location.reload(); // What runs already stops.
      return;
    }
    begin(yes.filter((activity) => !running.includes(activity)));
    await told;
  }

  function make(tag, attributes, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
    element.append(...children);
    return element;
  }

  function close() {
    dialog?.remove();
    dialog = null;
  }

  function open() {
    if (dialog) return;
    const yes = kept()?.yes ?? [];
    const boxes = questions.map((question) => {
      const box = make("input", { type: "checkbox", id: `vern-${question.activity}`, value: question.activity });
      box.checked = yes.includes(question.activity);
      const stored = question.cookies.map((cookie) => [cookie.name, cookie.for].filter(Boolean).join(": ")).join("; ");
      const label = make("label", { for: box.id }, make("strong", {}, question.label));
      return { box, row: make("div", { class: "vern-question" }, make("p", {}, box, " ", label), make("p", {}, question.words), make("p", {}, `${words.stored} ${stored}`)) };
    });
    const button = (text, chosen) => {
      const made = make("button", { type: "button" }, text);
      made.addEventListener("click", () => choose(chosen()));
      return made;
    };
    const all = questions.map((question) => question.activity);
    const buttons = [button(words.no, () => []), button(words.yes, () => all)];
    if (questions.length > 1) buttons.push(button(words.chosen, () => boxes.filter(({ box }) => box.checked).map(({ box }) => box.value)));
    const single = questions.length === 1;
    if (single) boxes.forEach(({ box }) => box.remove());
    dialog = make("section", { class: "vern-cookies", lang: language, "aria-labelledby": "vern-cookies-title" },
      make("h2", { id: "vern-cookies-title" }, words.title),
      make("p", {}, globalNo ? words.gpc : words.lead),
      ...boxes.map(({ row }) => row),
      make("p", { role: "status" }),
      make("p", { class: "vern-buttons" }, ...buttons),
      make("p", {}, make("a", { href: policy }, words.policy)));
    if (single) dialog.querySelectorAll("label").forEach((label) => label.replaceWith(...label.childNodes));
    document.body.prepend(dialog);
    dialog.scrollIntoView?.({ block: "nearest" });
  }

  /** Styles a policy without unsafe-inline lets through; a website's own go over them. */
  function dress() {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`
      .vern-cookies { box-sizing: border-box; max-width: 46rem; margin: 1rem auto; padding: 1.25rem; border: 1px solid #8a9490; border-radius: 8px; background: #fff; color: #111c18; font: 1rem/1.5 system-ui, sans-serif; }
      .vern-cookies h2 { margin: 0 0 0.5rem; font-size: 1.25rem; }
      .vern-cookies p { margin: 0.5rem 0; }
      .vern-cookies a { color: #0b5c4b; }
      .vern-question { padding-block: 0.25rem; border-top: 1px solid #d5dbd8; }
      .vern-question input { inline-size: 1.5rem; block-size: 1.5rem; vertical-align: middle; }
      .vern-buttons { display: grid; gap: 0.75rem; grid-template-columns: repeat(auto-fit, minmax(min(12rem, 100%), 1fr)); }
      .vern-buttons button { padding: 0.75rem 1rem; border: 2px solid #0b5c4b; border-radius: 6px; background: #fff; color: #0b5c4b; font: inherit; font-weight: 600; }
      .vern-buttons button:focus-visible, .vern-cookies a:focus-visible { outline: 3px solid #0b5c4b; outline-offset: 2px; }`);
    document.adoptedStyleSheets = [sheet, ...document.adoptedStyleSheets];
  }

  function start() {
    dress();
    for (const opener of document.querySelectorAll("[data-vern-cookies-open]")) {
      if (!opener.textContent.trim()) opener.textContent = words.open;
      opener.addEventListener("click", open);
    }
    const former = kept();
    if (former) begin(former.yes);
    else if (!globalNo) open();
    if (former?.failed) {
      open();
      dialog.querySelector("[role=status]").textContent = words.failed;
      store({ ...former, failed: undefined });
    }
    tell();
  }

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})
