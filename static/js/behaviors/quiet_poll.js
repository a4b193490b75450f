// Asks again every few seconds by itself (hx-trigger); not while the page is hidden, and at once when it is seen again.
export default function quietPoll(element) {
  const configure = (event) => { if (document.hidden) event.preventDefault(); };
  const seen = () => { if (!document.hidden) window.htmx.trigger(element, "refresh"); };
  element.addEventListener("htmx:config:request", configure);
  document.addEventListener("visibilitychange", seen);
  return () => {
    element.removeEventListener("htmx:config:request", configure);
    document.removeEventListener("visibilitychange", seen);
  };
}
