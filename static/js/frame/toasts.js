// Short messages made by scripts; those of the server arrive as markup. Words come from the page, in its language.
export const words = () => document.getElementById("words")?.dataset ?? {};

export function announce(text) {
  const live = document.getElementById("live");
  if (live) live.textContent = text;
}

export function say(text, { again } = {}) {
  const template = document.getElementById(again ? "toast-again" : "toast-plain");
  const toasts = document.getElementById("toasts");
  if (!template || !toasts) return null;
  const toast = template.content.firstElementChild.cloneNode(true);
  toast.querySelector(".toast__text").textContent = text;
  toast.querySelector("[data-again]")?.addEventListener("click", () => {
    toast.remove();
    again();
  });
  toasts.append(toast);
  document.dispatchEvent(new CustomEvent("shangji:added"));
  return toast;
}

// A failure while a dialog is open is told in the dialog: what lies outside of it cannot be reached then.
export function tellInDialog(text) {
  const dialog = [...document.querySelectorAll("dialog:modal")].pop();
  const template = document.getElementById("note-failed");
  if (!dialog || !template) return false;
  dialog.querySelector(".note--failed")?.remove();
  const note = template.content.firstElementChild.cloneNode(true);
  note.querySelector(".note__text").textContent = text;
  const foot = dialog.querySelector(".dialog__foot");
  if (foot) foot.before(note);
  else dialog.append(note);
  return true;
}
