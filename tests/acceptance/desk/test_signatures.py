"""Stories of who signs: one signature under a reply, of whoever publishes it, however it came there."""

import pytest

from copilot.app.round import tick
from copilot.domain.charter import SignedBy
from copilot.domain.person import People
from tests.acceptance.conftest import KARIM, LEA, TOM

BODY = "Bonjour Claire, je suis désolée : je m’en occupe et je vous réponds ici."
LEAS, KARIMS = "Léa, pour Maison Lumen", "Karim, pour Maison Lumen"


@pytest.fixture
def desk(desk, in_force):
    """People sign: nobody approves before a claim."""
    in_force(signature=SignedBy.PERSON)
    return desk


async def writes(desk, case, text, person=LEA):
    """Press ✏️, and answer with *text*."""
    await desk.tap(case, "Modifier", person)
    await desk.answer(person, text)


@pytest.mark.parametrize(
    "typed", [LEAS, f"— {LEAS}", f"\n{LEAS}.", "léa pour  Maison Lumen", "Maison Lumen"]
)
async def test_who_signs_before_taking_the_case_has_signed_once(desk, typed):
    """« Léa, pour Léa, pour Maison Lumen » was published."""
    case = await desk.complain()
    await writes(desk, case, f"{BODY} {typed}")
    await desk.tap(case, "Je prends", LEA)
    text = desk.story.draft(case).text

    assert text.startswith(BODY)
    assert 1 == text.casefold().count("léa")
    assert 1 == text.count("Maison Lumen")
    assert "✅ Publier (signé Léa)" in await desk.buttons(case)


@pytest.mark.parametrize("typed", [LEAS, f"— {LEAS}.", "Léa, pour Léa, pour Maison Lumen"])
async def test_whoever_takes_over_signs_instead(desk, typed):
    """Not « Léa, pour Karim, pour Maison Lumen »."""
    case = await desk.complain()
    await writes(desk, case, f"{BODY} {typed}")
    await desk.tap(case, "Je prends", KARIM)
    text = desk.story.draft(case).text

    assert text.endswith(KARIMS)
    assert "Léa" not in text
    assert 1 == text.count("Maison Lumen")


async def test_whoever_has_the_case_signs_whatever_name_was_left_in_the_text(desk):
    """Words copied from a colleague's reply carry the colleague's name."""
    case = await desk.complain()
    await desk.tap(case, "Je prends", KARIM)
    await writes(desk, case, f"{BODY} {LEAS}", KARIM)

    assert f"{BODY} {KARIMS}" == desk.story.draft(case).text
    assert "✅ Publier (signé Karim)" in await desk.buttons(case)


async def test_nobody_publishes_with_one_tap_what_a_colleague_has_signed(desk):
    """Karim had it, and his time is up; what stands there now, Léa has signed."""
    case = await desk.complain()
    await desk.tap(case, "Je prends", KARIM)
    desk.clock.advance(minutes=40)
    await writes(desk, case, f"{BODY} {LEAS}")
    free = await desk.buttons(case)
    refused = await desk.tap(case, "Publier", KARIM)
    await desk.tap(case, "Je prends", KARIM)

    assert "✅ Publier (signé Léa)" in free
    assert "La réponse se signe : prenez d’abord le dossier (🙋), puis publiez." == refused
    assert f"{BODY} {KARIMS}" == desk.story.draft(case).text


async def test_a_brand_named_in_a_sentence_is_no_signature(desk):
    """Only what stands for itself at the end is replaced."""
    case = await desk.complain()
    await writes(desk, case, f"{BODY} Merci de la part de toute l’équipe de Maison Lumen")
    await desk.tap(case, "Je prends", LEA)

    assert desk.story.draft(case).text.endswith(f"toute l’équipe de Maison Lumen\n\n{LEAS}")


# Words that nobody has signed


