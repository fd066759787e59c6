"""A new playbook to start from: a file with examples, and first answers that pass `check`."""

from collections.abc import Collection, Mapping, Sequence

from copilot.domain.playbook import Posture

_GREETING = {
    "fr": "{% if exchange and not (exchange | first).ours %}"
    '{{ author.first_name or "Me revoici" }}'
    "{% else %}Bonjour"
    "{% if author.first_name %} {{ author.first_name }}{% endif %}{% endif %}",
    "en": "{% if exchange and not (exchange | first).ours %}"
    '{{ author.first_name or "Back to you" }}'
    "{% else %}Hello"
    "{% if author.first_name %} {{ author.first_name }}{% endif %}{% endif %}",
}
_SHARED = "shared/greeting.{lang}.j2"
_REGRET = {
    "fr": "je regrette que cela se passe ainsi.",
    "en": "I’m sorry that it went this way.",
}
_NEXT = {
    "fr": "Je me renseigne et je réponds ici même.",
    "en": "I’m finding out what happened and will answer right here.",
}
_TODO = {
    "fr": "Ébauche de « copilot suggest » : à réécrire avec vos mots, puis à varier (first-2, …).",
    "en": "A stub by copilot suggest: write it anew in your own words, then vary it (first-2, …).",
}
_FIRST_WORD = {"fr": "merci pour ce message.", "en": "thank you for this message."}
_COMMENTS = {
    "fr": {
        "head": "Ébauche proposée par « copilot suggest » : choisissez titre, gravité et posture.",
        "title": "à choisir ; ce sont les mots qui reviennent",
        "severity": "à choisir : low, medium, high, critical",
        "posture": "à choisir : apologise, inform, correct, thank, person, silent",
    },
    "en": {
        "head": "A stub proposed by copilot suggest: choose title, severity and posture.",
        "title": "to be chosen; these are the words that come back",
        "severity": "to be chosen: low, medium, high, critical",
        "posture": "to be chosen: apologise, inform, correct, thank, person, silent",
    },
}


def stub(
    id: str,  # noqa: A002 - the key's own name
    *,
    title: str,
    posture: Posture,
    examples: Mapping[str, Sequence[str]],
    languages: Sequence[str],
    replies: Collection[str] = (),
    speaking: str = "en",
) -> dict[str, str]:
    """
    Write the files of a new playbook, by their names in a set.

    Args:
        id: the playbook's.
        title: what it is called until somebody chooses.
        posture: how it is answered; a person answers where a language is not spoken here.
        examples: phrases by language.
        languages: of the brand.
        replies: the paths below `replies/` that are there, for a shared greeting.
        speaking: the language of the comments.
    """
    is_spoken = all(lang in _NEXT for lang in languages)
    said = _COMMENTS.get(speaking, _COMMENTS["en"])
    used = posture if is_spoken else Posture.PERSON
    lines = [
        f"# {said['head']}",
        f"title: {_quoted(title)}  # {said['title']}",
        f"severity: medium  # {said['severity']}",
        f"posture: {used.value}  # {said['posture']}",
        "examples:",
    ]
    for lang, phrases in examples.items():
        lines += [f"  {lang}: |", *(f"    {phrase}" for phrase in phrases)]
    files = {f"playbooks/{id}.yaml": "\n".join(lines) + "\n"}
    for lang in languages if used.drafts else ():
        files[f"replies/{id}/first.{lang}.j2"] = _first(lang, used, replies)
    return files


def _first(lang: str, posture: Posture, replies: Collection[str]) -> str:
    shared = _SHARED.format(lang=lang)
    greeting = f'{{% include "{shared}" %}}' if shared in replies else _GREETING[lang]
    if posture is Posture.APOLOGISE:
        opening = f"{{% block regret %}}{_REGRET[lang]}{{% endblock %}}"
    else:
        opening = _FIRST_WORD[lang]
    return (
        f"{{#- {_TODO[lang]} -#}}\n"
        f"{greeting}, {opening}\n\n"
        f"{{% block next_step %}}{_NEXT[lang]}{{% endblock %}}\n\n"
        "{{ signature }}\n"
    )


def _quoted(text: str) -> str:
    """A text between quotes, as YAML reads it whatever it holds."""
    return "'" + text.replace("'", "''") + "'"
