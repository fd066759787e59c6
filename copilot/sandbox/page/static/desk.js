// The Telegram desk: its chat, what was pressed and answered, and who presses.

import { anchor, make } from "./build.js";
import { copy, open as openComposer, onPrompt } from "./composer.js";
import { drawMessage, firstLine, nameOf } from "./message.js";
import { goTo } from "./public.js";
import { flash, Follower, welcome } from "./scroll.js";
import { complain, say } from "./toast.js";
import { get, refresher, send, token } from "./wire.js";
import { onLanguage, word } from "./words.js";

const box = document.getElementById("messages");
const pinned = document.getElementById("pinned");
const persona = document.getElementById("persona");
const log = document.getElementById("log");
const follow = new Follower({
  box,
  content: log,
  pill: document.getElementById("new-desk"),
  first,
  isBusy: () => pressing > 0,
});
const PRESSED_MS = 4000;
const drawn = new Map();
const watchers = [];
let setting = null;
let chat = null;
let pressing = 0;
let pressed = { id: 0, at: -Infinity };
let showTab = () => {};

export const refreshDesk = refresher(async () => {
  if (!setting) return;
  chat = await get(`chats/${setting.chat_id}`);
  show();
});

export function me() {
  return Number(persona.value);
}

export function messageOf(id) {
  return chat?.messages.find((each) => each.message_id === id);
}

export function messages() {
  return chat?.messages ?? [];
}

function first() {
  return log.querySelector(".keyed");
}

// Another showing: its first card waits for its reader, too.
export function beginAgain() {
  sessionStorage.removeItem("stirred");
  follow.begin({ hasStirred: false });
}

export function onDesk(watcher) {
  watchers.push(watcher);
}

export function start(known, tabs) {
  setting = known;
  showTab = tabs;
  drawPeople();
  follow.begin({ hasStirred: sessionStorage.getItem("stirred") === token });
  onLanguage(() => {
    drawPeople();
    redraw();
  });
  persona.addEventListener("change", () => {
    sessionStorage.setItem("persona", persona.value);
    redraw();
    onPrompt();
  });
}

export function goToMessage(id) {
  const element = document.getElementById(`m${id}`);
  if (!element) return;
  follow.leave();
  flash(element);
}

export async function write(text, replyTo) {
  follow.attend();
  await send("message", { chat_id: setting.chat_id, user_id: me(), text, ...(replyTo ? { reply_to: replyTo } : {}) });
  await refreshDesk();
}

const act = {
  press,
  copy,
  reply: (id) => openComposer(messageOf(id)),
  message: goToMessage,
  original(mark) {
    showTab("public");
    goTo(mark);
  },
  follow(event, address) {
    const mark = anchor(address);
    if (!mark) return;
    event.preventDefault();
    act.original(mark);
  },
  command: (words) => write(words).catch(complain),
};

async function press(messageId, data, key) {
  pressing += 1;
  pressed = { id: messageId, at: performance.now() };
  key.setAttribute("aria-busy", "true");
  try {
    const query = await send("press", { chat_id: setting.chat_id, message_id: messageId, user_id: me(), data });
    if (query.text) say(query.text, query.show_alert);
    for (const watcher of watchers) watcher([], { pressed: data, answer: query });
  } catch {
    complain();
  } finally {
    pressing -= 1;
    key.removeAttribute("aria-busy");
  }
}

function drawPeople() {
  const chosen = persona.value || sessionStorage.getItem("persona") || setting.people[0].id;
  persona.replaceChildren(...setting.people.map((each) =>
    make("option", { value: each.id }, `${each.first_name} · ${word(`role_${each.role}`)}`)));
  persona.value = String(chosen);
  if (!persona.value) persona.value = String(setting.people[0].id);
  document.getElementById("desk-title").textContent = setting.desk;
  document.getElementById("desk-members").textContent = word("members", { n: setting.people.length });
}

