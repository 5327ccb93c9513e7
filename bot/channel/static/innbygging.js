// The launcher on a municipality's own site: one button that opens the chat in a frame.
// <script src="https://chat.example/static/innbygging.js" data-kommune="Eksempel kommune" data-farge="#003f72"
//   data-sprak="nb" async></script>
(() => {
  const { src, dataset } = document.currentScript;
  const chat = new URL("..", src);
  const WORDS = {
    nb: { open: "Spør om BPA", close: "Lukk", name: "BPA-veilederen" },
    nn: { open: "Spør om BPA", close: "Lukk", name: "BPA-veilederen" },
  };
  const lang = dataset.sprak in WORDS ? dataset.sprak : "nb";
  const words = WORDS[lang];
  const name = [words.name, dataset.kommune].filter(Boolean).join(", ");

  // WCAG's relative luminance of [r, g, b], 0 to 1.
  const light = (rgb) => rgb.map((c) => c / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4))
    .reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);

  // The municipality's colour with black or white on it; darker when neither reaches 7:1.
  function colours(wanted) {
    let rgb = (/^#[0-9a-f]{6}$/i.test(wanted) ? wanted : "#003f72").match(/\w\w/g).map((hex) => parseInt(hex, 16));
    while (1.05 / (light(rgb) + 0.05) < 7 && (light(rgb) + 0.05) / 0.05 < 7) rgb = rgb.map((c) => Math.floor(c * 0.95));
    return [`rgb(${rgb})`, 1.05 / (light(rgb) + 0.05) >= 7 ? "#fff" : "#000"];
  }

  const [ground, text] = colours(dataset.farge);
  const style = new CSSStyleSheet();
  // em, not rem: the site's own root size is not ours.
  style.replaceSync(`
    :host { all: initial !important; }
    #rot { all: initial; position: fixed; z-index: 2147483647; inset: auto 1em 1em auto;
      font: 600 medium/1.35 system-ui, "Segoe UI", Roboto, sans-serif; }
    * { box-sizing: border-box; }
    [hidden] { display: none !important; }
    button { min-width: 44px; min-height: 44px; padding: .5em 1.1em; border: 2px solid ${text};
      border-radius: .6em; font: inherit; font-size: 1.125em; background: ${ground}; color: ${text}; cursor: pointer; }
    button:hover { text-decoration: underline; text-underline-offset: .2em; }
    button:focus-visible { outline: 3px solid #fff; outline-offset: 0; box-shadow: 0 0 0 6px #000; }
    #panel { position: fixed; inset: 0 0 calc(44px + 2em) 0; display: flex; flex-direction: column;
      overflow: hidden; border: 2px solid ${ground}; background: Canvas; color-scheme: light dark; }
    #topp { display: flex; align-items: center; justify-content: space-between; gap: 1em; padding: .3em .3em .3em 1em;
      background: ${ground}; color: ${text}; overflow-wrap: anywhere; }
    iframe { flex: 1; width: 100%; min-height: 0; border: 0; }
    @media (min-width: 40em) and (min-height: 30em) {
      #panel { inset: auto 1em calc(44px + 2em) auto; width: 30em; height: min(48em, 100vh - 44px - 4em);
        border-radius: .8em; box-shadow: 0 .3em 2em #0006; }
    }
    @media (prefers-reduced-motion: no-preference) {
      #panel { animation: inn .15s ease-out; }
      @keyframes inn { from { opacity: 0; transform: translateY(.6em); } }
    }
    @media (forced-colors: active) { #topp { border-bottom: 2px solid CanvasText; } button:focus-visible { outline-color: Highlight; } }
    @media print { #rot { display: none; } }`);

  const make = (tag, properties, ...children) => {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  };
  const host = make("aside", { lang, id: "bpa-veilederen" });
  host.setAttribute("aria-label", name);
  const close = make("button", { type: "button", textContent: words.close });
  const top = make("div", { id: "topp" }, make("span", { textContent: words.name }), close);
  const panel = make("div", { id: "panel", hidden: true }, top);
  const launcher = make("button", { type: "button", textContent: words.open });
  launcher.setAttribute("aria-expanded", "false");
  launcher.setAttribute("aria-controls", "panel");
  let frame = null;

  function show(open) {
    if (open && !frame) {
      // Made at the first opening: until then nothing is asked of the chat's server.
      frame = make("iframe", { title: name, allow: "clipboard-write", referrerPolicy: "no-referrer" });
      // Its own origin is not the site's, so scripts with that origin reach nothing here.
      frame.sandbox = "allow-scripts allow-same-origin allow-forms allow-popups allow-popups-to-escape-sandbox allow-downloads";
      frame.src = `${chat}?sprak=${lang}`;
      // What had the focus before the page came was the empty frame.
      frame.addEventListener("load", () => { if (!panel.hidden) { frame.blur(); frame.focus(); } });
      panel.append(frame);
    }
    panel.hidden = !open;
    launcher.setAttribute("aria-expanded", String(open));
    (open ? frame : launcher).focus();
  }

  launcher.addEventListener("click", () => show(panel.hidden));
  close.addEventListener("click", () => show(false));
  host.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !panel.hidden) { event.stopPropagation(); show(false); }
  });
  addEventListener("message", ({ source, data }) => {
    if (frame && source === frame.contentWindow && data === "bpa-lukk" && !panel.hidden) show(false);
  });

  function place() {
    if (document.getElementById(host.id)) return; // the tag stands twice
    const root = host.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [style];
    root.append(make("div", { id: "rot" }, launcher, panel));
    document.body.append(host);
  }
  if (document.body) place();
  else addEventListener("DOMContentLoaded", place);
})();
