// The sidebar folds to its glyphs. A wide window remembers it; a narrow one always begins folded.
const narrow = matchMedia("(width < 1000px)");

const remembered = () => {
  try { return localStorage.getItem("rail") === "yes"; } catch { return false; }
};

export default function rail(button) {
  const html = document.documentElement;
  const say = () => button.setAttribute("aria-pressed", String(html.classList.contains("rail")));
  const fold = () => {
    const folded = html.classList.toggle("rail");
    if (!narrow.matches) {
      try { localStorage.setItem("rail", folded ? "yes" : "no"); } catch { /* storage is forbidden */ }
    }
    say();
  };
  const fit = () => {
    html.classList.toggle("rail", narrow.matches || remembered());
    say();
  };
  say();
  button.addEventListener("click", fold);
  narrow.addEventListener("change", fit);
  return () => {
    button.removeEventListener("click", fold);
    narrow.removeEventListener("change", fit);
  };
}
