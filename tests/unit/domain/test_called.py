"""What colleagues call each other, on cards and in notices."""

import pytest

from copilot.domain.person import People, Person, Role


def team(*names, former=None):
    people = (Person(name, number, Role.COMMUNITY_MANAGER) for number, name in enumerate(names, 1))
    return People(people, former=former)


@pytest.mark.parametrize(
    ("name", "called"),
    [
        ("Léa Martin", "Léa"),
        ("Jean-Pierre Roux", "Jean-Pierre"),
        ("Léa", "Léa"),
        ("Maître Roy", "Maître Roy"),
        ("M. Dupont", "M. Dupont"),
        ("Dr. No", "Dr. No"),
    ],
)
def test_by_the_first_name_unless_it_is_a_title(name, called):
    assert called == team(name).called(1)


def test_two_of_one_first_name_keep_the_whole_one():
    """“Léa has it” would name nobody."""
    people = team("Léa Martin", "Léa Roux", "Karim Haddad")

    assert ["Léa Martin", "Léa Roux", "Karim"] == [people.called(one) for one in (1, 2, 3)]


def test_who_has_left_is_told_apart_too():
    """Old cards go on naming her."""
    people = team("Léa Martin", former={9: "Léa Roux"})

    assert ["Léa Martin", "Léa Roux"] == [people.called(one) for one in (1, 9)]


def test_whom_nobody_configured_is_the_bare_number():
    assert "77" == team("Léa Martin").called(77)
