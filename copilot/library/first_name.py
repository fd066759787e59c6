"""A first name to greet somebody by, when what stands on the platform plausibly holds one."""

import re
import unicodedata
from functools import lru_cache

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_SUSPECT = re.compile(r"[@/\\:<>{}\[\]#%&=|$*~^\d]|www\.|\.(?:com|fr|net|org)\b", re.IGNORECASE)
_VOWELS = set("aeiouy")
_THREE_ALIKE = re.compile(r"(.)\1\1", re.IGNORECASE)
# what accounts begin with that are not called by a given name
_NOT_NAMES = frozenset(
    (  # noqa: SIM905 - a line a word would be longer than the module
        "le la les un une des du de el the a an mon ma mes ton ta tes son sa ses my your our "
        "notre votre nos vos team equipe sav service services client clients cliente customer "
        "support admin administrateur moderateur moderator info infos contact monsieur madame "
        "mademoiselle mr mme mlle mrs ms dr docteur maitre me anonyme anonymous user utilisateur "
        "utilisatrice member membre guest invite visiteur page groupe group collectif association "
        "asso club boutique shop store magasin societe entreprise ets sarl sas agence agency "
        "deleted supprime compte account fan fans papa maman mamie papy mum mom dad just juste "
        "radio tv ville mairie syndicat cgt everyone all here channel tous toutes todos news actu "
        "actus journal official officiel officielle real vrai vraie not pas non oui yes no rien "
        "nobody personne someone quelqu'un super mega bot test maison restaurant cafe hotel "
        "garage taxi bar petit petite grand grande gros grosse little big mister miss captain "
        "tech blog media presse press capitaine king queen roi reine prince princesse"
    ).split()
)


@lru_cache(maxsize=1024)
def first_name(name: str | None) -> str | None:
    """Take a plausible given name out of *name*, or nothing."""
    if not name or _SUSPECT.search(name):
        return None
    words = unicodedata.normalize("NFC", name).split()
    first = words[0].rstrip(".,") if words else ""
    return _capitalised(first) if _is_plausible(first) else None


def _is_plausible(word: str) -> bool:
    if not (2 <= len(word) <= 20 and _WORD.fullmatch(word)):
        return False
    # superscripts are word characters, and no letters
    if not re.sub("[-'’]", "", word).isalpha():
        return False
    if word[0].upper() == word[0].lower() or _THREE_ALIKE.search(word):
        return False
    plain = unicodedata.normalize("NFD", word.lower())
    bare = "".join(one for one in plain if not unicodedata.combining(one)).replace("’", "'")
    is_latin = bare[0].isascii()
    return bare not in _NOT_NAMES and (not is_latin or bool(_VOWELS & set(bare)))


def _capitalised(word: str) -> str:
    return re.sub(r"[^\W\d_]+", lambda part: part[0][0].upper() + part[0][1:].lower(), word)
