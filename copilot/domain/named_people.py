"""
The names of people whom a message is about: the shop assistant, the driver, « M. Martin ».

A customer may name whom they like; a desk need not pass it on to everybody who reads along.
"""

import re
from collections.abc import Iterator

from copilot.domain.personal_data import DataKind, Found, find

_ROLE = (
    r"(?:vendeu(?:r|se)|conseill(?:er|ère)|caissi(?:er|ère)|h[ôo]tesse|gérante?|responsable|employée?"
    r"|direct(?:eur|rice)|techniciens?|technicienne|livreu(?:r|se)|stagiaire|opérat(?:eur|rice)|serveu(?:r|se)"
    r"|chauffeur|réceptionniste|manageuse|manager|agente?|collègue|interlocut(?:eur|rice)|assistante?"
    r"|salesman|saleswoman|salesperson|assistant|cashier|clerk|advis[eo]r|driver|technician|agent"
    r"|receptionist|waiter|waitress|supervisor|employee|rep|colleague)"
)
_NAME = r"[A-ZÀ-Þ][\wÀ-ÿ]*(?:[-'’][A-ZÀ-Þa-zà-ÿ]\w+)*"
_NAMES = rf"{_NAME}(?:\s+{_NAME}){{0,2}}"
#: What leads up to a name whatever it is: who is called so is a person.
_CALLED = re.compile(
    r"(?<!\w)(?:(?:il|elle|qui|he|she)\s+s['’]appelle(?:rait)?|nommée?s?|prénommée?|du nom d[e'’]"
    r"|un certain|une certaine|whose name is|called|named|goes by)\s*(?P<name>" + _NAMES + ")"
)
_TITLED = re.compile(
    r"(?<!\w)(?<!taille )(?<!size )"
    r"(?:M\.|Mr\.?|Mrs\.?|Ms\.?|Mme|Mlle|[Mm]onsieur|[Mm]adame|[Mm]ademoiselle)"
    rf"\s+(?P<name>{_NAMES})"
)
_BESIDE = re.compile(
    rf"(?<!\w)(?i:{_ROLE})\s*[\s,(:]\s*"
    r"(?P<name>[A-Za-zÀ-ÿ]+(?:-[A-Za-zÀ-ÿ]+)?(?:\s+[A-ZÀ-Þ][a-zà-ÿ]+)?)"
)
#: Begin a sentence, or go on with a title: « M. Je », « Madame La Directrice ».
_NO_NAME = frozenset(
    (  # noqa: SIM905 - one word a line would hide the rest
        "je j le la les l un une il elle on nous vous ils elles et mais ou donc or ni car c "
        "ce cela ça ceci cette ces mon ma mes votre vos notre nos bonjour merci madame "
        "monsieur mademoiselle direct directrice directeur responsable i the a an he she we "
        "you they and but or this that my your our hello thank thanks"
    ).split()
)
#: Beside a role only these are taken for a name: « le livreur Chronopost » is nobody's.
_GIVEN = frozenset(
    (  # noqa: SIM905 - one word a line would hide the rest
        "abdel adam adèle adrien agathe ahmed aïcha alain alan albert alex alexandra "
        "alexandre alexis alice alicia aline alison amanda amandine amélie amina amy ana "
        "andré andréa andrew angela angélique anna anne annie anthony antoine antonio ariane "
        "arnaud arthur ashley audrey aurélie aurélien axel baptiste barbara bastien ben "
        "benjamin benoît bernard bilal brandon brian bruno camille carine carl carla carole "
        "caroline catherine cécile cédric céline chantal charles charlotte chloé chris "
        "christelle christian christine christophe claire clara clarisse claude claudine "
        "clémence clément coralie corinne cyril damien daniel danielle david deborah delphine "
        "denis diane didier dominique dylan édouard elena éléonore élodie elisa élise "
        "elizabeth ella ellen éloïse elsa emily emma emmanuel emmanuelle enzo éric estelle "
        "esther ethan eva evan eve fabien fabienne fabrice fanny farid fatima fatou florence "
        "florian francis franck françois françoise frank fred frédéric gabriel gabrielle gaël "
        "gaëlle gary geoffrey george georges gérald gérard gilles grace grégory guillaume guy "
        "hakim hamza hannah harry hassan hélène henri henry hugo ibrahim ines inès irène "
        "isabelle ismaël ivan jack jacob jacqueline jacques jade jake james jamie jane janet "
        "jason jean jeanne jennifer jenny jeremy jérémie jérémy jérôme jessica jessie jim "
        "joanna joe joël joëlle john jonathan jordan joseph josé joshua josiane juan judith "
        "jules julia julie julien juliette justin justine karen karim karima karine kate "
        "katherine kathy kelly kenza kevin kévin khadija kim laetitia laila lara laura laure "
        "laurence laurent laurie léa leila léna léo léon leslie liam lila lilian lina linda "
        "lionel lisa loïc lola louis louise luc lucas lucie lucy ludovic luke lydia maéva "
        "magali malika manon manu manuel marc marcel margaret margaux margot maria mariam "
        "marianne marie marina marine mario marion mark marta martin martine mary mathieu "
        "mathilde mathis matt matteo matthew matthieu maud maurice max maxence maxime mégane "
        "mehdi mélanie melissa mélissa mia michael michaël michel michèle mickaël mike "
        "mireille mohamed mohammed molly monique morgane moussa myriam nabil nadège nadia "
        "nadine naïma nancy naomi natacha natalie nathalie nathan nicolas nicole nina noah "
        "noé noémie nora odile olga olivia olivier omar oscar paola pascal pascale patrice "
        "patricia patrick paul paula pauline peter philippe pierre quentin rachel rachid "
        "rafael raphaël rayan raymond rebecca régine régis rémi rémy renaud renée richard "
        "robert robin roger romain romane rose roxane ryan sabine sabrina salim sam samantha "
        "samia samir samuel sandra sandrine sandy sara sarah sasha scott sean sébastien serge "
        "séverine simon simone sofia sofiane solène sonia sophia sophie stéphane stéphanie "
        "stephen steve steven susan suzanne sylvain sylvie tara tatiana teresa théo thérèse "
        "thibault thierry thomas tiffany tim timothée tina tom tony valentin valentine "
        "valérie vanessa véronique vicky victor victoria vincent virginie walid wendy will "
        "william xavier yacine yann yannick yasmine yves yvette yvonne zachary zoé zohra"
    ).split()
)


