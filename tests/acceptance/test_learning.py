"""A changed set comes into force at once; what takes long to learn of it follows."""

import pytest

from copilot.app import shelf as shelves
from copilot.app.in_force import playbooks_in_force
from copilot.app.playbooks import Playbooks
from copilot.app.shelf import Shelf
from copilot.desk.playbooks_text import playbooks_text
from copilot.desk.words import load
from copilot.library.index_folder import IndexFolder
from copilot.matching.matcher import Matcher
from tests.acceptance.conftest import LEA, library_in
from tests.acceptance.small_brand import EXAMPLES, PRICES, write_brand, write_playbook

RISE = "l'abonnement augmente encore, quelle hausse de tarif"
LATE = "mon colis devait arriver mardi, toujours rien"
HUM = "il grésille"
HUMS = EXAMPLES["broken-on-arrival"].replace("  fr: |\n", f"  fr: |\n    {HUM} fort\n    {HUM}\n")


class Kept:
    """Learns, counts how often, and keeps nothing."""

    def __init__(self):
        self.times = 0

    def known(self, playbooks):
        return None

    def learn(self, playbooks):
        self.times += 1
        return Matcher.build(playbooks)


class Desk:
    """A brand's files under a desk that takes every set for a large one."""

    def __init__(self, office, folder, clock, learning):
        self.office, self.folder, self.learning = office, folder, learning
        library = library_in(folder, clock)
        office.shelf = Shelf(library, learning=learning)
        self.playbooks = Playbooks(office, library)
        self.playbooks.start()

    def saved(self):
        found = self.playbooks.look() or self.playbooks.look()
        assert found.built is not None, found.loaded.problems
        self.playbooks.adopt(found)

    def study(self, steps=9):
        """As the service does in the background; how many steps there were to take."""
        for step in range(steps):
            studied = self.playbooks.study.work()
            if studied is None:
                return step
            self.playbooks.study.adopt(studied)
        return steps

    def found(self, text):
        return self.office.shelf.in_force.matcher.match(text, "fr").playbook

    @property
    def is_learned(self):
        return self.office.shelf.in_force.is_learned

    def told(self):
        with self.office.store.write() as records:
            waiting = records.notices.waiting(limit=50)
            for one in waiting:
                records.notices.sent(one.id, message=None, at=self.office.clock.now())
        return [(one.code, one.values) for one in waiting]


@pytest.fixture
def folder(tmp_path):
    write_brand(tmp_path)
    return tmp_path


@pytest.fixture
def desk(office, folder, clock, monkeypatch):
    monkeypatch.setattr(shelves, "AT_ONCE", 0)
    return Desk(office, folder, clock, Kept())


def test_a_changed_example_comes_into_force_before_it_is_learned(desk, folder):
    """Everything else that was saved with it counts from now on."""
    write_playbook(folder, "broken-on-arrival", HUMS)
    desk.saved()
    playbooks = desk.office.shelf.in_force.playbooks
    before = (desk.is_learned, desk.learning.times, desk.found(HUM), desk.found(LATE))
    desk.study()

    assert f"{HUM} fort" in playbooks.playbooks["broken-on-arrival"].examples["fr"]
    assert (False, 1, None, "late-delivery") == before
    assert (True, 2, "broken-on-arrival") == (
        desk.is_learned,
        desk.learning.times,
        desk.found(HUM),
    )
    assert playbooks is desk.office.shelf.in_force.playbooks


def test_a_new_playbook_is_found_once_it_is_learned_and_may_be_chosen_at_once(desk, folder, story):
    write_playbook(folder, "price-rise", PRICES)
    desk.saved()
    case = story.complain(RISE)
    found = desk.found(RISE)
    story.press(case, "playbook", LEA, "price-rise")
    desk.study()

    assert found != "price-rise"
    assert "price-rise" == story.card(case).match.title
    assert "price-rise" == desk.found(RISE)


