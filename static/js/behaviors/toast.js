// A message goes away by itself, not while it is looked at, and not when it must be answered. Ctrl+Z presses the newest undo.
import { tellInDialog } from "../frame/toasts.js";
import { typing } from "../frame/keys.js";

const stay = { status: 6000, undo: 10000, alert: 12000 };
const offers = () => [...document.querySelectorAll("#toasts [data-undo]")];

document.addEventListener("keydown", (event) => {
  if (event.key.toLowerCase() !== "z" || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return;
  if (event.defaultPrevented || typing(event.target) || document.querySelector("dialog:modal")) return;
  const undo = offers().pop();
  if (!undo) return;
  event.preventDefault();
  undo.click();
});

export default function toast(element) {
  const slot = document.getElementById("toasts");
  const undo = element.querySelector("[data-undo]");
  let timer = 0;
  const go = () => element.remove();
  if (element.role === "alert" && tellInDialog(element.querySelector(".toast__text").textContent)) {
    go();
    return undefined;
  }
  const wait = () => {
    clearTimeout(timer);
    if ("stays" in element.dataset || element.matches(":hover, :focus-within")) return;
    timer = setTimeout(go, undo ? stay.undo : stay[element.role]);
  };
  const hold = () => clearTimeout(timer);

  if (slot?.popover) {
    if (slot.matches(":popover-open")) slot.hidePopover(); // shown last is on top, of an open dialog too
    slot.showPopover();
  }
  if (undo) offers().forEach((other) => { if (other !== undo) other.removeAttribute("data-key"); }); // the key means the newest
  element.querySelector("[data-close]")?.addEventListener("click", go);
  ["mouseenter", "focusin"].forEach((name) => element.addEventListener(name, hold));
  element.addEventListener("mouseleave", wait);
  element.addEventListener("focusout", () => setTimeout(wait)); // the focus may go on inside
  wait();
  return hold;
}
