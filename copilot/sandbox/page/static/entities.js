// A message's text with its entities, as Telegram draws them. Offsets are in UTF-16 units, as here.

import { anchor, isLink, local, make } from "./build.js";
import { word } from "./words.js";

const PLAIN = {
  bold: "b",
  italic: "i",
  underline: "u",
  strikethrough: "s",
};

export function draw(text, entities, act) {
  const fragment = document.createDocumentFragment();
  const sorted = [...entities].sort((one, other) => one.offset - other.offset || other.length - one.length);
  fill(fragment, { text, start: 0, end: text.length, entities: sorted, act });
  return fragment;
}

function fill(parent, { text, start, end, entities, act }) {
  let at = start;
  let index = 0;
  while (index < entities.length) {
    const entity = entities[index];
    const from = Math.max(entity.offset, at);
    const to = Math.min(entity.offset + entity.length, end);
    const inner = [];
    for (index += 1; index < entities.length && entities[index].offset < to; index += 1) {
      inner.push(entities[index]);
    }
    if (to <= from) continue;
    parent.append(text.slice(at, from));
    const { outside, inside } = wrap(entity, text.slice(from, to), act);
    fill(inside, { text, start: from, end: to, entities: inner, act });
    parent.append(outside);
    at = to;
    // These are blocks of their own: the line break after them is already drawn.
    if (/(blockquote|pre)$/.test(entity.type) && text[at] === "\n") at += 1;
  }
  parent.append(text.slice(at, end));
}

function wrap(entity, words, act) {
  if (PLAIN[entity.type]) return same(make(PLAIN[entity.type]));
  switch (entity.type) {
    case "code":
    case "pre":
      return copyable(entity.type, words, act);
    case "blockquote":
      return same(make("blockquote"));
    case "expandable_blockquote":
      return expandable();
    case "spoiler":
      return spoiler();
    case "text_link":
      return same(link(entity.url, act));
    case "url":
      return same(link(/^[a-z][a-z0-9+.-]*:\/\//i.test(words) ? words : `http://${words}`, act));
    case "bot_command":
      return same(make("button", { type: "button", class: "inline-link", onclick: () => act.command(words) }));
    case "mention":
    case "text_mention":
    case "hashtag":
    case "email":
    case "phone_number":
      return same(make("span", { class: "tint" }));
    default:
      return same(make("span"));
  }
}

function same(element) {
  return { outside: element, inside: element };
}

function link(address, act) {
  const mark = anchor(address);
  if (mark) {
    return make("a", { href: `#${mark}`, onclick: (event) => lead(event, () => act.original(mark)) });
  }
  const message = /^https:\/\/t\.me\/c\/\d+\/(?:\d+\/)?(\d+)$/.exec(address);
  if (message) {
    const number = Number(message[1]);
    return make("a", { href: `#m${number}`, onclick: (event) => lead(event, () => act.message(number)) });
  }
  if (/^tg:\/\/user\?id=/.test(address)) return make("span", { class: "tint" });
  if (!isLink(address)) return make("span");
  return make("a", { href: local(address), target: "_blank", rel: "noopener noreferrer" });
}

function lead(event, go) {
  event.preventDefault();
  go();
}

function copyable(kind, words, act) {
  const element = make(kind === "pre" ? "pre" : "code", {
    tabindex: kind === "pre" ? "0" : null,
    onclick: () => act.copy(words),
    onkeydown: (event) => {
      if (event.key === "Enter") act.copy(words);
    },
  });
  return same(element);
}

function expandable() {
  const inside = make("div", { class: "fold" });
  const toggle = make("button", { type: "button", class: "fold-toggle", "aria-expanded": "false" }, word("show_more"));
  toggle.addEventListener("click", () => {
    const open = inside.classList.toggle("open");
    toggle.setAttribute("aria-expanded", String(open));
    toggle.textContent = word(open ? "show_less" : "show_more");
  });
  // Shown only when something is folded away, which is known once it has a width.
  requestAnimationFrame(() => {
    toggle.hidden = !inside.classList.contains("open") && inside.scrollHeight <= inside.clientHeight + 2;
  });
  return { outside: make("blockquote", {}, inside, toggle), inside };
}

function spoiler() {
  const element = make("span", { class: "spoiler", role: "button", tabindex: "0", "aria-label": word("spoiler") });
  const show = () => {
    element.classList.add("open");
    for (const name of ["role", "tabindex", "aria-label"]) element.removeAttribute(name);
  };
  element.addEventListener("click", show);
  element.addEventListener("keydown", (event) => {
    if (event.key === "Enter") show();
  });
  return same(element);
}
