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
