"""The card, whole, in every state and both languages; and what no input may do to it."""

import os
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copilot.desk.cards import render
from copilot.desk.markup import MAX_TEXT, units
from copilot.desk.words import load
from copilot.domain.case import CaseStatus
from copilot.domain.channel import FORWARDED, Mode
from copilot.domain.charter import Finding, Level
from copilot.domain.complaint import Author, Complaint, Media, Place
from copilot.domain.handling import Topic
from copilot.domain.outbox import OutboxStatus
from copilot.domain.playbook import Posture, Severity
from tests.fakes import desk_app
from tests.fakes.desk_app import CASE, COMPLAINT, DRAFT, NOW, STATES, fresh
from tests.unit.desk.shown import drawn, parsed, seen

GOLDEN = Path(__file__).with_name("golden")
HOSTILE = [
    "<3",
    "{{ 7*7 }}",
    "@everyone https://x.example/a?b=1&c=<d>",
    "</blockquote><b>publié</b>",
    "&amp;lt;b&gt;",
    "/pause maintenant",
    "שלום הבאתי את זה שבור",
    "\u202e renversé \u2066 isolé",
    "👨‍👩‍👧‍👦🇫🇷🇧🇪👍🏽" * 40,
    "a\x00b\x07c\r\nd\u2028e",
    "\ud83d seul",
    "Z̸̢̧̛̰͓͎͚̠̑̾̈́̎a" * 300,
    "mot " * 6000,
    "sansespace" * 2000,
    "\n" * 500,
    "@bob " * 200,
    "\u200b\u200d\u3164",
    "",
]


def text_of(card):
    return parsed(card.text).text


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_each_state_reads_as_it_was_written_down(state, lang):
    """The whole card is the contract; COPILOT_GOLDEN=1 writes it anew, to be read in the diff."""
    file = GOLDEN / f"{state}.{lang}.txt"
    card = seen(render(STATES[state](), words=load(lang)))
    if os.environ.get("COPILOT_GOLDEN"):
        file.write_text(card, "utf-8")

    assert file.read_text("utf-8") == card


@pytest.mark.parametrize("hostile", HOSTILE)
def test_a_strangers_words_stay_words(hostile, words):
    """No markup, no mention, no command, no cut limit: whatever a customer types or is called."""
    complaint = Complaint(
        id="1",
        channel="Facebook",
        text=hostile or "",
        author=Author(name=hostile, handle=hostile),
        place=Place("ad", hostile, "javascript:alert(1)"),
        url=f"https://x.example/{hostile[:20]}",
        media=(Media("photo", hostile, hostile),),
    )
    card = render(fresh(complaint=complaint), words=words)

    for source in [card.text, *(one.text for one in card.above)]:
        found = parsed(source)
        assert {"mention", "bot_command"}.isdisjoint(e["type"] for e in found.entities)
        assert 0 < units(found.text) <= MAX_TEXT
        assert len(found.entities) <= 100
    assert card.units <= MAX_TEXT


@given(
    st.text(st.characters(codec=None), max_size=300), st.text(max_size=40), st.text(max_size=400)
)
def test_any_words_make_a_card_that_telegram_takes(text, name, reply):
    """Property: parsing never fails, the length is what we said, and never too much."""
    complaint = replace(COMPLAINT, text=text, author=Author(name=name))
    shown = replace(desk_app.SHOWN, draft=replace(DRAFT, text=reply + "."))
    card = render(fresh(complaint=complaint, draft=shown), words=load("fr"))

    assert units(parsed(card.text).text) == card.units <= MAX_TEXT


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=3000))
def test_the_draft_is_shown_letter_for_letter(reply):
    """What a person approves is what they read: not one character may differ."""
    shown = replace(desk_app.SHOWN, draft=replace(DRAFT, text=reply))
    card = render(fresh(draft=shown), words=load("fr"))

    assert reply in "".join(parsed(one).text for one in [card.text, *(a.text for a in card.above)])


def test_white_space_inside_a_draft_is_kept(fr):
    """Two spaces and three blank lines are what will be public."""
    reply = "Bonjour  Claire,\n\n\n\tje reprends tout. "
    card = render(fresh(draft=replace(desk_app.SHOWN, draft=replace(DRAFT, text=reply))), words=fr)

    assert reply in text_of(card)


