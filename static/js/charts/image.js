// A chart as a picture to keep: drawn anew at twice its size in the colours of the screen, under its sentence.
import { height, picture, tone } from "./picture.js";

const WIDTH = 960;
const EDGE = 24;
const SCALE = 2;

export function keepAsImage(element, told, listen) {
  const button = element.closest("section")?.querySelector("[data-image]");
  if (!button) return;
  button.hidden = false;
  button.addEventListener("click", () => {
    const whole = paper(element, told, button.dataset);
    whole.toBlob((blob) => {
      const link = document.createElement("a");
      link.href = URL.createObjectURL(blob);
      link.download = button.dataset.image;
      link.click();
      setTimeout(() => URL.revokeObjectURL(link.href), 1000);
    }, "image/png");
  }, listen);
}

function paper(element, told, { title, note }) {
  const family = getComputedStyle(document.body).fontFamily;
  const tall = Math.max(240, height(told, element));
  const top = note ? 84 : 64;
  const whole = document.createElement("canvas");
  whole.width = WIDTH * SCALE;
  whole.height = (tall + top + EDGE) * SCALE;
  const ctx = whole.getContext("2d");
  ctx.scale(SCALE, SCALE);
  ctx.fillStyle = tone("--surface");
  ctx.fillRect(0, 0, WIDTH, tall + top + EDGE);
  ctx.fillStyle = tone("--ink");
  ctx.font = `600 20px ${family}`;
  ctx.fillText(title, EDGE, 40, WIDTH - 2 * EDGE);
  ctx.fillStyle = tone("--ink-3");
  ctx.font = `400 13px ${family}`;
  if (note) ctx.fillText(note, EDGE, 62, WIDTH - 2 * EDGE);
  ctx.drawImage(drawn(element, told, WIDTH - 2 * EDGE, tall), EDGE, top, WIDTH - 2 * EDGE, tall);
  return whole;
}

function drawn(element, told, width, tall) {
  const canvas = document.createElement("canvas");
  canvas.width = width;
  canvas.height = tall;
  const config = picture(told, element, false);
  const chart = new window.Chart(canvas, { ...config, options: { ...config.options, responsive: false, devicePixelRatio: SCALE } });
  const copy = document.createElement("canvas");
  copy.width = canvas.width;
  copy.height = canvas.height;
  copy.getContext("2d").drawImage(canvas, 0, 0);
  chart.destroy();
  return copy;
}
