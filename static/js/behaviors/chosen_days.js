// A period is either named or two days: the days take no part while a named one is chosen.
export default function chosenDays(form) {
  const period = form.elements.period;
  const follow = () => {
    for (const day of [form.elements.from, form.elements.to]) day.disabled = period.value !== "days";
  };
  follow();
  period.addEventListener("change", follow, { capture: true });
  return () => period.removeEventListener("change", follow, { capture: true });
}
