"""Stories of someone who may be in danger: a person is woken, a person writes, nobody is alone."""

from dataclasses import replace

from copilot.app.alarm_rounds import ROUNDS
from copilot.app.round import tick
from copilot.domain.person import People, Person, Role
from copilot.domain.playbook import Posture
from tests.acceptance.conftest import INES, KARIM, LEA, NINA, PEOPLE, TOM
from tests.acceptance.desk.test_more import passes, private

CRY = "je vais me suicider, adieu"
HERE, LOWER = "J’y suis", "C’est une façon de parler"

#: The playbook that wakes people is asked for twice.
IN_DANGER = ("Quelqu’un est en danger", "prévenir l’astreinte")


async def starts(desk, person, name):
    """A member of the desk opens the bot in private."""
    await desk.wired.say("bonjour", user_id=person, name=name)
    await desk.wired.post("message", chat_id=person, user_id=person, name=name, text="/start")
    await desk.wired.listen()
    await desk.wired.paint()


async def cries(desk, text=CRY, **more):
    """A customer writes, and the time it takes the service to look goes by."""
    case = await desk.complain(text, **more)
    await passes(desk, seconds=2)
    return case


def on_call(desk, *ids):
    """These people are on call."""
    desk.office.people = People(
        replace(one, on_call=one.telegram in ids) for one in desk.office.people
    )


async def test_guidance_and_numbers_come_before_everything_else(desk):
    """What a frightened colleague needs first; no reply stands ready, and none can be published."""
    case = await cries(desk)
    text = (await desk.card(case))["text"]
    labels = await desk.buttons(case)

    for number in ("3114", "15", "112", "119", "3919", "114 par SMS"):
        assert number in text
    assert text.index("3114") < text.index("me suicider")
    assert (f"🆘 {HERE}", f"💬 {LOWER}") == (labels[0], labels[-1])
    assert "Publier" not in " ".join(labels)


async def test_the_people_on_call_are_woken_in_private_until_one_confirms(desk):
    """Every three minutes; then nobody is woken any more, and everybody knows who has it."""
    on_call(desk, KARIM, INES)
    for person, name in ((KARIM, "Karim"), (INES, "Inès")):
        await starts(desk, person, name)
    case = await cries(desk)
    for _ in range(5):
        await passes(desk, minutes=1)
    woken = await private(desk, KARIM)
    message = [one for one in await desk.wired.messages(KARIM) if one.get("buttons")][-1]
    answer = await press_in(desk, KARIM, message)
    await passes(desk, minutes=20)

    assert 2 == sum("Quelqu’un est peut-être en danger : nº 1" in one for one in woken)
    assert "Vous y êtes (nº 1)." in answer
    assert "🙋 nº 1 : Karim y est." in await private(desk, INES)
    assert 2 == sum("en danger" in one for one in await private(desk, INES))
    assert "🙋 nº 1 : Karim y est." in await desk.said()
    assert "🙋 Karim y est depuis 9 h 05." in (await desk.card(case))["text"]
    assert HERE not in " ".join(await desk.buttons(case))
    assert {"alarm", "alarm_rung", "alarm_confirmed"} <= set(desk.story.events(case))


async def press_in(desk, chat, message):
    """Press the one button of a message in private."""
    (button,) = message["buttons"][0]
    desk_chat, desk.wired.chat = desk.wired.chat, chat
    try:
        answer = await desk.wired.press_data(message, button["data"], chat)
    finally:
        desk.wired.chat = desk_chat
    await desk.wired.paint()
    return answer["text"]


async def test_without_anybody_on_call_the_brand_leads_are_woken(desk):
    """There is always somebody."""
    await starts(desk, INES, "Inès")
    await cries(desk)

    assert "en danger : nº 1" in (await private(desk, INES))[-1]


async def test_whoever_cannot_be_written_to_is_called_by_name_in_the_desk(desk):
    """Telegram lets a bot write in private only to who has opened it."""
    await cries(desk)
    told = await desk.last()

    assert "🆘 Inès : quelqu’un est peut-être en danger, nº 1. Qui y est ?" == told["text"]
    assert HERE in told["buttons"][0][0]["text"]


async def test_after_ten_rounds_the_whole_desk_is_called_and_nobody_is_let_sleep(desk):
    """It rings less often then, at the desk and in private, and until somebody is there."""
    await starts(desk, INES, "Inès")
    case = await cries(desk)
    for _ in range(11):
        await passes(desk, minutes=3)
    woken = [one for one in await private(desk, INES) if "en danger" in one]
    everyone = [one for one in (await desk.said()).split("\n") if "personne n’a répondu." in one]
    for _ in range(12):
        await passes(desk, minutes=15)
    later = [one for one in await private(desk, INES) if "en danger" in one]
    again = [one for one in (await desk.said()).split("\n") if "personne n’a répondu." in one]

    assert ROUNDS + 1 == len(woken)
    assert 1 == len(everyone)
    assert all(name in everyone[0] for name in ("Léa", "Karim", "Tom"))
    assert "🆘 Tout le desk est appelé" in (await desk.card(case))["text"]
    assert (ROUNDS + 13, 13) == (len(later), len(again))


