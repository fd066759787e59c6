"""Presses: those that wait are done in one transaction, each of them for itself."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass

import telegram

from copilot.app import old_buttons
from copilot.app.doing import key_of
from copilot.app.office import Clerk, Office
from copilot.app.ports.records import MENU, CardRecord
from copilot.app.ports.store import Records
from copilot.app.press import Press, press_within
from copilot.app.view import Outcome
from copilot.desk.buttons import Pressed, decode, menu_keyboard
from copilot.desk.connect import bot_key
from copilot.desk.membership import Membership
from copilot.desk.speaking import Speaker
from copilot.desk.wire import Sent
from copilot.domain.errors import Refused, StoreError


@dataclass(frozen=True, slots=True)
class _Asked:
    """A press as it came; who pressed, or why they may not."""

    number: int  #: of its update
    query: telegram.CallbackQuery
    pressed: Pressed | None  #: nothing when it is no button of ours
    where: Sent | None
    person: int | Exception


@dataclass(frozen=True, slots=True)
class _Done:
    """A press that was done, and the card it was done on."""

    outcome: Outcome
    case: str | None
    card: CardRecord | None
    is_copy: bool  #: pressed in private, on a card that is drawn again there


@dataclass(slots=True, kw_only=True)
class Pressing:
    """Does presses and answers them; none is answered before it is committed."""

    office: Office
    clerk: Clerk
    membership: Membership
    speaker: Speaker
    point_to: Callable[[Sent, str], Awaitable[None]]

    async def take(self, updates: Mapping[int, telegram.Update]) -> Mapping[int, Exception]:
        """
        Do the presses that *updates* are, in order; give the faults of those that failed.

        Raises:
            StoreError: the database refused; nothing was kept and nobody was answered.
        """
        asked = [await self._asked(number, update) for number, update in updates.items()]
        became = await self.clerk(lambda: self._all(asked))
        for one, result in zip(asked, became, strict=True):
            self._answer(one, result)
        faults = {one.number: _fault(result) for one, result in zip(asked, became, strict=True)}
        return {number: fault for number, fault in faults.items() if fault is not None}

    def fail(self, update: telegram.Update) -> None:
        """Say to whoever pressed that it could not be done."""
        if update.callback_query is not None:
            said = self.speaker.words.say("toast.error")
            query = update.callback_query.id
            self.speaker.soon(self.speaker.wire.answer(query, said, alert=True))

    async def _asked(self, number: int, update: telegram.Update) -> _Asked:
        query = update.callback_query
        assert query is not None  # noqa: S101 - whoever gives them has looked
        where = Sent(query.message.chat.id, query.message.message_id) if query.message else None
        pressed = decode(query.data or "")
        person: int | Exception = query.from_user.id
        if pressed is not None:
            try:
                person = await self.membership.presser(query)
            except Exception as refused:  # noqa: BLE001 - told to them, and to nobody beside them
                person = refused
        return _Asked(number, query, pressed, where, person)

    def _all(self, asked: Sequence[_Asked]) -> list[_Done | Exception | None]:
        with self.office.store.write() as records:
            return [self._one(records, one) for one in asked]

    def _one(self, records: Records, one: _Asked) -> _Done | Exception | None:
        if one.pressed is None:
            return None
        if isinstance(one.person, Exception):
            return one.person
        try:
            return self._press(records, one, one.pressed, one.person)
        except StoreError:
            raise
        except Exception as fault:  # noqa: BLE001 - the presses beside it stand
            return fault

    def _press(
        self, records: Records, one: _Asked, pressed: Pressed, person: int
    ) -> _Done | Refused:
        where = one.where
        in_private = where is not None and where.chat == person
        press = Press(
            action=pressed.action,
            token=pressed.token,
            person=person,
            in_private=in_private,
            doing=key_of(bot=bot_key(self.speaker.wire.bot), update=one.number),
        )
        outcome = press_within(self.office, records, press)
        if isinstance(outcome, Refused):
            if outcome.code == "gone" and where is not None:
                return old_buttons.refusal(
                    self.office, records, chat=where.chat, message=where.message, person=person
                )
            return outcome
        button = records.chat.find_button(pressed.token)
        card = records.cards.get(button.case) if button else None
        copies = records.cards.copies(button.case) if button and in_private else ()
        if card is not None and outcome.code in {"menu", "back"}:
            opened = f"{person}@{self.office.clock.now().timestamp():.0f}"
            _forget_buttons(records, card, opened=opened if outcome.menu else "")
        is_copy = where is not None and (where.chat, where.message) in copies
        return _Done(outcome, button.case if button else None, card, is_copy)

    def _answer(self, one: _Asked, result: _Done | Exception | None) -> None:
        """Answer every press, even a refused or broken one, so the button stops spinning."""
        speaker, number = self.speaker, one.query.id
        if isinstance(result, _Done):
            said = speaker.outcome(result.outcome)
            speaker.soon(speaker.wire.answer(number, said, alert=result.outcome.alert))
            if one.where is not None:
                self._show_at(one.where, result)
            return
        if isinstance(result, Refused):
            said = speaker.refusal(result)
        else:
            said = speaker.words.say("toast.too_old" if result is None else "toast.error")
        speaker.soon(speaker.wire.answer(number, said, alert=True))

    def _show_at(self, where: Sent, done: _Done) -> None:
        menu, speaker = done.outcome.menu, self.speaker
        if menu is not None:
            keyboard = menu_keyboard(menu.buttons, menu.kind, speaker.words)
            speaker.soon(speaker.patiently(lambda: speaker.wire.edit_keyboard(where, keyboard)))
        elif done.is_copy:
            return
        elif done.case and done.card and done.card.message not in (None, where.message):
            speaker.soon(self.point_to(where, done.case))


def _fault(result: _Done | Exception | None) -> Exception | None:
    """What went wrong on our side; to be refused is no fault."""
    return result if isinstance(result, Exception) and not isinstance(result, Refused) else None


def _forget_buttons(records: Records, card: CardRecord, *, opened: str) -> None:
    """What hangs below the card is no longer what was drawn: draw it again next time."""
    if card.chat is None or card.message is None:
        return
    above_digest = (card.shown_digest or "").partition(".")[2]
    records.cards.shown(
        card.case,
        version=card.shown_version,
        digest=f"{MENU}{opened}.{above_digest}",
        chat=card.chat,
        message=card.message,
        above=card.above,
    )
