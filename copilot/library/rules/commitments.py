"""The words in which each language commits somebody: who speaks, by when, to what."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from copilot.library.folded import Wording, wording


@dataclass(frozen=True, slots=True)
class Commitments:
    """
    Patterns over levelled text of one language.

    `ahead` are times that are still to come whatever the sentence; `times` are all, those that
    may as well be past included. `gives` is money or a gift given, without saying how much.
    """

    clause_end: re.Pattern[str]
    voice: re.Pattern[str]
    past: re.Pattern[str]
    ahead: re.Pattern[str]
    times: re.Pattern[str]
    any_time: re.Pattern[str]
    pays: re.Pattern[str]
    gives: Wording
    refund: str


AMOUNT = wording(
    r"(?:[€$£] ?\d[\d.,]*|\d[\d.,]*(?: \d{3})*(?:[.,]\d+)? ?"
    r"(?:€|\$|£|(?:euros?|eur|dollars|pounds)\b))",
    signs="€|$|£|eur|dollars|pounds",
)

_FR_N = r"(?:\d+|une?|deux|trois|quatre|cinq|six|sept|huit|dix|quinze|vingt|quelques)"
_FR_UNIT = (
    r"(?:h\b|heures?\b|jours?\b|semaines?\b|mois\b|minutes?\b|min\b)(?: (?:ouvres?|ouvrables?)\b)?"
)
_FR_WEEKDAY = r"(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)"
_FR_MONTH = (
    r"(?:janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre)"
)
_FR_HOUR = r"(?:\d{1,2} ?h(?: ?\d{2})?\b|midi\b|minuit\b)"
_FR_PART = r"(?: (?:matin|midi|soir|apres-midi)\b| (?:(?:a|vers|avant) )?" + _FR_HOUR + ")*"
_FR_AHEAD = (
    rf"(?:(?:(?:d'ici|avant|des|pour) )?(?:apres-)?\bdemain\b{_FR_PART}"
    rf"|\b(?:sous|dans(?: les?| la)?|d'ici(?: a)?|(?:en|a) moins d'?e? ?|avant(?: les?)?|en)"
    rf" ?{_FR_N} ?(?:prochaine?s? )?{_FR_UNIT}"
    rf"|\bdans (?:la (?:journee|soiree|matinee|semaine|minute)|l'heure|l'apres-midi)\b"
    rf"|\bd'ici (?:ce soir|midi|minuit|la fin|peu|{_FR_HOUR}|{_FR_WEEKDAY}){_FR_PART}"
    rf"|\bavant (?:la fin|ce soir|{_FR_HOUR})|\bdes (?:ce soir|aujourd'hui)"
    rf"|\b(?:la semaine|le mois|{_FR_WEEKDAY}) prochaine?\b{_FR_PART})"
)
_FR_TIMES = (
    rf"{_FR_AHEAD}|(?<!depuis )(?<!\bde )(?<!\bdu )\b(?:(?:avant|des|pour) )?(?:le )?(?:"
    rf"ce (?:soir|midi|matin|week-?end)\b|cet(?:te)? (?:apres-midi|semaine|nuit)\b"
    rf"|{_FR_WEEKDAY}\b(?! (?:dernier|passe|d'avant)\b)"
    rf"(?: \d{{1,2}}(?:er)?\b(?! ?h\b)(?: {_FR_MONTH})?)?"
    rf"{_FR_PART}|\d{{1,2}}(?:er)? {_FR_MONTH}\b{_FR_PART})|\bavant le \d+\b|\ba {_FR_HOUR}"
)
# what the speaker sees, feels or is, none of which will be done for anyone
_FR_STATE = (
    r"(?:vois|voyons|voit|lis|lisons|lit|comprends|comprenons|comprend|regrett\w+|sais|savons"
    r"|sait|note|notons|constat\w+|remerci\w+|imagin\w+|crois|pens\w+|apprends|apprenons|entends"
    r"|entendons|(?:suis|sommes|est|reste|restons) (?:\w+ )?(?:desole\w*|navre\w*|ouverts?"
    r"|fermes?|conscient\w*)|ouvrons|fermons|m'excuse|nous excusons|lisez|signale)"
)
_FR_PAST = (
    r"(?:(?:on|il|elle|vous|nous) (?:l'|lui |en )?a|(?<=['])a|a (?:ete|eu|fait|dit)"
    r"|ai|as|avons|ont|avez|avait|avais|avions|aviez|avaient|etais|etait|etions|etiez"
    r"|etaient|fut|aurait|auriez|aurions|aurais|devais|devait|devions|deviez|devaient|prevue?s?"
    r"|annoncee?s?|dit|promise?s?|rien|jamais|attendez|attendiez|attendre)"
)
# possessive: what was taken for a pronoun is not tried again as the verb
_FR_CLITICS = r"(?:(?:vous|te|la|le|les|lui|leur|y|en|me|nous|se) |[tlms]')*+"
_FR_VOICE = (
    rf"(?:\b(?:(?:je |on |j'|nous ){_FR_CLITICS}(?!{_FR_STATE}\b)(?!{_FR_PAST}\b)(?!a\b)"
    r"(?!(?!f|vais|refais)\w+(?:ais|ait)\b)(?!n'|ne\b)(?!(?:pouv|voul|pens|aur|ser)ions\b)"
    r"(?!\w+rions\b)\w+"
    rf"|(?:j'ai|nous avons|on a) (?:prevu|programme|planifie)\b"
    r"|vous (?:serez|recevrez|aurez|pourrez|retrouverez|beneficierez|etes|allez (?:etre|avoir"
    r"|recevoir))\b|\w*(?:era|eront|ira|iront)\b(?<!sera)"
    r"|(?:vous |te |votre |vos )\w+(?: \w+)? ?(?:sera|seront)\b|(?:sera|seront) ici\b"
    rf"|\bet {_FR_CLITICS}(?:reponds|repondons|rembourse|remboursons|livre|livrons|rappelle"
    r"|rappelons|recontacte|recontactons|envoie|envoyons|ecris|ecrivons|expedions|reviens"
    r"|revenons)\b|(?:promets|promettons|garantis|garantissons|m'engage|engageons)\b"
    r"|(?:\bc'est |, ?|^ ?)promis\b"
    r"|(?:vous|t') ?(?:est|sont|sera|seront) (?:offert|rembours|rendu|vers|credit|recredit)\w*"
    r"|(?:^ ?|[,(] ?|\bet )(?:(?:une?|la|le|votre|prochaine?s?) )*"
    r"(?:reponse|retour|remboursement|livraison|remplacement|point|nouvelles|suite|resultat)\b"
    r"(?= (?:ici |complete |assuree? |garantie? )*(?:avant|sous|dans|d'ici|des|demain|en)\b)))"
)
_FR_GIFT = (
    r"(?:bons? (?:d'achat|de reduction|cadeau|de)|avoir\b(?! )|avoir (?:de|sur|du)\b"
    r"|gestes?(?: commercia\w+)?"
    r"|cartes? cadeau|remises?|reductions?|cheques?(?: cadeaux?)?|dedommagement|indemnisation"
    r"|indemnite|compensation|frais de port|mois (?:gratuit|d'abonnement|offert))"
)
_FR_PAYS = (
    r"\b(?:rembours|dedommag|indemnis|recredit|credit|vers|accord|donn|ajout)"
    r"(?:e|ons|ez|er|erai|erons|era|ee?s?)\b"
    r"|\boffr(?:e|ons|ir|irai|irons|ira)\b|\boffert\w*|\brend(?:s|ons|re|rai|rons|ra|ue?s?)\b"
    r"|\bdedui(?:s|sons|re|rai|rons|tes?)\b|\b(?:recevrez|aurez|beneficierez)\b"
    rf"|\b(?:fais|fait|faisons|fer\w+|faire|envo\w+|enverr\w+|propos\w+|prepar\w+)"
    rf" (?:vous )?(?:une? |des )?(?:petite? )?(?:{_FR_GIFT}|virement|remboursement|\d)"
)
_FR_GIVES = (
    rf"\b(?:je|on|nous) {_FR_CLITICS}(?:(?:vais|va|allons|souhaitons|tiens a|tenons a) )?"
    rf"{_FR_CLITICS}"
    r"(?:(?:rembours|dedommag|indemnis)(?:e|ons|erai|erons|era|er)\b"
    r"|(?:offr|fais|fai|fer|accord|envoi|envoy|donn|vers|credit|ajout|propos|prepar)\w*"
    rf" (?:vous )?(?:un|une|des|le|la|les|ce|ton|votre) (?:\w+ )?{_FR_GIFT})"
    rf"|\b(?:je|nous) {_FR_CLITICS}(?:garanti(?:s|ssons)|promet(?:s|tons))(?: a \w+)?"
    rf" (?:une?|le|la|votre) (?:\w+ )?(?:remboursement|{_FR_GIFT})"
    r"|\bvous (?:serez|allez etre) (?:\w+ment )?(?:rembours|dedommag|indemnis)\w+"
    rf"|\bvous (?:recevrez|aurez|beneficierez d')\w* ?(?:un|une) (?:\w+ )?{_FR_GIFT}"
)

_EN_N = (
    r"(?:\d+|an?|one|two|three|four|five|six|seven|eight|ten|twelve|fifteen"
    r"|the next(?: few| couple of|(?: \w+)?)|a few|a couple of)"
)
_EN_WEEKDAY = r"(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)"
_EN_MONTH = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december)"
)
_EN_DAY = r"(?: (?:the )?\d{1,2}(?:st|nd|rd|th)?\b(?![.:]\d| ?[ap]m\b))?"
_EN_CLOCK = r"\d{1,2}(?:[.:]\d{2}(?: ?[ap]m\b)?| ?[ap]m\b)"
_EN_PART = (
    rf"(?: (?:morning|afternoon|evening|night|noon|(?:at |before )?{_EN_CLOCK}"
    r"|at \d{1,2}(?:[.:]\d{2})? ?(?:[ap]m)?))*"
)
_EN_AHEAD = (
    rf"(?:\b(?:(?:by|before|on|until) )?(?:tomorrow|tonight)\b{_EN_PART}"
    rf"|\b(?:within|in|in under|in less than) {_EN_N} ?(?:(?:working|business|short) )?"
    r"(?:h\b|hours?\b|days?\b|weeks?\b|months?\b|minutes?\b)"
    rf"|\bnext (?:week|month|{_EN_WEEKDAY})\b|\b(?:by|before) (?:noon|midnight|the end of"
    rf"|\d+ ?[ap]m|this (?:evening|afternoon)|the weekend"
    rf"|{_EN_WEEKDAY}\b{_EN_DAY}(?: {_EN_MONTH}\b)?{_EN_PART})"
    r"|\bby end of (?:day|week)\b)"
)
_EN_TIMES = (
    rf"{_EN_AHEAD}|(?<!last )(?<!since )(?<!from )\b(?:(?:on|this|for) )?(?:"
    rf"{_EN_WEEKDAY}\b(?!'s){_EN_DAY}(?: {_EN_MONTH})?{_EN_PART}"
    rf"|\d{{1,2}}(?:st|nd|rd|th)? {_EN_MONTH}\b{_EN_PART})"
    r"|\bthis (?:afternoon|evening|week|weekend)\b|\btoday\b|\bat \d{1,2} ?[ap]m\b"
)
_EN_DO = (
    r"(?:refund|repay|reimburse|compensate|reply|answer|deliver|ship|send|call|ring|write|return"
    r"|get back|come back|give|offer|replace|repair|credit|promise|guarantee|contact)"
)
_EN_STATE = (
    r"(?:read|see|hear|gett|look|ask|find|check|trac|apologis|apologiz|follow|chas|wonder|tell"
    r"|try|compar|go)ing"
)
_EN_VOICE = (
    r"(?:\b(?:i|we|you|they|it)(?:'ll| will| shall)\b(?! not\b)"
    r"|\b(?:i|we|you)(?:'m|'re| am| are) (?:going to|about to)\b"
    rf"|\b(?:i|we)(?:'m|'re| am| are) (?!{_EN_STATE})\w+ing\b"
    rf"|\b(?:i|we)(?: can| do)? {_EN_DO}\b|\byour(?: \w+){{1,2}} (?:will|is being)\b"
    r"|\b(?:promise|guaranteed?|my word|you have my)\b"
    rf"|\byou (?:get|receive)\b)"
)
_EN_PAST = (
    r"\b(?:was|were|had|have|has|did|didn't|wasn't|waited|waiting|been|should have|supposed"
    r"|promised|nothing|charged|told|said)\b|'ve\b"
)
_EN_PAYS = (
    r"\b(?:refund|repay|reimburs|compensat|credit|pay|giv|offer|send|return|add|deduct|knock"
    r"|tak)(?:e|ing|ed|s|y)?\b|\b(?:give|paying|get|receive|voucher|gift card|discount|goodwill)\b"
)
_EN_GIFT = (
    r"(?:voucher|gift card|gift|credit note|discount|compensation|goodwill \w+|free \w+"
    r"|full refund|refund|coupon|reimbursement)"
)
_EN_GIVES = (
    r"\b(?:i|we)(?:'ll| will| shall|'m| am|'re| are| can)?(?: going to| happy to)?"
    r"(?: \w+ly)? (?:refund|repay|reimburse|compensate)(?:ing)?\b(?= you| it| the| all)"
    rf"|\b(?:i|we)(?:'ll| will| shall|'m| am|'re| are)(?: going to)? "
    rf"(?:give|giving|offer|offering|send|sending|issue|issuing|add|adding|get)"
    rf"(?: you| your \w+| it)? (?:an?|the|some|your) (?:\w+ )?{_EN_GIFT}\b"
    rf"|\b(?:i|we)(?:'ll| will| can)? (?:guarantee|promise)(?: \w+)? (?:an?|the|your)"
    rf" (?:\w+ )?{_EN_GIFT}\b"
    rf"|\b(?:i|we) (?:give|offer|send) you (?:an?|some) (?:\w+ )?{_EN_GIFT}\b"
    rf"|\byou(?:'ll| will) (?:get|receive|have|be) (?:(?:an?|some|your) (?:\w+ )?{_EN_GIFT}"
    r"|(?:fully )?(?:refunded|reimbursed|compensated))\b"
)

BY_LANGUAGE: Mapping[str, Commitments] = {
    "fr": Commitments(
        clause_end=re.compile(
            r"[,()]|\b(?:que|qui|parce|puisque|car|quand|lorsque|pourquoi|comment|dont)\b"
            r"|\b(?:qu|lorsqu|puisqu)'"
        ),
        voice=re.compile(_FR_VOICE),
        past=re.compile(rf"\b(?:n')?{_FR_PAST}\b"),
        ahead=re.compile(_FR_AHEAD),
        times=re.compile(_FR_TIMES),
        any_time=re.compile(
            r"h\b|di\b|\d ?h|\d(?:er)? [jfmasond]|avant le \d|demain|heure|jour|semaine|mois|min"
            r"|soir|midi|nuit|matin|week|d'ici|la fin|dimanche|aujourd|prochain"
        ),
        pays=re.compile(_FR_PAYS),
        gives=wording(
            _FR_GIVES,
            signs="rembours|dedommag|indemni|bon d|bons d|cadeau|avoir|geste|remise|reduction"
            "|cheque|compensation|frais de port|mois ",
        ),
        refund="rembours",
    ),
    "en": Commitments(
        clause_end=re.compile(
            r"[,()]|\b(?:that|which|who|what|why|because|when|where|since|how|but)\b"
        ),
        voice=re.compile(_EN_VOICE),
        past=re.compile(_EN_PAST),
        ahead=re.compile(_EN_AHEAD),
        times=re.compile(_EN_TIMES),
        any_time=re.compile(
            r"h\b|\d ?[ap]m|\d(?:st|nd|rd|th)? [jfmasond]|day|tomorrow|tonight|hour|week|month"
            r"|minute|noon|midnight|end of|evening"
        ),
        pays=re.compile(_EN_PAYS),
        gives=wording(
            _EN_GIVES,
            signs="refund|repay|reimburs|compensat|voucher|gift|credit note|discount|goodwill"
            "|free |coupon",
        ),
        refund="refund",
    ),
}
