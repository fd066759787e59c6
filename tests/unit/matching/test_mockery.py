"""Mockery and thanks, told apart, and questions: sentences of our own."""

import pytest

from copilot.domain.match import Kind
from copilot.matching.kind import kind_of

MOCKERY = """
Merci pour rien
Merci ENGIE, bravo !
Bravo pour les trois semaines d'attente
Super, encore une panne ce matin
Génial, plus d'internet depuis lundi
Félicitations, vous avez encore perdu mon colis
Bravo les champions, colis livré chez le voisin
Quel service ! Deux heures au téléphone pour rien
Merci de m'avoir fait poireauter toute la matinée
Merci de m'avoir raccroché au nez
Formidable, on me facture deux fois
Chapeau, il fallait oser
Bravo, vraiment, quelle réussite…
Un grand merci à votre transporteur qui a jeté mon paquet par-dessus le portail
Top le service client, personne ne répond jamais
Excellent ! Mon dossier a encore disparu
Ah bravo, la livraison « en 24 h » arrive au bout de dix jours
Toujours aussi efficaces à ce que je vois 🙄
Merci pour votre silence
Merci pour cette magnifique hausse de prix
J'adore attendre chez moi un livreur qui ne vient pas
J'adore payer pour un service qui ne marche pas
Quelle efficacité, six mails et zéro réponse
Bravo à toute l'équipe pour ce fiasco
Bravo la com, mais le colis il est où ?
Super votre nouvelle appli, elle plante toutes les deux minutes
Merci le SAV, toujours aussi nul
C'est beau le progrès, on ne peut plus joindre personne
Vous êtes vraiment au top de l'incompétence
On se demande bien pourquoi on vous paie, bravo
Génial votre chatbot qui ne comprend rien
Encore merci pour le prélèvement surprise
Merci d'avoir gâché l'anniversaire de ma fille
Bravo pour le respect du client
Félicitations pour votre nouveau record d'attente
Quel professionnalisme, bravo 👏👏👏 trois rendez-vous annulés
Super accueil, le vendeur ne m'a même pas dit bonjour
Merci pour la douche froide ce matin, vraiment
Parfait, comme ça je n'ai plus ni produit ni argent
Ravi d'apprendre que ma garantie ne sert à rien
Ravie de voir que vous répondez à tout le monde sauf à moi
Très satisfaite de payer 60 € pour avoir froid
Magnifique, l'écran est cassé dès l'ouverture
Vous êtes trop forts, même adresse et vous vous trompez de rue
Merci pour ce super cadeau de Noël arrivé en miettes
Bien joué, vous venez de perdre une cliente
Bravo, vous avez gagné : je résilie
Mille mercis pour ces quatre jours sans électricité
Quel talent, livrer un carton vide
Le meilleur service client du monde, ils raccrochent dès qu'on parle
Rapide la livraison, ça fait seulement un mois
On applaudit bien fort le livreur qui n'a pas sonné
« Service client » qu'ils disent…
Merci qui ? Merci la panne
Génial. Encore un appel surtaxé.
Wahou, trois lignes de réponse en un mois, quel exploit
C'est sympa de prévenir, j'ai pris une journée pour rien
Trop aimable de me rembourser la moitié
Heureusement que vous êtes « à l'écoute »… aucune réponse depuis mardi
Bravo et merci, grâce à vous je passe Noël sans chauffage
Bravo, j'ai reçu un pot vide
Merci de me laisser sans nouvelles
Excellent travail, tout est cassé
Super, je paie plus cher pour moins de services
Merci au génie qui a livré en Belgique
Formidable application, impossible de se connecter
Vous êtes les rois de l'attente, félicitations
Merci d'avoir perdu ma valise
Trop content, mon vol est annulé
J'adore votre musique d'attente, je la connais par cœur maintenant
Parfait, encore un mail automatique
Bravo pour l'info, on l'apprend par la presse
Génial ce nouveau contrat, je paye double
Quelle belle surprise, 80 € de frais de dossier
Heureuse d'avoir posé un congé pour rien
Top, le produit s'est cassé au premier lavage
Merci pour les fuites
C'est du propre, bravo
Chapeau l'équipe, deux mois pour une pièce
Que du bonheur avec vous, troisième panne du mois
""".strip().splitlines()
THANKS = """
Merci beaucoup pour votre aide
Merci à Julie du magasin de Lille, adorable
Bravo à toute l'équipe, service impeccable
Super service, colis reçu en deux jours
Merci, mon problème est réglé
Problème résolu en dix minutes, merci au conseiller !
Remboursée en 48 h, merci
Très contente de mon achat, je recommande
Un grand merci au livreur, très aimable malgré la pluie
Livraison rapide, rien à redire
Aucun retard, tout était bien emballé, parfait
Je suis ravi de mon nouvel ordinateur
Merci pour la réponse rapide
Bravo pour votre réactivité
Je n'ai jamais été déçue chez vous, merci
Franchement top, je m'attendais à pire
Accueil chaleureux et conseils au top
Merci d'avoir remplacé mon écran si vite
Le technicien a réparé la panne en une heure, bravo à lui
Service client à l'écoute et efficace
Enfin un SAV qui répond, merci !
J'adore ce produit ❤️
Merci pour le geste commercial, c'est très apprécié
Félicitations pour vos dix ans !
Bravo pour la nouvelle boutique, elle est magnifique
Toujours satisfaite depuis cinq ans, continuez
Merci pour votre patience avec ma grand-mère
Rien à dire, c'est parfait
Excellente qualité, conforme à la description
Merci à vous, tout fonctionne à nouveau
Impeccable, reçu ce matin en parfait état
Merci Sophie, vous avez été formidable
Merci merci merci, mon colis est enfin là !
Génial, tout marche
Super équipe, super ambiance, on reviendra
Merci pour le remboursement rapide
Chapeau au service après-vente, échange fait sans discuter
Je recommande les yeux fermés
Aucun souci avec ma commande, très bonne expérience
Merci pour l'info, bonne journée
Très bon accueil hier au magasin de Nantes
Cinq étoiles, rien à reprocher
Merci d'avoir répondu aussi vite à ma question
Personnel souriant et compétent
Je tenais à vous remercier, ma réclamation a été traitée en un jour
Bravo, c'est la première marque qui s'excuse vraiment
Contente d'être cliente chez vous
Merci pour votre gentillesse au téléphone
Plus aucun problème depuis la réparation, merci
Colis arrivé avec un jour d'avance, bravo !
Livreur super sympa 👍
Au top comme toujours 😍
Vous êtes les meilleurs ❤️❤️
La mise à jour est géniale, merci les développeurs
Merci infiniment pour votre geste
Quelle belle surprise dans le colis, merci !
Produit fidèle à la photo, je suis fan
Bon produit, bon prix, bonne livraison
Merci pour tout 🙏
Coup de cœur pour la nouvelle collection
Merci pour votre professionnalisme
Mon colis était perdu, vous l'avez retrouvé, merci !
Bravo pour ce produit sans défaut
Merci à l'hôtesse de caisse qui a retrouvé mon portefeuille
J'avais peur que ça n'arrive pas mais tout est là, super
Vous assurez
Franchement rien à redire, équipe au top
Le SAV m'a rappelée dans l'heure, chapeau
Vraiment pas déçu du voyage
Merci pour cette belle journée portes ouvertes
Bonne continuation à toute l'équipe
La vendeuse a pris le temps de m'expliquer, c'était parfait
Enfin une marque qui respecte ses clients
Je vous félicite pour votre sérieux
Super qualité prix
Merci d'avoir tenu vos délais
Ma mère est enchantée de son fauteuil
Vous m'avez sauvé la mise, merci
""".strip().splitlines()
QUESTIONS = """
Bonjour, quels sont vos horaires le dimanche ?
Vous livrez en Corse
Peut-on payer en trois fois ?
Où puis-je trouver la notice ?
Bonjour, comment changer d'adresse de livraison
Le modèle bleu sera-t-il de nouveau disponible ?
Faut-il prendre rendez-vous ?
Combien coûte la livraison pour la Belgique
C'est compatible avec un Mac ?
""".strip().splitlines()
SARCASM = """
Thanks for nothing
Great job losing my parcel, thanks a lot
Oh great, another outage
Well done, you've managed to break it again
Thanks for making me wait in all day for a driver who never came
Brilliant service, two hours on hold
Fantastic, charged twice again
Love paying for internet that doesn't work
I just love being on hold for an hour
Way to go, you ruined my daughter's birthday
Nice one, delivered to the wrong house
Congratulations, you have lost a customer
Bravo, three weeks for a phone case
Slow clap for the support team
Thanks for hanging up on me
Thanks so much for cancelling my order without telling me
Wonderful, my screen arrived cracked
Awesome, no heating for four days
Great customer service as usual 🙄
Excellent work, an empty box
Thank you for ignoring my emails
What a fantastic way to treat loyal customers
Just what I needed, another delay
Perfect, now I have neither the product nor the money
Best customer service ever, they hang up when you speak
Amazing how you never answer
So glad I paid extra for next day delivery that took ten days
So happy to pay more for less
Nothing like a cold shower in the morning, thanks
Lovely, another price increase
Super helpful chatbot, it understands nothing
Impressive: six emails and zero replies
Good job on the update, now nothing works
Cheers for the surprise charge
Great, my refund has vanished again
Thanks for the broken mug, really made my Christmas
Glad to see you answer everyone but me
How kind of you to refund half
Wow, a whole month to reply, what an achievement
Really impressed by how rude your staff are
Outstanding incompetence, well done
Fabulous. Another missed appointment.
Thanks a bunch for the late fee
Top quality, fell apart in two days
Delighted to learn that my warranty is worthless
Nice of you to warn us, took a day off for nothing
You guys are geniuses, wrong address again
Thanks for wasting my time
Great to know that nobody works on weekends
Kudos to the driver who threw my parcel over the fence
"Customer care", yeah right
Good luck getting an answer from these people
Brilliant, the app crashes every two minutes
Thanks to your courier my parcel is soaked
Can't thank you enough for four days without power
Keep up the great work, still no reply
Nice way to say you don't care
Oh wonderful, the website is down again
Glad I waited three hours for that
Lucky me, another faulty charger
Great, an empty parcel
Thanks for leaving me in the dark
Excellent work, everything is broken
Super, I pay more for less service
Thanks to the genius who delivered it to Belgium
Wonderful app, impossible to log in
Congratulations, you are the kings of waiting
Thanks for losing my suitcase
So pleased my flight is cancelled
Love your hold music, I know it by heart now
Perfect, another automatic email
Good to hear about it from the newspapers
Brilliant new contract, I pay double
What a lovely surprise, 80 pounds of fees
Happy to have booked a day off for nothing
Top notch, it broke in the first wash
Thanks for the leaks
Nice, very professional, no one turned up
Hats off, two months for a spare part
Pure joy with you, third outage this month
""".strip().splitlines()
GRATITUDE = """
Thank you so much for your help
Thanks to Julie in the Leeds store, she was lovely
Great service, parcel arrived in two days
Thanks, my problem is fixed
Issue resolved in ten minutes, thank you!
Refunded within 48 hours, thanks
Very happy with my purchase, highly recommend
Big thanks to the driver, so kind despite the rain
Fast delivery, no complaints
No delay, well packed, perfect
Love my new laptop!
Thanks for the quick reply
Well done to the whole team
Never been disappointed, thank you
Honestly brilliant, I expected worse
Warm welcome and great advice
Thanks for replacing my screen so fast
The engineer fixed the fault within an hour, well done to him
Helpful and efficient customer service
Finally a support team that answers, thanks!
I love this product ❤️
Thanks for the goodwill gesture, much appreciated
Congratulations on your tenth anniversary!
Congrats on the new shop, it's beautiful
Happy customer for five years, keep it up
Thanks for your patience with my grandmother
Nothing to complain about, it's perfect
Excellent quality, just as described
Thank you, everything works again
Arrived this morning in perfect condition
Thank you Sophie, you have been wonderful
Thank you thank you thank you, my parcel is here at last!
Awesome, it all works now
Great team, great atmosphere, we'll be back
Thanks for the speedy refund
Hats off to the support team, swapped without any fuss
I'd recommend you to anyone
No issues with my order, very good experience
Thanks for the info, have a nice day
Really nice staff yesterday in the Bristol store
Five stars, can't fault it
Thanks for answering my question so quickly
Friendly and competent staff
I wanted to thank you, my complaint was handled within a day
Kudos, the first brand that really apologises
Glad to be a customer
Thanks for being so kind on the phone
No more problems since the repair, thank you
Parcel arrived a day early, bravo!
The delivery guy was super nice 👍
Great as always 😍
You are the best ❤️❤️
The update is awesome, thanks developers
Can't thank you enough, you saved my holiday
What a lovely surprise in the parcel, thanks!
Looks just like the picture, big fan
Good product, good price, good delivery
Thanks for everything 🙏
Really impressed with the new collection
So glad I chose you
Thank you for being so professional
My parcel was lost and you found it, thank you!
Well done on a product without a fault
Thanks to the cashier who found my wallet
I was afraid it wouldn't arrive but it's all here, great
You rock
Nothing bad to say, great team
Thanks for the free replacement of my broken part
Support called me back within the hour, hats off
Really not disappointed
Thanks for this lovely open day
All the best to the whole team
The shop assistant took time to explain, it was perfect
At last a brand that respects its customers
I congratulate you on your service
Great value for money
Thanks for keeping your deadline
My mother is delighted with her armchair
You saved my day, thank you
""".strip().splitlines()
ASKED = """
What time does the library close?
What are your opening hours on Sunday?
Do you deliver to Ireland
Does the warranty cover breakage?
Can I pay in three instalments?
Where can I find the manual?
Hi, how do I change my delivery address
Will the blue one be back in stock?
Do I need an appointment?
How much is delivery to Belgium
Is it compatible with a Mac?
""".strip().splitlines()