function redraw() {
  const top = box.scrollTop;
  drawn.clear();
  log.replaceChildren();
  if (!chat) return;
  show({ quietly: true });
  follow.stay(top);
}

function show({ quietly = false } = {}) {
  const followed = follow.isFollowing;
  const focus = focused();
  const byId = new Map(chat.messages.map((each) => [each.message_id, each]));
  for (const [id, { element }] of drawn) {
    if (byId.has(id)) continue;
    element.remove();
    drawn.delete(id);
  }
  const isEmpty = drawn.size === 0;
  const arrived = drawAll(byId, quietly);
  showPinned(byId);
  refocus(focus);
  follow.kept((id) => byId.has(id));
  if (!quietly && arrived.length > 0) {
    follow.added(isEmpty ? [] : arrived.filter(isNews).map((each) => each.message_id), followed);
  }
  if (follow.hasStirred) sessionStorage.setItem("stirred", token);
  for (const watcher of watchers) watcher(quietly ? [] : arrived, {});
}

function drawAll(byId, quietly) {
  const arrived = [];
  const isEmpty = drawn.size === 0;
  let before = null;
  for (const message of chat.messages) {
    const isFirst = !before || senderOf(before) !== senderOf(message) || before.service !== null;
    const answered = byId.get(message.reply_to);
    const key = JSON.stringify([message, isFirst, answered && firstLine(answered)]);
    const known = drawn.get(message.message_id);
    before = message;
    if (known?.key === key) continue;
    const element = drawMessage(message, { me: me(), answered, act, isFirst });
    if (known) {
      keepOpen(known.element, element);
      known.element.replaceWith(element);
      keepInReach(message.message_id, element);
    } else {
      log.append(element);
      arrived.push(message);
      if (!quietly && !isEmpty) welcome(element);
    }
    drawn.set(message.message_id, { element, key });
  }
  return arrived;
}

// A picture or a notice comes with the card that it belongs to.
function isNews(message) {
  const isFirst = first()?.id === `m${message.message_id}`;
  return !isFirst && message.service === null && message.from?.id !== me() && !message.force_reply && !message.photo;
}

function senderOf(message) {
  return (message.from ?? message.sender_chat)?.id;
}

// The next gesture, such as undoing the last one, is on the card that was pressed.
function keepInReach(id, element) {
  if (pressed.id !== id || performance.now() - pressed.at > PRESSED_MS) return;
  const keyboard = element.querySelector(".keyboard");
  if (!keyboard) return;
  // A menu that is taller than the screen is read from its beginning.
  const isLong = keyboard.offsetHeight > box.clientHeight;
  if (isLong) follow.leave();
  keyboard.scrollIntoView({ block: isLong ? "start" : "nearest" });
}

// What a reader has unfolded stays so when the card is drawn again.
function keepOpen(before, after) {
  const folds = after.querySelectorAll(".fold");
  before.querySelectorAll(".fold").forEach((fold, index) => {
    if (fold.classList.contains("open")) folds[index]?.nextElementSibling.click();
  });
}

function focused() {
  const active = document.activeElement;
  const message = active?.closest?.("[data-message]");
  if (!message) return null;
  const keys = [...message.querySelectorAll(".key")];
  return { id: message.id, index: keys.indexOf(active), text: active.textContent };
}

function refocus(focus) {
  if (!focus || document.activeElement?.closest?.("[data-message]")) return;
  const message = document.getElementById(focus.id);
  if (!message) return;
  const keys = [...message.querySelectorAll(".key")];
  const same = keys.find((key) => key.textContent === focus.text);
  (same ?? keys[Math.max(focus.index, 0)] ?? message.querySelector(".reply"))?.focus({ preventScroll: true });
}

function showPinned(byId) {
  const last = byId.get(chat.pinned.at(-1));
  pinned.hidden = !last;
  if (!last) return;
  pinned.replaceChildren(make("strong", {}, word("pinned")), make("span", {}, firstLine(last)));
  pinned.onclick = () => goToMessage(last.message_id);
}

export { nameOf };
