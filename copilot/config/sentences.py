"""What problems of a configuration say, by language; the rest is said by `library.sentences`."""

from collections.abc import Mapping

_EN = {
    "empty-secret": "this secret is empty",
    "not-a-secret": "this secret holds what cannot be typed, or is far too long",
    "not-a-token": "this is not a bot's token; @BotFather gives one, as 123456789:AAExample",
    "not-a-url": "`{word}` is not an address; write it as https://brand.example/path",
    "not-a-zone": "`{word}` is not a time zone; write it as Europe/Paris",
    "not-a-zone/nearest": "`{word}` is not a time zone; did you mean `{meant}`?",
    "not-an-address": "`{word}` is not an address to listen on; write it as 127.0.0.1:8080",
    "not-a-group": "`{word}` is not a group's number, which is negative, as -1001234567890; "
    "the bot says it when it is added to the group",
    "not-an-account": "`{word}` is not a person's Telegram number, as 11111111; "
    "the bot says it to who writes /start to it",
    "not-a-database": "this is not a database's address; write sqlite:///copilot.db or "
    "postgresql://USER:PASSWORD@HOST/NAME",
    "not-a-channel-name": "`{word}` is not a channel's name; letters, digits, - and _ make one, "
    "at most 40",
    "not-a-weekday": "`{word}` is no day of the week; days are written mon, tue, wed, thu, fri, "
    "sat, sun (mon-fri)",
    "not-a-weekday/nearest": "`{word}` is no day of the week; did you mean `{meant}`? "
    "Days are written mon, tue, wed, thu, fri, sat, sun (mon-fri)",
    "not-a-weekday/backwards": "`{word}` runs backwards; the week begins with mon",
    "not-a-stretch": "`{word}` is not a stretch of the day; write it as 09:00-19:00",
    "stretch-backwards": "`{word}` closes before it opens; the day ends at 24:00",
    "stretches-overlap": "two stretches of this day overlap",
    "weekday-twice": "`{word}`: the hours of {day} are already given above",
    "missing-when-live": "a channel in mode live needs `{word}`",
    "repeated-channel": "the channel `{word}` is already on line {first}",
    "repeated-person": "the Telegram number {word} is already on line {first}",
    "desk-as-channel": "this is the desk's own group: customers would read the desk, "
    "and its notes become complaints",
    "repeated-chat": "the group {word} is already read by the channel on line {first}",
    "webhook-without-server": "nothing listens for the webhooks of `{word}`; "
    'add server: {{listen: "127.0.0.1:8080"}}',
    "webhook-without-address": "Telegram has to know where to bring what happens; "
    'add server: {{listen: "127.0.0.1:8080", public_url: "https://desk.brand.example"}}',
    "webhook-out-of-reach": "Telegram does not call `{word}`; it calls https only, on port 443, "
    "80, 88 or 8443",
    "not-a-topic": "`{word}` is not a topic's number; it is the middle one in the link of any of "
    "its messages (t.me/c/1234567890/42/57: 42); leave it out for the topic General",
    "no-people": "nobody is configured, so nobody could approve a reply; "
    "add at least one person under `people`",
    "unused-person": "this is the number that `copilot init` wrote: it is nobody's; "
    "the bot says yours to who writes /start to it",
    "unused-chat": "this is the number that `copilot init` wrote: it is no group of yours; "
    "the bot says the number when it is added to a group",
    "secret-in-file": "this secret stands in the file for all who can read it; "
    'write "${{{name}}}" and put it in the environment',
    "too-few-approvers": "`{word}` asks for {needed} different people to approve, and {count} may",
    "too-few-approvers/role": "`{word}` asks for the approval of a `{role}`, and nobody is one",
    "too-few-approvers/none": "nobody here may approve a reply; give somebody the role "
    "community_manager or brand_lead",
    "too-few-approvers/alone": "nobody approves their own words alone in a critical case "
    "({words}), and only one person may approve; give somebody else the role community_manager or "
    "brand_lead",
    "nobody-to-alert": "`{word}` alerts a `{role}`, and nobody is one",
    "unknown-owner": "`{word}` is not among the `people`",
    "unknown-owner/nearest": "`{word}` is not among the `people`; did you mean `{meant}`?",
}

