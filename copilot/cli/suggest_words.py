"""What `suggest` says to brand leads, by language; JSON has no language."""

from collections.abc import Mapping

_EN: dict[str, str | tuple[str, str]] = {
    "cases": ("{n} case looked at.", "{n} cases looked at."),
    "nothing": "Nothing to propose: what people did agrees with the playbooks.",
    "examples": "Examples to add, the strongest first ({n}):",
    "example": "{title} [{playbook}], {lang}: “{phrase}”",
    "chosen": "chosen by {people}{times}; the matcher said: {said}",
    "own": "answered by {people} in words of their own{times}; the matcher said: {said}",
    "and": "{some} and {last}",
    "times": ", {n} times",
    "in-cases": ("case no. {numbers}", "cases no. {numbers}"),
    "more-cases": "{numbers} and {n} more",
    "said": "{title}, {band}",
    "sure": "almost sure",
    "likely": "likely",
    "unsure": "to be checked",
    "none": "no playbook",
    "playbooks": "Likely new playbooks, the largest first ({n}):",
    "playbook": ("{title} [{id}]: {n} message", "{title} [{id}]: {n} messages"),
    "answered": (
        ", {n} of them answered in a person's own words",
        ", {n} of them answered in people's own words",
    ),
    "wording": "Wording that people change again and again ({n}); it is yours to change:",
    "changed": "{place}: {n} times, by {people}",
    "before": "before: {words}",
    "after": "after:  {words}",
    "cut": "after:  (cut)",
    "left": "Left out: {reasons}.",
    "left/known": ("{n} is an example already", "{n} are examples already"),
    "left/found": (
        "{n} is found by the playbooks as they are now",
        "{n} are found by the playbooks as they are now",
    ),
    "left/elsewhere": (
        "{n} contradicts the files (below)",
        "{n} contradict the files (below)",
    ),
    "left/contested": (
        "{n} was given to different playbooks",
        "{n} were given to different playbooks",
    ),
    "left/personal": (
        "{n} says nothing without what is personal",
        "{n} say nothing without what is personal",
    ),
    "left/language": (
        "{n} is in a language that the brand does not answer in",
        "{n} are in languages that the brand does not answer in",
    ),
    "left/withdrawn": ("{n} was deleted or erased", "{n} were deleted or erased"),
    "conflict": "no. {number}: chosen was {title}, but “{phrase}” stands in {other}",
    "conflict/against": "no. {number}: chosen was {title}, of which “{phrase}” is "
    "a counter-example",
    "more": "and {n} more: --top {all}",
    "how": "To put these into the files, asked one by one: copilot suggest --write",
    "ask": "Write it? [y]es, [n]o (don't propose it again), [l]ater, [a]ll, [q]uit: ",
    "ask/example": "Add to {title}: “{phrase}”",
    "ask/playbook": "Create {title} ({n} messages): {files}",
    "keys": "y yes n no l later a all q quit",
    "written": "written: {name}",
    "written/none": "nothing was written",
    "left-out": "not written: {what}",
    "phrase-for": "“{phrase}” for {title}",
    "not-passing": "with it, the files would not pass copilot check:",
    "not-usable": "the playbooks cannot be used as they are; mend them first:",
    "not-the-same": "`{phrase}` would not come back from {name} as it is; put it there by hand",
    "no-place": "{name} has no `examples` that could be added to",
    "no-file": "the playbook `{name}` is there no more",
    "broken": "the file cannot be used any more: {reason}",
    "there-meanwhile": "it stands in {name} already; somebody was faster",
    "changed-meanwhile": "{name} was changed meanwhile; run it again",
    "there-already": "{name} is there already",
    "not-written": "{name} cannot be written ({reason})",
    "refused": (
        "{n} suggestion was refused before, and is in {file}",
        "{n} suggestions were refused before, and are in {file}",
    ),
    "faults-before": (
        "`copilot check` found {n} error there before, too, and still does",
        "`copilot check` found {n} errors there before, too, and still does",
    ),
    "refused/written": "refused: {name}; a line that is deleted there is proposed again",
    "refused/head": "# What copilot suggest proposes no more: somebody said no. A suggestion\n"
    "# comes back when as many new cases speak for it, or when its line is deleted here.\n",
    "refused/broken": "{place}: this is no line that copilot suggest wrote; mend or delete it",
    "no-terminal": "--write asks one by one on a terminal; without one, --yes takes all",
    "no-database": "without a configuration there is no database to learn from: give -c FILE",
}

