"""One story per promise of the desk, on the real database and the starter library."""

import pytest

from copilot.app import reveal
from copilot.app.dialogue import reply
from copilot.app.doing import once
from copilot.app.pause import pause, resume
from copilot.app.press import press
from copilot.app.view import Outcome
from copilot.domain.errors import Refused
from copilot.domain.match import Band
from tests.acceptance.conftest import INES, KARIM, LEA, NINA, TOM
from tests.acceptance.story import BROKEN
from tests.fakes.clock import START


def test_a_complaint_becomes_a_card_with_reason_and_draft(story):
    case = story.complain()
    card = story.card(case)

    assert case.playbook == "broken-on-arrival"
    assert card.match.band in (Band.SURE, Band.LIKELY)
    assert card.match.because in card.complaint.text
    assert card.draft is not None
    assert "Claire" in card.draft.draft.text


def test_where_a_person_signs_a_case_is_claimed_before_it_is_approved(story):
    """Nobody's name stands under words that they did not choose to sign."""
    case = story.complain()
    before = [button.action for button in story.card(case).buttons]
    story.press(case, "claim", LEA)
    after = [button.action for button in story.card(case).buttons]

    assert "approve" not in before
    assert after[0] == "approve"
    assert story.draft(case).text.endswith("Léa, pour Maison Lumen")


async def test_an_approved_reply_is_posted_once_with_the_very_words(story):
    case = story.complain()
    story.press(case, "claim", LEA)
    words = story.draft(case).text
    story.press(case, "approve", LEA)
    delivery = story.delivery()
    await delivery.round()
    nothing_yet = list(story.channel.public)
    story.clock.advance(seconds=11)
    await delivery.round()
    await delivery.round()

    assert nothing_yet == [], "the time to undo had not passed"
    assert [words] == [reply.text for reply in story.channel.public]
    assert story.status(case) == "answered"
    assert story.events(case)[-3:] == ["sending", "posted", "promised"]


def test_a_second_press_on_publish_is_refused(story):
    case = story.complain()
    story.press(case, "claim", LEA)
    card = story.card(case)
    story.press(case, "approve", LEA)

    assert story.refusal(case, "approve", LEA, card=card) == "already_sent"


def test_a_press_on_an_older_revision_is_refused(story):
    """The words on the card pressed are not the words in force."""
    case = story.complain()
    story.press(case, "claim", LEA)
    old = story.card(case)
    story.press(case, "variant", LEA)

    assert story.refusal(case, "approve", LEA, card=old) == "stale"
    assert story.status(case) == "open"


def test_a_press_after_the_customer_edited_is_refused(story):
    case = story.complain()
    story.press(case, "claim", LEA)
    old = story.card(case)
    story.clock.advance(minutes=1)
    story.complain("en fait tout marche, pardon", edited_at=story.clock.now())

    assert story.refusal(case, "approve", LEA, card=old) == "stale"


@pytest.mark.parametrize(
    ("person", "code"), [(TOM, "not_allowed"), (NINA, "not_allowed"), (99, "stranger")]
)
def test_only_those_who_may_can_approve(story, person, code):
    case = story.complain()
    story.press(case, "claim", LEA)

    assert story.refusal(case, "approve", person) == code


def test_with_nobody_configured_nobody_may_approve(story, office):
    case = story.complain()
    story.press(case, "claim", LEA)
    card = story.card(case)
    office.people = type(office.people)([])

    assert story.refusal(case, "approve", LEA, card=card) == "stranger"


def test_of_two_claims_the_second_reads_who_was_first(story):
    case = story.complain()
    card = story.card(case)
    story.press(case, "claim", LEA)
    story.clock.advance(minutes=4)
    with pytest.raises(Refused) as refused:
        story.press(case, "claim", KARIM, card=card)

    assert (refused.value.code, refused.value.values) == (
        "claimed",
        {"by": "Léa Martin", "minutes": 4},
    )


