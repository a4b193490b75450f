// When the session has ended, the door opens over the page: what was typed stays, and is sent when its sender is in again.
// When another tab has begun a new session, the page takes over its token and sends again by itself.
import { afterwards, resend } from "./again.js";
import { say, tellInDialog, words } from "./toasts.js";

const TYPED = "form[method=post] :is(textarea, input:not([type=hidden], [type=checkbox], [type=radio]))";
const waiting = new Map(); // what sent it -> the request that was turned away
const renewed = new WeakMap(); // what sent it -> the token it was sent again with

const reading = (ctx) => ctx.request.method === "GET";
const quiet = (ctx) => ctx.sourceElement?.closest("[data-quiet], [hx-ptag]") // it asks by itself
  || (reading(ctx) && !ctx.sourceElement?.matches("a, button, form"));
const mine = (user) => String(user) === words().user;

const typed = () => Boolean(document.querySelector("dialog:modal"))
  || [...document.querySelectorAll(TYPED)].some((field) => field.value !== field.defaultValue);

const renew = (token) => {
  document.querySelectorAll("input[name=csrf_token]").forEach((field) => { field.defaultValue = token; });
  document.body.setAttribute("hx-headers:inherited", JSON.stringify({ "X-CSRFToken": token }));
};

const shut = () => {
  const lost = [...waiting.values()].filter((ctx) => !reading(ctx));
  waiting.clear();
  if (lost.length && !tellInDialog(words().notSaved)) say(words().notSaved, { again: () => lost.forEach(resend) });
};

const open = () => {
  if (document.getElementById("door-box")) return;
  const asked = new URLSearchParams({ email: words().mail ?? "", language: document.documentElement.lang });
  window.htmx.ajax("GET", `/sign-in?${asked}`, { target: "#door", swap: "innerHTML", values: {} });
};
const closed = ({ target }) => { if (target.id === "door-box") setTimeout(shut); };

const turnedAway = (event, ctx) => {
  const going = reading(ctx) && ctx.target === document.body;
  if ((going || quiet(ctx)) && !waiting.size && !typed()) return; // the answer leads to the door
  event.preventDefault();
  if (quiet(ctx)) return;
  waiting.set(ctx.sourceElement, ctx);
  afterwards(ctx, open);
};

const outOfDate = (event, ctx) => {
  const token = ctx.response.headers.get("X-CSRFToken");
  if (!token || !mine(ctx.response.headers.get("X-User")) || renewed.has(ctx.sourceElement)) return;
  event.preventDefault();
  renew(token);
  renewed.set(ctx.sourceElement, token);
  afterwards(ctx, () => resend(ctx));
};

const answered = (event) => {
  const { ctx } = event.detail;
  const { status } = ctx.response;
  if (status === 401) turnedAway(event, ctx);
  else if (status === 400) outOfDate(event, ctx);
  else renewed.delete(ctx.sourceElement);
};

const admitted = ({ detail: { token, user } }) => {
  const again = [...waiting.values()];
  waiting.clear();
  renew(token);
  document.getElementById("door-box")?.close();
  if (!mine(user)) return window.location.reload(); // somebody else: this is not their page
  return setTimeout(() => again.forEach(resend));
};

// Who goes leaves nothing half typed behind for the next one at this desk.
const leaving = ({ target }) => {
  if (target.getAttribute("action") !== "/sign-out") return;
  try {
    Object.keys(sessionStorage).filter((key) => key.startsWith("typed ")).forEach((key) => sessionStorage.removeItem(key));
  } catch {
    // a browser that forbids storage keeps nothing
  }
};

export function guardSession() {
  document.addEventListener("submit", leaving);
  document.addEventListener("htmx:before:response", answered);
  document.addEventListener("signed-in", admitted);
  document.addEventListener("close", closed, { capture: true });
}
