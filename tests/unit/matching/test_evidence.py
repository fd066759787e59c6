import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copilot.matching.matcher import Matcher
from copilot.matching.span import whole

WORDS = (
    "mon", "écran", "colis", "cassé", "remboursé", "pas", "jamais", "reçu", "livraison", ".", "\n",
    "e\u0301cran", "casse\u0301", "👩\u200d👩\u200d👧", "🇫🇷", "❤\ufe0f", "𝕔𝕠𝕝𝕚𝕤", "@x", "vous",
)  # fmt: skip
LONG = 60


def marked(matcher, text, lang="fr"):
    """The words marked by each reason of the first candidate."""
    reasons = matcher.match(text, lang).candidates[0].because
    return [text[slice(*reason.span)] for reason in reasons]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Bonjour, je suis client depuis dix ans et mon colis est perdu", "mon colis est perdu"),
        ("Je voulais vous dire que j'attends toujours le remboursement", "remboursement"),
        ("Alors là bravo. Toujours pas remboursé ! Merci de me répondre", "pas remboursé"),
        ("et la vitre de la télé est brisée, que dois-je faire avec ça", "la vitre"),
    ],
)
def test_the_words_that_tell_are_marked(matcher, text, words):
    """A CM sees in two seconds what it is about."""
    assert words in marked(matcher, text)[0]


@pytest.mark.parametrize(
    "text",
    [
        "je vous dis que mon écran est arrivé cassé de chez vous",
        "c'est pour dire que la livraison a du retard et que je suis là",
        "on me dit que le colis est perdu par le transporteur de la ville",
    ],
)
def test_no_reason_ends_in_a_small_word(matcher, text):
    """« mon écran est arrivé cassé de » reads like a machine."""
    edges = {said.split()[-1] for said in marked(matcher, text)}

    assert edges.isdisjoint({"de", "que", "est", "la", "le", "par", "et", "a", "du"})


def test_a_denial_after_the_words_belongs_to_them(matcher):
    """« ne me rembourse pas » is the complaint; « rembourse » alone could be thanks."""
    text = "Depuis mars, le magasin ne me rembourse pas et personne ne répond au téléphone"

    assert "ne me rembourse pas" == marked(matcher, text)[0]


def test_a_reason_keeps_to_one_sentence(matcher):
    """Words on both sides of a full stop are two thoughts."""
    text = "J'ai reçu le courrier de confirmation. Mon colis est perdu. Merci de me rappeler vite"

    assert not any("." in said for said in marked(matcher, text))


def test_a_reason_does_not_reach_over_a_name(matcher):
    """What stands between two words, as a handle does, was not compared."""
    text = "mon colis @MaisonLumen est toujours perdu, j'en ai vraiment assez de ce transporteur"

    assert not any("@" in said for said in marked(matcher, text))


def test_the_example_shown_shares_a_telling_word(make):
    """An example that is alike in « je », « vous » and « pas » alone convinces nobody."""
    praise = make("praise", fr=("merci beaucoup à vous", "vous êtes au top", "super accueil"))
    refund = make(
        "refund",
        fr=(
            "je ne comprends pas pourquoi vous ne faites rien pour moi",
            "où est mon remboursement",
            "article renvoyé, argent jamais rendu",
        ),
    )
    text = "je ne comprends pas pourquoi vous ne me parlez plus de mon remboursement"

    reason = Matcher.build([praise, refund]).match(text, "fr").candidates[0].because[0]

    assert ("où est mon remboursement", True) == (reason.example, reason.is_telling)


def test_small_words_are_no_reason(matcher):
    """Something is pointed at all the same, and said to tell nothing."""
    reasons = matcher.match("est-ce que vous êtes là", "fr").candidates[0].because

    assert not any(reason.is_telling for reason in reasons)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("😡😡 e\u0301cran casse\u0301 👩\u200d👩\u200d👧 !!!", "e\u0301cran casse\u0301"),
        ("🇫🇷🇧🇪 bonjour à vous ; écran cassé 🇫🇷", "écran cassé"),
        ("👋🏽 écran cassé ❤\ufe0f vraiment", "écran cassé"),
        ("𝕓𝕠𝕟𝕛𝕠𝕦𝕣 à vous 🧑🏿\u200d💻, 𝕖́𝕔𝕣𝕒𝕟 𝕔𝕒𝕤𝕤𝕖́", "𝕖́𝕔𝕣𝕒𝕟 𝕔𝕒𝕤𝕤𝕖́"),
        ("\u202eécran cassé\u202c 1\ufe0f\u20e3 fois", "écran cassé"),
    ],
)
def test_spans_are_right_under_any_sign(matcher, text, words):
    """The card underlines these characters of the message as it came."""
    assert words == marked(matcher, text)[0]


def test_a_long_single_word_is_not_marked_whole(matcher):
    """One endless word has no part that tells more than the rest."""
    text = "remboursement" * 8

    assert not any(each.because for each in matcher.match(text, "fr").candidates)


def test_a_bold_guess_at_a_spelling_is_no_reason(make):
    """« recette » may help to choose « received »; shown as a reason it makes people laugh."""
    library = (
        make("damaged", en=("received a damaged item", "it was broken when I received it")),
        make("late", fr=("toujours pas livré", "colis en retard")),
    )

    match = Matcher.build(library).match("recette de tarte aux pommes", "fr")

    assert match.playbook is None
    assert not any(reason.is_telling for each in match.candidates for reason in each.because)


def test_a_plain_misspelling_is_a_reason(matcher):
    """Most complaints are misspelt, and the CM reads them as what they are."""
    assert "mon ecrran est cassé" in marked(matcher, "bonjour mon ecrran est cassé, merci")


@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=30), st.sampled_from((" ", "  ", "")))
@settings(max_examples=80, deadline=None)
def test_a_span_is_inside_its_text_and_never_all_of_a_long_one(matcher, pieces, space):
    """Whatever is written: inside, whole signs, a part."""
    text = space.join(pieces)
    for candidate in matcher.match(text, "fr").candidates:
        for reason in candidate.because:
            low, high = reason.span
            assert 0 <= low < high <= len(text)
            assert (low, high) == whole(text, low, high)
            assert len(text) <= LONG or high - low < len(text)


@given(st.text(st.characters(exclude_categories=()), min_size=LONG + 1, max_size=200))
@settings(max_examples=40, deadline=None)
def test_no_text_at_all_is_marked_whole(matcher, text):
    """Random Unicode, too."""
    spans = [reason.span for each in matcher.match(text).candidates for reason in each.because]

    assert all(0 <= low < high <= len(text) and high - low < len(text) for low, high in spans)
