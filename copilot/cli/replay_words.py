"""What `replay` says to brand leads, by language; JSON has no language."""

from collections.abc import Mapping
from typing import TypeAlias

#: One sentence, or one for one thing and one for several.
Sentences: TypeAlias = Mapping[str, str | tuple[str, str]]

_EN: Sentences = {
    "now": "the playbooks as they are",
    "head": "{complaints}: the playbooks as they are, against {against}",
    "head/same": "{complaints}: for matching, the playbooks are what they were in {against}",
    "revision": "{name} ({commit}, {day})",
    "day": "{year}-{month}-{day}",
    "complaint": ("{n} complaint", "{n} complaints"),
    "same": ("unchanged", "unchanged"),
    "moved": ("has another playbook", "have another playbook"),
    "lost": ("has no playbook any more", "have no playbook any more"),
    "found": ("had no playbook, and has one", "had no playbook, and have one"),
    "less_sure": ("is less sure of its playbook", "are less sure of their playbook"),
    "surer": ("is surer of its playbook", "are surer of their playbook"),
    "matched": "with a playbook: {before} before, {after} now",
    "renamed": "Renamed: {before} → {after}",
    "moves": "From one playbook to another:",
    "more-moves": ("and one more way; --json has it", "and {n} more ways; --json has them"),
    "examples": "Examples, the worst first (!: an answer that was almost sure):",
    "more": "and {n} more: --examples {all}",
    "none": "no playbook",
    "critical": "critical",
    "arrow": "{before} → {after}",
    "sure-of": "{title}, {band}",
    "quote": ": “{words}”",
    "times": "{n} times",
    "wordless": "(no words)",
    "broken/before": "the playbooks of {name} cannot be used, so there is nothing to compare:",
    "broken/now": "the playbooks as they are now cannot be used, so there is nothing to compare:",
    "more-errors": ("and one more", "and {n} more"),
    "empty": "there is no playbook in {name}",
    "no-complaint/file": "there is no complaint in {name}",
    "no-complaint/since": (
        "no complaint came in during the last day",
        "no complaint came in during the last {n} days",
    ),
    "no-configuration": "without a configuration there are no past complaints: give --file F, "
    "or -c FILE",
    "revision/no_git": "git is not installed; compare with a folder: --against DIR",
    "revision/no_repository": "{folder} is in no git repository, so it has no `{name}`; "
    "compare with a folder: --against DIR",
    "revision/not_trusted": "git does not trust the repository of {folder}, which belongs to "
    "another user; if you do: git config --global --add safe.directory (its folder)",
    "revision/no_commit": "nothing has been committed yet in the repository of {folder}; "
    "compare with a folder: --against DIR",
    "revision/unknown": "`{name}` is neither a folder nor a revision in the repository of "
    "{folder}",
    "revision/no_folder": "the revision `{name}` has no folder {detail}; "
    "name a later one, or a folder: --against DIR",
    "revision/failed": "git cannot read `{name}` in the repository of {folder} ({detail})",
}

_FR: Sentences = {
    "now": "les fiches actuelles",
    "head": "{complaints}\u00a0: les fiches actuelles, comparées à {against}",
    "head/same": "{complaints}\u00a0: pour la reconnaissance, les fiches sont les mêmes "
    "que dans {against}",
    "revision": "{name} ({commit} du {day})",
    "day": "{day}/{month}/{year}",
    "complaint": ("{n} message", "{n} messages"),
    "same": ("sans changement", "sans changement"),
    "moved": ("change de fiche", "changent de fiche"),
    "lost": ("n’a plus de fiche", "n’ont plus de fiche"),
    "found": ("n’avait pas de fiche et en a une", "n’avaient pas de fiche et en ont une"),
    "less_sure": (
        "garde sa fiche, moins sûre qu’avant",
        "gardent leur fiche, moins sûre qu’avant",
    ),
    "surer": ("garde sa fiche, plus sûre qu’avant", "gardent leur fiche, plus sûre qu’avant"),
    "matched": "avec une fiche\u00a0: {before} avant, {after} maintenant",
    "renamed": "Renommée\u00a0: {before} → {after}",
    "moves": "D’une fiche à l’autre\u00a0:",
    "more-moves": (
        "et un autre passage\u00a0; --json le donne",
        "et {n} autres passages\u00a0; --json les donne",
    ),
    "examples": "Exemples, les plus graves d’abord "
    "(!\u00a0: la réponse était presque sûre)\u00a0:",
    "more": "et {n} de plus\u00a0: --examples {all}",
    "none": "aucune fiche",
    "critical": "critique",
    "arrow": "{before} → {after}",
    "sure-of": "{title}, {band}",
    "quote": "\u00a0: «\u00a0{words}\u00a0»",
    "times": "{n} fois",
    "wordless": "(pas un mot)",
    "broken/before": "les fiches de {name} sont inutilisables\u00a0: rien à comparer",
    "broken/now": "les fiches actuelles sont inutilisables\u00a0: rien à comparer",
    "more-errors": ("et une autre erreur", "et {n} autres erreurs"),
    "empty": "il n’y a aucune fiche dans {name}",
    "no-complaint/file": "il n’y a aucun message dans {name}",
    "no-complaint/since": (
        "aucun message n’est arrivé ce dernier jour",
        "aucun message n’est arrivé ces {n} derniers jours",
    ),
    "no-configuration": "sans configuration, il n’y a pas de messages passés\u00a0: "
    "donnez --file F, ou -c FILE",
    "revision/no_git": "git n’est pas installé\u00a0; comparez à un dossier\u00a0: --against DIR",
    "revision/no_repository": "{folder} n’est dans aucun dépôt git et n’a donc pas de "
    "`{name}`\u00a0; comparez à un dossier\u00a0: --against DIR",
    "revision/not_trusted": "git se méfie du dépôt de {folder}, qui appartient à un autre "
    "utilisateur\u00a0; si vous lui faites confiance\u00a0: "
    "git config --global --add safe.directory (son dossier)",
    "revision/no_commit": "rien n’a encore été validé (commit) dans le dépôt de {folder}\u00a0; "
    "comparez à un dossier\u00a0: --against DIR",
    "revision/unknown": "`{name}` n’est ni un dossier ni une révision du dépôt de {folder}",
    "revision/no_folder": "la révision `{name}` n’a pas de dossier {detail}\u00a0; "
    "nommez-en une plus récente, ou un dossier\u00a0: --against DIR",
    "revision/failed": "git n’arrive pas à lire `{name}` dans le dépôt de {folder} ({detail})",
}
WORDS: Mapping[str, Sentences] = {"en": _EN, "fr": _FR}


def say(language: str, code: str, *, n: int = 0, **values: object) -> str:
    """The sentence *code* with its values, for one or for several (*n*)."""
    sentence = WORDS[language][code]
    if isinstance(sentence, tuple):
        # French leaves 0 in the singular
        sentence = sentence[0 if n == 1 or (n == 0 and language == "fr") else 1]
    return sentence.format_map({"n": n, **values})
