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
    "control-character/line-ends": (
        "the lines of this file end as on old Macs (U+000D alone); save it with the line ends of "
        "Unix (LF) or Windows (CRLF)"
    ),
    "control-character": "an invisible character ({sign}) stands here; delete it",
    "empty-file": "this file is empty",
    "not-read": "this file is not read: only {ending} files count here",
    "yml": "this file is not read: its name must end in .yaml, in small letters",
    "yml/text": (
        "this file is not read: its name ends in .txt, which some systems hide; rename it "
        "`{meant}`"
    ),
    # YAML
    "syntax": "this cannot be read as YAML",
    "syntax/sign": (
        "a text that begins with `{word}` is read as YAML; put the whole text in straight quotes"
    ),
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
    "missing-colon/space": "a space is missing after the `:`",
    "missing-colon/no-break-space": "a no-break space follows the `:`; type an ordinary one",
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
    "unknown-key/language": (
        "`{word}` is not a key here; if it is the language of the key above, shift this line and "
        "its text by two spaces"
    ),
    "unknown-key/invisible": (
        "a sign that nobody sees (a no-break space, perhaps) sticks to this key; type `{meant}` "
        "again"
    ),
    "unknown-key/replies": (
        "`{word}` does not belong here: replies are files of their own, in "
        "replies/<playbook>/first.<language>.j2"
    ),
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
    "wrong-kind/languages": (
        "a language is missing here; write `fr: |` (with a colon and a space), then the text "
        "below it, shifted by two spaces"
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
    "unknown-language/nearest": "`{word}` is not a language; did you mean `{meant}`?",
    "unknown-language/expectation": (
        "`{word}` belongs below a language; shift this line and its phrases by two spaces, "
        "below `fr:`"
    ),
    "unknown-expectation/nearest": "`{word}` is no expectation; did you mean `{meant}`?",
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
    # the charter, over what templates render
    # the playbooks' own tests
    # the environment
    "missing-variable": "the environment variable {name} is not set",
    "partial-variable": 'a variable stands for a whole value; write "${{{name}}}" alone',
    # silences
    "bad-silence": ("a silence needs its reason, in a few words: `copilot: silence {word} — why`"),
    "bad-silence/form": "this silences nothing; write `copilot: silence RULE — why`",
    "bad-silence/rule": (
        "there is no rule `{word}`; the rule is the word in brackets at the end of a message"
    ),
    "bad-silence/rule-nearest": "there is no rule `{word}`; did you mean `{meant}`?",
    "bad-silence/phrases": (
        "inside a block every line is a phrase, this one too; put the comment above the block"
    ),
    "bad-silence/error": (
        "`{word}` is an error here, and errors cannot be silenced: put it right, and remove this"
    ),
    "unneeded-silence": "`{word}` has nothing to say here; remove this comment",
    "unneeded-silence/charter": ("`{word}` has nothing to say of {template}; remove this silence"),
    "phrase-comment/in-block": (
        "inside a block this line is a phrase and not a comment; put comments above the block, "
        "or remove the space after # if customers write it so"
    ),
}
