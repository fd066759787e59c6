"""`copilot.yaml` while the desk runs: people count at the next press, a fault changes nothing."""

from dataclasses import replace

import pytest

from copilot.app.configuration import Configuration
from copilot.app.in_force import playbooks_in_force
from copilot.app.shelf import Shelf
from copilot.config.read import load
from copilot.config.reload import ConfigFile
from copilot.domain.errors import Refused
from tests.acceptance.conftest import INES, KARIM, LEA

WRITTEN = """\
brand: {name: Maison Lumen, languages: [fr, en], timezone: Europe/Paris}
desk:
  language: fr
  telegram: {token: "${TOKEN}", chat: -1001}
  answer_within: {high: 1h}
people:
  - {name: Léa Martin, telegram: 11, role: community_manager, signature: Léa}
  - {name: Inès Roux, telegram: 33, role: brand_lead}
channels:
  - {name: shop, kind: webhook, mode: read_only, secret: "${SECRET}"}
server: {listen: "127.0.0.1:8080"}
"""
TOKEN = "123456789:AAExampleExampleExampleExampleExamp"
ENVIRON = {"TOKEN": TOKEN, "SECRET": "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"}
KARIM_LINE = "  - {name: Karim Haddad, telegram: 22, role: community_manager}\n"


class File:
    """A configuration under a running desk, and somebody who saves it."""

    def __init__(self, folder, office):
        self.path = folder / "copilot.yaml"
        self.save(WRITTEN)
        self.office = office
        self.start()
        self.looks()

    def start(self):
        self.save(WRITTEN)
        config = load(self.path, environ=ENVIRON)
        self.office.people = config.people
        self.watch = Configuration(self.office, ConfigFile(config, environ=ENVIRON))
        self.watch.start()

    def save(self, text):
        self.path.write_text(text, "utf-8")

    def looks(self, times=3):
        """As the service does, every second and a half."""
        for _ in range(times):
            read = self.watch.look()
            if read is not None:
                self.watch.adopt(read)

    def saved(self, text):
        self.save(text)
        self.looks()
        return self.told()

    def told(self):
        with self.office.store.write() as records:
            waiting = records.notices.waiting(limit=50)
            for one in waiting:
                records.notices.sent(one.id, message=None, at=self.office.clock.now())
        return [(one.code, one.values) for one in waiting]


def asks_for(office, shelf, **changes):
    """Put a set in force whose first playbook has *changes*."""
    built = shelf.in_force
    asking = replace(built.playbooks.playbooks["broken-on-arrival"], **changes)
    playbooks = {**built.playbooks.playbooks, asking.id: asking}
    office.shelf = Shelf(None)
    office.shelf.put_in_force(
        replace(built, playbooks=replace(built.playbooks, digest="asks", playbooks=playbooks))
    )


@pytest.fixture
def file(tmp_path, office):
    return File(tmp_path, office)


def test_a_new_person_may_work_at_the_next_press(file, story):
    case = story.complain()
    before = story.refusal(case, "claim", KARIM)
    told = file.saved(WRITTEN.replace("channels:", f"{KARIM_LINE}channels:"))

    assert "stranger" == before
    assert "claimed" == story.press(case, "claim", KARIM).code
    assert [("people_changed", "added", "Karim Haddad")] == [
        (code, one["what"], one["name"]) for code, values in told for one in values["changes"]
    ]


def test_who_was_taken_out_is_refused_at_the_next_press(file, story):
    case = story.complain()
    file.saved(WRITTEN.replace("telegram: 11,", "telegram: 12,"))

    assert "stranger" == story.refusal(case, "claim", LEA)


def test_who_was_taken_out_keeps_their_name_through_a_restart(file, story):
    """Old cards and records say who wrote, not a number."""
    file.saved(WRITTEN.replace("channels:", KARIM_LINE + "channels:"))
    case = story.complain()
    story.press(case, "claim", KARIM)
    file.saved(WRITTEN)
    now = story.card(case).claimant
    file.start()

    assert ("Karim", "Karim") == (now, story.card(case).claimant)
    assert file.office.people.find(KARIM) is None


def test_a_role_changes_what_a_press_may_do(file, story):
    case = story.complain()
    story.press(case, "claim", LEA)
    card = story.card(case)
    told = file.saved(WRITTEN.replace("community_manager", "trainee"))

    assert "not_allowed" == story.refusal(case, "approve", LEA, card=card)
    assert "approve" not in [one.action for one in story.card(case).buttons]
    assert ["role"] == [one["what"] for one in told[0][1]["changes"]]


def test_emptied_everyone_is_refused_and_the_desk_is_told(file, story):
    start, end = WRITTEN.index("people:"), WRITTEN.index("channels:")
    case = story.complain()
    told = file.saved(f"{WRITTEN[:start]}people: []\n{WRITTEN[end:]}")

    assert ("people_changed", True) == (told[0][0], told[0][1]["nobody"])
    assert ["stranger", "stranger"] == [story.refusal(case, "claim", one) for one in (LEA, INES)]


