"""What a change of the playbooks would have done, against a real repository."""

import json
import os
import pty
import subprocess
import sys
import termios
from datetime import UTC, datetime, timedelta

import pytest

from copilot.store.sql_store import open_store

FR = "\u00a0"
MOVED = "où est ma commande, elle devait arriver lundi"
COMPLAINTS = (
    ("a", "toujours pas reçu mon colis, dix jours de retard"),
    ("b", "mon écran est arrivé cassé"),
    ("c", MOVED),
    ("d", MOVED),
    ("e", "le prix a encore augmenté"),
)


def git(folder, *words):
    """As any user's git, without this machine's settings."""
    env = {
        **os.environ,
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_SYSTEM": os.devnull,
        **{
            f"GIT_{who}_{what}": "x@example.org"
            for who in ("AUTHOR", "COMMITTER")
            for what in ("NAME", "EMAIL")
        },
    }
    done = subprocess.run(
        ["git", "-c", "init.defaultBranch=main", *words],
        cwd=folder,
        env=env,
        capture_output=True,
        check=True,
    )
    return done.stdout.decode().strip()


def commit(folder, message="change"):
    git(folder, "add", "-A")
    git(folder, "commit", "-q", "-m", message)


@pytest.fixture
def repository(desk):
    """The brand's folder under git, with complaints beside it that are not."""
    (desk / ".gitignore").write_text("*.jsonl\n*.db*\n", "utf-8")
    git(desk, "init", "-q")
    commit(desk, "first")
    write(desk, COMPLAINTS)
    return desk


def write(folder, complaints):
    lines = (json.dumps({"id": id_, "text": text}) + "\n" for id_, text in complaints)
    (folder / "in.jsonl").write_text("".join(lines), "utf-8")


def edit(folder, name, before, after=""):
    path = folder / "playbooks" / f"{name}.yaml"
    text = path.read_text("utf-8")
    assert before in text
    path.write_text(text.replace(before, after), "utf-8")


def move_an_example(folder):
    edit(folder, "late-delivery", f"    {MOVED}\n")
    edit(folder, "broken-on-arrival", "    mon écran", f"    {MOVED}\n    mon écran")


def speak_french(folder):
    path = folder / "copilot.yaml"
    path.write_text(path.read_text("utf-8").replace("language: en", "language: fr"), "utf-8")


def counts(said):
    return {change: many for change, many in json.loads(said.out)["counts"].items() if many}


def test_nothing_changed_is_told_as_that(repository, copilot):
    said = copilot("replay", "--file", "in.jsonl")
    commit_ = git(repository, "rev-parse", "HEAD")[:8]
    day = git(repository, "log", "-1", "--format=%cs")

    assert (0, "") == (said.status, said.err)
    assert [
        f"5 complaints: the playbooks as they are, against HEAD ({commit_}, {day})",
        "      5  unchanged",
        "         with a playbook: 4 before, 4 now",
    ] == said.out.splitlines()


def test_an_example_that_moves_takes_its_like_along(repository, copilot):
    """Who says the same is counted for each, and shown once."""
    move_an_example(repository)
    said = copilot("replay", "--file", "in.jsonl", "--json")
    found = json.loads(said.out)
    [moved] = [one for one in found["changes"] if one["change"] == "moved"]

    assert (0, 5, 4, []) == (said.status, found["complaints"], found["texts"], found["refused"])
    assert [("late-delivery", "broken-on-arrival", 2)] == [
        (one["before"], one["after"], one["complaints"]) for one in found["moves"]
    ]
    assert (["c", "d"], MOVED, "late-delivery", "broken-on-arrival", True) == (
        moved["ids"],
        moved["text"],
        moved["before"]["playbook"],
        moved["after"]["playbook"],
        moved["grave"],
    )
    assert found["changes"][0] == moved


