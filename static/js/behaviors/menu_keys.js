// A menu is walked with the arrow keys: opening it moves the focus to its first item, Home and End to the ends.
const items = (menu) => [...menu.querySelectorAll("a.menu__item, button.menu__item")];

export default function menuKeys(menu) {
  const toggled = (event) => {
    if (event.target !== menu || event.newState !== "open") return;
    (menu.querySelector("[aria-current]") ?? items(menu)[0])?.focus();
  };
  const pressed = (event) => {
    const all = items(menu);
    const here = all.indexOf(document.activeElement);
    const next = { ArrowDown: here + 1, ArrowUp: here - 1, Home: 0, End: all.length - 1 }[event.key];
    if (next === undefined) return;
    all[(next + all.length) % all.length]?.focus();
    event.preventDefault();
    event.stopPropagation();
  };
  const chosen = (event) => { if (event.target.closest("a[download]")) menu.hidePopover(); };
  menu.addEventListener("toggle", toggled);
  menu.addEventListener("keydown", pressed);
  menu.addEventListener("click", chosen);
}
