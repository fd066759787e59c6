// What the bot answers to a press: a passing line, or a box that waits to be closed.

import { word } from "./words.js";

const toast = document.getElementById("toast");
const alertBox = document.getElementById("alert");
let timer = null;

export function say(text, isAlert = false) {
  if (isAlert) {
    document.getElementById("alert-text").textContent = text;
    if (!alertBox.open) alertBox.showModal();
    return;
  }
  toast.textContent = text;
  toast.classList.add("open");
  clearTimeout(timer);
  timer = setTimeout(() => toast.classList.remove("open"), Math.max(3200, text.length * 60));
}

export function complain() {
  say(word("failed"));
}
