// A message goes away by itself, not while it is looked at, and not when it must be answered.
import { tellInDialog } from "../frame/toasts.js";

const stay = 6000;

export default function toast(element) {
  const slot = document.getElementById("toasts");
  let timer = 0;
  const go = () => element.remove();
  if (element.role === "alert" && tellInDialog(element.querySelector(".toast__text").textContent)) {
    go();
    return undefined;
  }
  const wait = () => {
    clearTimeout(timer);
    if (!("stays" in element.dataset)) timer = setTimeout(go, element.role === "alert" ? stay * 2 : stay);
  };
  const hold = () => clearTimeout(timer);

  if (slot?.popover) {
    if (slot.matches(":popover-open")) slot.hidePopover(); // shown last is on top, of an open dialog too
    slot.showPopover();
  }
  element.querySelector("[data-close]")?.addEventListener("click", go);
  ["mouseenter", "focusin"].forEach((name) => element.addEventListener(name, hold));
  ["mouseleave", "focusout"].forEach((name) => element.addEventListener(name, wait));
  wait();
  return hold;
}
