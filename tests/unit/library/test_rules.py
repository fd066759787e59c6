"""The charter's rules over text: what each finds, what it leaves alone, and what it underlines."""

import time
from dataclasses import replace

import pytest

from copilot.domain.charter import Level, Rule
from copilot.domain.draft import ChannelFacts
from copilot.domain.playbook import (
    Duration,
    Playbook,
    Posture,
    Responsibility,
    Severity,
    Stage,
    Undertaking,
    Unit,
)
from copilot.library.charter import DEFAULT
from copilot.library.drafter import review
from copilot.library.rules import RULES
from copilot.library.rules.rule import Reviewed

PAGE = ChannelFacts("page", "webhook", 8000)
LATE = Playbook("late", "late.yaml", "T", Severity.LOW, Posture.APOLOGISE, {})


def words(rule, text, *, settings=None, **about):
    about = {"lang": "fr", "channel": PAGE, "playbook": LATE, **about}
    found = RULES[rule].check(Reviewed(text, **about), settings or RULES[rule].default)
    return [one.words or str(dict(one.values)) for one in found]


@pytest.mark.parametrize(
    ("rule", "text", "underlined"),
    [
        (
            "banned",
            "VOTRE  satisfaction est notre priorité.",
            ["VOTRE  satisfaction est notre priorité"],
        ),
        ("banned", "Votre satisfaction est notre prioritéabsolue", []),
        ("links", "voir https://bit.ly/x.", ["https://bit.ly/x"]),
        ("links", "voir www.autre.example/a", ["www.autre.example/a"]),
        ("links", "voir autre.com, merci", ["autre.com"]),
        ("links", "voir https://user@evil.com/", ["https://user@evil.com/"]),
        ("links", "fin.Debut, 3.5 h, M.Dupont, a.b", []),
        ("personal_data", "commande LM-448213 reçue", ["LM-448213"]),
        ("promises", "Je vous rembourse sous 48 h.", ["sous 48 h"]),
        ("promises", "Nous revenons vers vous avant demain.", ["avant demain"]),
        ("promises", "Vous serez livré dans les 3 jours.", ["dans les 3 jours"]),
        ("promises", "Votre colis est parti il y a 3 jours.", []),
        ("promises", "Un colis part sous 48 h en général.", []),
        ("promotion", "Profitez de -20 % !", ["Profitez de", "-20 %"]),
        ("promotion", "Une promotion ? Je regarde ce bon.", ["promotion"]),
        ("promotion", "Je vous offre mes excuses.", []),
        ("voice", "Je vous comprends, ta commande part.", ["ta"]),
        ("voice", "Le ton était mauvais, je vous l'accorde.", []),
        ("voice", "Je t’entends, vous avez raison.", ["vous"]),
        ("greeting", "Bonjour Claire.", []),
        ("greeting", "@claire Bonsoir,", []),
        ("greeting", "Merci à vous.", []),
        ("greeting", "Envoyez le numéro.", ["{'case': 'missing'}"]),
        ("exclamation", "Oh ! Non ! Si !", ["!", "!"]),
        ("capitals", "Je suis VRAIMENT désolée, le SAV et la FNAC aussi", ["VRAIMENT"]),
        ("emoji", "🙏 👩‍👧 🇫🇷 1️⃣", ["👩‍👧", "🇫🇷", "1️⃣"]),
        ("emoji", "merci ❤️", []),
    ],
)
def test_french(rule, text, underlined):
    assert words(rule, text) == underlined


@pytest.mark.parametrize(
    ("rule", "text", "underlined"),
    [
        ("banned", "We apologize for any inconvenience.", ["We apologize for any inconvenience"]),
        ("promises", "We'll refund you within 2 days.", ["within 2 days"]),
        ("promises", "I will answer by tomorrow.", ["by tomorrow"]),
        ("promises", "It arrived within 2 days.", []),
        ("promotion", "Check out our new collection", ["Check out", "our new collection"]),
        ("greeting", "Hi Claire", []),
        ("greeting", "Send the number", ["{'case': 'missing'}"]),
        ("voice", "You tu vous", []),
    ],
)
def test_english(rule, text, underlined):
    assert words(rule, text, lang="en") == underlined