def test_a_mention_in_a_draft_keeps_its_letters_and_notifies_nobody(fr):
    """A colleague may bear the customer's handle; the reply still says exactly what it says."""
    reply = "@claire_m Bonjour, je regarde. /stop"
    card = render(fresh(draft=replace(desk_app.SHOWN, draft=replace(DRAFT, text=reply))), words=fr)

    assert reply in text_of(card)
    assert "`@claire_m` Bonjour, je regarde. `/stop`" in drawn(card.text)


def test_a_complaint_too_long_for_a_card_stands_whole_above_it(fr):
    """Nobody may approve an answer to something they could not read."""
    text = "\n".join(
        f"Ligne {number} : toujours rien reçu, personne ne répond." for number in range(250)
    )
    card = render(fresh(complaint=replace(COMPLAINT, text=text, media=())), words=fr)
    whole = "".join(parsed(one.text).text.partition("\n")[2] + "\n" for one in card.above)

    assert text + "\n" == whole
    assert "Le message entier est juste au-dessus." in text_of(card)
    assert all(units(parsed(one.text).text) <= MAX_TEXT for one in card.above)


def test_a_draft_too_long_for_a_card_stands_whole_above_it(fr):
    """The whole text is read before it can be approved, its white space too."""
    reply = (
        "Bonjour,  \n\n"
        + " ".join(f"phrase numéro {number}." for number in range(600))
        + "  \nLéa"
    )
    card = render(fresh(draft=replace(desk_app.SHOWN, draft=replace(DRAFT, text=reply))), words=fr)
    parts = [parsed(one.text).text for one in card.above if one.file is None]
    whole = "".join(part.partition("\n")[2].rpartition("\n")[0] for part in parts)

    assert reply == whole
    assert "lisez-la avant de publier" in text_of(card)


def test_a_long_complaint_is_folded(fr):
    """It opens at a tap and leaves room for the reply."""
    card = render(fresh(complaint=replace(COMPLAINT, text="encore une phrase. " * 60)), words=fr)

    assert "»> encore une phrase." in drawn(card.text)
    assert () == tuple(one for one in card.above if one.file is None)


def test_personal_data_is_masked_in_the_quote_and_in_the_reason(fr):
    """An order number, a phone or an IBAN is nobody's business in a team chat."""
    text = "commande LM-4471902 jamais reçue, appelez le 06 12 34 56 78, claire@example.org"
    found = replace(desk_app.FOUND, because="commande LM-4471902 jamais reçue")
    card = text_of(render(fresh(complaint=replace(COMPLAINT, text=text), match=found), words=fr))

    assert (
        "commande [nº masqué] jamais reçue, appelez le [téléphone masqué], [e-mail masqué]" in card
    )
    assert "commande [nº masqué] jamais reçue »" in card.replace("\u00a0", " ")
    assert "4471902" not in card


def test_a_nameless_author_is_called_so(words):
    """Blank letters and zero-width signs are no name."""
    card = render(
        fresh(complaint=replace(COMPLAINT, author=Author(name=" \u3164\u200b "))), words=words
    )

    assert words.say("who.nameless") in text_of(card)


def test_right_to_left_words_are_isolated(fr):
    """An Arabic name must not reorder the number and the counts beside it."""
    card = render(fresh(complaint=replace(COMPLAINT, author=Author(name="سارة"))), words=fr)

    assert "\u2068سارة\u2069, 1er contact" in text_of(card)


def test_someone_in_danger_gets_guidance_before_the_message(fr):
    """Numbers first, whole, not folded; and no ready-made reply."""
    card = text_of(render(desk_app.danger(), words=fr))

    assert card.index("3114") < card.index("j'en peux plus")
    assert "réponse proposée" not in card


def test_a_reached_deadline_is_said_in_words(fr):
    """Being late is not a colour."""
    late = replace(CASE, due_at=NOW - timedelta(minutes=12))

    assert "en retard : c’était pour 9 h 14" in text_of(
        render(fresh(case=late), words=fr)
    ).replace("\u00a0", " ")


@pytest.mark.parametrize("severity", Severity)
def test_severity_has_a_word_beside_its_colour(severity, words):
    """Some of us do not see orange."""
    card = render(fresh(case=replace(CASE, severity=severity)), words=words)
    word = words.say(f"severity.{severity}", brand="MAISON LUMEN")

    assert text_of(card).startswith(word)
    assert word[-3:].isalpha()


def test_a_paused_desk_says_so_on_each_card(fr):
    """Whoever approves must know that it will wait."""
    assert "⏸ Envois suspendus" in text_of(render(fresh(paused=True), words=fr))


