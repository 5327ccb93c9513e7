// The finished document: three buttons that stay in use as long as the conversation.

import { $, make, ord, own } from "./ord.js";
import { Refused, download, request, samtale } from "./tjener.js";

const BUTTONS = { pdf: "dok_pdf", html: "dok_html", json: "dok_json" };
const address = (id, format) => `api/samtaler/dokumenter/${id}.${format}`;

export function documentButtons({ id, navn, formater }, lang) {
  const group = make("div", { className: "knapper dokument" });
  const feil = make("p", { className: "feil", hidden: true, lang });
  group.setAttribute("role", "group");
  group.setAttribute("aria-label", ord("dok_gruppe", {}, lang));
  let working = false;

  async function save(format) {
    if (working) return;
    working = true;
    feil.hidden = true;
    try {
      const { blob } = await request(address(id, format), { working: "dok_lages" });
      if (!group.isConnected) return; // a new conversation has begun: nobody waits for this one
      download(blob, `${navn}.${format}`);
      $("status").textContent = ord("dok_lastet");
    } catch (error) {
      feil.textContent = error instanceof Refused ? error.message : ord("dok_nett", {}, lang);
      feil.hidden = false;
    } finally {
      working = false;
    }
  }

  for (const format of formater.filter((format) => format in BUTTONS)) {
    const knapp = own("button", format === "pdf" ? "fylt" : "", BUTTONS[format], lang);
    knapp.type = "button";
    knapp.addEventListener("click", () => (format === "html" ? openInTab(address(id, format)) : save(format)));
    group.append(knapp);
  }
  group.append(feil);
  return group;
}

// Posted as a form, since a tab takes no Authorization header and the token must not stand in an address.
// A blob: address lends the document this page's policy, which allows it no style.
function openInTab(action) {
  const token = make("input", { type: "hidden", name: "token", value: samtale.token ?? "" });
  const form = make("form", { method: "post", action, target: "_blank", rel: "noopener", hidden: true }, token);
  document.body.append(form);
  form.submit();
  form.remove();
}
