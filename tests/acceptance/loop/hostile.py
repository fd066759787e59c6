"""
Messages by people who mean no good, or whose keyboards know no limits: drawn from a seed.

Each has a word of its own where people could look for it, `first` at the beginning of what they
write and `last` at its end; some have nothing to read at all.
"""

import random
import unicodedata
from dataclasses import dataclass

LONGEST = 20_000
LONGEST_NAME = 300
#: Kinds that have no word: what they show is all there is.
WORDLESS = ("signs", "invisible")

MARKUP = (
    *("<b>gras</b>", "</blockquote>", '<a href="https://mauvais.example">ici</a>', "<!--", "]]>"),
    *("&lt;b&gt;", "&amp;amp;", "&#60;i&#62;", "&#xD800;", "&nbsp;", "*gras* _souligné_ ~barré~"),
    *("[ici](tg://user?id=11)", "```py\nx\n```", "||caché||", '<tg-emoji emoji-id="1">x', "<3"),
    *('<pre><code class="language-c">', "\\<b\\>", "{{ 7*7 }}", "{% raw %}", "%(name)s {name}"),
    *(
        "'; DROP TABLE cases; --",
        "@everyone",
        "@lea_martin",
        "/pause",
        "#honte",
        "$BTC",
        "!!python",
    ),
    *("https://mauvais.example/?a=1&b=<2>", "javascript:alert(1)", "tg://resolve?domain=x"),
)
BIDI = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c"
RIGHT_TO_LEFT = ("שלום", "מוצר שבור", "خدمة سيئة", "المنتج مكسور 123", "ޝަކުވާ", "ܫܠܡܐ")
UNSEEN = (
    "\u200b\u200c\u200d\u2060\u2061\u2062\u2063\u2064\ufeff\u00ad\u034f\u115f\u1160\u17b4\u17b5"
    "\u180e\u2800\u3164\uffa0\ufe0e\ufe0f\U000e0001\U000e0020\U000e007f\U000e0100\u00a0\u2003\u3000"
)
#: What even `str.strip` leaves: a message of these alone is taken in.
INVISIBLE = "".join(one for one in UNSEEN if not one.isspace())
STRANGE = (
    "\x00\x01\x07\x08\x0b\x0c\x1b\x1c\x7f\x80\x85\x9f\u2028\u2029\ufff9\ufffa\ufffb\ufffc\ufffd"
    "\ufffe\uffff\U0001fffe\U0010ffff\ue000\U000f0000\u0378"
)
MARKS = "".join(map(chr, [*range(0x300, 0x370), *range(0x20D0, 0x20F1), 0x0E47, 0x0E4D, 0x0F71]))
HALVES = ("\ud800", "\udbff", "\udc00", "\udfff", "\udc3d\ud83d", "a\ud83db")
#: Signs that Unicode draws as emoji though it calls them letters, punctuation or mathematics.
UNLIKELY = "‼⁉™ℹ↔⤴⤵◻◼◽◾〰〽㊗㊙©®🏻🏼🏽🏾🏿"
#: Younger than the tables that some of us have.
YOUNG = "🛜🩵🩶🩷🪇🪈🪉🪏🪭🪮🪻🪼🪽🪾🪿🫆🫎🫏🫚🫛🫜🫟🫨🫩🫷🫸"
TONES = ("", *"🏻🏼🏽🏾🏿")
AS_PICTURE, JOINER, KEYCAP, END_OF_TAGS = "\ufe0f", "\u200d", "\u20e3", "\U000e007f"
#: What a person is at work or does, after the joiner.
TRADES = "⚕⚖✈🌾🍳🍼🎓🎤🎨🏫🏭💻💼🔧🔬🚀🚒🦯🦼🦽🎄🦰🦱🦲🦳"
DOING = "👮🕵💂👷🙋🙇🤦🤷🏃🚶🧗🏄🚴⛹🏋🧙🧟"
FAMILIES = (
    *("👨 👩 👧 👦", "👩 👩 👦 👦", "👨 👨 👧", "👩 👦", "👨 👧 👧", "🧑 🧑 🧒 🧒", "🧑 🧒"),
    *("👩 ❤️ 👨", "👨 ❤️ 💋 👨", "👩🏽 ❤️ 💋 👨🏿", "🧑🏻 ❤️ 🧑🏿", "🧑🏼 🤝 🧑🏾", "🫱🏿 🫲🏻"),
)
TOGETHER = (
    *("🏳️ 🌈", "🏳️ ⚧️", "🏴 ☠️", "❤️ 🔥", "❤️ 🩹", "🐻 ❄️", "🐕 🦺", "🐈 ⬛", "🐦 ⬛", "🍋 🟩"),
    *("👁️ 🗨️", "😮 💨", "😵 💫", "😶 🌫️", "🙂 ↔️", "🙂 ↕️", "🍄 🟫", "⛓️ 💥", "🐦 🔥"),
)
#: Parts of a country that have a flag of their own: England, Scotland, Wales; and one that has not.
REGIONS = ("gbeng", "gbsct", "gbwls", "frbre")


