"""What people at the desk did comes back as changes to the playbooks, through the command line."""

import json
import os
import pty
import shutil
import subprocess
import sys

import pytest
import sqlalchemy as sa

from copilot.cli.main import main
from copilot.library.index_folder import IndexFolder
from copilot.matching.digest import digest_of
from copilot.store.desk_tables import log_words
from tests.acceptance.conftest import INES, KARIM, LEA, ROOT

CONFIG = """\
brand: {{name: Maison Lumen, languages: [fr, en], timezone: Europe/Paris}}
desk:
  language: {language}
  telegram: {{token: "${{TELEGRAM_BOT_TOKEN}}", chat: -1001}}
people:
  - {{name: Léa Martin, telegram: {lea}, role: community_manager, signature: Léa}}
  - {{name: Karim Haddad, telegram: {karim}, role: community_manager, signature: Karim}}
  - {{name: Inès Roux, telegram: {ines}, role: brand_lead}}
channels:
  - {{name: page, kind: telegram, chat: -1009876543210}}
"""
#: Found as something else, or as nothing, and about a missing parcel.
PARCEL = "mon paquet a pris des vacances, il est porté disparu depuis mardi"
LOCKERS = [
    "casiers de la salle de sport trop petits",
    "salle de sport : mon sac n'entre dans aucun casier",
    "encore des casiers trop petits dans votre salle de sport",
    "les casiers de la salle de sport sentent le moisi",
]


@pytest.fixture
def brand(tmp_path, office, shelf, monkeypatch):
    """The brand's folder beside the office's database, with the starter library."""
    for kind in ("playbooks", "replies"):
        shutil.copytree(ROOT / kind, tmp_path / kind)
    text = CONFIG.format(language="fr", lea=LEA, karim=KARIM, ines=INES)
    (tmp_path / "copilot.yaml").write_text(text, "utf-8")
    in_force = shelf.in_force
    kept = IndexFolder(tmp_path / "copilot.db.learned")
    kept.put(digest_of(in_force.playbooks.playbooks.values()), in_force.matcher.index)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    monkeypatch.delenv("COPILOT_DEBUG", raising=False)
    return tmp_path


@pytest.fixture
def copilot(brand, capsys):
    def run(*arguments):
        try:
            status = main([str(one) for one in arguments])
        except SystemExit as ended:
            status = ended.code
        said = capsys.readouterr()
        return status, said.out, said.err

    return run


@pytest.fixture
def suggested(copilot):
    """What is proposed, as JSON."""

    def run(*arguments):
        status, out, err = copilot("suggest", "--json", *arguments)
        assert (0, "") == (status, err)
        return json.loads(out)

    return run


def complain(story, text, number, **more):
    return story.complain(
        text, id=f"m{number}", author=f"a{number}", thread_id=f"t{number}", **more
    )


def moved(story, text, number, *, to="late-delivery", by=LEA, **more):
    """A complaint that a person gives to another playbook."""
    case = complain(story, text, number, **more)
    if case.playbook != to:
        story.press(case, "playbook", by, to)
    return case


def answered(story, case, change, *, by=LEA):
    """A person claims a case, writes the words and approves them."""
    story.press(case, "claim", by)
    story.press(case, "edit", by)
    message = 900 + case.number
    story.sent_prompt(message)
    draft = story.card(case).draft
    story.write(by, change(draft.draft.text if draft else ""), to=message)
    story.press(case, "approve", by)


def files_in(folder):
    return {
        path.relative_to(folder): path.read_bytes()
        for kind in ("playbooks", "replies")
        for path in (folder / kind).rglob("*")
        if path.is_file()
    }


def test_a_desk_that_agrees_with_its_playbooks_teaches_nothing(story, copilot):
    complain(story, "toujours pas reçu mon colis", 1)

    status, out, _ = copilot("suggest")

    assert 0 == status
    assert "1 dossier regardé." in out
    assert "Rien à proposer" in out


def test_a_chosen_playbook_is_proposed_with_who_how_often_and_what_was_said(story, suggested):
    """The reason is what a brand lead judges it by."""
    moved(story, PARCEL, 1)
    moved(story, f"{PARCEL} !!", 2, by=KARIM)

    (example,) = suggested()["examples"]

    assert "late-delivery" == example["playbook"]
    assert PARCEL == example["phrase"]
    assert (["Léa Martin", "Karim Haddad"], 2, [1, 2]) == (
        example["by"],
        example["times"],
        example["cases"],
    )
    assert "chosen" == example["why"]
    assert "late-delivery" != example["said"]["playbook"]


