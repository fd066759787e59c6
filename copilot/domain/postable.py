"""Text in the letters that every platform leaves as they are."""

import re
import unicodedata

_LINE_ENDS = re.compile("\r\n|[\r\u2028\u2029]")
#: Controls, halves of a character, and the older controls of writing direction.
_DROPPED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\ud800-\udfff]")


def postable(text: str) -> str:
    """
    *text* as it will stand on a platform: NFC, plain line ends and spaces, nothing unseen in it.

    What is approved is what is public to the letter, so whatever a platform would change is
    changed before anybody reads it (https://core.telegram.org/bots/api, and what the embedded
    Bot API does with a text).
    """
    composed = unicodedata.normalize("NFC", _LINE_ENDS.sub("\n", text))
    return _DROPPED.sub("", composed.replace("\t", " "))
