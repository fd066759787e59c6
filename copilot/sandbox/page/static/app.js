// Puts the page together, and keeps it up to date with the demo.

import { forget, onPrompt, startComposer } from "./composer.js";
import { beginAgain, onDesk, refreshDesk, start } from "./desk.js";
import { followAgain, onThread, refreshThread } from "./public.js";
import { refreshStory, startStory } from "./story.js";
import { complain } from "./toast.js";
import { get, listen } from "./wire.js";
import { language, onLanguage, speak } from "./words.js";

const unseen = { public: new Set(), desk: new Set() };
const oneAtATime = matchMedia("(max-width: 820px)");
const lost = document.getElementById("lost");
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
  unseen[name].clear();
  count(name);
}

function count(name) {
  const badge = document.getElementById(`unseen-${name}`);
  badge.hidden = unseen[name].size === 0;
  badge.textContent = String(unseen[name].size);
}

// Where both panes are on the screen, nothing waits behind a tab.
function arrived(name, ids) {
  if (!oneAtATime.matches || document.body.dataset.tab === name) return;
  for (const id of ids) unseen[name].add(id);
  count(name);
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
  for (const name of ["public", "desk"]) {
    unseen[name].clear();
    count(name);
  }
}

onThread((messages, { messages: all }) => {
  arrived("public", messages.filter((each) => !each.ours).map((each) => each.id));
  if (all.some((each) => each.ours)) reach(3);
});

onDesk((messages, { pressed = "", answer = null } = {}) => {
  arrived("desk", messages.filter((each) => each.buttons.length > 0).map((each) => each.message_id));
  onPrompt();
  if (!answer || answer.show_alert) return;
  reach(/^(claim|edit|approve):/.test(pressed) ? 2 : 1);
});

onLanguage(() => localStorage.setItem("language", language()));

function refresh(kind) {
  if (kind === "thread") return refreshThread();
  if (kind === "story") return refreshStory();
  if (kind === "empty") beginAnew();
  return refreshDesk();
}

async function begin() {
  showTab("desk");
  const setting = await get("setting");
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
