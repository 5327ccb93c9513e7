// Talking to the server.

import { $, maalform, ord } from "./ord.js";

const REPLY_LIMIT = 30_000; // ms before the page gives up waiting
const RETRY_DELAY = 1_000; // ms
const STATUS_DELAY = 400; // ms: a quick answer needs no "skriver …"

// token: in memory only, closing or reloading the page ends the conversation.
// running: the AbortController of the request under way.
export const samtale = { token: null, running: null };

export class Refused extends Error {
  constructor({ kode, melding }) {
    super(melding);
    this.kode = kode;
  }
}

// The response to a request, with the token; `working` is the key of what the status says meanwhile.
export async function request(path, { body, working, method = body ? "POST" : "GET", controller = new AbortController() }) {
  const headers = { "Accept-Language": maalform };
  if (body) headers["Content-Type"] = "application/json";
  if (samtale.token) headers.Authorization = `Bearer ${samtale.token}`;
  const timer = setTimeout(() => controller.abort(), REPLY_LIMIT);
  const slow = setTimeout(() => { $("status").textContent = ord(working); }, STATUS_DELAY);
  try {
    const response = await fetch(path, {
      method, headers, body: body && JSON.stringify(body),
      signal: controller.signal, credentials: "omit", cache: "no-store",
    });
    if (!response.ok) throw new Refused((await response.json()).feil);
    // Read here, while the time is still taken.
    return { headers: response.headers, blob: await response.blob() };
  } finally {
    clearTimeout(timer);
    clearTimeout(slow);
    $("status").textContent = "";
  }
}

export async function post(path, body, working = "skriver") {
  const { blob } = await request(path, { body, working, controller: samtale.running });
  return JSON.parse(await blob.text());
}

// A message with an id, sent once more when the network fails: the server answers the same id once only.
export async function postOnce(path, body) {
  const numbered = { ...body, id: crypto.randomUUID?.() }; // undefined, and so left out, where the page came over http
  const mine = samtale.running;
  try {
    return await post(path, numbered);
  } catch (error) {
    if (!numbered.id || error instanceof Refused || mine.signal.aborted) throw error;
    await new Promise((resolve) => { setTimeout(resolve, RETRY_DELAY); });
    if (samtale.running !== mine) throw error;
    return post(path, numbered);
  }
}

// One request at a time. A newer conversation aborts the older one's request, whose answer is then nobody's.
export async function exchange(work, onFailure, offline) {
  const mine = samtale.running = new AbortController();
  try {
    await work();
  } catch (error) {
    if (samtale.running !== mine) return;
    if (error.kode === "ukjent_samtale") samtale.token = null;
    onFailure(error instanceof Refused ? error.message : ord(offline));
  } finally {
    if (samtale.running === mine) samtale.running = null;
  }
}

// Let the browser keep `blob` as a file.
export function download(blob, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
