// When the server does not answer: nothing typed is lost, and it can be sent again.
import { resend } from "./again.js";
import { say, tellInDialog, words } from "./toasts.js";

let shown = null;

const failed = ({ detail: { ctx, error } }) => {
  if (!ctx || (error?.name === "AbortError" && ctx.request.signal?.reason !== "timeout")) return;
  if (ctx.sourceElement?.closest("[data-quiet], [hx-ptag]")) return; // it asks again by itself
  const reading = ctx.request.method === "GET";
  if (!reading && ctx.sourceElement.closest("dialog") && tellInDialog(words().notSaved)) return;
  if (reading && shown?.isConnected) return; // what could not be saved weighs more
  shown?.remove();
  shown = say(reading ? words().notReached : words().notSaved, { again: () => resend(ctx) });
};

// An answer of something before our server (a proxy that does not reach it) must not take the place of the page.
const broken = (event) => {
  const { ctx } = event.detail;
  const { status, headers } = ctx.response;
  if (status < 500) return;
  const told = (headers.get("Vary") ?? "").includes("HX-Request");
  if (told && (ctx.request.method === "GET" || headers.get("HX-Reswap"))) return;
  event.preventDefault();
  failed({ detail: { ctx } });
};

// An answer that refuses what was sent must not become the address of the page.
const history = (event) => {
  const { response, sourceElement } = event.detail;
  const posted = sourceElement?.matches("form") && sourceElement.getAttribute("method")?.toLowerCase() === "post";
  if (response?.status >= 400 && posted) event.preventDefault();
};

const tried = ({ target }) => target.closest?.("dialog")?.querySelector(".note--failed")?.remove();

export function tellFailures() {
  document.addEventListener("htmx:before:request", tried);
  document.addEventListener("htmx:error", failed);
  document.addEventListener("htmx:before:response", broken);
  document.addEventListener("htmx:before:history:update", history);
}
