// Puts the page together, and keeps it up to date with the demo.

import { forget, onPrompt, startComposer } from "./composer.js";
import { onDesk, refreshDesk, start } from "./desk.js";
import { onThread, refreshThread } from "./public.js";
import { refreshStory, startStory } from "./story.js";
import { complain } from "./toast.js";
import { get, listen } from "./wire.js";
import { language, onLanguage, speak } from "./words.js";

const unseen = { public: 0, desk: 0 };
const lost = document.getElementById("lost");
const mark = (step) => document.querySelector(`[data-step="${step}"]`).classList.add("done");

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
  count(name, 0);
}

function count(name, value) {
  unseen[name] = value;
  const badge = document.getElementById(`unseen-${name}`);
  badge.hidden = value === 0;
  badge.textContent = String(value);
}

function arrived(name, number) {
  if (number > 0 && document.body.dataset.tab !== name) count(name, unseen[name] + number);
}

onThread((messages) => {
  arrived("public", messages.length);
  if (messages.some((each) => each.ours)) mark(3);
});

onDesk((messages, { pressed = "", answer = null } = {}) => {
  arrived("desk", messages.length);
  onPrompt();
  if (!answer || answer.show_alert) return;
  mark(1);
  if (/^(claim|edit|approve):/.test(pressed)) mark(2);
});

onLanguage(() => localStorage.setItem("language", language()));

function refresh(kind) {
  if (kind === "thread") return refreshThread();
  if (kind === "story") return refreshStory();
  if (kind === "empty") forget();
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
