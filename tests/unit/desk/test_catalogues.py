"""The catalogues: complete in both languages, the same values in both, nothing asked in vain."""

import re
from importlib import resources
from string import Formatter

import pytest
from babel import Locale
from babel.messages.plurals import get_plural
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

from copilot.desk.toasts import SILENT
from copilot.desk.words import LANGUAGES, load
from tests.unit.desk import asked

#: Codes of these come from channels and messages, not from our code.
FROM_OUTSIDE = {"language", "place"}
#: Begins a digest in the desk's code, not a key.
NO_GROUP = {"menu"}


def source(lang):
    return resources.files("copilot.desk.words").joinpath(lang, "LC_MESSAGES", "desk.po")


def read(lang):
    with source(lang).open("rb") as file:
        return read_po(file, abort_invalid=True)


def key_of(message):
    return message.id if isinstance(message.id, str) else message.id[0]


def forms(message):
    return [message.string] if isinstance(message.string, str) else list(message.string)


def placeholders(text):
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


CATALOGUES = {lang: read(lang) for lang in LANGUAGES}
MESSAGES = {
    lang: {key_of(one): one for one in catalogue if one.id}
    for lang, catalogue in CATALOGUES.items()
}
KEYS = sorted(set(MESSAGES["fr"]) | set(MESSAGES["en"]))
#: Counted from one on: the first form is "once".
SAID_AS_ONCE = {"handling.alarm_called"}
GROUPS = {key.split(".")[0] for key in KEYS}


def test_both_have_the_same_keys_in_the_same_order():
    """A key missing in one would be a fault in front of a person; order lets one read both."""
    assert [] == sorted(set(MESSAGES["fr"]) ^ set(MESSAGES["en"]))
    assert list(MESSAGES["fr"]) == list(MESSAGES["en"])


@pytest.mark.parametrize("lang", LANGUAGES)
def test_no_key_stands_twice(lang):
    """The reader would keep one of the two in silence."""
    ids = re.findall(r'^msgid "(.+)"$', source(lang).read_text("utf-8"), re.MULTILINE)

    assert [] == sorted({key for key in ids if ids.count(key) > 1})
    assert len(MESSAGES[lang]) == len(ids)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_nothing_is_empty_doubtful_or_put_by(lang):
    """An unfinished sentence would be left out, and its key would raise at the desk."""
    messages = MESSAGES[lang].items()

    assert [] == [key for key, one in messages if not all(text.strip() for text in forms(one))]
    assert [] == [key for key, one in messages if one.fuzzy]
    assert [] == list(CATALOGUES[lang].obsolete)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_header_says_what_tools_want(lang):
    """Language, encoding and plural rule; editors of catalogues refuse a file without them."""
    header = dict(CATALOGUES[lang].mime_headers)

    assert lang == header["Language"]
    assert "text/plain; charset=utf-8" == header["Content-Type"].lower()
    assert get_plural(lang).plural_forms == header["Plural-Forms"]
    assert {"Project-Id-Version", "PO-Revision-Date", "Last-Translator", "Language-Team"} <= set(
        header
    )


@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_is_counted_has_every_form(lang):
    """As many forms as the language has, each with its number, and the key for its plural."""
    counted = {key: one for key, one in MESSAGES[lang].items() if one.pluralizable}

    assert {"queue.open", "who.replies"} <= set(counted)
    for key, one in counted.items():
        assert (key, (key, key)) == (key, one.id)
        assert CATALOGUES[lang].num_plurals == len(forms(one)), key
        first, *others = forms(one)
        assert all("n" in placeholders(text) for text in others), key
        assert key in SAID_AS_ONCE or "n" in placeholders(first), key


@pytest.mark.parametrize("key", KEYS)
def test_each_sentence_takes_the_same_values_in_both(key):
    """A value that one language forgets is a fact that its readers miss."""
    fr, en = MESSAGES["fr"][key], MESSAGES["en"][key]

    assert fr.pluralizable == en.pluralizable
    assert [placeholders(one) for one in forms(fr)] == [placeholders(one) for one in forms(en)]
    assert "" not in placeholders(forms(fr)[0])