def _emoji():
    singles = [
        chr(code)
        for first, last in ((0x2190, 0x2BFF), (0x1F000, 0x1FAFF))
        for code in range(first, last + 1)
        if unicodedata.category(chr(code)) == "So"
    ]
    letters = [chr(0x1F1E6 + n) for n in range(26)]
    flags = [one + other for one in letters for other in letters]
    regions = ["🏴" + "".join(chr(0xE0000 + ord(n)) for n in at) + END_OF_TAGS for at in REGIONS]
    keycaps = [f"{key}{AS_PICTURE}{KEYCAP}" for key in "0123456789#*"]
    pictures = [f"{one}{AS_PICTURE}" for one in (*UNLIKELY, *"☎☺✌❤☠⚠")]
    toned = [one + tone for one in "👍👋🤝🧑👩☝✊🫶" for tone in TONES[1:]]
    return [
        *(*singles, *UNLIKELY, *YOUNG, *flags, *regions, *keycaps, *pictures, *toned),
        *(one.replace(" ", JOINER) for one in (*FAMILIES, *TOGETHER)),
        *_people(),
    ]


def _people():
    """Everybody at work, and doing something, as a woman and as a man, in every skin."""
    at_work = [
        f"{who}{tone}{JOINER}{trade}{AS_PICTURE if trade in '⚕⚖✈' else ''}"
        for who in "🧑👩👨"
        for tone in TONES
        for trade in TRADES
    ]
    doing = [
        f"{what}{tone}{JOINER}{sex}{AS_PICTURE}"
        for what in DOING
        for tone in TONES
        for sex in "♀♂"
    ]
    return [*at_work, *doing]


#: As many as Unicode names, flags and families included; a thousand messages hold each of them.
EMOJI = _emoji()


@dataclass
class Hostile:
    """One message, and what must be read of it."""

    kind: str
    complaint: dict
    first: str = ""
    last: str = ""
    name: str = ""


def hostile(seed, count):
    """*count* of them; the same for the same seed."""
    dice = random.Random(seed)  # noqa: S311 - to be drawn again, not to be secret
    kinds = list(KINDS)
    return [_one(dice, kinds[number % len(kinds)], number, count) for number in range(count)]


