// The page's own words. The desk's come from the desk, the customers' from the customers.

const FR = {
  demo: "démo",
  guide: "Mode d’emploi en trois gestes",
  step1: "Lisez la carte",
  step2: "🙋 Je prends, ✏️ au besoin",
  step3: "✅ Publier : voyez la page publique",
  story: "Déroulement de la démo",
  language: "Langue de la page",
  progress: "{shown}/{of} messages",
  pause: "Suspendre les messages",
  go_on: "Reprendre les messages",
  speed: "Vitesse : ×{n}. Changer",
  replay: "Rejouer",
  tabs: "Vues",
  tab_public: "Page publique",
  tab_desk: "Desk",
  public_title: "Ce que tout le monde voit",
  public_hint: "la page de la marque, sous une publicité",
  sponsored: "Sponsorisé",
  like: "J’aime",
  answer: "Répondre",
  share: "Partager",
  likes: "{n} j’aime",
  comments: "{n} commentaires",
  shares: "{n} partages",
  nothing: "Le calme avant la tempête…",
  tally: "{answered} réponses publiées sous {messages} messages",
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
  new_messages: "{n} nouveaux messages ↓",
  new_message: "1 nouveau message ↓",
  failed: "La démo n’a pas répondu. Réessayez.",
  lost: "La démo s’est arrêtée. Relancez « copilot demo », puis rechargez cette page.",
  starting: "Le desk s’installe…",
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
  share: "Share",
  likes: "{n} likes",
  comments: "{n} comments",
  shares: "{n} shares",
  nothing: "The calm before the storm…",
  tally: "{answered} replies published under {messages} messages",
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
  new_messages: "{n} new messages ↓",
  new_message: "1 new message ↓",
  failed: "The demo did not answer. Try again.",
  lost: "The demo has stopped. Run “copilot demo” again, then reload this page.",
  starting: "The desk is being set up…",
};

const LANGUAGES = { fr: FR, en: EN };
const listeners = [];
let current = "fr";

export function language() {
  return current;
}

export function word(name, values = {}) {
  const text = LANGUAGES[current][name] ?? name;
  return text.replace(/\{(\w+)\}/g, (_, key) => String(values[key]));
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
  }
  for (const place of document.querySelectorAll("[data-label]")) {
    place.setAttribute("aria-label", word(place.dataset.label));
  }
  for (const button of document.querySelectorAll("[data-language]")) {
    button.setAttribute("aria-pressed", String(button.dataset.language === current));
  }
  for (const listener of listeners) listener();
}
