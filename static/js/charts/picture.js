// How a chart looks: Chart.js' configuration of the figures, their colours from the tokens, the words at the bars.

export function height(told, element) {
  if (element.dataset.small) return 136;
  return told.kind === "columns" ? 208 : told.labels.length * 30 + 6;
}

// A token or a class of tokens as rgb: Chart.js reads neither oklch nor light-dark.
const dot = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
export function tone(name, alpha = 1, place = document.body) {
  const probe = document.createElement("i");
  if (name.startsWith("--")) probe.style.color = `var(${name})`;
  else {
    probe.className = name;
    probe.style.color = "var(--stage)";
  }
  place.append(probe);
  const css = getComputedStyle(probe).color;
  probe.remove();
  dot.clearRect(0, 0, 1, 1);
  dot.fillStyle = css;
  dot.fillRect(0, 0, 1, 1);
  const [red, green, blue] = dot.getImageData(0, 0, 1, 1).data;
  return `rgba(${red}, ${green}, ${blue}, ${alpha})`;
}

const TONES = { accent: ["--accent", 1], quiet: ["--ink-3", 0.34], soft: ["--accent-line", 1] };

function colour(set) {
  if (set.tones) return set.tones.map((name) => tone(name, set.under ? 0.26 : 1));
  return set.under ? tone("--accent-line") : tone(...TONES[set.tone]);
}

export function picture(told, element, animated) {
  const family = getComputedStyle(document.body).fontFamily;
  const upright = told.kind === "columns";
  const over = told.datasets.some((set) => set.under);
  const datasets = told.datasets.map((set) => ({
    ...set,
    data: set.data.map((value) => (set.down ? -value : value)),
    backgroundColor: colour(set),
    borderRadius: 3,
    borderSkipped: "start",
    maxBarThickness: upright ? 34 : 14,
    grouped: false,
    stack: over ? set.label : "all",
  }));
  const text = { family, size: 12 };
  const labels = { color: tone("--ink-3"), font: text };
  const room = upright ? { top: 24 } : { right: widest(told.ends, family) + 12 };
  const link = (hits) => !element.dataset.small && hits.map((hit) => datasets[hit.datasetIndex].links[hit.index]).find(Boolean);
  return {
    type: "bar",
    plugins: [base(upright), words(told, family, element.dataset.small)],
    data: { labels: told.labels, datasets },
    options: {
      indexAxis: upright ? "x" : "y",
      animation: animated ? { duration: 180 } : false,
      maintainAspectRatio: false,
      font: text,
      layout: { padding: room },
      onClick: (_event, hits) => link(hits) && location.assign(link(hits)),
      onHover: (event, hits) => {
        event.native.target.style.cursor = link(hits) ? "pointer" : "";
      },
      plugins: {
        legend: { display: false },
        tooltip: {
          mode: "index",
          intersect: false,
          axis: upright ? "x" : "y",
          displayColors: false,
          callbacks: { label: (hit) => `${hit.dataset.label}: ${hit.dataset.texts[hit.dataIndex]}` },
        },
      },
      scales: upright
        ? { x: { stacked: !over, grid: { display: false }, border: { display: false }, ticks: { ...labels, maxRotation: 0, autoSkipPadding: 6 } },
            y: { stacked: !over, display: false, grace: told.datasets.some((set) => set.down) ? "6%" : 0 } }
        : { x: { stacked: !over, display: false },
            y: { stacked: !over, grid: { display: false }, border: { display: false },
                 ticks: { ...labels, color: tone("--ink"), autoSkip: false, callback: (_value, place) => cut(told.labels[place], element) } } },
    },
  };
}

// A long name must not push the bars out of the picture.
function cut(name, element) {
  const signs = Math.max(8, Math.floor(element.clientWidth / 18));
  return [...name].length > signs ? `${[...name].slice(0, signs - 1).join("")}…` : name;
}

function widest(texts, family) {
  dot.font = `600 12px ${family}`;
  return Math.max(0, ...texts.map((text) => dot.measureText(text).width));
}

// The line that the bars stand on.
function base(upright) {
  return {
    id: "base",
    afterDraw({ ctx, scales, chartArea }) {
      const from = Math.round((upright ? scales.y : scales.x).getPixelForValue(0)) + 0.5;
      ctx.strokeStyle = tone("--field");
      ctx.lineWidth = 1;
      ctx.beginPath();
      if (upright) { ctx.moveTo(chartArea.left, from); ctx.lineTo(chartArea.right, from); }
      else { ctx.moveTo(from, chartArea.top); ctx.lineTo(from, chartArea.bottom); }
      ctx.stroke();
    },
  };
}

// Figures stand at the bars themselves: the end's above or after it, counts inside where there is room.
function words(told, family, small) {
  return {
    id: "words",
    afterDatasetsDraw(drawn) {
      const { ctx } = drawn;
      const upright = told.kind === "columns";
      const bars = told.datasets.map((_set, place) => drawn.getDatasetMeta(place).data);
      const slot = upright ? drawn.chartArea.width / Math.max(1, told.labels.length) : Infinity;
      const most = Math.max(...told.datasets[0].data);
      ctx.textBaseline = "alphabetic";
      told.ends.forEach((text, place) => {
        const fits = widest([text], family) + 4 < slot || (told.datasets.length === 1 && told.datasets[0].data[place] === most);
        if (!text || !fits) return;
        ctx.font = `600 12px ${family}`;
        ctx.fillStyle = tone("--ink");
        if (upright) {
          ctx.textAlign = "center";
          ctx.fillText(text, bars[0][place].x, Math.min(...bars.map((set) => set[place].y)) - 8);
        } else {
          ctx.textAlign = "left";
          ctx.fillText(text, Math.max(...bars.map((set) => set[place].x)) + 8, bars[0][place].y + 4);
        }
      });
      if (upright && !small && told.datasets.length > 1) counts(ctx, told, bars, slot, family);
    },
  };
}

function counts(ctx, told, bars, slot, family) {
  ctx.font = `400 11px ${family}`;
  ctx.textAlign = "center";
  told.datasets.forEach((set, row) => {
    bars[row].forEach((bar, place) => {
      const room = Math.abs(bar.base - bar.y) >= 18;
      const wide = ctx.measureText(set.texts[place]).width;
      if (!set.data[place] || (!room && !set.down) || wide > (room ? bar.width - 2 : slot - 4)) return;
      ctx.fillStyle = tone(set.down || set.tone !== "accent" ? "--ink" : "--accent-ink");
      ctx.fillText(set.texts[place], bar.x, !set.down ? bar.y + 14 : room ? bar.y - 6 : bar.y + 13);
    });
  });
}