def test_links_below_an_allowed_domain_are_allowed():
    allowed = Rule(Level.BLOCK, allow=("lumen.example",))

    assert words("links", "https://aide.lumen.example/x lumen.example", settings=allowed) == []
    assert words("links", "https://notlumen.example/", settings=allowed) == [
        "https://notlumen.example/"
    ]


def test_a_facts_value_may_name_a_delay():
    """`Réparation sous 2 jours ouvrés` is a fact with a source, not a promise of ours."""
    own = ("sous 2 jours ouvrés",)

    assert words("promises", "Nous réparons sous 2 jours ouvrés.", own=own) == []


def test_a_promise_without_a_playbook_only_warns():
    found = list(
        RULES["promises"].check(
            Reviewed("Je réponds avant demain.", lang="fr", channel=PAGE),
            RULES["promises"].default,
        )
    )

    assert [one.level for one in found] == [Level.WARN]


def test_the_charters_voice_decides():
    assert words("voice", "Tu as raison.", voice="vous") == ["Tu"]
    assert words("voice", "Tu as raison.", voice="tu") == []
    assert words("voice", "Vous avez raison.", voice="tu") == ["Vous"]


def test_the_platforms_limit_blocks_whatever_the_charter_says():
    """The text could not be posted at all."""
    short = ChannelFacts("x", "webhook", 10)
    off = Rule(Level.OFF)

    (found,) = RULES["length"].check(Reviewed("a" * 12, lang="fr", channel=short), off)

    assert (found.level, found.span, dict(found.values)) == (
        Level.BLOCK,
        (10, 12),
        {"length": 12, "limit": 10},
    )


@pytest.mark.parametrize(
    ("kind", "text", "length"),
    [
        ("webhook", "é😀", 2),
        ("telegram", "é😀", 3),
        ("mastodon", "https://example.com/" + "a" * 90, 23),
        ("x", "é😀 https://example.com/" + "a" * 90, 27),
        ("bluesky", "👩‍👧é", 2),
    ],
)
def test_lengths_are_counted_as_the_channel_counts(kind, text, length):
    channel = ChannelFacts("c", kind, 1)

    (found,) = RULES["length"].check(
        Reviewed(text, lang="fr", channel=channel), RULES["length"].default
    )

    assert found.values["length"] == length


@pytest.mark.parametrize(
    ("posture", "stage", "parts", "missing"),
    [
        (Posture.APOLOGISE, Stage.FIRST, {"regret"}, ["next_step"]),
        (Posture.APOLOGISE, Stage.FIRST, {"regret", "next_step"}, []),
        (Posture.APOLOGISE, Stage.SOLUTION, set(), ["responsibility", "repair"]),
        (Posture.INFORM, Stage.FIRST, set(), []),
        (Posture.APOLOGISE, Stage.FIRST, None, []),
    ],
)
def test_an_apology_has_its_parts(posture, stage, parts, missing):
    playbook = Playbook("a", "a.yaml", "T", Severity.LOW, posture, {})
    text = Reviewed(
        "Bonjour",
        lang="fr",
        channel=PAGE,
        stage=stage,
        playbook=playbook,
        parts=None if parts is None else frozenset(parts),
    )

    found = RULES["parts"].check(text, RULES["parts"].default)
    assert [one.values["part"] for one in found] == missing


def test_a_second_greeting_in_an_exchange_is_told():
    assert words("greeting", "Bonjour Claire", in_exchange=True) == ["Bonjour"]
    assert words("greeting", "Je regarde", in_exchange=True) == []


def test_who_is_new_below_our_reply_may_be_greeted_or_not():
    """We have spoken there, but to somebody else."""
    assert words("greeting", "Bonjour Marc", is_below_ours=True) == []
    assert words("greeting", "Marc, je regarde", is_below_ours=True) == []
    assert len(words("greeting", "Je regarde")) == 1


