// Rows change places: by dragging their handle, by their buttons, or with Alt and an arrow key. The new order is kept at once;
// one that the server does not accept goes back.
import { announce } from "../frame/toasts.js";

const refused = 400;

export default function rowOrder(list) {
  const rows = () => [...list.querySelectorAll("[data-row]")];
  const id = (row) => row.querySelector("input[name=ids]").value;
  let before = rows();
  let last = Promise.resolve();

  const put = (order) => order.forEach((row) => list.append(row));
  const told = (row) => {
    const name = row.querySelector("[data-name]").textContent.trim();
    announce(list.dataset.said.replace("{name}", name).replace("{num}", rows().indexOf(row) + 1));
  };
  const send = async () => {
    const order = rows();
    const kept = before;
    before = order;
    let status = 0;
    const heard = (event) => { status = event.detail.ctx.response?.status ?? 0; };
    list.addEventListener("htmx:after:request", heard, { once: true });
    await window.htmx.ajax("POST", list.dataset.url, { source: list, target: list, swap: "none", values: { ids: order.map(id).join(",") } });
    list.removeEventListener("htmx:after:request", heard);
    if (!status || status >= refused) {
      before = kept;
      put(kept);
    }
  };
  const keep = (row) => {
    told(row);
    last = last.then(send); // one after the other: the last one is what counts
  };
  const move = (row, down, focus) => {
    const other = down ? row.nextElementSibling : row.previousElementSibling;
    if (!other?.matches("[data-row]")) return;
    if (down) other.after(row);
    else other.before(row);
    focus.focus();
    keep(row);
  };
  const click = (event) => {
    const button = event.target.closest("button[name=up], button[name=down]");
    if (!button) return;
    event.preventDefault();
    move(button.closest("[data-row]"), button.name === "down", button);
  };
  const press = (event) => {
    const row = event.target.closest("[data-row]");
    if (!row || !event.altKey || !["ArrowUp", "ArrowDown"].includes(event.key)) return;
    event.preventDefault();
    move(row, event.key === "ArrowDown", event.target);
  };
  list.addEventListener("click", click);
  list.addEventListener("keydown", press);
  const sorted = window.Sortable?.create(list, {
    handle: "[data-handle]", draggable: "[data-row]", animation: 0, ghostClass: "kept__ghost", onEnd: ({ item, oldIndex, newIndex }) => {
      rows().forEach((row) => row.removeAttribute("style")); // else htmx carries it into the next page, which the policy forbids
      if (oldIndex !== newIndex) keep(item);
    },
  });
  return () => {
    list.removeEventListener("click", click);
    list.removeEventListener("keydown", press);
    sorted?.destroy();
  };
}
