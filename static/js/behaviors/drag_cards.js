// Cards are dragged between lanes, or onto Won, Lost and Invalid. It knows no business: the server decides, and a card
// that it does not accept goes back to where it was.
const settled = 400;

// Is the pointer over a lane that takes nothing? On its way there the card may have come to lie in the one beside it.
const overShut = (event) => {
  const { clientX, clientY } = event.changedTouches?.[0] ?? event;
  return document.elementFromPoint(clientX, clientY)?.closest(".lane")?.querySelector("[data-shut]");
};

const idOf = (card) => card.id.slice("card-".length);

export default function dragCards(board) {
  const Sortable = window.Sortable;
  const drops = document.getElementById("board-drops");
  if (!Sortable || board.dataset.readonly) return undefined;
  let from = null;

  const restore = (card) => {
    if (!from) return;
    const anchor = from.next?.isConnected ? from.next : null;
    (from.list.isConnected ? from.list : card.parentElement).insertBefore(card, anchor);
  };

  const send = async (card, list) => {
    const place = { ...from };
    let status = 0;
    const heard = (event) => { status = event.detail.ctx.response?.status ?? 0; };
    card.addEventListener("htmx:after:request", heard, { once: true });
    if (board.dataset.sort === "moved") list.prepend(card);
    const tools = document.getElementById("board-tools");
    const filters = Object.fromEntries([...new FormData(tools)].filter(([name, value]) => value && name !== "pipeline"));
    const { version } = card.dataset;
    const id = idOf(card);
    const { stage, month } = list.dataset;
    await (month
      ? window.htmx.ajax("POST", `/opportunities/${id}/expectation`, {
        source: card, target: "#dialog", swap: "innerHTML", values: { month, version },
      })
      : window.htmx.ajax("POST", `/board/drops/${id}?${new URLSearchParams(filters)}`, {
        source: card, target: card, swap: "none", values: { stage, version },
      }));
    card.removeEventListener("htmx:after:request", heard);
    if (!status || status >= settled) {
      from = place;
      restore(card);
      window.htmx.trigger("#board-live", "refresh");
    } else if (board.dataset.sort !== "moved") {
      window.htmx.trigger("#board-live", "refresh");
    }
  };

  const options = (group) => ({
    group, animation: 0, delay: 150, delayOnTouchOnly: true, touchStartThreshold: 4,
    draggable: ".card", filter: "button", preventOnFilter: false, sort: false,
    ghostClass: "card--ghost", dragClass: "card--lift", scrollSensitivity: 80, bubbleScroll: true,
  });

  const lists = [...board.querySelectorAll(".lane__list")].map((list) => Sortable.create(list, {
    ...options({ name: "cards", put: !list.dataset.shut }),
    onStart({ item }) {
      from = { list: item.parentElement, next: item.nextElementSibling };
      document.body.classList.add("dragging");
      drops.hidden = false;
    },
    onEnd({ item, to, originalEvent }) {
      document.body.classList.remove("dragging");
      const zone = to.dataset.outcome;
      if (zone) {
        restore(item);
        const path = `/opportunities/${idOf(item)}/closure/new?outcome=${zone}`;
        window.htmx.ajax("GET", path, { source: item, target: "#dialog", swap: "innerHTML" });
      } else if (to !== from.list && overShut(originalEvent)) {
        restore(item);
      } else if (to !== from.list) {
        send(item, to);
      }
      drops.hidden = true;
      from = null;
    },
  }));
  const zones = [...drops.querySelectorAll(".drops__zone")].map((zone) => Sortable.create(zone, {
    ...options({ name: "zones", put: ["cards"], pull: false }), draggable: ".nothing",
  }));
  return () => [...lists, ...zones].forEach((one) => one.destroy());
}