def test_a_language_the_brand_does_not_answer_is_named(fr):
    """A Spanish complaint is not answered in French by mistake."""
    card = render(fresh(case=replace(CASE, lang="es"), answers_language=False), words=fr)

    assert "Écrit en espagnol" in text_of(card)


def test_an_edited_or_deleted_message_says_so(fr):
    """An answer to words that are gone is the next fire."""
    edited = render(fresh(version=2), words=fr)
    deleted = render(fresh(complaint=replace(COMPLAINT, deleted_at=NOW)), words=fr)

    assert "version 2" in text_of(edited)
    assert "l’a supprimé" in text_of(deleted)


def test_who_is_missing_from_an_approval_is_named(fr):
    """Two people are needed: the card says which one still has to look."""
    card = render(fresh(approvals_needed=2, approved_by=("Léa",), missing=("legal",)), words=fr)

    assert "✋ Validée par Léa. Il manque : juridique." in text_of(card).replace("\u00a0", " ")


def test_a_withdrawn_approval_says_why(fr):
    """The approver sees on the card what changed meanwhile."""
    card = render(fresh(case=replace(CASE, reason="changed")), words=fr)

    assert "Validation retirée : le message a changé." in text_of(card).replace("\u00a0", " ")


def test_a_silent_playbook_advises_not_to_answer(fr):
    """Answering spam lifts it."""
    card = render(fresh(posture=Posture.SILENT, draft=None), words=fr)

    assert "recommande de ne pas répondre" in text_of(card)


def test_an_uncertain_send_still_being_checked_asks_nothing(fr):
    """Nobody is sent to look while the product can find out by itself."""
    item = desk_app.outbox(OutboxStatus.UNCERTAIN)
    card = render(desk_app.settled(CaseStatus.UNCERTAIN, item, "posted", "resend"), words=fr)

    assert "vérification en cours" in text_of(card)
    assert () == card.keyboard


def test_a_retry_and_a_pause_are_told_while_it_waits(fr):
    """An approved reply that has not left says when it will, or what holds it."""
    item = desk_app.outbox(OutboxStatus.APPROVED, tries=2)
    retry = render(desk_app.settled(CaseStatus.APPROVED, item, "undo"), words=fr)
    held = render(desk_app.settled(CaseStatus.APPROVED, item, "undo", paused=True), words=fr)

    assert "Nouvel essai à 9 h 34 (essai 3)" in text_of(retry).replace("\u00a0", " ")
    assert "partira à la reprise" in text_of(held)


@pytest.mark.parametrize(
    ("case_status", "item"),
    [
        (CaseStatus.UNCERTAIN, desk_app.outbox(OutboxStatus.UNCERTAIN)),
        (CaseStatus.UNCERTAIN, desk_app.outbox(OutboxStatus.UNCERTAIN, asked=True)),
        (CaseStatus.APPROVED, desk_app.outbox(OutboxStatus.APPROVED, asked=True)),
    ],
)
def test_a_reply_in_doubt_says_that_nothing_leaves(fr, case_status, item):
    """“No: send it again” and “publish anyway” only add it to what waits."""
    settled = partial(desk_app.settled, case_status, item, "posted", "resend")

    assert "⏸ Envois suspendus" in text_of(render(settled(paused=True), words=fr))
    assert "⏸" not in text_of(render(settled(), words=fr))


def test_a_reply_published_another_day_names_the_day(fr):
    """The line stays in the chat for ever; an hour alone would lie."""
    item = desk_app.outbox(OutboxStatus.POSTED, posted_at=NOW + timedelta(days=4))
    card = render(desk_app.settled(CaseStatus.ANSWERED, item), words=fr)

    assert "publiée mardi 24 nov. 9 h 26" in text_of(card).replace("\u00a0", " ")


def test_an_edit_marks_what_is_new_and_what_is_gone(fr):
    """A colleague sees at a glance what was touched."""
    text = desk_app.REPLY.replace("désolée", "navrée")
    draft = replace(DRAFT, text=text, author=11, revision=2)
    shown = replace(desk_app.SHOWN, draft=draft, before=desk_app.REPLY, author="Léa")
    card = drawn(render(fresh(draft=shown), words=fr).text)

    assert "je suis *navrée* que" in card
    assert "retiré\u00a0: ~désolée~" in card


def test_an_edit_that_changes_everything_is_called_rewritten(fr):
    """Marking each word would only confuse."""
    draft = replace(DRAFT, text="Merci, on vous appelle.", author=11, revision=2)
    shown = replace(desk_app.SHOWN, draft=draft, before=desk_app.REPLY, author="Léa")

    assert "Réécrit par Léa" in text_of(render(fresh(draft=shown), words=fr))


