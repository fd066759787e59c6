"""What is kept as JSON comes back as it was."""

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from copilot.domain.charter import Finding
from copilot.domain.complaint import Complaint
from copilot.domain.draft import StatedFact, TemplateId
from copilot.domain.match import Match
from copilot.store import payload
from copilot.store.column_types import dumps

# Lone surrogates too: platforms cut texts in the middle of an emoji.
texts = st.text(st.characters(codec=None))
moments = st.datetimes(timezones=st.just(UTC))
for kind, strategy in ((str, texts), (datetime, moments)):
    st.register_type_strategy(kind, strategy)


def kept(value):
    text = dumps(value)
    text.encode()  # every database takes it
    return json.loads(text)


@given(st.builds(Complaint, rating=st.none() | st.floats(0, 5)))
def test_a_complaint_comes_back(complaint):
    assert complaint == payload.complaint_from(kept(complaint))


@given(st.builds(Match, confidence=st.floats(0, 1)))
def test_a_match_comes_back(match):
    assert dumps(match) == dumps(payload.match_from(kept(match)))


@given(st.builds(TemplateId) | st.none())
def test_a_template_comes_back(template):
    assert template == payload.template_from(kept(template))


@given(st.lists(st.builds(Finding)).map(tuple))
def test_findings_come_back(findings):
    assert findings == payload.findings_from(kept(findings))


@given(st.lists(st.builds(StatedFact)).map(tuple))
def test_facts_come_back(facts):
    assert facts == payload.facts_from(kept(facts))


def test_what_is_no_json_is_refused_by_name():
    with pytest.raises(TypeError, match="object cannot be kept as JSON"):
        dumps({"a": object()})
