// The theme changes at once; the server keeps it for the next page.
export default function theme(form) {
  const change = async (event) => {
    event.preventDefault();
    const { value } = event.submitter;
    const html = document.documentElement;
    html.dataset.theme = value;
    document.querySelector("meta[name=color-scheme]").content = value === "auto" ? "light dark" : value;
    form.querySelectorAll("button").forEach((one) => one.setAttribute("aria-pressed", String(one === event.submitter)));
    const body = new URLSearchParams(new FormData(form));
    body.set("theme", value);
    await fetch(form.action, { method: "POST", body, redirect: "manual" });
  };
  form.addEventListener("submit", change);
  return () => form.removeEventListener("submit", change);
}
