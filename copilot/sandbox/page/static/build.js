// Makes elements. Whatever a person wrote enters the page here, as text and never as markup.

export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}

const SVG = "http://www.w3.org/2000/svg";
const SHAPES = {
  pause: "M7 5h3.600v14H7zM13.400 5H17v14h-3.600z",
  play: "M8 4.800v14.400L19.500 12z",
  reply: "M10 5 3 12l7 7v-4.300c5 0 8.500 1.600 11 5.300-1-5.300-4-10.200-11-11.200z",
};

// Drawn, because many systems would show the character as a coloured picture.
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  const path = document.createElementNS(SVG, "path");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  path.setAttribute("d", SHAPES[name]);
  svg.append(path);
  return svg;
}

export function initials(name) {
  const letters = name.replace(/[^\p{L}\p{N}\s]/gu, " ").trim().split(/\s+/);
  const picked = letters.length > 1 ? letters[0][0] + letters.at(-1)[0] : (letters[0] ?? "").slice(0, 1);
  return picked.toLocaleUpperCase() || "?";
}

export function avatar(name, extra = "") {
  let sum = 0;
  for (const character of name) sum = (sum * 31 + character.codePointAt(0)) % 997;
  return make("span", { class: `avatar hue-${sum % 8} ${extra}`, "aria-hidden": "true" }, initials(name));
}

// Only these lead anywhere; any other address is shown as the text it is.
export function isLink(address) {
  return /^https?:\/\//i.test(address);
}

// The page is reachable as 127.0.0.1 and as localhost; its pictures are on whichever was opened.
export function local(address) {
  try {
    const url = new URL(address, location.href);
    const here = ["127.0.0.1", "localhost", "[::1]"].includes(url.hostname) && url.port === location.port;
    return here ? url.pathname + url.search : address;
  } catch {
    return address;
  }
}

export function anchor(address) {
  try {
    const url = new URL(address, location.href);
    return local(address) === "/" && url.hash.length > 1 ? url.hash.slice(1) : null;
  } catch {
    return null;
  }
}