_FR = {
    "empty-secret": "ce secret est vide",
    "not-a-secret": "ce secret contient des caractères impossibles à saisir, ou il est bien "
    "trop long",
    "not-a-token": "ceci n’est pas le jeton d’un bot ; @BotFather en donne un, de la forme "
    "123456789:AAExemple",
    "not-a-url": "`{word}` n’est pas une adresse ; écrivez par exemple https://marque.example/page",
    "not-a-zone": "`{word}` n’est pas un fuseau horaire ; écrivez par exemple Europe/Paris",
    "not-a-zone/nearest": "`{word}` n’est pas un fuseau horaire ; vouliez-vous dire `{meant}` ?",
    "not-an-address": "`{word}` n’est pas une adresse d’écoute ; écrivez par exemple "
    "127.0.0.1:8080",
    "not-a-group": "`{word}` n’est pas le numéro d’un groupe, qui est négatif, comme "
    "-1001234567890 ; le bot le donne quand on l’ajoute au groupe",
    "not-an-account": "`{word}` n’est pas le numéro Telegram d’une personne, comme 11111111 ; "
    "le bot le donne à qui lui écrit /start",
    "not-a-database": "ceci n’est pas l’adresse d’une base de données ; écrivez "
    "sqlite:///copilot.db ou postgresql://UTILISATEUR:MOTDEPASSE@HÔTE/NOM",
    "not-a-channel-name": "`{word}` n’est pas un nom de canal ; il se compose de lettres, de "
    "chiffres, de - et de _, 40 au plus",
    "not-a-weekday": "`{word}` n’est pas un jour de la semaine ; les jours s’écrivent mon, tue, "
    "wed, thu, fri, sat, sun (mon-fri)",
    "not-a-weekday/nearest": "`{word}` n’est pas un jour de la semaine ; vouliez-vous dire "
    "`{meant}` ? Les jours s’écrivent mon, tue, wed, thu, fri, sat, sun (mon-fri)",
    "not-a-weekday/backwards": "`{word}` va à rebours ; la semaine commence par mon (lundi)",
    "not-a-stretch": "`{word}` n’est pas une plage horaire ; écrivez par exemple 09:00-19:00",
    "stretch-backwards": "`{word}` ferme avant d’ouvrir ; la journée finit à 24:00",
    "stretches-overlap": "deux plages de cette journée se chevauchent",
    "weekday-twice": "`{word}` : les horaires de {day} figurent déjà plus haut",
    "missing-when-live": "un canal en mode live a besoin de `{word}`",
    "repeated-channel": "le canal `{word}` figure déjà à la ligne {first}",
    "repeated-person": "le numéro Telegram {word} figure déjà à la ligne {first}",
    "desk-as-channel": "c’est le groupe du desk lui-même : les clients y liraient le desk, et "
    "ses notes deviendraient des messages à traiter",
    "repeated-chat": "le groupe {word} est déjà lu par le canal de la ligne {first}",
    "webhook-without-server": "rien n’écoute les webhooks de `{word}` ; ajoutez "
    'server: {{listen: "127.0.0.1:8080"}}',
    "webhook-without-address": "il faut dire à Telegram où apporter ce qui se passe ; ajoutez "
    'server: {{listen: "127.0.0.1:8080", public_url: "https://desk.marque.example"}}',
    "webhook-out-of-reach": "Telegram n’appelle pas `{word}` ; il n’appelle qu’en https, sur le "
    "port 443, 80, 88 ou 8443",
    "not-a-topic": "`{word}` n’est pas le numéro d’un sujet ; c’est celui du milieu dans le lien "
    "de n’importe lequel de ses messages (t.me/c/1234567890/42/57 : 42) ; n’écrivez rien pour le "
    "sujet General",
    "no-people": "personne n’est configuré : personne ne pourrait donc valider de réponse ; "
    "ajoutez au moins une personne sous `people`",
    "unused-person": "c’est le numéro écrit par `copilot init` : il n’est à personne ; le bot "
    "donne le sien à qui lui écrit /start",
    "unused-chat": "c’est le numéro écrit par `copilot init` : ce n’est aucun de vos groupes ; "
    "le bot donne le bon quand on l’ajoute à un groupe",
    "secret-in-file": "ce secret est lisible par tous ceux qui ouvrent ce fichier ; écrivez "
    '"${{{name}}}" et placez-le dans l’environnement',
    "too-few-approvers": "`{word}` demande la validation de {needed} personnes différentes, et "
    "{count} peuvent valider",
    "too-few-approvers/role": "`{word}` demande la validation d’un rôle `{role}` que personne n’a",
    "too-few-approvers/none": "personne ici ne peut valider de réponse ; donnez à quelqu’un le "
    "rôle community_manager ou brand_lead",
    "too-few-approvers/alone": "dans un cas critique ({words}), personne ne valide seul ce "
    "qu’il a écrit, et une seule personne peut valider ; donnez à quelqu’un d’autre le rôle "
    "community_manager ou brand_lead",
    "nobody-to-alert": "`{word}` alerte un rôle `{role}` que personne n’a",
    "unknown-owner": "`{word}` ne figure pas parmi les `people`",
    "unknown-owner/nearest": "`{word}` ne figure pas parmi les `people` ; vouliez-vous dire "
    "`{meant}` ?",
}

SENTENCES: Mapping[str, Mapping[str, str]] = {"en": _EN, "fr": _FR}
