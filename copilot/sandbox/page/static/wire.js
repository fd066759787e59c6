// Talks to the demo: the sandbox's control side, and the stream that says what has changed.

export const token = document.querySelector("meta[name=sandbox-token]").content;

async function ask(path, options = {}) {
  const headers = { "X-Sandbox-Token": token, ...options.headers };
  const answer = await fetch(path, { ...options, headers });
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return answer.json();
}

export function get(path) {
  return ask(`/sandbox/${path}`);
}

export function send(path, body) {
  const headers = { "Content-Type": "application/json" };
  return ask(`/sandbox/${path}`, { method: "POST", headers, body: JSON.stringify(body) });
}

export function picture(path) {
  return path.startsWith("/sandbox/") ? `${path}?token=${encodeURIComponent(token)}` : path;
}

// Calls *load* when asked, never twice at once, and once more when asked meanwhile.
export function refresher(load) {
  let running = false;
  let again = false;
  return async function refresh() {
    if (running) {
      again = true;
      return;
    }
    running = true;
    try {
      do {
        again = false;
        await load();
      } while (again);
    } catch {
      // The stream tells when the demo is gone; one lost answer is made good by the next event.
    } finally {
      running = false;
    }
  };
}

export function listen({ onEvent, onOpen, onLost }) {
  const stream = new EventSource(`/sandbox/events?token=${encodeURIComponent(token)}`);
  stream.onopen = onOpen;
  stream.onmessage = (message) => onEvent(JSON.parse(message.data));
  stream.onerror = onLost;
}
