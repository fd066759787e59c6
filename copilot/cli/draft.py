"""`copilot draft`: as `match`, and the drafts as a community manager would see them."""

import argparse
import json
from collections.abc import Mapping

from copilot.cli import complaints
from copilot.cli.complaints import add_texts, answer, given
from copilot.cli.match_json import as_json
from copilot.cli.match_words import headline, in_words
from copilot.cli.reading import read_set
from copilot.cli.sample import Drafts, Sample
from copilot.cli.setting import add_library, find
from copilot.cli.words import say
from copilot.domain.charter import Finding, Level, blocks
from copilot.domain.complaint import Complaint
from copilot.domain.draft import ChannelFacts
from copilot.domain.match import Match
from copilot.domain.playbook import Playbook, Stage
from copilot.library.sentences import SENTENCES
from copilot.matching.matcher import Matcher

EXAMPLE = """\
example:
  copilot draft "mon écran est arrivé cassé"
  copilot draft "mon écran est arrivé cassé" --channel NAME
  copilot draft --stage solution --file FILE --json
`copilot import --help` says how a line of FILE is written.
"""
_NO_DRAFT = ("person", "silent")


def add(parser: argparse.ArgumentParser) -> None:
    """Describe the command and its arguments."""
    parser.epilog = EXAMPLE
    add_texts(parser)
    parser.add_argument("--channel", metavar="NAME", help="for this channel of the configuration")
    parser.add_argument(
        "--stage", choices=[one.value for one in Stage], default=Stage.FIRST.value,
        help="which reply (first)",
    )  # fmt: skip
    add_library(parser)


def run(args: argparse.Namespace) -> int:
    """Answer every message; 1 when a line was refused."""
    setting = find(args)
    playbooks = read_set(setting)
    matcher = Matcher.build(playbooks.playbooks.values())
    drafts = Drafts(setting, playbooks)
    channel = drafts.channel(args.channel)
    status = 0
    for line in given(args, channel=channel.name):
        if line.complaint is None:
            complaints.tell(args, line)
            status = 1
            continue
        lang = args.lang or line.complaint.lang
        found = matcher.match(line.complaint.text, lang)
        samples = _samples(args, drafts, line.complaint, found, channel)
        known = playbooks.playbooks
        said = _shown(
            args,
            line.complaint,
            found,
            known,
            samples=samples,
            channel=channel,
            language=setting.problem_language,
        )
        answer(said)
    return status


def _samples(
    args: argparse.Namespace,
    drafts: Drafts,
    complaint: Complaint,
    found: Match,
    channel: ChannelFacts,
) -> list[Sample]:
    if found.playbook is None:
        return []
    return list(
        drafts.of(
            complaint,
            playbook=found.playbook,
            lang=found.lang,
            stage=Stage(args.stage),
            channel=channel,
        )
    )


def _shown(
    args: argparse.Namespace,
    complaint: Complaint,
    found: Match,
    playbooks: Mapping[str, Playbook],
    *,
    samples: list[Sample],
    channel: ChannelFacts,
    language: str,
) -> str:
    if args.json:
        drafted = [_as_json(one, channel) for one in samples]
        return json.dumps({**as_json(found, complaint.id), "drafts": drafted}, ensure_ascii=False)
    tell = headline if args.file is not None else in_words
    said = [tell(found, complaint.text, playbooks, language)]
    if args.file is not None:
        said = [f"{complaint.id}: {said[0]}"]
    if not samples:
        said.append(_why_none(found, playbooks, args.stage, language))
    for place, one in enumerate(samples, 1):
        head = f"\n--- {place}/{len(samples)} · {one.template.path}"
        said.append(_in_words(one, head, channel, language))
    return "\n".join(said)


def _why_none(found: Match, playbooks: Mapping[str, Playbook], stage: str, language: str) -> str:
    code = "no-draft"
    if found.playbook is not None:
        posture = playbooks[found.playbook].posture.value
        code = f"no-draft/{posture if posture in _NO_DRAFT else 'stage'}"
    return "\n" + say(language, code, playbook=found.playbook, stage=stage)


def _as_json(one: Sample, channel: ChannelFacts) -> dict[str, object]:
    said: dict[str, object] = {"template": one.template.path, "fault": one.fault}
    if one.rendered is None:
        return said | {"text": None}
    rendered = one.rendered
    due = rendered.promise_due.isoformat() if rendered.promise_due else None
    return said | {
        "text": rendered.text,
        "lang": one.template.lang,
        "stage": one.template.stage.value,
        "length": len(rendered.text),
        "limit": channel.limit,
        "blocked": blocks(rendered.findings),
        "findings": [
            {
                "rule": finding.rule,
                "level": finding.level.value,
                "span": list(finding.span) if finding.span else None,
                "words": finding.words,
                "message": sentence(finding, "en"),
            }
            for finding in rendered.findings
        ],
        "facts": [fact.name for fact in rendered.facts],
        "promise": {"what": rendered.promise, "due": due} if rendered.promise else None,
    }


def _in_words(one: Sample, head: str, channel: ChannelFacts, language: str) -> str:
    if one.rendered is None:
        return f"{head}\n{say(language, 'not-rendered', fault=one.fault)}"
    rendered = one.rendered
    said = [f"{head} · {len(rendered.text)}/{channel.limit}", rendered.text]
    said += [
        say(
            language,
            "blocked" if finding.level is Level.BLOCK else "note",
            finding=sentence(finding, language),
        )
        for finding in rendered.findings
    ]
    if not rendered.findings:
        said.append(say(language, "charter-fine"))
    if rendered.promise and rendered.promise_due:
        due = format(rendered.promise_due, "%Y-%m-%d %H:%M")
        said.append(say(language, "promises", promise=rendered.promise, due=due))
    return "\n".join(said)


def sentence(finding: Finding, language: str) -> str:
    """What the charter says, in a sentence."""
    case = finding.values.get("case")
    code = f"charter-{finding.rule}" + (f"/{case}" if case else "")
    known = SENTENCES[language]
    template = known.get(code) or known.get(f"charter-{finding.rule}")
    if template is None:
        return finding.rule
    return template.format_map({"word": finding.words, "channel": "", **finding.values})
