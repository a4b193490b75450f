// Asks every few seconds whether the board changed. Not while the page is hidden, a card is in hand or a dialog is open;
// says how many cards each lane shows, so that none of them vanish. What somebody changed shines for a moment.
const shine = 4000;
const versions = () => new Map([...document.querySelectorAll(".card")].map((card) => [card.id, card.dataset.version]));

export default function boardLive(element) {
  let known = new Map();
  const busy = () => document.hidden || document.body.classList.contains("dragging");

  const configure = (event) => {
    const { ctx } = event.detail;
    if (busy()) return event.preventDefault();
    const lists = [...document.querySelectorAll(".lane__list")];
    const shown = lists.map((list) => `${list.dataset.lane}:${list.querySelectorAll(".card").length}`);
    ctx.request.body.set("shown", shown.join(","));
    return undefined;
  };
  const before = () => { known = versions(); };
  const after = () => {
    for (const [id, version] of versions()) {
      if (known.get(id) === version) continue;
      const card = document.getElementById(id);
      card.classList.add("card--new");
      setTimeout(() => card.classList.remove("card--new"), shine);
    }
  };
  const seen = () => { if (!document.hidden) window.htmx.trigger(element, "refresh"); };

  element.addEventListener("htmx:config:request", configure);
  element.addEventListener("htmx:before:swap", before);
  element.addEventListener("htmx:after:swap", after);
  document.addEventListener("visibilitychange", seen);
  document.addEventListener("shangji:resent", seen);
  return () => {
    element.removeEventListener("htmx:config:request", configure);
    element.removeEventListener("htmx:before:swap", before);
    element.removeEventListener("htmx:after:swap", after);
    document.removeEventListener("visibilitychange", seen);
    document.removeEventListener("shangji:resent", seen);
  };
}
