"""The charter's `promises`: what commits the brand is found, what tells of the past is not."""

from datetime import UTC, datetime, timedelta

import pytest

from copilot.app.ports.library import ReviewRequest
from copilot.domain.charter import Level
from copilot.domain.draft import ChannelFacts
from copilot.domain.playbook import (
    Duration,
    Playbook,
    Posture,
    Severity,
    Stage,
    Undertaking,
    Unit,
)
from copilot.library.rules import RULES
from copilot.library.rules.rule import Reviewed

PAGE = ChannelFacts("page", "webhook", 8000)
BACK = Undertaking({"fr": "un retour", "en": "an answer"}, Duration(2, Unit.HOUR))
LATE = Playbook("late", "late.yaml", "T", Severity.LOW, Posture.APOLOGISE, {}, promise=BACK)
MUTE = Playbook("mute", "mute.yaml", "T", Severity.LOW, Posture.APOLOGISE, {})
COMMITS_FR = (
    "Bonjour, nous vous garantissons un remboursement intégral. Léa",
    "Bonjour, je vous promets un bon d’achat. Léa",
    "Bonjour Thomas, on vous rembourse 100 € demain matin et on vous livre demain, promis.",
    "On vous offre un bon de 50 €.",
    "Nous vous remboursons demain matin.",
    "Je vous rembourse sous 48 h.",
    "Nous revenons vers vous avant demain.",
    "Vous serez livré dans les 3 jours.",
    "Vous aurez votre colis lundi.",
    "Nous vous offrons un bon d'achat.",
    "Je vous fais un geste commercial de 20 euros.",
    "Je vous rappelle ce soir.",
    "Je vous promets que votre colis arrive demain.",
    "Vous recevrez 49,90 € sur votre compte.",
    "Votre commande sera livrée vendredi.",
    "Réponse demain, promis.",
    "Je m'en occupe, réponse demain matin.",
    "Demain, je vous rembourse.",
    "Nous vous remboursons intégralement.",
    "Vous recevrez un avoir de 30€ dans les deux jours.",
    "Je m’engage à vous rappeler mardi à 10 h.",
    "Nous avons prévu de vous livrer demain.",
    "Je vous réponds avant le 12 décembre.",
    "100 € vous seront remboursés.",
    "On vous dédommage à hauteur de 1 200 €.",
    "Je regarde et vous réponds demain.",
    "Je reviens vers vous dans l'heure.",
    "Un bon de 50 € vous est offert.",
    "Je vous comprends et je vous livre jeudi.",
    "Nous vous créditons de 15 euros",
)
TELLS_FR = (
    "Bonjour, nous ne garantissons pas un remboursement à tout le monde. Léa",
    "Vous avez été prélevé 49 €, je regarde pourquoi.",
    "Vous attendez depuis trois semaines, je le regrette.",
    "Votre colis est parti il y a 3 jours.",
    "Un colis part sous 48 h en général.",
    "Je vois que vous deviez être livré lundi.",
    "Je comprends que vous réclamiez un remboursement de 49 €.",
    "Je vérifie votre demande de remboursement de 49 €.",
    "Je lis votre message de ce soir.",
    "On vous avait promis un retour sous 48 h, je le regrette.",
    "Je regrette qu'on vous ait fait attendre jusqu'à lundi.",
    "Vous deviez être livré sous 48 h, je m’en occupe.",
    "Je reprends tout depuis lundi.",
    "Vous avez payé 899 € et l'écran est cassé, je vous comprends.",
    "Je vous offre mes excuses.",
    "Je regarde ce qui s’est passé samedi à Part-Dieu.",
    "Nous sommes ouverts du lundi au samedi de 10 h à 19 h.",
    "Je demande au magasin pourquoi on vous a facturé 12 € lundi.",
    "Je suis désolé que la commande de 120 € livrée hier soit cassée.",
    "Je vous ai remboursé 49 € hier.",
    "Nous vous avons remboursé 49 € lundi.",
    "J'ai retrouvé votre commande du 12 novembre.",
    "Je vous réponds ici dès que le magasin m'a répondu.",
    "Vous nous avez écrit il y a deux jours, et je regrette ce silence.",
    "Cela fait trois semaines que vous attendez 100 €, je cherche où ils sont.",
    "Je comprends votre colère, trois jours sans réponse c'est trop.",
    "Personne ne vous a répondu en trois semaines, je reprends tout.",
    "Je retrouve le prélèvement de 49 €.",
    "Il manque 20 € sur votre remboursement, je fais vérifier.",
    "Je vois bien les 100 € débités mardi.",
    "Nous n'avons pas livré lundi.",
    "Je fais contrôler le débit de 49 € par la comptabilité.",
    "L'article à 899 € que vous avez reçu samedi est cassé, je le regrette.",
)
COMMITS_EN = (
    "Hello, no comment for now. We guarantee a full refund to everybody. Lea",
    "Hello, I promise you a voucher. Lea",
    "We'll refund you within 2 days.",
    "I will answer by tomorrow.",
    "We'll give you a £20 voucher.",
    "You'll get $50 back tomorrow.",
    "We are refunding you 30 € tonight.",
    "We will send you a gift card.",
    "I'll call you on Monday.",
    "You'll receive your parcel on Friday morning.",
    "We refund you tomorrow.",
    "We'll compensate you £49.90.",
    "Your order will arrive tomorrow.",
    "I promise it arrives tomorrow.",
    "We'll refund you in full.",
    "You will be refunded within the next 24 hours.",
    "I'll be back here by Tuesday at 6 pm.",
    "We can offer you 20 dollars.",
)
TELLS_EN = (
    "Hello, we can’t guarantee a refund to everybody. Lea",
    "It arrived within 2 days.",
    "You waited three weeks, and I'm sorry.",
    "You were charged £49 and I'm looking into it.",
    "I'm checking why you were charged $49 on Monday.",
    "We're looking into what happened on Monday.",
    "I see that your parcel was due on Friday.",
    "I'm sorry you had to wait until Monday.",
    "I'll look into the refund you were promised by Monday.",
    "I'm asking the shop about Saturday's visit.",
    "We have refunded you £49.",
    "In three weeks nobody answered you, I'm sorry.",
    "I'll find out where your £100 is.",
    "You paid £899 for it, and I understand.",
    "I'll answer here as soon as the shop has answered me.",
    "You told us on Monday that it was broken.",
    "I'll check the £49 charge.",
)


