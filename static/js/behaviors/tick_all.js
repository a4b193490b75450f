// A tick in the head of a table ticks every row of it, and shows whether all, some or none are.
export default function tickAll(head) {
  const table = head.closest("table");
  const ticks = () => [...table.querySelectorAll("tbody input[type=checkbox]")];
  const all = () => ticks().forEach((tick) => { tick.checked = head.checked; });
  const look = (event) => {
    if (event?.target === head) return;
    const on = ticks().filter((tick) => tick.checked).length;
    head.checked = on > 0 && on === ticks().length;
    head.indeterminate = on > 0 && !head.checked;
  };
  head.addEventListener("change", all);
  table.addEventListener("change", look);
  document.addEventListener("htmx:after:swap", look);
  look();
  return () => document.removeEventListener("htmx:after:swap", look);
}