@pytest.mark.parametrize(
    ("finding", "said"),
    [
        (
            Finding("length", Level.BLOCK, (0, 9), "", {"length": 302, "limit": 280}),
            "trop long, 302 pour 280 au plus",
        ),
        (
            Finding("links", Level.BLOCK, (0, 3), "bit.ly/x", {"domain": "bit.ly"}),
            "lien vers bit.ly, site non permis",
        ),
        (Finding("parts", Level.BLOCK, None, "", {"part": "regret"}), "il manque le regret"),
        (Finding("greeting", Level.WARN, None, "", {"case": "missing"}), "il manque le bonjour"),
        (
            Finding("greeting", Level.WARN, (0, 7), "Bonjour", {"case": "again"}),
            "on s’est déjà dit bonjour",
        ),
        (
            Finding("emoji", Level.WARN, (0, 1), "👏", {"count": 3, "most": 1}),
            "trop d’emojis (1 au plus)",
        ),
        (
            Finding("expired_fact", Level.BLOCK, None, "", {"name": "repair"}),
            "le fait « repair » n’est plus valable",
        ),
        (
            Finding(
                "typography",
                Level.WARN,
                (0, 6),
                "quand?",
                {"case": "missing", "cure": "quand\u00a0?"},
            ),
            "« quand? » : il manque une espace, écrire « quand ? »",
        ),
        (
            Finding(
                "typography",
                Level.WARN,
                (0, 7),
                "quand ?",
                {"case": "breaks", "cure": "quand\u00a0?"},
            ),
            "« quand ? » : l’espace doit être insécable",
        ),
        (
            Finding(
                "typography", Level.WARN, (0, 6), "when ?", {"case": "space", "cure": "when?"}
            ),
            "« when ? » : pas d’espace en anglais, écrire « when? »",
        ),
        (
            Finding("first_person", Level.WARN, None, "", {"lang": "fr", "words": "je, nous, on"}),
            "personne n’y parle : dire je ou nous",
        ),
        (
            Finding(
                "first_person", Level.WARN, None, "", {"lang": "en", "words": "I, we, my, our"}
            ),
            "personne n’y parle : dire I ou we",
        ),
        (
            Finding(
                "responsibility", Level.WARN, (0, 17), "C'est notre faute", {"case": "admits"}
            ),
            "« C'est notre faute » : reconnaît une faute, alors que rien n’est encore vérifié",
        ),
        (
            Finding("responsibility", Level.WARN, (0, 15), "nous remplaçons", {"case": "repairs"}),
            "« nous remplaçons » : promet un dédommagement, alors que rien n’est encore vérifié",
        ),
        (
            Finding("responsibility", Level.WARN, None, "", {"case": "part", "part": "repair"}),
            "trop tôt pour la solution proposée : rien n’est encore vérifié",
        ),
        (
            Finding("similarity", Level.BLOCK, None, "", {"similarity": 92, "number": 12}),
            "presque mot pour mot la réponse du nº 12, sous le même post",
        ),
        (
            Finding("similarity", Level.BLOCK, None, "", {"similarity": 92, "case": "own"}),
            "presque mot pour mot notre réponse précédente",
        ),
        (Finding("someday", Level.WARN, None, "", {}), "règle « someday »"),
    ],
)
def test_each_finding_is_said_as_a_person_would(finding, said, fr):
    """A rule's name is no explanation."""
    card = render(fresh(draft=replace(desk_app.SHOWN, findings=(finding,))), words=fr)

    assert said in text_of(card).replace("\u00a0", " ").replace("\u202f", " ")


def findings_line(lang, *findings):
    card = render(fresh(draft=replace(desk_app.SHOWN, findings=findings)), words=load(lang))
    text = text_of(card).replace("\u00a0", " ").replace("\u202f", " ")
    return next(line for line in text.splitlines() if line.startswith(("⛔", "⚠️")))


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        (
            "fr",
            (
                "⛔ Ne peut pas partir : 1) « un », « deux », « trois » : formule bannie ; "
                "2) lien vers bit.ly, site non permis ; 3) il manque le regret ; "
                "… et 2 autres points."
            ),
        ),
        (
            "en",
            (
                "⛔ Can’t be sent: 1) “un”, “deux”, “trois”: banned phrase; "
                "2) link to bit.ly, a site not allowed; 3) the regret is missing; "
                "… and 2 more."
            ),
        ),
    ],
)
def test_findings_of_one_rule_hide_no_other(lang, said):
    """Who mends five banned phrases and presses again must not learn of the link only then."""
    banned = [
        Finding("banned", Level.BLOCK, (at, at + 1), words)
        for at, words in enumerate(["un", "deux", "Un", "trois", "quatre", "cinq"])
    ]
    others = [
        Finding("links", Level.BLOCK, (0, 3), "bit.ly/x", {"domain": "bit.ly"}),
        Finding("parts", Level.BLOCK, None, "", {"part": "regret"}),
    ]

    assert said == findings_line(lang, *banned, *others)


