"""Messages of our own and mechanical copies of them, made from a seed; the truth comes along."""

import random
from pathlib import Path
from typing import NamedTuple

from copilot.matching.normalise import plain

HERE = Path(__file__).parent
GREETINGS = {
    "fr": ["Bonjour, ", "Bonsoir ", "Salut l'équipe ! ", "Madame, Monsieur, ", "Hello "],
    "en": ["Hi, ", "Hello there, ", "Dear team, ", "Hey ", "Good morning. "],
}
CLOSINGS = {
    "fr": [" Merci d'avance", " Cordialement, Claire", " j'attends votre retour", " !!!", " svp"],
    "en": [" Thanks in advance", " Regards, Tom", " waiting for your reply", " !!!", " please"],
}
HANDLES = ["@MaisonLumen", "@LumenHelp", "@claire.m", "@user", "@60millions"]
LINKS = ["https://t.co/aB3xY9", "http://bit.ly/2xYzz", "www.exemple.fr/avis?id=3"]
EMOJI = ["😡", "🙏", "😭😭", "🤬", "👏", "🤷‍♀️", "❤️", "🔥"]
NEAR = {
    "a": "qzs", "b": "vn", "c": "xv", "d": "sf", "e": "rz", "f": "dg", "g": "fh", "h": "gj",
    "i": "uo", "j": "hk", "l": "km", "m": "lp", "n": "b", "o": "ip", "p": "om", "r": "et",
    "s": "qd", "t": "ry", "u": "yi", "v": "cb",
}  # fmt: skip
#: Sentences of which only the filling differs: other shops, other orders, other things.
TWINS = [
    ("fr", "Accueil lamentable au magasin de {}, une heure d'attente au comptoir",
     ["Lille", "Lyon", "Nantes", "Nancy", "Rennes", "Toulouse"]),
    ("fr", "Ma commande {} n'est toujours pas expédiée, que se passe-t-il ?",
     ["458712", "458731", "990214", "120077"]),
    ("fr", "Votre {} est tombée en panne au bout de deux semaines, inadmissible",
     ["cafetière", "tondeuse", "télévision", "machine à pain"]),
    ("fr", "Livraison prévue {} et reportée sans prévenir, encore une journée perdue",
     ["lundi", "mardi", "vendredi", "samedi"]),
    ("fr", "J'ai appelé {} fois le service après-vente, personne ne décroche", ["3", "12", "27"]),
    ("fr", "le rayon {} est une honte", ["photo", "jardin", "jouets", "cuisine"]),
    ("en", "Terrible service at the {} shop, we waited an hour at the desk",
     ["Leeds", "Bristol", "Oxford", "Glasgow", "Cardiff"]),
    ("en", "Order {} has still not been shipped, what is going on?",
     ["LX-20918", "LX-20981", "LX-77120", "LX-31415"]),
    ("en", "The {} I bought from you stopped working after ten days",
     ["kettle", "toaster", "camera", "printer"]),
    ("en", "Delivery was due on {} and was moved without a word, another day wasted",
     ["Monday", "Wednesday", "Friday", "Sunday"]),
    ("en", "the {} department is a disgrace", ["photo", "garden", "toy", "kitchen"]),
]  # fmt: skip


class Message(NamedTuple):
    """One message, and the number of the message it is a copy of."""

    text: str
    lang: str
    truth: int


class Base(NamedTuple):
    """One message as somebody first wrote it."""

    lang: str
    matter: str
    text: str
    telling: str = ""  #: what tells it from its twins; a copy that lost it is a copy of none


def bases():
    """The messages that a person wrote for this."""
    lines = (HERE / "messages.tsv").read_text(encoding="utf-8").splitlines()
    return [Base(*line.split("\t")) for line in lines if not line.startswith("#")]


def twins():
    """Messages that differ in one telling word or number, and are not copies."""
    return [
        Base(lang, "twin", sentence.format(word), word)
        for lang, sentence, fillings in TWINS
        for word in fillings
    ]


def recombined(count, seed):
    """As many messages, each made of runs of some five words of ours."""
    chance = random.Random(f"recombined {seed}")  # noqa: S311 - a seed, no secret
    runs = {"fr": [], "en": []}
    for base in bases():
        said = base.text.split()
        runs[base.lang] += [" ".join(said[at : at + 5]) for at in range(0, len(said) - 3, 5)]
    found = {}
    while len(found) < count:
        lang = chance.choice(["fr", "en"])
        text = " ".join(chance.sample(runs[lang], chance.randint(3, 6)))
        found[text] = Base(lang, "recombined", text)
    return list(found.values())


