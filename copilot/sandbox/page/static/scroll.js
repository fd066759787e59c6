// A list that follows its end while its reader is there, and offers a way down otherwise.

import { onLanguage, word } from "./words.js";

const NEAR = 60;
const READING_MS = 9000;
// A smooth scroll away from the end begins at the end, and what is above may still grow.
const LEAVING_MS = 1500;

export class Follower {
  #box;
  #pill;
  #isBusy;
  #hasStirred;
  #follows = true;
  #unseen = 0;
  #touchedAt = -READING_MS;
  #leftAt = -LEAVING_MS;
  #top = 0;

  // With *holdsFirst* it stays with what filled it first until its reader has stirred.
  constructor({ box, content, pill, holdsFirst = false, isBusy = () => false }) {
    this.#box = box;
    this.#pill = pill;
    this.#isBusy = isBusy;
    this.#hasStirred = !holdsFirst;
    this.#watchReader();
    pill.addEventListener("click", () => {
      this.attend();
      box.focus({ preventScroll: true });
    });
    onLanguage(() => this.#show());
    // Pictures arrive late, and the room shrinks when a keyboard or the reply bar opens.
    const keepEnd = new ResizeObserver(() => this.#follows && this.down());
    keepEnd.observe(box);
    keepEnd.observe(content);
  }

  // Whoever points at a card, or has just pressed something, keeps it under the pointer.
  get isFollowing() {
    const isHeld = !this.#hasStirred && this.#box.scrollHeight > this.#box.clientHeight;
    const isRead = performance.now() - this.#touchedAt <= READING_MS;
    return this.#follows && !isHeld && !isRead && !this.#isBusy();
  }

  added(count, followed) {
    if (followed) {
      this.down();
      return;
    }
    this.#follows = this.#below() < NEAR;
    this.#unseen = this.#follows ? 0 : this.#unseen + count;
    this.#show();
  }

  down() {
    this.#follows = true;
    this.#box.scrollTop = this.#box.scrollHeight;
    this.#top = this.#box.scrollTop;
    this.#unseen = 0;
    this.#show();
  }

  // Something elsewhere in the list is about to be shown.
  leave() {
    this.#follows = false;
    this.#leftAt = performance.now();
  }

  // Its reader acts: what comes next is what they wait for.
  attend() {
    this.#hasStirred = true;
    this.#touchedAt = -READING_MS;
    this.#leftAt = -LEAVING_MS;
    this.down();
  }

  #watchReader() {
    const touch = (event) => {
      this.#touchedAt = performance.now();
      if (event.type !== "pointermove") this.#hasStirred = true;
    };
    for (const kind of ["pointermove", "pointerdown", "wheel", "keydown"]) {
      this.#box.addEventListener(kind, touch, { passive: true });
    }
    this.#box.addEventListener("scroll", () => this.#scrolled());
  }

  #scrolled() {
    // A list that shrinks moves up, too, but stays at its very end.
    if (this.#box.scrollTop < this.#top && this.#below() > 1) {
      this.#follows = false;
    } else if (this.#below() < NEAR && performance.now() - this.#leftAt > LEAVING_MS) {
      this.#follows = true;
      this.#unseen = 0;
      this.#show();
    }
    this.#top = this.#box.scrollTop;
  }

  #below() {
    return this.#box.scrollHeight - this.#box.scrollTop - this.#box.clientHeight;
  }

  #show() {
    this.#pill.hidden = this.#unseen === 0;
    this.#pill.textContent = `${this.#unseen} ↓`;
    this.#pill.setAttribute("aria-label", word("new_messages", { n: this.#unseen }));
    this.#pill.title = this.#pill.getAttribute("aria-label");
  }
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
  const block = element.offsetHeight > 0.8 * innerHeight ? "end" : "center";
  element.scrollIntoView({ block, behavior: calm() ? "auto" : "smooth" });
  element.classList.remove("flash");
  requestAnimationFrame(() => element.classList.add("flash"));
  setTimeout(() => element.classList.remove("flash"), 2400);
}