#: Words as well, unless they begin with a capital: « le vendeur, ben, il sait pas ».
_ALSO_WORDS = frozenset("ben claire frank grace guy jack mark marine max rose sam will".split())  # noqa: SIM905


#: Without one of these words the patterns need not be tried: most messages name nobody.
_LEADING = frozenset(
    {
        *("appelle", "appellerait", "nommé", "nommée", "nommés", "nommées", "prénommé"),
        *("prénommée", "nom", "certain", "certaine", "called", "named", "name", "goes"),
    }
)
_TITLES = frozenset("m mr mrs ms mme mlle monsieur madame mademoiselle".split())  # noqa: SIM905
_WORD = re.compile(r"[^\W\d_]+")


def masked(text: str) -> tuple[Found, ...]:
    """Everything in *text* that a card masks: personal data, and the names of others."""
    taken = list(find(text))
    for found in _names(text):
        if not any(found.span[0] < one.span[1] and one.span[0] < found.span[1] for one in taken):
            taken.append(found)
    return tuple(sorted(taken, key=lambda one: one.span))


def _names(text: str) -> Iterator[Found]:
    words = set(_WORD.findall(text.casefold()))
    for pattern, needed in ((_CALLED, _LEADING), (_TITLED, _TITLES)):
        for match in pattern.finditer(text) if not needed.isdisjoint(words) else ():
            if not _NO_NAME.issuperset(_words(match["name"])):
                yield Found(DataKind.NAME, match.span("name"))
    for match in _BESIDE.finditer(text) if not _GIVEN.isdisjoint(words) else ():
        name = match["name"]
        first = _words(name)[0]
        if first in _GIVEN and (first not in _ALSO_WORDS or name[0].isupper()):
            yield Found(DataKind.NAME, match.span("name"))


def _words(name: str) -> list[str]:
    return re.split(r"[\s'’-]+", name.casefold())
