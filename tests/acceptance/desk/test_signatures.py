"""Stories of who signs: one signature under a reply, of whoever publishes it, however it came there."""

from dataclasses import replace

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


# A charter that changes who signs


@pytest.fixture
def from_now_on(desk, starter):
    """Another charter is accepted: drafts made before it stay as they are."""

    def signs(whose):
        built = desk.office.shelf.in_force
        charter = replace(built.playbooks.charter, signature=whose)
        changed = replace(built.playbooks, digest=f"signed-{whose}", charter=charter)
        new = replace(built, playbooks=changed, drafter=starter.drafter(changed))
        desk.office.shelf.put_in_force(new)

    return signs


async def undone(desk, case, person=LEA):
    """Published, and taken back in time."""
    await desk.tap(case, "Publier", person)
    await desk.tap(case, "Annuler", person)


async def test_words_come_back_with_the_name_that_the_charter_wants_by_now(desk, from_now_on):
    """They were written when the brand signed; who has the case signs them now."""
    from_now_on(SignedBy.BRAND)
    case = await desk.complain()
    await writes(desk, case, BODY)
    await undone(desk, case)
    from_now_on(SignedBy.PERSON)
    await desk.tap(case, "Je prends", LEA)
    await desk.tap(case, "Variante", LEA)
    await desk.tap(case, "Revenir à la v2", LEA)
    free = await desk.buttons(case)
    await desk.tap(case, "Publier", LEA)
    await desk.sent()

    assert "✅ Publier (signé Léa)" in free
    assert [f"{BODY}\n\n{LEAS}"] == [one.text for one in desk.story.channel.tries]


async def test_words_that_come_back_to_nobody_ask_for_a_name(desk, from_now_on):
    """Unsigned as they are, they cannot leave."""
    from_now_on(SignedBy.BRAND)
    case = await desk.complain()
    await writes(desk, case, BODY)
    await undone(desk, case)
    from_now_on(SignedBy.PERSON)
    await desk.tap(case, "Variante", LEA)
    await desk.tap(case, "Variante", LEA)
    await desk.tap(case, "Revenir à la v2", LEA)
    card, labels = (await desk.card(case))["text"], await desk.buttons(case)
    await desk.tap(case, "Je prends", KARIM)

    assert "🙋 À prendre avant de publier" in card
    assert not [one for one in labels if "Publier" in one]
    assert f"{BODY}\n\n{KARIMS}" == desk.story.draft(case).text


async def test_what_a_colleague_had_signed_comes_back_under_the_brands_name(desk, from_now_on):
    """Anybody may publish where the brand signs, but nobody over Léa's name."""
    case = await desk.complain()
    await desk.tap(case, "Je prends", LEA)
    await writes(desk, case, BODY)
    await undone(desk, case)
    an_hour_later(desk)
    from_now_on(SignedBy.BRAND)
    await desk.tap(case, "Variante", KARIM)
    await desk.tap(case, "Revenir à la v3", KARIM)

    assert f"{BODY}\n\nMaison Lumen" == desk.story.draft(case).text
    assert "signée Maison Lumen" in (await desk.card(case))["text"]
    assert "✅ Publier" in await desk.buttons(case)


async def test_who_edits_what_the_brand_had_signed_signs_it(desk, from_now_on):
    """Having the case already, there would be no other way to sign it."""
    from_now_on(SignedBy.BRAND)
    case = await desk.complain()
    await desk.tap(case, "Je prends", LEA)
    from_now_on(SignedBy.PERSON)
    await writes(desk, case, BODY)

    assert f"{BODY}\n\n{LEAS}" == desk.story.draft(case).text
    assert "✅ Publier (signé Léa)" in await desk.buttons(case)


async def test_an_edit_after_people_have_ceased_to_sign_takes_the_name_out(desk, from_now_on):
    """The text to copy ended with Léa's name."""
    case = await desk.complain()
    await desk.tap(case, "Je prends", LEA)
    from_now_on(SignedBy.BRAND)
    await writes(desk, case, f"{BODY}\n\n{LEAS}")

    assert f"{BODY}\n\nMaison Lumen" == desk.story.draft(case).text


# A template that has no place for a signature


@pytest.fixture
def unsigned(desk, starter):
    """No template names who signs."""

    def signs(whose):
        built = desk.office.shelf.in_force
        charter = replace(built.playbooks.charter, signature=whose)
        files = {
            path: text.replace("{{ signature }}", "").rstrip() + "\n"
            for path, text in built.playbooks.files.items()
        }
        bare = replace(built.playbooks, digest="unsigned", charter=charter, files=files)
        new = replace(built, playbooks=bare, drafter=starter.drafter(bare))
        desk.office.shelf.put_in_force(new)

    return signs


async def test_a_reply_without_the_brands_name_is_not_said_to_be_signed(desk, unsigned):
    """The card says what will be posted, to the letter; the brand may leave its name out."""
    unsigned(SignedBy.BRAND)
    case = await desk.complain()
    card = (await desk.card(case))["text"]
    shown = desk.story.draft(case).text
    await desk.tap(case, "Publier", LEA)
    await desk.sent()

    assert "⚠️ sans signature" in card
    assert "signée" not in card
    assert [shown] == [one.text for one in desk.story.channel.tries]


async def test_a_person_signs_what_a_template_left_unsigned(desk, unsigned):
    """Of every variant, once."""
    unsigned(SignedBy.PERSON)
    case = await desk.complain()
    free = (await desk.card(case))["text"]
    await desk.tap(case, "Je prends", LEA)
    first = desk.story.draft(case).text
    await desk.tap(case, "Variante", LEA)
    second = desk.story.draft(case).text

    assert "⚠️ sans signature" in free
    assert "🙋 À prendre avant de publier : la réponse portera votre nom." in free
    assert [True, True] == [one.endswith(f"\n\n{LEAS}") for one in (first, second)]
    assert first != second
    assert "✅ Publier (signé Léa)" in await desk.buttons(case)


async def test_the_card_says_that_the_brands_name_gives_way_to_that_of_who_takes_it(desk):
    """« Signée Maison Lumen » stands there until somebody takes the case."""
    case = await desk.complain()
    free = (await desk.card(case))["text"]
    await desk.tap(case, "Je prends", KARIM)
    taken = (await desk.card(case))["text"]

    assert "signée Maison Lumen" in free
    assert "🙋 À prendre avant de publier : la réponse portera votre nom." in free
    assert "signée Karim" in taken
    assert "portera votre nom" not in taken