def test_a_broken_file_keeps_the_last_good_one_and_is_told_once(file, story):
    case = story.complain()
    broken = WRITTEN.replace("role: brand_lead", "role: brand_laed")
    told = file.saved(broken)
    again = file.saved(broken + "\n")
    (problem,) = told[0][1]["problems"]
    mended = file.saved(WRITTEN)

    assert ["config_fault"] == [code for code, _ in told]
    assert ("copilot.yaml", 8) == (problem["path"].rpartition("/")[2], problem["line"])
    assert "brand_lead" in problem["message"]
    assert ["Inès Roux"] == told[0][1]["leads"]
    assert [] == again
    assert ["config_mended"] == [code for code, _ in mended]
    assert "claimed" == story.press(case, "claim", LEA).code


def test_a_second_other_fault_is_told(file):
    broken = WRITTEN.replace("role: brand_lead", "role: brand_laed")
    file.saved(broken)
    told = file.saved(WRITTEN.replace("timezone: Europe/Paris", "timezone: Europe/Pari"))

    assert ["not-a-zone"] == [one["rule"] for _, values in told for one in values["problems"]]


def test_a_file_that_is_gone_is_a_fault_like_another(file):
    file.path.unlink()
    file.looks()
    told = file.told()

    assert ["unreadable"] == [one["rule"] for _, values in told for one in values["problems"]]
    assert 2 == len(file.office.people)


def test_half_a_file_is_not_believed(file):
    """An editor writes in pieces: cut off before `people` it would refuse everyone."""
    file.save(WRITTEN[: WRITTEN.index("people:")] + "people: []\n")
    file.looks(1)
    file.save(WRITTEN)
    file.looks()

    assert 2 == len(file.office.people)
    assert [] == file.told()


def test_other_keys_say_that_they_want_a_restart_by_name(file):
    other = WRITTEN.replace("high: 1h", "high: 2h").replace("name: shop", "name: boutique")
    other = other.replace("Maison Lumen", "Maison Lumière")
    told = file.saved(other)
    again = file.saved(other + "# encore\n")
    shown = playbooks_in_force(file.office, person=LEA)
    back = file.saved(WRITTEN)

    keys = ("brand", "desk.answer_within", "channels.shop", "channels.boutique")
    assert [("restart_needed", {"keys": list(keys)})] == told
    assert keys == shown.restart
    assert ([], []) == (again, back)
    assert () == playbooks_in_force(file.office, person=LEA).restart


def test_no_secret_is_told(file):
    """Only the names of keys: the desk's chat is no place for a token."""
    told = file.saved(WRITTEN.replace('"${TOKEN}"', '"${SECRET}"'))

    assert ENVIRON["SECRET"] not in str(told)


def test_a_fault_mended_by_a_restart_is_told_as_mended(file):
    file.saved(WRITTEN.replace("role: brand_lead", "role: brand_laed"))
    file.start()

    assert ["config_mended"] == [code for code, _ in file.told()]


def test_people_and_faults_are_on_record(file):
    file.saved(WRITTEN.replace("channels:", f"{KARIM_LINE}channels:"))
    with file.office.store.read() as records:
        events = [entry.event for entry in records.log.entries()]

    assert "people_changed" in events


def test_everyone_of_the_team_may_look_and_no_stranger(file):
    with pytest.raises(Refused, match="stranger"):
        playbooks_in_force(file.office, person=99)
    shown = playbooks_in_force(file.office, person=LEA)

    assert file.office.shelf.in_force.playbooks.digest == shown.digest
    assert shown.playbooks > 10
    assert (None, None) == (shown.library_fault, shown.config_fault)


def test_too_few_approvers_left_are_told_once_and_again_when_there_are_enough(file, office, shelf):
    """Otherwise the first reply of that playbook tells, in the middle of a crisis."""
    asks_for(office, shelf, approvals=2)
    enough = (file.watch.compare(), file.told())
    file.saved(WRITTEN.replace("role: community_manager", "role: trainee"))
    file.watch.compare()
    told = file.told()
    file.watch.compare()
    again = file.told()
    shown = playbooks_in_force(office, person=INES).approvers_fault
    file.saved(WRITTEN)
    file.watch.compare()

    (code, values), (problem,) = told[0], told[0][1]["problems"]
    assert (False, []) == enough
    assert ("approvers_fault", "too-few-approvers") == (code, problem["rule"])
    assert "`broken-on-arrival`" in problem["message"]
    assert ["Inès Roux"] == values["leads"]
    assert ([], 1) == (again, len(shown.problems))
    assert ["approvers_mended"] == [one for one, _ in file.told()]


def test_playbooks_that_ask_for_more_than_there_are_is_told_as_well(file, office, shelf):
    """It is the same fault, whichever file was changed."""
    asks_for(office, shelf, approvals=3)
    file.watch.compare()

    assert ["approvers_fault"] == [code for code, _ in file.told()]


def test_nobody_left_who_may_approve_is_pointed_at_in_the_configuration(file, office):
    """Or in the file's name alone, when it is being saved at that moment."""
    file.saved(WRITTEN.replace("community_manager", "trainee").replace("brand_lead", "observer"))
    file.path.write_bytes(b"\xff")
    file.watch.compare()

    (problem,) = [
        one
        for code, values in file.told()
        if code == "approvers_fault"
        for one in values["problems"]
        if one["path"].endswith("copilot.yaml")
    ]
    assert 1 == problem["line"]


def test_a_process_without_the_desk_tells_nothing(file, office, shelf):
    """Each fault is told once, whatever number of processes there are."""
    asks_for(office, shelf, approvals=9)
    silent = Configuration(office, file.watch._settings, tells=False)

    assert (False, []) == (silent.compare(), file.told())
