"""What an index depends on changes its digest, and nothing else does."""

from dataclasses import replace

from copilot.domain.playbook import Posture
from copilot.matching.digest import digest_of, method


def test_the_order_of_playbooks_and_of_their_phrases_changes_nothing(library):
    """Files come in the order of the disk."""
    turned = [
        replace(each, examples={lang: texts[::-1] for lang, texts in each.examples.items()})
        for each in reversed(library)
    ]

    assert digest_of(library) == digest_of(turned)


def test_every_phrase_counts(library):
    """One example more, and there is something new to learn."""
    first, *others = library
    more = replace(first, examples={**first.examples, "fr": ("un de plus",)})
    against = replace(first, not_examples={"fr": ("un de plus",)})

    assert 3 == len({digest_of([one, *others]) for one in (first, more, against)})


def test_what_is_not_learned_from_does_not_count(library):
    """A new title or posture costs no learning."""
    first, *others = library
    other = replace(first, title="autre", posture=Posture.INFORM, requires={"fr": ("mot",)})

    assert digest_of(library) == digest_of([other, *others])


def test_the_matcher_itself_counts():
    """A release that learns otherwise must not use what another one learned."""
    assert 64 == len(method())