async def test_whoever_was_there_and_did_nothing_is_there_no_more(desk):
    """« Léa y est » stood on the card nine hours later, and nobody was woken."""
    await starts(desk, INES, "Inès")
    case = await cries(desk)
    await desk.tap(case, HERE, LEA)
    await passes(desk, minutes=31)
    await passes(desk, seconds=2)
    card = (await desk.card(case))["text"]

    assert 2 == sum("en danger" in one for one in await private(desk, INES))
    assert "Léa y est" not in card
    assert HERE in (await desk.buttons(case))[0]


async def test_a_restart_or_a_second_process_wakes_nobody_twice(desk):
    """The rounds are counted in the database."""
    await starts(desk, INES, "Inès")
    await cries(desk)
    for _ in range(5):
        tick(desk.office)
    await desk.wired.paint()

    assert 1 == sum("en danger" in one for one in await private(desk, INES))


async def test_the_second_who_confirms_is_told_who_has_it(desk):
    """Two answers to somebody in distress would be one too many."""
    case = await cries(desk)
    card = await desk.card(case)
    await desk.tap_on(card, HERE, KARIM)
    answer = await desk.tap_on(card, HERE, LEA)

    assert "Karim y est depuis 9 h. Écrivez-lui si vous pouvez aider." == answer
    assert KARIM == desk.story.card(case).case.claimed_by


async def test_taking_the_case_is_confirming(desk):
    """Nobody is woken while a colleague is on it, whatever they pressed: here on a card of before."""
    await starts(desk, INES, "Inès")
    case = await desk.complain()
    old = await desk.card(case)
    desk.clock.advance(minutes=2)
    await desk.complain(CRY, edited_at=desk.clock.now())
    await desk.tap_on(old, "Je prends", LEA)
    await passes(desk, minutes=4)

    assert not [one for one in await private(desk, INES) if "en danger :" in one]
    assert "🙋 Léa y est depuis" in (await desk.card(case))["text"]


async def test_whoever_takes_the_case_is_there(desk):
    """At once: the card doesn't go on asking who is there under the name of who is."""
    await starts(desk, INES, "Inès")
    case = await cries(desk)
    before = await desk.buttons(case)
    await desk.tap(case, HERE, LEA)
    text = (await desk.card(case))["text"]

    assert "🙋 Léa y est depuis" in text
    assert "personne n’a encore répondu" not in text
    assert HERE not in " ".join(await desk.buttons(case))
    assert not [one for one in before if "Je prends" in one], "one button for one thing"


async def test_a_way_of_speaking_is_lowered_in_one_tap_on_record(desk):
    """The case goes back among the others, the card says who decided, nobody is woken any more."""
    await starts(desk, INES, "Inès")
    case = await cries(desk)
    answer = await desk.tap(case, LOWER, LEA)
    await passes(desk, minutes=30)
    card = await desk.card(case)
    now = desk.story.card(case)

    assert "Alarme arrêtée (nº 1), notée à votre nom." == answer
    assert "💬 « C’est une façon de parler » : Léa, 9 h" in card["text"]
    assert "3114" not in card["text"]
    assert "someone-in-danger" != now.case.playbook
    assert "critical" != now.case.severity.value
    assert 1 == sum("en danger :" in one for one in await private(desk, INES))
    assert "alarm_lowered" in desk.story.events(case)
    assert LOWER not in " ".join(await desk.buttons(case))


async def test_a_trainee_does_not_lower_an_alarm(desk):
    """They may say that they are there; that nobody is in danger is for somebody who approves."""
    case = await cries(desk)
    refused = await desk.tap(case, LOWER, TOM)
    allowed = await desk.tap(case, HERE, TOM)

    assert refused.startswith("Seul quelqu’un qui valide peut arrêter cette alarme")
    assert allowed.startswith("Vous y êtes")


async def test_an_observer_helps_only_when_on_call(desk):
    """Whoever a brand put on call may answer, whatever their role."""
    case = await cries(desk)
    card = await desk.card(case)
    refused = await desk.tap_on(card, HERE, NINA)
    on_call(desk, NINA)
    allowed = await desk.tap_on(card, HERE, NINA)

    assert "observateur" in refused
    assert allowed.startswith("Vous y êtes")


