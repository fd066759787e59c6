"""What problems say in French."""

SENTENCES = {
    # the file
    "no-folder": "ce dossier n’existe pas",
    "unreadable": "ce fichier est illisible : {reason}",
    "too-large": "ce fichier pèse {size} ko ; le maximum est de {most} ko",
    "encoding": (
        "ce fichier n’est pas enregistré en UTF-8 ; choisissez « UTF-8 » dans l’éditeur, puis "
        "enregistrez de nouveau"
    ),
    "encoding/windows-1252": (
        "ce fichier est enregistré en Windows-1252 (« {shown} » se trouve ici) et non en "
        "UTF-8 ; choisissez « UTF-8 » dans l’éditeur, puis enregistrez de nouveau"
    ),
    "encoding/utf-16": (
        "ce fichier est enregistré en UTF-16 et non en UTF-8 ; choisissez « UTF-8 » dans "
        "l’éditeur, puis enregistrez de nouveau"
    ),
    "byte-order-mark": (
        "une marque invisible (BOM) ouvre ce fichier ; enregistrez-le en « UTF-8 » sans BOM"
    ),
    "control-character/line-ends": (
        "les lignes de ce fichier finissent comme sur les anciens Mac (U+000D seul) ; "
        "enregistrez-le avec les fins de ligne d’Unix (LF) ou de Windows (CRLF)"
    ),
    "control-character": "un caractère invisible ({sign}) se trouve ici ; supprimez-le",
    "empty-file": "ce fichier est vide",
    "not-read": "ce fichier n’est pas lu : ici, seuls comptent les fichiers {ending}",
    "yml/text": (
        "ce fichier n’est pas lu : son nom finit par .txt, ce que certains systèmes cachent ; "
        "renommez-le `{meant}`"
    ),
    "yml": "ce fichier n’est pas lu : son nom doit finir par .yaml, en minuscules",
    # YAML
    "syntax": "ceci n’est pas du YAML lisible",
    "syntax/sign": (
        "un texte qui commence par `{word}` est lu comme du YAML ; mettez le texte entier "
        "entre guillemets droits"
    ),
    "tab": "une tabulation se trouve dans le retrait ; mettez des espaces",
    "indent": (
        "le retrait ne correspond pas aux lignes précédentes, ou une clé n’est pas à sa place"
    ),
    "indent/phrase": (
        "cette ligne est moins en retrait que les phrases au-dessus : alignez-la (espaces à "
        "ajouter au début : {count})"
    ),
    "indent/no-break-space": (
        "une espace insécable se trouve dans le retrait ; mettez des espaces ordinaires"
    ),
    "unquoted-colon": (
        "un deuxième « : » se trouve dans cette ligne ; mettez le texte entre guillemets "
        "droits, ou en bloc sous `|`"
    ),
    "unquoted-variable": 'entre {{}}, une variable se met entre guillemets : "${{{name}}}"',
    "unclosed-quote": "un guillemet s’ouvre ici et ne se ferme jamais",
    "unclosed-bracket": (
        "un crochet ou une accolade s’ouvre ici et ne se ferme jamais, ou bien un texte y "
        "demande des guillemets"
    ),
    "missing-colon": "il manque « : » après cette clé",
    "missing-colon/space": "il manque une espace après « : »",
    "missing-colon/no-break-space": ("une espace insécable suit « : » ; retapez-la, ordinaire"),
    "phrase-sign": (
        "en début de ligne de liste, `{word}` est un signe propre à YAML ; écrivez les phrases "
        "en bloc : `fr: |`, puis une phrase par ligne, sans tiret"
    ),
    "several-documents": (
        "un deuxième document commence ici (`---`) ; un fichier n’en contient qu’un"
    ),
    "too-deep": "l’imbrication dépasse {most} niveaux",
    "anchor": (
        "les ancres (`&{word}`) ne sont pas admises ; écrivez la valeur là où elle sert. Une "
        "phrase qui commence par & s’écrit en bloc sous `|`"
    ),
    "alias": (
        "les alias (`*{word}`) ne sont pas admis ; écrivez la valeur là où elle sert. Une "
        "phrase qui commence par * s’écrit en bloc sous `|`"
    ),
    "tag": (
        "les étiquettes (`{word}`) ne sont pas admises. Une phrase qui commence par ! s’écrit "
        "en bloc sous `|`"
    ),
    "key-not-text": "une clé doit être un texte",
    "repeated-key": "`{word}` figure déjà à la ligne {first}",
    "unknown-key/replies": (
        "`{word}` n’a pas sa place ici : les réponses sont des fichiers à part, dans "
        "replies/<fiche>/first.<langue>.j2"
    ),
    "unknown-key/language": (
        "`{word}` n’est pas une clé prévue ici ; si c’est la langue de la clé au-dessus, "
        "décalez cette ligne et son texte de deux espaces"
    ),
    "unknown-key/invisible": (
        "un caractère invisible (espace insécable, par exemple) se colle à cette clé ; "
        "retapez `{meant}`"
    ),
    "unknown-key": "`{word}` n’est pas une clé prévue ici ; clés possibles : {known}",
    "unknown-key/nearest": "`{word}` n’est pas une clé prévue ici ; vouliez-vous dire `{meant}` ?",
    "missing-key": "il manque `{word}`",
    "null": "il manque une valeur ici",
    "null/phrase": (
        "pour YAML, `{word}` ne vaut rien ; mettez-le entre guillemets, ou écrivez les phrases "
        "en bloc sous `|`"
    ),
    "null/empty-phrase": (
        "cette ligne de liste est vide ; si elle commençait par #, écrivez les phrases en bloc "
        "sous `|`"
    ),
    "flow-comma": (
        "`{word}` se retrouve seul : entre {{}}, une virgule coupe le texte ; mettez le texte "
        "entier entre guillemets"
    ),
    "wrong-kind/languages": (
        "il manque une langue ici ; écrivez `fr: |` (avec deux-points et une espace), puis le "
        "texte en dessous, décalé de deux espaces"
    ),
    "wrong-kind/text-not-mapping": (
        "on attend ici un texte, et non des clés avec des valeurs ; un texte qui contient "
        "« : » se met entre guillemets"
    ),
    "wrong-kind/text-not-list": "on attend ici un texte, et non une liste",
    "wrong-kind/mapping-not-text": "on attend ici des clés avec des valeurs, et non un texte",
    "wrong-kind/mapping-not-list": "on attend ici des clés avec des valeurs, et non une liste",
    "wrong-kind/list-not-text": "on attend ici une liste, et non un texte",
    "wrong-kind/list-not-mapping": "on attend ici une liste, et non des clés avec des valeurs",
    # phrases
    "phrase-comment": (
        "`{word}` se perd : après une espace, # ouvre un commentaire, et il ne reste que "
        "« {kept} » ; écrivez les phrases en bloc : `fr: |`, puis une phrase par ligne, sans "
        "tiret"
    ),
    "phrase-comment/spaced": (
        "`{word}` est lu comme un commentaire et ne fait pas partie de « {kept} » ; s’il "
        "appartient à la phrase, écrivez les phrases en bloc sous `|`"
    ),
    "phrase-mapping": (
        "« : » transforme cette phrase en clé et valeur (« {cure} ») ; écrivez les phrases en "
        "bloc : `fr: |`, puis une phrase par ligne, sans tiret"
    ),
    "phrase-mapping/instead": (
        "on attend ici des phrases, et non des clés avec des valeurs ; écrivez-les en bloc : "
        "`fr: |`, puis une phrase par ligne"
    ),
    "phrase-mapping/list": (
        "une liste se trouve dans la liste des phrases ; une phrase qui commence par - ou [ "
        "s’écrit en bloc : `fr: |`, puis une phrase par ligne"
    ),
    "phrase-folded": (
        "plusieurs lignes n’en font plus qu’une ici ; écrivez les phrases en bloc : `fr: |`, "
        "puis une phrase par ligne"
    ),
    "no-phrases": "il n’y a aucune phrase ici",
    "eaten-comment": (
        "`{word}` se perd : après une espace, # ouvre un commentaire, et il ne reste que "
        "« {kept} » ; mettez le texte entier entre guillemets"
    ),
    # values
    "empty-text": "ce texte est vide",
    "too-long": "ce texte compte {length} caractères ; le maximum est de {most}",
    "typographic-quotes": (
        'ces guillemets font partie du texte ; utilisez des guillemets droits (") ou aucun'
    ),
    "unknown-word": "`{word}` n’est pas prévu ici ; possibles : {known}",
    "unknown-word/nearest": (
        "`{word}` n’est pas prévu ici ; vouliez-vous dire `{meant}` ? Possibles : {known}"
    ),
    "not-a-number": "`{word}` n’est pas un nombre entier",
    "out-of-range": "`{word}` n’est pas compris entre {least} et {most}",
    "not-a-day": "`{word}` n’est pas une date ; écrivez-la sous la forme 2026-11-24",
    "not-a-duration": (
        "`{word}` n’est pas une durée ; écrivez le nombre et l’unité collés : {count}wd = "
        "{count} jours ouvrés, {count}d = {count} jours, {count}h = {count} heures, {count}m = "
        "{count} minutes"
    ),
    "not-a-duration/clock": (
        "`{word}` n’est pas une durée prévue ici ; écrivez le nombre et l’unité collés : "
        "{count}d = {count} jours, {count}h = {count} heures, {count}m = {count} minutes"
    ),
    "not-an-id": (
        "`{word}` n’est pas un identifiant ; minuscules, chiffres et traits d’union, par "
        "exemple {example}"
    ),
    "not-an-id/file": (
        "`{word}` n’est pas un identifiant ; nommez le fichier en minuscules, chiffres et "
        "traits d’union, par exemple late-delivery.yaml"
    ),
    "not-a-name": (
        "`{word}` n’est pas un nom utilisable dans les modèles ; minuscules sans accent, "
        "chiffres et _, par exemple repair_delay"
    ),
    "not-a-domain": "`{word}` n’est pas un nom de domaine ; écrivez par exemple {example}",
    "too-few": "il en faut au moins {least}",
    "dates-crossed": "`until` précède `since`",
    "unknown-language/nearest": ("`{word}` n’est pas une langue ; vouliez-vous dire `{meant}` ?"),
    "unknown-language/expectation": (
        "`{word}` se place sous une langue ; décalez cette ligne et ses phrases de deux "
        "espaces, sous `fr:`"
    ),
    "unknown-expectation/nearest": (
        "`{word}` n’est pas une attente ; vouliez-vous dire `{meant}` ?"
    ),
    "unknown-language": (
        "`{word}` n’est pas une langue ; écrivez deux lettres, par exemple fr ou en"
    ),
    "unknown-expectation": (
        "`{word}` n’est pas une attente ; écrivez this, not this ou l’identifiant d’une autre "
        "fiche"
    ),
    "id-not-file-name": "l’identifiant `{word}` diffère du nom du fichier, `{name}`",
    "taken-id": "`{word}` ne peut pas nommer une fiche : playbooks/{word}.yaml a un autre sens",
    "repeated-id": "un autre fichier porte l’identifiant `{word}` : {other}",
    # replies
    "misnamed-template": (
        "`{word}` n’est pas un nom de modèle ; écrivez par exemple first.fr.j2 ou first-2.fr.j2"
    ),
    "misnamed-template/ending": "ce fichier n’est pas lu : le nom d’un modèle finit par .j2",
    "misnamed-template/folder": (
        "`{word}` n’est pas le dossier d’une fiche ; les modèles se trouvent dans replies/<fiche>/"
    ),
    "misnamed-template/stage": "`{word}` n’est pas une étape ; étapes possibles : {known}",
    "misnamed-template/stage-nearest": (
        "`{word}` n’est pas une étape ; vouliez-vous dire `{meant}` ? Étapes possibles : {known}"
    ),
    "misnamed-template/language": (
        "`{word}` n’est pas une langue ; écrivez deux lettres, par exemple first.fr.j2"
    ),
    "misnamed-template/number": (
        "`{word}` n’est pas un numéro de variante ; la première n’en a pas, la suivante porte le 2"
    ),
    # the charter, over what templates render
    # the playbooks' own tests
    # the environment
    "missing-variable": "la variable d’environnement {name} n’est pas définie",
    "partial-variable": 'une variable tient lieu de valeur entière ; écrivez "${{{name}}}" seul',
    # silences
    "bad-silence": (
        "il manque la raison, en quelques mots : `copilot: silence {word} — pourquoi`"
    ),
    "bad-silence/form": (
        "ce commentaire ne tait rien ; écrivez `copilot: silence RÈGLE — pourquoi`"
    ),
    "bad-silence/rule": (
        "il n’y a pas de règle `{word}` ; la règle est le mot entre crochets à la fin d’un message"
    ),
    "bad-silence/rule-nearest": ("il n’y a pas de règle `{word}` ; vouliez-vous dire `{meant}` ?"),
    "bad-silence/phrases": (
        "dans un bloc, chaque ligne est une phrase, celle-ci aussi ; placez le commentaire "
        "au-dessus du bloc"
    ),
    "bad-silence/error": (
        "`{word}` est ici une erreur, et une erreur ne se tait pas : corrigez-la, puis retirez "
        "ce commentaire"
    ),
    "unneeded-silence": "`{word}` n’a rien à dire ici ; retirez ce commentaire",
    "unneeded-silence/charter": ("`{word}` n’a rien à dire de {template} ; retirez ce silence"),
    "phrase-comment/in-block": (
        "dans un bloc, cette ligne est une phrase et non un commentaire ; placez les "
        "commentaires au-dessus du bloc, ou retirez l’espace après # si les clients écrivent ainsi"
    ),
}
