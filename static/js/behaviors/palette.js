// The palette: / or Ctrl+K opens it, typing asks the server, arrows choose, Enter opens. Nothing is asked for while an
// input method is composing. What this browser opened last is remembered here and looked up, within reach, by the server.
import { words } from "../frame/toasts.js";

const KEPT = 10;
const ROW = /^\/(opportunities|customers|contacts)\/(\d+)$/;
const NOUNS = { opportunities: "opportunity", customers: "customer", contacts: "contact" };

const palette = () => document.getElementById("palette");
const key = (dialog) => `recent ${dialog.dataset.user}`;
const recall = (dialog) => {
  try { return localStorage.getItem(key(dialog)) ?? ""; } catch { return ""; }
};

// Notes the row whose page is open.
function note() {
  const dialog = palette();
  const row = ROW.exec(location.pathname);
  if (!dialog || !row) return;
  const now = `${NOUNS[row[1]]}-${row[2]}`;
  const rows = [now, ...recall(dialog).split(" ").filter((one) => one && one !== now)].slice(0, KEPT);
  try { localStorage.setItem(key(dialog), rows.join(" ")); } catch { /* storage is forbidden */ }
}

document.addEventListener("htmx:after:history:push", note);
document.addEventListener("click", (event) => {
  const opener = event.target.closest?.("[data-opens=palette]");
  if (!opener || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  event.stopPropagation();
  control(palette())?.open();
}, { capture: true });
document.addEventListener("keydown", (event) => {
  if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey || event.key.toLowerCase() !== "k") return;
  event.preventDefault();
  control(palette())?.open();
});

function begin(dialog) {
  const input = dialog.querySelector("[role=combobox]");
  const said = dialog.querySelector("[role=status]");
  const form = input.form;
  let before = null; // what had the focus
  let active = null;
  let eager = null; // Enter was pressed before the answer came: with this event

  const found = () => dialog.querySelector("#palette-found");
  const options = () => [...found().querySelectorAll("[role=option]")];
  const answered = () => found().dataset.q === input.value.trim();

  const mark = (option, scroll = true) => {
    active?.setAttribute("aria-selected", "false");
    active = option ?? null;
    if (!active) return input.removeAttribute("aria-activedescendant");
    active.setAttribute("aria-selected", "true");
    if (active === options()[0]) found().scrollTop = 0;
    else if (scroll) active.scrollIntoView({ block: "nearest" });
    return input.setAttribute("aria-activedescendant", active.id);
  };
  const ask = () => input.dispatchEvent(new Event("ask"));
  const open = () => {
    if (dialog.open) return input.select();
    before = document.activeElement;
    input.value = "";
    form.querySelector("[name=recent]").value = recall(dialog);
    form.querySelector("[name=at]").value = location.pathname;
    delete found().dataset.q;
    mark(null);
    dialog.showModal();
    input.focus();
    return ask();
  };
  const close = () => {
    if (!dialog.open) return;
    eager = null;
    dialog.close();
    if (before?.isConnected) before.focus({ preventScroll: true });
  };
  const press = (selector) => {
    const control = document.querySelector(selector);
    if (control?.matches("section[popover]")) control.showPopover();
    else control?.click();
  };

  // Before htmx hears it: the palette is gone when the page or the dialog comes, and the focus where it was.
  const chosen = (event) => {
    const option = event.target.closest("[role=option]");
    if (event.target.closest("[data-close]") || event.target === dialog) return close();
    if (!option || event.ctrlKey || event.metaKey || event.shiftKey) return undefined;
    close();
    if (!option.dataset.press) return undefined;
    event.preventDefault();
    event.stopPropagation();
    return press(option.dataset.press);
  };
  const go = (event) => {
    if (!answered()) {
      eager = event;
      return ask();
    }
    if (!active) return undefined;
    if ((event.ctrlKey || event.metaKey) && !active.dataset.press) return window.open(active.href, "_blank", "noopener");
    return active.click();
  };

  const keys = (event) => {
    if (event.isComposing || event.keyCode === 229) return;
    const all = options();
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      const at = all.indexOf(active);
      mark(all.at(event.key === "ArrowDown" ? (at + 1) % all.length : Math.max(at, 0) - 1));
    } else if (event.key === "Enter" && event.target === input) {
      event.preventDefault();
      go(event);
    } else if (event.key === "Escape") {
      event.preventDefault();
      close();
    }
  };
  const submitted = (event) => {
    event.preventDefault();
    go(event);
  };
  const typed = (event) => { if (event.isComposing) event.stopPropagation(); };
  const composed = () => input.dispatchEvent(new Event("input", { bubbles: true }));
  const moved = (event) => {
    const option = event.target.closest("[role=option]");
    if (option && option !== active) mark(option, false);
  };
  const swapped = () => {
    if (!found()) return;
    if (!active?.isConnected) mark(options()[0]); // else somebody was quicker, and has chosen already
    said.textContent = found().dataset.said ?? "";
    if (!answered() || !eager) return;
    const event = eager;
    eager = null;
    if (dialog.open) go(event);
  };
  const failed = ({ detail: { ctx, error } }) => {
    if (ctx?.sourceElement !== input || error?.name === "AbortError") return;
    eager = null;
    const note = document.createElement("p");
    note.className = "palette__failed";
    note.textContent = words().notReached;
    found().replaceChildren(note);
    said.textContent = words().notReached;
  };

  const heard = [
    [dialog, "click", chosen, { capture: true }], [dialog, "keydown", keys],
    [dialog, "input", typed, { capture: true }], [input, "compositionend", composed], [form, "submit", submitted],
    [dialog, "mousemove", moved], [dialog, "htmx:after:swap", swapped], [document, "htmx:error", failed],
  ];
  for (const [target, ...rest] of heard) target.addEventListener(...rest);
  return { open, end: () => { for (const [target, ...rest] of heard) target.removeEventListener(...rest); } };
}

// Begun by whoever comes first: the page, or the key of somebody who does not wait for it.
const begun = new WeakMap();
function control(dialog) {
  if (dialog && !begun.has(dialog)) begun.set(dialog, begin(dialog));
  return begun.get(dialog);
}

export default function start(dialog) {
  note();
  return control(dialog).end;
}
