"""
A first answer admits a fault, denies one or promises repair before anybody has verified.

The customer may be wrong, and head office may first have to ask the shop. A first answer is sorry
for the experience and says what comes next; responsibility and repair belong to the solution.
What the playbook's own `promise` names may be said at once; a brand that is itself the victim
(a rumour) may say that it is not at fault.

Bad:

    C'est notre faute, nous allons remplacer votre écran.

Good:

    Je suis désolée que ça commence ainsi. Je vérifie avec le magasin et je vous réponds ici.
"""

import re
from collections.abc import Iterator

from copilot.domain.charter import Finding, Level, Rule
from copilot.domain.playbook import Responsibility, Stage
from copilot.library.folded import fold, wording
from copilot.library.rules.rule import CharterRule, Reviewed, found

NAME = "responsibility"
SENTENCES = {
    "en": {
        "charter-responsibility/admits": (
            "“{word}” admits a fault in a first answer; until it is verified, be sorry for the "
            "experience and say what comes next"
        ),
        "charter-responsibility/denies": (
            "“{word}” denies a fault in a first answer; nobody has verified that either, so be "
            "sorry for the experience and say what comes next"
        ),
        "charter-responsibility/repairs": (
            "“{word}” promises repair in a first answer; it belongs to the solution, once verified"
        ),
        "charter-responsibility/part": (
            "the part `{part}` belongs to the stage `solution`, once verified; a first answer is "
            "sorry for the experience (`regret`) and says what comes next (`next_step`)"
        ),
    },
    "fr": {
        "charter-responsibility/admits": (
            "« {word} » reconnaît une faute dès la première réponse ; tant que rien n’est "
            "vérifié, regrettez ce qui s’est passé et dites ce qui vient ensuite"
        ),
        "charter-responsibility/denies": (
            "« {word} » rejette la faute dès la première réponse ; cela non plus n’est pas "
            "vérifié : regrettez ce qui s’est passé et dites ce qui vient ensuite"
        ),
        "charter-responsibility/repairs": (
            "« {word} » promet une réparation dès la première réponse ; elle a sa place dans la "
            "solution, une fois l’affaire vérifiée"
        ),
        "charter-responsibility/part": (
            "la partie `{part}` a sa place à l’étape `solution`, une fois l’affaire vérifiée ; "
            "une première réponse regrette ce qui s’est passé (`regret`) et dit ce qui vient "
            "ensuite (`next_step`)"
        ),
    },
}
FRENCH = """
Une première réponse reconnaît une faute, la nie ou promet une réparation sans vérification.

Le client peut se tromper, et il faut parfois d’abord demander au magasin. Une première réponse
regrette ce qui s’est passé et dit ce qui vient ensuite ; la responsabilité et la réparation ont
leur place dans la solution. Ce que nomme le `promise` de la fiche peut se dire tout de suite ; une
marque elle-même victime (une rumeur) peut dire qu’elle n’y est pour rien.

À éviter :

    C'est notre faute, nous allons remplacer votre écran.

Correct :

    Je suis désolée que ça commence ainsi. Je vérifie avec le magasin et je vous réponds ici.
"""
_FIRST = (Stage.FIRST, Stage.HOLDING, Stage.INCIDENT)
_PARTS = ("responsibility", "repair")
_FR_DEEDS = "rembours|remplac|echang|repar|dedommag|indemnis|renvo|reexpedi"
_EN_DEEDS = "refund|replac|repair|reimburs|compensat|exchang|reship|resend"
_FR_DO, _EN_DO = f"(?:{_FR_DEEDS})", f"(?:{_EN_DEEDS})"
_ADMITS = {
    "fr": wording(
        r"(?<!\w)(?:(?:c'est|ce fut|il s'agit)(?: bien| entierement| uniquement)? (?:de )?"
        r"(?:notre|ma) (?:faute|erreur|responsabilite)"
        r"|(?:notre|la) (?:faute|erreur) (?:est|nous revient)"
        r"|nous (?:sommes|en sommes)(?: \w+ment)? (?:les )?(?:seuls )?"
        r"(?:responsables|fautifs|coupables)"
        r"|nous avons(?: \w+ment)? (?:commis (?:une|cette)|fait une) (?:erreur|faute)"
        r"|nous avons (?:mal fait|failli|faute)|nous (?:n')?aurions (?:pas )?du(?! mal)"
        r"|nous (?:assumons|reconnaissons) (?:notre|cette|la|pleinement|entierement)"
        r"|nous sommes en tort)(?!\w)",
        signs="faute|erreur|responsab|fautif|coupable|mal fait|failli|aurions |assumons"
        "|reconnaissons|en tort",
    ),
    "en": wording(
        r"(?<!\w)(?:(?:it|this|that)(?:'s| is| was)(?: entirely| all)? our (?:fault|mistake|error)"
        r"|our (?:own )?(?:mistake|fault|bad)(?: is| was)?"
        r"|we (?:made|have made|'ve made) a mistake"
        r"|we(?:'re| are)(?: fully| entirely)? (?:responsible|to blame|at fault|liable)"
        r"|we take (?:full )?responsibility|we should(?:n't| not)? have|we got it wrong"
        r"|we admit)(?!\w)",
        signs="fault|mistake|error|our bad|our own bad|responsib|to blame|liable|we should"
        "|got it wrong|we admit",
    ),
}
_DENIES = {
    "fr": wording(
        r"(?<!\w)(?:(?:(?:ce |c'|il |cela |ca )?(?:n'|ne )?(?:est|etait|s'agit|vient) )?"
        r"(?:\w+ment )?"
        r"(?:pas|nullement|en rien|aucunement) (?:du tout )?(?:de )?"
        r"(?:notre|ma) (?:faute|erreur|responsabilite)"
        r"|nous (?:ne |n'en )?sommes (?:pas|nullement|en rien|aucunement) "
        r"(?:les )?(?:responsables?|fautifs?|coupables?|en tort)"
        r"|(?:nous|on) n'y (?:sommes|est) pour rien"
        r"|nous n'avons (?:rien fait de mal|commis aucune))(?!\w)",
        signs="faute|erreur|responsab|fautif|coupable|en tort|pour rien|de mal|commis aucune",
    ),
    "en": wording(
        r"(?<!\w)(?:(?:(?:it|this|that)(?:'s| is| was)? )?(?:not|isn't|wasn't|never|hardly) "
        r"(?:really |at all )?(?:our|my) (?:own )?(?:fault|mistake|error|responsibility|doing)"
        r"|we(?:'re| are)(?: not|n't) (?:responsible|to blame|at fault|liable)"
        r"|we (?:did nothing|haven't done anything|have done nothing) wrong)(?!\w)",
        signs="fault|mistake|error|responsib|our doing|my doing|own doing|to blame|liable|wrong",
    ),
}
_REPAIRS = {
    "fr": wording(
        rf"(?<!\w)(?:nous|je|on) (?:(?:allons|vais|va) )?(?:vous |le |la |les |l'|t')*"
        rf"{_FR_DO}(?:e|ons|ez|er|erai|erons|era|eons|yons|ie)(?!\w)"
        r"|(?<!\w)(?:vous serez|(?:votre|vos|la|le) \w+ (?:sera|seront)) (?:\w+ment )?"
        rf"{_FR_DO}\w*",
        signs=_FR_DEEDS,
    ),
    "en": wording(
        rf"(?<!\w)(?:i|we)(?:'ll| will| shall|'m going to|'re going to| are going to) (?:\w+ly )?"
        rf"{_EN_DO}\w*|(?<!\w)(?:you|your \w+) (?:will|'ll) be (?:\w+ly )?{_EN_DO}\w*",
        signs=_EN_DEEDS,
    ),
}


