"""What `copilot doctor` says, by language: English stands in the code, French beside it here."""

from collections.abc import Callable, Mapping

Say = Callable[..., str]

FRENCH: Mapping[str, str] = {
    "{what}: {found}": "{what}\u00a0: {found}",
    "playbooks": "fiches",
    "people": "personnes",
    "database": "base de données",
    "bot": "bot",
    "clock": "horloge",
    "desk": "desk",
    "bot's rights": "droits du bot",
    "channel {name}": "canal {name}",
    "{first}, and {count} more": "{first}, et {count} de plus",
    "run: copilot check": "lancez\u00a0: copilot check",
    "{folder} can be used": "{folder} est utilisable",
    "nobody is configured": "personne n’est configuré",
    "write /start to the bot; it answers with the line to paste under `people`": "écrivez /start "
    "au bot\u00a0; il répond avec la ligne à recopier sous `people`",
    "cannot be used": "inutilisable",
    "can be read and written": "lecture et écriture possibles",
    "@{name} answers": "@{name} répond",
    "the server does not tell the time": "le serveur ne donne pas l’heure",
    "within {seconds} s of the server's": "à {seconds}\u00a0s près, celle du serveur",
    "{seconds} s fast": "en avance de {seconds}\u00a0s",
    "{seconds} s slow": "en retard de {seconds}\u00a0s",
    "set it by NTP: webhooks are refused, and times on cards are wrong": "réglez-la par "
    "NTP\u00a0: les webhooks sont refusés, et les heures des cartes sont fausses",
    "updates": "réception",
    "asked of Telegram": "demandée à Telegram",
    "brought by Telegram once `copilot run` works": "Telegram apportera tout dès que "
    "`copilot run` tournera",
    "brought by Telegram to {url}": "Telegram apporte tout à {url}",
    "Telegram does not get through to {url}: {met}": "Telegram n’arrive pas jusqu’à "
    "{url}\u00a0: {met}",
    "let server.public_url lead to where `copilot run` listens": "faites que server.public_url "
    "mène là où écoute `copilot run`",
    "the group has another number now: write chat: {moved}": "le groupe a changé de numéro\u00a0: "
    "écrivez chat: {moved}",
    "add the bot to the desk's group; while `copilot run` works it answers with the line to "
    "paste": "ajoutez le bot au groupe du desk\u00a0; pendant que `copilot run` tourne, il répond "
    "avec la ligne à recopier",
    "chat {chat}: {fault}": "groupe {chat}\u00a0: {fault}",
    "“{title}”": "«\u00a0{title}\u00a0»",
    "the group has topics, and the desk writes in General: for another one, write its number "
    "under desk.telegram.topic (docs/telegram.md)": "le groupe a des sujets, et le desk écrit "
    "dans General : pour un autre, écrivez son numéro sous desk.telegram.topic "
    "(docs/telegram-en-pratique.md)",
    "the group has no topics: turn them on in its settings, or take desk.telegram.topic out of "
    "copilot.yaml": "le groupe n’a pas de sujets : activez-les dans ses réglages, ou retirez "
    "desk.telegram.topic de copilot.yaml",
    "add the bot to the desk's group": "ajoutez le bot au groupe du desk",
    "not in the group": "absent du groupe",
    "add the bot to it": "ajoutez-y le bot",
    "may not write": "n’a pas le droit d’écrire",
    "lift its restriction": "levez sa restriction",
    "administrator": "administrateur",
    "let it pin messages: the queue is a pinned line": "laissez-le épingler des messages\u00a0: "
    "la file d’attente est une ligne épinglée",
    "member": "membre",
    "make it an administrator who may pin: the queue is a pinned line": "nommez-le "
    "administrateur, avec le droit d’épingler\u00a0: la file d’attente est une ligne épinglée",
    "correct the number: whoever writes /start to the bot gets it": "corrigez le numéro\u00a0: le "
    "bot le donne à qui lui écrit /start",
    "{account}: {fault}": "{account}\u00a0: {fault}",
    "not in the desk's group": "absent du groupe du desk",
    "invite them to it": "invitez cette personne dans le groupe",
    "is in the desk's group": "est dans le groupe du desk",
    "does not work": "ne fonctionne pas",
    "{kind}, posts": "{kind}, publie",
    "{kind}, read-only: posts nothing": "{kind}, en lecture seule\u00a0: ne publie rien",
    "see whether this machine reaches {url}": "vérifiez que cette machine peut joindre {url}",
    "no answer ({fault})": "pas de réponse ({fault})",
    "see what answers at {url}: it is no Bot API": "voyez ce qui répond à l’adresse {url}\u00a0: "
    "ce n’est pas l’API de Telegram",
    "an answer that is not Telegram's": "une réponse qui n’est pas de Telegram",
    "take the token again from @BotFather (/mybots, API Token) and set the variable": "reprenez "
    "le jeton chez @BotFather (/mybots, API Token) et placez-le dans la variable",
    "Telegram does not know this token": "Telegram ne connaît pas ce jeton",
    "Telegram says: {description}": "Telegram dit\u00a0: {description}",
    "see what it says": "suivez ce qu’il indique",
}


def english(sentence: str, **values: object) -> str:
    """The sentence as it stands in the code, with its values."""
    return sentence.format_map(values)


def french(sentence: str, **values: object) -> str:
    """The same in French."""
    return FRENCH[sentence].format_map(values)


SPOKEN: Mapping[str, Say] = {"en": english, "fr": french}