def test_a_brand_lead_reads_it_in_french(repository, copilot):
    speak_french(repository)
    move_an_example(repository)
    said = copilot("replay", "--file", "in.jsonl").out.replace(FR, " ").splitlines()

    assert "      2  changent de fiche" in said
    assert [
        "D’une fiche à l’autre :",
        "      2  Livraison en retard → Produit reçu cassé",
    ] == said[(at := said.index("D’une fiche à l’autre :")) : at + 2]
    assert (
        "! Livraison en retard, presque sûr → Produit reçu cassé, presque sûr : "
        f"« {MOVED} » (2 fois)"
    ) in said


def test_what_one_change_loses_its_opposite_finds(repository, copilot):
    """Conditions change answers though nothing is learned anew."""
    edit(repository, "late-delivery", "posture:", "excludes: {fr: [lundi]}\nposture:")
    lost = copilot("replay", "--file", "in.jsonl", "--json")
    commit(repository)
    edit(repository, "late-delivery", "excludes: {fr: [lundi]}\n")
    found = copilot("replay", "--file", "in.jsonl", "--json")

    assert [{"lost": 2, "same": 3}, {"found": 2, "same": 3}] == [counts(lost), counts(found)]


def test_critical_playbooks_come_first(repository, copilot):
    """Of what was almost sure and is lost."""
    edit(repository, "broken-on-arrival", "severity: high", "severity: critical")
    commit(repository)
    for name in ("broken-on-arrival", "late-delivery"):
        edit(repository, name, "posture:", "requires: {fr: [zzzz]}\nposture:")
    found = json.loads(copilot("replay", "--file", "in.jsonl", "--json").out)["changes"]
    said = copilot("replay", "--file", "in.jsonl").out.splitlines()

    assert [("broken-on-arrival", True), ("late-delivery", False)] == [
        (one["before"]["playbook"], one["critical"]) for one in found[:2]
    ]
    assert any(line.startswith("! critical · Produit reçu cassé") for line in said)


def test_a_playbook_by_another_name_is_no_change(repository, copilot):
    """Else renaming a file would look like the worst of changes."""
    (repository / "playbooks/late-delivery.yaml").rename(repository / "playbooks/delivery.yaml")
    said = copilot("replay", "--file", "in.jsonl", "--json")
    text = copilot("replay", "--file", "in.jsonl").out

    assert {"same": 5} == counts(said)
    assert {"late-delivery": "delivery"} == json.loads(said.out)["renamed"]
    assert (
        "Renamed: Livraison en retard [late-delivery] → Livraison en retard [delivery]"
    ) in text


def test_any_revision_can_be_named(repository, copilot):
    git(repository, "tag", "before")
    move_an_example(repository)
    commit(repository)
    edit(repository, "late-delivery", "title: Livraison en retard", "title: Retard")
    commit(repository)

    assert [0, 2, 2, 2] == [
        counts(copilot("replay", "--file", "in.jsonl", "--json", "--against", name)).get(
            "moved", 0
        )
        for name in ("HEAD~1", "HEAD~2", "before", git(repository, "rev-parse", "before")[:9])
    ]


def test_a_folder_can_be_named(repository, copilot, tmp_path_factory):
    """One that holds the playbooks, or the playbooks themselves."""
    other = tmp_path_factory.mktemp("other")
    git(repository, "checkout-index", "-a", f"--prefix={other}/")
    move_an_example(repository)
    said = [
        copilot("replay", "--file", "in.jsonl", "--json", "--against", folder)
        for folder in (other, other / "playbooks")
    ]

    assert [2, 2] == [counts(one)["moved"] for one in said]
    assert [str(other), None] == list(json.loads(said[0].out)["against"].values())


@pytest.mark.parametrize("place", ["brands/lumen", "playbooks"])
def test_the_playbooks_lie_anywhere_in_their_repository(desk, copilot, place):
    """In a folder of folders, or at the root of a repository of their own."""
    if place == "playbooks":
        repository = desk / "playbooks"
    else:
        repository = desk / "other"
        (repository / place).mkdir(parents=True)
        (desk / "playbooks").rename(repository / place / "playbooks")
        path = desk / "copilot.yaml"
        path.write_text(f"playbooks: other/{place}/playbooks\n" + path.read_text("utf-8"), "utf-8")
    git(repository, "init", "-q")
    commit(repository)
    write(desk, COMPLAINTS)
    found = repository if place == "playbooks" else repository / place / "playbooks"
    move_an_example_in = found.parent
    move_an_example(move_an_example_in)

    assert 2 == counts(copilot("replay", "--file", "in.jsonl", "--json"))["moved"]


