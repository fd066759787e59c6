// The pace of the incident: hold it, hasten it, play it again.

import { icon } from "./build.js";
import { complain } from "./toast.js";
import { get, refresher, send } from "./wire.js";
import { onLanguage, word } from "./words.js";

const SPEEDS = [1, 2, 4];
const pause = document.getElementById("pause");
const speed = document.getElementById("speed");
const progress = document.getElementById("progress");
let known = { paused: false, speed: 1, shown: 0, of: 0, ready: false };

export const refreshStory = refresher(async () => {
  known = await get("story");
  show();
});

export function startStory() {
  pause.addEventListener("click", () => wish({ paused: !known.paused, speed: known.speed }));
  speed.addEventListener("click", () => wish({ paused: known.paused, speed: next(known.speed) }));
  document.getElementById("replay").addEventListener("click", () => wish({ replay: true }));
  onLanguage(show);
}

async function wish(wanted) {
  try {
    known = await send("story", wanted);
    show();
  } catch {
    complain();
  }
}

function told() {
  if (!known.ready) return word("starting");
  return word(known.holding ? "holding" : "progress", known);
}

function next(current) {
  return SPEEDS.find((each) => each > current) ?? SPEEDS[0];
}

function show() {
  progress.textContent = told();
  pause.setAttribute("aria-label", word(known.paused ? "go_on" : "pause"));
  pause.title = word(known.paused ? "go_on" : "pause");
  pause.setAttribute("aria-pressed", String(known.paused));
  pause.replaceChildren(icon(known.paused ? "play" : "pause"));
  pause.disabled = known.ready && known.shown >= known.of;
  speed.textContent = `×${known.speed}`;
  speed.setAttribute("aria-label", word("speed", { n: known.speed }));
  speed.title = word("speed", { n: known.speed });
}
