// On a phone the strip above the lanes says which one fills the screen, and jumps to another.
export default function laneStrip(strip) {
  const links = [...strip.querySelectorAll("a")];
  const lanes = links.map((link) => document.querySelector(link.getAttribute("href")));
  const mark = (lane) => links.forEach((link, i) => {
    if (lanes[i] === lane) {
      link.setAttribute("aria-current", "true");
      if (strip.scrollWidth > strip.clientWidth) strip.scrollLeft = link.offsetLeft - strip.clientWidth / 3;
    } else link.removeAttribute("aria-current");
  });
  const watcher = new IntersectionObserver((entries) => {
    const shown = entries.find((entry) => entry.isIntersecting);
    if (shown) mark(shown.target);
  }, { root: document.getElementById("board-lanes"), threshold: 0.6 });
  lanes.forEach((lane) => lane && watcher.observe(lane));
  const jump = (event) => {
    const link = event.target.closest("a");
    if (!link) return;
    event.preventDefault();
    document.querySelector(link.getAttribute("href"))?.scrollIntoView({ inline: "start", block: "nearest", behavior: "smooth" });
  };
  strip.addEventListener("click", jump);
  return () => { watcher.disconnect(); strip.removeEventListener("click", jump); };
}
