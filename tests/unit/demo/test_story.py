"""The packaged incident is one that the desk can take in."""

from datetime import UTC, datetime

from copilot.domain.complaint_json import decode, encode
from copilot.sandbox.story import read_story

URL = "http://127.0.0.1:8000/"
NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)


def told(lang="fr"):
    return read_story(channel="page", page_url=URL, lang=lang)


def written(lang="fr"):
    return [beat.at(NOW) for beat in told(lang).beats if beat.complaint and beat.is_new]


def test_first_message_comes_within_two_seconds():
    """A newcomer who sees nothing move closes the page."""
    assert told().beats[0].complaint is not None
    assert told().beats[0].after_seconds <= 2


def test_about_twenty_people_write():
    """Fewer is no pile-on, more is no demo."""
    assert 20 <= told().messages <= 30


def test_every_id_is_new_once():
    """Two messages of one id would be one message and its edit."""
    ids = [complaint.id for complaint in written()]

    assert sorted(set(ids)) == sorted(ids)


def test_one_message_is_delivered_twice():
    """Platforms do; the desk is seen to show it once."""
    again = [beat.complaint.id for beat in told().beats if beat.complaint and not beat.is_new]

    assert ["c04"] == again


def test_answers_are_to_messages_that_came_before():
    """A thread never shows an answer to something that isn't there."""
    seen = set()
    for complaint in written():
        assert complaint.parent_id is None or complaint.parent_id in seen
        seen.add(complaint.id)


def test_likes_go_to_messages_that_came_before():
    """The page refuses to like what isn't there."""
    seen = set()
    for beat in told().beats:
        assert set(beat.likes) <= seen
        if beat.complaint:
            seen.add(beat.complaint.id)


def test_message_is_written_when_it_comes():
    """Deadlines count from there."""
    assert {NOW} == {complaint.created_at for complaint in written()}


def test_message_leads_to_itself_on_the_page():
    """`Voir l’original` goes there."""
    assert [f"{URL}#{each.id}" for each in written()] == [each.url for each in written()]


def test_who_has_been_answered_does_not_complain_of_silence():
    """The show would call the person who has just published a liar."""
    again = next(beat for beat in told().beats if beat.unless_answered)
    alone, answered = again.at(NOW), again.at(NOW, answered={"c01"})

    assert "Toujours aucune réponse" in alone.text
    assert "Merci de m’avoir répondu" in answered.text
    assert alone.id == answered.id


def test_first_message_alone_holds_the_story():
    """A newcomer reads one card before the next ones come, and only once."""
    first, *others = told().beats

    assert 60 == first.hold_seconds
    assert {0} == {beat.hold_seconds for beat in others}


def test_picture_is_served_by_the_page():
    """Nothing comes from the network."""
    assert [f"{URL}page/broken-screen.jpg"] == [
        media.url for complaint in written() for media in complaint.media
    ]


def test_every_message_could_have_been_imported():
    """The demo has no way in that a channel has not: CONTRACT.md, section 2, holds."""
    for complaint in written():
        assert complaint == decode(encode(complaint))


def test_some_write_in_english():
    """The reply's language is the complaint's, and that is to be seen."""
    texts = [complaint.text for complaint in written()]

    assert any("laptop" in text for text in texts)
    assert any("refund" in text for text in texts)


def test_story_is_told_in_english_too():
    """Whoever opens the demo in English reads no message that nobody has translated."""
    emoji_or_markup = {"c12"}
    french, english = written(), written("en")
    same = [a.id for a, b in zip(french, english, strict=True) if a.text == b.text]

    assert [each.id for each in french] == [each.id for each in english]
    assert emoji_or_markup == set(same)
    assert "Up to 30% off" in told("en").post.text
    assert "crack" in english[0].media[0].alt
    assert any("remboursement" in each.text for each in english)


def test_in_english_who_has_been_answered_says_so():
    """As in French."""
    again = next(beat for beat in told("en").beats if beat.unless_answered)

    assert "Thank you for answering" in again.at(NOW, answered={"c01"}).text


def test_somebody_may_be_in_danger():
    """The one card that a newcomer must have seen before the day it comes."""
    for lang, words in (("fr", "plus envie de vivre"), ("en", "don’t want to live")):
        assert any(words in each.text for each in written(lang))
