// The sidebar folds to its glyphs, and this browser remembers it.
export default function rail(button) {
  const html = document.documentElement;
  const say = () => button.setAttribute("aria-pressed", String(html.classList.contains("rail")));
  const fold = () => {
    const folded = html.classList.toggle("rail");
    try { localStorage.setItem("rail", folded ? "yes" : "no"); } catch { /* storage is forbidden */ }
    say();
  };
  say();
  button.addEventListener("click", fold);
  return () => button.removeEventListener("click", fold);
}
