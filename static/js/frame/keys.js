// Keys: an element says with data-key which key, or which two in a row ("g b"), presses or focuses it. Never while typing.
const patience = 1200;
let first = "";
let timer = 0;

export const typing = (target) => target instanceof Element
  && Boolean(target.closest("input:not([type=checkbox],[type=radio]), textarea, select, [contenteditable]"));

const press = (element) => {
  if (element.popover && element.matches("section")) element.togglePopover();
  else if (element.matches("input")) {
    const slot = element.closest("[popover]");
    if (slot && getComputedStyle(slot).display === "none") slot.showPopover();
    element.focus();
    element.select();
  } else element.click();
};

const find = (key) => [...document.querySelectorAll("[data-key]")].find((element) => element.dataset.key === key);

const pressed = (event) => {
  if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
  if (typing(event.target) || document.querySelector("dialog:modal")) return;
  if (event.key.length !== 1) return;
  const key = event.key.toLowerCase();
  const element = (first && find(`${first} ${key}`)) || find(key);
  clearTimeout(timer);
  first = "";
  if (element) {
    event.preventDefault();
    press(element);
  } else if (document.querySelector(`[data-key^="${CSS.escape(key)} "]`)) {
    first = key;
    timer = setTimeout(() => { first = ""; }, patience);
  }
};

export function listenToKeys() {
  document.addEventListener("keydown", pressed);
}
