"""Writes a library of any size in two languages, as different as a seeded chance makes it."""

import random
from pathlib import Path

_SUBJECTS = {
    "fr": [
        "colis",
        "commande",
        "facture",
        "vendeur",
        "écran",
        "chargeur",
        "magasin",
        "abonnement",
        "ligne",
        "compteur",
        "remboursement",
        "réparation",
        "garantie",
        "chauffage",
        "billet",
        "réservation",
        "chambre",
        "train",
        "bagage",
        "contrat",
    ],
    "en": [
        "parcel",
        "order",
        "invoice",
        "clerk",
        "screen",
        "charger",
        "shop",
        "subscription",
        "line",
        "meter",
        "refund",
        "repair",
        "warranty",
        "heating",
        "ticket",
        "booking",
        "room",
        "train",
        "suitcase",
        "contract",
    ],
}
_TROUBLES = {
    "fr": [
        "toujours pas arrivé",
        "cassé à l'ouverture",
        "facturé deux fois",
        "introuvable depuis lundi",
        "refusé sans raison",
        "en panne encore",
        "annulé au dernier moment",
        "perdu par vos soins",
        "jamais confirmé",
        "bien trop cher",
        "livré chez le voisin",
        "sale et abîmé",
    ],
    "en": [
        "still not here",
        "broken out of the box",
        "charged twice",
        "nowhere to be found since Monday",
        "refused for no reason",
        "down again",
        "cancelled at the last minute",
        "lost by you people",
        "never confirmed",
        "far too dear",
        "left with a neighbour",
        "dirty and damaged",
    ],
}
_ENDS = {
    "fr": [
        "c'est une honte",
        "je suis à bout",
        "que faites-vous ?",
        "merci de répondre",
        "trois semaines que j'attends",
        "plus jamais chez vous",
        "je veux une réponse",
        "personne ne décroche",
    ],
    "en": [
        "what a disgrace",
        "I have had enough",
        "what are you doing?",
        "please answer",
        "three weeks of waiting",
        "never again",
        "I want an answer",
        "nobody picks up",
    ],
}
_FIRST = {
    "fr": """\
{{% include "shared/hello.fr.j2" %}}{{% block regret %}}je regrette ce qui arrive avec votre {subject} ({id}), et je comprends votre impatience.{{% endblock %}}

{{% block next_step %}}Je regarde où en est ce dossier et je vous réponds ici avant {{{{ promise.due }}}}. {tail}{{% endblock %}}

{{{{ signature }}}}
""",
    "en": """\
{{% include "shared/hello.en.j2" %}}{{% block regret %}}I'm sorry about your {subject} ({id}), and I understand that you have had enough.{{% endblock %}}

{{% block next_step %}}I'm looking into it and will answer here by {{{{ promise.due }}}}. {tail}{{% endblock %}}

{{{{ signature }}}}
""",
}
_TAILS = {
    "fr": (
        "Merci de votre patience.",
        "Dites-moi si j'oublie quelque chose.",
        "À tout à l'heure.",
    ),
    "en": ("Thank you for your patience.", "Tell me if I miss anything.", "Talk to you soon."),
}
_KEPT = {
    "fr": "{% include 'shared/hello.fr.j2' %}nous avons tenu parole, voici la suite en message privé. {{ signature }}\n",
    "en": "{% include 'shared/hello.en.j2' %}we kept our word, the details are in a private message. {{ signature }}\n",
}
_HELLO = {
    "fr": "{% if not exchange %}Bonjour{% if author.first_name %} {{ author.first_name }}{% endif %}, {% endif %}",
    "en": "{% if not exchange %}Hello{% if author.first_name %} {{ author.first_name }}{% endif %}, {% endif %}",
}
_PLAYBOOK = """\
title: {id}
severity: {severity}
posture: apologise
responsibility: preventable
examples:
{examples}
not_examples:
  fr: |
    bravo pour le {fr} numéro {number}
  en: |
    well done for the {en} number {number}
guidance: {{fr: Rester factuel., en: Stay factual.}}
promise: {{what: {{fr: une réponse, en: an answer}}, within: 2h}}
"""


def write_library(
    folder, *, playbooks=200, examples=12, variants=3, languages=("fr", "en"), seed=1
):
    """Write the folders `playbooks` and `replies` below *folder*."""
    chance = random.Random(seed)  # noqa: S311 - reproducible, no secret
    for lang in languages:
        _write(folder / "replies" / "shared" / f"hello.{lang}.j2", _HELLO[lang])
    for number in range(playbooks):
        id_ = f"matter-{number:03}"
        phrases = {lang: _phrases(chance, lang, number, examples) for lang in languages}
        subjects = {lang: _SUBJECTS[lang][number % len(_SUBJECTS[lang])] for lang in ("fr", "en")}
        text = _PLAYBOOK.format(
            id=id_,
            number=number,
            severity=chance.choice(["low", "medium", "high"]),
            examples="\n".join(
                f"  {lang}: |\n" + "\n".join(f"    {one}" for one in some)
                for lang, some in phrases.items()
            ),
            **subjects,
        )
        _write(folder / "playbooks" / f"{id_}.yaml", text)
        for lang in languages:
            for variant in range(1, variants + 1):
                ending = "" if variant == 1 else f"-{variant}"
                first = _FIRST[lang].format(
                    id=id_, subject=subjects[lang], tail=_TAILS[lang][(variant - 1) % 3]
                )
                _write(folder / "replies" / id_ / f"first{ending}.{lang}.j2", first)
            _write(folder / "replies" / id_ / f"kept.{lang}.j2", _KEPT[lang])


def _phrases(chance, lang, number, count):
    subject = _SUBJECTS[lang][number % len(_SUBJECTS[lang])]
    own = f"{chance.choice(_SUBJECTS[lang])} {number}"
    found = {}
    while len(found) < count:
        trouble, end = chance.choice(_TROUBLES[lang]), chance.choice(_ENDS[lang])
        other = chance.choice(_SUBJECTS[lang])
        found[f"{subject} {own} {trouble}, {other} {end}"] = None
    return list(found)


def _write(path: Path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
