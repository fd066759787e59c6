"""Cards for tests: one case in every state, told as a community manager would meet it."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from copilot.app.ports.records import Note
from copilot.app.view import (
    ButtonView,
    CardView,
    ConversationView,
    CourseView,
    DetailView,
    DraftView,
    HandlingView,
    MatchView,
    PostedView,
    PromiseView,
    StepView,
)
from copilot.domain.case import Case, CaseStatus
from copilot.domain.channel import Mode
from copilot.domain.charter import Finding, Level
from copilot.domain.complaint import Author, Complaint, Media, Place, Reactions
from copilot.domain.draft import Draft, StatedFact, TemplateId
from copilot.domain.handling import (
    Colleague,
    Escalation,
    Insight,
    Moderation,
    Topic,
    Wait,
)
from copilot.domain.match import Band, Kind, Lost, Match
from copilot.domain.outbox import OutboxItem, OutboxStatus
from copilot.domain.playbook import Posture, Severity, Stage

#: A Friday, 9:26 in Paris.
NOW = datetime(2026, 11, 20, 8, 26, 12, tzinfo=UTC)

WORDS = (
    "Acheté samedi à Part-Dieu, j'ouvre le carton : écran fissuré. Au magasin on me dit que c'est "
    "moi.\n899 € à la poubelle, bravo 👏 commande LM-4471902"
)
REPLY = (
    "Bonjour Claire, un ordinateur neuf avec l'écran fissuré dès l'ouverture : je suis désolée que "
    "ça commence ainsi.\n\nJe reprends tout avec le magasin de la Part-Dieu et je vous réponds ici "
    "avant mardi 18 h.\n\nLéa, pour Maison Lumen"
)
WORKING = ("approve", "claim", "edit", "variant", "playbook", "later", "dismiss")

COMPLAINT = Complaint(
    id="4455_98765",
    channel="Facebook",
    text=WORDS,
    lang="fr",
    created_at=NOW - timedelta(minutes=12),
    author=Author(id="777", handle="claire.m", name="Claire M.", followers=240),
    url="https://social.example/4455/98765",
    thread_id="4455",
    place=Place(kind="ad", title="Black Friday", url="https://social.example/4455"),
    reactions=Reactions(likes=63, replies=12, shares=4),
    media=(Media("photo", "https://social.example/p/1.jpg", "un écran fissuré"),),
)
CASE = Case(
    id="case-1",
    number=1042,
    complaint="complaint-1",
    channel="Facebook",
    thread="4455",
    status=CaseStatus.OPEN,
    match=Match("fr", Kind.COMPLAINT, "broken-on-arrival", Band.SURE, 0.93),
    kind=Kind.COMPLAINT,
    lang="fr",
    severity=Severity.HIGH,
    playbook="broken-on-arrival",
    set_digest="0" * 64,
    stage=Stage.FIRST,
    revision=1,
    opened_at=NOW - timedelta(minutes=11),
    due_at=NOW + timedelta(minutes=48),
)
DRAFT = Draft(
    id="draft-1",
    case="case-1",
    revision=1,
    text=REPLY,
    lang="fr",
    stage=Stage.FIRST,
    set_digest="0" * 64,
    signature="Léa, pour Maison Lumen",
    created_at=NOW,
    signed_for=11,
    template=TemplateId("broken-on-arrival", Stage.FIRST, "fr"),
    promise="un retour ici",
    promise_due=datetime(2026, 11, 24, 17, 0, tzinfo=UTC),
)
SHOWN = DraftView(
    draft=DRAFT,
    length=len(REPLY),
    limit=8000,
    signed_for="Léa",
    promise="un retour ici",
)
FOUND = MatchView(
    band=Band.SURE,
    title="Produit reçu cassé",
    chosen=False,
    because="j'ouvre le carton : écran fissuré",
    example="mon écran est arrivé cassé",
    runner_up="Garantie refusée",
    lost=Lost.WORD,
    lost_words=("écran",),
)


def offered(*actions, menu=()):
    """Buttons as the app gives them out, with tokens that can be told apart."""
    made = [ButtonView(action=one, token=f"tok_{one}") for one in actions]
    return tuple(made) + tuple(
        ButtonView(action="pick", token=f"tok_{value.replace(':', '_')}", value=value)
        for value in menu
    )


def fresh(**changes):
    """The card of CARDS.md, just arrived."""
    given = {
        "case": CASE,
        "complaint": COMPLAINT,
        "version": 1,
        "now": NOW,
        "brand": "Maison Lumen",
        "zone": "Europe/Paris",
        "mode": Mode.LIVE,
        "paused": False,
        "met": 0,
        "posture": Posture.APOLOGISE,
        "match": FOUND,
        "draft": SHOWN,
        "buttons": offered(*WORKING),
        "guidance": "Rester factuel sur la cause.",
        "verify": ("date et état à la remise (magasin)",),
        "facts": (StatedFact("repair", "2 jours ouvrés", "SAV", date(2027, 1, 31)),),
    }
    return CardView(**{**given, **changes})


def claimed():
    """Karim has it, and the reply carries his name."""
    text = REPLY.replace("désolée", "désolé").replace("Léa", "Karim")
    draft = replace(
        DRAFT, revision=2, text=text, signature="Karim, pour Maison Lumen", signed_for=12
    )
    return fresh(
        case=replace(CASE, revision=2, claimed_by=12, claimed_until=NOW + timedelta(minutes=15)),
        draft=replace(SHOWN, draft=draft, length=len(text), signed_for="Karim"),
        claimant="Karim",
        notes=(
            Note(case="case-1", chat=-1, message=9, person=11, text="il est lourd, lui", at=NOW),
        ),
        note_authors={11: "Léa"},
    )


def blocked():
    """Léa's own words, which the charter stops."""
    text = REPLY.replace(
        "Je reprends tout", "Votre satisfaction est notre priorité ! Je reprends tout"
    )
    text = text.replace("ainsi.", "ainsi, commande LM-4471902.")
    start = text.index("Votre satisfaction")
    order = text.index("LM-4471902")
    you = text.index("vous")
    findings = (
        Finding(
            "personal_data", Level.BLOCK, (order, order + 10), "LM-4471902", {"kind": "order"}
        ),
        Finding("banned", Level.BLOCK, (start, start + 37), text[start : start + 37], {}),
        Finding("voice", Level.WARN, (you, you + 4), "vous", {"voice": "tu"}),
    )
    draft = replace(DRAFT, revision=2, text=text, author=11, template=None)
    return fresh(
        case=replace(CASE, revision=2),
        draft=DraftView(
            draft=draft,
            length=len(text),
            limit=8000,
            findings=findings,
            before=REPLY,
            author="Léa",
            signed_for="Léa",
            promise="un retour ici",
        ),
        buttons=offered("claim", "edit", "variant", "playbook", "later", "dismiss"),
    )


