// The chat page. Everything a message holds is set as text, never as markup.

const $ = (id) => document.getElementById(id);
const logg = $("logg"), skjema = $("skjema"), felt = $("tekst"), feil = $("feil"), status = $("status");
const sprakknapper = document.querySelectorAll("[data-maalform]");

const REPLY_LIMIT = 30_000; // ms before the page gives up waiting
const STATUS_DELAY = 400; // ms: a quick answer needs no "skriver …"

const tekster = await fetch("static/tekster.json").then((response) => response.json())
  .catch((error) => { feil.hidden = false; throw error; }); // the server wrote its words there
let maalform = remembered() ?? document.documentElement.lang;
let token = null; // in memory only: closing or reloading the page ends the conversation
let running = null; // the AbortController of the request under way
let asked = false; // the citizen has said something in this conversation

const ord = (key) => tekster[maalform][key];

// --- The page's own words ---

function remembered() {
  try { return sessionStorage.getItem("maalform"); } catch { return null; }
}

function speak(wanted) {
  maalform = wanted;
  try { sessionStorage.setItem("maalform", wanted); } catch { /* storage is shut off: then for this page only */ }
  document.documentElement.lang = wanted;
  for (const element of document.querySelectorAll("[data-tekst]")) element.textContent = ord(element.dataset.tekst);
  for (const knapp of sprakknapper) knapp.setAttribute("aria-pressed", knapp.dataset.maalform === wanted);
}

// --- Building messages ---

function make(tag, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

// Its own words keep their language when the page changes to another.
const own = (tag, className, key) => make(tag, { className, textContent: ord(key), lang: maalform });

// Lines that begin with "• " become a list, other lines paragraphs with line breaks.
function paragraphs(text) {
  const blocks = [];
  let block = null;
  // A number and its unit stay on one line: «2 027 kr».
  for (const line of text.replace(/(\d) (?=\d{3}(?!\d)|kr\b|G\b)/g, "$1\u00a0").split("\n")) {
    const item = line.startsWith("• ");
    if (!line.trim()) { block = null; continue; }
    if (!block || (block.tagName === "UL") !== item) blocks.push(block = make(item ? "ul" : "p"));
    if (item) block.append(make("li", { textContent: line.slice(2) }));
    else block.append(...(block.childNodes.length ? [make("br")] : []), line);
  }
  return blocks;
}

function bubble(className, sender, text, lang) {
  const content = make("div", { className: "innhold" }, ...paragraphs(text));
  if (lang) content.lang = lang;
  const message = make("div", { className: `melding ${className}` }, own("span", "skjult", sender), content);
  logg.append(message);
  return message;
}

function choices(knapper, lang) {
  const group = make("div", { className: "knapper", lang });
  group.setAttribute("role", "group");
  group.setAttribute("aria-label", tekster[lang]?.velg ?? ord("velg"));
  for (const { id, tittel } of knapper) {
    const knapp = make("button", { type: "button", textContent: tittel });
    knapp.addEventListener("click", (event) => {
      const touched = event.pointerType === "touch";
      deliver({ knapp: id }, tittel, touched ? null : felt);
    });
    group.append(knapp);
  }
  return group;
}

function sources(kilder) {
  const list = make("ul");
  for (const { tittel, url } of kilder) {
    const linked = url.startsWith("https://");
    const link = () => make("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, `${tittel} `, own("span", "", "ny_fane"));
    list.append(make("li", {}, linked ? link() : tittel));
  }
  return make("details", {}, make("summary", { textContent: `${ord("kilder")} (${kilder.length})`, lang: maalform }), list);
}

function show(meldinger) {
  for (const { tekst, maalform: lang, knapper, kilder } of meldinger) {
    const message = bubble("bot", "boten_sa", tekst, lang);
    if (kilder.length) message.append(sources(kilder));
    if (knapper.length) message.append(choices(knapper, lang));
  }
}

// --- Errors and status ---

function complain(text) {
  feil.textContent = text;
  feil.hidden = !text;
  felt.setAttribute("aria-invalid", Boolean(text));
  felt.setAttribute("aria-describedby", text ? "hint feil" : "hint");
}

class Refused extends Error {
  constructor({ kode, melding }) {
    super(melding);
    this.kode = kode;
  }
}

// --- Talking to the server ---

async function post(path, body) {
  const request = running;
  const headers = { "Content-Type": "application/json", "Accept-Language": maalform };
  if (token) headers.Authorization = `Bearer ${token}`;
  const timer = setTimeout(() => request.abort(), REPLY_LIMIT);
  const slow = setTimeout(() => { status.textContent = ord("skriver"); }, STATUS_DELAY);
  try {
    const response = await fetch(path, {
      method: "POST", headers, body: JSON.stringify(body), signal: request.signal, credentials: "omit", cache: "no-store",
    });
    const answer = await response.json();
    if (!response.ok) throw new Refused(answer.feil);
    return answer;
  } finally {
    clearTimeout(timer);
    clearTimeout(slow);
    status.textContent = "";
  }
}

async function open() {
  const answer = await post("api/samtaler", { maalform });
  token = answer.token;
  show(answer.meldinger);
}

// One request at a time. A newer conversation aborts the older one's request, whose answer is then nobody's.
async function exchange(work, onFailure, offline) {
  const mine = running = new AbortController();
  try {
    await work();
  } catch (error) {
    if (running !== mine) return;
    if (error.kode === "ukjent_samtale") token = null;
    onFailure();
    complain(error instanceof Refused ? error.message : ord(offline));
  } finally {
    if (running === mine) running = null;
  }
}

function restart() {
  running?.abort();
  token = null;
  asked = false;
  logg.replaceChildren();
  complain("");
  return exchange(open, () => {}, "feil_start");
}

async function deliver(body, said, focus) {
  if (running) return;
  const buttons = [...logg.querySelectorAll("button:enabled")];
  complain("");
  const mine = bubble("bruker", "du_sa", said);
  for (const knapp of buttons) knapp.disabled = true;
  if ("tekst" in body) felt.value = "";
  asked = true;
  focus?.focus({ preventScroll: true });
  mine.scrollIntoView();
  await exchange(
    async () => {
      if (!token) await open();
      show((await post("api/samtaler/meldinger", body)).meldinger);
      mine.scrollIntoView();
    },
    () => {
      mine.remove();
      if (token) for (const knapp of buttons) knapp.disabled = false;
      // What was written meanwhile is kept too.
      if ("tekst" in body) felt.value = [said, felt.value].filter(Boolean).join("\n");
    },
    "feil_nett",
  );
}

// --- The citizen's hands ---

skjema.addEventListener("submit", (event) => {
  event.preventDefault();
  const tekst = felt.value.trim();
  if (tekst) deliver({ tekst }, tekst, felt);
  else { complain(ord("feil_tom")); felt.focus(); }
});

felt.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  skjema.requestSubmit();
});

felt.addEventListener("input", () => complain(""));

$("ny").addEventListener("click", () => { restart(); felt.focus(); });

for (const knapp of sprakknapper) {
  knapp.addEventListener("click", () => {
    if (knapp.dataset.maalform === maalform) return;
    speak(knapp.dataset.maalform);
    complain("");
    // Nothing is lost by greeting again in the other written form.
    if (!asked) restart();
  });
}

speak(maalform in tekster ? maalform : "nb");
restart();
