"""Facts that change by the hour: `/fait` from the first word to the last reply it touches."""

import asyncio
import shutil

import pytest

from copilot.app import fact_talk
from copilot.app.playbooks import Playbooks
from copilot.app.press import press
from copilot.app.round import tick
from copilot.app.shelf import Shelf
from copilot.desk.paste import fact_lines
from copilot.domain.errors import Refused
from copilot.domain.outbox import OutboxStatus
from copilot.library.facts import FACTS, named
from copilot.library.nodes import compose
from copilot.library.report import Report
from copilot.library.shape import Reading
from copilot.library.source import Source
from tests.acceptance.conftest import INES, KARIM, LEA, NINA, ROOT, TOM, library_in
from tests.fakes.clock import FrozenClock

KEPT = ("price-rise", "praise", "late-delivery")

RISE = "l'abonnement augmente encore, vos prix explosent, c'est du vol"
NEW = "help_page maison-lumen.example/sos, en: maison-lumen.example/help-now, source : équipe web, jusqu'à 18h"
OLD = "maison-lumen.example/aide"


class Facts:
    """What people do with facts, as the desk would have it."""

    def __init__(self, story):
        self.story, self.office = story, story.office
        self.message = 100

    def type(self, person, text):
        """Somebody writes `/fait` and *text*."""
        self.message += 1
        return fact_talk.fact(self.office, message=self.message, person=person, text=text)

    def notices(self):
        """What the bot has written since the last look, as code and values."""
        told = []
        with self.office.store.write() as records:
            for notice in records.notices.waiting(limit=50):
                self.message += 1
                records.notices.sent(notice.id, message=self.message, at=self.office.clock.now())
                told.append((notice.code, notice.values, self.message))
        return told

    def last(self, code):
        """The last message of that kind."""
        return [one for one in self.notices() if one[0] == code][-1][1:]

    def answer(self, person, text):
        """Reply to the question just asked."""
        _, message = self.last("fact_prompt")
        return self.story.write(person, text, to=message)

    def press(self, values, action, person):
        token = next(b["token"] for b in values["buttons"] if b["action"] == action)
        return press(self.office, action="pick", token=token, person=person)

    def propose(self, person=LEA, text=NEW):
        self.type(person, text)
        return self.last("fact_proposed")[0]

    def settle(self, text=NEW):
        """A fact changed by its whole way; what the desk is told."""
        self.press(self.propose(text=text), "accept", INES)
        return self.last("fact_in_force")[0]


@pytest.fixture(scope="module")
def shelf(tmp_path_factory):
    """Few playbooks, whose every first answer states the facts that change here."""
    folder = tmp_path_factory.mktemp("brand")
    for kind in ("playbooks", "replies"):
        (folder / kind).mkdir()
    for name in KEPT:
        shutil.copytree(ROOT / "replies" / name, folder / "replies" / name)
    shutil.copytree(ROOT / "replies" / "shared", folder / "replies" / "shared")
    for file in (folder / "replies" / "price-rise").glob("first-2.*"):
        file.unlink()
    for name in ("charter", "facts", *KEPT):
        text = (ROOT / "playbooks" / f"{name}.yaml").read_text("utf-8")
        path = folder / "playbooks" / f"{name}.yaml"
        path.write_text(text.partition("\ntests:")[0] + "\n", "utf-8")
    library = library_in(folder, FrozenClock())
    loaded = library.load()
    assert loaded.playbook_set is not None, [str(problem) for problem in loaded.problems]
    shelf = Shelf(library)
    shelf.put_in_force(shelf.build(loaded.playbook_set))
    return shelf


@pytest.fixture
def facts(story):
    return Facts(story)


@pytest.fixture
def draft(story):
    """A reply that states the old value, not sent yet."""
    case = story.complain(RISE)
    assert OLD in story.draft(case).text, story.draft(case).text
    return case


def rules(story, case):
    return [finding.rule for finding in story.card(case).draft.findings]


