// A value whose form is on its way: news for the page around leave its place alone from the click on, not only from when the
// form has come. (static/js/behaviors/in_place.js lets go of it.)
const spot = ({ detail: { ctx } }) => (ctx?.request?.method === "GET" && ctx.target?.matches?.(".spot") ? ctx.target : null);
const asked = (event) => spot(event)?.setAttribute("hx-morph-skip", "");
const failed = (event) => {
  const place = spot(event);
  if (place && !(event.detail.ctx.response?.status < 400) && !place.querySelector("form")) place.removeAttribute("hx-morph-skip");
};

export function guardSpots() {
  document.addEventListener("htmx:before:request", asked);
  document.addEventListener("htmx:after:request", failed);
  document.addEventListener("htmx:error", failed);
}
