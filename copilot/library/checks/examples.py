"""An example belongs to one playbook, and must not contradict its own."""

from copilot.domain.playbook import Playbook
from copilot.library.checks.checked import Checked
from copilot.library.folded import fold
from copilot.library.languages import Phrase


def check(checked: Checked) -> None:
    """Compare all examples with each other and with what their playbook excludes."""
    seen: dict[tuple[str, str], Phrase] = {}
    for file in checked.library.playbooks.values():
        if file.parsed is None:
            continue
        for lang, phrases in file.parsed.examples.items():
            for phrase in phrases:
                _check_repeated(checked, seen, lang, phrase)
                _check_excluded(checked, file.parsed.playbook, lang, phrase)


def _check_repeated(
    checked: Checked, seen: dict[tuple[str, str], Phrase], lang: str, phrase: Phrase
) -> None:
    first = seen.setdefault((lang, fold(phrase.text).text), phrase)
    if first is phrase:
        return
    where = f"{first.place.path}:{first.place.line}"
    if first.place.path == phrase.place.path:
        checked.report.hint(phrase.place, "repeated-example/same-file", first=first.place.line)
    else:
        checked.report.warning(phrase.place, "repeated-example", first=where)


def _check_excluded(checked: Checked, playbook: Playbook, lang: str, phrase: Phrase) -> None:
    levelled = fold(phrase.text)
    for word in playbook.excludes.get(lang, ()):
        if any(levelled.find(word)):
            checked.report.warning(phrase.place, "excluded-example", word=word)
