"""What French and hurried hands write for the words that the files know."""

import unicodedata
from collections.abc import Collection, Mapping

_WRITTEN: Mapping[str, str] = {
    "title": "titre nom intitule",
    "severity": "gravite severite urgence importance",
    "posture": "attitude",
    "responsibility": "responsabilite",
    "owner": "responsable proprietaire",
    "examples": "exemple exemples phrases",
    "not_examples": "contre-exemples contre_exemples pas_exemples",
    "requires": "exige requis obligatoire mots-obligatoires",
    "excludes": "exclut exclus exclure interdit",
    "guidance": "consigne consignes conseil conseils conduite note notes",
    "verify": "verifier verification verifications",
    "facts": "fait faits",
    "ask": "demander demande question questions",
    "promise": "promesse engagement",
    "approvals": "validation validations approbations",
    "escalate": "alerter alerte escalade",
    "tests": "essai essais",
    "low": "faible bas basse",
    "medium": "moyen moyenne",
    "high": "eleve elevee haut haute grave important",
    "critical": "critique urgent urgente",
    "apologise": "excuses s'excuser regretter sorry",
    "inform": "informer",
    "correct": "corriger rectifier",
    "thank": "remercier merci",
    "person": "personne humain",
    "silent": "silence silencieux",
    "victim": "victime",
    "accidental": "accident accidentel",
    "preventable": "evitable",
    "fr": "francais french",
    "en": "anglais english",
    "this": "ceci cette-fiche oui",
    "not this": "not_this not-this pas-ceci pas_ceci pas-cette-fiche non",
    "value": "valeur",
    "since": "depuis",
    "until": "jusqu'a jusqu'au fin",
    "author": "auteur client",
    "author.first_name": "prenom author.prenom auteur.prenom client.prenom",
    "author.name": "nom author.nom auteur.nom client.nom",
    "brand": "marque",
    "channel": "canal",
    "complaint": "message",
    "place": "lieu",
    "replies": "reply reponse reponses template templates modele modeles",
    "playbooks": "fiche fiches",
    "people": "personnes equipe membres",
    "channels": "canaux",
    "languages": "langues",
    "timezone": "fuseau fuseau-horaire",
}
_MEANT = {written: word for word, some in _WRITTEN.items() for written in some.split()}


def visible(word: str) -> str:
    """The word without what nobody sees: odd spaces at its ends, marks without a width."""
    shown = (one for one in word if unicodedata.category(one) not in ("Cf", "Cc"))
    return "".join(shown).strip()


def meant(word: str, known: Collection[str]) -> str | None:
    """The one of *known* that another word stands for, if it does."""
    small = visible(word).lower().replace("’", "'").replace(" ", "-")
    plain = unicodedata.normalize("NFKD", small).encode("ascii", "ignore").decode()
    found = _MEANT.get(plain)
    return found if found in known else None