def test_a_fact_given_in_one_line_is_proposed_whole(facts):
    """On a phone, one message is what people have patience for."""
    facts.type(LEA, NEW)
    proposed, _ = facts.last("fact_proposed")

    assert {"fr": "maison-lumen.example/sos", "en": "maison-lumen.example/help-now"} == proposed[
        "value"
    ]
    assert "équipe web" == proposed["source"]
    assert "2026-11-22T17:00:00+00:00" == proposed["ends_at"]
    assert {"fr", "en"} == set(proposed["samples"])
    assert "maison-lumen.example/sos" in proposed["samples"]["fr"]["sentence"]
    assert [] == proposed["samples"]["fr"]["blocked"]
    assert ["Inès Roux"] == [one["name"] for one in proposed["leads"]]


def test_a_value_that_the_charter_refuses_says_so_before_the_yes(facts):
    """Otherwise every reply that states it would be blocked an hour later, and nobody knew why."""
    facts.type(LEA, NEW.replace("maison-lumen.example/sos", "ailleurs.example/sos"))
    proposed, _ = facts.last("fact_proposed")

    assert ["links"] == proposed["samples"]["fr"]["blocked"]


def test_what_is_missing_is_asked_step_by_step(facts):
    facts.type(LEA, "help_page")
    facts.answer(LEA, "Le stock revient mardi, jusqu’à bientôt")
    facts.answer(LEA, "idem")
    facts.answer(LEA, "logistique")
    asked, message = facts.last("fact_prompt")
    facts.story.write(LEA, "18 h", to=message)
    proposed, _ = facts.last("fact_proposed")

    assert "until" == asked["asked"]
    assert dict.fromkeys(("fr", "en"), "Le stock revient mardi") == proposed["value"]
    assert "logistique" == proposed["source"]
    assert proposed["ends_at"]


@pytest.mark.parametrize(
    ("words", "trouble"),
    [("bientôt", "unclear"), ("2020-01-01", "past"), ("2031-01-01", "far")],
)
def test_an_end_that_is_no_end_is_asked_again(facts, words, trouble):
    """Half understood would be a wrong hour in public."""
    facts.type(LEA, f"help_page aide, en: help, source : web, jusqu'à {words}")
    asked, _ = facts.last("fact_prompt")

    assert (trouble, "until") == (asked["trouble"], asked["asked"])


def test_nothing_changes_before_a_brand_lead_says_yes(facts, story, draft):
    """A community manager proposes; what is true is not theirs to say."""
    proposed = facts.propose()
    with pytest.raises(Refused, match="not_allowed"):
        facts.press(proposed, "accept", LEA)

    assert "fact_changed" not in rules(story, draft)
    assert OLD in story.draft(story.complain(RISE, id="m2", author="8")).text


def test_after_the_yes_every_new_draft_says_the_new_value(facts, story):
    facts.settle()
    case = story.complain(RISE)

    assert "maison-lumen.example/sos" in story.draft(case).text
    assert [] == [rule for rule in rules(story, case) if "fact" in rule]


def test_an_unsent_draft_with_the_old_value_is_marked_and_redone_in_one_tap(facts, story, draft):
    story.press(draft, "claim", KARIM)
    told = facts.settle()
    marked = rules(story, draft)
    refused = [button.action for button in story.card(draft).buttons]
    story.press(draft, "redraft", KARIM)

    assert [draft.number] == told["numbers"]
    assert "fact_changed" in marked
    assert "approve" not in refused
    assert "maison-lumen.example/sos" in story.draft(draft).text
    assert "fact_changed" not in rules(story, draft)
    assert "approve" in [button.action for button in story.card(draft).buttons]


def test_an_approved_reply_with_the_old_value_does_not_leave(facts, story, draft, clock):
    """Guarantee 1: what the approval rested on is looked at again."""
    story.press(draft, "claim", LEA)
    story.press(draft, "approve", LEA)
    facts.settle()
    clock.advance(seconds=60)
    asyncio.run(story.delivery().round())

    assert [] == story.channel.tries
    with story.office.store.read() as records:
        assert OutboxStatus.WITHDRAWN is records.outbox.of_case(draft.id)[-1].status
    assert "open" == story.status(draft)


