"""
Holds requests and answers of the Bot API to the official description.

`check_request`, `check_answer` and `check_exchange` raise AssertionError. A `Ledger` given to
`sandbox.on_exchange` collects what is wrong, for `assert_held()` at the end of a test.
"""

import json
from functools import cache
from pathlib import Path

TABLE = Path(__file__).with_name("table.json")
ENVELOPE = {"ok", "result"}
REFUSAL = {"ok", "error_code", "description", "parameters"}


class Ledger:
    """Collects what breaks the description; `requests_held=False` for tests of bad requests."""

    def __init__(self, *, requests_held=True):
        self.problems = []
        self.exchanges = 0
        self._requests_held = requests_held

    def __call__(self, exchange):
        self.exchanges += 1
        try:
            if self._requests_held:
                check_request(exchange.method, exchange.parameters, exchange.files)
            check_answer(exchange.method, exchange.status, exchange.answer)
        except AssertionError as wrong:
            self.problems.append(str(wrong))

    def assert_held(self):
        assert not self.problems, "\n".join(self.problems)


def check_exchange(exchange):
    """Hold one request and its answer to the description."""
    check_request(exchange.method, exchange.parameters, exchange.files)
    check_answer(exchange.method, exchange.status, exchange.answer)


def check_request(method, parameters, files=()):
    """Hold one request; form values are text, nested ones JSON text, files are named."""
    described = table()["methods"].get(method)
    assert described is not None, f"{method}: not a method we use; add it to make_table.METHODS"
    fields = described["fields"]
    given = set(parameters) | {name for name in files if name in _names(fields)}
    _check_names(method, given, fields)
    for name in parameters:
        types = _types(fields, name)
        value = _sent(parameters[name], types)
        problems = _problems(f"{method}.{name}", value, types)
        assert not problems, "; ".join(problems)


def check_answer(method, status, answer):
    """Hold one answer, with its envelope, to what the method returns."""
    if status != 200:
        assert not answer["ok"], f"{method}: refused, yet ok"
        assert set(answer) <= REFUSAL, f"{method}: unknown in a refusal: {set(answer) - REFUSAL}"
        assert answer["error_code"] == status, f"{method}: error_code is not {status}"
        assert answer["description"], f"{method}: no description"
        problems = _problems(method, answer.get("parameters", {}), ["ResponseParameters"])
        assert not problems, "; ".join(problems)
        return
    assert set(answer) == ENVELOPE, f"{method}: the envelope is {set(answer)}"
    assert answer["ok"] is True, f"{method}: status 200, yet not ok"
    problems = _problems(method, answer["result"], table()["methods"][method]["returns"])
    assert not problems, "; ".join(problems)


def check_update(update):
    """Hold one update, as it is brought to a webhook."""
    problems = _problems("update", update, ["Update"])
    assert not problems, "; ".join(problems)


@cache
def table():
    """Read the committed table."""
    return json.loads(TABLE.read_text(encoding="utf-8"))


def _names(fields):
    return {name.removeprefix("*") for name in fields}


def _types(fields, name):
    return fields.get(name) or fields[f"*{name}"]


def _check_names(where, given, fields):
    unknown = given - _names(fields)
    assert not unknown, f"{where}: unknown {sorted(unknown)}"
    missing = {name[1:] for name in fields if name.startswith("*")} - given
    assert not missing, f"{where}: missing {sorted(missing)}"


def _sent(value, types):
    """Undo what sending does: in a form everything is text, nested values JSON text."""
    if not isinstance(value, str):
        return value
    if "Integer" in types and value.lstrip("-").isdigit():
        return int(value)
    if "String" in types or "InputFile" in types:
        return value
    try:
        return json.loads(value)
    except ValueError:
        return value


def _problems(where, value, types):
    """List what is wrong with *value*, by the kindest of *types*."""
    return min((_of_type(where, value, kind) for kind in types), key=len)


def _of_type(where, value, kind):
    if kind.startswith("Array of "):
        if not isinstance(value, list):
            return [f"{where}: not an array"] * 2
        inner = [kind.removeprefix("Array of ")]
        return [
            problem
            for place, each in enumerate(value)
            for problem in _problems(f"{where}[{place}]", each, inner)
        ]
    plain = {"Integer": int, "String": str, "Boolean": bool, "Float": (int, float)}
    if kind in plain:
        is_right = isinstance(value, plain[kind])
        is_right = is_right and (kind == "Boolean" or not isinstance(value, bool))
        return [] if is_right else [f"{where}: {value!r} is no {kind}"]
    return _of_described(where, value, kind)


def _of_described(where, value, kind):
    if kind == "InputFile":
        return [f"{where}: a file is sent as a file"]
    described = table()["types"].get(kind)
    if described is None:
        return [f"{where}: {kind} is not in the table; add it to make_table.TYPES"]
    if "subtypes" in described:
        return _problems(where, value, described["subtypes"])
    return _of_object(where, value, described["fields"])


def _of_object(where, value, fields):
    if not isinstance(value, dict):
        return [f"{where}: not an object"] * 2
    problems = []
    try:
        _check_names(where, set(value), fields)
    except AssertionError as wrong:
        problems.append(str(wrong))
    for name in set(value) & _names(fields):
        problems += _problems(f"{where}.{name}", value[name], _types(fields, name))
    return problems
