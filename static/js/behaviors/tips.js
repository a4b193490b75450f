// Says what a mark means: when pointed at, touched or focused, and for all marks of a card or row when that has the focus.
// The words are in the mark itself (data-tip, or its hidden text), so that whoever listens to the page hears them anyway.
const soon = 250;
const later = 700;
const linger = 150;
const gap = 6;
const HOLDERS = ".card, .list__row, .todo";

const said = (mark) => mark.dataset.tip || mark.querySelector(".hide")?.textContent.trim() || "";

export default function tips(tip) {
  let timer = 0;
  let shown = null;

  const hide = () => {
    clearTimeout(timer);
    if (!shown) return;
    document.activeElement?.removeAttribute("aria-describedby");
    tip.hidden = true;
    shown = null;
  };
  const place = (anchor) => {
    const box = anchor.getBoundingClientRect();
    const { offsetWidth: wide, offsetHeight: high } = tip;
    const left = Math.max(gap, Math.min(box.left, innerWidth - wide - gap));
    const below = box.bottom + gap;
    tip.style.left = `${left}px`;
    tip.style.top = `${below + high < innerHeight ? below : box.top - high - gap}px`;
  };
  const show = (anchor, lines) => {
    hide();
    if (!lines.length || !anchor.isConnected) return;
    tip.replaceChildren(...lines.map((line) => Object.assign(document.createElement("p"), { textContent: line })));
    tip.hidden = false;
    shown = anchor;
    place(anchor);
  };
  const wait = (doing, ms) => {
    clearTimeout(timer);
    timer = setTimeout(doing, ms);
  };

  const over = (event) => {
    const cut = event.target.closest(".card__name, .card__who");
    if (cut && !cut.title && cut.scrollWidth > cut.clientWidth) cut.title = cut.textContent;
    const mark = event.target.closest("[data-tip]");
    if (mark && mark !== shown) wait(() => show(mark, [said(mark)].filter(Boolean)), soon);
    else if (mark || event.target.closest("#tip")) clearTimeout(timer);
    else if (shown && !shown.contains(document.activeElement)) wait(hide, linger);
    else if (!shown) clearTimeout(timer);
  };
  const focus = (event) => {
    const { target } = event;
    if (!(target instanceof Element) || !target.matches(":focus-visible")) return;
    const holder = target.closest("[data-tip]") ?? target.closest(HOLDERS);
    hide();
    if (!holder) return;
    const marks = holder.matches("[data-tip]") ? [holder] : [...holder.querySelectorAll("[data-tip]")];
    wait(() => {
      show(holder.matches("[data-tip]") ? holder : marks.at(-1) ?? holder, marks.map(said).filter(Boolean));
      if (shown) target.setAttribute("aria-describedby", "tip");
    }, holder.matches("[data-tip]") ? soon : later);
  };
  const press = (event) => {
    if (event.key !== "Escape") hide();
    else if (shown) {
      event.preventDefault();
      event.stopPropagation();
      hide();
    }
  };
  // A mark lies above the link that covers its card: a press on it opens the card all the same, a touch shows the words.
  const click = (event) => {
    const mark = event.target.closest(".card [data-tip]");
    if (!mark || event.target.closest("a, button")) return;
    if (event.pointerType === "touch") show(mark, [said(mark)]);
    else mark.closest(".card").querySelector(".card__name").click();
  };

  const heard = [["pointerover", over], ["focusin", focus], ["focusout", hide], ["pointerdown", hide], ["click", click]];
  heard.forEach(([name, listener]) => document.addEventListener(name, listener));
  document.addEventListener("keydown", press, { capture: true });
  document.addEventListener("scroll", hide, { capture: true, passive: true });
  return () => {
    clearTimeout(timer);
    heard.forEach(([name, listener]) => document.removeEventListener(name, listener));
    document.removeEventListener("keydown", press, { capture: true });
    document.removeEventListener("scroll", hide, { capture: true });
  };
}
