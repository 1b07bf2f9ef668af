import { absolute, count } from '../format.js';
import { html, nothing } from '../libraries.js';
import { isAccuracy, measureOf, written } from '../measure.js';
import { badge, notice, time } from '../parts.js';

const FINAL = ['COMPLETED', 'FAILED', 'CANCELLED'];

/** What the run is at, and what can be done with it. */
export function header(run, commands) {
  const { state, generation, champion } = run;
  return html` <div class="run-header">
      <h1>
        <a class="crumb" href="#/">Runs</a> <span class="crumb quiet">/</span> ${run.name}
        <span id="phase">${badge(state.phase)}</span> ${state.resumesTo
          ? html`<small class="crumb quiet">goes on in ${badge(state.resumesTo)}</small>`
          : nothing}
      </h1>
      ${buttons(state, commands)}
      <dl class="facts">
        <div>
          <dt>Generation</dt>
          <dd title=${generation.cause}>${generation.number}</dd>
        </div>
        <div>
          <dt>Teacher</dt>
          <dd>${generation.teacher?.version ?? generation.declared.network ?? 'brought artifact'}</dd>
        </div>
        <div>
          <dt>Champion</dt>
          <dd>
            ${champion
              ? html`${champion.score.name} at step
                ${count(champion.score.step)}${quality(state.measures, champion.score)}${state.pin
                  ? html` <span class="badge warn" title=${pinned(state.pin)}>pinned</span>`
                  : nothing}`
              : 'none yet'}
          </dd>
        </div>
        <div>
          <dt>Declared</dt>
          <dd>${time(state.createdAt)}</dd>
        </div>
        <div>
          <dt>Changed</dt>
          <dd title="revision ${state.revision}">${time(state.updatedAt)}</dd>
        </div>
      </dl>
    </div>
    ${state.pin
      ? notice(
          'info',
          html`<b>The champion is pinned.</b> No other is promoted ${until(state.pin)}; candidates are measured all the
            same.${state.pin.reason ? html` Reason: ${state.pin.reason}` : nothing}`,
        )
      : nothing}
    ${state.note ? notice(state.phase === 'FAILED' ? 'bad' : 'info', state.note) : nothing}`;
}

/* A share alone is taken for accuracy, so all else has to say what it is. */
function quality(measures, { metrics }) {
  const measure = measureOf(measures, metrics);
  return html`, ${written(measure, metrics[measure.name])}${isAccuracy(measures, measure)
    ? nothing
    : html` ${measure.title}`}`;
}

const until = (pin) => (pin.until ? html`until ${absolute(pin.until)} or it is unpinned` : 'until it is unpinned');
const pinned = (pin) => `Since ${absolute(pin.since)}`;

function buttons(state, commands) {
  const over = FINAL.includes(state.phase);
  const paused = state.phase === 'PAUSED';
  const earlier = commands.earlierChampions().length > 0;
  return html`<div class="buttons" role="group" aria-label="Commands">
    ${paused
      ? html`<button class="primary" @click=${commands.resume}>Resume</button>`
      : html`<button ?disabled=${over} @click=${commands.pause}>Pause</button>`}
    <button
      ?disabled=${(state.resumesTo ?? state.phase) !== 'DISTILLING'}
      title="Process what is on the source topic now, then complete the run"
      @click=${() => commands.drain()}
    >
      Drain…
    </button>
    <button
      ?disabled=${!earlier}
      title=${earlier ? 'Go back to an earlier champion' : 'There is no earlier champion'}
      @click=${() => commands.rollBack()}
    >
      Roll back…
    </button>
    ${state.pin
      ? html`<button @click=${() => commands.unpin()}>Unpin…</button>`
      : html`<button
          ?disabled=${over || !state.champion}
          title=${state.champion ? 'Keep the champion, whatever is measured' : 'There is no champion'}
          @click=${() => commands.pin()}
        >
          Pin…
        </button>`}
    <button class="danger" ?disabled=${over} @click=${() => commands.cancel()}>Cancel…</button>
  </div>`;
}
