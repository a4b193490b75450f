// The bell opens its list over the page; how many are unread stands in the title too, for whoever works in another tab.
const COUNTED = /^\(\d+\+?\) /;

export default function bell(element) {
  const menu = element.querySelector("[popover]");
  const live = element.querySelector("[hx-ptag]");
  const button = () => element.querySelector(".bell__button");
  const isOpen = () => menu.matches(":popover-open");
  const say = () => {
    if (button().getAttribute("aria-expanded") !== String(isOpen())) button().setAttribute("aria-expanded", isOpen());
    const count = Number(button().dataset.count) || 0;
    const title = document.title.replace(COUNTED, "");
    const counted = !count ? title : `(${count > 99 ? "99+" : count}) ${title}`;
    if (document.title !== counted) document.title = counted;
  };

  // The list is fetched by the link; a second press closes it. A press outside has closed it before the click comes.
  let wasOpen = false;
  const down = () => { wasOpen = isOpen(); };
  const click = (event) => {
    if (!event.target.closest(".bell__button") || !(wasOpen && event.detail)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (isOpen()) menu.hidePopover();
  };
  const fetched = ({ detail: { ctx } }) => {
    if (ctx.target?.id !== "bell-list" || isOpen()) return;
    menu.showPopover();
    (menu.querySelector(".notice__link") ?? menu.querySelector("a")).focus();
  };
  const toggled = () => {
    say();
    if (!isOpen()) window.htmx.trigger(live, "refresh");
  };
  const seen = () => { if (!document.hidden) window.htmx.trigger(live, "refresh"); };

  button().setAttribute("aria-haspopup", "dialog");
  say();
  const watcher = new MutationObserver(say); // what is swapped in knows neither what is open nor what the title said
  watcher.observe(element, { subtree: true, attributes: true, attributeFilter: ["aria-expanded", "data-count"] });
  watcher.observe(document.querySelector("title"), { childList: true });
  const heard = [
    [element, "pointerdown", down, { capture: true }], [element, "click", click, { capture: true }],
    [document, "htmx:after:swap", fetched], [menu, "toggle", toggled], [document, "visibilitychange", seen],
  ];
  for (const [target, ...rest] of heard) target.addEventListener(...rest);
  return () => {
    watcher.disconnect();
    for (const [target, ...rest] of heard) target.removeEventListener(...rest);
  };
}
