"""What a newcomer sees and does: `copilot demo`, in a browser, with mouse and keyboard."""

import os
import re
from pathlib import Path

import pytest

try:
    from playwright.sync_api import expect
except ImportError:  # the fixtures skip, or fail in CI
    expect = None

pytestmark = pytest.mark.browser

PICTURE = Path(__file__).parents[3] / "docs" / "desk.png"
#: Everything has come within a few seconds.
FAST = 40
#: As their own telephone would send it.
SEND_A_SCREENSHOT = """async (photo) => {
  const { get, send } = await import("/page/wire.js");
  const { chat_id, people } = await get("setting");
  const karim = people.find((one) => one.first_name === "Karim");
  await send("message", { chat_id, user_id: karim.id, photo });
}"""
ALL_TOLD = re.compile(r"^(\d+)/\1 ")
STALE = "La carte a changé entre-temps : relisez-la. Rien n’est parti."


def card_of(page, author):
    """The card of *author*'s first message, whatever becomes of it."""
    first = page.locator(".message.keyed", has_text=author).first
    expect(first).to_be_visible()
    return page.locator(f"#{first.get_attribute('id')}")


def press(card, words):
    card.locator(".key", has_text=words).click()


def draft_on(card):
    """The reply as the card shows it, letter for letter."""
    return card.locator("blockquote").last.text_content()


def published(page):
    """Everything the brand says in public, letter for letter."""
    return page.locator(".comment.ours > .body .words").all_text_contents()


def wait_for_all(page):
    """Wait until the whole incident has come and every message has its card."""
    expect(page.locator("#progress")).to_have_text(ALL_TOLD)
    # Of two messages by one author in the same words one is set aside.
    # Other messages have buttons too: people on call are asked whether they have seen a danger.
    cards = page.locator(".message.keyed").filter(has=page.locator(".key", has_text="⋯"))
    expect(cards).to_have_count(23)


def widths(page):
    """How wide the page is, and how wide the screen."""
    return page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")


def claim_and_publish(page, author):
    """Take a card, read it, approve it; give what was read."""
    card = card_of(page, author)
    expect(card.locator(".key", has_text="Publier")).to_have_count(0)
    press(card, "Je prends")
    expect(page.locator("#toast")).to_contain_text("C’est à vous")
    expect(card).to_contain_text("signée Léa")
    read = draft_on(card)
    press(card, "Publier (signé Léa)")
    expect(card).to_contain_text("publiée")
    return read


def edit(page, author):
    """Answer the bot's prompt with own words; give them."""
    card, composer = card_of(page, author), page.locator("#words")
    press(card, "Modifier")
    expect(page.locator("#replying-text")).to_contain_text("votre texte pour le nº")
    page.get_by_role("button", name="Reprendre le texte").click()
    own = composer.input_value().replace("Bonjour Marc", "Bonjour Marc, merci d’avoir écrit")
    composer.fill(own)
    composer.press("Enter")
    expect(card).to_contain_text("Modifié par Léa")
    return own


def note(page, author, words):
    """Reply to a card, by the keyboard alone."""
    card_of(page, author).get_by_role("button", name="Répondre à").focus()
    page.keyboard.press("Enter")
    expect(page.locator("#words")).to_be_focused()
    page.keyboard.type(words)
    page.keyboard.press("Enter")
    expect(card_of(page, author)).to_contain_text(f"📝 Léa : {words}")


