// The page's own words in the written form chosen, and the few helpers that every part of the page uses.

export const $ = (id) => document.getElementById(id);

export const tekster = await fetch("static/tekster.json").then((response) => response.json())
  .catch((error) => { $("feil").hidden = false; throw error; }); // the server wrote its words there
export let maalform = remembered() ?? document.documentElement.lang;
if (!(maalform in tekster)) maalform = "nb";

const served = document.documentElement.dataset; // who is responsible, how long things are kept

// The word for `key`, its {placeholders} filled in; in the language of a message when the page knows that one.
export function ord(key, values = {}, lang = maalform) {
  const words = (tekster[lang] ?? tekster[maalform])[key];
  return words.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? served[name]);
}

function remembered() {
  try { return sessionStorage.getItem("maalform"); } catch { return null; }
}

export function speak(wanted) {
  maalform = wanted;
  try { sessionStorage.setItem("maalform", wanted); } catch { /* storage is shut off: then for this page only */ }
  document.documentElement.lang = wanted;
  for (const element of document.querySelectorAll("[data-tekst]")) element.textContent = ord(element.dataset.tekst);
  for (const link of document.querySelectorAll("[data-side]")) link.href = `${link.dataset.side}?sprak=${wanted}`;
  for (const knapp of document.querySelectorAll("[data-maalform]")) {
    knapp.setAttribute("aria-pressed", knapp.dataset.maalform === wanted);
  }
}

export function make(tag, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

// Its own words keep their language when the page changes to another.
export const own = (tag, className, key, lang = maalform) =>
  make(tag, { className, textContent: ord(key, {}, lang), lang: lang in tekster ? lang : maalform });

// Tell what is wrong in `place`, and tie it to `field` ("" takes it away again).
export function complain(text, field = $("tekst"), place = $("feil")) {
  place.textContent = text;
  place.hidden = !text;
  if (!field) return;
  field.setAttribute("aria-invalid", Boolean(text));
  const others = (field.getAttribute("aria-describedby") ?? "").split(" ").filter((id) => id && id !== place.id);
  field.setAttribute("aria-describedby", [...others, ...(text ? [place.id] : [])].join(" "));
}
