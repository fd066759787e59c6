"""What a complaint tells the people who make the product: a topic at one tap, a word if wanted."""

from datetime import timedelta

from copilot.app.asking import Question, ask, take
from copilot.app.change import back, pick
from copilot.app.handling import take_part
from copilot.app.office import Office
from copilot.app.ports.records import Asked, Button, Prompt
from copilot.app.ports.store import Records
from copilot.app.view import Menu, Outcome
from copilot.domain.errors import Refused
from copilot.domain.handling import Insight, Topic
from copilot.domain.personal_data import find

#: A word more may be added so long.
WORD_WITHIN = timedelta(days=1)


def offer_topics(office: Office, records: Records, button: Button, person: int) -> Outcome:
    """Offer the topics that are not noted yet, and a word on those that are."""
    take_part(office, person)
    noted = records.insights.of(button.case)
    known = {one.topic for one in noted}
    wordless = (one.topic for one in noted if not one.word)
    more = tuple(pick(office, records, button, f"about:{topic}") for topic in wordless)
    choices = tuple(
        pick(office, records, button, f"insight:{one}") for one in Topic if one not in known
    )
    return Outcome(
        code="menu",
        menu=Menu(kind="insight", buttons=(*choices, *more, back(office, records, button))),
    )


def note(office: Office, records: Records, button: Button, person: int, choice: str) -> Outcome:
    """Keep it at once: nothing is asked."""
    take_part(office, person)
    if choice not in set(Topic):
        raise Refused("gone")
    known = next((one for one in records.insights.of(button.case) if one.topic == choice), None)
    if known is not None:
        raise Refused("insight_known", topic=choice, by=office.people.called(known.by))
    now = office.clock.now()
    insight = Insight(
        id=office.ids.new(), case=button.case, topic=Topic(choice), word="", by=person, at=now
    )
    records.insights.add(insight)
    records.log.append("insight", at=now, case=button.case, words={"by": person, "topic": choice})
    records.cards.touch(button.case, urgency=0)
    return Outcome(code="insight", values={"topic": choice}, case=button.case)


def ask_word(
    office: Office, records: Records, button: Button, person: int, choice: str
) -> Outcome:
    """Ask for a word more on a topic that is noted."""
    take_part(office, person)
    noted = records.insights.of(button.case)
    insight = next((one for one in noted if one.topic == choice), None)
    if insight is None:
        raise Refused("gone")
    case = records.cases.get(button.case)
    question = Question(
        asked=Asked.INSIGHT,
        code="insight_prompt",
        values={"topic": choice},
        within=WORD_WITHIN,
        about=insight.id,
    )
    ask(office, records, case, person, question)
    records.cards.touch(case.id, urgency=0)
    return Outcome(code="prompted", case=case.id)


def word(office: Office, records: Records, prompt: Prompt, person: int, words: str) -> Outcome:
    """
    Add a word to it, which may travel far from the desk: nothing personal.

    Raises:
        Refused: `insight_personal`; the question stays open for another word.
    """
    take_part(office, person)
    if find(words):
        raise Refused("insight_personal")
    take(office, records, prompt)
    records.insights.say(prompt.about or "", words)
    said = {"by": person, "word": words}
    records.log.append("insight_word", at=office.clock.now(), case=prompt.case, words=said)
    records.cards.touch(prompt.case, urgency=4)
    return Outcome(code="insight_word", case=prompt.case)
