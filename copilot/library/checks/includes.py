"""What templates include must be there, inside `replies/`, and not go round in circles."""

from copilot.library.checks.checked import Checked
from copilot.library.place import Place
from copilot.library.report import nearest


def check(checked: Checked) -> None:
    """Follow every include and extends."""
    for path in checked.library.replies:
        uses = checked.templates.of(path)
        for line in uses.unnamed_files:
            checked.report.error(checked.place_of_line(path, line), "include-not-named")
        for use in uses.files:
            at = checked.place_of_use(path, use)
            if use.name not in checked.library.replies:
                _tell_missing(checked, at, use.name)
            elif path in checked.templates.reached(use.name):
                checked.report.error(at, "include-circle", word=use.name)


def _tell_missing(checked: Checked, at: Place, word: str) -> None:
    if word.startswith(("/", "../")) or "/../" in word:
        checked.report.error(at, "include-outside", word=word)
        return
    meant = nearest(word, checked.library.replies)
    code = "include-missing/nearest" if meant else "include-missing"
    checked.report.error(at, code, suggestion=meant, word=word, meant=meant or "")
