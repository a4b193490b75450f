// A form with one file: dropped onto it or chosen, looked at before it is sent, and sent with a bar that tells the truth.
import { say, words } from "../frame/toasts.js";

export default function dropFile(form) {
  const box = form.querySelector(".drop");
  const field = form.querySelector("input[type=file]");
  const said = form.querySelector(".drop__said");
  const bar = form.querySelector("progress");
  const send = form.querySelector("button[type=submit]");
  let request = null;

  const tell = (text, bad = false) => {
    said.textContent = text;
    said.classList.toggle("drop__said--bad", bad);
    field.toggleAttribute("aria-invalid", false);
    if (bad) field.setAttribute("aria-invalid", "true");
  };
  const fault = (file) => {
    if (!file) return said.dataset.none;
    const known = field.accept.split(",").some((ending) => file.name.toLowerCase().endsWith(ending));
    if (!known) return said.dataset.kind;
    return file.size > Number(form.dataset.limit) ? said.dataset.large : null;
  };
  const size = (bytes) => (bytes < 1e6 ? `${Math.max(1, Math.round(bytes / 1e3))} kB` : `${(bytes / 1e6).toFixed(1)} MB`);
  const looked = () => {
    const [file] = field.files;
    const wrong = file && fault(file);
    tell(wrong || (file ? `${file.name} · ${size(file.size)}` : ""), Boolean(wrong));
  };

  const over = (event) => {
    if (![...event.dataTransfer.types].includes("Files")) return;
    event.preventDefault();
    box.classList.add("drop--over");
  };
  const out = (event) => { if (!box.contains(event.relatedTarget)) box.classList.remove("drop--over"); };
  const dropped = (event) => {
    event.preventDefault();
    box.classList.remove("drop--over");
    if (!event.dataTransfer.files.length) return;
    const one = new DataTransfer();
    one.items.add(event.dataTransfer.files[0]);
    field.files = one.files;
    looked();
    field.focus();
  };

  const ready = () => {
    request = null;
    bar.hidden = true;
    send.classList.remove("btn--busy");
    send.removeAttribute("aria-disabled");
  };
  const answered = () => {
    const { status, responseText } = request;
    const there = request.getResponseHeader("HX-Location");
    if (status < 400 && there) {
      window.location.assign(there);
      return;
    }
    ready();
    if (status === 422) {
      form.outerHTML = responseText;
      const fresh = document.getElementById(form.id);
      window.htmx.process(fresh);
      fresh.querySelector("[data-errors], [aria-invalid=true]")?.focus();
    } else if (status === 413) {
      tell(said.dataset.large, true);
    } else if (status === 401 || status === 403) {
      window.location.reload();
    } else {
      say(words().notSaved);
    }
  };
  const failed = () => {
    ready();
    say(words().notReached);
  };

  const submitted = (event) => {
    event.preventDefault();
    if (request) return;
    const wrong = fault(field.files[0]);
    if (wrong) {
      tell(wrong, true);
      field.focus();
      return;
    }
    request = new XMLHttpRequest();
    request.open("POST", form.action);
    request.setRequestHeader("HX-Request", "true");
    request.setRequestHeader("HX-Request-Type", "partial");
    request.upload.addEventListener("progress", ({ loaded, total }) => { bar.value = (100 * loaded) / (total || 1); });
    request.addEventListener("load", answered);
    request.addEventListener("error", failed);
    bar.value = 0;
    bar.hidden = false;
    send.classList.add("btn--busy");
    send.setAttribute("aria-disabled", "true");
    request.send(new FormData(form));
  };

  field.addEventListener("change", looked);
  box.addEventListener("dragover", over);
  box.addEventListener("dragleave", out);
  box.addEventListener("drop", dropped);
  form.addEventListener("submit", submitted);
  looked();
  return () => request?.abort();
}
