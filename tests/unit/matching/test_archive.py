"""An index comes back from its bytes the same, and from any other bytes not at all."""

import pickle
import random
from dataclasses import replace

import hypothesis.strategies as st
import numpy as np
import pytest
from hypothesis import given, settings

from copilot.matching import train
from copilot.matching.archive import MAGIC, pack, unpack
from copilot.matching.learn import learn
from copilot.matching.phrases import Phrase
from copilot.matching.spelling import Speller

KEY = "what it was made from"
WORDS = ("colis", "perdu", "écran", "cassé", "facture", "retard", "remboursé", "\ud83d", "漢字")


@pytest.fixture(scope="module")
def index(library):
    return learn(library)


@pytest.fixture(scope="module")
def data(index):
    return pack(KEY, index, {"titles": ["Écran cassé"]})


def answers(index, texts):
    """All that an index says of some texts, to the last bit."""
    found = []
    for text in texts:
        mended = index.speller.mend(text.split())
        vector = index.vocabulary.vector([m.word for m in mended], [m.trust for m in mended])
        scored = index.score(vector)
        near = [index.nearest(scored, row, 2) for row in range(len(index.playbooks))]
        best = float(scored.scores.max())
        found.append((mended, scored.raw.tolist(), near, index.confidence(scored, best, 0.5)))
    return found


def test_an_index_comes_back_with_the_very_same_answers(index, data):
    """A cache that answers a little otherwise would be worse than none."""
    texts = ["ecran casse", "my parcel is lost", "livrasion en retard", "", "merci beaucoup"]
    found = unpack(KEY, data)

    assert answers(index, texts) == answers(found.index, texts)
    assert {"titles": ["Écran cassé"]} == found.extra


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from("abc"),
            st.lists(st.sampled_from(WORDS), min_size=1, max_size=5).map(tuple),
            st.booleans(),
        ),
        min_size=3,
        max_size=12,
        unique_by=lambda each: each[:2],
    ),
    st.booleans(),
)
def test_any_library_comes_back(drawn, are_many):
    """Whatever the examples hold, counter-examples and broken characters included."""
    phrases = [Phrase(name, " ".join(said), said, good) for name, said, good in drawn]
    phrases.append(Phrase("a", "colis", ("colis",)))
    with pytest.MonkeyPatch.context() as patch:
        if are_many:
            patch.setattr(train, "KEPT", 1)
        index = train.build(phrases, [("bonne", "colis")])
    found = unpack(KEY, pack(KEY, index)).index

    assert answers(index, ["colis perdu", "cran"]) == answers(found, ["colis perdu", "cran"])
    assert index.phrases == found.phrases


def test_a_file_cut_anywhere_is_no_archive(data):
    """A disk that is full, a process that is killed: learned again, not half believed."""
    chance = random.Random(1)  # noqa: S311 - a sample, no secret
    cuts = {0, 1, len(MAGIC), len(data) - 1, *(chance.randrange(len(data)) for _ in range(200))}

    assert {None} == {unpack(KEY, data[:cut]) for cut in cuts}


def test_a_file_with_any_bit_flipped_is_no_archive(data):
    """A weight that a failing disk has changed would draft the wrong reply."""
    chance = random.Random(2)  # noqa: S311 - a sample, no secret
    for _ in range(300):
        changed = bytearray(data)
        changed[chance.randrange(len(data))] ^= 1 << chance.randrange(8)

        assert unpack(KEY, bytes(changed)) is None


def test_bytes_of_anything_else_are_no_archive(data):
    """Somebody may keep something else under that name."""
    for other in (b"", b"\0" * 500, b"copilot index 1\n", MAGIC + b"x" * 400, data + b"x"):
        assert unpack(KEY, other) is None


def test_what_was_made_from_something_else_is_no_archive(data):
    """Two libraries whose names begin alike never mix."""
    assert unpack("something else", data) is None


class Bomb:
    exploded = False

    def __reduce__(self):
        return (exec, ("raise SystemExit('code ran')",))


def test_a_pickle_in_its_place_is_not_loaded():
    """Reading the cache must not be able to run code."""
    bomb = pickle.dumps(Bomb())

    assert unpack(KEY, bomb) is None
    assert unpack(KEY, MAGIC + bomb) is None


def test_what_could_hide_code_is_not_written(index):
    """An array of objects is a pickle by another name."""
    with pytest.raises(TypeError):
        pack(KEY, replace(index, weights=np.array([Bomb()], object)))
    with pytest.raises(TypeError):
        pack(KEY, replace(index, playbooks=(Bomb(),)))


def test_a_sealed_file_of_another_shape_is_no_archive(index, data):
    """An older release may have kept other fields; its files are as good as none."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("copilot.matching.archive._public", lambda _: ["playbooks"])
        older = pack(KEY, index)

    assert unpack(KEY, older) is None


def test_words_come_back_in_their_rank():
    """Of two words as near, the more frequent one is meant: also tomorrow."""
    speller = Speller(["livra", "livre", "livre"])

    assert speller.words == Speller(speller.words, are_ranked=True).words
