// Runs before the first paint, so that the sidebar does not jump: what this browser remembers of the frame.
document.documentElement.classList.add("js");
try {
  if (localStorage.getItem("rail") === "yes") document.documentElement.classList.add("rail");
} catch {
  // a browser that forbids storage remembers nothing
}