def test_a_community_manager_works_through_the_incident(start_demo, look, tmp_path):
    """The product's main promise, seen: in public is what was approved, and nothing else."""
    demo = start_demo(speed=FAST)
    page, seen = look(demo)
    wait_for_all(page)

    expect(card_of(page, "Claire M.")).to_contain_text("Produit reçu cassé, presque sûr")
    expect(card_of(page, "Claire M.")).to_contain_text("[nº masqué]")
    approved = [claim_and_publish(page, "Claire M.")]

    # She edits another; her phone, which has lost the network, still shows what was before.
    marc = card_of(page, "Marc D.")
    press(marc, "Je prends")
    expect(marc).to_contain_text("signée Léa")
    phone, _ = look(demo, width=390, height=844, phone=True)
    old = card_of(phone, "Marc D.")
    expect(old).to_contain_text("signée Léa")
    phone.route("**/sandbox/chats/**", lambda route: route.abort())
    own = edit(page, "Marc D.")

    # The old button is refused with the reason, and nothing leaves.
    press(old, "Publier")
    expect(phone.locator("#alert-text")).to_have_text(STALE)
    expect(marc.locator(".key", has_text="Publier (signé Léa)")).to_be_visible()
    press(marc, "Publier (signé Léa)")
    expect(marc).to_contain_text("publiée")
    approved.append(own)

    sophie = card_of(page, "Sophie R.")
    note(page, "Sophie R.", "Cliente fidèle, <b>à remercier</b> à part")
    press(sophie, "Autre fiche")
    press(sophie, "Produit reçu cassé")
    expect(sophie).to_contain_text("Produit reçu cassé, choisie par l’équipe")

    spam = card_of(page, "Liberté Financière")
    press(spam, "Classer")
    press(spam, "spam")
    expect(spam).to_contain_text("classé sans réponse")

    assert approved == published(page)
    assert ([], {"127.0.0.1"}) == (seen.errors, seen.hosts)
    assert 130 == demo.interrupt()
    assert [] == list(tmp_path.iterdir())  # nothing is left behind
    expect(page.locator("#lost")).to_be_visible()


def test_who_only_watches_is_refused(running_demo, look):
    """Guarantee 4; the refusal waits until it is closed, by mouse or keyboard."""
    page, _ = look(running_demo)
    page.get_by_label("Vous êtes").select_option(label="Tom · observateur")
    press(card_of(page, "Nadia K."), "Je prends")
    expect(page.locator("#alert-text")).to_contain_text("est de suivre")
    page.keyboard.press("Enter")

    expect(page.locator("#alert")).to_be_hidden()
    expect(card_of(page, "Nadia K.")).not_to_contain_text("s’en occupe")


def test_the_reply_stands_under_the_message_it_answers(start_demo, look):
    """And it is brought into view: that is what the newcomer pressed for."""
    page, _ = look(start_demo(speed=FAST))
    wait_for_all(page)
    claire = card_of(page, "Claire M.")
    press(claire, "Je prends")
    press(claire, "Publier")
    answer = page.locator("#c01 .answers .comment.ours")

    expect(answer).to_be_in_viewport()
    expect(answer).to_contain_text("Maison Lumen ✓ Officiel")


def test_what_a_customer_writes_stays_text(running_demo, look):
    """Guarantee 6, on both sides of the page."""
    page, seen = look(running_demo)
    wait_for_all(page)
    words = "<b>Test</b> {{ 7*7 }} <script>alert('remboursez')</script>"

    expect(page.locator("#c20 > .body")).to_contain_text(words)
    expect(page.locator("#c20 > .body")).to_contain_text("<i>Bob</i> Tables")
    expect(card_of(page, "Bob")).to_contain_text(words)
    assert [] == seen.errors


def test_playing_again_starts_from_an_empty_desk(start_demo, look):
    """Whoever shows the product to a second person presses one button."""
    page, seen = look(start_demo(speed=FAST))
    wait_for_all(page)
    claire = card_of(page, "Claire M.")
    press(claire, "Je prends")
    press(claire, "Publier")
    expect(page.locator(".comment.ours")).to_have_count(1)
    page.get_by_role("button", name="Rejouer").click()

    expect(page.locator(".comment.ours")).to_have_count(0)
    wait_for_all(page)
    expect(card_of(page, "Claire M.")).to_contain_text("nº 1 ")
    assert [] == seen.errors


@pytest.mark.parametrize("phone", [False, True])
def test_first_card_waits_for_its_reader(start_demo, look, phone):
    """A newcomer reads it from its top; the next ones must not push it away meanwhile."""
    width, height = (390, 760) if phone else (1366, 700)
    page, _ = look(start_demo(speed=FAST), width=width, height=height, phone=phone)
    wait_for_all(page)
    card_of(page, "Claire M.")
    above = page.evaluate(
        """() => document.querySelector(".message.keyed").getBoundingClientRect().top
          - document.getElementById("messages").getBoundingClientRect().top"""
    )

    assert 0 <= above < 20


def test_story_waits_for_the_first_gesture(start_demo, look):
    """And says so; with it the next messages come."""
    page, _ = look(start_demo(speed=4))
    expect(page.locator("#progress")).to_have_text("1/24 messages · à vous")
    press(card_of(page, "Claire M."), "Je prends")

    # On a busy machine the third may have come before anybody looks.
    expect(page.locator("#progress")).to_have_text(re.compile(r"^([2-9]|\d\d)/24 messages$"))


