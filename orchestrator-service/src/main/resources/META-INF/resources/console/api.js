/* The REST API, as docs/api.md has it. */
const ROOT = new URL('api/v1/', document.baseURI);

/** What the API refused, in its own words. */
class Problem extends Error {
  constructor(status, problem) {
    super(problem.detail || problem.title || `The orchestrator answered ${status}.`);
    this.status = status;
  }

  get isStarting() {
    return this.status === 503;
  }
}

export function urlOf(path) {
  return new URL(path, ROOT);
}

export function pathOf(run) {
  return `runs/${encodeURIComponent(run)}`;
}

export async function get(path) {
  return answerOf(await reach(path, { headers: { Accept: 'application/json' } }));
}

export async function post(path, body) {
  const headers = { 'Content-Type': 'application/json', Accept: 'application/json' };
  return answerOf(await reach(path, { method: 'POST', headers, body: JSON.stringify(body) }));
}

async function reach(path, request) {
  try {
    return await fetch(urlOf(path), { cache: 'no-store', ...request });
  } catch {
    throw new Problem(0, { detail: 'The orchestrator cannot be reached.' });
  }
}

async function answerOf(response) {
  const text = await response.text();
  const body = parsed(text);
  if (!response.ok) {
    throw new Problem(response.status, body ?? {});
  }
  return body ?? {};
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