def test_every_key_that_the_code_asks_for_is_there():
    """A typo in a key is found here, not on a card."""
    assert [] == sorted(asked.whole_keys(GROUPS) - set(KEYS))


def test_every_group_that_the_code_builds_keys_of_is_there():
    """The same for keys with a code in them."""
    built = [one.pattern.split("\\.")[0] for one in asked.patterns()]

    assert [] == sorted({one for one in built if asked.CODE.fullmatch(one)} - GROUPS - NO_GROUP)


@pytest.mark.parametrize(("call", "group"), [("Refused", "refused"), ("Outcome", "outcome")])
def test_every_refusal_and_outcome_has_its_words(call, group):
    """What the code has a name for, a person can read; what is silent is silent on purpose."""
    given = asked.codes_given_to(call) - (SILENT | {"queue"} if group == "outcome" else set())

    assert len(given) > 20
    assert [] == sorted(code for code in given if f"{group}.{code}" not in KEYS)


def test_no_sentence_waits_for_a_code_that_is_gone():
    """Nobody should have to translate what nobody will read."""
    whole = asked.whole_keys(GROUPS)
    unasked = [
        key
        for key in KEYS
        if key.split(".")[0] not in FROM_OUTSIDE and key not in whole and not asked.is_built(key)
    ]

    assert [] == unasked


def test_the_files_hold_plain_signs():
    """Spaces that stop a break are put in at reading; quotes and apostrophes are the language's."""
    for lang, wrong in (
        ("fr", "[\u00a0\u202f\"'“”]|\\.\\.\\.|  |«\\S|\\S»|\\w[:;!?](?!\\w)"),
        ("en", "[\u00a0\u202f\"'«»]|\\.\\.\\.|  | [:;!?](?!\\w)"),
    ):
        said = {key: " ".join(forms(one)) for key, one in MESSAGES[lang].items()}

        assert {} == {
            key: text for key, text in said.items() if re.search(wrong, text) and key not in YAML
        }


#: They show a line of YAML, where the sign stands as it does in the file.
YAML = {"notice.fact_for_good_own"}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_numbers_are_said_as_the_cldr_says_them(lang):
    """We say them without Babel's tables, which are large; they know best how it is done."""
    words, locale = load(lang), Locale(lang)
    endings = {"one": "st", "two": "nd", "few": "rd", "other": "th"}
    if lang == "fr":
        endings = {"one": "er", "other": "e"}

    for number in (0, 1, 4.0, 4.5, 999, 1000, 12_345, 1_234_567):
        assert format_decimal(number, locale=locale) == words.number(number)
    for number in range(1, 200):
        assert f"{number}{endings[locale.ordinal_form(number)]}" == words.ordinal(number)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_names_are_those_of_the_cldr(lang):
    """Days, months (English shortens the long ones only) and languages."""
    words, locale = load(lang), Locale(lang)
    days, languages = locale.days["format"]["wide"], locale.languages
    months = locale.months["format"]["abbreviated" if lang == "fr" else "wide"]

    assert [days[day] for day in range(7)] == [
        words.say(f"time.weekday.{day}") for day in range(7)
    ]
    assert all(name.startswith(words.say(f"time.month.{month}")) for month, name in months.items())
    for key in KEYS:
        if key.startswith("language."):
            assert languages[key.partition(".")[2]] == words.say(key)


def keys_saying(lang, pattern):
    """Where a sentence has a word that fits, whatever its capitals."""
    return {
        key
        for key, message in MESSAGES[lang].items()
        if any(re.search(pattern, form, re.IGNORECASE) for form in forms(message))
    }


def test_an_approval_has_one_word():
    """“Validation”: who reads “accord” next to it looks for a second thing."""
    assert set() == keys_saying("fr", r"\baccords?\b")
    assert set() == keys_saying("en", r"\b(?:your|no|a) yes\b")


def test_an_alert_and_an_alarm_are_two_words_in_both():
    """A colleague is alerted of anything; the alarm is for somebody in danger."""
    alerts, alarms = r"\balert", r"\balarme?s?\b"

    assert keys_saying("en", alerts) == keys_saying("fr", alerts)
    assert keys_saying("en", alarms) <= keys_saying("fr", alarms)
    assert set() == keys_saying("fr", alerts) & keys_saying("fr", alarms)
