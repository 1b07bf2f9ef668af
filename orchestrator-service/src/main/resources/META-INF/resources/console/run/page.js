import { announce } from '../announce.js';
import { word } from '../format.js';
import { html, nothing } from '../libraries.js';
import { LiveRun } from '../live/run.js';
import { connectionBanner, notice } from '../parts.js';
import { addressOf, VIEWS } from '../router.js';
import { checkpoints } from './checkpoints.js';
import { Commands } from './commands.js';
import { header } from './header.js';
import { History } from './history.js';
import { Overview } from './overview.js';
import { Quality } from './quality.js';
import { Records } from './records.js';
import { Watch } from './watch.js';

/** A run, live. */
export function openRun(name, redraw) {
  const run = new LiveRun(name, redraw, (state) => announce(`Run ${name} is now ${word(state.phase)}.`));
  const commands = new Commands(run, redraw);
  const views = {
    overview: new Overview(run, commands, redraw),
    checkpoints: { view: () => checkpoints(run, commands) },
    quality: new Quality(run, redraw),
    watch: new Watch(run, redraw),
    records: new Records(run),
    history: new History(run),
  };
  let shown = 'overview';
  return {
    title: () => `${name} – ${shown} – Limbeck`,
    show(view) {
      shown = view;
    },
    view: () => (run.state ? whole(run, commands, views[shown], shown) : unknownYet(run)),
    close: () => run.close(),
  };
}

function whole(run, commands, view, shown) {
  return html` ${header(run, commands)}
    <nav class="views" aria-label="Views of ${run.name}">
      ${VIEWS.map(
        (one) =>
          html`<a href=${addressOf(run.name, one)} aria-current=${one === shown ? 'page' : 'false'}
            >${titles[one]}${mark(run, one)}</a
          >`,
      )}
    </nav>
    ${connectionBanner(run.stream, run.heardAt, run.failure)} ${commands.view()}
    <div class="view">${view.view()}</div>`;
}

const titles = {
  overview: 'Overview',
  checkpoints: 'Checkpoints',
  quality: 'Quality',
  watch: 'Watch',
  records: 'Records',
  history: 'History',
};

function mark(run, view) {
  const waiting =
    view === 'checkpoints' ? run.state.candidates.filter((one) => one.phase === 'AWAITING_APPROVAL').length : 0;
  return waiting === 0 ? nothing : html` <span class="count" title="${waiting} awaiting approval">${waiting}</span>`;
}

/** Before anything is known, it is said why. */
function unknownYet(run) {
  const back = html`<p><a href="#/">Back to the list of runs</a></p>`;
  if (run.failure?.status === 404) {
    return html`<h1>${run.name}</h1>
      ${notice('bad', html`<b>There is no run of this name.</b> ${run.failure.message}`)}${back}`;
  }
  if (run.failure) {
    const what = run.failure.isStarting
      ? 'The orchestrator is starting and does not know its runs yet.'
      : 'The run cannot be shown.';
    return html`<h1>${run.name}</h1>
      ${notice('warn', html`<b>${what}</b> ${run.failure.message} Trying again.`)}${back}`;
  }
  return html`<h1>${run.name}</h1>
    <p class="quiet" aria-busy="true">Loading…</p>`;
}