def found(text, lang="fr", playbook=LATE, **about):
    reviewed = Reviewed(text, lang=lang, channel=PAGE, playbook=playbook, **about)
    return list(RULES["promises"].check(reviewed, RULES["promises"].default))


def words(text, lang="fr", **about):
    return [one.words for one in found(text, lang, **about)]


@pytest.mark.parametrize("playbook", [LATE, MUTE])
@pytest.mark.parametrize(
    ("lang", "text"),
    [*(("fr", text) for text in COMMITS_FR), *(("en", text) for text in COMMITS_EN)],
)
def test_what_commits_the_brand_is_blocked(lang, text, playbook):
    """A playbook that promises an answer promises neither money nor a day."""
    assert {one.level for one in found(text, lang, playbook)} == {Level.BLOCK}


@pytest.mark.parametrize(
    ("lang", "text"),
    [*(("fr", text) for text in TELLS_FR), *(("en", text) for text in TELLS_EN)],
)
def test_what_only_tells_is_left_alone(lang, text):
    """A reply that repeats what went wrong, sums and days included, must be able to leave."""
    assert words(text, lang) == []


def test_every_promise_of_a_sentence_is_underlined():
    text = "Bonjour Thomas, on vous rembourse 100 € demain matin et on vous livre demain, promis."

    assert words(text) == ["100 €", "demain matin", "demain"]


