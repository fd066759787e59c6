// A list that follows its end while its reader is there, and offers a way down otherwise.

import { onLanguage, word } from "./words.js";

const NEAR = 60;
const READING_MS = 9000;
// A smooth scroll away from the end begins at the end, and what is above may still grow.
const LEAVING_MS = 1500;

export function follower({ box, content, pill, isBusy = () => false }) {
  let unseen = 0;
  let touched = -READING_MS;
  let follows = true;
  let top = 0;
  let left = -LEAVING_MS;

  const below = () => box.scrollHeight - box.scrollTop - box.clientHeight;
  const show = () => {
    pill.hidden = unseen === 0;
    pill.textContent = word("new_messages", { n: unseen });
  };
  const down = () => {
    follows = true;
    box.scrollTop = box.scrollHeight;
    unseen = 0;
    show();
  };

  box.addEventListener("scroll", () => {
    // A list that shrinks moves up, too, but stays at its very end.
    if (box.scrollTop < top && below() > 1) {
      follows = false;
    } else if (below() < NEAR && performance.now() - left > LEAVING_MS) {
      follows = true;
      unseen = 0;
      show();
    }
    top = box.scrollTop;
  });
  for (const kind of ["pointermove", "pointerdown", "wheel", "keydown"]) {
    box.addEventListener(kind, () => (touched = performance.now()), { passive: true });
  }
  pill.addEventListener("click", () => {
    touched = -READING_MS;
    down();
    box.focus({ preventScroll: true });
  });
  onLanguage(show);
  // Pictures arrive late, and the room shrinks when a keyboard or the reply bar opens.
  const keepEnd = new ResizeObserver(() => {
    if (follows) down();
  });
  keepEnd.observe(box);
  keepEnd.observe(content);

  return {
    // Whoever points at a card, or has just pressed something, keeps it under the pointer.
    isFollowing: () => follows && performance.now() - touched > READING_MS && !isBusy(),
    added(count, followed) {
      if (followed) {
        down();
        return;
      }
      follows = below() < NEAR;
      unseen = follows ? 0 : unseen + count;
      show();
    },
    down,
    // Something elsewhere in the list is about to be shown.
    leave() {
      follows = false;
      left = performance.now();
    },
    // Somebody wrote or starts anew: what comes next is what they wait for.
    attend() {
      touched = -READING_MS;
      left = -LEAVING_MS;
      down();
    },
  };
}

export function calm() {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}

// Marks what has just come, for as long as somebody may be looking for it.
export function welcome(element) {
  element.classList.add("fresh");
  setTimeout(() => element.classList.remove("fresh"), 5000);
}

export function flash(element) {
  element.scrollIntoView({ block: "center", behavior: calm() ? "auto" : "smooth" });
  element.classList.remove("flash");
  requestAnimationFrame(() => element.classList.add("flash"));
  setTimeout(() => element.classList.remove("flash"), 2400);
}