def test_nothing_is_checked_out_and_no_hook_is_run(repository, copilot):
    """Not even what the repository's own settings would run."""
    ran = repository / "ran"
    for hook in ("post-checkout", "post-index-change", "reference-transaction"):
        path = repository / ".git/hooks" / hook
        path.write_text(f"#!/bin/sh\ntouch {ran}\n", "utf-8")
        path.chmod(0o755)
    git(repository, "config", "core.fsmonitor", f"touch {ran}; false")
    git(repository, "config", "filter.evil.smudge", f"touch {ran}; cat")
    (repository / ".gitattributes").write_text("*.yaml filter=evil\n", "utf-8")
    move_an_example(repository)
    before = sorted((path, path.stat().st_mtime_ns) for path in repository.rglob("*"))
    said = copilot("replay", "--file", "in.jsonl")
    after = sorted((path, path.stat().st_mtime_ns) for path in repository.rglob("*"))

    assert (0, before, False) == (said.status, after, ran.exists())


def test_it_works_inside_a_hook(repository, copilot, monkeypatch):
    """Git tells its hooks where they are, in words that hold for nobody else."""
    monkeypatch.setenv("GIT_DIR", "nowhere")
    monkeypatch.setenv("GIT_INDEX_FILE", "nowhere/index")

    assert 0 == copilot("replay", "--file", "in.jsonl").status


def test_links_are_followed_within_the_revision(repository, copilot):
    """As they are in the folder; one that leads nowhere is told."""
    (repository / "common").mkdir()
    (repository / "playbooks/late-delivery.yaml").rename(repository / "common/late.yaml")
    (repository / "playbooks/late-delivery.yaml").symlink_to("../common/late.yaml")
    commit(repository)
    fine = copilot("replay", "--file", "in.jsonl", "--json")
    (repository / "common/late.yaml").rename(repository / "common/later.yaml")
    commit(repository)
    (repository / "common/later.yaml").rename(repository / "common/late.yaml")
    broken = copilot("replay", "--file", "in.jsonl")

    assert {"same": 5} == counts(fine)
    assert (1, True) == (
        broken.status,
        "HEAD:playbooks/late-delivery.yaml:1:1: this file cannot be read" in broken.err,
    )


def test_a_broken_library_names_its_side_its_place_and_its_rule(repository, copilot):
    """Both sides at once, if need be."""
    edit(repository, "late-delivery", "severity: medium", "severity: mediun")
    now = copilot("replay", "--file", "in.jsonl")
    commit(repository)
    both = copilot("replay", "--file", "in.jsonl")
    edit(repository, "late-delivery", "severity: mediun", "severity: medium")
    before = copilot("replay", "--file", "in.jsonl")

    assert [1, 1, 1] == [one.status for one in (now, both, before)]
    assert [
        "the playbooks as they are now cannot be used, so there is nothing to compare:",
        True,
    ] == [
        now.err.splitlines()[0],
        now.err.splitlines()[1].startswith("playbooks/late-delivery.yaml:2:11: "),
    ]
    head, told = before.err.splitlines()
    assert head.startswith("the playbooks of HEAD (")
    assert told.startswith("HEAD:playbooks/late-delivery.yaml:2:11: ")
    assert told.endswith("[unknown-word]")
    assert 4 == len(both.err.splitlines())
    assert ["", "", ""] == [one.out for one in (now, both, before)]


def test_a_broken_reply_is_no_hindrance(repository, copilot):
    """What a reply says has no part in which playbook is found."""
    (repository / "replies/late-delivery/first.fr.j2").write_text("{% if", "utf-8")

    assert 0 == copilot("replay", "--file", "in.jsonl").status


