// A filter form asks without its empty fields, and with commas between several values of one, so that the address stays
// short; a change of pipeline is a walk.
export default function filterBar(form) {
  const tidy = (event) => {
    if (event.target !== form) return;
    const { body } = event.detail.ctx.request;
    for (const name of new Set([...body].map(([key]) => key))) {
      const values = body.getAll(name).filter(Boolean);
      body.delete(name);
      if (values.length && !(name === "sort" && values[0] === form.dataset.sort)) body.append(name, values.join(","));
    }
    if (form.dataset.here === body.get("pipeline")) body.delete("pipeline");
  };
  form.addEventListener("htmx:config:request", tidy);
  return () => form.removeEventListener("htmx:config:request", tidy);
}
