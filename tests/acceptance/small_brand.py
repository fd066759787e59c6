"""As small a library as can be: it is read hundreds of times."""

HEAD = "title: {title}\nseverity: high\nposture: apologise\nexamples:\n"
EXAMPLES = {
    "broken-on-arrival": """\
  fr: |
    mon écran est arrivé cassé
    j'ouvre le carton de mon ordinateur neuf : écran fissuré, merci bravo
  en: |
    my new laptop arrived with a cracked screen
""",
    "late-delivery": """\
  fr: |
    toujours pas livré
    mon colis devait arriver mardi
  en: |
    my parcel is still not here
""",
}
PRICES = """\
  fr: |
    vos prix explosent encore
    une hausse de tarif honteuse
    l'abonnement augmente encore
  en: |
    another price rise
"""
REPLY = (
    "Bonjour, {% block regret %}je regrette.{% endblock %} "
    "{% block next_step %}Je regarde tout de suite, ENDING.{% endblock %}\n{{ signature }}\n"
)


def write_brand(folder):
    """Two playbooks with their replies, and a charter."""
    (folder / "playbooks").mkdir()
    for name, examples in EXAMPLES.items():
        write_playbook(folder, name, examples)
    (folder / "playbooks" / "charter.yaml").write_text("signature: brand\n", "utf-8")


def write_playbook(folder, name, examples, *, more="", reply=REPLY):
    """One playbook; *more* stands below it, *reply* is every first answer."""
    (folder / "replies" / name).mkdir(parents=True, exist_ok=True)
    text = HEAD.format(title=name) + examples + more
    (folder / "playbooks" / f"{name}.yaml").write_text(text, "utf-8")
    for place, ending in enumerate(("first.fr", "first-2.fr", "first.en")):
        said = reply.replace("ENDING", ("vite", "et je vous réponds", "soon")[place])
        (folder / "replies" / name / f"{ending}.j2").write_text(said, "utf-8")
