"""
What people see: every chat at a story's end, and what each press was answered.

Taken out, because no two tellings share it: the numbers of messages (their order stays; links and
answers lead to a place in that order), the tokens within buttons (what each does stays), the
numbers of callback queries, the hour on Telegram's own clock. All else must be equal to the letter.
"""

import json
import re

NUMBERED_LINK = re.compile(r"^(https://t\.me/c/\d+/)(\d+)$")


async def chats(wired):
    """Every chat with the bot, the desk's included, and the presses."""
    world = wired.running.sandbox.world
    seen, orphans = {}, wired.machine.run.orphans
    for number in list(world.chats):
        answer = await wired.client.get(f"/sandbox/chats/{number}")
        messages = json.loads(answer.text)["messages"]
        once = [one for one in messages if (number, one["message_id"]) not in orphans]
        seen[f"chat {number}"] = plain_chat(once)
    for name, channel in wired.office.channels.items():
        seen[f"channel {name}"] = [{"text": reply.text} for reply in channel.public]
    seen["presses"] = [plain_press(one.view()) for one in world.queries.values()]
    return seen


def plain_chat(messages):
    """The messages of one chat, as lines that can be compared."""
    places = {one["message_id"]: place for place, one in enumerate(messages)}
    return [plain_message(one, places) for one in messages]


def plain_message(one, places):
    return {
        "by bot": bool(one["from"] and one["from"]["is_bot"]),
        "text": one["text"],
        "entities": [plain_entity(entity, places) for entity in one["entities"]],
        "photo": bool(one["photo"]),
        "buttons": [[plain_button(button) for button in row] for row in one["buttons"]],
        "force_reply": one["force_reply"],
        "reply_to": places.get(one["reply_to"], one["reply_to"] and "gone"),
        "pinned": one["pinned"],
    }


def plain_entity(entity, places):
    link = NUMBERED_LINK.match(entity.get("url", ""))
    if link is None:
        return entity
    return {**entity, "url": f"{link[1]}{places.get(int(link[2]), 'gone')}"}


def plain_button(button):
    action = (button.get("data") or "").partition(":")[0]
    return (button["text"], action, button.get("url"))


def plain_press(press):
    kept = ("chat_id", "user_id", "answered", "text", "show_alert", "url")
    return {"action": press["data"].partition(":")[0], **{name: press[name] for name in kept}}


def differences(before, after):
    """What reads otherwise, as lines for a person."""
    found = []
    for place in sorted({*before, *after}):
        one, other = before.get(place, []), after.get(place, [])
        if len(one) != len(other):
            found.append(f"{place}: {len(one)} before, {len(other)} with the kill")
        for number, (was, now) in enumerate(zip(one, other, strict=False)):
            found += [
                f"{place}, {number}, {name}: {was[name]!r} is now {now[name]!r}"
                for name in was
                if was[name] != now[name]
            ]
        longer = one[len(other) :] or other[len(one) :]
        found += [f"{place}: only one side has {line.get('text')!r}" for line in longer]
    return found
