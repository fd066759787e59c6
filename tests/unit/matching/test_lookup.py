"""Finding by a few typed words: begun, misspelt, of a title or of an example."""

from hypothesis import given
from hypothesis import strategies as st

from copilot.matching.lookup import look_up

ENTRIES = {
    "broken": ("Produit reçu cassé", ["mon écran est arrivé fissuré", "dalle fendue"]),
    "late": ("Livraison en retard", ["toujours pas livré", "où est mon colis"]),
    "refund": ("Remboursement en attente", ["j'attends mon argent", "toujours pas remboursé"]),
}


def test_a_word_that_is_only_begun_is_enough():
    """On a phone one types as little as one can."""
    assert ["refund"] == look_up("remb", ENTRIES)
    assert ["late"] == look_up("retard", ENTRIES)


def test_a_misspelt_word_is_found():
    assert ["refund"] == look_up("rembourcement", ENTRIES)


def test_what_people_write_is_found_too():
    """Whoever has forgotten the title knows the complaint."""
    assert ["late"] == look_up("colis", ENTRIES)
    assert ["broken"] == look_up("ecran fissure", ENTRIES)


def test_a_title_goes_before_an_example():
    assert ["late", "refund"] == look_up(
        "livraison", {**ENTRIES, "refund": ("Remboursement", ["retard de livraison"])}
    )


def test_every_word_counts():
    """“toujours pas remboursé” is not about parcels, though they share two words."""
    assert "refund" == look_up("pas remboursé", ENTRIES)[0]


def test_what_is_about_nothing_of_it_finds_nothing():
    assert [] == look_up("xylophone", ENTRIES)
    assert [] == look_up("🤷 ...", ENTRIES)


@given(st.text(max_size=60))
def test_whatever_is_typed_the_answer_is_some_of_the_keys_once(typed):
    """Property: nobody types anything that breaks the desk."""
    found = look_up(typed, ENTRIES)

    assert len(found) == len(set(found))
    assert set(found) <= set(ENTRIES)


def test_what_only_looks_like_the_word_is_not_found():
    """« échange » brought five playbooks, and none was about exchanges."""
    entries = {
        "rude": ("Mauvais accueil", ["on m'a fait changer de file", "vendeur étrange"]),
        "price": ("Prix en hausse", ["le prix a changé", "les tarifs changent"]),
    }

    assert [] == look_up("échange", entries)


def test_where_the_word_itself_stands_misspelt_ones_are_left_out():
    entries = {
        "right": ("Demande d'échange", []),
        "near": ("Échantillon", ["un échangeur bruyant", "mes échances"]),
        "far": ("Échéance", ["mon échéancier"]),
    }

    assert ["right", "near"] == look_up("échange", entries)