UNDO_ON_TOP = """key => {
  const box = key.getBoundingClientRect();
  return document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2) === key;
}"""


@pytest.mark.parametrize("phone", [False, True])
def test_undo_can_be_pressed_at_once(start_demo, look, phone):
    """Nothing lies over it in its five seconds: neither the toast nor the way down."""
    width, height = (390, 760) if phone else (1366, 700)
    page, _ = look(start_demo(speed=FAST), width=width, height=height, phone=phone)
    wait_for_all(page)
    claire = card_of(page, "Claire M.")
    press(claire, "Je prends")
    expect(claire).to_contain_text("signée Léa")
    press(claire, "Publier")
    undo = claire.locator(".key", has_text="Annuler l’envoi")
    expect(page.locator("#toast")).to_contain_text("pour annuler")
    expect(page.locator("#new-desk")).to_be_visible()
    is_on_top = undo.evaluate(UNDO_ON_TOP)
    undo.click()

    assert is_on_top
    expect(claire.locator(".key", has_text="Publier")).to_be_visible()


def test_a_long_menu_is_read_from_its_beginning(start_demo, look):
    """Nineteen playbooks are longer than a telephone: the way back and the likeliest come first."""
    page, _ = look(start_demo(speed=FAST), width=390, height=560, phone=True)
    wait_for_all(page)
    sophie = card_of(page, "Sophie R.")
    press(sophie, "Autre fiche")
    back = sophie.locator(".key", has_text="Retour")

    expect(back).to_be_in_viewport()


def test_steps_are_ticked_in_order_and_begin_again_with_the_story(start_demo, look):
    """After a reload, too, a later step stands for those before it."""
    page, _ = look(start_demo(speed=FAST))
    done = page.locator(".guide .done")
    expect(done).to_have_count(0)
    claire = card_of(page, "Claire M.")
    press(claire, "Je prends")
    expect(done).to_have_count(2)
    press(claire, "Publier")
    expect(done).to_have_count(3)
    page.reload()
    expect(done).to_have_count(3)
    page.get_by_role("button", name="Rejouer").click()

    expect(done).to_have_count(0)


def test_tab_counts_every_message_once(start_demo, look):
    """However often the story has been played."""
    page, _ = look(start_demo(speed=FAST), width=390, height=760, phone=True)
    wait_for_all(page)
    page.get_by_role("button", name="Rejouer").click()
    # Its beginning may be over before it is seen.
    expect(page.locator("#progress")).not_to_have_text(ALL_TOLD)
    wait_for_all(page)

    expect(page.locator("#unseen-public")).to_have_text("24")


LATE_STREAM = """
const Stream = window.EventSource;
window.EventSource = class extends Stream {
  set onmessage(listener) {
    super.onmessage = (message) => {
      const isLate = JSON.parse(message.data).kind === "empty";
      setTimeout(() => listener(message), isLate ? 1500 : 0);
    };
  }
};
"""


def test_tab_counts_right_when_the_stream_is_late(start_demo, look):
    """The thread may show the next playing before the page hears that the last one ended."""
    page, _ = look(start_demo(speed=FAST), width=390, height=760, phone=True, script=LATE_STREAM)
    wait_for_all(page)
    page.get_by_role("button", name="Rejouer").click()
    expect(page.locator("#progress")).not_to_have_text(ALL_TOLD)
    wait_for_all(page)

    expect(page.locator("#unseen-public")).to_have_text("24")


def test_picture_leaves_its_senders_name_to_be_read(start_demo, look):
    """A colleague's screenshot comes under their name, as any first message of theirs."""
    page, _ = look(start_demo(speed=1))
    first = page.locator(".message .photo")
    expect(first).to_have_count(1)
    page.evaluate(SEND_A_SCREENSHOT, first.get_attribute("src"))
    expect(first).to_have_count(2)
    picture = first.last
    name = picture.locator("xpath=preceding-sibling::p")
    expect(name).to_contain_text("Karim")
    above = name.bounding_box()

    assert above["y"] + above["height"] <= picture.bounding_box()["y"]


