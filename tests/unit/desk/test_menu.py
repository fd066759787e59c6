"""The menu that each telephone is offered."""

import pytest

from copilot.desk.command_names import named
from copilot.desk.menu import announce_commands
from copilot.desk.words import LANGUAGES, load


class Menus:
    """A bot that remembers which menu was set where, for telephones in which language."""

    def __init__(self):
        self.set = {}

    async def set_my_commands(self, commands, *, scope, language_code=None):
        self.set[scope.type, language_code] = dict(commands)

    async def delete_my_commands(self):
        self.set.pop(("default", None), None)


@pytest.mark.parametrize("spoken", LANGUAGES)
async def test_each_telephone_shows_the_menu_in_its_own_language(spoken):
    """An English colleague at a French desk looks for what they can read."""
    bot = Menus()
    await announce_commands(bot, load(spoken), desk=-100)

    for lang in LANGUAGES:
        for scope in ("chat", "all_private_chats"):
            shown = bot.set[scope, lang]

            assert set(shown) <= set(named(lang).values())
            assert shown[named(lang)["suivant"]] == load(lang).say("command.suivant")


@pytest.mark.parametrize("spoken", LANGUAGES)
async def test_a_telephone_in_another_language_shows_the_desks_menu(spoken):
    """The one that colleagues quote; and the last set, for an API that knows one menu alone."""
    bot = Menus()
    await announce_commands(bot, load(spoken), desk=-100)

    assert bot.set["chat", spoken] == bot.set["chat", None]
    assert {("chat", None), ("all_private_chats", None)} == set(list(bot.set)[-2:])


async def test_customers_are_offered_no_commands():
    """Where nothing narrower holds, nothing is set."""
    bot = Menus()
    await announce_commands(bot, load("fr"), desk=-100)

    assert {"chat", "all_private_chats"} == {scope for scope, _ in bot.set}
