"""What templates ask for (« Quel magasin ? »): a person fills it in, and the reply is drafted."""

from collections.abc import Sequence
from datetime import timedelta
from itertools import takewhile

from copilot.app import change, draft
from copilot.app.asking import Question, ask
from copilot.app.change import signer, workable
from copilot.app.missing_details import answers, lacking, shown_template, wanted
from copilot.app.office import Office
from copilot.app.ports.records import Asked, Button, Prompt
from copilot.app.ports.store import Records
from copilot.app.revision import reply_language
from copilot.app.view import Outcome
from copilot.domain.case import Case
from copilot.domain.draft import TemplateId
from copilot.domain.errors import Refused
from copilot.domain.handling import Answer
from copilot.domain.playbook import in_language

#: The shop may have to be called first.
ANSWER_WITHIN = timedelta(hours=4)
#: It stands within a sentence of the reply.
LONGEST = 200


def ask_detail(
    office: Office, records: Records, button: Button, person: int, choice: str
) -> Outcome:
    """Ask *person* for what the template needs; a reply to the question fills it in."""
    case = workable(office, records, button, person, fresh=False)
    template = shown_template(office, records, case)
    if template is None or choice not in office.shelf.in_force.drafter.asks(template.path):
        raise Refused("gone")
    return put(office, records, case, template, choice, person=person)


def put(
    office: Office,
    records: Records,
    case: Case,
    template: TemplateId,
    name: str,
    *,
    person: int,
) -> Outcome:
    """Put the question for one detail of one template."""
    playbook = office.shelf.in_force.playbooks.playbooks.get(template.playbook)
    asked = playbook.ask.get(name, {}) if playbook else {}
    known = {one.name: one.value for one in answers(records, case)}
    values = {
        "question": in_language(asked, office.desk.language) or name,
        "lang": template.lang,
        "known": known.get(name, ""),
    }
    question = Question(
        asked=Asked.DETAIL,
        code="detail_prompt",
        values=values,
        within=ANSWER_WITHIN,
        about=_about(name, template),
    )
    ask(office, records, case, person, question)
    return Outcome(code="prompted", case=case.id)


def fill_in(office: Office, records: Records, prompt: Prompt, person: int, words: str) -> Outcome:
    """
    Keep an answer, and draft anew what waited for it; a person's own words stay as they are.

    Raises:
        Refused: `too_late`, `detail_too_long`, or why the case cannot be worked on.
    """
    case = _case(office, records, prompt, person)
    value = _value(words)
    now = office.clock.now()
    if not records.chat.answer_prompt(prompt.id, at=now, message=prompt.answer):
        raise Refused("too_late")
    return _fill(office, records, case, prompt, value, person=person)


def correct(office: Office, records: Records, prompt: Prompt, person: int, words: str) -> Outcome:
    """
    Take an answer anew from whoever edits the message that gave it.

    Raises:
        Refused: as for the answer itself.
    """
    case = _case(office, records, prompt, person)
    return _fill(office, records, case, prompt, _value(words), person=person)


def _case(office: Office, records: Records, prompt: Prompt, person: int) -> Case:
    button = Button(token="", case=prompt.case, action="", revision=prompt.revision, version=0)
    return workable(office, records, button, person, fresh=False)


def _value(words: str) -> str:
    value = " ".join(words.split())
    if len(value) > LONGEST:
        raise Refused("detail_too_long", limit=LONGEST)
    return value


def _fill(
    office: Office, records: Records, case: Case, prompt: Prompt, value: str, *, person: int
) -> Outcome:
    now = office.clock.now()
    name, _, path = (prompt.about or "").partition(":")
    records.steps.put(Answer(case=case.id, name=name, value=value, by=person, at=now))
    said = {"by": person, "name": name, "value": value}
    records.log.append("filled_in", at=now, case=case.id, words=said)
    records.cards.touch(case.id, urgency=0)
    return _drafted(office, records, case, path, person)


def _drafted(office: Office, records: Records, case: Case, path: str, person: int) -> Outcome:
    template = wanted(office, records, case, path)
    current = records.drafts.get(case.id, case.revision)
    if template is None or (current is not None and current.author is not None):
        return Outcome(code="filled_in_kept", case=case.id)
    left = lacking(office, records, case, template)
    if left:
        return put(office, records, case, template, left[0], person=person)
    complaint = records.complaints.get(case.complaint).complaint
    draft.with_template(
        office, records, case, complaint, template, signed_for=signer(records, case)
    )
    revision = records.cases.get(case.id).revision
    return Outcome(code="filled_in", values={"revision": revision}, case=case.id)


def variant(office: Office, records: Records, button: Button, person: int) -> Outcome:
    """
    Draft the next variant.

    One that waits for a detail is asked for when its turn comes and every other one was seen;
    whoever presses again at once goes on to the next.
    """
    case = workable(office, records, button, person)
    asked = _ask_for_variant(office, records, case, person)
    return asked or change.variant(office, records, button, person)


def _ask_for_variant(office: Office, records: Records, case: Case, person: int) -> Outcome | None:
    current = records.drafts.get(case.id, case.revision)
    lang = current.lang if current else reply_language(office, case.lang)
    shown = current.template if current else None
    variants = office.shelf.in_force.playbooks.variants(case.playbook or "", case.stage, lang)
    others = [one for one in _after(variants, shown) if one != shown]
    lacks = {one.path: lacking(office, records, case, one) for one in others}
    seen = {one.template.path for one in records.drafts.list(case.id) if one.template}
    ready = [one for one in others if not lacks[one.path]]
    if any(one.path not in seen for one in ready):
        return None
    waiting = list(takewhile(lambda one: one not in ready, others))
    asked = [(one, lacks[one.path][0]) for one in waiting]
    fresh = [pair for pair in asked if not _is_asked(records, case, person, *pair)]
    if not asked or (ready and not fresh):
        return None
    template, name = (fresh or asked)[0]
    return put(office, records, case, template, name, person=person)


def _is_asked(records: Records, case: Case, person: int, template: TemplateId, name: str) -> bool:
    return records.chat.is_asked(
        case.id, person=person, about=_about(name, template), revision=case.revision
    )


def _about(name: str, template: TemplateId) -> str:
    return f"{name}:{template.path}"


def _after(variants: Sequence[TemplateId], shown: TemplateId | None) -> list[TemplateId]:
    """In their order, from the one after *shown*."""
    start = variants.index(shown) + 1 if shown in variants else 0
    return [*variants[start:], *variants[:start]]
