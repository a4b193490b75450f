// The menu of filters: opening it moves the focus in, up and down walk its fields, a find field narrows long lists of
// choices; what is unfolded stays so when the page around it is renewed.
const fields = (menu) => [...menu.querySelectorAll(".pickset > summary, .menu__field .input")];

export default function filterMenu(menu) {
  let open = [];

  const toggled = (event) => {
    if (event.target !== menu || event.newState !== "open") return;
    if (!menu.contains(document.activeElement)) fields(menu)[0]?.focus();
  };
  const walk = (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || !event.target.matches("summary")) return;
    const all = fields(menu);
    all[Math.min(Math.max(all.indexOf(event.target) + step, 0), all.length - 1)].focus();
    event.preventDefault();
  };
  const narrow = (event) => {
    if (!("narrows" in event.target.dataset)) return;
    event.stopPropagation(); // it asks the server for nothing
    const text = event.target.value.trim().toLowerCase();
    for (const option of event.target.parentElement.querySelectorAll(".check")) {
      option.hidden = Boolean(text) && !option.textContent.toLowerCase().includes(text);
    }
  };
  const enter = (event) => {
    if (event.key === "Enter" && event.target.matches("[data-narrows]")) event.preventDefault();
  };
  const before = () => { open = [...menu.querySelectorAll(".pickset[open]")].map((field) => field.id); };
  const after = () => open.forEach((id) => { const field = document.getElementById(id); if (field) field.open = true; });

  menu.addEventListener("toggle", toggled);
  menu.addEventListener("keydown", walk);
  menu.addEventListener("keydown", enter);
  menu.addEventListener("input", narrow);
  document.addEventListener("htmx:before:swap", before);
  document.addEventListener("htmx:after:swap", after);
  return () => {
    document.removeEventListener("htmx:before:swap", before);
    document.removeEventListener("htmx:after:swap", after);
  };
}
