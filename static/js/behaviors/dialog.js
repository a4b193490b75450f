// A dialog that arrived in the page opens over it; closing takes it away and gives the focus back to where it was.
import { giveBack } from "../frame/place.js";

const FIRST = ["[data-errors], [aria-invalid=true]", "[autofocus]"];
const FIELDS = ".dialog__body :is(input:not([type=hidden]), select, textarea), form button[type=submit]";

export default function dialog(element) {
  if (!element.open) element.showModal();
  [...FIRST, FIELDS].map((one) => element.querySelector(one)).find(Boolean)?.focus();

  // Only a press that began on the backdrop closes, and none does once something is typed.
  let began = null;
  let typed = false;
  const down = (event) => { began = event.target; };
  const click = (event) => {
    const outside = event.target === element && began === element && !typed;
    if (outside || event.target.closest("[data-close]")) element.close();
  };
  element.addEventListener("close", () => element.remove());
  element.addEventListener("close", () => giveBack("dialog"));
  element.addEventListener("mousedown", down);
  element.addEventListener("click", click);
  element.addEventListener("input", () => { typed = true; });
  return () => { if (!document.querySelector("dialog:modal")) giveBack("dialog"); };
}