def outbox(status, **changes):
    """The reply on its way."""
    given = {
        "id": "approval-1",
        "case": "case-1",
        "channel": "Facebook",
        "thread": "4455",
        "complaint_id": "4455_98765",
        "complaint_version": 1,
        "text": REPLY,
        "lang": "fr",
        "digest": "1" * 64,
        "approved_by": 11,
        "approved_at": NOW + timedelta(minutes=8),
        "status": status,
        "due_at": NOW + timedelta(minutes=8),
    }
    return OutboxItem(**{**given, **changes})


def _public(item):
    """The reply, once it is posted."""
    is_posted = item is not None and item.status is OutboxStatus.POSTED
    return (PostedView(item=item, by=("Léa",), revision=2),) if is_posted else ()


def settled(status, item=None, *actions, **changes):
    """A case that is no longer worked on."""
    given = {
        "case": replace(CASE, status=status, revision=2, closed_at=NOW + timedelta(minutes=8)),
        "sending": item,
        "sent_by": "Léa" if item else None,
        "approved_by": ("Léa",) if item else (),
        "conversation": ConversationView(posted=_public(item)),
        "buttons": offered(*actions),
    }
    return fresh(**{**given, **changes})


def leaving():
    """Approved, and still to be undone."""
    return settled(CaseStatus.APPROVED, outbox(OutboxStatus.APPROVED), "undo")


def sending():
    """The request may have left."""
    return settled(CaseStatus.APPROVED, outbox(OutboxStatus.SENDING))