@pytest.mark.parametrize(
    ("against", "said"),
    [
        ("nope", "`nope` is neither a folder nor a revision in the repository of "),
        ("HEAD~9", "`HEAD~9` is neither a folder nor a revision"),
        ("--upload-pack=x", "`--upload-pack=x` is neither a folder nor a revision"),
        ("HEAD:playbooks", "`HEAD:playbooks` is neither a folder nor a revision"),
        ("", "`` is neither a folder nor a revision"),
        ("replies", "there is no playbook in replies"),
    ],
)
def test_what_cannot_be_compared_with_is_told_in_one_line(repository, copilot, against, said):
    told = copilot("replay", "--file", "in.jsonl", f"--against={against}")

    assert (2, "", 1) == (told.status, told.out, len(told.err.splitlines()))
    assert said in told.err


def test_a_folder_that_the_revision_has_not_is_told(repository, copilot):
    git(repository, "checkout", "-q", "--orphan", "empty")
    git(repository, "rm", "-rq", "--cached", "playbooks")
    git(repository, "commit", "-q", "-m", "none")
    told = copilot("replay", "--file", "in.jsonl")

    assert (2, 1, True) == (
        told.status,
        len(told.err.splitlines()),
        "the revision `HEAD` has no folder playbooks" in told.err,
    )


def test_without_a_repository_a_folder_is_asked_for(desk, copilot):
    write(desk, COMPLAINTS)
    told = copilot("replay", "--file", "in.jsonl")

    assert (2, 1, True, True) == (
        told.status,
        len(told.err.splitlines()),
        "is in no git repository" in told.err,
        "--against DIR" in told.err,
    )


def test_a_repository_without_a_commit_is_told(desk, copilot):
    write(desk, COMPLAINTS)
    git(desk, "init", "-q")
    told = copilot("replay", "--file", "in.jsonl")

    assert (2, True) == (told.status, "nothing has been committed yet" in told.err)


def test_without_git_a_folder_is_asked_for(repository, copilot, monkeypatch):
    monkeypatch.setenv("PATH", str(repository))
    told = copilot("replay", "--file", "in.jsonl")

    assert (2, True) == (told.status, "git is not installed" in told.err)


def test_a_bad_line_is_told_by_number_and_the_others_go_in(repository, copilot):
    with (repository / "in.jsonl").open("a", encoding="utf-8") as file:
        file.write('nope\n\n{"text": "colis perdu"}\n{"txt": 1}\n')
    text = copilot("replay", "--file", "in.jsonl")
    found = copilot("replay", "--file", "in.jsonl", "--json")

    assert [1, 1] == [text.status, found.status]
    assert ["in.jsonl:6", "in.jsonl:9"] == [
        line.partition(": ")[0] for line in text.err.splitlines()
    ]
    assert (6, [6, 9]) == (
        json.loads(found.out)["complaints"],
        [one["line"] for one in json.loads(found.out)["refused"]],
    )


def test_nothing_to_replay_is_told(repository, copilot):
    (repository / "in.jsonl").write_text("\n", "utf-8")
    told = copilot("replay", "--file", "in.jsonl")

    assert (1, "copilot: there is no complaint in in.jsonl\n") == (told.status, told.err)


def test_the_last_version_counts_and_what_was_deleted_does_not(repository, copilot):
    lines = [
        {"id": "1", "text": MOVED, "edited_at": "2026-11-20T09:00:00Z"},
        {"id": "1", "text": "mon écran est arrivé cassé"},
        {"id": "2", "text": MOVED, "deleted_at": "2026-11-20T09:00:00Z"},
    ]
    text = "".join(json.dumps(one) + "\n" for one in lines)
    (repository / "in.jsonl").write_text(text, "utf-8")
    move_an_example(repository)

    assert {"moved": 1} == counts(copilot("replay", "--file", "in.jsonl", "--json"))


