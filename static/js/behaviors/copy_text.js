// A button that copies what stands in the field beside it. Where the browser keeps the clipboard shut (no https), the text
// is selected, ready for Ctrl+C.
import { announce } from "../frame/toasts.js";

export default function copyText(button) {
  const field = document.getElementById(button.dataset.of);
  const word = button.querySelector("[data-word]");
  const copy = async () => {
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
    } catch {
      if (!document.execCommand("copy")) return;
    }
    word.textContent = button.dataset.done;
    announce(button.dataset.done);
  };
  button.addEventListener("click", copy);
  return () => button.removeEventListener("click", copy);
}
