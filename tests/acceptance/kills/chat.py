"""
What people see: every chat at a story's end, and what each press was answered.

Taken out, because no two tellings share it: the numbers of messages (their order stays; links and
answers lead to a place in that order), the tokens within buttons (what each does stays), the
numbers of callback queries, the hour on Telegram's own clock. All else must be equal to the letter.
"""

import json
import re

NUMBERED_LINK = re.compile(r"^(https://t\.me/c/(\d+)/)(\d+)$")


async def chats(wired):
    """Every chat with the bot, the desk's included, the presses, and what is public."""
    world = wired.running.sandbox.world
    shown, orphans = {}, wired.machine.run.orphans
    for number in list(world.chats):
        answer = await wired.client.get(f"/sandbox/chats/{number}")
        messages = json.loads(answer.text)["messages"]
        shown[number] = [one for one in messages if (number, one["message_id"]) not in orphans]
    places = {
        str(number): {one["message_id"]: place for place, one in enumerate(messages)}
        for number, messages in shown.items()
    }
    seen = {
        f"chat {number}": [plain_message(one, places, places[str(number)]) for one in messages]
        for number, messages in shown.items()
    }
    seen["presses"] = [plain_press(one.view(), places) for one in world.queries.values()]
    for name, channel in wired.office.channels.items():
        # What a real platform shows is not its channel's to tell.
        public = getattr(channel, "public", ())
        seen[f"channel {name}"] = [{"text": reply.text} for reply in public]
    return seen


def plain_message(one, places, here):
    """One message, as lines that can be compared; *places* are those of every chat's messages."""
    return {
        "by bot": bool(one["from"] and one["from"]["is_bot"]),
        "text": one["text"],
        "entities": [plain_entity(entity, places) for entity in one["entities"]],
        "photo": bool(one["photo"]),
        "buttons": [[plain_button(button, places) for button in row] for row in one["buttons"]],
        "force_reply": one["force_reply"],
        "reply_to": here.get(one["reply_to"], one["reply_to"] and "gone"),
        "pinned": one["pinned"],
    }


def plain_entity(entity, places):
    return {**entity, "url": plain_url(entity["url"], places)} if "url" in entity else entity


def plain_button(button, places):
    action = (button.get("data") or "").partition(":")[0]
    return (button["text"], action, plain_url(button.get("url"), places))


def plain_press(press, places):
    kept = ("chat_id", "user_id", "answered", "text", "show_alert")
    return {
        "action": press["data"].partition(":")[0],
        "url": plain_url(press["url"], places),
        **{name: press[name] for name in kept},
    }


def plain_url(url, places):
    """Where a link leads: to a place in a chat, not to a number."""
    link = NUMBERED_LINK.match(url or "")
    if link is None:
        return url
    return f"{link[1]}{places.get(f'-100{link[2]}', {}).get(int(link[3]), 'gone')}"


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
