"""What goes into files under git tells nothing of anybody, and is still a sentence."""

import pytest

from copilot.domain.anonymous import FEWEST, LONGEST, phrase


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("ma commande LM-4471-22 n'est pas arrivée", "ma commande n'est pas arrivée"),
        ("colis n° 88123456 perdu, merci #nul", "colis perdu, merci #nul"),
        ("@MaisonLumen toujours pas reçu mon colis", "toujours pas reçu mon colis"),
        ("le badge ne marche plus https://t.co/abc", "le badge ne marche plus"),
        ("Bonjour, écran cassé dès l'ouverture. Cordialement", "écran cassé dès l'ouverture."),
        ("rien reçu, mon mail est a.b@exemple.fr, agissez !", "rien reçu, agissez !"),
        (".@user deux semaines sans eau chaude", "deux semaines sans eau chaude"),
        ("rien reçu depuis mardi, service d@user nul", "rien reçu depuis mardi"),
        ("2000e de chauffage pour un studio", "2000e de chauffage pour un studio"),
        ("facturé 2397kWh pour un studio", "facturé 2397kWh pour un studio"),
        ("écran cassé \ufffd\ufffd dès l'ouverture", "écran cassé dès l'ouverture"),
        ("colis 6A12345678901 perdu à la poste", "colis perdu à la poste"),
        ("\u202eécran\x07 cassé\ndès l'ouverture", "écran cassé dès l'ouverture"),
        ("# nul de chez nul, vraiment", "nul de chez nul, vraiment"),
        ("payé 12 000 € pour un écran cassé", "payé 12 000 € pour un écran cassé"),
        ("garantie 24 mois refusée depuis 2024", "garantie 24 mois refusée depuis 2024"),
        ("Service client : absent depuis 3 jours !!", "Service client : absent depuis 3 jours !!"),
    ],
)
def test_what_is_personal_goes_and_the_rest_stays(text, left):
    assert left == phrase(text)


@pytest.mark.parametrize(
    "text",
    [
        "Rappelez-moi au 06 12 34 56 78",
        "j'ai parlé à Mme Dupont qui m'a raccroché au nez",
        "Kevin m'a raccroché au nez devant tout le monde",
        "Mr Smith was rude to me in the shop",
        "je m'appelle Claire Mercier",
        "livré au 12 rue des Lilas, 75011 Paris",
        "FR76 3000 6000 0112 3456 7890 189",
        "écrivez à claire@exemple.fr",
        "nul",
        "",
        "😤😤😤",
        "mot " * 200,
    ],
)
def test_what_says_nothing_without_it_is_no_phrase(text):
    """Half a sentence teaches the matcher half sentences."""
    assert phrase(text, names=("Kevin",)) is None


@pytest.mark.parametrize("name", ["Claire", "claire", "CLAIRE"])
def test_the_authors_own_name_is_found_however_it_is_written(name):
    text = f"rien reçu depuis lundi, {name} pas contente"

    assert "rien reçu depuis lundi" == phrase(text, own=("Claire", "M."))


def test_anothers_name_is_found_by_its_capital_alone():
    """A word of the language is nobody's name."""
    assert "une réponse claire svp" == phrase("une réponse claire svp", names=("Claire",))
    assert "le colis est perdu" == phrase("le colis est perdu, Claire", names=("Claire",))


def test_a_long_message_is_cut_at_a_clause():
    text = "le colis n'est jamais arrivé à la maison. " * 20
    found = phrase(text)

    assert found.endswith("maison.")
    assert len(found) <= LONGEST
    assert len(found.split()) >= FEWEST