def check(text: Reviewed, rule: Rule) -> Iterator[Finding]:
    """Find what a first answer says too early, in its words and in its parts."""
    if text.stage not in _FIRST:
        return
    for part in _PARTS:
        if part in (text.parts or ()):
            yield Finding(NAME, rule.level, values={"case": "part", "part": part})
    if text.lang in _ADMITS:
        yield from _of_fault(text, rule)
        for span in text.folded.look(_REPAIRS[text.lang]):
            if not _is_promised(text, span):
                yield found(NAME, text, rule, span, case="repairs")


def _of_fault(text: Reviewed, rule: Rule) -> Iterator[Finding]:
    """Find where it is admitted or denied: “not our fault” says the opposite of “our fault”."""
    denied = list(text.folded.look(_DENIES[text.lang]))
    for span in text.folded.look(_ADMITS[text.lang]):
        if not any(start < span[1] and span[0] < end for start, end in denied):
            yield found(NAME, text, rule, span, case="admits")
    is_victim = text.playbook and text.playbook.responsibility is Responsibility.VICTIM
    for span in () if is_victim else denied:
        yield found(NAME, text, rule, span, case="denies")


def _is_promised(text: Reviewed, span: tuple[int, int]) -> bool:
    """Whether the playbook's promise names the same deed."""
    promise = text.playbook.promise if text.playbook else None
    promised = fold(promise.what.get(text.lang, "")).text if promise else ""
    said = fold(text.text[slice(*span)]).text
    deeds = re.findall(_FR_DO if text.lang == "fr" else _EN_DO, said)
    return any(deed in promised for deed in deeds)


RULE = CharterRule(
    page=__doc__,
    french=FRENCH,
    sentences=SENTENCES,
    default=Rule(Level.WARN),
    check=check,
    looks_at=("parts",),
)