@pytest.mark.parametrize("typed", ["", "\n", "\nLéa", "\n\n— Léa."])
async def test_who_takes_words_without_a_signature_signs_them(desk, typed):
    """They were published without a name, where a person signs."""
    case = await desk.complain()
    await writes(desk, case, f"{BODY}{typed}")
    await desk.tap(case, "Je prends", LEA)
    text = desk.story.draft(case).text

    assert BODY == text.partition("\n")[0]
    assert text.endswith(f"\n{LEAS}")
    assert 1 == text.count("Léa")
    assert "sans signature" not in (await desk.card(case))["text"]
    assert "✅ Publier (signé Léa)" in await desk.buttons(case)


async def test_who_has_the_case_signs_what_they_write(desk):
    """Once, however often it is written anew; the card shows what will be posted."""
    case = await desk.complain()
    await desk.tap(case, "Je prends", LEA)
    await writes(desk, case, BODY)
    first = desk.story.draft(case).text
    await writes(desk, case, first)
    await writes(desk, case, f"{BODY} À très vite.")

    assert f"{BODY}\n\n{LEAS}" == first
    assert f"{BODY} À très vite.\n\n{LEAS}" == desk.story.draft(case).text
    assert LEAS in (await desk.card(case))["text"]


async def test_a_claim_is_asked_for_where_unsigned_words_lack_only_a_name(desk):
    """Claiming signs them: the card says so."""
    case = await desk.complain()
    await writes(desk, case, BODY)
    card = (await desk.card(case))["text"]

    assert "🙋 À prendre avant de publier" in card
    assert not [one for one in await desk.buttons(case) if "Publier" in one]


# A claim that has ended


def an_hour_later(desk):
    """Claims have ended."""
    desk.clock.advance(minutes=60)
    tick(desk.office)


async def test_what_is_signed_for_me_leaves_with_one_tap_though_my_claim_has_ended(desk):
    """Reading with care took an hour; nobody else took the case meanwhile."""
    case = await desk.complain()
    await desk.tap(case, "Je prends", LEA)
    an_hour_later(desk)
    buttons = await desk.buttons(case)
    karim = await desk.tap(case, "Publier", KARIM)
    lea = await desk.tap(case, "Publier", LEA)

    assert "✅ Publier (signé Léa)" in buttons
    assert "🙋 Je prends" in buttons
    assert "La réponse se signe : prenez d’abord le dossier (🙋), puis publiez." == karim
    assert "Validée. Part dans 10 s" in lea
    assert ["claimed", "approved"] == desk.story.events(case)[-2:]


async def test_who_has_left_the_team_signs_nothing_any_more(desk):
    case = await desk.complain()
    await desk.tap(case, "Je prends", LEA)
    desk.office.people = People(one for one in desk.office.people if one.telegram != LEA)
    an_hour_later(desk)

    assert not [one for one in await desk.buttons(case) if "Publier" in one]
    assert "🙋 À prendre avant de publier" in (await desk.card(case))["text"]


async def test_a_trainees_words_are_signed_by_whoever_takes_them(desk):
    """Tom had the case; his name is never under a reply, nor does it lose its signature."""
    case = await desk.complain()
    await desk.tap(case, "Je prends", LEA)
    an_hour_later(desk)
    await desk.tap(case, "Je prends", TOM)
    await writes(desk, case, f"{BODY}\n{LEAS}", TOM)
    proposed = (await desk.card(case))["text"]
    await desk.tap(case, "Je prends", KARIM)

    assert "signée Léa" in proposed
    assert desk.story.draft(case).text.endswith("\nKarim, pour Maison Lumen")
    assert "✅ Publier (signé Karim)" in await desk.buttons(case)


async def test_claiming_is_asked_for_where_it_is_all_that_is_missing(desk, in_force):
    """The brand signs and a step is open: whoever claims could publish no sooner."""
    in_force(signature=SignedBy.BRAND)
    case = await desk.complain()
    await desk.tap(case, "Étape", LEA)
    text, labels = (await desk.card(case))["text"], await desk.buttons(case)

    assert not [one for one in labels if "Publier" in one]
    assert "À prendre avant de publier" not in text
