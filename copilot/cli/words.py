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
    "why": ": “{words}”",
    "resembles": "“{words}” resembles “{example}”",
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
    "resembles": "«\u00a0{words}\u00a0» ressemble à «\u00a0{example}\u00a0»",
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
