// A page, panel or list that takes longer than a moment shows its shape meanwhile. The shape lies over what is there and
// goes with the answer, or with its failure: what was there is there again.
const soon = 150;
const PAGES = [
  [/^\/(board)?(\?|$)/, "board"],
  [/^\/(today|opportunities|customers|contacts|bin|notifications|search)(\?|$)/, "rows"],
];
const shown = new Map(); // request -> what to undo

const shape = (ctx) => {
  const { target, sourceElement } = ctx;
  if (ctx.request.method !== "GET" || !target) return null;
  if (target.dataset?.skeleton) return target.querySelector("[role=option]") ? null : { name: target.dataset.skeleton, over: target };
  if (sourceElement?.closest("[data-quiet], [hx-ptag]")) return null;
  if (target === document.body) {
    const name = PAGES.find(([path]) => path.test(ctx.request.action))?.[1] ?? "page";
    return { name, over: document.getElementById("main") };
  }
  return target.id === "panel" && !target.childElementCount ? { name: "panel", over: document.body } : null;
};

const begin = ({ detail: { ctx } }) => {
  const { name, over } = shape(ctx) ?? {};
  const template = name && document.getElementById(`skeleton-${name}`);
  if (!template || !over) return;
  let bones = null;
  const timer = setTimeout(() => {
    if (!over.isConnected) return;
    bones = template.content.firstElementChild.cloneNode(true);
    over.append(bones);
  }, soon);
  shown.set(ctx, () => {
    clearTimeout(timer);
    bones?.remove();
  });
};

const end = ({ detail: { ctx } }) => {
  shown.get(ctx)?.();
  shown.delete(ctx);
};

export function showShapes() {
  document.addEventListener("htmx:before:request", begin);
  document.addEventListener("htmx:before:swap", end);
  document.addEventListener("htmx:finally:request", end);
}
