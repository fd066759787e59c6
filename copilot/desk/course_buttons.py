"""What the buttons say that tick a step, fill in a detail, or say that a promise is kept."""

from copilot.app.view import ButtonView, CardView
from copilot.desk.stranger import tame_line
from copilot.desk.words import Words
from copilot.domain.case import CaseStatus

TEXT_UNITS = 40


def course_label(view: CardView, button: ButtonView, words: Words) -> str:
    """The words of such a button; empty for any other."""
    kind, _, choice = button.value.partition(":")
    text = tame_line(button.label, TEXT_UNITS)
    if kind == "tick":
        return words.say("button.tick" if choice.startswith("1") else "button.untick", step=text)
    if kind == "detail":
        return words.say("button.detail", question=text.partition(" (")[0])
    if kind != "kept":
        return ""
    promises = [one for one in view.course.promises if one.kept_at is None]
    if len(promises) < 2:
        return words.say("button.kept")
    what = next((one.what for one in promises if one.id == choice), "")
    said = tame_line(what, TEXT_UNITS) or words.say("promise.private")
    return words.say("button.kept_of", what=said)


def stage_label(view: CardView, button: ButtonView, words: Words) -> str:
    """The words of the way to another stage; it is named where there is only one."""
    key = "button.stage_next" if view.case.status is CaseStatus.ANSWERED else "button.stage"
    if not button.value:
        return words.say(key)
    return words.say(f"{key}_only", stage=words.say(f"stage.{button.value}"))


def course_choice(kind: str, choice: str, words: Words) -> str:
    """The words of one choice of a menu of stages, ways to keep a promise, or dates."""
    match kind:
        case "stage":
            said = words.say(f"stage.{choice}")
            return words.say("button.stage_choice", stage=said[:1].upper() + said[1:])
        case "kept_here" | "kept_private":
            return words.say(f"button.{kind}")
        case "private":
            return words.say(f"button.private_choice.{choice}")
    return ""
