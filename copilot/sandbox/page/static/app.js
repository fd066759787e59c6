// Puts the page together, and keeps it up to date with the demo.

import { forget, onPrompt, startComposer } from "./composer.js";
import { beginAgain, messages, onDesk, refreshDesk, start } from "./desk.js";
import { followAgain, onThread, refreshThread } from "./public.js";
import { refreshStory, startStory } from "./story.js";
import { complain } from "./toast.js";
import { get, listen } from "./wire.js";
import { language, onLanguage, speak } from "./words.js";

// What is there, and what of it has been seen: a count made of both is right in whatever order
// the stream's events and the answers to them come.
const there = { public: [], desk: [] };
const seen = { public: new Set(), desk: new Set() };
const oneAtATime = matchMedia("(max-width: 820px)");
const lost = document.getElementById("lost");
const speaks = document.querySelector(".speaks");
let reached = 0;

for (const button of document.querySelectorAll("[data-language]")) {
  button.addEventListener("click", () => {
    localStorage.setItem("language", button.dataset.language);
    speak(button.dataset.language);
  });
}

for (const name of ["public", "desk"]) {
  document.getElementById(`tab-${name}`).addEventListener("click", () => showTab(name));
}
document.querySelector("[role=tablist]").addEventListener("keydown", (event) => {
  if (!["ArrowLeft", "ArrowRight"].includes(event.key)) return;
  const other = document.body.dataset.tab === "desk" ? "public" : "desk";
  showTab(other);
  document.getElementById(`tab-${other}`).focus();
});

function showTab(name) {
  document.body.dataset.tab = name;
  for (const each of ["public", "desk"]) {
    const tab = document.getElementById(`tab-${each}`);
    tab.setAttribute("aria-selected", String(each === name));
    tab.tabIndex = each === name ? 0 : -1;
  }
  look(name, there[name]);
}

// Where both panes are on the screen, nothing waits behind a tab.
function look(name, entries) {
  const isShown = !oneAtATime.matches || document.body.dataset.tab === name;
  const kept = entries.filter(({ id }) => isShown || seen[name].has(id));
  there[name] = entries;
  seen[name] = new Set(kept.map(({ id }) => id));
  const badge = document.getElementById(`unseen-${name}`);
  const unseen = entries.filter(({ id, counts }) => counts && !seen[name].has(id)).length;
  badge.hidden = unseen === 0;
  badge.textContent = String(unseen);
}

oneAtATime.addEventListener("change", () => showTab(document.body.dataset.tab));

// A later step stands for those before it.
function reach(step) {
  reached = step === 0 ? 0 : Math.max(reached, step);
  for (const item of document.querySelectorAll("[data-step]")) {
    item.classList.toggle("done", Number(item.dataset.step) <= reached);
  }
}

function beginAnew() {
  forget();
  beginAgain();
  followAgain();
  reach(0);
  seen.public.clear();
  seen.desk.clear();
}

onThread((_, { messages: all }) => {
  look("public", all.map((each) => ({ id: each.id, counts: !each.ours })));
  if (all.some((each) => each.ours)) reach(3);
});

onDesk((_, { pressed = "", answer = null } = {}) => {
  look("desk", messages().map((each) => ({ id: each.message_id, counts: each.buttons.length > 0 })));
  onPrompt();
  if (!answer || answer.show_alert) return;
  reach(/^(claim|edit|approve):/.test(pressed) ? 2 : 1);
});

onLanguage(() => localStorage.setItem("language", language()));

function refresh(kind) {
  if (kind === "thread") return refreshThread();
  if (kind === "story") return refreshStory();
  if (kind !== "empty") return refreshDesk();
  beginAnew();
  return Promise.all([refreshThread(), refreshDesk()]);
}

async function begin() {
  showTab("desk");
  const setting = await get("setting");
  onLanguage(() => { speaks.hidden = language() === setting.language; });
  speak(localStorage.getItem("language") ?? setting.language);
  start(setting, showTab);
  startComposer();
  startStory();
  listen({
    onEvent: ({ kind }) => {
      if (kind === "closing") lost.hidden = false;
      else refresh(kind);
    },
    onOpen: () => {
      lost.hidden = true;
      refreshThread();
      refreshStory();
      refreshDesk();
    },
    onLost: () => {
      lost.hidden = false;
    },
  });
}

begin().catch(complain);
