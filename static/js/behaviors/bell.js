// The bell opens its list over the page. It does not ask while the page is hidden, and asks at once when it is seen again.
export default function bell(element) {
  const menu = element.querySelector("[popover]");
  const button = () => element.querySelector(".bell__button");
  const say = () => {
    const open = String(menu.matches(":popover-open"));
    if (button().getAttribute("aria-expanded") !== open) button().setAttribute("aria-expanded", open);
  };
  button().setAttribute("aria-haspopup", "dialog");
  say();

  // The list is fetched by the link; a second press closes it. A press outside has closed it before the click comes.
  let wasOpen = false;
  const down = () => { wasOpen = menu.matches(":popover-open"); };
  const click = (event) => {
    if (!event.target.closest(".bell__button") || !(wasOpen && event.detail)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (menu.matches(":popover-open")) menu.hidePopover();
  };
  const fetched = () => {
    if (!menu.querySelector("#bell-latest") || menu.matches(":popover-open")) return;
    menu.showPopover();
    (menu.querySelector(".notice__link") ?? menu.querySelector("a")).focus();
  };
  const configure = (event) => {
    if (event.target === element && document.hidden) event.preventDefault();
  };
  const swapped = ({ detail: { ctx } }) => {
    if (ctx.target?.id === "bell-list") fetched();
  };
  const toggled = () => {
    say();
    if (!menu.matches(":popover-open")) window.htmx.trigger(element, "refresh");
  };
  const seen = () => { if (!document.hidden) window.htmx.trigger(element, "refresh"); };
  const morphed = new MutationObserver(say);
  morphed.observe(button(), { attributes: true, attributeFilter: ["aria-expanded"] });

  element.addEventListener("pointerdown", down, { capture: true });
  element.addEventListener("click", click, { capture: true });
  element.addEventListener("htmx:config:request", configure);
  document.addEventListener("htmx:after:swap", swapped);
  menu.addEventListener("toggle", toggled);
  document.addEventListener("visibilitychange", seen);
  return () => {
    morphed.disconnect();
    element.removeEventListener("pointerdown", down, { capture: true });
    element.removeEventListener("click", click, { capture: true });
    element.removeEventListener("htmx:config:request", configure);
    document.removeEventListener("htmx:after:swap", swapped);
    menu.removeEventListener("toggle", toggled);
    document.removeEventListener("visibilitychange", seen);
  };
}
