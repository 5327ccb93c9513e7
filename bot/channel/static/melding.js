// Building messages. Everything a message holds is set as text, never as markup.

import { documentButtons } from "./dokument.js";
import { $, maalform, make, ord, own, tekster } from "./ord.js";

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

export function bubble(className, sender, text, lang) {
  const content = make("div", { className: "innhold" }, ...paragraphs(text));
  if (lang) content.lang = lang;
  const message = make("div", { className: `melding ${className}` }, own("span", "skjult", sender), content);
  $("logg").append(message);
  return message;
}

function choices(knapper, lang, choose) {
  const group = make("div", { className: "knapper svar", lang });
  group.setAttribute("role", "group");
  group.setAttribute("aria-label", ord("velg", {}, lang));
  for (const { id, tittel } of knapper) {
    const knapp = make("button", { type: "button", textContent: tittel });
    knapp.addEventListener("click", (event) => choose(id, tittel, event.pointerType === "touch"));
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

function progress({ nr, antall }, lang) {
  const words = make("span", { textContent: ord("sporsmaal", { nr, antall }, lang) });
  const label = make("label", {}, words, " ", make("progress", { max: antall, value: nr }));
  return make("p", { className: "fremdrift", lang: lang in tekster ? lang : maalform }, label);
}

// The dialogue's messages; `choose(id, title, touched)` is what their buttons do.
export function show(meldinger, choose) {
  for (const { tekst, maalform: lang, knapper, kilder, fremdrift, dokument } of meldinger) {
    const message = bubble("bot", "boten_sa", tekst, lang);
    if (fremdrift) message.querySelector(".innhold").before(progress(fremdrift, lang));
    if (dokument) message.append(documentButtons(dokument, lang));
    if (kilder.length) message.append(sources(kilder));
    if (knapper.length) message.append(choices(knapper, lang, choose));
  }
}

// Buttons that answer a question that is still open.
export const openChoices = () => [...$("logg").querySelectorAll(".svar button:enabled")];
