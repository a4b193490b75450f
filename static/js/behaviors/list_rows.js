// The lines of the list: j and k walk, Enter opens, m moves, a assigns; a press anywhere on a line opens it. When something
// changed, the lines are asked for anew, as many as there are, so that scroll and loaded pages stay.
import { typing } from "../frame/keys.js";

const steps = { j: 1, k: -1 };
const actions = { m: "move", a: "assign" };

export default function listRows(element) {
  const list = document.getElementById("list");
  const rows = () => [...list.querySelectorAll(".list__row")];
  let place = 0;

  const configure = (event) => {
    if (event.target === element) event.detail.ctx.request.body.set("shown", rows().length);
  };
  const count = () => {
    const shown = document.getElementById("list-shown");
    if (!shown) return;
    const seen = Number(shown.dataset.seen);
    const last = new Intl.NumberFormat(document.documentElement.lang).format(seen + rows().length);
    shown.textContent = shown.textContent.includes("–") ? `${shown.textContent.split("–")[0]}–${last}` : last;
  };
  const go = (step) => {
    const all = rows();
    const here = all.findIndex((row) => row.contains(document.activeElement));
    const next = all[Math.min(Math.max(here < 0 ? place : here + step, 0), all.length - 1)];
    if (!next) return;
    place = all.indexOf(next);
    next.querySelector(".sheet__name").focus({ preventScroll: true });
    next.scrollIntoView({ block: "nearest" });
  };
  const press = (event) => {
    if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (typing(event.target) || document.querySelector("dialog:modal, [popover]:popover-open:not(#toasts)")) return;
    const row = document.activeElement?.closest(".list__row");
    const link = row?.querySelector(`[data-do="${actions[event.key]}"]`);
    if (steps[event.key]) go(steps[event.key]);
    else if (link) link.click();
    else return;
    event.preventDefault();
  };
  const click = (event) => {
    const row = event.target.closest(".list__row");
    if (event.target.closest(".menu__item")) event.target.closest("[popover]").hidePopover();
    if (!row || event.target.closest("a, button, .list__tick, [popover]") || String(getSelection())) return;
    row.querySelector(".sheet__name").click();
  };

  element.addEventListener("htmx:config:request", configure);
  list.addEventListener("click", click);
  document.addEventListener("keydown", press);
  document.addEventListener("htmx:after:swap", count);
  return () => {
    list.removeEventListener("click", click);
    document.removeEventListener("keydown", press);
    document.removeEventListener("htmx:after:swap", count);
  };
}