_FR: dict[str, str | tuple[str, str]] = {
    "cases": ("{n} dossier regardé.", "{n} dossiers regardés."),
    "nothing": "Rien à proposer\u00a0: ce que l’équipe a fait confirme les fiches.",
    "examples": "Exemples à ajouter, les plus probants d’abord ({n})\u00a0:",
    "example": "{title} [{playbook}], {lang}\u00a0: «\u00a0{phrase}\u00a0»",
    "chosen": "fiche choisie par {people}{times}\u00a0; la reconnaissance disait\u00a0: {said}",
    "own": "réponse écrite par {people}{times}\u00a0; la reconnaissance disait\u00a0: {said}",
    "and": "{some} et {last}",
    "times": ", {n} fois",
    "in-cases": ("dossier nº\u00a0{numbers}", "dossiers nº\u00a0{numbers}"),
    "more-cases": "{numbers} et {n} autres",
    "said": "{title}, {band}",
    "sure": "presque sûr",
    "likely": "probable",
    "unsure": "à vérifier",
    "none": "aucune fiche",
    "playbooks": "Fiches qui manquent sans doute, les plus demandées d’abord ({n})\u00a0:",
    "playbook": ("{title} [{id}]\u00a0: {n} message", "{title} [{id}]\u00a0: {n} messages"),
    "answered": (
        ", dont {n} avec une réponse écrite à la main",
        ", dont {n} avec une réponse écrite à la main",
    ),
    "wording": "Formulations que l’équipe corrige sans cesse ({n})\u00a0; "
    "à vous de les reprendre\u00a0:",
    "changed": "{place}\u00a0: {n} fois, par {people}",
    "before": "avant\u00a0: {words}",
    "after": "après\u00a0: {words}",
    "cut": "après\u00a0: (supprimé)",
    "left": "Laissés de côté\u00a0: {reasons}.",
    "left/known": ("{n} est déjà un exemple", "{n} sont déjà des exemples"),
    "left/found": (
        "{n} est reconnu par les fiches actuelles",
        "{n} sont reconnus par les fiches actuelles",
    ),
    "left/elsewhere": (
        "{n} contredit les fichiers (ci-dessous)",
        "{n} contredisent les fichiers (ci-dessous)",
    ),
    "left/contested": (
        "{n} a reçu des fiches différentes",
        "{n} ont reçu des fiches différentes",
    ),
    "left/personal": (
        "{n} ne dit plus rien sans ses données personnelles",
        "{n} ne disent plus rien sans leurs données personnelles",
    ),
    "left/language": (
        "{n} est dans une langue où la marque ne répond pas",
        "{n} sont dans une langue où la marque ne répond pas",
    ),
    "left/withdrawn": ("{n} a été supprimé ou effacé", "{n} ont été supprimés ou effacés"),
    "conflict": "nº\u00a0{number}\u00a0: fiche choisie «\u00a0{title}\u00a0», mais "
    "«\u00a0{phrase}\u00a0» est un exemple de «\u00a0{other}\u00a0»",
    "conflict/against": "nº\u00a0{number}\u00a0: fiche choisie «\u00a0{title}\u00a0», dont "
    "«\u00a0{phrase}\u00a0» est un contre-exemple",
    "more": "et {n} de plus\u00a0: --top {all}",
    "how": "Pour les écrire dans les fichiers, une question à la fois\u00a0: "
    "copilot suggest --write",
    "ask": "L’écrire\u00a0? [o]ui, [n]on (ne plus le proposer), [p]lus tard, "
    "[t]out, [q]uitter\u00a0: ",
    "ask/example": "Ajouter à «\u00a0{title}\u00a0»\u00a0: «\u00a0{phrase}\u00a0»",
    "ask/playbook": "Créer «\u00a0{title}\u00a0» ({n} messages)\u00a0: {files}",
    "keys": "o oui n non p plus t tout q quitter",
    "written": "écrit\u00a0: {name}",
    "written/none": "rien n’a été écrit",
    "left-out": "pas écrit\u00a0: {what}",
    "phrase-for": "«\u00a0{phrase}\u00a0» pour «\u00a0{title}\u00a0»",
    "not-passing": "avec cet ajout, les fichiers ne passeraient plus copilot check\u00a0:",
    "not-usable": "les fiches actuelles sont inutilisables\u00a0; corrigez-les d’abord\u00a0:",
    "not-the-same": "`{phrase}` ne ressortirait pas tel quel de {name}\u00a0; "
    "ajoutez-le à la main",
    "no-place": "{name} n’a pas d’`examples` à compléter",
    "no-file": "la fiche `{name}` n’existe plus",
    "broken": "le fichier n’est plus utilisable\u00a0: {reason}",
    "there-meanwhile": "c’est déjà dans {name}\u00a0; quelqu’un a été plus rapide",
    "changed-meanwhile": "{name} a changé entre-temps\u00a0; relancez",
    "there-already": "{name} existe déjà",
    "not-written": "{name} ne peut pas être écrit ({reason})",
    "refused": (
        "{n} proposition déjà refusée, notée dans {file}",
        "{n} propositions déjà refusées, notées dans {file}",
    ),
    "faults-before": (
        "`copilot check` y trouvait déjà {n} erreur, qui y est toujours",
        "`copilot check` y trouvait déjà {n} erreurs, qui y sont toujours",
    ),
    "refused/written": "refus notés dans {name}\u00a0; une ligne supprimée y redevient "
    "une proposition",
    "refused/head": "# Ce que copilot suggest ne propose plus\u00a0: quelqu’un a dit non.\n"
    "# Une proposition revient quand autant de nouveaux dossiers parlent pour elle,\n"
    "# ou quand on supprime sa ligne ici.\n",
    "refused/broken": "{place}\u00a0: copilot suggest n’a pas écrit cette ligne\u00a0; "
    "corrigez-la ou supprimez-la",
    "no-terminal": "--write pose ses questions une à une dans un terminal\u00a0; "
    "sans terminal, --yes accepte tout",
    "no-database": "sans configuration, il n’y a pas de base de données d’où apprendre\u00a0: "
    "donnez -c FILE",
}

WORDS: Mapping[str, Mapping[str, str | tuple[str, str]]] = {"en": _EN, "fr": _FR}


def say(language: str, code: str, **values: object) -> str:
    """The sentence *code* with its values; of two, the one for many when `n` is not one."""
    sentence = WORDS[language][code]
    if isinstance(sentence, tuple):
        one, many = sentence
        sentence = one if values.get("n") in ((0, 1) if language == "fr" else (1,)) else many
    return sentence.format_map(values)