def test_a_claim_can_be_taken_over_and_the_signature_with_it(story):
    case = story.complain()
    story.press(case, "claim", LEA)
    story.press(case, "claim", KARIM)

    assert story.draft(case).text.endswith("Karim, pour Maison Lumen")
    assert story.refusal(case, "approve", LEA) == "claimed"


def test_an_edit_is_a_new_revision_in_the_very_words(story):
    case = story.complain()
    story.press(case, "claim", LEA)
    story.press(case, "edit", LEA)
    story.sent_prompt(900)
    text = "Bonjour Claire, je m'en occupe tout de suite et reviens ici.\nLéa, pour Maison Lumen"
    outcome = story.write(LEA, f"  {text}\r\n", to=900)

    assert outcome.code == "revised"
    assert story.draft(case).text == text
    assert story.card(case).draft.author == "Léa Martin"


def edited(story, case, change):
    """Léa's edit of the present draft."""
    story.press(case, "edit", LEA)
    story.sent_prompt(900)
    story.write(LEA, change(story.draft(case).text), to=900)
    return story.draft(case)


def test_an_edit_that_keeps_the_due_time_keeps_the_promise(story):
    case = story.complain()
    story.press(case, "claim", LEA)
    before = story.draft(case)
    after = edited(story, case, lambda text: "Oui. " + " ".join(text.split()))

    assert before.promise
    assert (before.promise, before.promise_due) == (after.promise, after.promise_due)
    assert after.signature == "Léa, pour Maison Lumen"


def test_a_card_claims_nothing_that_an_edit_took_out(story):
    """Neither a promise that is no longer made nor a signature that is no longer there."""
    case = story.complain()
    story.press(case, "claim", LEA)
    after = edited(story, case, lambda _: "Bonjour Claire, je suis désolée, je m’en occupe.")

    assert (after.promise, after.promise_due, after.signature) == (None, None, "")


def test_only_the_person_asked_answers_a_prompt(story):
    case = story.complain()
    story.press(case, "edit", LEA)
    story.sent_prompt(900)
    before = story.draft(case)
    with pytest.raises(Refused, match="not_asked"):
        story.write(KARIM, "mes mots", to=900)

    assert story.draft(case) == before


def test_a_reply_to_a_card_is_a_note_and_never_a_draft(story, office):
    case = story.complain()
    before = story.draft(case)
    with office.store.write() as records:
        version = records.cards.get(case.id).version
        records.cards.shown(case.id, version=version, digest="d", chat=-1001, message=70)
    story.write(KARIM, "il est lourd, lui", to=70)

    assert story.draft(case) == before
    assert [note.text for note in story.card(case).notes] == ["il est lourd, lui"]


def test_blocked_words_cannot_be_approved(story):
    case = story.complain()
    story.press(case, "claim", LEA)
    stale = story.card(case)
    story.press(case, "edit", LEA)
    story.sent_prompt(900)
    outcome = story.write(
        LEA, "Votre commande LM-4471-22 sera remplacée, écrivez à lea@example.org. Léa", to=900
    )

    assert outcome.values["blocked"]
    assert "approve" not in [button.action for button in story.card(case).buttons]
    assert story.refusal(case, "approve", LEA, card=stale) == "stale"


async def test_undo_takes_it_back_before_anything_left(story):
    case = story.complain()
    story.press(case, "claim", LEA)
    story.press(case, "approve", LEA)
    card = story.card(case)
    story.press(case, "undo", LEA)
    story.clock.advance(minutes=5)
    await story.delivery().round()

    assert story.channel.public == []
    assert story.status(case) == "open"
    assert story.refusal(case, "undo", LEA, card=card) == "undo_too_late"


async def test_undo_after_it_left_is_refused(story):
    case = story.complain()
    story.press(case, "claim", LEA)
    story.press(case, "approve", LEA)
    card = story.card(case)
    story.clock.advance(seconds=11)
    await story.delivery().round()

    assert story.refusal(case, "undo", LEA, card=card) == "undo_too_late"
    assert len(story.channel.public) == 1