def test_a_file_that_telegram_holds_is_shown_by_its_number(fr):
    """A photo from a Telegram group has no address."""
    media = (Media("photo", "tg://file/AgACAgQ-x_1"), Media("photo", "https://x.example/2.jpg"))
    card = render(fresh(complaint=replace(COMPLAINT, media=media)), words=fr)

    assert ["AgACAgQ-x_1", "https://x.example/2.jpg"] == [one.file for one in card.above]


@pytest.mark.parametrize(("channel", "shown"), [("page", []), (FORWARDED, ["document"])])
def test_a_strangers_document_is_not_put_before_the_team(channel, shown, fr):
    """Anybody may attach one in a group; what a colleague has forwarded they have looked at."""
    media = (Media("document", "tg://file/BQACAgQ"), Media("video", "https://x.example/1.mp4"))
    case = replace(fresh().case, channel=channel)
    card = render(fresh(case=case, complaint=replace(COMPLAINT, media=media)), words=fr)

    assert shown == [one.kind for one in card.above]


def test_nothing_on_a_card_is_a_percentage():
    """Nobody can act on 93 %."""
    for lang in ("fr", "en"):
        for state in STATES.values():
            assert "%" not in text_of(render(state(), words=load(lang)))


def test_an_unchanged_card_has_the_same_seal(fr):
    """Redrawing must not cost Telegram an edit when nothing changed."""
    one, two = render(fresh(), words=fr), render(fresh(), words=fr)
    other = render(fresh(mode=Mode.READ_ONLY), words=fr)

    assert one.digest == two.digest
    assert one.digest != other.digest
    assert one.above_digest == other.above_digest


@pytest.mark.parametrize(
    ("place", "said"),
    [
        (Place("post", "Noël"), "Facebook, sous un post « Noël »"),
        (Place("review"), "Facebook, avis"),
        (Place("group", "Clients"), "Facebook, dans le groupe « Clients »"),
        (Place("forum"), "Facebook, forum"),
        (Place(None, "Noël"), "Facebook « Noël »"),
        (None, "Facebook ·"),
    ],
)
def test_where_it_was_written(place, said, fr):
    """An advert, a post, a review: the tone of the answer depends on it."""
    card = render(fresh(complaint=replace(COMPLAINT, place=place)), words=fr)

    assert said in text_of(card).replace("\u00a0", " ")


def test_how_far_it_reaches(fr):
    """Reach raises priority; it is never a reason to ignore."""
    complaint = replace(
        COMPLAINT,
        author=Author(handle="techlille", followers=48000),
        rating=1.0,
        media=(
            Media("video", "https://x.example/v"),
            Media("audio", "x"),
            Media("pdf", "https://x.example/p"),
        ),
    )
    line = text_of(render(fresh(complaint=complaint, met=2), words=fr)).splitlines()[1]

    assert "techlille, 3e contact · 48\u202f000 abonnés · note\u00a0: 1 sur 5 · 63 j’aime" in line
    assert line.endswith("🎬 1 vidéo · 🔊 1 son · 📎 1 pièce jointe")


def test_many_photos_have_a_link_each(fr):
    """Without pushing the words off the screen."""
    media = tuple(Media("photo", f"https://x.example/{n}.jpg") for n in range(7))
    card = render(fresh(complaint=replace(COMPLAINT, media=media)), words=fr)

    assert "📷 7 photos ([1](https://x.example/0.jpg), [2](https://x.example/1.jpg)" in drawn(
        card.text
    )
    assert 4 == len(card.above)


def test_a_picture_without_words_is_described(fr):
    """What the platform says of it helps whoever cannot open it."""
    card = render(fresh(complaint=replace(COMPLAINT, text="")), words=fr)

    assert "(pas un mot) · un écran fissuré" in text_of(card)


