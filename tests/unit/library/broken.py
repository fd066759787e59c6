"""Broken files, each with the rule that must be found and its place: one table, read from top to bottom."""

from dataclasses import dataclass

HEAD = "title: Livraison en retard\nseverity: medium\nposture: silent\n"
PHRASES = "examples:\n  fr: |\n    toujours pas livré\n    colis perdu depuis une semaine\n"
PARTS = "{% block regret %}Bonjour, je regrette ce retard.{% endblock %}\n{% block next_step %}Je regarde.{% endblock %}\n"
LATE = "playbooks/late.yaml"
FIRST = "replies/late/first.fr.j2"
#: The cure that is shown for what YAML eats.
BLOCK = "`fr: |`"


@dataclass(frozen=True)
class Broken:
    """A file, what is in it, and what must be found where; `cure` stands in the message."""

    name: str
    path: str
    content: str | bytes
    place: tuple[int, int]
    rule: str
    cure: str = ""
    others: tuple[tuple[str, str], ...] = ()


def playbook(name, text, place, rule, cure=""):
    """A broken playbook."""
    return Broken(name, LATE, text, place, rule, cure)


def listed(name, item, column, rule, *, cure=BLOCK):
    """What a customer wrote, as an item of a list on line 6."""
    text = f"{HEAD}examples:\n  fr:\n    {item}\n"
    return Broken(name, LATE, text, (6, column), rule, cure)


def reply(name, text, place, rule, cure=""):
    """A broken template of a playbook that apologises."""
    return Broken(name, FIRST, text, place, rule, cure)


def fact(name, text, place, rule, cure=""):
    """Broken facts."""
    return Broken(name, "playbooks/facts.yaml", text, place, rule, cure)


def charter(name, text, place, rule, cure=""):
    """A broken charter."""
    return Broken(name, "playbooks/charter.yaml", text, place, rule, cure)


