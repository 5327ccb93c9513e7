// The conversation as a whole: keep a copy of it, or end it so that nothing is left.

import { $, complain, ord } from "./ord.js";
import { Refused, download, exchange, request, samtale } from "./tjener.js";

// `forget()` empties the page; the token is gone by then.
export function setUpEnding(forget) {
  $("utskrift").addEventListener("click", () => alone("utskrift_nett", "utskrift_lastet", async () => {
    download((await request("api/samtaler/utskrift", { working: "skriver" })).blob, "samtale-bpa.txt");
  }));
  $("slett").addEventListener("click", () => { $("bekreft").returnValue = ""; $("bekreft").showModal(); });
  $("bekreft").addEventListener("close", () => {
    if ($("bekreft").returnValue !== "ja") return;
    samtale.running?.abort();
    samtale.running = null;
    alone("slett_nett", "slettet", async () => { await end(); forget(); });
  });
}

// A conversation that the server no longer knows is deleted already.
async function end() {
  if (!samtale.token) return;
  try {
    await request("api/samtaler", { method: "DELETE", working: "skriver" });
  } catch (error) {
    if (!(error instanceof Refused) || error.kode !== "ukjent_samtale") throw error;
  }
}

function alone(offline, done, work) {
  if (samtale.running) return;
  complain("");
  return exchange(async () => { await work(); $("status").textContent = ord(done); }, complain, offline);
}
