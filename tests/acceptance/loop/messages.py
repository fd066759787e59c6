"""Messages of our own, as people write: enough for a bad morning."""

PRODUCTS = ["ordi", "portable", "écran", "pc", "casque", "enceinte"]
PHRASES = [
    "mon {p} est arrivé cassé, vous vous moquez du monde ?",
    "Toujours pas reçu mon {p} commandé il y a 3 semaines #honteux",
    "j'attends mon remboursement pour le {p} depuis un mois, aucune nouvelle",
    "bjr, 4 mails envoyés pour mon {p} et tjs aucune réponse du service client",
    "Vous m'avez prélevé deux fois pour le {p} !!!",
    "votre site est en panne, impossible de suivre la commande de mon {p}",
    "le vendeur du magasin a été odieux quand j'ai rapporté le {p}",
    "le {p} a encore augmenté de 80 €, c'est du vol",
    "super accueil à Lyon pour mon {p}, merci à l'équipe 👏",
    "my new {p} arrived broken, what a joke",
    "est-ce que le magasin est ouvert dimanche pour un {p} ?",
    "Qui a vu le match hier soir avec son {p} ?",
]


def messages(count):
    """*count* different messages, each of somebody else."""
    made = []
    for number in range(count):
        phrase = PHRASES[number % len(PHRASES)]
        text = phrase.format(p=PRODUCTS[number // len(PHRASES) % len(PRODUCTS)])
        made.append({"text": f"{text} ({number})" if number >= 72 else text})
    return made
