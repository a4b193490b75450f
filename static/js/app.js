// Brings the page to life: starts what elements ask for by data-behavior, on load and after every swap, and the frame
// around it. A behavior is a module in behaviors/ whose default function gets the element and may return its cleanup.
import "./behaviors/dialog.js"; // there before they are needed: what opens over the page hears its first key
import "./behaviors/panel.js";
import "./behaviors/unsaved.js"; // and what is typed into a form the moment it comes is kept
import "./behaviors/in_place.js";
import { guardForms } from "./frame/forms.js";
import { keepPlace } from "./frame/place.js";
import { listenToKeys } from "./frame/keys.js";
import { showProgress } from "./frame/progress.js";
import { tellFailures } from "./frame/failures.js";
import { guardSession } from "./frame/session.js";
import { guardSpots } from "./frame/spots.js";
import { showShapes } from "./frame/skeleton.js";

const running = new Map(); // element -> its cleanups
const loading = new Map(); // address of a library -> promise

const load = (address) => {
  if (!loading.has(address)) {
    loading.set(address, new Promise((done, failed) => {
      const script = document.createElement("script");
      script.src = address;
      script.onload = done;
      script.onerror = failed;
      document.head.append(script);
    }));
  }
  return loading.get(address);
};

// `data-needs` names libraries (addresses) that must be there first.
const start = async (element) => {
  const cleanups = [];
  running.set(element, cleanups);
  await Promise.all((element.dataset.needs ?? "").split(" ").filter(Boolean).map(load));
  for (const name of element.dataset.behavior.split(" ")) {
    const behavior = await import(`./behaviors/${name.replaceAll("-", "_")}.js`);
    if (!element.isConnected) return;
    const cleanup = behavior.default(element);
    if (typeof cleanup === "function") cleanups.push(cleanup);
  }
};

const refresh = () => {
  for (const [element, cleanups] of running) {
    if (element.isConnected) continue;
    running.delete(element);
    cleanups.forEach((cleanup) => cleanup());
  }
  const fresh = [...document.querySelectorAll("[data-behavior]")].filter((element) => !running.has(element));
  return Promise.allSettled(fresh.map(start));
};

document.addEventListener("htmx:after:swap", refresh);
document.addEventListener("htmx:after:process", refresh);
document.addEventListener("shangji:added", refresh);
guardForms();
keepPlace();
listenToKeys();
showProgress();
tellFailures();
guardSession();
guardSpots();
showShapes();
const parsed = new Promise((resolve) => {
  document.addEventListener("DOMContentLoaded", () => setTimeout(resolve)); // htmx wakes before that
});
Promise.all([refresh(), parsed]).then(() => { document.documentElement.dataset.started = ""; }); // all listens now
