// Columns change places in their list without asking the server: by their buttons, or with Alt and an arrow key.
import { announce } from "../frame/toasts.js";

export default function columnOrder(list) {
  const move = (row, down, focus) => {
    const other = down ? row.nextElementSibling : row.previousElementSibling;
    if (!other) return;
    if (down) other.after(row);
    else other.before(row);
    focus.focus();
    const name = row.querySelector(".check").textContent.trim();
    announce(list.dataset.said.replace("{name}", name).replace("{num}", [...list.children].indexOf(row) + 1));
  };
  list.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    event.preventDefault();
    move(button.closest("li"), button.name === "down", button);
  });
  list.addEventListener("keydown", (event) => {
    if (!event.altKey || !["ArrowUp", "ArrowDown"].includes(event.key)) return;
    event.preventDefault();
    move(event.target.closest("li"), event.key === "ArrowDown", event.target);
  });
}