def uncertain():
    """Nobody knows, and a person is asked."""
    item = outbox(OutboxStatus.UNCERTAIN, asked=True)
    card = settled(CaseStatus.UNCERTAIN, item)
    return replace(card, buttons=offered("posted", "resend", menu=("absent",)))


def posted():
    """Public."""
    item = outbox(
        OutboxStatus.POSTED,
        posted_id="r1",
        posted_url="https://social.example/r1",
        posted_at=NOW + timedelta(minutes=8),
    )
    promise = PromiseView(id="p1", what="un retour ici", due_at=DRAFT.promise_due, owner="Léa")
    return settled(CaseStatus.ANSWERED, item, course=CourseView(promises=(promise,)))


def dismissed():
    """Closed with a reason."""
    card = settled(CaseStatus.DISMISSED, None, "reopen", closed_by="Léa")
    return replace(card, case=replace(card.case, reason="spam"))


def later():
    """Put off until tomorrow."""
    until = datetime(2026, 11, 21, 9, 0, tzinfo=UTC)
    return fresh(case=replace(CASE, status=CaseStatus.LATER, later_until=until))


def unmatched():
    """No playbook: a card all the same."""
    return fresh(
        case=replace(CASE, playbook=None, revision=0, severity=Severity.MEDIUM),
        match=MatchView(
            band=Band.NONE,
            title=None,
            chosen=False,
            because=None,
            example=None,
            runner_up=None,
            nearest=("Garantie refusée", "Livraison en retard", "Mauvais accueil"),
        ),
        draft=None,
        posture=None,
        guidance=None,
        verify=(),
        facts=(),
        buttons=offered("claim", "edit", "playbook", "later", "dismiss"),
    )


def danger():
    """Someone in danger: guidance first, no ready-made reply."""
    return fresh(
        case=replace(
            CASE, severity=Severity.CRITICAL, revision=0, due_at=NOW + timedelta(minutes=9)
        ),
        complaint=replace(
            COMPLAINT, text="j'en peux plus, je veux en finir", place=None, media=()
        ),
        match=replace(FOUND, title="Quelqu’un est en danger", because="je veux en finir"),
        posture=Posture.PERSON,
        draft=None,
        verify=(),
        facts=(),
        guidance="Un doute suffit : prenez le dossier et ne laissez pas la personne seule.\n"
        "Idées suicidaires, en France : le 3114 (gratuit, 24 h/24). Danger immédiat : le 15 ou le 112.\n",
        buttons=offered("claim", "edit", "playbook", "later", "dismiss"),
    )


def unsigned():
    """A charter that wants a person's name: claimed first, published then."""
    draft = replace(
        DRAFT, signature="Maison Lumen", signed_for=None, text=REPLY.replace("Léa, pour ", "")
    )
    return fresh(
        draft=replace(SHOWN, draft=draft, signed_for=None),
        verify=("Magasin : date et état à la remise", "Stock : un échange est possible"),
        buttons=offered("claim", "edit", "variant", "playbook", "later", "dismiss"),
        wants_claim=True,
    )


def read_only():
    """A channel on which nothing is sent."""
    return fresh(
        mode=Mode.READ_ONLY,
        buttons=offered("claim", "edit", "variant", "playbook", "later", "dismiss"),
    )


WAIT = Wait(
    id="wait-1",
    case="case-1",
    colleague=Colleague.AFTER_SALES,
    question="Un échange est-il possible en magasin ?",
    asked_by=11,
    asked_at=NOW - timedelta(minutes=4),
    chase_at=NOW + timedelta(hours=2),
)
INSIGHTS = (
    Insight(id="i1", case="case-1", topic=Topic.PRODUCT, word="charnière", by=11, at=NOW),
    Insight(id="i2", case="case-1", topic=Topic.COMMUNICATION, word="", by=12, at=NOW),
)
HANDLING = HandlingView(names={11: "Léa", 12: "Karim"})


def waiting():
    """After-sales was asked: out of the queue until they answer, and the reply may leave."""
    case = replace(CASE, status=CaseStatus.LATER, later_until=WAIT.chase_at)
    return fresh(
        case=case,
        handling=replace(HANDLING, wait=WAIT),
        buttons=(*offered(*WORKING, "more"), *offered(menu=("answered:wait-1",))),
    )


