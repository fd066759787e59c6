"""Telegram's HTML; the wordings and offsets are those of Telegram's own tests."""

import html

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copilot.sandbox.markup import is_link, parse
from copilot.sandbox.refusal import Refusal

REFUSED = [
    ("🏟 🏟&lt;<abacaba", "Unclosed start tag at byte offset 13"),
    ("🏟 🏟&lt;<abac aba>", 'Unsupported start tag "abac" at byte offset 13'),
    ("🏟 🏟&lt;<abac>", 'Unsupported start tag "abac" at byte offset 13'),
    ("🏟 🏟&lt;<i   =aba>", 'Empty attribute name in the tag "i" at byte offset 13'),
    ("🏟 🏟&lt;<i    aba>", 'Can\'t find end tag corresponding to start tag "i"'),
    ("🏟 🏟&lt;<i    aba  =  ", 'Unclosed start tag "i" at byte offset 13'),
    ("🏟 🏟&lt;<i    aba  =  190azAz-.,", "Unexpected end of name token at byte offset 27"),
    ('🏟 🏟&lt;<i    aba  =  "&lt;&gt;&quot;>', "Unclosed start tag at byte offset 13"),
    ("🏟 🏟&lt;<i    aba  =  '&lt;&gt;&quot;>", "Unclosed start tag at byte offset 13"),
    ("🏟 🏟&lt;</", "Unexpected end tag at byte offset 13"),
    ("🏟 🏟&lt;<b></b></", "Unexpected end tag at byte offset 20"),
    ("🏟 🏟&lt;<i>a</i   ", "Unclosed end tag at byte offset 17"),
    (
        "🏟 🏟&lt;<i>a</em   >",
        'Unmatched end tag at byte offset 17, expected "</i>", found "</em>"',
    ),
    ("<b><i>a</b></i>", 'Unmatched end tag at byte offset 7, expected "</i>", found "</b>"'),
    ("<b>a", 'Can\'t find end tag corresponding to start tag "b"'),
    ("<3", "Unclosed start tag at byte offset 0"),
    ("<3 ans>", 'Unsupported start tag "3" at byte offset 0'),
    ("<i a=", 'Unclosed start tag "i" at byte offset 0'),
    ("<i a='b'", "Unclosed start tag at byte offset 0"),
    ("<br>", 'Unsupported start tag "br" at byte offset 0'),
    ('<span class="x">a</span>', 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
    ('<tg-emoji emoji-id="x">a</tg-emoji>', "Invalid custom emoji identifier specified"),
    ("&#57311;", "Text contains invalid Unicode characters after decoding HTML entities"),
    ("&#xDFDF", "Text contains invalid Unicode characters after decoding HTML entities"),
]
READ = [
    ("", "", []),
    ("&ge;&lt;&gt;&amp;&quot;&laquo;&#12345678;", '&ge;<>&"&laquo;&#12345678;', []),
    ("&#233;&#x1F44B;&lt", "é👋<", []),
    ("➡️ ➡️<i>➡️ ➡️</i>", "➡️ ➡️➡️ ➡️", [("italic", 5, 5)]),
    ("🏟 🏟<b>🏟 🏟</b>", "🏟 🏟🏟 🏟", [("bold", 5, 5)]),
    ("<B>a</B>", "a", [("bold", 0, 1)]),
    ("<strong>a</strong><em>b</em>", "ab", [("bold", 0, 1), ("italic", 1, 1)]),
    ("<u>a</u><ins>b</ins>", "ab", [("underline", 0, 1), ("underline", 1, 1)]),
    (
        "<s>a</s><strike>b</strike><del>c</del>",
        "abc",
        [("strikethrough", 0, 1), ("strikethrough", 1, 1), ("strikethrough", 2, 1)],
    ),
    ('<span class="tg-spoiler">a</span>', "a", [("spoiler", 0, 1)]),
    ("<tg-spoiler>a</tg-spoiler>", "a", [("spoiler", 0, 1)]),
    ("<code>a&lt;b</code>", "a<b", [("code", 0, 3)]),
    ("<blockquote>a</blockquote>", "a", [("blockquote", 0, 1)]),
    ("<blockquote expandable>a</blockquote>", "a", [("expandable_blockquote", 0, 1)]),
    ("<b></b>a", "a", []),
    ("<i>a</>", "a", [("italic", 0, 1)]),
    ("<a href='nowhere'>a</a>", "a", []),
    ("<blockquote class=Wide expandable>a</blockquote>", "a", [("expandable_blockquote", 0, 1)]),
]


@pytest.mark.parametrize(("source", "reason"), REFUSED)
def test_broken_markup_is_refused_with_its_place(source, reason):
    """A customer's `<3` sent without escaping must fail here as it fails at Telegram."""
    with pytest.raises(Refusal) as refused:
        parse(source)

    assert refused.value.description.startswith(f"Bad Request: can't parse entities: {reason}")


@pytest.mark.parametrize(("source", "text", "entities"), READ)
def test_markup_becomes_text_and_entities_in_utf16_units(source, text, entities):
    words = parse(source)

    assert text == words.text
    assert entities == [(each["type"], each["offset"], each["length"]) for each in words.entities]


def test_a_link_carries_its_address():
    words = parse('<a href="https://x.example/?a=1&amp;b=2">ici</a>')

    assert "https://x.example/?a=1&b=2" == words.entities[0]["url"]


def test_code_inside_pre_gives_it_a_language():
    words = parse('<pre><code class="language-python">a</code></pre>')

    assert [{"type": "pre", "offset": 0, "length": 1, "language": "python"}] == list(
        words.entities
    )


def test_a_custom_emoji_keeps_its_id():
    words = parse('<tg-emoji emoji-id="5368">👍</tg-emoji>')

    assert "5368" == words.entities[0]["custom_emoji_id"]


@given(st.text())
def test_escaped_text_comes_back_as_it_was(text):
    """Whatever a customer writes, escaping is enough to send it."""
    assert text == parse(html.escape(text, quote=False)).text


@pytest.mark.parametrize(
    ("url", "answer"),
    [
        ("https://x.example/a", True),
        ("http://127.0.0.1:8000/", True),
        ("x.example", True),
        ("tg://user?id=1", True),
        ("http://localhost:8000/", False),
        ("javascript:alert(1)", False),
        ("mailto:a@b.example", False),
    ],
)
def test_only_addresses_telegram_opens_are_links(url, answer):
    assert answer == is_link(url)
