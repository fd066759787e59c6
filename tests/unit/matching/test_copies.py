import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from copilot.matching.copies import is_copy, likeness, shape

LATE = "Commande passée le 3 novembre, livraison promise le 6, toujours rien reçu"
ANY = st.text(st.characters(exclude_categories=()), max_size=80)


def copies(left, right):
    return is_copy(shape(left), shape(right))


@pytest.mark.parametrize(
    "other",
    [
        LATE.upper(),
        f"RT @claire.m: {LATE}",
        f"{LATE} https://t.co/aB3 @user 😡 #honte",
        f"Bonjour, {LATE} merci d'avance",
        "commande passee le 3 novembre livraison promise le 6 toujours rien recu",
        "Comande pasée le 3 novembrre, livaison promise le 6, toujours rien reçuuuu",
        "Commande passée le 3 novembre, livraison promise le 6…",
        "…sée le 3 novembre, livraison promise le 6, toujours rien reçu",
        f"ça fait deux mois {LATE}",
        f"Salut l'équipe ! RT @user {LATE.lower()} svp 😭",
        "Commandepassée le 3 novembre, livraison promise le 6, toujours rien re çu",
    ],
)
def test_the_same_text_dressed_up_is_a_copy(other):
    """A hundred people pass one message on, and hardly two write it alike."""
    assert copies(LATE, other)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (
            "Accueil lamentable au magasin de Lille, une heure d'attente",
            "Accueil lamentable au magasin de Lyon, une heure d'attente",
        ),
        (
            "Ma commande 458712 n'est toujours pas expédiée",
            "Ma commande 458731 n'est toujours pas expédiée",
        ),
        ("Order LX-20918 has still not been shipped", "Order LX-20981 has still not been shipped"),
        ("J'ai appelé 3 fois le service client", "J'ai appelé 12 fois le service client"),
        ("Delivery was due on Sunday and was moved", "Delivery was due on Monday and was moved"),
        ("le rayon photo est une honte", "le rayon jardin est une honte"),
        ("Toujours rien reçu, c'est honteux", "Mon écran est arrivé cassé, c'est honteux"),
        ("il est où mon colis ?", "remboursez-moi"),
        ("👍", "👎"),
    ],
)
def test_another_shop_order_or_matter_is_no_copy(left, right):
    """Two customers with one complaint are two; each has his own order to be looked up."""
    assert not copies(left, right)


def test_a_text_that_says_another_thing_is_told_from_one_that_says_nothing_like_it():
    """The first keeps two groups apart that a fragment would join."""
    lille, lyon = (
        shape(f"Une heure d'attente au magasin de {shop}, accueil lamentable")
        for shop in ("Lille", "Lyon")
    )

    assert likeness(lille, lyon) < 0
    assert 0 == likeness(lille, shape("mon écran est arrivé cassé"))


def test_a_few_words_are_a_piece_of_nothing():
    """Everybody begins with them."""
    assert not copies("je suis", "je suis vraiment déçue par ce vendeur qui m'a ri au nez")


@given(ANY, ANY)
@settings(max_examples=200, deadline=None)
def test_likeness_is_in_range_and_the_same_both_ways(left, right):
    """Whatever is compared, the order in which it came says nothing."""
    one, other = shape(left), shape(right)

    assert -100 <= likeness(one, other) <= 100
    assert likeness(one, other) == likeness(other, one)
    assert 100 == likeness(one, one)


@given(ANY)
@settings(max_examples=200, deadline=None)
def test_case_and_spaces_leave_the_shape_as_it_was(text):
    """Shouting says the same."""
    assert shape(text) == shape(f"  {text}\n")
