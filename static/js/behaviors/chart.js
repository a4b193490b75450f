// Draws the figures of a report with Chart.js, which nothing else here knows. Colours come from the tokens, so that a
// change of theme is one redraw; the words, labels and addresses come with the figures (views/reports/charts.py).
import { listenToArrows } from "../charts/arrows.js";
import { height, picture } from "../charts/picture.js";
import { keepAsImage } from "../charts/image.js";

const WAIT = 700; // a firewall that drops packets never answers: after this the local copy is taken
const asking = new Map(); // several charts of one page share an answer
let library = null;

export default function chart(element) {
  const canvas = element.querySelector("canvas");
  const given = new AbortController();
  let drawn = null;
  let figures = null;
  const draw = (animated = false) => {
    drawn?.destroy();
    drawn = figures && new window.Chart(canvas, picture(figures, element, animated && !calm()));
  };
  const listen = { signal: given.signal };
  Promise.all([answer(element.dataset), chartjs(element.dataset)]).then(
    ([told]) => {
      if (given.signal.aborted) return;
      figures = told;
      element.style.blockSize = `${height(told, element)}px`;
      draw(true);
      if (element.dataset.small) return;
      listenToArrows(canvas, element, figures, () => drawn, listen);
      keepAsImage(element, figures, listen);
    },
    () => element.classList.add("chart--failed"),
  );
  const themed = new MutationObserver(() => draw());
  themed.observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => draw(), listen);
  addEventListener("beforeprint", () => { toPaper(); draw(); }, listen);
  addEventListener("afterprint", () => { toScreen(); draw(); }, listen);
  return () => {
    given.abort();
    themed.disconnect();
    drawn?.destroy();
  };
}

function calm() {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}

// Paper is white whatever the screen is.
let onScreen = null;
function toPaper() {
  onScreen ??= document.documentElement.dataset.theme;
  document.documentElement.dataset.theme = "light";
}

function toScreen() {
  if (onScreen !== null) document.documentElement.dataset.theme = onScreen;
  onScreen = null;
}

async function answer({ url, figures }) {
  if (figures) return JSON.parse(figures);
  if (!asking.has(url)) {
    const told = fetch(url, { headers: { Accept: "application/json" } }).then((response) => {
      if (!response.ok) throw new Error(`${response.status}`);
      return response.json();
    });
    asking.set(url, told);
    told.catch(() => {}).then(() => asking.delete(url));
  }
  return asking.get(url);
}

function chartjs(given) {
  library ??= load(given).catch((error) => {
    library = null;
    throw error;
  });
  return library;
}

async function load({ cdn, integrity, copy }) {
  if (cdn && !window.Chart) {
    const late = new Promise((resolve) => setTimeout(resolve, WAIT));
    await Promise.race([script(cdn, integrity).catch(() => {}), late]);
  }
  if (!window.Chart) await script(copy);
  if (!window.Chart) throw new Error("no chart library");
}

// The page brings the script; after a boosted walk to it, it has to be fetched.
function script(address, integrity) {
  return new Promise((resolve, reject) => {
    let tag = document.querySelector(`script[src="${address}"]`);
    const made = !tag;
    tag ??= document.createElement("script");
    tag.addEventListener("load", resolve);
    tag.addEventListener("error", reject);
    if (!made) return;
    if (integrity) Object.assign(tag, { integrity, crossOrigin: "anonymous" });
    tag.src = address;
    document.head.append(tag);
  });
}
