// «Fikk du svar?» under the latest answer.

import { $, complain, make, ord, own } from "./ord.js";
import { exchange, post, samtale } from "./tjener.js";

// `offer(knapper)` shows the ways on that a no may be answered with.
export function feedback(svar, lang, offer) {
  const group = make("div", { className: "knapper fikk-svar" }, own("span", "", "fikk_svar", lang));
  group.setAttribute("role", "group");
  group.setAttribute("aria-label", ord("fikk_svar_gruppe", {}, lang));
  group.lang = group.firstChild.lang;
  for (const [key, hjalp] of [["ja", true], ["nei", false]]) {
    const button = own("button", "", key, lang);
    button.type = "button";
    button.addEventListener("click", (event) => tell(hjalp, event.pointerType === "touch"));
    group.append(button);
  }

  function tell(hjalp, touched) {
    if (samtale.running) return;
    complain("");
    return exchange(async () => {
      const { takk, knapper } = await post("api/samtaler/tilbakemelding", { svar, hjalp });
      if (!touched) $("tekst").focus({ preventScroll: true }); // the button that had it is gone
      group.remove();
      if (knapper.length) offer(knapper);
      $("status").textContent = takk;
    }, complain, "fikk_svar_nett");
  }
  return group;
}
