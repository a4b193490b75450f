// Expected close and cycle give each other: what is typed into one shows in the other. The server reckons again.
const DAY = 86_400_000;

export default function closeDate(element) {
  const form = element.closest("form");
  const date = element.querySelector("[name=expected_close_on]");
  const cycle = element.querySelector("[name=cycle]");
  const opened = () => Date.parse(form.elements.opened_on?.value || element.dataset.opened);

  const fromDate = () => {
    const days = Math.round((Date.parse(date.value) - opened()) / DAY);
    cycle.value = days >= 0 ? days : "";
  };
  const fromCycle = () => {
    const days = cycle.value.trim();
    const end = /^\d{1,5}$/.test(days) ? new Date(opened() + Number(days) * DAY) : null;
    date.value = end && !Number.isNaN(end.getTime()) ? end.toISOString().slice(0, 10) : "";
  };
  const heard = [[date, "input", fromDate], [cycle, "input", fromCycle]];
  for (const [field, name, run] of heard) field.addEventListener(name, run);
  return () => heard.forEach(([field, name, run]) => field.removeEventListener(name, run));
}
