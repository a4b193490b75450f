// The list of today: j and k walk, Enter opens, d l p z m act on the line that is on. When something was done the list is
// asked for anew; the line leaves, and the next one is on.
import { typing } from "../frame/keys.js";

const steps = { j: 1, k: -1 };
const actions = { d: "done", l: "log", p: "plan", z: "later", m: "move" };

export default function todayLines(element) {
  const today = () => document.getElementById("today");
  const lines = () => [...today().querySelectorAll(".todo")];
  const on = () => today().querySelector(".todo--on");
  let place = 0;
  let held = "";
  let walked = false;

  const choose = (line, focus = true) => {
    lines().forEach((one) => one.classList.toggle("todo--on", one === line));
    if (!line) return;
    place = lines().indexOf(line);
    held = line.id;
    if (!focus) return;
    line.querySelector(".todo__name").focus({ preventScroll: true });
    line.scrollIntoView({ block: "nearest" });
  };
  const walk = (step) => {
    const all = lines();
    const here = all.indexOf(on());
    choose(all[Math.min(Math.max(walked ? here + step : here, 0), all.length - 1)]);
    walked = true;
  };
  const press = (event) => {
    if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (typing(event.target) || document.querySelector("dialog:modal, [popover]:popover-open:not(#toasts)")) return;
    if (document.getElementById("panel")?.childElementCount) return;
    const control = on()?.querySelector(`[data-do="${actions[event.key]}"]`);
    const nowhere = document.activeElement.matches("body, main");
    if (steps[event.key]) walk(steps[event.key]);
    else if (event.key === "Enter" && nowhere && on()) on().querySelector(".todo__name").click();
    else if (control) {
      walked = true;
      choose(on());
      control.click();
    } else return;
    event.preventDefault();
  };
  const click = (event) => {
    if (event.target.closest(".menu__item")) event.target.closest("[popover]").hidePopover();
    const line = event.target.closest(".todo");
    if (line && line !== on()) choose(line, !event.target.closest("a, button"));
  };
  const focus = (event) => {
    const line = event.target.closest(".todo");
    if (!line || !event.target.matches(":focus-visible")) return;
    walked = true;
    if (line !== on()) choose(line, false);
  };
  // The line that was on is on again, or the one in its place; the focus goes there unless it is somewhere else by now.
  const swapped = (event) => {
    const target = event.detail.ctx.target?.id;
    if (target === "panel" && on()?.closest("#today-new")) window.htmx.trigger("#today-live", "refresh"); // no longer new
    if (target !== "today") return;
    const all = lines();
    const line = document.getElementById(held) ?? all[Math.min(place, all.length - 1)];
    const free = !document.activeElement || document.activeElement.matches("body, main, #today *");
    if (line) choose(line, walked && free);
    else if (walked && free) document.getElementById("today-empty")?.focus({ preventScroll: true });
  };

  if (on()) choose(on(), false);
  element.addEventListener("click", click);
  element.addEventListener("focusin", focus);
  document.addEventListener("keydown", press);
  document.addEventListener("htmx:after:swap", swapped);
  return () => {
    element.removeEventListener("click", click);
    element.removeEventListener("focusin", focus);
    document.removeEventListener("keydown", press);
    document.removeEventListener("htmx:after:swap", swapped);
  };
}