def typos(text, lang, chance):
    """One slip of the finger in ten to forty letters."""
    rate = chance.choice([0.025, 0.05, 0.1])
    found = []
    at = 0
    while at < len(text):
        sign = text[at]
        if sign.isalpha() and chance.random() < rate:
            slip = chance.choice("dsxi")
            if slip == "d":
                pass
            elif slip == "s" and at + 1 < len(text) and text[at + 1].isalpha():
                found += [text[at + 1], sign]
                at += 1
            elif slip == "x":
                found.append(chance.choice(NEAR.get(sign.lower(), "e")))
            else:
                found += [sign, chance.choice(NEAR.get(sign.lower(), "e"))]
        else:
            found.append(sign)
        at += 1
    return "".join(found)


def drawn_out(text, lang, chance):
    """Some letters drawn out, as in "nuuul"."""
    found = list(text)
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(found))
        if found[at].isalpha():
            found[at] *= chance.randint(2, 6)
    return "".join(found)


def cut_end(text, lang, chance):
    """The beginning alone, with or without dots."""
    keep = max(14, int(len(text) * chance.uniform(0.5, 0.9)))
    return text[:keep].rstrip() + chance.choice(["…", "...", ""]) if keep < len(text) else text


def cut_front(text, lang, chance):
    """The end alone."""
    keep = max(14, int(len(text) * chance.uniform(0.55, 0.9)))
    return chance.choice(["…", "", "..."]) + text[-keep:].lstrip() if keep < len(text) else text


def passed_on(text, lang, chance):
    """Quoted from somebody."""
    mark = chance.choice(["RT {}: {}", 'RT {} "{}"', "{1} via {0}", "MT {} {}", "{1} (cc {0})"])
    return mark.format(chance.choice(HANDLES), text)


def greeted(text, lang, chance):
    """After another's greeting."""
    return chance.choice(GREETINGS[lang]) + text


def closed(text, lang, chance):
    """Before another's closing words."""
    return text + chance.choice(CLOSINGS[lang])


def dressed(text, lang, chance):
    """With emoji, links or handles around it."""
    worn = chance.sample([*EMOJI, *HANDLES, *LINKS, "#honte", "#fail"], chance.randint(1, 3))
    for each in worn:
        text = f"{each} {text}" if chance.random() < 0.4 else f"{text} {each}"
    return text


def shouted(text, lang, chance):
    """In capitals, or in small letters without marks."""
    small = text.lower().translate(str.maketrans("éèêàçùôîû", "eeeacuoiu", ".,;:!?'’"))
    return chance.choice([text.upper(), text.lower(), small])


CHANGES = [typos, drawn_out, cut_end, cut_front, passed_on, greeted, closed, dressed, shouted]


def pasted(text, lang, chance, others):
    """With the first or last words of another message around it."""
    other = chance.choice(others).split()
    take = min(chance.randint(2, 5), len(other), max(2, len(text.split()) // 3))
    if chance.random() < 0.5:
        return " ".join([*other[:take], text])
    return " ".join([text, *other[-take:]])


def copied(base, chance, others, most=3):
    """One copy of *base*, changed one to *most* times."""
    while True:
        text = base.text
        changes = chance.sample([*CHANGES, pasted], chance.randint(1, most))
        # Who cuts twice leaves nothing to know the message by.
        if cut_end in changes and cut_front in changes:
            changes.remove(cut_front)
        for change in changes:
            if change is pasted:
                text = pasted(text, base.lang, chance, others)
            else:
                text = change(text, base.lang, chance)
        if plain(base.telling) in plain(text):
            return text


def stream(sources, count, seed, most=3):
    """Make *count* messages of *sources* and copies of them, in any order."""
    chance = random.Random(f"stream {seed}")  # noqa: S311 - a seed, no secret
    others = [source.text for source in sources]
    made = [Message(base.text, base.lang, at) for at, base in enumerate(sources[:count])]
    popular = [min(chance.paretovariate(1.2), 8) for _ in sources]
    picks = chance.choices(range(len(sources)), popular, k=max(0, count - len(made)))
    for at in picks:
        base = sources[at]
        exact = chance.random() < 0.1
        text = base.text if exact else copied(base, chance, others, most)
        made.append(Message(text, base.lang, at))
    chance.shuffle(made)
    return made
