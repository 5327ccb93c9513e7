// Save and continue later: a code or a file, and back again, or away for good.

import { $, complain, make, ord } from "./ord.js";
import { download, exchange, post, request, samtale } from "./tjener.js";

const LARGEST_FILE = 256_000; // bytes; one more is enough for the server to say that it is too large

// `resume(body, place)` sends a code or a file in; `place` is where to tell what went wrong. `open()` begins a conversation.
export function setUpDrafts(resume, open) {
  for (const knapp of $("lagre").querySelectorAll("[data-som]")) {
    knapp.addEventListener("click", () => save(knapp.dataset.som));
  }
  for (const details of [$("lagre"), $("hent")]) {
    details.addEventListener("toggle", () => { if (details.open) details.scrollIntoView({ block: "nearest" }); });
  }
  $("kopier").addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText($("kode_vist").textContent);
      $("status").textContent = ord("kopiert");
    } catch {
      getSelection().selectAllChildren($("kode_vist"));
    }
  });
  onSubmit("hent_kode", $("kode"), $("kode_feil"), "kode_tom", async (field) => ({ kode: field.value }));
  onSubmit("hent_fil", $("fil"), $("fil_feil"), "fil_tom", async (field) => ({
    fil: await field.files[0].slice(0, LARGEST_FILE + 1).text(),
  }));
  $("slett_kladd").addEventListener("click", () => {
    tellDeleted("");
    if (!$("kode").value.trim()) { refuseCode(ord("kode_tom")); return; }
    $("bekreft_kladd").returnValue = "";
    $("bekreft_kladd").showModal();
  });
  $("bekreft_kladd").addEventListener("close", () => { if ($("bekreft_kladd").returnValue === "ja") remove(open); });

  function onSubmit(form, field, place, empty, read) {
    const refuse = (text) => { complain(text, field, place); field.focus(); };
    $(form).addEventListener("submit", async (event) => {
      event.preventDefault();
      complain("", field, place);
      if (!field.value.trim()) refuse(ord(empty));
      else resume(await read(field), refuse);
    });
    field.addEventListener("input", () => complain("", field, place));
  }
}

function remove(open) {
  if (samtale.running) return;
  exchange(async () => {
    if (!samtale.token) await open();
    const { melding } = await post("api/samtaler/sletting", { kode: $("kode").value }, "kladd_sletter");
    $("hent_kode").reset();
    tellDeleted(melding);
  }, refuseCode, "kladd_nett");
}

function tellDeleted(melding) {
  complain("", $("kode"), $("kode_feil"));
  $("slettet").textContent = melding;
}

function refuseCode(text) {
  complain(text, $("kode"), $("kode_feil"));
  $("kode").focus();
}

// The draft can be saved as soon as a guided flow has begun.
export const offerSaving = () => { $("lagre").hidden = false; };

// On a shared computer the next person must not meet the last one's code.
export function clearDrafts() {
  tell("");
  for (const form of [$("hent_kode"), $("hent_fil")]) form.reset();
  tellDeleted("");
  complain("", $("fil"), $("fil_feil"));
  for (const details of [$("lagre"), $("hent")]) details.open = false;
}

function save(som) {
  if (samtale.running) return;
  tell("");
  const failed = (text) => complain(text, null, $("lagre_feil"));
  return exchange(async () => {
    if (som === "kode") {
      const { kode, melding } = await post("api/samtaler/lagring", { som }, "lagrer");
      return tell(melding, kode);
    }
    const wanted = { body: { som }, working: "lagrer", controller: samtale.running };
    const { headers, blob } = await request("api/samtaler/lagring", wanted);
    download(blob, /filename="([\w.-]+)"/.exec(headers.get("content-disposition"))[1]);
    tell(decodeURIComponent(headers.get("x-melding")));
  }, failed, "lagre_nett");
}

function tell(melding, kode = "") {
  complain("", null, $("lagre_feil"));
  const shown = [];
  if (kode) shown.push(make("p", { id: "kode_vist", textContent: kode }));
  if (melding) shown.push(make("p", { textContent: melding }));
  $("lagret").replaceChildren(...shown);
  $("kopier").hidden = !kode;
  if (melding) $("lagre").scrollIntoView({ block: "nearest" });
}
