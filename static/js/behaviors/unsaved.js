// What is typed into a form is kept in this tab until it is saved: a wrong click or an ended session costs nothing.
import { say, words } from "../frame/toasts.js";

const left = new Set(["csrf_token", "next"]); // the version stays: what comes back was typed against it
const secret = (form, name) => [...form.elements].some((field) => field.name === name && field.type === "password"); // kept nowhere
const typed = (form) => [...new FormData(form)]
  .filter(([name, value]) => typeof value === "string" && !left.has(name) && !secret(form, name));
const text = (form) => JSON.stringify(typed(form));

// What the form held when it came, even if somebody typed before this was loaded.
const came = (field) => {
  if (["radio", "checkbox"].includes(field.type)) return field.defaultChecked ? [field.value] : [];
  if (!field.options) return [field.defaultValue];
  const chosen = [...field.options].filter((option) => option.defaultSelected);
  return (chosen.length ? chosen : [...field.options].slice(0, field.multiple ? 0 : 1)).map((option) => option.value);
};
const asItCame = (form) => JSON.stringify([...form.elements]
  .filter((field) => field.name && !left.has(field.name) && !field.disabled && !["submit", "button", "file", "fieldset", "password"].includes(field.type))
  .flatMap((field) => came(field).map((value) => [field.name, value])));

const store = (key, value) => {
  try {
    if (value === null) sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, value);
  } catch {
    // a browser that forbids storage keeps nothing
  }
};
const held = (key) => {
  try { return sessionStorage.getItem(key); } catch { return null; }
};

const fill = (form, pairs) => {
  const values = Map.groupBy ? Map.groupBy(pairs, ([name]) => name) : new Map(pairs.map((pair) => [pair[0], [pair]]));
  for (const field of form.elements) {
    if (!field.name || left.has(field.name) || ["submit", "button", "file", "password"].includes(field.type)) continue;
    const mine = (values.get(field.name) ?? []).map(([, value]) => value);
    if (["radio", "checkbox"].includes(field.type)) field.checked = mine.includes(field.value);
    else if (mine.length) [field.value] = mine;
  }
};

export default function unsaved(form) {
  // Of this user and this form: nobody gets what somebody else typed, nor what was typed about something else.
  const key = `typed ${words().user} ${form.dataset.draft ?? form.getAttribute("action")}`;
  const first = asItCame(form);
  const refused = Boolean(form.querySelector("[data-errors], [aria-invalid=true]"));
  let leaving = false;

  const before = held(key);
  if (before && before !== first && !refused && text(form) === first) {
    fill(form, JSON.parse(before));
    form.querySelectorAll("details").forEach((more) => { more.open = true; });
    say(words().broughtBack);
  }

  const changed = () => refused || text(form) !== first;
  const keep = () => store(key, changed() ? text(form) : null);
  const answered = ({ detail: { ctx } }) => {
    if (ctx.request.form !== form || ctx.request.method === "GET") return;
    leaving = true;
    if (ctx.response?.status < 400) store(key, null);
    else if (ctx.response?.status !== 401) leaving = false;
  };
  const submitted = () => { if (form.getAttribute("hx-boost") === "false") leaving = true; };
  const closed = (event) => { if (event.target.closest("[data-close]")) store(key, null); };
  const guard = (event) => { if (!leaving && form.isConnected && changed()) event.preventDefault(); };

  const box = form.closest("dialog") ?? form;
  if (!refused && changed()) keep();
  form.addEventListener("input", keep);
  form.addEventListener("change", keep);
  form.addEventListener("submit", submitted);
  box.addEventListener("click", closed, { capture: true });
  document.addEventListener("htmx:after:request", answered);
  window.addEventListener("beforeunload", guard);
  return () => {
    document.removeEventListener("htmx:after:request", answered);
    window.removeEventListener("beforeunload", guard);
  };
}
