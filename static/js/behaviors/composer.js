// The forms of follow-ups: chips fill fields, the phrases follow the kind, Ctrl or Cmd with Enter saves.
const field = (box, name) => box.querySelector(`[name="${name}"]`);

export default function composer(box) {
  const mark = () => {
    box.querySelectorAll("[data-fill]").forEach((chip) => {
      chip.setAttribute("aria-pressed", String(field(box, chip.dataset.fill)?.value === chip.dataset.value));
    });
    box.querySelector(".composer__then")?.toggleAttribute("data-next", Boolean(field(box, "next_on")?.value));
  };

  const clicked = (event) => {
    const chip = event.target.closest("[data-fill]");
    if (!chip) return;
    const into = field(box, chip.dataset.fill);
    into.value = into.value === chip.dataset.value && !into.required ? "" : chip.dataset.value;
    into.dispatchEvent(new Event("input", { bubbles: true }));
  };

  const followed = (event) => {
    if (event.target.name === "kind") {
      box.querySelectorAll("[data-kind]").forEach((chip) => { chip.hidden = chip.dataset.kind !== event.target.value; });
    }
    mark();
  };

  const pressed = (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.isComposing) return;
    event.preventDefault();
    event.target.form?.requestSubmit();
  };

  mark();
  box.addEventListener("click", clicked);
  box.addEventListener("input", followed);
  box.addEventListener("keydown", pressed);
}
