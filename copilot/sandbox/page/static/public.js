// The public thread: the post, what customers write under it, and what the brand answered.

import { avatar, local, make } from "./build.js";
import { flash, Follower, welcome } from "./scroll.js";
import { get, refresher } from "./wire.js";
import { language, onLanguage, word } from "./words.js";

const post = document.getElementById("post");
const comments = document.getElementById("comments");
const tally = document.getElementById("tally");
const follow = new Follower({
  box: document.getElementById("thread-scroll"),
  content: document.getElementById("thread"),
  pill: document.getElementById("new-public"),
});
const drawn = new Map();
let shown = null;
let watchers = [];

export const refreshThread = refresher(async () => {
  shown = await get("thread");
  show();
});

// Another showing.
export function followAgain() {
  follow.begin({ hasStirred: true });
}

export function onThread(watcher) {
  watchers.push(watcher);
}

export function goTo(id) {
  const element = document.getElementById(id);
  if (!element) return;
  follow.leave();
  flash(element);
}

onLanguage(() => {
  drawn.clear();
  comments.replaceChildren();
  if (shown) show({ quietly: true });
});

setInterval(() => {
  for (const place of document.querySelectorAll("[data-at]")) place.textContent = ago(place.dataset.at);
}, 20_000);

function show({ quietly = false } = {}) {
  const followed = follow.isFollowing;
  drawPost(shown.post);
  const arrived = drawComments(shown.messages, quietly);
  follow.kept((id) => drawn.has(id));
  const answers = shown.messages.filter((each) => each.ours);
  const asked = shown.messages.length - answers.length;
  tally.textContent = `${word("answers", { n: answers.length })} ${word("under", { n: asked })}`;
  if (arrived.length > 0 && !quietly) reveal(arrived, followed);
  for (const watcher of watchers) watcher(quietly ? [] : arrived, shown);
}

// The brand's own answer is what the reader has waited for: it is shown wherever it stands.
function reveal(arrived, followed) {
  const answer = arrived.find((each) => each.ours);
  if (answer) {
    follow.leave();
    flash(document.getElementById(answer.id));
    return;
  }
  follow.added(arrived.map((each) => each.id), followed);
}

function drawPost(told) {
  if (!told) return;
  const key = JSON.stringify([told, language()]);
  if (post.dataset.key === key) return;
  post.dataset.key = key;
  post.replaceChildren(
    make("header", {}, avatar(told.author, "brand-mark"), make("div", {},
      make("strong", {}, told.author, " ", official()),
      make("small", {}, `${word("sponsored")} · ${told.title} · 🌐`))),
    make("p", { class: "words" }, told.text),
    banner(told),
    make("footer", {},
      make("span", {}, `👍❤️😡 ${number(told.likes)}`),
      make("span", {}, `${word("comments", { n: told.comments })} · ${word("shares", { n: told.shares })}`)),
  );
}

function banner(told) {
  return make("div", { class: "banner" },
    make("strong", {}, told.title), make("span", {}, told.author), make("em", {}, "−30 %"));
}

function official() {
  return make("span", { class: "official" }, "✓ ", word("official"));
}

function drawComments(messages, quietly) {
  const arrived = [];
  const kept = new Set(messages.map((each) => each.id));
  for (const [id, { element }] of drawn) {
    if (kept.has(id)) continue;
    element.remove();
    drawn.delete(id);
  }
  for (const message of messages) {
    const known = drawn.get(message.id);
    const key = JSON.stringify(message);
    if (known?.key === key) continue;
    const body = comment(message);
    if (known) {
      known.element.replaceChild(body, known.element.firstElementChild);
      known.key = key;
      continue;
    }
    const element = make("li", { id: message.id, class: kind(message) }, body, make("ol", { class: "answers" }));
    if (!quietly) welcome(element);
    drawn.set(message.id, { element, key });
    place(message, element);
    arrived.push(message);
  }
  return arrived;
}

function kind(message) {
  return message.ours ? "comment ours" : "comment";
}

// As on most networks there are two levels: an answer to an answer stands beside it.
function place(message, element) {
  const parent = message.parent_id && drawn.get(message.parent_id)?.element;
  if (!parent) {
    comments.append(element);
    return;
  }
  const upper = parent.parentElement.closest("li.comment");
  (upper ?? parent).querySelector(":scope > ol.answers").append(element);
}

function comment(message) {
  if (message.gone) return make("div", { class: "body" }, make("p", { class: "removed" }, word("removed")));
  return make("div", { class: "body" },
    avatar(message.author, message.ours ? "brand-mark" : ""),
    make("div", { class: "side" },
      make("div", { class: "cloud" },
        make("strong", {}, message.author, message.ours ? " " : null, message.ours ? official() : null),
        make("p", { class: "words", "data-words": message.id }, message.text),
        message.likes > 0 ? make("span", { class: "hearts" }, `👍 ${number(message.likes)}`) : null),
      ...message.media.map((each) => make("img", { class: "photo", src: local(each.url), alt: each.alt || word("photo"), width: 320, height: 240 })),
      make("p", { class: "under" },
        make("span", {}, word("like")), make("span", {}, word("answer")),
        make("time", { datetime: message.at, "data-at": message.at }, ago(message.at)),
        message.edited ? make("span", {}, word("edited")) : null)));
}

function ago(at) {
  const minutes = Math.floor((Date.now() - new Date(at).getTime()) / 60_000);
  if (minutes < 1) return word("now");
  return minutes < 60 ? word("minutes", { n: minutes }) : word("hours", { n: Math.floor(minutes / 60) });
}

function number(value) {
  return new Intl.NumberFormat(language()).format(value);
}