def handled():
    """Everything at once: answered, alerted by a person and by the clock, to be moderated."""
    answered = replace(
        WAIT, answer="Oui, avec le ticket", answered_by=12, answered_at=NOW - timedelta(minutes=1)
    )
    alert = Escalation(
        id="e1",
        case="case-1",
        to="legal",
        note="avocat cité",
        by=11,
        at=NOW - timedelta(minutes=2),
    )
    return fresh(
        handling=replace(
            HANDLING,
            answered=answered,
            moderation=Moderation(
                case="case-1",
                person=12,
                opened_by=11,
                opened_at=NOW - timedelta(minutes=61),
                due_at=NOW - timedelta(minutes=1),
                version=1,
                evidence="5" * 64,
            ),
            escalations=(alert, replace(alert, id="e2", to="brand_lead", by=None, note="")),
            told={"legal": (), "brand_lead": ("Inès",)},
            insights=INSIGHTS,
        ),
        buttons=(*offered(*WORKING, "more"), *offered(menu=("moderated:done",))),
    )


def taught():
    """Posted, with what it taught, while after-sales is still to answer."""
    card = posted()
    return replace(
        card,
        handling=replace(HANDLING, wait=WAIT, insights=INSIGHTS),
        buttons=(*offered("insight", "reopen", "more"), *offered(menu=("answered:wait-1",))),
    )


STEPS = (
    StepView(key="shop", text="Magasin : date et état", by="Karim", at=NOW),
    StepView(key="stock", text="Stock : un échange est possible"),
)
OWED = PromiseView(id="p1", what="un retour ici", due_at=DRAFT.promise_due, owner="Léa")


def labelled(value, label):
    """A choice that says what a file says."""
    return ButtonView(action="pick", token=f"tok_{value}", value=value, label=label)


def asking():
    """A solution that waits for the shop's name."""
    question = "Quel magasin ? (par exemple : le magasin de la Part-Dieu)"
    detail = DetailView(name="shop", question=question)
    ticks = (
        labelled("detail:shop", question),
        labelled("tick:0:shop", STEPS[0].text),
        labelled("tick:1:stock", STEPS[1].text),
    )
    return fresh(
        case=replace(CASE, stage=Stage.SOLUTION, revision=0),
        draft=None,
        verify=tuple(step.text for step in STEPS),
        buttons=(*offered("claim", "edit", "stage", "playbook", "later", "leave"), *ticks),
        course=CourseView(
            steps=STEPS, details=(detail,), promises=(OWED,), stages=(Stage.KEPT,), posted=True
        ),
    )


def overdue():
    """A promise nobody has kept, on the card of its follow-up; another one in private."""
    late = replace(OWED, due_at=NOW - timedelta(hours=2))
    private = replace(OWED, id="p2", what="", is_private=True, owner="Karim")
    draft = replace(DRAFT, revision=2, stage=Stage.KEPT, promise=None, promise_due=None)
    return fresh(
        case=replace(CASE, stage=Stage.KEPT, revision=2),
        draft=replace(SHOWN, draft=draft, promise=None),
        course=CourseView(steps=STEPS, promises=(late, private), posted=True),
        buttons=offered("approve", "claim", "edit", "variant", "stage", "playbook", "leave"),
        verify=tuple(step.text for step in STEPS),
    )


def promised():
    """Answered: one promise kept, one in private."""
    kept = replace(OWED, kept_at=NOW + timedelta(days=1), kept_by="Karim")
    private = replace(OWED, id="p2", what="", is_private=True, owner="Karim")
    return replace(
        posted(),
        course=CourseView(promises=(kept, private, replace(OWED, id="p3")), posted=True),
        buttons=(labelled("kept:p2", None), labelled("kept:p3", None), *offered("stage")),
    )


STATES = {
    "asking": asking,
    "overdue": overdue,
    "promised": promised,
    "fresh": fresh,
    "claimed": claimed,
    "blocked": blocked,
    "leaving": leaving,
    "sending": sending,
    "uncertain": uncertain,
    "posted": posted,
    "dismissed": dismissed,
    "later": later,
    "unmatched": unmatched,
    "danger": danger,
    "read_only": read_only,
    "unsigned": unsigned,
    "waiting": waiting,
    "handled": handled,
    "taught": taught,
}
