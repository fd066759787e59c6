"""The question for the words that correct a public reply."""

from collections.abc import Callable, Mapping

from copilot.desk.drawing import compose, lines
from copilot.desk.markup import MAX_TEXT, Html, inert, mention, preformatted, units
from copilot.desk.moments import Moments
from copilot.desk.notice_text import NoticeText, line_of
from copilot.desk.stranger import shorten
from copilot.desk.words import Words

#: Of an answer box; and room for what stands around the text.
MAX_PLACEHOLDER = 64
BODY_UNITS = MAX_TEXT - 600


def _rectify_prompt(values: Mapping[str, object], words: Words, _: Moments) -> NoticeText:
    text, number = str(values.get("text") or ""), values.get("number")
    asked = mention(line_of(values.get("name")), values.get("telegram"))
    fits = 0 < units(text) <= BODY_UNITS
    html = lines(
        compose(words, "notice.rectify_prompt", {"mention": asked}, number=number),
        preformatted(text) if fits else Html(),
        inert(words.say("notice.rectify_prompt_do")),
    )
    placeholder = words.say("notice.rectify_placeholder", number=number)
    return NoticeText(html.source, placeholder=shorten(placeholder, MAX_PLACEHOLDER))


#: By the code of the notice.
WRITERS: Mapping[str, Callable[[Mapping[str, object], Words, Moments], NoticeText]] = {
    "rectify_prompt": _rectify_prompt,
}
