// Lines are selected by their box, a press on its cell, a range with Shift, all that are shown by the head's box, and with x,
// Shift+J and Shift+K; the bar says how many, and # or Delete asks to bin them. What is selected stays so when lines are renewed.
import { typing } from "../frame/keys.js";
import { announce } from "../frame/toasts.js";

export default function bulkBar(bar) {
  const list = document.getElementById("list");
  const whole = () => document.getElementById("bulk-all");
  const head = () => document.getElementById("tick-all");
  const ticks = () => [...list.querySelectorAll(".list__row .tick")];
  let kept = new Set();
  let last = null;
  let several = false;

  const say = () => {
    const count = kept.size;
    const all = Boolean(whole()?.checked);
    const text = count === 1 ? bar.dataset.one : bar.dataset.many.replace("{n}", new Intl.NumberFormat(document.documentElement.lang).format(count));
    bar.classList.toggle("bulk--on", all || count > 0);
    bar.classList.toggle("bulk--whole", all);
    document.getElementById("bulk-count").textContent = all || !count ? "" : text;
    const shown = ticks();
    if (head()) {
      head().checked = shown.length > 0 && shown.every((tick) => tick.checked);
      head().indeterminate = !head().checked && shown.some((tick) => tick.checked);
    }
  };
  const draw = () => {
    const all = Boolean(whole()?.checked);
    for (const tick of ticks()) {
      tick.checked = all || kept.has(tick.value);
      tick.closest(".list__row").classList.toggle("list__row--on", tick.checked);
    }
    say();
  };
  const set = (tick, on) => {
    if (on) kept.add(tick.value);
    else kept.delete(tick.value);
    if (whole()?.checked && !on) {
      whole().checked = false;
      kept = new Set(ticks().filter((one) => one !== tick).map((one) => one.value));
    }
  };
  const off = () => {
    kept.clear();
    last = null;
    if (whole()) whole().checked = false;
    draw();
  };
  const range = (from, to, on) => {
    const all = ticks();
    const [first, end] = [all.indexOf(from), all.indexOf(to)].sort((one, other) => one - other);
    (first < 0 ? [to] : all.slice(first, end + 1)).forEach((tick) => set(tick, on));
  };
  const pressed = (event) => { several = event.shiftKey; };
  const clicked = (event) => {
    const cell = event.target.closest(".list__tick");
    const tick = cell?.querySelector(".list__row .tick");
    if (tick && event.target !== tick) tick.click();
  };
  const changed = ({ target }) => {
    if (target === head()) {
      ticks().forEach((tick) => set(tick, target.checked));
    } else if (target.matches?.(".list__row .tick")) {
      if (several && last?.isConnected && last !== target) range(last, target, target.checked);
      else set(target, target.checked);
      last = target;
    } else if (target === whole()) {
      if (!target.checked) kept.clear();
    } else return;
    several = false;
    draw();
  };
  const here = () => document.activeElement?.closest(".list__row") ?? null;
  const step = (by) => {
    const rows = [...list.querySelectorAll(".list__row")];
    const row = here();
    const next = rows[rows.indexOf(row) + (row ? by : 1)];
    for (const one of [row, next]) {
      const tick = one?.querySelector(".tick");
      if (tick) set(tick, true);
    }
    next?.querySelector(".sheet__name").focus({ preventScroll: true });
    next?.scrollIntoView({ block: "nearest" });
    draw();
  };
  const keyed = (event) => {
    if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (typing(event.target) || document.querySelector("dialog:modal, [popover]:popover-open:not(#toasts)")) return;
    if (document.getElementById("panel")?.childElementCount) return;
    const tick = here()?.querySelector(".tick");
    const chosen = kept.size > 0 || whole()?.checked;
    if (event.key === "x" && tick) {
      set(tick, !tick.checked);
      last = tick;
      draw();
      announce(document.getElementById("bulk-count").textContent);
    } else if (event.key === "J" || event.key === "K") step(event.key === "J" ? 1 : -1);
    else if (event.key === "Escape" && chosen) off();
    else if (chosen && (event.key === "#" || event.key === "Delete")) bar.querySelector("[data-bulk=bin]").click();
    else if (chosen && event.key === "a") bar.querySelector("[data-bulk=assign]").click();
    else if (chosen && event.key === "m") bar.querySelector("[data-bulk=move]").click();
    else return;
    event.preventDefault();
    event.stopImmediatePropagation();
  };
  const done = (event) => { if (!event.detail?.id) off(); }; // many changed: that was it
  const swapped = () => {
    const there = new Set(ticks().map((tick) => tick.value));
    kept = new Set([...kept].filter((id) => there.has(id)));
    draw();
  };
  const cancel = (event) => { if (event.target.closest("[data-bulk-off]")) off(); };

  list.addEventListener("click", pressed, { capture: true });
  list.addEventListener("click", clicked);
  list.addEventListener("change", changed);
  bar.addEventListener("click", cancel);
  document.addEventListener("keydown", keyed, { capture: true });
  document.addEventListener("htmx:after:swap", swapped);
  document.body.addEventListener("opportunity-changed", done);
  draw();
  return () => {
    list.removeEventListener("click", pressed, { capture: true });
    list.removeEventListener("click", clicked);
    list.removeEventListener("change", changed);
    document.removeEventListener("keydown", keyed, { capture: true });
    document.removeEventListener("htmx:after:swap", swapped);
    document.body.removeEventListener("opportunity-changed", done);
  };
}