async def test_nothing_leaves_while_posting_is_paused(story, office):
    case = story.complain()
    story.press(case, "claim", LEA)
    story.press(case, "approve", LEA)
    pause(office, person=INES)
    story.clock.advance(minutes=5)
    await story.delivery().round()
    paused = list(story.channel.public)
    resume(office, person=INES)
    await story.delivery().round()

    assert paused == []
    assert len(story.channel.public) == 1


def test_later_leaves_the_queue_and_comes_back(story, office):
    from copilot.app.round import tick

    case = story.complain()
    story.press(case, "later", LEA, "15m")
    status = story.status(case)
    story.clock.advance(minutes=16)
    tick(office)

    assert (status, story.status(case)) == ("later", "open")


def test_a_case_is_dismissed_with_a_reason_and_can_be_reopened(story):
    case = story.complain()
    story.press(case, "dismiss", LEA, "troll")
    closed = story.card(case)
    story.press(case, "reopen", KARIM)

    assert (closed.case.reason, closed.closed_by) == ("troll", "Léa Martin")
    assert story.status(case) == "open"


def test_another_playbook_brings_its_own_draft(story):
    case = story.complain()
    before = story.draft(case)
    story.press(case, "playbook", LEA, "late-delivery")
    card = story.card(case)

    assert card.case.playbook == "late-delivery"
    assert card.draft.draft.text != before.text
    assert card.match.chosen


def test_a_message_with_no_playbook_gets_a_card_without_a_draft(story):
    case = story.complain("Le match de rugby de samedi soir était incroyable")
    card = story.card(case)

    assert (card.draft, card.match.title, len(card.match.nearest)) == (None, None, 3)
    actions = [button.action for button in card.buttons]
    assert actions == ["claim", "edit", "playbook", "later", "dismiss", "more"]


def test_no_two_live_replies_in_one_thread_are_the_same(story):
    """The database refuses it, whatever the desk thinks."""
    text = "Bonjour, je lis votre message et je m'en occupe moi-même. Léa, pour Maison Lumen"
    codes = []
    for number in (1, 2):
        case = story.complain(id=f"m{number}", author=f"a{number}", thread_id="post-1")
        story.press(case, "claim", LEA)
        story.press(case, "edit", LEA)
        story.sent_prompt(900 + number)
        story.write(
            LEA, text.replace("Bonjour", "BONJOUR") if number == 2 else text, to=900 + number
        )
        card = story.card(case)
        codes.append("approve" in [b.action for b in card.buttons])
        if number == 1:
            story.press(case, "approve", LEA)

    assert codes == [True, False]
    assert "similarity" in [finding.rule for finding in card.draft.findings]


def test_drafts_in_one_thread_take_turns(story):
    texts = set()
    for number in range(3):
        case = story.complain(id=f"m{number}", author=f"a{number}", thread_id="post-1")
        texts.add(story.draft(case).template.path)

    assert len(texts) == 3


def test_the_same_person_twice_is_set_aside_and_two_people_are_not(story, office):
    first = story.complain(id="m1")
    again = story.complain(id="m2", text=story.card(first).complaint.text.upper())
    other = story.complain(id="m3", author="888")
    with office.store.read() as records:
        aside = records.complaints.set_aside()

    assert again is None
    assert other is not None
    assert [one.set_aside.value for one in aside] == ["duplicate"]


def test_who_has_a_handle_alone_is_known_by_it(story, office):
    """Many platforms push no numbers: we have met them all the same."""
    person = {"author": None, "handle": "claire.m"}
    first = story.complain(id="m1", **person)
    again = story.complain(id="m2", **person)
    story.clock.advance(minutes=1)
    another = story.complain("toujours pas livré, je suis furieuse", id="m3", **person)

    assert again is None
    assert [0, 2] == [story.card(first).met, story.card(another).met]


async def test_the_same_words_again_after_our_answer_are_a_case_of_their_own(story):
    """Who writes the same again was not helped; setting that aside would lose it."""
    first = story.complain(id="m1")
    story.press(first, "claim", LEA)
    story.press(first, "approve", LEA)
    story.clock.advance(seconds=11)
    await story.delivery().round()

    assert story.complain(id="m2") is not None


