// One message of the desk, as Telegram shows it.

import { avatar, icon, isLink, local, make } from "./build.js";
import { draw } from "./entities.js";
import { picture } from "./wire.js";
import { language, word } from "./words.js";

export function drawMessage(message, { me, answered, act, isFirst }) {
  const sender = message.from ?? message.sender_chat ?? { id: 0, first_name: "" };
  const name = nameOf(sender);
  const mine = sender.id === me;
  const element = make("article", {
    class: ["message", message.buttons.length > 0 ? "keyed" : "", mine ? "mine" : "", message.service ? "service" : "", isFirst ? "first" : ""].join(" "),
    id: `m${message.message_id}`,
    "data-message": message.message_id,
    "aria-label": mine ? null : name,
  });
  if (message.service) {
    element.append(make("p", {}, service(message, name)));
    return element;
  }
  const bubble = make("div", { class: "bubble" },
    isFirst && !mine ? make("p", { class: `sender ${sender.is_bot ? "is-bot" : ""}` }, name,
      sender.is_bot ? make("small", {}, word("bot")) : null) : null,
    answered ? quote(message, answered, act) : null,
    message.photo ? make("img", { class: "photo", src: picture(local(message.photo.url)), alt: word("photo"), width: 360, height: 270 }) : null,
    words(message, act),
    foot(message));
  element.append(make("div", { class: "line" }, mine ? null : gutter(sender, name, isFirst),
    make("div", { class: "stack" }, bubble, keyboard(message, act)),
    make("button", {
      type: "button", class: "reply", title: word("reply"),
      "aria-label": word("reply_to", { name }), onclick: () => act.reply(message.message_id),
    }, icon("reply"))));
  bubble.addEventListener("dblclick", () => act.reply(message.message_id));
  return element;
}

export function nameOf(sender) {
  return sender.title ?? [sender.first_name, sender.last_name].filter(Boolean).join(" ");
}

export function firstLine(message) {
  const line = (message.text ?? "").split("\n").find((each) => each.trim());
  return line ?? (message.photo ? word("photo") : "");
}

function gutter(sender, name, isFirst) {
  if (!isFirst) return make("span", { class: "avatar none" });
  if (sender.is_bot) return make("img", { class: "avatar", src: "/page/icon.svg", alt: "", width: 34, height: 34 });
  return avatar(name);
}

function words(message, act) {
  const body = make("div", { class: "words" });
  body.append(draw(message.text ?? "", message.entities, act));
  return body;
}

function quote(message, answered, act) {
  const said = message.quote?.text ?? firstLine(answered);
  return make("button", { type: "button", class: "quoted", onclick: () => act.message(answered.message_id) },
    make("strong", {}, nameOf(answered.from ?? answered.sender_chat ?? {})), make("span", {}, said));
}

function foot(message) {
  const at = new Date(message.date * 1000);
  const clock = new Intl.DateTimeFormat(language(), { hour: "2-digit", minute: "2-digit", hour12: false }).format(at);
  const faces = message.reactions.map((each) => each.emoji ?? "").join("");
  return make("p", { class: "foot" },
    faces ? make("span", { class: "faces" }, faces) : null,
    message.pinned ? make("span", { title: word("pinned"), "aria-label": word("pinned") }, "📌") : null,
    message.edit_date ? make("span", {}, word("edited")) : null,
    make("time", { datetime: at.toISOString() }, clock));
}

function keyboard(message, act) {
  if (message.buttons.length === 0) return null;
  const rows = message.buttons.map((row) => make("div", { class: "row" }, ...row.map((each) => button(message, each, act))));
  return make("div", { class: "keyboard" }, ...rows);
}

function button(message, each, act) {
  const style = each.style ? `key ${each.style}` : "key";
  if (each.url) {
    const known = isLink(each.url) ? local(each.url) : null;
    return make("a", { class: style, href: known, target: "_blank", rel: "noopener noreferrer", onclick: (event) => act.follow(event, each.url) }, each.text, make("i", { "aria-hidden": "true" }, "↗"));
  }
  if (each.copy_text) {
    return make("button", { type: "button", class: style, onclick: () => act.copy(each.copy_text.text) }, each.text);
  }
  const key = make("button", { type: "button", class: style, "data-data": each.data ?? "" }, each.text);
  key.addEventListener("click", () => act.press(message.message_id, each.data, key));
  return key;
}

function service(message, name) {
  const [kind, value] = Object.entries(message.service)[0] ?? ["", null];
  const whole = typeof value === "object" && value !== null;
  if (kind === "pinned_message" && whole) return `📌 ${name} · ${firstLine(value)}`;
  if (kind === "new_chat_members" && whole) return `👋 ${value.map(nameOf).join(", ")}`;
  return name;
}
