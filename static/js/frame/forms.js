// What was typed is not lost: not by a wrong click, a closed tab or an ended session. Faults are told beside the field.
import { say, words } from "./toasts.js";

const place = (form) => `typed ${form.getAttribute("action")}`;
const worth = (form) => form instanceof HTMLFormElement && form.method === "post" && !form.matches("[data-forget]")
  && !form.querySelector("input[type=password]");
const secret = new Set(["csrf_token", "version", "next"]);

const typed = (form) => JSON.stringify([...new FormData(form)].filter(([name, value]) => typeof value === "string" && !secret.has(name)));
const first = new WeakMap(); // form -> what it held when it came

const changed = (form) => first.has(form) && first.get(form) !== typed(form);

export function keep(form, { sent = false } = {}) {
  if (!worth(form) || !form.getAttribute("action")) return;
  try {
    if (sent || changed(form)) sessionStorage.setItem(place(form), typed(form));
    else sessionStorage.removeItem(place(form));
  } catch {
    // a browser that forbids storage keeps nothing
  }
}

const forget = (form) => {
  first.delete(form);
  try { sessionStorage.removeItem(place(form)); } catch { /* as above */ }
};

const fill = (form, pairs) => {
  for (const [name, value] of pairs) {
    const field = form.elements.namedItem(name);
    if (!field) continue;
    if (field instanceof RadioNodeList || field.type === "radio" || field.type === "checkbox") {
      form.querySelectorAll(`[name="${CSS.escape(name)}"]`).forEach((one) => { one.checked = one.value === value; });
    } else field.value = value;
  }
};

// A form that comes into the page: words instead of the browser's bubbles; what was typed before comes back.
const meet = (form) => {
  if (form.noValidate && first.has(form)) return;
  form.noValidate = true;
  if (!worth(form) || first.has(form)) return;
  first.set(form, typed(form));
  let held = null;
  try { held = sessionStorage.getItem(place(form)); } catch { /* nothing kept */ }
  if (!held || held === typed(form)) return;
  if (!form.querySelector("[aria-invalid=true], [data-errors]")) {
    fill(form, JSON.parse(held));
    form.querySelectorAll("details").forEach((more) => { more.open = true; });
    say(words().broughtBack);
  }
};

const fault = (field) => {
  const box = field.closest(".field");
  const id = `${field.id}-error`;
  field.setAttribute("aria-invalid", "true");
  field.setAttribute("aria-describedby", id);
  if (!box || document.getElementById(id)) return;
  const error = document.createElement("p");
  error.className = "field__error";
  error.id = id;
  error.textContent = words().halfTyped;
  box.append(error);
};

// A half-typed date would be sent as nothing.
const submitted = (event) => {
  const form = event.target;
  if (event.submitter?.getAttribute("aria-disabled") === "true") { // sent already
    event.preventDefault();
    event.stopImmediatePropagation();
    return;
  }
  const half = [...form.elements].find((field) => field.validity?.badInput);
  if (half) {
    event.preventDefault();
    event.stopImmediatePropagation();
    fault(half);
    half.focus();
  } else if (form.getAttribute("hx-boost") === "false") {
    forget(form);
  }
};

const look = () => {
  document.querySelectorAll("form[method=post]").forEach(meet);
  const errors = document.querySelector("main [data-errors], main [aria-invalid=true]");
  if (errors && !document.querySelector("dialog:modal") && !errors.dataset.seen) {
    errors.dataset.seen = "yes";
    errors.focus();
  }
};

const answered = ({ detail: { ctx } }) => {
  const form = ctx.request.form;
  if (form && ctx.request.method !== "GET" && ctx.response?.status < 400) forget(form);
};

export function guardForms() {
  document.addEventListener("submit", submitted, { capture: true });
  document.addEventListener("input", ({ target }) => { if (target.form) keep(target.form); });
  document.addEventListener("change", ({ target }) => { if (target.form) keep(target.form); });
  document.addEventListener("click", ({ target }) => {
    const form = target.closest?.("[data-close]")?.closest("dialog")?.querySelector("form");
    if (form) forget(form);
  });
  document.addEventListener("htmx:after:request", answered);
  document.addEventListener("htmx:after:swap", look);
  window.addEventListener("beforeunload", (event) => {
    if ([...document.querySelectorAll("form[method=post]")].some((form) => worth(form) && changed(form))) event.preventDefault();
  });
  look();
}
