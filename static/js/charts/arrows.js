// A chart read by keys: arrows walk its points, each is shown and said, Enter opens the rows behind it.
const NEXT = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

// Along the labels by the arrows of their axis, from one series to the next by those of the other.
export function listenToArrows(canvas, element, told, chart, listen) {
  const said = element.querySelector("[role=status]");
  let place = -1;
  let row = 0;
  const show = () => {
    const active = place < 0 ? [] : told.datasets.map((_set, number) => ({ datasetIndex: number, index: place }));
    const drawn = chart();
    const at = place < 0 ? { x: 0, y: 0 } : drawn.getDatasetMeta(row).data[place].getCenterPoint();
    drawn.setActiveElements(active);
    drawn.tooltip.setActiveElements(active, at);
    drawn.update("none");
  };
  canvas.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "Enter" && place >= 0) {
      const address = told.datasets[row].links[place];
      if (address) location.assign(address);
      return;
    }
    const last = told.labels.length - 1;
    const along = (told.kind === "columns") === (event.key === "ArrowLeft" || event.key === "ArrowRight");
    if (event.key === "Home") place = 0;
    else if (event.key === "End") place = last;
    else if (event.key === "Escape" && place >= 0) place = -1;
    else if (!NEXT[event.key]) return;
    else if (place < 0) place = NEXT[event.key] > 0 ? 0 : last;
    else if (along) place = Math.min(last, Math.max(0, place + NEXT[event.key]));
    else row = (row + NEXT[event.key] + told.datasets.length) % told.datasets.length;
    event.preventDefault();
    event.stopPropagation();
    show();
    said.textContent = place < 0 ? "" : sentence(told, row, place);
  }, listen);
  canvas.addEventListener("blur", () => {
    if (place < 0) return;
    place = -1;
    if (chart()) show();
  }, listen);
}

function sentence({ labels, datasets, ends, told }, row, place) {
  const { label, texts } = datasets[row];
  const end = ends[place] && ends[place] !== texts[place] ? ` (${ends[place]})` : "";
  return `${told?.[place] ?? labels[place]}: ${label} ${texts[place]}${end}`;
}