def test_the_strongest_is_first(story, suggested):
    moved(story, "tout ce carton pour du vent, et le facteur rigole", 1, to="rude-staff")
    for number in (2, 3):
        moved(story, PARCEL, number)

    assert [2, 1] == [one["times"] for one in suggested()["examples"]]


def test_a_choice_that_was_taken_back_is_no_lesson(story, suggested):
    """Somebody pressed the wrong title, and mended it."""
    case = complain(story, "mon écran est arrivé cassé", 1)
    story.press(case, "playbook", LEA, "late-delivery")
    story.press(case, "playbook", LEA, "broken-on-arrival")

    assert [] == suggested()["examples"]


def test_only_the_last_choice_counts(story, suggested):
    case = moved(story, PARCEL, 1, to="rude-staff")
    story.press(case, "playbook", LEA, "late-delivery")

    assert ["late-delivery"] == [one["playbook"] for one in suggested()["examples"]]


def test_a_case_closed_without_an_answer_teaches_nothing(story, suggested):
    """Spam is no example of anything."""
    case = moved(story, PARCEL, 1)
    story.press(case, "dismiss", LEA, "spam")

    assert [] == suggested()["examples"]


def test_what_is_an_example_already_is_not_proposed_again(story, suggested):
    moved(story, "mon écran est arrivé CASSÉ !!", 1, to="broken-on-arrival")
    moved(story, "mon écran est arrivé cassé...", 2)

    found = suggested()

    assert [] == found["examples"]
    assert 1 == found["left"]["elsewhere"]
    assert [("late-delivery", "broken-on-arrival")] == [
        (one["playbook"], one["other"]) for one in found["conflicts"]
    ]


def test_people_who_disagree_propose_nothing(story, suggested):
    moved(story, PARCEL, 1)
    moved(story, PARCEL, 2, to="rude-staff", by=KARIM)

    found = suggested()

    assert [] == found["examples"]
    assert 2 == found["left"]["contested"]


def test_nothing_personal_is_proposed(story, suggested):
    """An example goes into files under git, for ever."""
    text = (
        "Bonjour, je m'appelle Claire Mercier. @MaisonLumen mon paquet LM-4471-22 a pris des "
        "vacances, il est porté disparu depuis mardi. Rappelez-moi au 06 12 34 56 78 ou "
        "claire@exemple.fr, merci. https://t.co/x Cordialement, Claire"
    )
    moved(story, text, 1, name="Claire Mercier")

    (example,) = suggested()["examples"]

    assert (
        "mon paquet a pris des vacances, il est porté disparu depuis mardi." == example["phrase"]
    )


def test_what_says_nothing_without_what_is_personal_is_left_out(story, suggested):
    moved(story, "Rappelez-moi au 06 12 34 56 78", 1)

    found = suggested()

    assert ([], 1) == (found["examples"], found["left"]["personal"])


def test_words_that_were_deleted_or_erased_are_never_proposed(story, office, clock, suggested):
    moved(story, PARCEL, 1)
    moved(story, "mon carton fait le tour de France, personne ne sait où", 2)
    clock.advance(minutes=1)
    complain(story, PARCEL, 1, deleted_at=clock.now())
    with office.store.write() as records:
        number = next(
            entry.number
            for entry in records.log.entries()
            if entry.event == "received" and entry.words["id"] == "m2"
        )
        records.lessons._connection.execute(
            sa.delete(log_words).where(log_words.c.number == number)
        )

    found = suggested()

    assert ([], 2) == (found["examples"], found["left"]["withdrawn"])
    assert "carton" not in json.dumps(found)


def test_an_answer_of_ones_own_that_is_like_a_playbooks_replies_shows_which(story, suggested):
    """A person who types what the template says has chosen the playbook."""
    known = complain(story, "toujours pas reçu mon colis", 1)
    story.press(known, "claim", LEA)
    reply = story.draft(known).text
    odd = complain(story, "zut zut zut, mes étagères jouent à cache-cache", 2)
    assert odd.playbook is None, "the story needs a message that none is for"
    answered(story, odd, lambda _: reply.replace("Claire", "Paul"))

    found = suggested()["examples"]

    assert [("late-delivery", "own", [2])] == [
        (one["playbook"], one["why"], one["cases"]) for one in found
    ]


