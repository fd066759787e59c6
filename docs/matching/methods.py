"""The ways of choosing a playbook that are compared: each learns from a library, then ranks."""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple, TypeAlias

from rapidfuzz import fuzz, process, utils

from copilot.domain.playbook import Playbook
from copilot.matching.matcher import Matcher

BEST = 3
_WORD = re.compile(r"\w+")
#: Chosen by five-fold hold-out on the starter library's own examples.
SVC, LOGISTIC = 1.0, 100.0


class Answer(NamedTuple):
    """The best playbooks, the score of the first, and whether the method itself says "none"."""

    ranked: tuple[str, ...]
    score: float
    is_none: bool = False


Answers: TypeAlias = Callable[[str], Answer]
#: RapidFuzz's scorers and scikit-learn carry no types that say more.
Untyped: TypeAlias = Any


class Method(NamedTuple):
    """A name for people, and what learns from a library and then answers."""

    name: str
    learn: Callable[[Sequence[Playbook]], Answers]


def phrases(playbooks: Sequence[Playbook]) -> list[tuple[str, str]]:
    """Every example with the playbook it belongs to."""
    return [
        (each.id, text)
        for each in playbooks
        for lang in sorted(each.examples)
        for text in each.examples[lang]
    ]


def _best_phrase(
    playbooks: Sequence[Playbook], scorer: Untyped, processor: Callable[[str], str] | None
) -> Answers:
    """Take the playbook of the phrase that a scorer of RapidFuzz likes best."""
    owners, texts = zip(*phrases(playbooks), strict=True)

    def answer(text: str) -> Answer:
        found = process.extract(text, texts, scorer=scorer, processor=processor, limit=None)
        ranked: dict[str, float] = {}
        for _, score, at in found:
            ranked.setdefault(owners[at], score)
            if len(ranked) == BEST:
                break
        return Answer(tuple(ranked), next(iter(ranked.values()), 0.0))

    return answer


def _wratio(playbooks: Sequence[Playbook]) -> Answers:
    return _best_phrase(playbooks, fuzz.WRatio, None)


def _ratio(playbooks: Sequence[Playbook]) -> Answers:
    return _best_phrase(playbooks, fuzz.ratio, utils.default_process)


def _token_set(playbooks: Sequence[Playbook]) -> Answers:
    return _best_phrase(playbooks, fuzz.token_set_ratio, utils.default_process)


def _folded(text: str) -> str:
    """Give the alternatives what costs nothing: no case, no accents, no drawn-out letters."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return re.sub(
        r"([^\W\d_])\1\1+", r"\1", "".join(s for s in plain if not unicodedata.combining(s))
    )


def _features() -> Untyped:
    """Weigh words, pairs of words, and runs of two to five letters by their rarity."""
    from sklearn.feature_extraction.text import (  # noqa: PLC0415 - the extra `compare`
        TfidfVectorizer,
    )
    from sklearn.pipeline import make_union  # noqa: PLC0415 - the extra `compare`

    common = {"preprocessor": _folded, "sublinear_tf": True, "token_pattern": None}
    return make_union(
        TfidfVectorizer(ngram_range=(1, 2), tokenizer=_WORD.findall, **common),
        TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), **common),
    )


def _centroid(playbooks: Sequence[Playbook]) -> Answers:
    """Compare with the middle of each playbook's examples."""
    import numpy as np  # noqa: PLC0415 - only here
    from sklearn.preprocessing import normalize  # noqa: PLC0415 - the extra `compare`

    owners, texts = zip(*phrases(playbooks), strict=True)
    names = sorted(set(owners))
    features = _features()
    rows = normalize(features.fit_transform(texts))
    belongs = np.array([[owner == name for owner in owners] for name in names], float)
    middles = normalize(belongs @ rows)

    def answer(text: str) -> Answer:
        return _ranked(names, (middles @ normalize(features.transform([text])).T.toarray())[:, 0])

    return answer


def _linear(playbooks: Sequence[Playbook], model: Untyped, scores: str) -> Answers:
    owners, texts = zip(*phrases(playbooks), strict=True)
    features = _features()
    model.fit(features.fit_transform(texts), owners)
    ask, names = getattr(model, scores), model.classes_.tolist()

    def answer(text: str) -> Answer:
        return _ranked(names, ask(features.transform([text]))[0])

    return answer


def _svc(playbooks: Sequence[Playbook]) -> Answers:
    from sklearn.svm import LinearSVC  # noqa: PLC0415 - the extra `compare`

    return _linear(playbooks, LinearSVC(C=SVC), "decision_function")


def _logistic(playbooks: Sequence[Playbook]) -> Answers:
    from sklearn.linear_model import LogisticRegression  # noqa: PLC0415 - the extra `compare`

    return _linear(playbooks, LogisticRegression(C=LOGISTIC, max_iter=2000), "predict_proba")


def _ranked(names: Sequence[str], scores: Untyped) -> Answer:
    order = (-scores).argsort(kind="stable")[:BEST].tolist()
    return Answer(tuple(names[at] for at in order), float(scores[order[0]]))


def _ours(playbooks: Sequence[Playbook]) -> Answers:
    matcher = Matcher.build(playbooks)

    def answer(text: str) -> Answer:
        found = matcher.match(text, top=BEST)
        ranked = tuple(one.playbook for one in found.candidates)
        return Answer(ranked, found.confidence, found.playbook is None)

    return answer


def _ours_examples_alone(playbooks: Sequence[Playbook]) -> Answers:
    """Learn from what the alternatives learn from, and nothing else."""
    return _ours([replace(each, not_examples={}, requires={}, excludes={}) for each in playbooks])


METHODS: Mapping[str, Method] = {
    "wratio": Method("RapidFuzz `extractOne`, default scorer `WRatio`", _wratio),
    "ratio": Method("RapidFuzz `fuzz.ratio`, best phrase", _ratio),
    "token-set": Method("RapidFuzz `token_set_ratio`, best phrase", _token_set),
    "centroid": Method("tf-idf, one centroid per playbook", _centroid),
    "logistic": Method("tf-idf, `LogisticRegression`", _logistic),
    "svc": Method("tf-idf, `LinearSVC`", _svc),
    "ours-alone": Method("Reply Copilot, examples alone", _ours_examples_alone),
    "ours": Method("Reply Copilot", _ours),
}