async def test_a_dismissed_case_wakes_nobody(desk):
    """Closed as nonsense: that is lowering it, and it is on record."""
    await starts(desk, INES, "Inès")
    case = await cries(desk)
    await desk.tap(case, "Classer", LEA)
    await desk.tap(case, "Troll", LEA)
    await passes(desk, minutes=30)

    assert 1 == sum("en danger :" in one for one in await private(desk, INES))
    assert "alarm_lowered" in desk.story.events(case)


async def test_choosing_the_playbook_raises_the_alarm_and_leaving_it_lowers_it(desk):
    """A colleague sees what the matcher did not."""
    await starts(desk, INES, "Inès")
    case = await desk.complain()
    await desk.choose(case, "Autre fiche", *IN_DANGER, person=LEA)
    await passes(desk, seconds=2)
    woken = len([one for one in await private(desk, INES) if "en danger :" in one])
    await desk.choose(case, "Autre fiche", "Produit reçu cassé", person=LEA)
    await passes(desk, minutes=30)

    assert 1 == woken
    assert 1 == sum("en danger :" in one for one in await private(desk, INES))
    assert "alarm_lowered" in desk.story.events(case)


async def test_a_journalist_is_nobody_in_danger(desk):
    """A person answers, in their own words; nobody is told to fear for a life."""
    await starts(desk, INES, "Inès")
    case = await cries(desk, "Je suis journaliste, je prépare un article, un porte-parole ?")
    card = await desk.card(case)

    assert "press-enquiry" == desk.story.card(case).case.playbook
    assert "une personne écrit" in card["text"]
    assert "🆘" not in card["text"]
    assert not [one for one in await desk.buttons(case) if HERE in one or LOWER in one]
    assert not [one for one in await private(desk, INES) if "danger" in one]


async def test_a_template_is_never_one_tap_away(desk, in_force):
    """Even where a draft from before stands there: only a person’s own words can be published."""
    case = await desk.complain()
    await desk.tap(case, "Je prends", LEA)
    shown, old = desk.story.card(case), await desk.card(case)
    in_force(posture=Posture.PERSON)
    with desk.office.store.write() as records:
        point_at(records, shown.case, desk.office.shelf.in_force.playbooks.digest)
    said = await desk.tap_on(old, "Publier", LEA)
    await desk.sent()

    assert (
        "Ici, pas de réponse toute faite : écrivez-la avec vos mots (✏️). Rien n’est parti." == said
    )
    assert [] == [label for label in await desk.buttons(case) if "Publier" in label]
    assert [] == desk.story.channel.public


def point_at(records, case, digest):
    """The same draft, under the set in which its playbook wants a person."""
    assert records.cases.redraft(
        case.id,
        expected=case.revision,
        revision=case.revision,
        playbook=case.playbook,
        stage=case.stage.value,
        severity=case.severity.value,
        set_digest=digest,
        due_at=case.due_at,
    )


async def test_a_person_s_own_words_can_be_published(desk):
    """Written by Léa, seen by Karim: at this severity nobody approves their own words alone."""
    case = await cries(desk)
    await desk.tap(case, HERE, LEA)
    await desk.tap(case, "Écrire la réponse", LEA)
    await desk.answer(LEA, "Je vous lis et je m’inquiète pour vous. Appelez le 3114.")

    assert "Publier" in " ".join(await desk.buttons(case))


async def test_the_alarm_rings_at_night_and_other_cards_come_in_silence(desk, ledger):
    """Quiet hours are for what can wait."""
    sent = []
    desk.wired.running.sandbox.on_exchange(
        lambda one: sent.append(one) if one.method == "sendMessage" else None
    )
    desk.clock.advance(hours=13)
    await desk.complain(id="m1")
    await cries(desk, id="m2", author="778")
    silent = [str(one.parameters.get("disable_notification")).lower() for one in sent]

    # The card of the first; of the second the card, the try in private, and the call by name.
    assert ["true", "none", "none", "none"] == silent


def test_the_team_of_these_stories_has_a_lead_a_trainee_and_an_observer():
    """What the stories above rest on."""
    roles = {one.role for one in PEOPLE}

    assert {Role.BRAND_LEAD, Role.TRAINEE, Role.OBSERVER} <= roles
    assert Person("A", 1, Role.OBSERVER).on_call is False


async def test_ones_own_words_to_someone_in_danger_have_no_variant(desk):
    """There is no template to go back to, and a button that can only say so is one too many."""
    case = await cries(desk)
    await desk.tap(case, HERE, LEA)
    await desk.tap(case, "Écrire la réponse", LEA)
    await desk.answer(LEA, "Bonjour, je vous lis. Le 3114 répond jour et nuit. Léa, Maison Lumen")
    labels = await desk.buttons(case)

    assert any("Publier" in one for one in labels)
    assert not any("Variante" in one for one in labels)
