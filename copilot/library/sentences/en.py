"""What problems say in English."""

SENTENCES = {
    # the file
    "no-folder": "this folder does not exist",
    "unreadable": "this file cannot be read: {reason}",
    "too-large": "this file has {size} kB; {most} kB are the most",
    "encoding": "this file is not saved as UTF-8; choose “UTF-8” in the editor and save again",
    "encoding/windows-1252": (
        "this file is saved as Windows-1252 (“{shown}” stands here), not as UTF-8; choose "
        "“UTF-8” in the editor and save again"
    ),
    "encoding/utf-16": (
        "this file is saved as UTF-16, not as UTF-8; choose “UTF-8” in the editor and save again"
    ),
    "byte-order-mark": "an invisible mark (BOM) stands first; save as “UTF-8” without BOM",
    "control-character": "an invisible character ({sign}) stands here; delete it",
    "empty-file": "this file is empty",
    "not-read": "this file is not read: only {ending} files count here",
    "yml": "this file is not read: its name must end in .yaml, not .yml",
    # YAML
    "syntax": "this cannot be read as YAML",
    "tab": "a tab stands in the indentation; use spaces",
    "indent": "the indentation does not fit the lines above, or a key is missing its place",
    "indent/phrase": (
        "this line stands further left than the phrases above: line it up (spaces to add in "
        "front: {count})"
    ),
    "indent/no-break-space": "a no-break space stands in the indentation; use ordinary spaces",
    "unquoted-colon": (
        "a second `: ` stands in this line; put the text in quotes, or write it as block text "
        "under `|`"
    ),
    "unquoted-variable": 'inside {{}} a variable needs quotes: write "${{{name}}}"',
    "unclosed-quote": "a quote opens here and never closes",
    "unclosed-bracket": "a bracket opens here and never closes, or a text inside it needs quotes",
    "missing-colon": "a `:` is missing after this key",
    "phrase-sign": (
        "YAML takes `{word}` at the start of an item for a sign of its own; write the phrases "
        "as block text: `fr: |`, then one phrase a line, without dashes"
    ),
    "several-documents": "a second document starts here (`---`); one file holds one",
    "too-deep": "this is nested more than {most} deep",
    "anchor": (
        "anchors (`&{word}`) are not allowed; write the value where it is needed. A phrase "
        "that starts with & goes into block text under `|`"
    ),
    "alias": (
        "aliases (`*{word}`) are not allowed; write the value where it is needed. A phrase "
        "that starts with * goes into block text under `|`"
    ),
    "tag": (
        "tags (`{word}`) are not allowed. A phrase that starts with ! goes into block text "
        "under `|`"
    ),
    "key-not-text": "a key must be a text",
    "repeated-key": "`{word}` is already set on line {first}",
    "unknown-key": "`{word}` is not a key here; known: {known}",
    "unknown-key/nearest": "`{word}` is not a key here; did you mean `{meant}`?",
    "missing-key": "`{word}` is missing",
    "null": "a value is missing here",
    "null/phrase": (
        "YAML reads `{word}` as nothing; put it in quotes, or write the phrases as block text "
        "under `|`"
    ),
    "null/empty-phrase": (
        "this item is empty; if a # stood there, write the phrases as block text under `|`"
    ),
    "flow-comma": (
        "`{word}` stands alone: a comma inside {{}} ends a text; put the whole text in quotes"
    ),
    "wrong-kind/text-not-mapping": (
        "a text belongs here, not keys with values; a text with `: ` in it needs quotes"
    ),
    "wrong-kind/text-not-list": "a text belongs here, not a list",
    "wrong-kind/mapping-not-text": "keys with values belong here, not a text",
    "wrong-kind/mapping-not-list": "keys with values belong here, not a list",
    "wrong-kind/list-not-text": "a list belongs here, not a text",
    "wrong-kind/list-not-mapping": "a list belongs here, not keys with values",
    # phrases
    "phrase-comment": (
        "`{word}` is lost: after a space, # starts a comment, and only “{kept}” is read; write "
        "the phrases as block text: `fr: |`, then one phrase a line, without dashes"
    ),
    "phrase-comment/spaced": (
        "`{word}` is read as a comment, not as part of “{kept}”; if it belongs to the phrase, "
        "write the phrases as block text under `|`"
    ),
    "phrase-mapping": (
        "`: ` makes keys with values out of this phrase (“{cure}”); write the phrases as block "
        "text: `fr: |`, then one phrase a line, without dashes"
    ),
    "phrase-mapping/instead": (
        "phrases belong here, not keys with values; write them as block text: `fr: |`, then "
        "one phrase a line"
    ),
    "phrase-mapping/list": (
        "a list inside a list of phrases; a phrase that starts with - or [ goes into block "
        "text: `fr: |`, then one phrase a line"
    ),
    "phrase-folded": (
        "several lines become one phrase here; write the phrases as block text: `fr: |`, then "
        "one phrase a line"
    ),
    "no-phrases": "no phrase stands here",
    "eaten-comment": (
        "`{word}` is lost: after a space, # starts a comment, and only “{kept}” is read; put "
        "the whole text in quotes"
    ),
    # values
    "empty-text": "this text is empty",
    "too-long": "this text has {length} characters; {most} are the most",
    "typographic-quotes": 'these quotes are part of the text; use straight quotes (") or none',
    "unknown-word": "`{word}` is not known here; known: {known}",
    "unknown-word/nearest": "`{word}` is not known here; did you mean `{meant}`? Known: {known}",
    "not-a-number": "`{word}` is not a whole number",
    "out-of-range": "`{word}` is outside {least} to {most}",
    "not-a-day": "`{word}` is not a day; write it as 2026-11-24",
    "not-a-duration": (
        "`{word}` is not a length of time; write number and unit together: {count}wd = {count} "
        "working days, {count}d = {count} days, {count}h = {count} hours, {count}m = {count} "
        "minutes"
    ),
    "not-a-duration/clock": (
        "`{word}` is not a length of time that may stand here; write number and unit together: "
        "{count}d = {count} days, {count}h = {count} hours, {count}m = {count} minutes"
    ),
    "not-an-id": (
        "`{word}` is not an id; lower-case letters, digits and hyphens make one, as {example}"
    ),
    "not-an-id/file": (
        "`{word}` is not an id; name the file with lower-case letters, digits and hyphens, as "
        "late-delivery.yaml"
    ),
    "not-a-name": (
        "`{word}` is not a name that templates can use; lower-case letters, digits and _ make "
        "one, as repair_delay"
    ),
    "not-a-domain": "`{word}` is not a domain; write it as {example}",
    "too-few": "at least {least} belong here",
    "dates-crossed": "`until` is before `since`",
    "unknown-language": "`{word}` is not a language; write two letters, as fr or en",
    "unknown-expectation": (
        "`{word}` is no expectation; write this, not this, or the id of another playbook"
    ),
    "id-not-file-name": "the id `{word}` is not the file's name, `{name}`",
    "taken-id": "`{word}` is not a playbook's name: playbooks/{word}.yaml means something else",
    "repeated-id": "another file has the id `{word}`: {other}",
    # replies
    "misnamed-template": (
        "`{word}` is not a template's name; write it as first.fr.j2 or first-2.fr.j2"
    ),
    "misnamed-template/ending": "this file is not read: a template's name ends in .j2",
    "misnamed-template/folder": (
        "`{word}` is not the folder of a playbook; templates live in replies/<playbook>/"
    ),
    "misnamed-template/stage": "`{word}` is not a stage; known: {known}",
    "misnamed-template/stage-nearest": (
        "`{word}` is not a stage; did you mean `{meant}`? Known: {known}"
    ),
    "misnamed-template/language": "`{word}` is not a language; write two letters, as first.fr.j2",
    "misnamed-template/number": (
        "`{word}` is not a variant's number; the first has none, the next is 2"
    ),
    "missing-first": "there is no first answer in `{lang}`; write {word}",
    "missing-kept": "nothing can be said when the promise is kept; write {word}",
    "orphan-reply": "there is no playbook `{word}`",
    "orphan-reply/nearest": "there is no playbook `{word}`; did you mean `{meant}`?",
    "no-playbooks": "there is no playbook here; write at least one",
    "template-syntax": (
        "this template cannot be read here; look again at what stands in {{{{ }}}} or {{% %}}"
    ),
    "template-syntax/unknown-tag": "there is no `{{% {word} %}}`; possible are {known}",
    "template-syntax/unknown-tag-nearest": (
        "there is no `{{% {word} %}}`; did you mean `{{% {meant} %}}`?"
    ),
    "template-syntax/unclosed-tag": (
        "`{{% {word} %}}` opens here and never closes; add `{{% {meant} %}}` where it ends"
    ),
    "template-syntax/crossed": (
        "`{{% {word} %}}` comes too soon: `{{% {tag} %}}` is still open; close it first with "
        "`{{% {meant} %}}`"
    ),
    "template-syntax/closes-nothing": (
        "`{{% {word} %}}` has nothing to close here; take it out, or see what should open above"
    ),
    "template-syntax/unclosed-comment": "a comment opens with {{# and never closes; add #}}",
    "template-syntax/braces": (
        "a brace or a % is missing here; write {{{{ promise.due }}}} and {{% endif %}}"
    ),
    "template-syntax/sign": (
        "the sign “{word}” is not allowed here; in {{{{ }}}} and {{% %}} quotes are straight and "
        "come in pairs"
    ),
    "template-syntax/too-deep": (
        "this cannot be read as a template: it is nested too deep or holds too large a number"
    ),
    "template-construct": "`{word}` is not allowed in a template",
    "template-call": "nothing can be called in a template but super() and loop.cycle()",
    "unknown-part": "`{word}` is not a part of a reply; known: {known}",
    "unknown-part/nearest": (
        "`{word}` is not a part of a reply; did you mean `{meant}`? Known: {known}"
    ),
    "unknown-filter": "`{word}` is not a filter or test; known: {known}",
    "unknown-filter/nearest": (
        "`{word}` is not a filter or test; did you mean `{meant}`? Known: {known}"
    ),
    "undefined-name": "`{word}` is not known to templates; known: {known}",
    "undefined-name/nearest": (
        "`{word}` is not known to templates; did you mean `{meant}`? Known: {known}"
    ),
    "include-missing": "there is no file `{word}` in replies/",
    "include-missing/nearest": "there is no file `{word}` in replies/; did you mean `{meant}`?",
    "include-outside": "`{word}` lies outside replies/",
    "include-circle": "`{word}` includes this file again: they go round in circles",
    "include-not-named": (
        'what is included must be named in quotes, as {{% include "shared/sign.fr.j2" %}}'
    ),
    "unknown-fact": "there is no fact `{word}`; known: {known}",
    "unknown-fact/nearest": "there is no fact `{word}`; did you mean `{meant}`?",
    "fact-language": "the fact `{word}` has no value in `{lang}`",
    "fact-languages": "the fact `{word}` has no value in {lang}",
    "fact-expired": (
        "the fact `{word}` expired on {until}; replies that state it cannot be drafted"
    ),
    "fact-expires": "the fact `{word}` expires soon, on {until}",
    "unknown-ask": "the playbook does not `ask` for `{word}`; it asks for: {known}",
    "unknown-ask/nearest": "the playbook does not `ask` for `{word}`; did you mean `{meant}`?",
    "no-promise": (
        "the playbook `{word}` promises nothing; give it a `promise`, or leave it out here"
    ),
    "render-failed": "this cannot be rendered: {reason}",
    "render-empty": "nothing is left when this is rendered",
    "few-examples": (
        "examples in `{lang}`: {count}; from {least} on, the playbook is recognised far better"
    ),
    "repeated-example": "the same example stands in {first}; it can belong to one playbook only",
    "repeated-example/same-file": "the same example stands on line {first}",
    "excluded-example": "this example holds `{word}`, which its own `excludes` rejects",
    "silence-nowhere": "there is no template `{word}` to silence",
    "silence-nowhere/nearest": "there is no template `{word}` to silence; did you mean `{meant}`?",
    # the charter, over what templates render
    "charter-banned": "the reply says “{word}”, which the charter bans",
    "charter-length": "the reply has {length} characters; {limit} are the most",
    "charter-links": "the reply links to {domain}, which the charter does not allow",
    "charter-personal_data": "the reply shows personal data: {word}",
    "charter-parts": (
        "the part `{part}` is missing, which the charter demands of a `{stage}` reply"
    ),
    "charter-promises": (
        "the reply promises “{word}”, which its playbook does not promise; take it out, or say "
        "{{{{ promise.due }}}} or a fact"
    ),
    "charter-promotion": "the reply advertises: “{word}”",
    "charter-voice": "“{word}”: the charter's voice is `{voice}`",
    "charter-greeting/missing": "the reply does not greet",
    "charter-greeting/again": "the reply greets again in the middle of an exchange",
    "charter-exclamation": "the reply has {count} exclamation marks; {most} are the most",
    "charter-capitals": "“{word}” shouts",
    "charter-emoji": "the reply has {count} emoji; {most} are the most",
    # the playbooks' own tests
    "failed-test/this": "this phrase must find `{expected}`, and {found}",
    "failed-test/not-this": "this phrase must not find `{expected}`, and does ({confidence})",
    "unknown-playbook": "there is no playbook `{word}`; known: {known}",
    "unknown-playbook/nearest": "there is no playbook `{word}`; did you mean `{meant}`?",
    "found/none": "none is found; the nearest is `{first}` ({confidence})",
    "found/nothing": "none is found",
    "found/other": "`{first}` wins ({confidence})",
    "found/other-because": "`{first}` wins ({confidence}) by its example “{example}”",
    # the environment
    "missing-variable": "the environment variable {name} is not set",
    "partial-variable": 'a variable stands for a whole value; write "${{{name}}}" alone',
}