def test_one_taken_out_is_found_no_more(desk, folder):
    """Its replies are gone with it."""
    for path in [*(folder / "replies" / "late-delivery").iterdir()]:
        path.unlink()
    (folder / "playbooks" / "late-delivery.yaml").unlink()
    desk.saved()
    match = desk.office.shelf.in_force.matcher.match(LATE, "fr")

    assert not desk.is_learned
    assert "late-delivery" not in [one.playbook for one in match.candidates]


def test_conditions_count_before_anything_is_learned(desk, folder):
    """They are not learned, only looked at."""
    write_playbook(
        folder, "late-delivery", EXAMPLES["late-delivery"], more="excludes: {fr: [mardi]}\n"
    )
    before = desk.found(LATE)
    desk.saved()

    assert ("late-delivery", True) == (before, desk.is_learned)
    assert desk.found(LATE) != "late-delivery"
    assert 1 == desk.learning.times


def test_what_is_learned_of_an_older_set_serves_the_newer_one_until_that_is_learned(desk, folder):
    """Who saves every second must not be matched by last week's examples for ever."""
    write_playbook(folder, "broken-on-arrival", HUMS)
    desk.saved()
    older = desk.playbooks.study.work()
    write_playbook(folder, "price-rise", PRICES)
    desk.saved()
    newest = desk.office.shelf.in_force.playbooks
    desk.playbooks.study.adopt(older)
    between = (desk.is_learned, desk.found(HUM), desk.found(RISE) == "price-rise")
    desk.study()

    assert (False, "broken-on-arrival", False) == between
    assert newest is desk.office.shelf.in_force.playbooks
    assert (True, "price-rise") == (desk.is_learned, desk.found(RISE))


def test_what_is_learned_too_late_changes_nothing(desk, folder):
    """The change was undone meanwhile: the examples in force are known already."""
    write_playbook(folder, "broken-on-arrival", HUMS)
    desk.saved()
    late = desk.playbooks.study.work()
    write_playbook(folder, "broken-on-arrival", EXAMPLES["broken-on-arrival"])
    desk.saved()
    known = desk.office.shelf.in_force
    desk.playbooks.study.adopt(late)

    assert known.is_learned
    assert known is desk.office.shelf.in_force


def test_a_set_built_while_another_was_learned_takes_what_was_learned(desk, folder):
    """Its files were read before, and it comes into force after: it must not bring the old back."""
    write_playbook(folder, "broken-on-arrival", HUMS)
    desk.saved()
    reply = folder / "replies" / "late-delivery" / "first.fr.j2"
    reply.write_text(reply.read_text("utf-8") + "\n", "utf-8")
    found = desk.playbooks.look() or desk.playbooks.look()
    desk.study()
    desk.playbooks.adopt(found)

    assert (True, "broken-on-arrival", 2) == (
        desk.is_learned,
        desk.found(HUM),
        desk.learning.times,
    )


def test_a_small_set_comes_into_force_with_all_it_has(office, folder, clock):
    """Where learning takes no time, nobody has to know of it."""
    desk = Desk(office, folder, clock, Kept())
    write_playbook(folder, "broken-on-arrival", HUMS)
    desk.saved()

    assert (True, "broken-on-arrival") == (desk.is_learned, desk.found(HUM))


def test_a_case_keeps_the_match_it_was_opened_with(desk, folder, story):
    """A card that changes under the thumb is worse than a card to correct."""
    write_playbook(folder, "broken-on-arrival", HUMS)
    desk.saved()
    case = story.complain(LATE)
    before = story.card(case).match
    desk.study()

    assert before == story.card(case).match
    assert case.set_digest == desk.office.shelf.in_force.playbooks.digest


def test_an_old_set_is_built_for_its_drafts_without_learning(desk, folder, story):
    """The writer thread builds it, and every press would wait."""
    case = story.complain(LATE)
    story.press(case, "claim", LEA)
    write_playbook(folder, "broken-on-arrival", HUMS)
    desk.saved()
    again = Desk(desk.office, folder, desk.office.clock, Kept())
    text = story.card(case).draft.draft.text
    story.press(case, "variant", LEA)

    assert 1 == again.learning.times
    assert text != story.card(case).draft.draft.text


