// Where one is: focus and title after a walk, scroll after Back, and the page underneath an open panel.
import { announce } from "./toasts.js";

const SCROLLERS = ".page, .board, .lane__list, .sheet__scroll";
const here = () => location.pathname + location.search;
const opened = { panel: null, dialog: null }; // what had the focus before each of them
let current = here();
let underneath = null; // the address of the page below the panel
let depth = 0; // addresses that the panel has put upon it

const panel = () => document.getElementById("panel");
const open = () => Boolean(panel()?.childElementCount);

const remember = () => {
  const places = [...document.querySelectorAll(SCROLLERS)].map((one) => [one.id, one.scrollLeft, one.scrollTop]);
  try { sessionStorage.setItem(`place ${current}`, JSON.stringify(places)); } catch { /* storage is forbidden */ }
};

const recall = () => {
  let places = null;
  try { places = JSON.parse(sessionStorage.getItem(`place ${here()}`)); } catch { /* storage is forbidden */ }
  document.querySelectorAll(SCROLLERS).forEach((one, i) => {
    const kept = places?.[i];
    if (kept && kept[0] === one.id) one.scrollTo({ left: kept[1], top: kept[2], behavior: "instant" });
  });
};

const requested = ({ detail: { ctx } }) => {
  const whole = ctx.target === document.body;
  if (whole) remember();
  const focused = document.activeElement;
  if (focused && focused !== document.body && !focused.closest("dialog")) {
    opened.dialog = focused;
    if (!focused.closest("#panel")) opened.panel = focused;
  }
  if (ctx.target === panel() && !open()) {
    underneath = here();
    depth = 0;
  }
};

const swapped = ({ detail: { ctx } }) => {
  if (ctx.target !== document.body) return;
  underneath = null;
  depth = 0;
  current = here();
  if (ctx.request.headers["HX-History-Restore-Request"]) return recall();
  const html = document.documentElement;
  const told = document.querySelector("[data-errors], [aria-invalid=true]");
  if (!told && !document.querySelector("[autofocus]")) document.getElementById("main")?.focus({ preventScroll: true });
  html.classList.remove("waiting");
  announce(ctx.title || document.title);
  return undefined;
};

// Gives the focus back to where it was before the panel or dialog opened; the element may have been swapped meanwhile.
export function giveBack(what) {
  const from = opened[what];
  const again = from?.isConnected ? from : from?.id && document.getElementById(from.id);
  (again || document.getElementById("main"))?.focus({ preventScroll: true });
}

const close = () => panel()?.replaceChildren();

// Closing the panel goes back to the page underneath, which is still there: nothing is fetched again.
export function closePanel() {
  if (!open()) return;
  if (underneath && depth) history.go(-depth);
  else if (underneath && here() !== underneath) {
    history.replaceState({ htmx: true }, "", underneath);
    close();
  } else close();
}

const restoring = (event) => {
  if (!open() || !underneath) return;
  if (here() === underneath) {
    event.preventDefault();
    depth = 0;
    close();
    document.dispatchEvent(new CustomEvent("shangji:added"));
  } else if (/^\/opportunities\/\d+$/.test(location.pathname)) {
    event.preventDefault();
    depth = Math.max(depth - 1, 1);
    window.htmx.ajax("GET", here(), { target: "#panel", push: "false" });
  }
};

export function keepPlace() {
  document.addEventListener("htmx:before:request", requested);
  document.addEventListener("htmx:after:swap", swapped);
  document.addEventListener("htmx:before:history:restore", restoring);
  document.addEventListener("htmx:after:history:push", () => { if (underneath) depth += 1; });
  window.addEventListener("pagehide", remember);
}
