// Building messages. Everything a message holds is set as text, never as markup.

import { documentButtons } from "./dokument.js";
import { $, maalform, make, ord, own, tekster } from "./ord.js";
import { feedback } from "./svar.js";
import { picture, table, together } from "./tabell.js";

// Lines that begin with "• " become a list, other lines paragraphs with line breaks.
function paragraphs(text) {
  const blocks = [];
  let block = null;
  for (const line of together(text).split("\n")) {
    const item = line.startsWith("• ");
    if (!line.trim()) { block = null; continue; }
    if (!block || (block.tagName === "UL") !== item) blocks.push(block = make(item ? "ul" : "p"));
    if (item) block.append(make("li", {}, ...numbers(line.slice(2))));
    else block.append(...(block.childNodes.length ? [make("br")] : []), line);
  }
  return blocks;
}

// A line that begins with a number to call: «116 117: Legevakten».
function numbers(line) {
  const [, number, rest] = /^(1\d\d(?:\s\d{3})?)(: .*)$/.exec(line) ?? [];
  return number ? [make("a", { href: `tel:${number.replace(/\s/, "")}`, textContent: number }), rest] : [line];
}

// The text, with each table in the place of the lines it stands for; then what adds to the text.
function content({ tekst, tabeller = [], bilde }, press) {
  const parts = [], after = [];
  let rest = tekst;
  for (const shown of tabeller) {
    const [before, ...others] = shown.linjer ? rest.split(shown.linjer) : [];
    if (!others.length) { after.push(table(shown, press)); continue; }
    parts.push(...paragraphs(before), table(shown, press));
    rest = others.join(shown.linjer);
  }
  return [...parts, ...paragraphs(rest), ...after, ...(bilde ? [picture(bilde)] : [])];
}

function bubble(className, sender, blocks, lang) {
  const content = make("div", { className: "innhold" }, ...blocks);
  if (lang) content.lang = lang;
  const message = make("div", { className: `melding ${className}` }, own("span", "skjult", sender), content);
  $("logg").append(message);
  return message;
}

export const said = (text) => bubble("bruker", "du_sa", paragraphs(text));

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
  for (const old of $("logg").querySelectorAll(".fikk-svar")) old.remove();
  for (const melding of meldinger) {
    const { maalform: lang, knapper, kilder, fremdrift, dokument, tilbakemelding } = melding;
    const message = bubble("bot", "boten_sa", content(melding, choose), lang);
    if (fremdrift) message.querySelector(".innhold").before(progress(fremdrift, lang));
    if (dokument) message.append(documentButtons(dokument, lang));
    if (kilder.length) message.append(sources(kilder));
    const offer = (buttons) => message.append(choices(buttons, lang, choose));
    if (knapper.length) offer(knapper);
    if (tilbakemelding) message.append(feedback(tilbakemelding, lang, offer));
  }
}

// Buttons that answer a question that is still open.
export const openChoices = () => [...$("logg").querySelectorAll(":is(.svar button, .rad):enabled")];
