// A list that follows its end while its reader is there, and offers a way down otherwise.

import { onLanguage, word } from "./words.js";

const NEAR = 60;
const MARGIN = 8;
const READING_MS = 9000;
// A smooth scroll away from the end begins at the end, and what is above may still grow.
const LEAVING_MS = 1500;

export class Follower {
  #box;
  #pill;
  #isBusy;
  #first;
  #hasStirred = false;
  #follows = true;
  #unseen = new Set();
  #touchedAt = -READING_MS;
  #leftAt = -LEAVING_MS;
  #top = 0;

  // It stays at the top of what *first* finds until its reader has stirred.
  constructor({ box, content, pill, first = () => null, isBusy = () => false }) {
    this.#box = box;
    this.#pill = pill;
    this.#isBusy = isBusy;
    this.#first = first;
    this.#watchReader();
    pill.addEventListener("click", () => {
      this.attend();
      box.focus({ preventScroll: true });
    });
    onLanguage(() => this.#show());
    // Pictures arrive late, and the room shrinks when a keyboard or the reply bar opens.
    const keepPlace = new ResizeObserver(() => {
      if (this.#held()) this.#showFirst();
      else if (this.#follows) this.down();
    });
    keepPlace.observe(box);
    keepPlace.observe(content);
  }

  // Whoever points at a card, or has just pressed something, keeps it under the pointer.
  get isFollowing() {
    const isRead = performance.now() - this.#touchedAt <= READING_MS;
    return this.#follows && !this.#held() && !isRead && !this.#isBusy();
  }

  added(ids, followed) {
    if (this.#held()) {
      this.#showFirst();
    } else if (followed) {
      this.down();
      return;
    } else {
      this.#follows = this.#below() < NEAR;
    }
    if (this.#follows) this.#unseen.clear();
    else ids.forEach((id) => this.#unseen.add(id));
    this.#show();
  }

  // What is gone cannot be waiting to be seen.
  kept(isThere) {
    for (const id of this.#unseen) if (!isThere(id)) this.#unseen.delete(id);
    this.#show();
  }

  down() {
    this.#follows = true;
    this.#goTo(this.#box.scrollHeight);
    this.#unseen.clear();
    this.#show();
  }

  // All has been drawn afresh: who read at *top* goes on there.
  stay(top) {
    if (this.#held()) this.#showFirst();
    else if (this.#follows) this.down();
    else this.#goTo(top);
  }

  // A new reader, or none any more.
  begin({ hasStirred }) {
    this.#hasStirred = hasStirred;
    this.#follows = true;
    this.#unseen.clear();
    this.#show();
  }

  get hasStirred() {
    return this.#hasStirred;
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

  #held() {
    return !this.#hasStirred && this.#first() !== null;
  }

  #showFirst() {
    // Not where it is seen just now: what has just come is still moving into its place.
    this.#goTo(this.#first().offsetTop - this.#box.offsetTop - MARGIN);
    this.#follows = false;
  }

  #goTo(top) {
    this.#box.scrollTop = top;
    this.#top = this.#box.scrollTop;
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
      this.#unseen.clear();
      this.#show();
    }
    this.#top = this.#box.scrollTop;
  }

  #below() {
    return this.#box.scrollHeight - this.#box.scrollTop - this.#box.clientHeight;
  }

  #show() {
    this.#pill.hidden = this.#unseen.size === 0;
    this.#pill.textContent = `${this.#unseen.size} ↓`;
    this.#pill.setAttribute("aria-label", word("new_messages", { n: this.#unseen.size }));
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
  // What does not fit is read from its beginning.
  const block = element.offsetHeight > 0.8 * innerHeight ? "start" : "center";
  element.scrollIntoView({ block, behavior: calm() ? "auto" : "smooth" });
  element.classList.remove("flash");
  requestAnimationFrame(() => element.classList.add("flash"));
  setTimeout(() => element.classList.remove("flash"), 2400);
}
