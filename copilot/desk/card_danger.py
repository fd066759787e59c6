"""Who looks after someone who may be in danger, or that nobody has said so yet."""

from copilot.app.alarm_rounds import ROUNDS
from copilot.desk.drawing import Drawing, lines
from copilot.desk.markup import Html, bold, inert
from copilot.desk.stranger import tame_line
from copilot.domain.handling import Alarm

NAME_UNITS = 24
NAMES = 5


def raised(drawing: Drawing) -> Html:
    """The alarm as it stands, while nobody has said that it is none."""
    alarm = drawing.view.handling.alarm
    if alarm is None or alarm.lowered_at is not None:
        return Html()
    return bold(_raised(drawing, alarm))


def lowered(drawing: Drawing) -> Html:
    """Who said that it is only a way of speaking."""
    alarm = drawing.view.handling.alarm
    if alarm is None or alarm.lowered_at is None:
        return Html()
    closed_at = drawing.view.case.closed_at
    if closed_at is not None and closed_at <= alarm.lowered_at:
        # It ended with the case: the line of record says by whom and why.
        return Html()
    at = drawing.when(alarm.lowered_at)
    return drawing.say("handling.alarm_lowered", name=_name(drawing, alarm.lowered_by), at=at)


def _raised(drawing: Drawing, alarm: Alarm) -> Html:
    if alarm.confirmed_at is not None:
        name, at = _name(drawing, alarm.confirmed_by), drawing.when(alarm.confirmed_at)
        return drawing.say("handling.alarm_confirmed", name=name, at=at)
    if not alarm.rounds:
        return drawing.say("handling.alarm_raised")
    since = drawing.when(alarm.raised_at)
    if alarm.rounds > ROUNDS:
        return drawing.say("handling.alarm_everyone", since=since)
    reached, unreached = drawing.view.handling.reached, drawing.view.handling.unreached
    key = "handling.alarm_called" if unreached and not reached else "handling.alarm_rung"
    rung = inert(drawing.words.count(key, alarm.rounds, since=since))
    names = ", ".join(tame_line(one, NAME_UNITS) for one in unreached[:NAMES])
    return lines(rung, drawing.say("handling.alarm_unreached", names=names) if names else Html())


def _name(drawing: Drawing, person: int | None) -> str:
    name = drawing.view.handling.names.get(person or 0, "")
    return tame_line(name, NAME_UNITS)
