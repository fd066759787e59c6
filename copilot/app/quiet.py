"""Whether telephones may ring: outside desk hours only what is critical does."""

from copilot.app.office import Office


def is_quiet(office: Office, *, is_loud: bool) -> bool:
    """Say whether a message is to come in silence now."""
    return not is_loud and not office.desk.hours.is_open(office.clock.now())
