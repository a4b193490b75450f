// A form in the place of what it edits: Enter saves (in a longer text with Ctrl or Cmd), Esc gives back what stood there,
// and the focus. While it is open, news for the page around leave it alone.
export default function inPlace(form) {
  const spot = form.parentElement;
  const again = () => document.getElementById(form.dataset.back);
  spot.setAttribute("hx-morph-skip", "");
  const told = form.querySelector("[data-errors], [aria-invalid=true]");
  const first = told ?? form.querySelector("[autofocus], .input:not([type=hidden]):not([disabled]), input[type=radio], button");
  first?.focus({ preventScroll: false });
  if (!told && first?.matches("input:not([type=date], [type=radio])")) first.select();

  const close = () => {
    spot.removeAttribute("hx-morph-skip");
    form.remove();
    again()?.focus({ preventScroll: true });
    document.dispatchEvent(new CustomEvent("shangji:added")); // the behaviors of the form are cleared away
  };
  const keys = (event) => {
    if (event.defaultPrevented || event.isComposing || event.keyCode === 229) return;
    const field = event.target;
    if (event.key === "Escape") {
      field.blur(); // what it has to say of its change it says now
      form.querySelector("[data-close]")?.click();
    }
    else if (event.key === "Enter" && (field.matches("select") || (field.matches("textarea") && (event.ctrlKey || event.metaKey)))) form.requestSubmit();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const click = (event) => { if (event.target.closest("[data-close]")) close(); };
  form.addEventListener("keydown", keys);
  form.addEventListener("click", click);
  return () => {
    if (!spot.querySelector(":scope > form")) spot.removeAttribute("hx-morph-skip");
    if (!document.activeElement || document.activeElement === document.body) again()?.focus({ preventScroll: true });
  };
}
