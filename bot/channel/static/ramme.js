// The page inside the launcher's frame: the written form its address asks for, and Esc, which closes the frame.

const sprak = new URLSearchParams(location.search).get("sprak");
if (["nb", "nn"].includes(sprak)) document.documentElement.lang = sprak;

if (parent !== window) {
  addEventListener("keydown", ({ key, defaultPrevented, isComposing }) => {
    if (key !== "Escape" || defaultPrevented || isComposing || document.querySelector("dialog[open]")) return;
    // Says nothing but that the key was pressed, so any site that may show the page may hear it.
    parent.postMessage("bpa-lukk", "*");
  });
}