def test_a_rule_that_is_off_says_nothing(shelf):
    charter = shelf({"playbooks/charter.yaml": "rules: {capitals: {level: off}}\n"}).files.charter

    loud = Reviewed("Bonjour, VRAIMENT", lang="fr", channel=PAGE)

    assert [one.rule for one in review(loud, charter)] == []
    assert [one.rule for one in review(loud, DEFAULT)] == ["capitals"]


@pytest.mark.parametrize("name", sorted(RULES))
def test_spans_are_the_words_they_underline(name):
    """The desk underlines by span; being one off would point at the wrong word."""
    text = "Hé ! VOTRE œuvre vous plaît ! 😀 tu 😀 https://a.com sous 2 jours, je promo LM-12345 !"
    reviewed = Reviewed(text, lang="fr", channel=PAGE, playbook=LATE)

    for found in RULES[name].check(reviewed, RULES[name].default):
        if found.span:
            assert text[slice(*found.span)] == found.words


@pytest.mark.parametrize(
    "piece", ["- ", "a.", "1 ", "nous ", "@a ", "@", "www.", "je sous 2 ", "!"]
)
@pytest.mark.parametrize("name", sorted(RULES))
def test_no_text_makes_a_rule_stand_still(name, piece):
    """A person may paste anything into an edit, and the desk waits for the answer."""
    text = Reviewed(piece * (20_000 // len(piece)), lang="fr", channel=PAGE)
    start = time.process_time()

    list(RULES[name].check(text, RULES[name].default))

    assert time.process_time() - start < 2


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Vous avez le numéro?", [("missing", "numéro\xa0?")]),
        ("Merci!", [("missing", "Merci\xa0!")]),
        ("Voici: rien", [("missing", "Voici\xa0:")]),
        ("Un «mot» ici", [("missing", "mot\xa0»"), ("missing", "«\xa0mot")]),
        ("Vous l’avez ?", [("breaks", "l’avez\xa0?")]),
        ("Oui\xa0! Non\u202f? «\xa0Bien\xa0»\xa0; voilà\xa0: ici", []),
        ("À 12:30, voir https://a.example/b?c=d;e!f", []),
        ("écrire à lea@a.example!", []),
        ("Bonne journée :) et (merci)", []),
        ("Quoi\xa0?! Non…", []),
    ],
)
def test_french_typography_says_what_to_write(text, told):
    """Exactly what to type: a person who isn't sure would otherwise try three ways."""
    reviewed = Reviewed(text, lang="fr", channel=PAGE, parts=frozenset())

    found = RULES["typography"].check(reviewed, RULES["typography"].default)
    assert [(one.values["case"], one.values["cure"]) for one in found] == told


def test_what_a_colleague_types_on_a_phone_needs_no_no_break_space():
    """A phone's keyboard has none; a space that is missing is told all the same."""
    assert words("typography", "Vous l’avez ?") == []
    assert words("typography", "Vous l’avez?") == ["l’avez?"]


def test_english_puts_no_space_before_signs():
    assert words("typography", "What ? Well : no !", lang="en") == ["What ?", "Well :", "no !"]
    assert words("typography", "What? Well: no! :) At 12:30", lang="en") == []


def test_typography_never_blocks():
    assert RULES["typography"].default.level is Level.WARN


