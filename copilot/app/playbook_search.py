"""Another playbook by typing: what it is called, or what people write that it is about."""

from dataclasses import replace
from datetime import timedelta

from copilot.app.asking import Question, ask, take
from copilot.app.change import pick, workable
from copilot.app.notify import tell
from copilot.app.office import Office
from copilot.app.ports.records import Asked, Button, Prompt
from copilot.app.ports.store import Records
from copilot.app.view import Outcome
from copilot.domain.errors import Refused
from copilot.matching.lookup import look_up

TYPE_WITHIN = timedelta(hours=1)
#: More would be a list to read, not an answer.
SHOWN = 6


def ask_words(office: Office, records: Records, button: Button, person: int, _: str) -> Outcome:
    """Ask for a word of the playbook that is meant."""
    case = workable(office, records, button, person, fresh=False)
    question = Question(asked=Asked.PLAYBOOK, code="search_prompt", within=TYPE_WITHIN)
    ask(office, records, case, person, question)
    records.cards.touch(case.id, urgency=0)
    return Outcome(code="prompted", case=case.id)


def found(office: Office, records: Records, prompt: Prompt, person: int, words: str) -> Outcome:
    """
    Offer the playbooks that *words* may mean.

    Raises:
        Refused: `no_playbook_found` or `playbook_already`; the question stays, for another word.
    """
    asked = Button(token="", case=prompt.case, action="playbook", revision=0, version=0)
    case = workable(office, records, asked, person, fresh=False)
    library = office.shelf.in_force.playbooks.playbooks
    entries = {
        key: (one.title, [text for texts in one.examples.values() for text in texts])
        for key, one in library.items()
    }
    known = look_up(words, entries)
    ids = [key for key in known if key != case.playbook][:SHOWN]
    if case.playbook in known[:1] and not ids:
        raise Refused("playbook_already", title=library[case.playbook].title)
    if not ids:
        raise Refused("no_playbook_found", words=words)
    take(office, records, prompt)
    version = records.complaints.get(case.complaint).version
    now = replace(asked, revision=case.revision, version=version)
    choices = [
        {
            "token": pick(office, records, now, f"playbook:{key}").token,
            "label": library[key].title,
        }
        for key in ids
    ]
    values = {"number": case.number, "words": words, "choices": choices}
    tell(office, records, "playbooks_found", values, reply_to=prompt.answer)
    return Outcome(code="found", case=case.id)
