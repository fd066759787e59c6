"""Two playbooks must be told apart by their examples."""

from copilot.library.matched.matched import Matched

SENTENCES = {
    "en": {
        "confused-pair": (
            "often confused with `{other}`: left out, {lost} of {total} examples find it, and "
            "{won} of the other's find this one; look first at {phrases}. Give both "
            "playbooks more examples that say what sets them apart, or make them one"
        ),
    },
    "fr": {
        "confused-pair": (
            "souvent confondue avec `{other}` : mis de côté un à un, les exemples d’ici "
            "donnent cette autre fiche {lost} fois sur {total}, et les siens donnent celle-ci "
            "{won} fois ; à revoir en premier : {phrases}. Ajoutez aux deux fiches des "
            "exemples qui disent ce qui les distingue, ou n’en faites qu’une"
        ),
    },
}

PAGES = {
    "en": """\
## confused-pair

Examples of one playbook, left out in turn, find another one often, or the other way round. What
customers write will be confused as often. It is told once for both, at the one that loses more,
with the examples to look at first.

Bad: `my line is dead, nobody answers` in no-answer, beside service-outage

Good: `three mails and no reply` in no-answer, `no network since this morning` in service-outage
""",
    "fr": """\
## confused-pair

Des exemples d’une fiche, mis de côté à leur tour, donnent souvent une autre fiche, ou l’inverse.
Les messages des clients seront confondus aussi souvent. C’est dit une seule fois pour les deux,
dans celle qui y perd le plus, avec les exemples à revoir en premier.

À éviter : `la ligne ne répond plus` dans no-answer, à côté de service-outage

Correct : `trois mails et aucune réponse` dans no-answer, `plus de réseau` dans service-outage
""",
}

_SHOWN = 3
#: From this share of the smaller playbook on, it disappoints every day.
_MUCH = 0.30


def check(matched: Matched) -> None:
    """Tell every pair once, at the playbook that loses more."""
    sizes: dict[str, int] = {}
    for left in matched.left:
        sizes[left.playbook] = sizes.get(left.playbook, 0) + 1
    for pair in matched.confused:
        tell = matched.report.warning if pair.share >= _MUCH else matched.report.hint
        tell(
            matched.key_of(pair.loser, "examples"),
            "confused-pair",
            other=pair.winner,
            lost=len(pair.lost),
            total=sizes[pair.loser],
            won=len(pair.won),
            phrases=matched.quoted([left.text for left in pair.clearest[:_SHOWN]]),
        )