def test_at_its_end_to_the_second_the_value_is_blocked(facts, story, clock):
    facts.settle(NEW.replace("jusqu'à 18h", "pendant 2 h"))
    case = story.complain(RISE)
    clock.advance(hours=1, minutes=59, seconds=59)
    before = rules(story, case)
    clock.advance(seconds=1)

    assert "expired_fact" not in before
    assert "expired_fact" in rules(story, case)
    assert OLD in story.draft(story.complain(RISE, id="m2", author="8")).text


def test_when_its_time_comes_the_desk_is_told_and_the_draft_is_redone(facts, story, clock):
    facts.settle(NEW.replace("jusqu'à 18h", "pendant 2 h"))
    case = story.complain(RISE)
    clock.advance(hours=2)
    done = [tick(story.office), tick(story.office)]
    ended, _ = facts.last("fact_ended")
    story.press(case, "redraft", LEA)

    assert [1, 0] == done
    assert [case.number] == ended["numbers"]
    assert OLD == ended["now"]["value"]["fr"]
    assert OLD in story.draft(case).text


def test_a_brand_lead_ends_it_early(facts, story):
    facts.settle()
    case = story.complain(RISE)
    facts.type(LEA, "")
    listed, _ = facts.last("facts")
    first = listed["facts"][0]
    with pytest.raises(Refused, match="not_allowed"):
        facts.press(first, "end", LEA)
    facts.press(first, "end", INES)

    assert "help_page" == first["name"]
    assert "Inès Roux" == first["by"]
    assert "expired_fact" in rules(story, case)
    assert OLD in story.draft(story.complain(RISE, id="m2", author="8")).text


def test_a_second_yes_takes_the_place_of_the_first(facts, story):
    facts.settle()
    case = story.complain(RISE)
    facts.settle(NEW.replace("example/sos", "example/secours"))

    assert "fact_changed" in rules(story, case)
    assert (
        "maison-lumen.example/secours"
        in story.draft(story.complain(RISE, id="m2", author="8")).text
    )


def test_the_same_value_for_longer_blocks_nothing(facts, story, clock):
    facts.settle(NEW.replace("jusqu'à 18h", "pendant 2 h"))
    case = story.complain(RISE)
    facts.settle(NEW.replace("jusqu'à 18h", "pendant 5 h"))
    clock.advance(hours=3)

    assert [] == [rule for rule in rules(story, case) if "fact" in rule]


def test_a_proposal_pressed_twice_or_after_its_end_does_nothing(facts, clock):
    proposed = facts.propose()
    facts.press(proposed, "accept", INES)
    late = facts.propose(text=NEW.replace("jusqu'à 18h", "pendant 2 h"))
    clock.advance(hours=3)

    with pytest.raises(Refused, match="fact_settled"):
        facts.press(proposed, "accept", INES)
    with pytest.raises(Refused, match="fact_past"):
        facts.press(late, "accept", INES)


def test_a_correction_is_a_new_proposal(facts):
    """A press on the old message would approve words that are not on it."""
    proposed = facts.propose()
    facts.press(proposed, "correct", LEA)
    facts.answer(LEA, "source : support")
    again, _ = facts.last("fact_proposed")

    assert ("support", proposed["value"]) == (again["source"], again["value"])
    with pytest.raises(Refused, match="fact_settled"):
        facts.press(proposed, "accept", INES)


def test_a_new_value_in_one_language_asks_the_other_anew(facts):
    """What the other said was about the old value."""
    facts.press(facts.propose(), "correct", LEA)
    facts.answer(LEA, "maison-lumen.example/secours")
    asked, _ = facts.last("fact_prompt")

    assert "value:en" == asked["asked"]


