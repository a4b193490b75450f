// Forms speak our words, not the browser's bubbles; a half-typed date is not sent as nothing; focus goes to the fault.
import { words } from "./toasts.js";

const fault = (field) => {
  const box = field.closest(".field");
  const id = `${field.id}-error`;
  field.setAttribute("aria-invalid", "true");
  field.setAttribute("aria-describedby", id);
  if (box && !document.getElementById(id)) {
    const error = document.createElement("p");
    error.className = "field__error";
    error.id = id;
    error.textContent = words().halfTyped;
    box.append(error);
  }
  field.focus();
};

const submitted = (event) => {
  const form = event.target;
  const sent = event.submitter?.getAttribute("aria-disabled") === "true";
  const half = [...form.elements].find((field) => field.validity?.badInput);
  if (!sent && !half) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  if (half) fault(half);
};

// A link of the summary of errors leads into the field.
const followed = (event) => {
  const link = event.target.closest?.("[data-errors] a[href^='#']");
  const field = link && document.getElementById(link.hash.slice(1));
  if (!field) return;
  event.preventDefault();
  const folded = field.closest("details");
  if (folded) folded.open = true;
  field.focus();
};

const look = () => {
  document.querySelectorAll("form[method=post]").forEach((form) => { form.noValidate = true; });
  const wrong = document.querySelector("main [data-errors]") ?? document.querySelector("main [aria-invalid=true]");
  if (!wrong || wrong.dataset.seen || document.querySelector("dialog:modal")) return;
  wrong.dataset.seen = "yes";
  wrong.focus();
};

export function guardForms() {
  document.addEventListener("submit", submitted, { capture: true });
  document.addEventListener("click", followed);
  document.addEventListener("htmx:after:swap", look);
  look();
}
