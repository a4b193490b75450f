// Runs before the first paint, so that the sidebar does not jump: what this browser remembers of the frame. Where room is
// short (a small window, or one enlarged to 200 %) the sidebar begins folded whatever was chosen for a wide one.
document.documentElement.classList.add("js");
try {
  const narrow = matchMedia("(width < 1000px)").matches;
  if (narrow || localStorage.getItem("rail") === "yes") document.documentElement.classList.add("rail");
} catch {
  // a browser that forbids storage remembers nothing
}
