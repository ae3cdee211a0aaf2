// The choice about cookies, on any website: <script src="…/cookie-choice.js" defer></script>.
//
// Before the choice nothing is stored and nothing is sent. A no is kept on this device without an id; a yes is recorded first, and only then does anything
// of what was chosen begin: each <script type="text/plain" data-vern-cookies="ACTIVITY"> is run, and the document gets an event `vern-cookies`. A browser
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

  function kept() {
    try {
      const found = JSON.parse(localStorage.getItem(KEPT));
      return found && found.version === version ? found : null;
    } catch { return null; }
  }

  function keep(yes, receipt) {
    try { localStorage.setItem(KEPT, JSON.stringify({ version, yes, receipt })); } catch { /* Asked again next time. */ }
  }

  async function call(path, fields) {
    const answer = await fetch(path, { method: "POST", body: new URLSearchParams(fields), credentials: "omit", referrerPolicy: "no-referrer" });
    if (!answer.ok) throw new Error(String(answer.status));
    return answer.json();
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
      localStorage.removeItem(name);
      sessionStorage.removeItem(name);
    }
  }

  async function choose(yes) {
    const former = kept();
    try {
      if (former?.receipt) await call(`${calls}/${former.receipt}`, {});
      const chosen = questions.filter((question) => yes.includes(question.activity));
      const told = chosen.length ? await call(calls, chosen.map((question) => [question.activity, question.version])) : {};
      keep(yes, told.receipt);
    } catch {
      dialog.querySelector("[role=status]").textContent = words.failed;
      return;
    }
    close();
    if (former && former.yes.some((activity) => !yes.includes(activity))) {
      clear();
      location.reload();
      return;
    }
    begin(yes.filter((activity) => !former?.yes.includes(activity)));
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
  }

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})