def test_a_refund_may_be_told_once_it_is_verified():
    """The solution says what was decided; the first answer must not guess it."""
    assert words("Nous vous remboursons.", stage=Stage.SOLUTION) == []
    assert words("Nous vous remboursons.", stage=Stage.FIRST) == ["Nous vous remboursons"]


def test_a_playbook_that_promises_a_refund_may_say_so():
    refund = Undertaking({"fr": "le remboursement"}, Duration(2, Unit.DAY))
    playbook = Playbook("r", "r.yaml", "T", Severity.LOW, Posture.APOLOGISE, {}, promise=refund)

    assert words("Nous vous remboursons.", playbook=playbook) == []
    assert words("Nous vous remboursons 100 €.", playbook=playbook) == ["100 €"]


def test_a_template_may_say_the_due_time(shelf, request_for):
    """The fixture's template says `{{ promise.due }}`, which the desk counts."""
    drafter = shelf().drafter()

    assert drafter.render(request_for()).findings == ()


@pytest.mark.parametrize(
    ("text", "underlined"),
    [
        ("Bonjour, je vous réponds ici demain à 18\xa0h. Léa", []),
        ("Bonjour, je vous réponds ici demain à 18 h. Léa", []),
        ("Bonjour, je vous réponds ici lundi. Léa", ["lundi"]),
        ("Bonjour, je vous réponds ici demain à 18 h et vous livre lundi. Léa", ["lundi"]),
    ],
)
def test_an_edit_may_keep_the_drafts_due_time_and_name_no_other(shelf, text, underlined):
    """Only the due words of the draft are put on the desk to be kept."""
    drafted = datetime(2026, 11, 20, 9, tzinfo=UTC)
    request = ReviewRequest(
        text=text,
        lang="fr",
        channel=PAGE,
        signature="Léa",
        playbook="late",
        promise_due=drafted + timedelta(days=1, hours=9),
        drafted_at=drafted,
    )

    assert [one.words for one in shelf().drafter().review(request)] == underlined


def test_check_finds_what_a_template_offers(shelf):
    """The fault is told to who writes the template, before anyone may post it."""
    text = (
        "{% block regret %}Bonjour, je suis désolée.{% endblock %}\n"
        "{% block next_step %}On vous offre un bon de 50 €.{% endblock %}\n{{ signature }}\n"
    )

    made = shelf({"replies/late/first.fr.j2": text})

    assert ("replies/late/first.fr.j2", 2, 46, "charter-promises") in made.found


@pytest.mark.parametrize(
    ("lang", "text", "words"),
    [
        ("fr", "Je vous réponds ici avant mardi 18 h.", "avant mardi 18 h"),
        (
            "fr",
            "Je vous réponds ici avant mardi 18\u00a0h\u00a030.",
            "avant mardi 18\u00a0h\u00a030",
        ),
        ("fr", "Je vous réponds ici avant mardi 18h30.", "avant mardi 18h30"),
        ("fr", "Je vous réponds ici avant mardi 18 novembre 9 h.", "avant mardi 18 novembre 9 h"),
        ("fr", "Je vous réponds ici avant mardi 18.", "avant mardi 18"),
        ("fr", "Je vous réponds ici avant demain 9 h.", "avant demain 9 h"),
        ("en", "I’ll answer you here by Tuesday 6 pm.", "by Tuesday 6 pm"),
        ("en", "I’ll answer you here by Tuesday 18:30.", "by Tuesday 18:30"),
        ("en", "I’ll answer you here by Tuesday 18 November 6 pm.", "by Tuesday 18 November 6 pm"),
        ("en", "I’ll answer you here by tomorrow 9:30 am.", "by tomorrow 9:30 am"),
    ],
)
def test_a_time_is_quoted_whole(lang, text, words):
    """Who reads “before Tuesday 18” looks for a date in a reply that says an hour."""
    assert [words] == [one.words for one in found(text, lang)]