def test_unmatched_complaints_make_a_playbook_with_a_stub(story, suggested):
    for number, text in enumerate(LOCKERS, start=1):
        case = complain(story, text, number)
        assert case.playbook is None, text

    (new,) = suggested()["playbooks"]

    assert (4, [1, 2, 3, 4]) == (new["messages"], new["cases"])
    assert {"casier", "casiers", "sport", "salle"} >= {*new["words"]} - {"petits"}
    names = [
        f"playbooks/{new['id']}.yaml",
        *(f"replies/{new['id']}/first.{x}.j2" for x in ("fr", "en")),
    ]
    assert sorted(names) == sorted(new["files"])
    assert all(text in new["files"][names[0]] for text in LOCKERS)


def test_wording_changed_three_times_is_shown_with_its_place(story, suggested):
    """Twice is a taste, three times is the template's fault."""

    def kinder(text):
        return text.replace("Je le regrette.", "J’en suis vraiment navrée.")

    changed = 0
    for number in range(1, 40):
        case = complain(
            story, f"toujours pas reçu mon colis n°{number}", number, name=f"Nom{number}"
        )
        if "Je le regrette." in story.draft(case).text:
            answered(story, case, kinder, by=(LEA, KARIM)[number % 2])
            changed += 1
        if changed == 3:
            break
    assert changed == 3

    wording = suggested()["wording"]

    assert [("Je le regrette.", "J’en suis vraiment navrée.", 3)] == [
        (one["before"], one["after"], one["times"]) for one in wording
    ]
    assert wording[0]["path"].endswith(f"replies/{wording[0]['template']}")
    line = (ROOT / "replies" / wording[0]["template"]).read_text("utf-8").split("\n")
    assert "Je le regrette." in line[wording[0]["line"] - 1]


def test_without_write_no_file_and_no_row_changes(story, copilot, brand):
    """Looking is free, beside a desk that works."""
    moved(story, PARCEL, 1)
    before = files_in(brand)
    events = story.office.store
    with events.read() as records:
        entries = len(records.log.entries())

    copilot("suggest")

    assert before == files_in(brand)
    with events.read() as records:
        assert entries == len(records.log.entries())


def test_what_is_written_is_one_line_more_and_is_not_proposed_again(
    story, copilot, brand, suggested
):
    moved(story, PARCEL, 1)
    path = brand / "playbooks/late-delivery.yaml"
    before = path.read_text("utf-8")
    files = files_in(brand)

    status, out, err = copilot("suggest", "--write", "--yes")

    anchor = "    ma livraison a une semaine de retard\n"
    assert (0, "") == (status, err)
    assert before.replace(anchor, f"{anchor}    {PARCEL}\n") == path.read_text("utf-8")
    assert "écrit" in out
    changed = {name for name, data in files_in(brand).items() if files.get(name) != data}
    assert {"playbooks/late-delivery.yaml"} == {name.as_posix() for name in changed}
    assert [] == suggested()["examples"]
    assert 0 == copilot("check", "--no-env")[0]


def test_a_new_playbook_is_written_with_its_replies_and_passes_check(story, copilot, brand):
    for number, text in enumerate(LOCKERS, start=1):
        complain(story, text, number)

    status, _, err = copilot("suggest", "--write", "--yes")

    assert (0, "") == (status, err)
    assert 0 == copilot("check", "--no-env")[0]
    (new,) = (brand / "playbooks").glob("*casier*.yaml")
    _, out, _ = copilot(
        "match",
        "--json",
        "un casier trop petit à la salle de sport",
        "--playbooks",
        brand / "playbooks",
    )
    assert new.stem == json.loads(out)["playbook"]


def test_what_would_not_pass_check_is_left_out_and_blocks_nothing_else(story, copilot, brand):
    """The new example would break a test of its own playbook; the other one is written."""
    moved(story, PARCEL, 1)
    moved(story, "tout ce carton pour du vent, et le facteur rigole", 2, to="rude-staff")
    path = brand / "playbooks/late-delivery.yaml"
    text = path.read_text("utf-8")
    contrary = f"    not this: |\n      {PARCEL.replace('mardi', 'la semaine dernière')}\n"
    path.write_text(text.replace("    not this: |\n", contrary, 1), "utf-8")
    before = path.read_bytes()

    status, out, err = copilot("suggest", "--write", "--yes")

    assert 1 == status
    assert f"pas écrit\u00a0: «\u00a0{PARCEL}\u00a0» pour «\u00a0Livraison en retard\u00a0»" in err
    assert f"{path.relative_to(brand)}:" in err
    assert before == path.read_bytes()
    assert "écrit\u00a0: playbooks/rude-staff.yaml" in out
    assert 0 == copilot("check", "--no-env")[0]