def test_who_may(facts, story):
    """Everyone reads; trainees propose; strangers and observers change nothing."""
    facts.type(NINA, "")
    facts.type(TOM, NEW)
    facts.last("fact_proposed")
    with pytest.raises(Refused, match="not_allowed"):
        facts.type(NINA, NEW)
    with pytest.raises(Refused, match="stranger"):
        facts.type(999, "")
    facts.type(LEA, "help_page")
    with pytest.raises(Refused, match="not_asked"):
        facts.answer(KARIM, "aide")


def test_a_misspelt_name_gets_the_nearest(facts):
    with pytest.raises(Refused) as refused:
        facts.type(LEA, "help_pgae aide")

    assert ("unknown_fact", "help_page") == (refused.value.code, refused.value.values["nearest"])


def test_it_is_on_record_with_who_and_what(facts, story):
    facts.settle()
    with story.office.store.read() as records:
        entries = {entry.event: entry.words for entry in records.log.entries()}

    assert (LEA, INES) == (entries["fact_proposed"]["by"], entries["fact_changed"]["by"])
    assert OLD == entries["fact_changed"]["before"]["fr"]
    assert "maison-lumen.example/sos" == entries["fact_changed"]["value"]["fr"]


def test_the_lines_for_the_file_are_that_fact(facts):
    """They are pasted as they are: YAML that means exactly this."""
    told = facts.settle(NEW.replace("maison-lumen.example/sos", 'aide : #1 "x" {y}'))
    lines = fact_lines(told["files"])
    report = Report()
    source = Source("facts.yaml", lines)
    read = named(FACTS.read(compose(source, report), Reading(source, report, ("fr", "en"))))

    assert () == report.problems
    assert told["value"] == read["help_page"].value
    assert ("équipe web", "playbooks/facts.yaml") == (
        read["help_page"].source,
        told["files"]["path"],
    )
    assert told["files"]["until"] == read["help_page"].until.isoformat()


def test_a_fact_of_one_playbook_is_changed_there(facts, story):
    told = facts.settle(
        "cancel_terms en un clic, en: in one click, source : juridique, jusqu'à demain"
    )
    case = story.complain(RISE)

    assert "en un clic" in story.draft(case).text
    assert ("playbooks/price-rise.yaml", True) == (told["files"]["path"], told["files"]["own"])


def test_an_edit_that_types_the_new_value_is_held_to_its_end(facts, story, draft, clock):
    """The reviewer sees words, not templates: they are as much the fact as a template's."""
    facts.settle(NEW.replace("jusqu'à 18h", "pendant 2 h"))
    facts.notices()
    story.press(draft, "claim", LEA)
    old = story.draft(draft).text
    story.press(draft, "edit", LEA)
    told = facts.notices()
    story.write(LEA, old.replace(OLD, "maison-lumen.example/sos"), to=told[-1][2])
    before = rules(story, draft)
    clock.advance(hours=2)

    assert "fact_changed" not in before
    assert "expired_fact" in rules(story, draft)


def test_it_lives_through_a_restart_and_a_reload(facts, story, office, shelf):
    """The database holds it, not the process or the set."""
    facts.settle()
    office.shelf = Shelf(library_in(ROOT, office.clock))
    office.shelf.put_in_force(shelf.build(shelf.in_force.playbooks))

    assert "maison-lumen.example/sos" in story.draft(story.complain(RISE)).text


def test_a_prompt_goes_cold(facts, clock):
    facts.type(LEA, "help_page")
    clock.advance(hours=5)
    with pytest.raises(Refused, match="too_late"):
        facts.answer(LEA, "aide, en: help, source: web, jusqu'à demain")


def test_the_longest_value_is_a_short_one(facts):
    with pytest.raises(Refused, match="too_long"):
        facts.type(LEA, f"help_page {'a' * 301}")