def test_a_restart_while_learning_comes_up_learned(desk, folder, tmp_path, clock):
    """The files are what counts, and the set that was accepted."""
    write_playbook(folder, "broken-on-arrival", HUMS)
    desk.saved()
    digest = desk.office.shelf.in_force.playbooks.digest
    desk.playbooks.study.work()
    again = Desk(desk.office, folder, clock, IndexFolder(tmp_path / "copilot.db.learned"))

    assert digest == desk.office.shelf.in_force.playbooks.digest
    assert (True, "broken-on-arrival") == (again.is_learned, again.found(HUM))


def test_what_was_learned_once_is_not_learned_after_a_restart(office, folder, clock, tmp_path):
    """Large sets come up at once with all they have."""
    first = Desk(office, folder, clock, IndexFolder(tmp_path / "copilot.db.learned"))
    write_playbook(folder, "broken-on-arrival", HUMS)
    first.saved()
    first.study()
    kept = IndexFolder(tmp_path / "copilot.db.learned")
    again = Desk(office, folder, clock, kept)
    matched = kept.known(office.shelf.in_force.playbooks.playbooks.values())

    assert matched is not None
    assert matched.match(HUM, "fr") == again.office.shelf.in_force.matcher.match(HUM, "fr")


@pytest.mark.parametrize(("language", "said"), [("fr", "apprentissage"), ("en", "being learned")])
def test_the_desk_says_while_examples_are_being_learned(desk, folder, language, said):
    """`/fiches`, for who wonders why the new example does nothing yet."""

    def shown():
        found = playbooks_in_force(desk.office, person=LEA)
        return playbooks_text(
            found, load(language), now=desk.office.clock.now(), zone="Europe/Paris"
        )

    before = shown()
    write_playbook(folder, "broken-on-arrival", HUMS)
    desk.saved()
    meanwhile = shown()
    desk.study()

    assert [False, True, False] == [said in one for one in (before, meanwhile, shown())]


def test_a_failing_test_of_a_playbook_is_told_once_and_again_when_it_holds(desk, folder, office):
    """The set is in force: what fails is for the brand lead to look at."""
    rest = "tests:\n  fr:\n    not this: |\n      toujours pas livré\n"
    write_playbook(folder, "late-delivery", EXAMPLES["late-delivery"], more=rest)
    desk.saved()
    digest = office.shelf.in_force.playbooks.digest
    before = desk.told()
    desk.study()
    told = desk.told()
    write_playbook(folder, "broken-on-arrival", HUMS)
    desk.saved()
    desk.study()
    again = desk.told()
    standing = playbooks_in_force(office, person=LEA).tests_fault
    write_playbook(folder, "late-delivery", EXAMPLES["late-delivery"])
    desk.saved()
    desk.study()

    (_, values), (problem,) = told[0], told[0][1]["problems"]
    assert [] == before
    assert ["tests_fault"] == [code for code, _ in told]
    assert ["Inès Roux"] == values["leads"]
    assert ("failed-test", 13) == (problem["rule"], problem["line"])
    assert [] == again
    assert 1 == len(standing.problems)
    assert ["tests_mended"] == [code for code, _ in desk.told()]
    assert playbooks_in_force(office, person=LEA).tests_fault is None
    assert digest != office.shelf.in_force.playbooks.digest


def test_tests_are_run_once_for_each_set(desk):
    """They take a while, and nothing has changed."""
    assert (1, 0) == (desk.study(), desk.study())


def test_an_older_sets_tests_are_not_told(desk, folder):
    """Its files are not there any more."""
    rest = "tests:\n  fr:\n    not this: |\n      toujours pas livré\n"
    write_playbook(folder, "late-delivery", EXAMPLES["late-delivery"], more=rest)
    desk.saved()
    tried = desk.playbooks.study.work()
    write_playbook(folder, "late-delivery", EXAMPLES["late-delivery"])
    desk.saved()
    desk.playbooks.study.adopt(tried)

    assert [] == desk.told()