def _one(dice, kind, number, count):
    made = Hostile(kind, {"id": f"hostile-{number}"})
    body = KINDS[kind](dice, number, count)
    if kind not in WORDLESS:
        made.first, made.last = f"debut{number}x", f"fin{number}x"
        room = LONGEST - len(made.first) - len(made.last) - 2
        body = f"{made.first} {body[:room]} {made.last}"
    made.complaint["text"] = body
    made.name = _name(dice)
    made.complaint["author"] = {"id": f"a{number}", "name": made.name, "handle": _name(dice)[:60]}
    made.complaint["place"] = {
        "kind": dice.choice(["post", "ad", "review", "group", _some(dice, 4)]),
        "title": _some(dice, 6),
        "url": dice.choice(
            ["https://page.example/1", "javascript:alert(1)", _some(dice, 2) or "x"]
        ),
    }
    made.complaint["url"] = dice.choice(
        ["https://page.example/2?a=1&b=<c>", 'https://x.example/"onclick=', "tg://user?id=11", "x"]
    )
    made.complaint["thread_id"] = f"thread-{number}"
    if dice.random() < 0.15:
        made.complaint["media"] = [
            {
                "kind": dice.choice(["video", "audio", _some(dice, 1) or "x"]),
                "alt": _some(dice, 5),
                "url": dice.choice(["https://page.example/f", _some(dice, 2) or "x"]),
            }
        ]
    return made


def _name(dice):
    length = dice.choice([0, 1, 2, 12, 40, 63, 64, 65, 150, LONGEST_NAME])
    return _some(dice, length)[:length]


def _some(dice, pieces):
    """A little of everything, words among it."""
    words = ("Claire", "M.", "Ω", "李", "Zoé", "colis", "42", "écran")
    kinds = (MARKUP, BIDI, RIGHT_TO_LEFT, UNSEEN, STRANGE, MARKS, HALVES, EMOJI, words, words)
    return " ".join(dice.choice(dice.choice(kinds)) for _ in range(pieces))


def _drawn(dice, source, pieces, between=" "):
    return between.join(dice.choice(source) for _ in range(pieces))


def _long(dice, *_):
    kind = dice.choice(["words", "one", "lines", "emoji", "marked", "mixed"])
    return {
        "words": lambda: "mot " * 5000,
        "one": lambda: dice.choice("aé漢ا😀") * LONGEST,
        "lines": lambda: "a\n" * 10_000,
        "emoji": lambda: _drawn(dice, EMOJI, 8000, ""),
        "marked": lambda: _drawn(dice, MARKUP, 1500),
        "mixed": lambda: _some(dice, 4000),
    }[kind]()


def _every_emoji(_, number, count):
    """A share of all, so that nobody's favourite is left out."""
    turns = max(1, count // len(KINDS))
    return "".join(EMOJI[(number // len(KINDS)) % turns :: turns])


def _lines(dice, *_):
    blank = ("", " ", "\u200b", "\u2800", "\u3164\u3164", "\u00a0", "\u2060\ufeff", "\t", "\u034f")
    return "\n".join(f"{dice.choice(blank)}\n{dice.choice(['mot', *blank])}" for _ in range(12))


KINDS = {
    "markup": lambda dice, *_: _drawn(dice, MARKUP, dice.randint(1, 30)),
    "bidi": lambda dice, *_: _drawn(dice, [*BIDI, *RIGHT_TO_LEFT, "abc", "12,5 €"], 20, ""),
    "right_to_left": lambda dice, *_: _drawn(dice, RIGHT_TO_LEFT, 10),
    "unseen": lambda dice, *_: "".join(f"mot{one}" for one in dice.choices(UNSEEN, k=60)),
    "lines": _lines,
    "long": _long,
    "halves": lambda dice, *_: _drawn(dice, [*HALVES, "colis", "😀"], 12, ""),
    "emoji": _every_emoji,
    "strange": lambda dice, *_: _drawn(dice, [*STRANGE, "colis"], 40, ""),
    "marks": lambda dice, *_: "".join("e" + _drawn(dice, MARKS, 40, "") for _ in range(12)),
    "mentions": lambda dice, *_: _drawn(dice, ("@bob", "/stop", "@lea_martin", "/x@y"), 300),
    "mixed": lambda dice, *_: _some(dice, 60),
    "signs": lambda dice, *_: _drawn(dice, EMOJI, dice.randint(1, 40), ""),
    "invisible": lambda dice, *_: _drawn(dice, INVISIBLE, dice.randint(1, 300), ""),
}
