// A filter form asks without its empty fields, so that the address stays short; a change of pipeline is a walk.
export default function filterBar(form) {
  const tidy = (event) => {
    if (event.target !== form) return;
    const { body } = event.detail.ctx.request;
    for (const [name, value] of [...body]) {
      if (!value || (name === "sort" && value === form.dataset.sort)) body.delete(name);
    }
    if (form.dataset.here === body.get("pipeline")) body.delete("pipeline");
  };
  form.addEventListener("htmx:config:request", tidy);
  return () => form.removeEventListener("htmx:config:request", tidy);
}
