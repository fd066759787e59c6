// Where a person writes: notes, commands, and answers to the bot's questions.

import { make } from "./build.js";
import { me, messageOf, messages, nameOf, write } from "./desk.js";
import { firstLine } from "./message.js";
import { complain, say } from "./toast.js";
import { get } from "./wire.js";
import { onLanguage, word } from "./words.js";

const form = document.getElementById("composer");
const words = document.getElementById("words");
const replying = document.getElementById("replying");
const takeOver = document.getElementById("take-over");
const menu = document.getElementById("menu");
const commands = document.getElementById("commands");
const MOST = 220;
const asked = new Set();
const drafts = new Map();
let answering = null;

export function startComposer() {
  form.addEventListener("submit", submit);
  words.addEventListener("input", grow);
  words.addEventListener("keydown", onKey);
  document.getElementById("reply-cancel").addEventListener("click", () => {
    close();
    words.focus();
  });
  takeOver.addEventListener("click", () => fill(preOf(answering)));
  menu.addEventListener("click", () => toggle().catch(complain));
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || document.querySelector("dialog[open]")) return;
    if (!commands.hidden) unfold(false);
    else if (answering) close();
  });
  onLanguage(describe);
  describe();
}

// Opens as a reply to *message*; a question of the bot brings its own words to the field.
export function open(message) {
  if (!message) return;
  keep();
  answering = message;
  words.value = drafts.get(message.message_id) ?? "";
  describe();
  grow();
  words.focus();
}

// Telegram opens the field by itself under a question that is meant for you.
export function onPrompt() {
  const question = messages().findLast((each) => each.force_reply && isFor(each) && !isAnswered(each));
  if (!question || asked.has(`${me()}:${question.message_id}`)) return;
  asked.add(`${me()}:${question.message_id}`);
  open(question);
}

export function forget() {
  asked.clear();
  drafts.clear();
  answering = null;
  close();
}

export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // Some browsers refuse without a gesture of their own; the text is on the page all the same.
  }
  say(word("copied"));
}

function isFor(question) {
  if (!question.force_reply.selective) return true;
  const answered = messageOf(question.reply_to);
  return answered?.from?.id === me() || question.entities.some((each) => mentions(each) === me());
}

function mentions(entity) {
  if (entity.user) return entity.user.id;
  return Number(/^tg:\/\/user\?id=(\d+)$/.exec(entity.url ?? "")?.[1] ?? Number.NaN);
}

function isAnswered(question) {
  return messages().some((each) => each.reply_to === question.message_id && each.from?.id === me());
}

function preOf(message) {
  const entity = message?.entities.find((each) => each.type === "pre");
  return entity ? message.text.slice(entity.offset, entity.offset + entity.length) : "";
}

function fill(text) {
  words.value = text;
  grow();
  words.focus();
  words.setSelectionRange(0, 0);
  words.scrollTop = 0;
}

function describe() {
  replying.hidden = !answering;
  words.placeholder = answering?.force_reply?.placeholder || word(answering ? "note_placeholder" : "placeholder");
  if (!answering) return;
  document.getElementById("replying-name").textContent = nameOf(answering.from ?? answering.sender_chat ?? {});
  document.getElementById("replying-text").textContent = firstLine(answering);
  takeOver.hidden = !(answering.force_reply && preOf(answering));
}

function keep() {
  if (answering && words.value) drafts.set(answering.message_id, words.value);
}

function close() {
  keep();
  answering = null;
  words.value = "";
  grow();
  describe();
}

async function submit(event) {
  event.preventDefault();
  const text = words.value.trim();
  if (!text) return;
  const target = answering;
  try {
    await write(text, target?.message_id);
    if (target) drafts.delete(target.message_id);
    if (answering === target) {
      words.value = "";
      close();
    }
  } catch {
    complain();
  }
}

function onKey(event) {
  const isTouch = matchMedia("(pointer: coarse)").matches;
  if (event.key !== "Enter" || event.shiftKey || event.isComposing || isTouch) return;
  event.preventDefault();
  form.requestSubmit();
}

function grow() {
  words.style.height = "auto";
  words.style.height = `${Math.min(words.scrollHeight, MOST)}px`;
  // Rounding alone would bring the arrows of a scrollbar.
  words.style.overflowY = words.scrollHeight > MOST ? "auto" : "hidden";
}

// Asked afresh each time: the bot tells Telegram its commands when it starts.
async function toggle() {
  if (commands.hidden) {
    const setting = await get("setting");
    commands.replaceChildren(...setting.commands.map((each) => command(each)));
  }
  unfold(commands.hidden);
}

function unfold(wanted) {
  commands.hidden = !wanted;
  menu.setAttribute("aria-expanded", String(wanted));
  if (wanted) commands.querySelector("button")?.focus();
  else menu.focus();
}

function command({ command: name, description }) {
  const go = () => {
    unfold(false);
    write(`/${name}`).catch(complain);
  };
  return make("li", {}, make("button", { type: "button", onclick: go }, make("strong", {}, `/${name}`), " ", description));
}
