// Sends once more what did not get through, from the element that sent it: with what is typed in it now.
export function resend(ctx) {
  const { sourceElement: source, request } = ctx;
  if (!source.isConnected) return window.location.reload();
  if (source.matches("form")) return source.requestSubmit(request.submitter?.isConnected ? request.submitter : null);
  if (ctx.values || source === document.body) {
    const { target, swap, values } = ctx;
    return window.htmx.ajax(request.method, request.action, { source, target, swap, values })
      .then(() => document.dispatchEvent(new CustomEvent("shangji:resent"))); // it may lie elsewhere than then
  }
  if (source.matches("a, button")) return source.click();
  return window.htmx.trigger(source, source.getAttribute("hx-trigger")?.split(/[ ,]/)[0] ?? "click");
}

// When the request is over: its button can be pressed again from then on.
export function afterwards(ctx, run) {
  const over = ({ detail }) => {
    if (detail.ctx !== ctx) return;
    document.removeEventListener("htmx:finally:request", over);
    setTimeout(run);
  };
  document.addEventListener("htmx:finally:request", over);
}
