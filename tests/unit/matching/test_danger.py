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
OTHER_DANGER = """
je vais me foutre en l'air ce soir
j'ai avalé toute la boîte de médicaments
à quoi bon continuer, plus rien n'a de sens pour moi
ma fille vient d'avaler une pile de votre jouet elle respire mal
je suis sur le pont, dites à mes enfants que je les aime
j'ai plus envie d'être là, tout le monde sera mieux sans moi
mon mari me frappe et je ne peux pas sortir de chez moi
je me scarifie depuis des mois et personne ne voit rien
j'ai préparé la corde
j'arrive plus à vivre depuis qu'il est mort je veux le rejoindre
demain vous n'entendrez plus parler de moi, j'ai tout prévu
j'ai perdu mon boulot, ma femme, il me reste plus qu'à crever
mon fils a fait un malaise après avoir pris votre sirop, il ne se réveille pas
je n'ai plus goût à rien, j'ai des idées noires
il a dit qu'il allait me tuer s'il me retrouve
je veux dormir et ne plus jamais me réveiller
pardon à tous, c'est mon dernier message
mon frère parle de suicide, je sais pas quoi faire
ça sent le gaz chez moi et j'ai la tête qui tourne depuis que j'ai allumé votre poêle
I'm going to end it tonight
I swallowed a whole packet of pills
there is no point living any more
my baby swallowed a magnet from your toy and is choking
I'm standing on the bridge, tell my kids I love them
everyone would be better off without me
my husband beats me and I can't leave the house
I've started cutting myself again
I have the rope ready
you won't hear from me tomorrow, it's all planned
pay me back or I will throw myself under a train
my son passed out after taking your syrup and won't wake up
I have dark thoughts, nothing makes me happy
he said he will kill me if he finds me
I want to fall asleep and never wake up
sorry everyone, this is my last message
my brother keeps talking about suicide, I'm scared
I smell gas and feel dizzy since I lit your heater
""".strip().splitlines()
SMALL_TALK = """
je n'en peux plus d'attendre votre appel
j'en ai marre de vos pubs
je suis à bout, trois semaines que j'attends mon colis
j'abandonne, gardez-le votre bon d'achat
je suis morte de rire devant votre réponse
votre service client va me tuer
j'ai perdu ma carte de fidélité
je veux en finir avec cet abonnement
je ne sais plus quoi faire avec cette imprimante
c'est la dernière fois que je commande chez vous
je vais bien finir par y arriver
je suis perdue dans votre menu
personne ne me répond depuis lundi
je me sens prise pour une idiote
ce jeu me fait mal aux yeux
j'ai failli m'étouffer de rire avec votre pub
aidez-moi je ne retrouve plus mon mot de passe
je dors mal depuis que j'ai ce matelas
je pars, adieu, je résilie ce soir
au secours votre appli a encore planté
je tue le temps en attendant la livraison
je suis seule à trouver ça cher ?
merci j'ai bien reçu mon livre
je passe samedi au magasin
vous me pourrissez la vie avec vos relances
I can't take this any more, third wrong parcel
I give up on your app
I'm dead, this advert is hilarious
your queue is killing me
I want to end my subscription today
I don't know what to do, the code never arrives
nobody answers me
I'm done with you lot
help me please I lost my receipt
I feel so stupid for ordering again
I hate myself for buying this at full price
I jumped on the offer this morning
I nearly died laughing at the manual
I'm so tired of this chatbot
I'm lost, where do I enter the voucher
I cut the box open and it was empty
I live alone so a small kettle is enough
this phone is the death of me
I will never be able to get a refund, will I
thanks, mine came on Tuesday
I took the last one in the shop
my life is easier with your planner
I can't sleep, too excited about the new console
""".strip().splitlines()


@pytest.mark.parametrize("text", DANGER + PERIL + OTHER_DANGER)
def test_someone_in_danger_is_seen(starter, text):
    """The one message that nobody may overlook."""
    assert starter.match(text).playbook == "someone-in-danger"


@pytest.mark.parametrize("text", ORDINARY + HARMLESS + SMALL_TALK)
def test_what_people_say_every_day_is_not_danger(starter, text):
    """An alarm that rings for a dead battery is switched off."""
    assert starter.match(text).playbook != "someone-in-danger"


@pytest.mark.parametrize("text", EVERYDAY)
def test_small_words_alone_make_no_alarm_sure(starter, text):
    """A doubt about a life is worth a look; who is told "almost sure" of this believes no alarm."""
    assert starter.match(text).band is not Band.SURE
