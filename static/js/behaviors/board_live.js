// Asks every few seconds whether the board changed. Not while the page is hidden, a card is in hand or a dialog is open;
// says how many cards each lane shows, so that none of them vanish.
export default function boardLive(element) {
  const busy = () => document.hidden || document.body.classList.contains("dragging");

  const configure = (event) => {
    const { ctx } = event.detail;
    if (busy()) return event.preventDefault();
    const lists = [...document.querySelectorAll(".lane__list")];
    const shown = lists.map((list) => `${list.dataset.stage}:${list.querySelectorAll(".card").length}`);
    ctx.request.body.set("shown", shown.join(","));
    return undefined;
  };
  const seen = () => { if (!document.hidden) window.htmx.trigger(element, "refresh"); };

  element.addEventListener("htmx:config:request", configure);
  document.addEventListener("visibilitychange", seen);
  return () => {
    element.removeEventListener("htmx:config:request", configure);
    document.removeEventListener("visibilitychange", seen);
  };
}
