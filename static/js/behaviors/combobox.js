// A text field that offers rows to choose from while somebody types (ARIA combobox with a listbox). What is chosen puts
// its id into the hidden field; typing on takes it out again. Without this file the field is plain text, and the server
// finds the row by its name. Nothing is asked for while an input method is composing.
const WAIT = 150; // ms
const LEAST = 300; // px

export default function combobox(root) {
  const input = root.querySelector("input:not([type=hidden])");
  const id = root.querySelector("input[type=hidden]");
  if (!input || !id) return undefined;

  const list = Object.assign(document.createElement("div"), { className: "picker__list", hidden: true });
  list.popover = "manual"; // in the top layer: no dialog cuts it off
  root.append(list);
  const status = Object.assign(document.createElement("span"), { className: "hide" });
  status.setAttribute("role", "status");
  root.append(status);
  for (const [name, value] of Object.entries({
    role: "combobox", autocomplete: "off", "aria-autocomplete": "list", "aria-expanded": "false",
  })) input.setAttribute(name, value);

  let timer = 0;
  let asking = null;
  let active = null;
  const options = () => [...list.querySelectorAll("[role=option]:not([aria-disabled])")];

  const place = () => {
    const box = input.getBoundingClientRect();
    const below = window.innerHeight - box.bottom;
    const up = below < Math.min(list.scrollHeight, 240) && box.top > below;
    const width = Math.min(Math.max(box.width, LEAST), window.innerWidth - 16);
    Object.assign(list.style, {
      left: `${Math.max(Math.min(box.left, window.innerWidth - width - 8), 8)}px`, width: `${width}px`, maxHeight: `${Math.max((up ? box.top : below) - 16, 120)}px`,
      top: up ? "auto" : `${box.bottom + 4}px`, bottom: up ? `${window.innerHeight - box.top + 4}px` : "auto",
    });
  };
  const mark = (option) => {
    active?.setAttribute("aria-selected", "false");
    active = option;
    if (!option) return input.removeAttribute("aria-activedescendant");
    option.setAttribute("aria-selected", "true");
    option.scrollIntoView({ block: "nearest" });
    return input.setAttribute("aria-activedescendant", option.id);
  };
  const isOpen = () => !list.hidden;
  const close = () => {
    clearTimeout(timer);
    asking?.abort();
    asking = null;
    mark(null);
    if (!isOpen()) return;
    list.hidePopover();
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-controls");
    status.textContent = "";
  };
  const show = (html) => {
    list.innerHTML = html;
    const box = list.querySelector("[role=listbox]");
    if (!box || !box.children.length || document.activeElement !== input) return close();
    box.id = `${input.id}-options`;
    [...box.querySelectorAll("[role=option]")].forEach((option, n) => { option.id = `${box.id}-${n}`; });
    mark(null);
    if (!isOpen()) {
      list.hidden = false;
      list.showPopover();
    }
    input.setAttribute("aria-expanded", "true");
    input.setAttribute("aria-controls", box.id);
    status.textContent = box.dataset.said || "";
    return place();
  };
  const search = async () => {
    clearTimeout(timer);
    asking?.abort();
    const mine = asking = new AbortController();
    const query = new URLSearchParams({ q: input.value });
    const form = input.form ? new FormData(input.form) : new FormData();
    for (const name of (root.dataset.with || "").split(" ").filter(Boolean)) query.set(name, form.get(name) ?? "");
    try {
      const answer = await fetch(`${root.dataset.url}${root.dataset.url.includes("?") ? "&" : "?"}${query}`, {
        headers: { "HX-Request": "true", "HX-Request-Type": "partial" }, signal: mine.signal,
      });
      if (!answer.ok) return close();
      const html = await answer.text();
      return mine === asking ? show(html) : undefined;
    } catch {
      return mine === asking ? close() : undefined; // the name alone will do
    }
  };
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(search, WAIT);
  };
  const choose = (option) => {
    input.value = option.dataset.name;
    id.value = option.dataset.id || "";
    close();
    for (const field of [id, input]) field.dispatchEvent(new Event("change", { bubbles: true }));
  };

  const typed = (event) => {
    id.value = "";
    if (!event.isComposing) soon();
  };
  const keys = (event) => {
    if (event.isComposing || event.keyCode === 229) return;
    const all = options();
    const at = all.indexOf(active);
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (!isOpen()) return search();
      const step = event.key === "ArrowDown" ? 1 : -1;
      mark(all[at < 0 ? (step > 0 ? 0 : all.length - 1) : at + step] ?? null);
    } else if (event.key === "Enter" && isOpen() && active) {
      event.preventDefault();
      choose(active);
    } else if (event.key === "Escape" && isOpen()) {
      event.preventDefault(); // the dialog around stays open
      event.stopPropagation();
      close();
    }
    return undefined;
  };
  const press = (event) => event.preventDefault(); // the field keeps the focus
  const click = (event) => {
    const option = event.target.closest("[role=option]:not([aria-disabled])");
    if (option) choose(option);
  };
  const moved = (event) => { if (isOpen() && !list.contains(event.target)) place(); };

  const heard = [
    [input, "input", typed], [input, "compositionend", soon], [input, "keydown", keys], [input, "blur", close],
    [input, "click", () => { if (!isOpen()) search(); }],
    [list, "mousedown", press], [list, "click", click],
    [window, "resize", moved], [document, "scroll", moved, true],
  ];
  for (const [target, ...rest] of heard) target.addEventListener(...rest);
  return () => {
    close();
    for (const [target, ...rest] of heard) target.removeEventListener(...rest);
    list.remove();
    status.remove();
    for (const name of ["role", "aria-autocomplete", "aria-expanded"]) input.removeAttribute(name);
  };
}