def test_a_read_only_channel_posts_nothing_and_offers_nothing(story):
    story.channel.mode = type(story.channel.mode)("read_only")
    case = story.complain()
    story.press(case, "claim", LEA)

    assert "approve" not in [button.action for button in story.card(case).buttons]


def test_someone_in_danger_gets_guidance_and_no_draft(story):
    case = story.complain("je n'en peux plus, je veux mourir, j'en ai marre de vivre")
    card = story.card(case)

    assert case.playbook == "someone-in-danger"
    assert card.draft is None
    assert "3114" in card.guidance


def test_a_foreign_language_is_named_and_drafted_only_when_asked(story):
    case = story.complain(
        "Mi ordenador nuevo llegó con la pantalla rota, qué vergüenza de tienda, "
        "nadie me contesta y no me devuelven el dinero"
    )
    card = story.card(case)

    assert case.lang == "es"
    assert not card.answers_language
    assert card.draft is None


@pytest.mark.parametrize(
    "name", ["<3", "{{ 7*7 }}", "@everyone https://x", "", "عبد الله", "🦆", "a\u202eb"]
)
def test_a_name_is_data(story, name):
    """Whatever a customer calls himself, the desk shows and drafts."""
    case = story.complain(name=name)
    text = story.draft(case).text

    assert "49" not in text
    assert "everyone" not in text
    assert story.card(case).complaint.author.name == name


@pytest.mark.parametrize("action", ["variant", "claim", "approve", "playbook"])
def test_a_press_given_to_a_new_process_again_comes_to_the_same_and_does_nothing(
    story, office, action
):
    """The process before ended after its commit and before it could say so."""
    case = story.complain()
    if action == "approve":
        story.press(case, "claim", LEA)
    pressed = {"action": action, "token": story.token(case, action), "person": LEA}
    first = press(office, **pressed, doing="doing:1:7")
    events = story.events(case)
    again = press(office, **pressed, doing="doing:1:7")

    assert first == again
    assert events == story.events(case)


def test_hidden_data_is_said_again_without_having_been_kept_for_it(story, office):
    """The state table is erased for nobody: what it never held need not be."""
    case = story.complain(f"{BROKEN}, commande LM-44712233")
    more = story.press(case, "more", LEA).menu.buttons
    token = next(one.token for one in more if one.value == reveal.CHOICE)
    pressed = {"action": "pick", "token": token, "person": LEA, "doing": "doing:1:7"}
    first = press(office, **pressed)
    with office.store.read() as records:
        kept = records.state.get("doing:1:7")
    again = press(office, **pressed)

    assert (("order", "LM-44712233"),) == first.values["found"]
    assert first == again
    assert "44712233" not in kept
    assert 1 == story.events(case).count("revealed")


def test_an_answer_given_to_a_new_process_again_comes_to_the_same(story, office):
    """The confirmation is said then, and one revision is made beyond the claim’s."""
    case = story.complain()
    story.press(case, "claim", LEA)
    story.press(case, "edit", LEA)
    story.sent_prompt(900)
    written = {"chat": office.desk.chat, "to_message": 900, "message": 5001, "person": LEA}
    written |= {"text": "Bonjour Claire, je m’en occupe.", "doing": "doing:1:8"}
    first, again = reply(office, **written), reply(office, **written)

    assert "revised" == first.code
    assert first == again
    assert 3 == story.draft(case).revision


def test_what_became_of_an_update_is_dropped_once_it_was_said(office):
    """The desk's state stays as small as it is."""
    with office.store.write() as records:
        once(records, "doing:1:9", lambda: Outcome(code="claimed", values={"until": START}))
        records.state.drop("doing:1:9")
        kept = records.state.get("doing:1:9")

    assert kept is None


def test_the_log_of_a_whole_day_verifies(story, office):
    case = story.complain()
    story.press(case, "claim", LEA)
    story.press(case, "approve", LEA)
    story.press(case, "undo", LEA)
    with office.store.read() as records:
        verdict = records.log.verify()

    assert verdict.faults == ()
    assert verdict.entries >= 6
