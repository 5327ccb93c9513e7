// What stands in a message as a table or a picture, in place of lines of text or after them.

import { make } from "./ord.js";

// A number and its unit stay on one line: «2 027 kr».
export const together = (text) => text.replace(/(\d) (?=\d{3}(?!\d)|kr\b|G\b)/g, "$1\u00a0");

// `press(id, title, touched)` is what a row's button does.
export function table({ tittel, kolonner, rader, knapp, foldet }, press) {
  const rows = rader.map(({ celler, knapp: change }) => ({
    cells: celler.map(together),
    button: change && rowButton(change, knapp, press),
  }));
  const shown = kolonner.length ? grid(tittel, kolonner, rows) : pairs(rows);
  return foldet ? make("details", {}, make("summary", { textContent: tittel }), shown) : shown;
}

function rowButton({ id, tittel }, word, press) {
  const button = make("button", { type: "button", className: "rad", textContent: word });
  button.setAttribute("aria-label", tittel);
  button.addEventListener("click", (event) => press(id, tittel, event.pointerType === "touch"));
  return button;
}

function grid(title, columns, rows) {
  const heads = columns.map((textContent) => make("th", { scope: "col", textContent }));
  const body = rows.map(({ cells: [name, ...rest], button }) => {
    const row = make("tr", {}, make("th", { scope: "row", textContent: name }),
      ...rest.map((textContent) => make("td", { textContent })));
    if (button) row.lastChild.append(" ", button); // no column of its own: a phone has no room for it
    return row;
  });
  return make("div", { className: "rull" }, make("table", {}, make("caption", { textContent: title }),
    make("thead", {}, make("tr", {}, ...heads)), make("tbody", {}, ...body)));
}

function pairs(rows) {
  return make("dl", {}, ...rows.map(({ cells: [name, value], button }) => make("div", {},
    make("dt", { textContent: name }), make("dd", { textContent: value }), ...(button ? [make("dd", {}, button)] : []))));
}

// The drawing is the server's own, made of figures; what it says is the text under it.
export function picture({ tittel, tekst, svg }) {
  const drawing = new DOMParser().parseFromString(svg, "image/svg+xml").documentElement;
  return make("details", {}, make("summary", { textContent: tittel }),
    make("figure", {}, drawing, make("figcaption", { textContent: together(tekst) })));
}
