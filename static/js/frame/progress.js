// Says at once that something is under way: the button turns, a thin line crosses the top.
const soon = 80;
const busy = new Map(); // source of a request -> what to undo

const button = (ctx) => {
  const { sourceElement, request } = ctx;
  if (request.submitter) return request.submitter;
  if (sourceElement.matches("form")) return sourceElement.querySelector("button[type=submit], button:not([type])");
  return sourceElement.matches(".btn, .menu__item") ? sourceElement : null;
};

const begin = ({ detail: { ctx } }) => {
  if (!ctx.sourceElement || ctx.sourceElement.closest("[data-quiet], [hx-ptag]")) return;
  const pressed = button(ctx);
  const timer = setTimeout(() => {
    document.documentElement.classList.add("waiting");
    if (!pressed?.isConnected) return;
    pressed.classList.add("btn--busy");
    pressed.setAttribute("aria-busy", "true");
  }, soon);
  const sent = ctx.request.method !== "GET" ? pressed : null;
  if (sent) sent.setAttribute("aria-disabled", "true");
  busy.set(ctx.sourceElement, () => {
    clearTimeout(timer);
    if (!pressed) return;
    pressed.classList.remove("btn--busy");
    pressed.removeAttribute("aria-busy");
    pressed.removeAttribute("aria-disabled");
  });
};

const end = ({ detail: { ctx } }) => {
  for (const [source, undo] of busy) {
    if (source !== ctx.sourceElement && source.isConnected) continue;
    undo();
    busy.delete(source);
  }
  if (!busy.size) document.documentElement.classList.remove("waiting");
};

export function showProgress() {
  document.addEventListener("htmx:before:request", begin);
  document.addEventListener("htmx:finally:request", end);
  window.addEventListener("pageshow", () => document.documentElement.classList.remove("waiting"));
}