def test_page_speaks_english(running_demo, look):
    """Its own words only: the desk and the customers speak as they do."""
    page, _ = look(running_demo)
    wait_for_all(page)
    page.get_by_role("button", name="English").click()

    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.locator("#public-title")).to_contain_text("What everybody sees")
    expect(page.locator(".speaks")).to_contain_text("the demo’s brand is French", ignore_case=True)
    expect(page.locator("#tally")).to_contain_text("0 replies published under 24 messages")
    expect(card_of(page, "Nadia K.").locator(".key").first).to_have_text("🙋 Je prends")


def test_original_is_shown_in_the_thread(running_demo, look):
    """The card's link leads to the left side, not away from the page."""
    page, _ = look(running_demo)
    wait_for_all(page)
    card_of(page, "Ahmed B.").get_by_role("link", name="Voir l’original").click()

    expect(page.locator("#c11 > .body")).to_be_in_viewport()
    assert running_demo.url == page.url


def test_escape_stops_replying(running_demo, look):
    """And what was typed is there again when one comes back to it."""
    page, _ = look(running_demo)
    reply = card_of(page, "Nadia K.").get_by_role("button", name="Répondre à")
    reply.click()
    page.keyboard.type("à voir avec le magasin")
    page.keyboard.press("Escape")
    expect(page.locator("#replying")).to_be_hidden()
    expect(page.locator("#words")).to_have_value("")
    reply.click()

    expect(page.locator("#words")).to_have_value("à voir avec le magasin")


def test_reader_further_up_is_told_of_new_messages(running_demo, look):
    """A card that is being read stays where it is; one press leads down."""
    page, _ = look(running_demo)
    wait_for_all(page)
    page.reload()  # what came before has been seen
    wait_for_all(page)
    page.locator("#messages").evaluate("box => { box.scrollTop = 0 }")
    colleague, _ = look(running_demo)
    colleague.get_by_label("Vous êtes").select_option(label="Karim · community manager")
    colleague.locator("#words").fill("je prends les livraisons")
    colleague.locator("#words").press("Enter")
    said = page.locator(".message", has_text="je prends les livraisons")
    expect(said).to_have_count(1)
    expect(said).not_to_be_in_viewport()
    # More than one, where nobody has answered the alarm for someone in danger meanwhile.
    page.get_by_role("button", name=re.compile(r"^[1-9]\d* nouveau")).click()

    expect(said).to_be_in_viewport()
    expect(said).to_contain_text("Karim")


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize(("width", "height"), [(360, 740), (820, 1180), (1440, 900)])
def test_page_fits_every_screen(running_demo, look, width, height, dark):
    """From a small phone to a desk, in light and dark, nothing is wider than the screen."""
    page, seen = look(running_demo, width=width, height=height, dark=dark, phone=width < 400)
    wait_for_all(page)
    across = [widths(page)]  # what the screen shows first
    if width < 400:
        page.get_by_role("tab", name="Page publique").click()
        expect(page.locator("#c23")).to_be_visible()
        across.append(widths(page))

    assert [] == [(inner, screen) for inner, screen in across if inner > screen]
    assert [] == seen.errors


def test_readme_shows_the_desk_as_it_is(start_demo, look, tmp_path):
    """The README's picture is taken here, when COPILOT_PICTURE is set."""
    wanted = os.environ.get("COPILOT_PICTURE")
    page, _ = look(start_demo(speed=1 if wanted else 4), height=960)
    claire = card_of(page, "Claire M.")
    press(claire, "Je prends")  # the story waits for it
    expect(page.locator(".message.keyed").nth(2)).to_be_visible()
    page.get_by_role("button", name="Retenir les nouveaux messages").click()
    press(claire, "Publier (signé Léa)")
    expect(claire).to_contain_text("publiée")
    marc = card_of(page, "Marc D.")
    press(marc, "Je prends")
    expect(marc).to_contain_text("signée Léa")
    expect(page.locator(".comment.ours")).to_be_in_viewport()
    marc.evaluate("card => card.scrollIntoView({ block: 'end' })")
    expect(marc.locator(".key").last).to_be_in_viewport()
    page.mouse.move(2, 2)
    expect(page.locator(".flash, .fresh.message")).to_have_count(0)
    expect(page.locator("#toast")).to_be_hidden()
    path = PICTURE if wanted else tmp_path / PICTURE.name
    path.parent.mkdir(exist_ok=True)
    page.screenshot(path=path)

    assert path.read_bytes().startswith(b"\x89PNG")
