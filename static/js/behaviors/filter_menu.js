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
  // A customer is looked for by the picker itself; the list is asked once one is picked, or the field is emptied.
  const ask = (field) => field.dispatchEvent(new Event("input", { bubbles: true }));
  const picked = ({ target }) => { if (target.type === "hidden") ask(target); };
  const narrow = (event) => {
    const picker = event.target.type !== "hidden" && event.target.closest(".picker");
    if (picker) {
      event.stopPropagation();
      if (!event.target.value) ask(picker.querySelector("[type=hidden]"));
      return;
    }
    if (!("narrows" in event.target.dataset)) return;
    event.stopPropagation(); // it asks the server for nothing
    const text = event.target.value.trim().toLowerCase();
    for (const option of event.target.parentElement.querySelectorAll(".check")) {
      option.hidden = Boolean(text) && !option.textContent.toLowerCase().includes(text);
    }
  };
  const enter = (event) => {
    if (event.key === "Enter" && event.target.matches("[data-narrows], .picker input")) event.preventDefault();
  };
  const before = () => { open = [...menu.querySelectorAll(".pickset[open]")].map((field) => field.id); };
  const after = () => open.forEach((id) => { const field = document.getElementById(id); if (field) field.open = true; });

  menu.addEventListener("toggle", toggled);
  menu.addEventListener("keydown", walk);
  menu.addEventListener("keydown", enter);
  menu.addEventListener("input", narrow);
  menu.addEventListener("change", picked);
  document.addEventListener("htmx:before:swap", before);
  document.addEventListener("htmx:after:swap", after);
  return () => {
    document.removeEventListener("htmx:before:swap", before);
    document.removeEventListener("htmx:after:swap", after);
  };
}
