"""
An apology lacks a part that the charter demands at its stage.

A first answer is sorry for the experience and says what comes next; taking responsibility and
offering repair belong to the solution, once the matter is verified. Only templates of playbooks
with the posture `apologise` are held to it.

Bad:

    {% block regret %}Je suis désolée.{% endblock %}

Good:

    {% block regret %}Je suis désolée que ça commence ainsi.{% endblock %}
    {% block next_step %}Je vous réponds ici {{ promise.due }}.{% endblock %}
"""

from collections.abc import Iterator

from copilot.domain.charter import Finding, Level, Rule
from copilot.domain.playbook import Posture, Stage
from copilot.library.composite import Items
from copilot.library.record import Key
from copilot.library.rules.rule import CharterRule, Reviewed
from copilot.library.scalars import words

NAME = "parts"
SENTENCES = {
    "en": {
        "charter-parts": (
            "the part `{part}` is missing, which the charter demands of a `{stage}` reply"
        ),
    },
    "fr": {
        "charter-parts": (
            "il manque la partie `{part}`, que la charte demande à l’étape `{stage}`"
        ),
    },
}
FRENCH = """
Il manque à une excuse une partie que la charte demande à cette étape.

Une première réponse regrette ce qui s’est passé et dit ce qui vient ensuite ; la responsabilité
et la réparation ont leur place dans la solution, une fois l’affaire vérifiée. Seuls les modèles
des fiches dont la posture est `apologise` y sont tenus.

À éviter :

    {% block regret %}Je suis désolée.{% endblock %}

Correct :

    {% block regret %}Je suis désolée que ça commence ainsi.{% endblock %}
    {% block next_step %}Je vous réponds ici {{ promise.due }}.{% endblock %}
"""
#: What makes an apology work (Lewicki et al., 2016), and what comes next.
PARTS = (
    "regret",
    "explanation",
    "responsibility",
    "repentance",
    "repair",
    "forgiveness",
    "next_step",
)


def check(text: Reviewed, rule: Rule) -> Iterator[Finding]:
    """Name each demanded part that the template left empty."""
    if text.parts is None or text.playbook is None:
        return
    if text.playbook.posture is not Posture.APOLOGISE:
        return
    for part in rule.parts.get(text.stage.value, ()):
        if part not in text.parts:
            yield Finding(NAME, rule.level, values={"part": part, "stage": text.stage.value})


RULE = CharterRule(
    page=__doc__,
    french=FRENCH,
    sentences=SENTENCES,
    default=Rule(
        Level.BLOCK,
        parts={"first": ("regret", "next_step"), "solution": ("responsibility", "repair")},
    ),
    check=check,
    looks_at=("parts",),
    keys={
        stage.value: Key(Items(words(PARTS)), f"Parts that a `{stage.value}` reply must have.")
        for stage in Stage
    },
)
