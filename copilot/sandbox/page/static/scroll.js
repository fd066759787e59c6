// A list that follows its end while its reader is there, and offers a way down otherwise.

import { onLanguage, word } from "./words.js";

const NEAR = 60;
const READING_MS = 9000;

export function follower({ box, pill, isBusy = () => false }) {
  let unseen = 0;
  let touched = -READING_MS;
  let follows = true;

  const atEnd = () => box.scrollHeight - box.scrollTop - box.clientHeight < NEAR;
  const show = () => {
    pill.hidden = unseen === 0;
    pill.textContent = unseen === 1 ? word("new_message") : word("new_messages", { n: unseen });
  };
  const down = (behavior = "smooth") => {
    box.scrollTo({ top: box.scrollHeight, behavior: calm() ? "auto" : behavior });
    unseen = 0;
    follows = true;
    show();
  };
  const touch = () => {
    touched = performance.now();
  };

  box.addEventListener("scroll", () => {
    follows = atEnd();
    if (!follows) return;
    unseen = 0;
    show();
  });
  for (const kind of ["pointermove", "pointerdown", "wheel", "keydown"]) {
    box.addEventListener(kind, touch, { passive: true });
  }
  pill.addEventListener("click", () => {
    touched = -READING_MS;
    down();
    box.focus({ preventScroll: true });
  });
  onLanguage(show);
  // The room shrinks when a phone's keyboard or the reply bar opens.
  new ResizeObserver(() => {
    if (follows) box.scrollTop = box.scrollHeight;
  }).observe(box);

  return {
    // Whoever points at a card, or has just pressed something, keeps it under the pointer.
    wasFollowing: () => follows && performance.now() - touched > READING_MS && !isBusy(),
    added(count, followed) {
      if (followed) {
        down();
        return;
      }
      follows = atEnd();
      unseen = follows ? 0 : unseen + count;
      show();
    },
    settle(followed) {
      if (followed) box.scrollTop = box.scrollHeight;
    },
    down,
    forget() {
      unseen = 0;
      touched = -READING_MS;
      follows = true;
      show();
    },
  };
}

export function calm() {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}

export function flash(element) {
  element.scrollIntoView({ block: "center", behavior: calm() ? "auto" : "smooth" });
  element.classList.remove("flash");
  requestAnimationFrame(() => element.classList.add("flash"));
  setTimeout(() => element.classList.remove("flash"), 2400);
}
