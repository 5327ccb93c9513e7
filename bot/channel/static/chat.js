// The chat page: one conversation, from the greeting to «Start på nytt».

import { clearDrafts, offerSaving, setUpDrafts } from "./kladd.js";
import { openChoices, said, show } from "./melding.js";
import { $, complain, maalform, ord, speak } from "./ord.js";
import { setUpEnding } from "./slutt.js";
import { exchange, post, postOnce, samtale } from "./tjener.js";

const logg = $("logg"), skjema = $("skjema"), felt = $("tekst");
const GROWS_BY_ITSELF = CSS.supports("field-sizing", "content");

let asked = false; // the citizen has said something in this conversation
let limit = 0; // characters where the last question asks for free text, otherwise 0

function heard({ meldinger }) {
  show(meldinger, (id, title, touched) => deliver({ knapp: id }, title, { focus: touched ? null : felt }));
  if (meldinger.some(({ fremdrift }) => fremdrift)) offerSaving();
  writeFreely(meldinger.at(-1)?.fritekst ?? 0);
}

// At a free-text step the field grows, says how much there is room for, and Enter makes a new line.
function writeFreely(characters) {
  limit = characters;
  skjema.classList.toggle("langt", limit > 0);
  felt.enterKeyHint = limit ? "enter" : "send";
  $("taster").dataset.tekst = limit ? "taster_langt" : "taster";
  $("plass").hidden = !limit;
  tellHints();
}

function tellHints() {
  $("taster").textContent = ord($("taster").dataset.tekst);
  $("plass").textContent = limit ? ord("plass", { tegn: limit }) : "";
}

function grow() {
  if (GROWS_BY_ITSELF) return;
  felt.style.height = "auto";
  felt.style.height = `${felt.scrollHeight + 4}px`; // and the border
}

async function open() {
  const answer = await post("api/samtaler", { maalform });
  samtale.token = answer.token;
  heard(answer);
}

function forget() {
  samtale.token = null;
  asked = false;
  logg.replaceChildren();
  complain("");
  clearDrafts();
  $("lagre").hidden = true;
  writeFreely(0);
}

function restart() {
  samtale.running?.abort();
  forget();
  return exchange(open, complain, "feil_start");
}

// `refuse` tells what went wrong, where the citizen is.
async function deliver(body, words, { path = "meldinger", focus = null, refuse = complain } = {}) {
  if (samtale.running) return;
  const buttons = openChoices();
  complain("");
  const mine = said(words);
  for (const knapp of buttons) knapp.disabled = true;
  if ("tekst" in body) { felt.value = ""; grow(); }
  asked = true;
  focus?.focus({ preventScroll: true });
  mine.scrollIntoView();
  await exchange(
    async () => {
      if (!samtale.token) await open();
      const answer = await (path === "meldinger" ? postOnce : post)(`api/samtaler/${path}`, body);
      if (path === "henting") { clearDrafts(); felt.focus({ preventScroll: true }); }
      heard(answer);
      mine.scrollIntoView();
    },
    (why) => {
      mine.remove();
      if (samtale.token) for (const knapp of buttons) knapp.disabled = false;
      // What was written meanwhile is kept too.
      if ("tekst" in body) { felt.value = [words, felt.value].filter(Boolean).join("\n"); grow(); }
      refuse(why);
    },
    "feil_nett",
  );
}

// --- The citizen's hands ---

skjema.addEventListener("submit", (event) => {
  event.preventDefault();
  const tekst = felt.value.trim();
  if (tekst) deliver({ tekst }, tekst, { focus: felt });
  else { complain(ord("feil_tom")); felt.focus(); }
});

felt.addEventListener("keydown", (event) => {
  const newLine = limit ? !event.ctrlKey && !event.metaKey : event.shiftKey;
  if (event.key !== "Enter" || newLine || event.isComposing) return;
  event.preventDefault();
  skjema.requestSubmit();
});

felt.addEventListener("input", () => { complain(""); grow(); });

$("ny").addEventListener("click", () => { restart(); felt.focus(); });

for (const knapp of document.querySelectorAll("[data-maalform]")) {
  knapp.addEventListener("click", () => {
    if (knapp.dataset.maalform === maalform) return;
    speak(knapp.dataset.maalform);
    tellHints();
    complain("");
    // Nothing is lost by greeting again in the other written form.
    if (!asked) restart();
  });
}

setUpEnding(() => { forget(); felt.value = ""; grow(); });
setUpDrafts((body, refuse) => deliver(body, ord("hentet"), { path: "henting", refuse }), open);
speak(maalform);
restart();