def test_what_check_found_before_forbids_no_line_and_is_an_exit_status(story, copilot, brand):
    """A script that commits what was written must not go on as if `check` passed."""
    moved(story, PARCEL, 1)
    other = brand / "playbooks/rude-staff.yaml"
    text = other.read_text("utf-8")
    failing = "    this: |\n      le chat dort sous la lune\n"
    other.write_text(text.replace("    this: |\n", failing, 1), "utf-8")

    status, out, err = copilot("suggest", "--write", "--yes")

    assert 1 == status
    assert "écrit\u00a0: playbooks/late-delivery.yaml" in out
    assert "`copilot check` y trouvait déjà 1 erreur" in err
    assert 1 == copilot("check", "--no-env")[0]


def test_broken_files_are_told_with_their_place(story, copilot, brand):
    moved(story, PARCEL, 1)
    (brand / "playbooks/late-delivery.yaml").write_text("title: [", "utf-8")

    status, _, err = copilot("suggest")

    assert 1 == status
    assert "corrigez-les d’abord" in err
    assert "playbooks/late-delivery.yaml:1:8:" in err


@pytest.mark.parametrize("arguments", [["--write"], ["--write", "--json"]])
def test_without_a_terminal_nothing_is_accepted_by_silence(story, copilot, brand, arguments):
    moved(story, PARCEL, 1)
    before = files_in(brand)

    status, _, err = copilot("suggest", *arguments)

    assert 2 == status
    assert "--yes" in err
    assert before == files_in(brand)


@pytest.mark.parametrize(
    ("typed", "came"),
    [("o\nn\n", (1, 1)), ("t\n", (2, 0)), ("q\n", (0, 0)), ("p\no\n", (1, 0))],
    ids=["one", "all", "enough", "later"],
)
def test_on_a_terminal_each_is_asked_for(story, brand, suggested, typed, came):
    moved(story, PARCEL, 1)
    moved(story, "tout ce carton pour du vent, et le facteur rigole", 2, to="rude-staff")
    before = files_in(brand)
    kept, refused = came

    said = _on_terminal(brand, typed)

    changed = [name for name, data in files_in(brand).items() if before.get(name) != data]
    assert kept == len(changed), said
    assert "Ajouter à" in said
    now = suggested()
    assert (2 - kept - refused, refused) == (len(now["examples"]), now["refused"])


def test_a_no_is_kept_beside_the_configuration_until_its_line_is_deleted(
    story, brand, copilot, suggested
):
    """Under git, so that no colleague is asked again; and a person can take it back."""
    moved(story, PARCEL, 1)

    said = _on_terminal(brand, "n\n")

    file = brand / "suggest-refused.yaml"
    assert "suggest-refused.yaml" in said
    assert (
        f'- {{playbook: late-delivery, lang: fr, phrase: "{PARCEL}", cases: [1]}}'
        in file.read_text()
    )
    assert "1 proposition déjà refusée" in copilot("suggest")[1]
    file.write_text("", "utf-8")
    assert [PARCEL] == [one["phrase"] for one in suggested()["examples"]]


def test_a_desk_of_yesterday_can_be_asked_alone(story, clock, suggested):
    moved(story, PARCEL, 1)

    assert 1 == len(suggested("--since", "36500")["examples"])


def test_without_a_database_it_says_what_to_do(tmp_path, copilot, office):
    (tmp_path / "copilot.db").unlink()

    status, _, err = copilot("suggest")

    assert 2 == status
    assert "copilot run" in err
    assert not (tmp_path / "copilot.db").exists()


def test_a_brand_lead_can_read_it_in_english_too(story, copilot, brand):
    moved(story, PARCEL, 1)
    path = brand / "copilot.yaml"
    path.write_text(path.read_text("utf-8").replace("language: fr", "language: en"), "utf-8")

    _, out, _ = copilot("suggest")

    assert "1 case looked at." in out
    assert "chosen by Léa Martin; the matcher said: " in out
    assert "copilot suggest --write" in out


def _on_terminal(folder, typed):
    """What the command says to a person who types."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "copilot", "suggest", "--write"],
        stdin=theirs,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    os.close(theirs)
    os.write(ours, typed.encode())
    said, _ = process.communicate(timeout=300)
    os.close(ours)
    return said.decode("utf-8", "replace")
