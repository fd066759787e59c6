"""An example belongs to one playbook, and must not contradict its own."""

from collections.abc import Mapping, Sequence

from copilot.domain.playbook import Playbook
from copilot.library.checks.checked import Checked, key_place
from copilot.library.folded import fold
from copilot.library.languages import Phrase
from copilot.library.library_files import PlaybookFile
from copilot.library.place import Place

#: Fewer are recognised badly, as the measurements of matching show.
_ENOUGH = 12


def check(checked: Checked) -> None:
    """Compare all examples with each other and with what their playbook excludes."""
    seen: dict[tuple[str, str], Phrase] = {}
    for file in checked.library.playbooks.values():
        if file.parsed is None:
            continue
        _check_number(checked, file, file.parsed.examples)
        for lang, phrases in file.parsed.examples.items():
            for phrase in phrases:
                _check_repeated(checked, seen, lang, phrase)
                _check_excluded(checked, file.parsed.playbook, lang, phrase)


def _check_number(
    checked: Checked, file: PlaybookFile, examples: Mapping[str, Sequence[Phrase]]
) -> None:
    for lang in checked.library.languages:
        count = len(examples.get(lang, ()))
        if count < _ENOUGH:
            at = key_place(file.root, "examples", lang, otherwise=Place(file.source.path))
            checked.report.hint(at, "few-examples", lang=lang, count=count, least=_ENOUGH)


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
