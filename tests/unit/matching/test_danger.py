"""Someone in danger must be seen, and must stay rare enough to be believed."""

import pytest

from copilot.domain.match import Band

DANGER = """
je veux mourir
j'en peux plus, je vais me foutre en l'air
je vais me flinguer ce soir
j'ai envie de mourir, laissez-moi tranquille
je pense à en finir tous les jours
ce soir je me suicide, c'est de votre faute
j'ai avalé toute une plaquette de somnifères
je me suis ouvert les veines
je vais sauter du toit
je veux plus vivre
jveux mourrir
mieux vaut être mort que de continuer comme ça
ma sœur vient d'écrire qu'elle veut se tuer, aidez-nous
plus aucune raison de vivre, adieu tout le monde
la batterie vient d'exploser, il y a le feu dans la chambre
mon bébé s'est brûlé avec votre biberon chauffant, il ne respire plus
mon mari va me tuer, aidez-moi
je vais venir dans votre boutique avec un couteau
je vais vous planter
mon père a reçu une décharge électrique, il est inconscient
""".strip().splitlines()
PERIL = """
i want to kill myself
I want to die
I just don't want to live any more
I'm going to end my life tonight
I have swallowed all my sleeping pills
I'm going to jump off the bridge
my sister says she wants to kill herself, please help
no reason left to live, goodbye everyone
the battery has just exploded and my room is on fire
my baby got burnt by your bottle warmer, she isn't breathing
my husband is going to kill me
I'm coming to your store with a knife
""".strip().splitlines()
ORDINARY = """
j'en peux plus de votre service après-vente
cette attente me tue
je suis mort de rire
ma télé est morte au bout d'un mois
je veux en finir avec cet abonnement
c'est fini, je ne commande plus jamais chez vous, adieu
je vais porter plainte
je vais contacter un avocat
aidez-moi à retrouver ma commande svp
au secours, votre site est incompréhensible
j'ai tout perdu, mes photos ont disparu après la mise à jour
la batterie ne tient pas deux heures
mon téléphone chauffe quand je le charge
plus envie de commander chez vous
je veux résilier, j'en ai marre
votre appli me rend dingue
le vendeur m'a menacé d'appeler la sécurité
c'est la dernière fois que j'achète chez vous
ça m'a tué, le prix de cette housse
vous allez couler, tant mieux
""".strip().splitlines()
HARMLESS = """
this queue is killing me
I'm dying to get my hands on the new laptop
my laptop died after two days
help me find my order please
I want to end my subscription
I'm done with your company, goodbye
this phone is fire
I can't take your hold music any more
my order has disappeared
the battery is dead
I'm going to report you
never again, you've lost me
""".strip().splitlines()
EVERYDAY = """
je vais me faire un café
je vais me doucher et j'arrive
j'ai envie d'y aller
je vais y réfléchir
I'm going to make one
I'm in! 🤞
I want it all
I want to go there
""".strip().splitlines()


@pytest.mark.parametrize("text", DANGER + PERIL)
def test_someone_in_danger_is_seen(starter, text):
    """The one message that nobody may overlook."""
    assert starter.match(text).playbook == "someone-in-danger"


@pytest.mark.parametrize("text", ORDINARY + HARMLESS)
def test_ordinary_anger_is_not_danger(starter, text):
    """An alarm that rings for a dead battery is switched off."""
    assert starter.match(text).playbook != "someone-in-danger"


@pytest.mark.parametrize("text", EVERYDAY)
def test_small_words_alone_make_no_alarm_sure(starter, text):
    """A doubt about a life is worth a look; who is told "almost sure" of this believes no alarm."""
    assert starter.match(text).band is not Band.SURE