@pytest.mark.parametrize(
    ("text", "lang", "underlined"),
    [
        ("C'est notre faute.", "fr", ["C'est notre faute"]),
        ("Nous aurions dû vous prévenir.", "fr", ["Nous aurions dû"]),
        ("Nous reconnaissons notre erreur.", "fr", ["Nous reconnaissons notre"]),
        ("Nous allons remplacer votre écran.", "fr", ["Nous allons remplacer"]),
        ("Votre écran sera réparé.", "fr", ["Votre écran sera réparé"]),
        ("Je suis désolée que ça commence ainsi, je vérifie.", "fr", []),
        ("Vous dites que c'est de votre faute.", "fr", []),
        ("It was our mistake.", "en", ["It was our mistake"]),
        ("We'll replace your screen.", "en", ["We'll replace"]),
        ("I'm sorry, I am checking with the shop.", "en", []),
        ("Ce n'est pas notre faute.", "fr", ["Ce n'est pas notre faute"]),
        ("C’est pas de notre faute !", "fr", ["C’est pas de notre faute"]),
        ("Nous ne sommes pas responsables.", "fr", ["Nous ne sommes pas responsables"]),
        ("Nous n'y sommes pour rien.", "fr", ["Nous n'y sommes pour rien"]),
        ("It is not our fault.", "en", ["It is not our fault"]),
        ("Sorry, but we're not to blame.", "en", ["we're not to blame"]),
    ],
)
def test_a_first_answer_admits_and_repairs_nothing(text, lang, underlined):
    """Responsibility and repair belong to the solution, once verified."""
    assert words("responsibility", text, lang=lang) == underlined
    assert words("responsibility", text, lang=lang, stage=Stage.SOLUTION) == []


@pytest.mark.parametrize(
    ("text", "lang", "case"),
    [
        ("This is our fault.", "en", "admits"),
        ("This is not our fault, calm down.", "en", "denies"),
        ("We are not liable.", "en", "denies"),
        ("C'est notre faute.", "fr", "admits"),
        ("Ce n'est vraiment pas notre faute.", "fr", "denies"),
    ],
)
def test_a_denial_is_no_admission(text, lang, case):
    """The opposite reason beside one's words makes every other reason doubtful."""
    rule = RULES["responsibility"]
    said = Reviewed(text, lang=lang, channel=PAGE, playbook=LATE)

    assert [case] == [one.values["case"] for one in rule.check(said, rule.default)]


def test_a_brand_that_is_the_victim_may_say_so():
    """A rumour is met with what is true."""
    rumoured = replace(LATE, responsibility=Responsibility.VICTIM)

    assert words("responsibility", "Nous n'y sommes pour rien.", playbook=rumoured) == []


def test_what_the_playbook_promises_may_be_said_at_once():
    promise = Undertaking({"fr": "remplacement de l'écran"}, Duration(2, Unit.HOUR))
    promising = replace(LATE, promise=promise)

    assert words("responsibility", "Nous remplaçons votre écran.", playbook=promising) == []
    assert words("responsibility", "Nous le remboursons.", playbook=promising) != []


def test_parts_of_a_solution_are_told_in_a_first_answer():
    found = words("responsibility", "Bonjour.", parts=frozenset({"regret", "repair"}))

    assert found == ["{'case': 'part', 'part': 'repair'}"]


@pytest.mark.parametrize(
    ("text", "lang", "is_told"),
    [
        (
            "Le service client regrette cet incident et vérifie la situation au plus vite.",
            "fr",
            True,
        ),
        (
            "Je regrette cet incident et le service client vérifie la situation très vite.",
            "fr",
            False,
        ),
        (
            "Le service vérifie ; d'ici là, écrivez-nous en privé, j'en prends connaissance.",
            "fr",
            False,
        ),
        (
            "The customer service regrets this incident and will check the whole situation.",
            "en",
            True,
        ),
        (
            "The customer service has been told, and our shop will check the whole situation.",
            "en",
            False,
        ),
        ("C'est noté.", "fr", False),
    ],
)
def test_somebody_speaks(text, lang, is_told):
    """A named, personal voice beats a corporate one."""
    assert bool(words("first_person", text, lang=lang)) is is_told


def test_thanks_need_nobody_who_speaks():
    thanking = replace(LATE, posture=Posture.THANK)
    text = "Quel beau message, toute la boutique en profite, merci beaucoup et à bientôt."

    assert words("first_person", text, playbook=thanking) == []
    assert words("first_person", text, stage=Stage.KEPT) == []
