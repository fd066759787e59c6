// The page's own words. The desk's come from the desk, the customers' from the customers.

const FR = {
  demo: "démo",
  guide: "Mode d’emploi en trois gestes",
  step1: "Lisez la carte",
  step2: "🙋 Je prends, ✏️ au besoin",
  step3: "✅ Publier : voyez la page publique",
  story: "Déroulement de la démo",
  language: "Langue de la page",
  progress: "{shown}/{of} messages",
  holding: "{shown}/{of} messages · à vous",
  pause: "Retenir les nouveaux messages",
  go_on: "Laisser venir les messages",
  speed: "Vitesse : ×{n}. Changer",
  replay: "Rejouer",
  tabs: "Vues",
  tab_public: "Page publique",
  tab_desk: "Desk",
  public_title: "Ce que tout le monde voit",
  public_hint: "la page de la marque, sous une publicité",
  sponsored: "Sponsorisé",
  like: "J’aime",
  answer: "Répondre",
  comments: "{n} commentaire|{n} commentaires",
  shares: "{n} partage|{n} partages",
  answers: "{n} réponse publiée|{n} réponses publiées",
  under: "sous {n} message|sous {n} messages",
  official: "Officiel",
  removed: "Message supprimé par son auteur",
  edited: "modifié",
  now: "à l’instant",
  minutes: "{n} min",
  hours: "{n} h",
  you_are: "Vous êtes",
  members: "{n} membres, desk des community managers",
  bot: "bot",
  role_community_manager: "community manager",
  role_brand_lead: "responsable de marque",
  role_observer: "observateur",
  pinned: "Message épinglé",
  reply: "Répondre",
  reply_to: "Répondre à {name}",
  cancel_reply: "Ne plus répondre à ce message",
  composer: "Message au desk",
  placeholder: "Message…",
  note_placeholder: "Note à l’équipe, jamais publiée…",
  send: "Envoyer",
  commands: "Commandes du bot",
  take_over: "Reprendre le texte",
  copied: "Copié",
  show_more: "Lire la suite",
  show_less: "Replier",
  spoiler: "Texte masqué. Montrer",
  photo: "Photo",
  new_messages: "{n} nouveau message|{n} nouveaux messages",
  failed: "La démo n’a pas répondu. Réessayez.",
  lost: "La démo s’est arrêtée. Relancez « copilot demo », puis rechargez cette page.",
  starting: "Le desk s’installe…",
  speaks: "Cette démo se joue en anglais : desk et clients parlent anglais. Sans « --language en », elle se joue en français.",
};

const EN = {
  demo: "demo",
  guide: "How it works, in three moves",
  step1: "Read the card",
  step2: "🙋 Take it, ✏️ if need be",
  step3: "✅ Publish: see the public page",
  story: "How the demo goes",
  language: "Language of the page",
  progress: "{shown}/{of} messages",
  holding: "{shown}/{of} messages · your turn",
  pause: "Hold the messages",
  go_on: "Let the messages go on",
  speed: "Speed: ×{n}. Change",
  replay: "Play again",
  tabs: "Views",
  tab_public: "Public page",
  tab_desk: "Desk",
  public_title: "What everybody sees",
  public_hint: "the brand’s page, under an ad",
  sponsored: "Sponsored",
  like: "Like",
  answer: "Reply",
  comments: "{n} comment|{n} comments",
  shares: "{n} share|{n} shares",
  answers: "{n} reply published|{n} replies published",
  under: "under {n} message|under {n} messages",
  official: "Official",
  removed: "Deleted by its author",
  edited: "edited",
  now: "just now",
  minutes: "{n} min",
  hours: "{n} h",
  you_are: "You are",
  members: "{n} members, the community managers’ desk",
  bot: "bot",
  role_community_manager: "community manager",
  role_brand_lead: "brand lead",
  role_observer: "observer",
  pinned: "Pinned message",
  reply: "Reply",
  reply_to: "Reply to {name}",
  cancel_reply: "Stop replying to this message",
  composer: "Message to the desk",
  placeholder: "Message…",
  note_placeholder: "A note to the team, never public…",
  send: "Send",
  commands: "The bot’s commands",
  take_over: "Start from its text",
  copied: "Copied",
  show_more: "Read more",
  show_less: "Fold",
  spoiler: "Hidden text. Show",
  photo: "Photo",
  new_messages: "{n} new message|{n} new messages",
  failed: "The demo did not answer. Try again.",
  lost: "The demo has stopped. Run “copilot demo” again, then reload this page.",
  starting: "The desk is being set up…",
  speaks: "The demo’s brand is French, so its desk and its customers speak French. For all of it in English: copilot demo --language en.",
};

const LANGUAGES = { fr: FR, en: EN };
const listeners = [];
let current = "fr";

export function language() {
  return current;
}

// Where a word has two forms, the first is for one; in French for none, too.
export function word(name, values = {}) {
  const [one, many = one] = (LANGUAGES[current][name] ?? name).split("|");
  const isOne = new Intl.PluralRules(current).select(values.n ?? 1) === "one";
  return (isOne ? one : many).replace(/\{(\w+)\}/g, (_, key) => show(values[key]));
}

function show(value) {
  return typeof value === "number" ? new Intl.NumberFormat(current).format(value) : String(value);
}

export function onLanguage(listener) {
  listeners.push(listener);
}

export function speak(chosen) {
  current = LANGUAGES[chosen] ? chosen : "fr";
  document.documentElement.lang = current;
  document.title = `Reply Copilot · ${word("demo")}`;
  for (const place of document.querySelectorAll("[data-word]")) {
    place.textContent = word(place.dataset.word);
    place.classList.toggle("unsaid", place.textContent === "");
  }
  for (const place of document.querySelectorAll("[data-label]")) {
    place.setAttribute("aria-label", word(place.dataset.label));
  }
  for (const button of document.querySelectorAll("[data-language]")) {
    button.setAttribute("aria-pressed", String(button.dataset.language === current));
  }
  for (const listener of listeners) listener();
}
