"""What files and senders may write as a complaint, and what is refused by name."""

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copilot.domain.complaint import Author, Complaint, Media, Place, Reactions
from copilot.domain.complaint_json import (
    LineIds,
    OtherChannel,
    decode,
    digest_id,
    encode,
    loads,
)
from copilot.domain.errors import ComplaintError

WHOLE = {
    "id": "4455_98765",
    "channel": "page",
    "text": "Écran fissuré dès l’ouverture",
    "lang": "fr",
    "created_at": "2026-11-20T09:00:00Z",
    "edited_at": None,
    "deleted_at": None,
    "author": {"id": "777", "handle": "claire.m", "name": "Claire M.", "followers": 240},
    "url": "https://example.org/4455",
    "thread_id": "4455",
    "parent_id": None,
    "place": {"kind": "ad", "title": "Black Friday", "url": "https://example.org/ad"},
    "rating": None,
    "reactions": {"likes": 63, "replies": 12, "shares": 4},
    "media": [{"kind": "photo", "url": "https://example.org/1.jpg", "alt": ""}],
}


def refusal(obj, **options):
    with pytest.raises(ComplaintError) as caught:
        decode(obj, **({"channel": "page"} | options))
    return str(caught.value)


def test_the_contracts_example_is_read_whole():
    """CONTRACT.md shows this object; every key must arrive in its place."""
    complaint = decode(WHOLE)

    expected = Complaint(
        id="4455_98765",
        channel="page",
        text="Écran fissuré dès l’ouverture",
        lang="fr",
        created_at=datetime(2026, 11, 20, 9, tzinfo=UTC),
        author=Author("777", "claire.m", "Claire M.", 240),
        url="https://example.org/4455",
        thread_id="4455",
        place=Place("ad", "Black Friday", "https://example.org/ad"),
        reactions=Reactions(63, 12, 4),
        media=(Media("photo", "https://example.org/1.jpg"),),
    )
    assert expected == complaint
    assert encode(complaint) == WHOLE


def test_text_or_media_is_all_that_is_required():
    """A bare line of text is a complaint; so is a photo without a word."""
    assert decode({"text": "allô ?"}, channel="page").text == "allô ?"
    photo = {"media": [{"kind": "photo", "url": "https://example.org/1.jpg"}]}
    assert decode(photo, channel="page").text == ""


@pytest.mark.parametrize("obj", [{}, {"text": ""}, {"text": " \n"}, {"text": None, "media": []}])
def test_neither_text_nor_media_is_refused(obj):
    assert refusal(obj) == "`text` or `media` is required: this one has neither"


@pytest.mark.parametrize(
    ("obj", "message"),
    [
        ({"txt": "a"}, "`txt` is not a known key; did you mean `text`?"),
        ({"text": "a", "Text": "b"}, "`Text` is not a known key; did you mean `text`?"),
        (
            {"text": "a", "author": {"folowers": 1}},
            "`author.folowers` is not a known key; did you mean `followers`?",
        ),
        (
            {"text": "a", "place": {"zzz": 1}},
            "`place.zzz` is not a known key; known are kind, title, url",
        ),
        (
            {"media": [{"kind": "photo", "url": "u", "href": "x"}]},
            "`media[0].href` is not a known key; known are kind, url, alt",
        ),
    ],
)
def test_an_unknown_key_is_refused_by_name(obj, message):
    """A typo that is swallowed is a field that nobody ever sees."""
    assert message == refusal(obj)