@pytest.mark.parametrize("text", MOCKERY)
def test_french_mockery_is_a_complaint(text):
    """Thanking someone for his mockery is how the next fire starts."""
    assert kind_of(text, "fr") is Kind.COMPLAINT


@pytest.mark.parametrize("text", THANKS)
def test_french_thanks_are_praise(text):
    """A customer who means it is thanked, not soothed."""
    assert kind_of(text, "fr") is Kind.PRAISE


@pytest.mark.parametrize("text", QUESTIONS)
def test_french_questions_are_questions(text):
    """Who asks for the hours is no unhappy customer."""
    assert kind_of(text, "fr") is Kind.QUESTION


@pytest.mark.parametrize("text", SARCASM)
def test_english_mockery_is_a_complaint(text):
    """The same in English."""
    assert kind_of(text, "en") is Kind.COMPLAINT


@pytest.mark.parametrize("text", GRATITUDE)
def test_english_thanks_are_praise(text):
    """The same in English."""
    assert kind_of(text, "en") is Kind.PRAISE


@pytest.mark.parametrize("text", ASKED)
def test_english_questions_are_questions(text):
    """The same in English."""
    assert kind_of(text, "en") is Kind.QUESTION


def test_thanks_around_a_strange_bill_are_a_complaint():
    """A bill that doubled is not thanked for, however often the word is said."""
    text = "Merci Lumen. Ma facture a étrangement doublé. Merci beaucoup pour tout."

    assert kind_of(text, "fr") is Kind.COMPLAINT
