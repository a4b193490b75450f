// A dialog that arrived in the page opens over it; closing takes it away and gives the focus back to where it was.
let opener = null;

const mark = () => {
  const from = document.activeElement;
  if (!from?.closest("dialog") && from !== document.body) opener = from;
};
document.addEventListener("htmx:before:request", mark);

const back = () => {
  if (document.querySelector("dialog:modal")) return;
  const again = opener?.isConnected ? opener : opener?.id && document.getElementById(opener.id);
  (again || document.getElementById("main"))?.focus({ preventScroll: true });
  opener = null;
};

export default function dialog(element) {
  if (!element.open) element.showModal();
  const wrong = element.querySelector("[data-errors], [aria-invalid=true]");
  const field = element.querySelector("[autofocus], .dialog__body :is(input:not([type=hidden]), select, textarea), form button");
  (wrong ?? field)?.focus();

  const closed = () => {
    element.remove();
    back();
  };
  // only a press that began on the backdrop closes: a selection dragged out of a field does not
  let began = null;
  const down = (event) => { began = event.target; };
  const click = (event) => {
    const typed = element.querySelector("form[data-typed]");
    if (event.target.closest("[data-close]") || (event.target === element && began === element && !typed)) element.close();
  };
  const input = (event) => { if (event.target.form) event.target.form.dataset.typed = "yes"; };
  element.addEventListener("close", closed);
  element.addEventListener("mousedown", down);
  element.addEventListener("click", click);
  element.addEventListener("input", input);
  return back;
}
