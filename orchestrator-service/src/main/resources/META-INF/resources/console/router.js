/* Addresses: #/ is the list, #/runs/NAME a run, #/runs/NAME/VIEW one of its views. */
export const VIEWS = ['overview', 'checkpoints', 'quality', 'watch', 'records', 'history'];

export function route(hash) {
  const parts = hash.replace(/^#\/?/, '').split('/').filter(Boolean).map(unescaped);
  if (parts.length === 0) {
    return { page: 'runs' };
  }
  const [kind, run, view = 'overview'] = parts;
  return kind === 'runs' && run && VIEWS.includes(view) && parts.length <= 3
    ? { page: 'run', run, view }
    : { page: 'unknown' };
}

export function addressOf(run, view = 'overview') {
  return `#/runs/${encodeURIComponent(run)}${view === 'overview' ? '' : `/${view}`}`;
}

function unescaped(part) {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}