WHOLE = HEAD + PHRASES
FILES = (
    playbook("windows-1252", WHOLE.encode("cp1252"), (6, 22), "encoding", "Windows-1252"),
    playbook("windows quotes", WHOLE.encode() + b"owner: \x93L\xe9a\x94\n", (8, 8), "encoding", "Windows-1252"),
    playbook("utf-16", WHOLE.encode("utf-16"), (1, 1), "encoding", "UTF-16"),
    playbook("no encoding at all", WHOLE.encode() + b"owner: \x81\x8d\n", (8, 8), "encoding", "UTF-8"),
    playbook("cut in a letter", WHOLE.encode() + b"owner: L\xc3", (8, 9), "encoding"),
    playbook("mark at the beginning", b"\xef\xbb\xbf" + WHOLE.encode(), (1, 1), "byte-order-mark"),
    playbook("a mark in the middle", WHOLE + "owner: L\ufeffa\n", (8, 9), "control-character", "U+FEFF"),
    playbook("vertical tab", WHOLE + "owner: L\x0béa\n", (8, 9), "control-character", "U+000B"),
    playbook("nought", WHOLE + "owner: L\x00a\n", (8, 9), "control-character", "U+0000"),
    playbook("escape", WHOLE + "owner: \x1b[2JLéa\n", (8, 8), "control-character", "U+001B"),
    playbook("line separator", WHOLE + "owner: L\u2028a\n", (8, 9), "control-character", "U+2028"),
    playbook("carriage returns alone", WHOLE.replace("\n", "\r"), (1, 27), "control-character", "U+000D"),
    playbook("tab in the indentation", HEAD + "examples:\n\tfr: rien\n", (5, 1), "tab"),
    playbook("tab in a block", HEAD + "examples:\n  fr: |\n\t  rien\n", (6, 1), "tab"),
    playbook("no-break space in the indentation", HEAD + "examples:\n\xa0\xa0fr: rien\n", (5, 1), "indent"),
    playbook("a key too far right", "title: Retard\n severity: high\n" + PHRASES, (2, 10), "indent"),
    playbook("a phrase fallen out", HEAD + "examples:\n  fr: |\n    rien reçu\n  toujours rien\n", (7, 3), "indent"),
    playbook("a second colon", "title: Service client : absent\n", (1, 23), "unquoted-colon"),
    playbook("quotes of a word processor", HEAD.replace("medium", "“medium”") + PHRASES, (2, 11), "typographic-quotes"),
    playbook("quotes inside braces", WHOLE + "guidance: {fr: “Rester factuel, vraiment”}\n", (8, 33), "flow-comma"),
    playbook("a quote that never closes", 'title: "Retard\n' + PHRASES, (1, 8), "unclosed-quote"),
    playbook("a bracket that never closes", WHOLE + "requires: {fr: [écran, dalle}\n", (8, 16), "unclosed-bracket"),
    playbook("a brace that never closes", WHOLE + "guidance: {fr: Rester factuel\n", (8, 11), "unclosed-bracket"),
    playbook("no colon", "title: Retard\nseverity high\n" + PHRASES, (2, 1), "missing-colon"),
    playbook("no space after a colon", "title:Retard\nseverity: high\n" + PHRASES, (1, 6), "missing-colon", "espace"),
    playbook("no-break space after a colon", "title: Retard\nseverity:\xa0high\n" + PHRASES, (2, 9), "missing-colon", "insécable"),
    playbook("no-break space before a colon", "title: Retard\nseverity\xa0: high\nposture: silent\n" + PHRASES, (2, 1), "unknown-key", "invisible"),
    playbook("no-break spaces before a phrase", HEAD + "examples:\n  fr: |\n\xa0\xa0\xa0\xa0rien reçu\nowner: Léa\n", (6, 1), "indent", "insécable"),
    playbook("words after a quoted title", HEAD.replace("Livraison", "'Livraison'") + PHRASES, (1, 8), "syntax", "guillemets droits"),
    playbook("a bracket at the very end", "title: [", (1, 8), "unclosed-bracket"),
    playbook("a tag before a title", HEAD.replace("Livraison", "[urgent]") + PHRASES, (1, 8), "syntax", "guillemets droits"),
    playbook("a percentage as a title", HEAD.replace("Livraison", "%50") + PHRASES, (1, 8), "syntax", "guillemets droits"),
    playbook("a key in French", HEAD.replace("severity", "gravité") + PHRASES, (2, 1), "unknown-key", "`severity`"),
    playbook("a key in French, letters apart", HEAD.replace("severity", "gravite\u0301") + PHRASES, (2, 1), "unknown-key", "`severity`"),
    playbook("a value in French", HEAD.replace("medium", "moyenne") + PHRASES, (2, 11), "unknown-word", "`medium`"),
    playbook("a language in full", HEAD + PHRASES.replace("fr:", "français:"), (5, 3), "unknown-language", "`fr`"),
    playbook("a language in capitals", HEAD + PHRASES.replace("fr:", "FR:"), (5, 3), "unknown-language", "`fr`"),
    playbook("a language too far left", HEAD + PHRASES.replace("  fr:", "fr:"), (5, 1), "unknown-key", "deux"),
    playbook("no language", HEAD + "examples:\n  toujours rien\n  rien reçu\n", (5, 3), "wrong-kind", "`fr: |`"),
    playbook("no colon after a language", HEAD + PHRASES.replace("fr:", "fr"), (5, 3), "wrong-kind", "`fr: |`"),
    playbook("this too far left", WHOLE + "tests:\n  fr:\n  this: |\n    rien\n", (10, 3), "unknown-language", "deux"),
    playbook("not this with a hyphen", WHOLE + "tests:\n  fr:\n    not_this: |\n      rien\n", (10, 5), "unknown-expectation", "`not this`"),
    playbook("a key twice", WHOLE + "severity: low\n", (8, 1), "repeated-key", "2"),
    playbook("a language twice", HEAD + "examples:\n  fr: rien\n  fr: jamais\n", (6, 3), "repeated-key", "5"),
    playbook("replies in a playbook", WHOLE + "réponses: {fr: Bonjour}\n", (8, 1), "unknown-key", "first."),
    playbook("a template in a playbook", WHOLE + "template: first.fr.j2\n", (8, 1), "unknown-key", "first."),
    playbook("an unknown key", WHOLE + "exemples: {fr: rien}\n", (8, 1), "unknown-key", "`examples`"),
    playbook("a capital", WHOLE.replace("severity", "Severity"), (2, 1), "unknown-key", "`severity`"),
    playbook("a key of the promise", WHOLE + "promise: {wat: {fr: un retour}, within: 2h}\n", (8, 11), "unknown-key", "`what`"),
    playbook("a missing key", "title: T\nseverity: low\n" + PHRASES, (1, 1), "missing-key", "`posture`"),
    playbook("a key without value", WHOLE + "owner:\n", (8, 7), "null"),
    playbook("a tilde", WHOLE + "owner: ~\n", (8, 8), "null"),
    playbook("the word null", WHOLE + "owner: null\n", (8, 8), "null"),
    playbook("an anchor", WHOLE + "owner: &lea Léa\n", (8, 8), "anchor", "`&lea`"),
    playbook("an alias", WHOLE + "owner: *lea\n", (8, 8), "alias", "`*lea`"),
    playbook("a tag", WHOLE + "owner: !!str Léa\n", (8, 8), "tag"),
    playbook("merging", WHOLE + "<<: {owner: Léa}\n", (8, 1), "unknown-key"),
    playbook("a second document", WHOLE + "---\n" + WHOLE, (8, 1), "several-documents"),
    playbook("nothing", "", (1, 1), "empty-file"),
    playbook("comments only", "# à écrire\n", (1, 1), "empty-file"),
    playbook("far too deep", "title: " + "[" * 30 + "]" * 30 + "\n", (1, 27), "too-deep"),
    playbook("far too large", HEAD + "# " + "a" * 1_000_100 + "\n" + PHRASES, (1, 1), "too-large"),
    playbook("a list for a mapping", "- title: T\n", (1, 1), "wrong-kind"),
    playbook("a text for a mapping", "Livraison en retard\n", (1, 1), "wrong-kind"),
    playbook("a mapping for a text", "title: {fr: Retard}\n", (1, 8), "wrong-kind"),
    playbook("a list for a text", "title: [Retard]\n", (1, 8), "wrong-kind"),
    playbook("a text for a list", WHOLE + "verify: date et état\n", (8, 9), "wrong-kind"),
    playbook("a mapping for phrases", HEAD + "examples:\n  fr: {rien: reçu}\n", (5, 7), "phrase-mapping", BLOCK),
    playbook("phrases without language", HEAD + "examples: |\n  rien\n", (4, 11), "wrong-kind"),
    playbook("a list for a key", WHOLE + "? [a, b]\n: c\n", (8, 3), "key-not-text"),
    playbook("a variable without quotes", WHOLE + "promise: {what: {fr: ${X}}, within: 2h}\n", (8, 22), "unquoted-variable", '"${X}"'),
)  # fmt: skip
CUSTOMERS = (
    listed("a hashtag", "- rien reçu #nul", 17, "phrase-comment"),
    listed("hashtags", "- merci @Lumen #honteux #sav", 20, "phrase-comment"),
    listed("a hashtag after quotes", '- "Livré : jamais" #nul', 24, "phrase-comment"),
    listed("a remark", "- rien reçu # vu en mars", 17, "phrase-comment", cure="`|`"),
    listed("a hashtag alone", "- #nul", 6, "null", cure="`|`"),
    listed("a colon with spaces", "- Service client : absent", 7, "phrase-mapping"),
    listed("a colon", "- Remboursement: jamais", 7, "phrase-mapping"),
    listed("a colon at the end", "- Voilà ce que je dis:", 7, "phrase-mapping"),
    listed("an at sign", "- @Lumen toujours rien", 7, "phrase-sign"),
    listed("a backtick", "- `rien` reçu", 7, "phrase-sign"),
    listed("a percent sign", "- %de remise jamais vu", 7, "phrase-sign"),
    listed("an asterisk", "- *jamais* livré", 7, "phrase-sign"),
    listed("an ampersand", "- &co injoignable", 7, "anchor", cure="`|`"),
    listed("an exclamation mark", "- !! scandaleux", 7, "phrase-sign"),
    listed("an exclamation mark alone", "- ! scandaleux", 7, "tag", cure="`|`"),
    listed("greater than", "- > rien", 7, "phrase-sign"),
    listed("a bar", "- | rien", 7, "phrase-sign"),
    listed("brackets around all", "- [SAV]", 7, "phrase-mapping"),
    listed("a bracket first", "- [SAV] rien reçu", 7, "phrase-sign"),
    listed("braces", "- {SAV} rien reçu", 7, "phrase-sign"),
    listed("braces around all", "- {SAV}", 7, "phrase-mapping"),
    listed("a question mark first", "- ? pourquoi", 7, "phrase-mapping"),
    listed("a dash first", "- - rien", 7, "phrase-mapping"),
    listed("quotes first", '- "Livré" depuis lundi, rien', 7, "phrase-sign"),
    listed("an apostrophe first", "- 'tain toujours rien", 7, "unclosed-quote", cure=""),
    listed("nothing after the dash", "-", 6, "null", cure="`|`"),
    listed("the word null as a phrase", "- null", 7, "null", cure="`|`"),
    listed("a phrase over two lines", "- rien\n      du tout", 7, "phrase-folded"),
    listed("a line feed in quotes", '- "rien\\ndu tout"', 7, "phrase-folded"),
    playbook("folded text", HEAD + "examples:\n  fr: >\n    rien\n    jamais\n", (5, 7), "phrase-folded", BLOCK),
    playbook("commas in braces", HEAD + "examples: {fr: retard, de livraison}\n", (4, 24), "flow-comma"),
    playbook("no phrases", HEAD + "examples: {fr: []}\n", (4, 16), "no-phrases"),
    playbook("a comment in a block", HEAD + "examples:\n  fr: |\n    # ajouté en mars\n    rien\n", (6, 5), "phrase-comment"),
    playbook("a title's end", "title: Offre #1 introuvable\n", (1, 14), "eaten-comment", "guillemets"),
    playbook("a long phrase", HEAD + f"examples:\n  fr: |\n    {'a' * 1001}\n", (6, 5), "too-long"),
    playbook("an empty text", HEAD.replace("Livraison en retard", '""') + PHRASES, (1, 8), "empty-text"),
)  # fmt: skip
VALUES = (
    playbook("severity misspelt", WHOLE.replace("medium", "hihg"), (2, 11), "unknown-word", "`high`"),
    playbook("severity in French", WHOLE.replace("medium", "élevé"), (2, 11), "unknown-word"),
    playbook("posture", WHOLE.replace("silent", "apologize"), (3, 10), "unknown-word", "`apologise`"),
    playbook("a language's name", HEAD + "examples: {french: rien}\n", (4, 12), "unknown-language"),
    playbook("a duration in words", WHOLE + "promise: {what: {fr: un retour}, within: 2 jours}\n", (8, 42), "not-a-duration"),
    playbook("working days on a clock", WHOLE + "incident: {count: 10, within: 2wd}\n", (8, 31), "not-a-duration"),
    playbook("approvals: a word", WHOLE + "approvals: deux\n", (8, 12), "not-a-number"),
    playbook("approvals: too many", WHOLE + "approvals: 9\n", (8, 12), "out-of-range"),
    playbook("approvals: no role", WHOLE + "approvals: []\n", (8, 12), "too-few"),
    playbook("approvals: a role misspelt", WHOLE + "approvals: [legl]\n", (8, 13), "unknown-word", "`legal`"),
    playbook("another id", WHOLE + "id: retard\n", (8, 5), "id-not-file-name"),
    playbook("an expectation", WHOLE + "tests:\n  fr:\n    This one: rien\n", (10, 5), "unknown-expectation"),
    playbook("a question's name", WHOLE + "ask: {Quel magasin: {fr: Lequel}}\n", (8, 7), "not-a-name"),
    fact("a fact's name", "Délai: {value: {fr: 2 jours}, source: SAV}\n", (1, 1), "not-a-name"),
    fact("a day", "d: {value: {fr: 2 jours}, source: SAV, until: 31/01/2027}\n", (1, 47), "not-a-day"),
    fact("a day that is not", "d: {value: {fr: 2 jours}, source: SAV, until: 2027-02-30}\n", (1, 47), "not-a-day"),
    fact("dates crossed", "d: {value: {fr: 2 j}, source: SAV, since: 2026-12-01, until: 2026-11-24}\n", (1, 62), "dates-crossed"),
    fact("expired", "d:\n  value: {fr: 2 jours}\n  source: SAV\n  until: 2026-11-01\n", (4, 3), "fact-expired"),
    fact("about to expire", "d:\n  value: {fr: 2 jours}\n  source: SAV\n  until: 2026-11-30\n", (4, 3), "fact-expires"),
    fact("a language missing", "d:\n  value: {en: two days}\n  source: SAV\n", (2, 3), "fact-languages"),
    fact("no source", "d: {value: {fr: 2 jours}}\n", (1, 4), "missing-key", "`source`"),
    charter("a rule misspelt", "rules: {bannned: {level: block}}\n", (1, 9), "unknown-key", "`banned`"),
    charter("a level", "rules: {banned: {level: bloc}}\n", (1, 25), "unknown-word", "`block`"),
    charter("a share", "similarity: 800\n", (1, 13), "out-of-range"),
    charter("an address for a domain", "rules: {links: {allow: [https://a.example/]}}\n", (1, 25), "not-a-domain"),
    charter("a part", "rules: {parts: {first: [regrets]}}\n", (1, 25), "unknown-word", "`regret`"),
    charter("a silence of nothing", "silence:\n  - {rule: greeting, template: late/frist.fr.j2, because: exprès}\n", (2, 32), "silence-nowhere", "late/first.fr.j2"),
    charter("a silence without reason", "silence:\n  - {rule: greeting, template: late/first.fr.j2}\n", (2, 5), "missing-key", "`because`"),
    charter("an unneeded silence", "silence:\n  - {rule: emoji, template: late/first.fr.j2, because: exprès}\n", (2, 12), "unneeded-silence"),
)  # fmt: skip
TEMPLATES = (
    reply("one brace instead of two", PARTS + "{ signature }\n", (3, 1), "placeholder", "{{ signature }}"),
    reply("a name to be filled in", PARTS + "Bien à vous, [votre prénom]\n", (3, 14), "placeholder", "[votre prénom]"),
    reply("marks of a web page", PARTS + "{{ signature }} <b>Lumen</b>\n", (3, 17), "placeholder", "`<b>`"),
    reply("an unclosed condition", "Bonjour\n{% if author.name %}là\n", (2, 4), "template-syntax", "`{% endif %}`"),
    reply("an unclosed block", "{% block regret %}\nBonjour\n", (1, 4), "template-syntax", "`{% endblock %}`"),
    reply("a tag misspelt", "{% bloc regret %}{% endblock %}", (1, 4), "template-syntax", "`{% block %}`"),
    reply("crossed tags", "{% block regret %}{% if author.name %}a{% endblock %}{% endif %}", (1, 43), "template-syntax", "`{% endif %}`"),
    reply("closes nothing", "Bonjour{% endif %}", (1, 11), "template-syntax"),
    reply("a brace short", "Bonjour {{ author.name }", (1, 1), "template-syntax"),
    reply("an unclosed comment", "Bonjour\n{# à revoir", (2, 1), "template-syntax", "#}"),
    reply("typographic quotes", "{% include “shared/sign.j2” %}", (1, 1), "template-syntax"),
    reply("a name", "Bonjour\n{{ autor.name }}", (2, 4), "undefined-name", "`author`"),
    reply("an attribute", "Bonjour {{ author.frist_name }}", (1, 19), "undefined-name", "`author.first_name`"),
    reply("the program's inside", "{{ author.name.__class__.__mro__ }}", (1, 16), "hidden-attribute"),
    reply("the program's inside, in brackets", "{{ author['name']['__class__'] }}", (1, 20), "hidden-attribute"),
    reply("a global", "{{ range(10) }}", (1, 4), "undefined-name"),
    reply("a method", "{{ brand.upper() }}", (1, 1), "template-call"),
    reply("a macro", "{% macro hello() %}{% endmacro %}", (1, 4), "template-construct"),
    reply("an import", "{% import 'shared/sign.j2' as sign %}", (1, 4), "template-construct"),
    reply("a power", "{{ 9**9 }}", (1, 5), "template-construct"),
    reply("a part", "{% block regrets %}{% endblock %}", (1, 10), "unknown-part", "`regret`"),
    reply("a filter", "{{ brand|uper }}", (1, 10), "unknown-filter", "`upper`"),
    reply("a missing piece", '{% include "shared/sgn.j2" %}', (1, 13), "include-missing", "shared/sign.j2"),
    reply("a file outside", '{% include "../copilot.yaml" %}', (1, 13), "include-outside"),
    reply("an absolute path", '{% include "/etc/passwd" %}', (1, 13), "include-outside"),
    reply("itself", '{% include "late/first.fr.j2" %}', (1, 13), "include-circle"),
    reply("a computed piece", "{% include brand %}", (1, 1), "include-not-named"),
    reply("an unknown fact", "{{ facts.delay }}", (1, 10), "unknown-fact"),
    reply("an unknown question", "{{ ask.shop }}", (1, 8), "unknown-ask"),
    reply("a person without a name", "Bonjour {{ author.first_name }}", (1, 1), "render-failed"),
    reply("nothing left", "{% if author.first_name %}Bonjour{% endif %}", (1, 1), "render-empty"),
    reply("a loop that grows", "{% for a in exchange %}{% for b in a.text %}{{ b }}{% endfor %}{% endfor %}Bonjour", (1, 1), "render-failed"),
    reply("a division by nought", "Bonjour {{ 1 / 0 }}", (1, 1), "render-failed"),
    reply("a second greeting", PARTS, (1, 19), "charter-greeting"),
    reply("a missing part", "{% block regret %}Bonjour.{% endblock %} Je regarde.", (1, 1), "charter-parts", "`next_step`"),
    reply("banned words", PARTS + "Votre satisfaction est notre priorité.", (3, 1), "charter-banned"),
    reply("too long", PARTS + "a" * 1001, (3, 957), "charter-length"),
    reply("a link", PARTS + "Voyez https://bit.ly/3xYz", (3, 7), "charter-links"),
    reply("an address", PARTS + "Écrivez à lea@gmail.com", (3, 11), "charter-personal_data"),
    reply("an account", PARTS + "IBAN FR7630006000011234567890189", (3, 6), "charter-personal_data"),
    reply("a promise", PARTS + "Je vous rembourse demain.", (3, 19), "charter-promises"),
    reply("advertising", PARTS + "Profitez de nos soldes.", (3, 1), "charter-promotion"),
    reply("tu and vous", PARTS + "Je vous comprends, ta commande part.", (3, 20), "charter-voice"),
    reply("shouting", PARTS + "Je suis VRAIMENT là.", (3, 9), "charter-capitals"),
    reply("cheering", PARTS + "Oh\xa0! Si\xa0!", (3, 9), "charter-exclamation"),
    reply("emoji", PARTS + "Voilà 🙏💪", (3, 8), "charter-emoji"),
    reply("no space before a sign", PARTS + "Vous avez le numéro?", (3, 14), "charter-typography", "numéro\xa0?"),
    reply("a space that breaks", PARTS + "Vous avez le numéro ?", (3, 14), "charter-typography", "numéro\xa0?"),
    reply("a fault admitted", PARTS + "C'est notre faute.", (3, 1), "charter-responsibility"),
    reply("repair too early", PARTS + "Nous allons remplacer votre écran.", (3, 1), "charter-responsibility"),
    reply("nobody speaks", "{% block regret %}Bonjour, le service client regrette cet incident.{% endblock %}\n{% block next_step %}Une vérification est en cours.{% endblock %}", (1, 1), "charter-first_person"),
    reply("a silence without reason", "{# copilot: silence charter-emoji #}" + PARTS, (1, 4), "bad-silence"),
    Broken("a stage misspelt", "replies/late/frist.fr.j2", "Bonjour", (1, 1), "misnamed-template", "`first`"),
    Broken("a language's name", "replies/late/first.french.j2", "Bonjour", (1, 1), "misnamed-template"),
    Broken("a first number", "replies/late/first-1.fr.j2", "Bonjour", (1, 1), "misnamed-template"),
    Broken("another ending", "replies/late/first.fr.jinja", "Bonjour", (1, 1), "misnamed-template"),
    Broken("a reply of nobody", "replies/lat/first.fr.j2", "Bonjour", (1, 1), "orphan-reply", "`late`"),
    Broken("a reply in no language of ours", "replies/late/first.de.j2", PARTS, (1, 1), "unused-template"),
    Broken("a piece of nobody", "replies/shared/old.j2", "Bonjour", (1, 1), "unused-template"),
)  # fmt: skip
OTHER = "title: Autre\nseverity: low\nposture: silent\n"
ACROSS = (
    Broken("a short ending", "playbooks/rude.yml", OTHER + PHRASES, (1, 1), "yml", ".yaml"),
    Broken("a hidden ending", "playbooks/rude.yaml.txt", OTHER + PHRASES, (1, 1), "yml", "`rude.yaml`"),
    Broken("a hidden ending, and a short one", "playbooks/rude.YML.txt", OTHER + PHRASES, (1, 1), "yml", "`rude.yaml`"),
    Broken("a copy as text", "playbooks/late.yaml.txt", OTHER + PHRASES, (1, 1), "not-read"),
    Broken("a document", "playbooks/notes.docx", b"PK", (1, 1), "not-read"),
    Broken("a name of another thing", "playbooks/shop/facts.yaml", OTHER, (1, 1), "taken-id"),
    Broken("a file's name", "playbooks/Rude_Staff.yaml", OTHER, (1, 1), "not-an-id"),
    Broken("an id twice", "playbooks/shop/late.yaml", OTHER + PHRASES, (1, 1), "repeated-id"),
    Broken("the same example", "playbooks/rude.yaml", OTHER + "examples:\n  fr: |\n    Toujours pas LIVRÉ !!\n", (6, 5), "repeated-example", "late.yaml"),
    Broken("nearly the same example", "playbooks/rude.yaml", OTHER + "examples:\n  fr: |\n    colis perdu depuis 1 semaine\n", (6, 5), "near-example", "late.yaml"),
    Broken("excluded", "playbooks/rude.yaml", OTHER + "examples:\n  fr: |\n    mon asurance refuse\nexcludes: {fr: [assurance]}\n", (6, 5), "excluded-example", "`assurance`"),
    Broken("not what is required", "playbooks/rude.yaml", OTHER + "examples:\n  fr: |\n    vendeur impoli\nrequires: {fr: [caissière]}\n", (6, 5), "required-example", "caissière"),
    Broken("few examples", "playbooks/rude.yaml", OTHER + "examples:\n  fr: vendeur impoli\n", (5, 3), "few-examples"),
    Broken("no first answer", "playbooks/rude.yaml", OTHER.replace("silent", "apologise") + "examples: {fr: vendeur impoli}\n", (3, 1), "missing-first", "first.fr.j2"),
    Broken("a promise nobody says is kept", "playbooks/rude.yaml", OTHER + "examples: {fr: vendeur impoli}\npromise: {what: {fr: un retour}, within: 2h}\n", (5, 1), "missing-kept"),
    Broken("an unneeded silence", "playbooks/rude.yaml", OTHER + "examples:\n  # copilot: silence too-long — elles sont longues\n  fr: vendeur impoli\n", (5, 5), "unneeded-silence"),
    Broken("a silence of no rule", "playbooks/rude.yaml", "# copilot: silence few-exemples — deux par an\n" + OTHER + "examples: {fr: vendeur impoli}\n", (1, 3), "bad-silence", "few-examples"),
    Broken("a silence among phrases", "playbooks/rude.yaml", OTHER + "examples:\n  fr: |\n    # copilot: silence few-examples — deux par an\n    vendeur impoli\n", (6, 7), "bad-silence"),
    Broken("a silence of an error", "playbooks/rude.yaml", "# copilot: silence unknown-key — plus tard\n" + OTHER + "examples: {fr: vendeur impoli}\nx: y\n", (1, 3), "bad-silence"),
)  # fmt: skip
ALL = (*FILES, *CUSTOMERS, *VALUES, *TEMPLATES, *ACROSS)