@pytest.mark.parametrize(
    ("obj", "message"),
    [
        ([], "a complaint must be an object, not a list"),
        ("text", "a complaint must be an object, not text"),
        (None, "a complaint must be an object, not null"),
        ({"text": 5}, "`text` must be text, not a number"),
        ({"text": True}, "`text` must be text, not true or false"),
        ({"text": "a", "id": True}, "`id` must be text or a whole number, not true or false"),
        ({"text": "a", "id": 1.5}, "`id` must be text or a whole number, not a number"),
        ({"text": "a", "id": 2**64}, "`id` is too large: write it as text"),
        ({"text": "a", "id": "x" * 501}, "`id` is over 500 characters"),
        ({"text": "a", "author": "Léa"}, "`author` must be an object, not text"),
        ({"text": "a", "media": {}}, "`media` must be a list, not an object"),
        ({"media": ["x"]}, "`media[0]` must be an object, not text"),
        ({"media": [{"kind": "photo"}]}, "`media[0].url` is missing"),
        ({"text": "a", "rating": "5"}, "`rating` must be a number, not text"),
        ({"text": "a", "rating": float("nan")}, "`rating` must be a number within reason"),
        (
            {"text": "a", "reactions": {"likes": -1}},
            f"`reactions.likes` must be between 0 and {2**63 - 1}",
        ),
        (
            {"text": "a", "reactions": {"likes": 1.5}},
            "`reactions.likes` must be a whole number, not a number",
        ),
        ({"text": "a", "lang": "français"}, "`lang` must be a code like fr or en, not `français`"),
        (
            {"text": "a", "created_at": "hier"},
            "`created_at` must be a time like 2026-11-20T09:00:00Z, not `hier`",
        ),
        (
            {"text": "a", "created_at": "2026-11-20T09:00:00"},
            "`created_at` has no zone: end it with Z or +01:00",
        ),
        ({"text": "a", "edited_at": 1790000000}, "`edited_at` must be text, not a number"),
    ],
)
def test_a_wrong_type_is_refused_with_its_key(obj, message):
    assert message == refusal(obj)


@pytest.mark.parametrize("at", ["0001-01-01T00:00:00+05:00", "9999-12-31T23:59:59-05:00"])
def test_a_time_outside_the_calendar_is_refused_not_a_crash(at):
    """Python cannot turn these into UTC."""
    assert refusal({"text": "a", "created_at": at}).startswith("`created_at` must be a time")


def test_times_are_kept_in_utc():
    """The same moment written in two zones is one moment."""
    complaint = decode({"text": "a", "created_at": "2026-11-20T10:00:00+01:00"}, channel="page")

    assert encode(complaint)["created_at"] == "2026-11-20T09:00:00Z"


def test_ids_written_as_numbers_are_read_as_text():
    """Many platforms' ids are numbers in JSON; refusing them would refuse their exports."""
    complaint = decode(
        {"id": 98765, "text": "a", "thread_id": 4455, "author": {"id": 777}}, channel="page"
    )

    assert (complaint.id, complaint.thread_id, complaint.author.id) == ("98765", "4455", "777")


def test_empty_parts_are_missing_parts():
    """An export writes empty columns; an author without a name still complained."""
    complaint = decode(
        {
            "text": "a",
            "url": "",
            "thread_id": "",
            "author": {"id": "", "name": "", "handle": None},
        },
        channel="page",
    )

    assert complaint.author == Author()
    assert (complaint.url, complaint.thread_id) == (None, None)


@pytest.mark.parametrize(
    ("given_lang", "kept"), [("fr", "fr"), ("fr-FR", "fr"), ("EN_us", "en"), ("und", None)]
)
def test_a_language_is_kept_by_its_short_code(given_lang, kept):
    """Playbooks speak of `fr`; X writes `und` where it does not know."""
    assert decode({"text": "a", "lang": given_lang}, channel="page").lang == kept


def test_what_no_database_takes_becomes_the_replacement_character():
    """A NUL or half a surrogate pair must neither lose the complaint nor break the insert."""
    complaint = decode(
        loads('{"text": "a\\u0000b\\ud800c", "author": {"name": "\\u0000"}, "id": "x\\udfff"}'),
        channel="page",
    )

    assert complaint.text == "a\ufffdb\ufffdc"
    assert complaint.author.name == "\ufffd"
    assert complaint.id == "x\ufffd"


def test_a_refusal_can_always_be_written_down():
    """The message goes into JSON, a log and a terminal: a hostile key must not break those."""
    message = refusal({"\ud800" * 900: 1, "text": "a"})

    assert len(message.encode()) < 500


def test_an_emoji_in_two_escapes_stays_one():
    """A whole surrogate pair is an emoji, not two lone surrogates."""
    assert decode(loads('{"text": "\\ud83d\\ude00"}'), channel="page").text == "😀"