def test_facts_are_listed_with_the_changed_one_first(facts):
    facts.settle()
    facts.type(NINA, "")
    listed, _ = facts.last("facts")
    names = [one["name"] for one in listed["facts"]]

    assert "help_page" == names[0]
    assert {"shop_hours", "cancel_terms"} <= set(names)


class Files:
    """The brand's files under the desk, saved by somebody."""

    def __init__(self, office, folder, clock):
        self.folder, self.office = folder, office
        library = library_in(folder, clock)
        office.shelf = Shelf(library)
        self.playbooks = Playbooks(office, library)
        self.playbooks.start()

    def save(self, old, new):
        path = self.folder / "playbooks" / "facts.yaml"
        text = path.read_text("utf-8")
        assert old in text
        path.write_text(text.replace(old, new), "utf-8")
        self.playbooks.adopt(self.playbooks.look() or self.playbooks.look())


@pytest.fixture
def files(office, shelf, tmp_path, clock):
    for name, text in shelf.in_force.playbooks.files.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return Files(office, tmp_path, clock)


def test_a_changed_file_marks_open_replies_that_state_the_old_value(files, facts, story, draft):
    """As `/fait` does: whoever approved it would state what is not true any more."""
    files.save("maison-lumen.example/aide", "maison-lumen.example/secours")
    told, _ = facts.last("facts_in_files")
    finding = next(f for f in story.card(draft).draft.findings if f.rule == "fact_changed")

    (one,) = told["facts"]
    assert ("help_page", [draft.number]) == (one["name"], one["numbers"])
    assert (OLD, "maison-lumen.example/secours") == (finding.values["was"], finding.values["is"])
    assert "approve" not in [button.action for button in story.card(draft).buttons]


def test_one_tap_redoes_it(files, facts, story, draft):
    files.save("maison-lumen.example/aide", "maison-lumen.example/secours")
    story.press(draft, "redraft", LEA)

    assert "maison-lumen.example/secours" in story.draft(draft).text
    assert "fact_changed" not in rules(story, draft)


def test_an_approved_reply_comes_back_when_the_file_changes_in_the_undo_time(
    files, facts, story, draft
):
    """Immediately before posting, what the approval rested on is looked at again."""
    story.press(draft, "claim", LEA)
    story.press(draft, "approve", LEA)
    files.save("maison-lumen.example/aide", "maison-lumen.example/secours")
    story.clock.advance(minutes=1)
    asyncio.run(story.delivery().round())

    assert [] == story.channel.public
    assert "open" == story.status(draft)


def test_a_changed_file_that_no_open_reply_states_is_not_told(files, facts, story):
    """`/fiches` has the version; who saved the file knows."""
    files.save("maison-lumen.example/aide", "maison-lumen.example/secours")

    assert [] == facts.notices()


def test_what_the_desk_says_goes_before_a_changed_file(files, facts, story):
    """Until its end; then the file's value counts."""
    facts.settle()
    case = story.complain(RISE)
    files.save("maison-lumen.example/aide", "maison-lumen.example/secours")

    assert [] == [code for code, _, _ in facts.notices() if code == "facts_in_files"]
    assert "fact_changed" not in rules(story, case)


def test_a_fact_that_a_file_ends_may_not_be_stated(files, facts, story, draft):
    """Whatever the draft's own set said of its end."""
    files.save("help_page:\n", "help_page:\n  until: 2026-11-02\n")
    told, _ = facts.last("facts_in_files")

    assert {} == told["facts"][0]["now"]
    assert "expired_fact" in rules(story, draft)


def test_a_process_that_kept_an_older_set_says_nothing_about_newer_drafts(
    files, facts, story, office
):
    """One that only delivers reads no files while it runs; it must not withdraw what is true."""
    kept = office.shelf.in_force
    story.clock.advance(minutes=1)
    files.save("maison-lumen.example/aide", "maison-lumen.example/secours")
    case = story.complain(RISE)
    office.shelf.put_in_force(kept)

    assert "maison-lumen.example/secours" in story.draft(case).text
    assert "fact_changed" not in rules(story, case)