def test_a_long_guidance_is_folded(fr):
    """It opens at a tap and leaves room for the reply."""
    card = render(fresh(guidance="Ne pas accuser le transporteur.\n" * 12), words=fr)

    assert "🧭 À savoir\n»> Ne pas accuser" in drawn(card.text)


def test_a_card_without_a_deadline_has_none(fr):
    """And one due on another day says no countdown."""
    none = text_of(render(fresh(case=replace(CASE, due_at=None)), words=fr)).splitlines()[0]
    other = replace(CASE, due_at=NOW + timedelta(days=4))
    day = text_of(render(fresh(case=other), words=fr)).splitlines()[0].replace("\u00a0", " ")

    assert "🟠 MAISON LUMEN · Élevé" == none
    assert "🟠 MAISON LUMEN · Élevé · avant mardi 9 h 26" == day


def test_an_unknown_language_is_called_so(fr):
    """Not guessed."""
    for lang, said in (("und", "Langue non reconnue"), ("sw", "Écrit en sw")):
        card = render(fresh(case=replace(CASE, lang=lang), answers_language=False), words=fr)
        assert said in text_of(card)


def test_words_of_a_colleague_without_an_earlier_draft(fr):
    """Nothing to compare with."""
    shown = replace(desk_app.SHOWN, author="Léa", draft=replace(DRAFT, author=11))

    assert "✏️ Écrit par Léa" in text_of(render(fresh(draft=shown), words=fr))


def test_a_cut_alone_marks_only_what_is_gone(fr):
    """Nothing is bold when nothing is new."""
    text = desk_app.REPLY.replace(" avant mardi 18 h", "")
    shown = replace(
        desk_app.SHOWN,
        author="Léa",
        before=desk_app.REPLY,
        draft=replace(DRAFT, text=text, author=11),
    )
    card = drawn(render(fresh(draft=shown), words=fr).text)

    assert "✏️ Modifié par Léa · retiré\u00a0: ~avant mardi 18 h~" in card


def test_answered_elsewhere_is_one_line(fr):
    """Nothing of ours was posted."""
    assert "✅ nº 1042 Claire M. · répondu" in text_of(
        render(desk_app.settled(CaseStatus.ANSWERED), words=fr)
    )


def test_a_reason_in_a_persons_own_words_is_kept(fr):
    """And no name is made up for who closed it."""
    card = desk_app.settled(CaseStatus.DISMISSED, None, "reopen")
    card = replace(card, case=replace(card.case, reason="vu avec <le magasin>"))

    assert "classé sans réponse 9 h 34 · vu avec <le magasin>" in text_of(
        render(card, words=fr)
    ).replace("\u00a0", " ")


def test_what_looks_escaped_was_typed_so(fr):
    """`&lt;` from a customer is those four signs, not a bracket."""
    card = render(fresh(complaint=replace(COMPLAINT, text="&lt;b&gt; &amp; &quot;")), words=fr)

    assert "&lt;b&gt; &amp; &quot;" in text_of(card)


def test_a_reason_that_begins_inside_personal_data_is_left_out(fr):
    """Cut from its context a number no longer looks like an order's."""
    found = replace(desk_app.FOUND, because="4471902 jamais reçue")
    complaint = replace(COMPLAINT, text="commande 4471902 jamais reçue")

    assert "4471902" not in text_of(render(fresh(complaint=complaint, match=found), words=fr))


def test_an_endless_complaint_does_not_bury_the_desk():
    """A message of a million characters is cut where nobody reads any more, and says so."""
    view = fresh(complaint=replace(fresh().complaint, text="mot " * 250_000))
    card = render(view, words=load("fr"))

    assert len(card.above) < 15
    assert "959\u202f999 caractères" in card.above[-1].text


def test_colleagues_who_write_much_still_make_a_card(words):
    """However long the question, the answers, the notes and the names: Telegram takes it."""
    long, name = "mot " * 1000, "N" * 300
    card = desk_app.handled()
    handling = card.handling
    alerts = tuple(replace(one, note=long, by=11) for one in handling.escalations) * 3
    insights = tuple(replace(handling.insights[0], topic=topic, word=long) for topic in Topic)
    handling = replace(
        handling,
        wait=replace(desk_app.WAIT, question=long),
        escalations=alerts,
        insights=insights,
        names={11: name, 12: name},
        told={"legal": (name,) * 9, "brand_lead": (name,) * 9},
    )
    complaint = replace(COMPLAINT, text=long, author=Author(name=name))
    drawn = render(replace(card, complaint=complaint, handling=handling), words=words)

    assert units(parsed(drawn.text).text) == drawn.units <= MAX_TEXT