def test_personal_data_is_masked_and_one_line_stays_one(repository, copilot):
    said = f"{MOVED}\n\x1b[31m claire@example.org 06 12 34 56 78"
    write(repository, [("a", said)])
    (repository / "playbooks/late-delivery.yaml").unlink()
    text = copilot("replay", "--file", "in.jsonl").out
    found = copilot("replay", "--file", "in.jsonl", "--json").out

    assert ["[e-mail hidden] [phone hidden]"] * 2 == [
        "[e-mail hidden] [phone hidden]" if "[e-mail hidden] [phone hidden]" in one else one
        for one in (text, found)
    ]
    assert not any("claire@" in one or "06 12" in one or "\x1b" in one for one in (text, found))
    assert any(MOVED in line and "[e-mail" in line for line in text.splitlines())


def test_examples_can_be_more_or_fewer(repository, copilot):
    (repository / "playbooks/late-delivery.yaml").unlink()
    said = copilot("replay", "--file", "in.jsonl", "--examples", "1").out.splitlines()

    assert "  and 1 more: --examples 2" == said[-1]


def test_messages_come_over_a_pipe_without_a_bar(repository, process):
    given = (repository / "in.jsonl").read_text("utf-8")
    said = process("replay", "--file", "-", "--json", given=given)

    assert (0, "", 5) == (said.status, said.err, json.loads(said.out)["complaints"])


def test_a_terminal_shows_a_bar_and_keeps_nothing_of_it(repository):
    """It is drawn on stderr alone, so what is kept of stdout is clean."""
    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (24, 80))
    command = [sys.executable, "-m", "copilot", "replay", "--file", "in.jsonl"]
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=theirs, check=True)
    os.close(theirs)
    drawn = os.read(ours, 10_000).decode()
    os.close(ours)

    assert ("4/4" in drawn or "0/4" in drawn, False) == (True, "/4" in done.stdout.decode())


def test_what_the_desk_received_is_replayed(repository, copilot):
    """Without a change to the database: a desk may be running on it."""
    copilot("import", "in.jsonl", "--channel", "shop")
    move_an_example(repository)
    store = open_store("sqlite:///copilot.db", folder=repository)  # a desk at work
    with store.write():
        said = [copilot("replay", "--json", *more) for more in ((), ("--since", "1"))]
    store.close()
    exported = copilot("audit", "export").out.splitlines()

    assert [2, 2] == [counts(one)["moved"] for one in said]
    assert 5 == len(exported)


def test_what_came_earlier_is_left_out(repository, copilot):
    copilot("import", "in.jsonl", "--channel", "shop")
    store = open_store("sqlite:///copilot.db", folder=repository)
    long_ago = datetime.now(UTC) - timedelta(days=40)
    with store.write() as records:
        for stored in records.complaints.received(long_ago):
            records.complaints._connection.exec_driver_sql(
                "UPDATE complaints SET received_at = ? WHERE id = ?",
                (long_ago.strftime("%Y-%m-%d %H:%M:%S.%f"), stored.id),
            )
    store.close()
    recent, all_ = copilot("replay"), copilot("replay", "--since", "50", "--json")

    assert (1, "copilot: no complaint came in during the last 30 days\n") == (
        recent.status,
        recent.err,
    )
    assert 5 == json.loads(all_.out)["complaints"]


def test_without_a_database_none_is_made(repository, copilot):
    """A brand lead reads so in the desk's language."""
    told = copilot("replay", "--since", "3")
    speak_french(repository)
    french = copilot("replay", "--since", "3")

    assert "copilot: there is no database copilot.db yet; `copilot run` makes it\n" == told.err
    assert f"copilot.db{FR}; `copilot run` la crée\n" in french.err
    assert (2, 1, False) == (
        told.status,
        len(told.err.splitlines()),
        (repository / "copilot.db").exists(),
    )


def test_without_a_configuration_a_file_is_asked_for(repository, copilot):
    (repository / "copilot.yaml").unlink()
    options = ("--playbooks", "playbooks", "--replies", "replies")
    told = copilot("replay", *options)
    given = copilot("replay", "--file", "in.jsonl", *options)

    assert (2, True, 0) == (told.status, "give --file" in told.err, given.status)


@pytest.mark.parametrize(
    "wrong", [("--since", "0"), ("--since", "x"), ("--file", "a", "--since", "1")]
)
def test_wrong_usage_is_told_as_such(repository, copilot, wrong):
    assert 2 == copilot("replay", *wrong).status
