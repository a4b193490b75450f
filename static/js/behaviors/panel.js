// The side panel over a list or board: Esc and its cross lead back to what lies underneath.
import { closePanel, giveBack } from "../frame/place.js";
import { typing } from "../frame/keys.js";

// Heard from the start, not from when the panel has settled: whoever opened it by mistake is quick.
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape" || event.defaultPrevented || typing(event.target)) return;
  if (document.querySelector("dialog:modal, [popover]:popover-open:not(#toasts)")) return;
  closePanel();
});

let underneath = null; // the title of the page below

document.addEventListener("panel-close", closePanel); // what it shows is gone

export default function panel(element) {
  const click = (event) => {
    const close = event.target.closest("[data-close]");
    if (!close || close.closest("dialog, form")) return;
    event.preventDefault();
    event.stopPropagation();
    closePanel();
  };
  const scrim = document.createElement("div");
  scrim.className = "panel__scrim wide-only";
  scrim.addEventListener("click", closePanel);
  element.before(scrim);
  const title = `${element.dataset.title} · Shangji 商机`;
  underneath ??= document.title;
  document.title = title;
  element.addEventListener("click", click, { capture: true });
  if (!element.hasAttribute("tabindex")) element.tabIndex = -1;
  element.focus({ preventScroll: true });
  return () => {
    scrim.remove();
    if (document.getElementById("panel")?.childElementCount) return;
    if (document.title === title) document.title = underneath;
    underneath = null;
    giveBack("panel");
  };
}
