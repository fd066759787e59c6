"""What `match` and `draft` say to people, by language; JSON has no language."""

from collections.abc import Mapping

_EN = {
    "sure": "almost sure",
    "likely": "likely",
    "unsure": "to be checked",
    "none": "no playbook",
    "complaint": "complaint",
    "question": "question",
    "praise": "praise",
    "other": "other",
    "nearest": "{band}; nearest: {title}",
    "nothing": "{band}: nothing here resembles an example",
    "why": ": “{words}”",
    "resembles": "“{words}” resembles the example “{example}”",
    "no-telling-word": "no word of the message stands out: it is like the examples as a whole",
    "quoted": "“{words}”",
    "example": "one example",
    "examples": "{n} examples",
    "others": "Others: {titles}",
    "next": "Next: {title}",
    "lost/close": "Nearly equal: {title}",
    "lost/never": "Next: {title}; {words} is in {theirs} of {first}, in none of its own",
    "lost/word": "Next: {title}; {words} is in {theirs} of {first}, in {own} of its own",
    "lost/required": "Set aside: {title}; it asks for a word that is not said ({words}…)",
    "lost/excluded": "Set aside: {title}; it excludes {words}, which is said",
    "lost/not_example": "Set aside: {title}; the message resembles what it is not about: {words}",
    "lost/kind/complaint": "Set aside: {title}; it thanks, and the message complains",
    "lost/kind/praise": "Set aside: {title}; it apologises, and the message is pleased",
    "no-draft": "no draft: no playbook applies",
    "no-draft/person": "no draft: for this playbook a person writes",
    "no-draft/silent": "no draft: this playbook gives no answer",
    "no-draft/stage": "no draft: `{playbook}` has no `{stage}` reply in this language",
    "not-rendered": "cannot be rendered: {fault}",
    "blocked": "blocked: {finding}",
    "note": "note: {finding}",
    "charter-fine": "charter: nothing to say",
    "promises": "promises: {promise} by {due}",
}

_FR = {
    "sure": "presque sûr",
    "likely": "probable",
    "unsure": "à vérifier",
    "none": "aucune fiche",
    "complaint": "réclamation",
    "question": "question",
    "praise": "compliment",
    "other": "autre",
    "nearest": "{band}\u00a0; la plus proche\u00a0: {title}",
    "why": "\u00a0: «\u00a0{words}\u00a0»",
    "nothing": "{band}\u00a0: rien ici ne ressemble à un exemple",
    "resembles": "«\u00a0{words}\u00a0» ressemble à l’exemple «\u00a0{example}\u00a0»",
    "no-telling-word": "aucun mot du message ne ressort\u00a0: "
    "c’est l’ensemble qui ressemble aux exemples",
    "quoted": "«\u00a0{words}\u00a0»",
    "example": "un exemple",
    "examples": "{n} exemples",
    "others": "Autres\u00a0: {titles}",
    "next": "Ensuite\u00a0: {title}",
    "lost/close": "Presque à égalité\u00a0: {title}",
    "lost/never": "Ensuite\u00a0: {title}\u00a0; {words} est dans {theirs} de "
    "«\u00a0{first}\u00a0», dans aucun des siens",
    "lost/word": "Ensuite\u00a0: {title}\u00a0; {words} est dans {theirs} de "
    "«\u00a0{first}\u00a0», dans {own} des siens",
    "lost/required": "Écartée\u00a0: {title}\u00a0; elle demande un mot qui n’est pas dit "
    "({words}…)",
    "lost/excluded": "Écartée\u00a0: {title}\u00a0; elle exclut {words}, qui est dit",
    "lost/not_example": "Écartée\u00a0: {title}\u00a0; le message ressemble à l’un de ses "
    "contre-exemples\u00a0: {words}",
    "lost/kind/complaint": "Écartée\u00a0: {title}\u00a0; elle remercie, et le message se plaint",
    "lost/kind/praise": "Écartée\u00a0: {title}\u00a0; elle s’excuse, et le message est content",
    "no-draft": "pas de brouillon\u00a0: aucune fiche ne convient",
    "no-draft/person": "pas de brouillon\u00a0: pour cette fiche, c’est une personne qui écrit",
    "no-draft/silent": "pas de brouillon\u00a0: cette fiche ne répond pas",
    "no-draft/stage": "pas de brouillon\u00a0: la fiche `{playbook}` n’a pas de réponse "
    "`{stage}` dans cette langue",
    "not-rendered": "rendu impossible\u00a0: {fault}",
    "blocked": "bloqué\u00a0: {finding}",
    "note": "remarque\u00a0: {finding}",
    "charter-fine": "charte\u00a0: rien à signaler",
    "promises": "promesse\u00a0: {promise}, avant le {due}",
}

WORDS: Mapping[str, Mapping[str, str]] = {"en": _EN, "fr": _FR}


def say(language: str, code: str, **values: object) -> str:
    """The sentence *code* with its values."""
    return WORDS[language][code].format_map(values)