def test_twenty_thousand_characters_are_pushed_and_one_more_is_too_long():
    """The limit is for senders who can cut; a poller has nobody to ask."""
    assert len(decode({"text": "é" * 20_000}, channel="page", pushed=True).text) == 20_000
    assert len(decode({"text": "é" * 20_001}, channel="page").text) == 20_001
    with pytest.raises(ComplaintError, match="20,001 characters") as caught:
        decode({"text": "é" * 20_001}, channel="page", pushed=True)
    assert caught.value.too_long


def test_another_channels_object_is_refused_replaced_or_kept():
    """Whoever holds one channel's secret cannot speak for another; a person may redirect."""
    obj = {"text": "a", "channel": "x"}

    assert refusal(obj) == "`channel` is `x`, but this is channel `page`"
    assert decode(obj, channel="page", other_channel=OtherChannel.REPLACE).channel == "page"
    assert decode(obj, channel="page", other_channel=OtherChannel.KEEP).channel == "x"
    assert decode(obj).channel == "x"
    assert refusal({"text": "a"}, channel=None).startswith("`channel` is missing")


def test_an_object_without_id_gets_the_digest_of_the_rest():
    """Importing the same file again must find the same ids."""
    one = decode({"text": "a", "lang": "fr"}, channel="page")
    again = decode({"lang": "fr", "text": "a", "id": None}, channel="page")
    other = decode({"text": "b", "lang": "fr"}, channel="page")

    assert one.id == again.id
    assert one.id != other.id


def test_equal_lines_of_one_file_are_different_complaints():
    """Two customers who write the same words are two complaints."""
    lines = [{"text": "rien reçu"}, {"text": "autre"}, {"text": "rien reçu"}]

    first, again = ([ids(line) for line in lines] for ids in (LineIds(), LineIds()))
    assert first == again
    assert len(set(first)) == 3
    assert first[2] == digest_id({"text": "rien reçu"}, 2)


def test_equal_objects_of_two_deliveries_are_different_complaints():
    """A webhook sends the same words of two customers in two deliveries."""
    assert digest_id({"text": "a"}, source="d1") != digest_id({"text": "a"}, source="d2")


@pytest.mark.parametrize(
    "raw", [b"", b"{", b"\xff", b"[" * 100_000, b"9" * 5000, b'{"a":1}{"b":2}']
)
def test_what_is_not_json_is_refused_as_such(raw):
    """Nothing a stranger sends may raise anything else."""
    with pytest.raises(ComplaintError, match="not"):
        loads(raw)


def test_a_byte_order_mark_is_no_fault():
    """Windows editors write one at the start of a file."""
    assert loads(b"\xef\xbb\xbf{}") == {}


letters = st.characters(exclude_characters="\x00", exclude_categories=["Cs"])
words = st.text(letters, min_size=1, max_size=20)
maybe = st.none() | words
moments = st.integers(-(10**10), 10**11).map(lambda second: datetime.fromtimestamp(second, UTC))
times = st.none() | moments
complaints = st.builds(
    Complaint,
    id=words,
    channel=st.just("page"),
    text=words.filter(str.strip),
    lang=st.sampled_from([None, "fr", "en"]),
    created_at=times,
    edited_at=times,
    deleted_at=times,
    author=st.builds(Author, maybe, maybe, maybe, st.none() | st.integers(0, 2**63 - 1)),
    url=maybe,
    thread_id=maybe,
    parent_id=maybe,
    place=st.none() | st.builds(Place, maybe, maybe, maybe),
    rating=st.none() | st.floats(0, 5),
    reactions=st.builds(Reactions, *[st.integers(0, 10**9)] * 3),
    media=st.lists(st.builds(Media, words, words, st.just("") | words), max_size=2).map(tuple),
)


@settings(max_examples=40)
@given(complaints)
def test_what_is_written_is_read_back_the_same(complaint):
    """Encoding and decoding through real JSON loses nothing and is stable."""
    assert complaint == decode(loads(json.dumps(encode(complaint))))


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(list(WHOLE)), inner),
)


@settings(max_examples=40)
@given(json_values)
def test_any_json_is_a_complaint_or_is_refused(obj):
    """There is no third outcome."""
    try:
        complaint = decode(obj, channel="page", other_channel=OtherChannel.REPLACE)
    except ComplaintError:
        return
    assert complaint.text or complaint.media
