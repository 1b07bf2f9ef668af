import { bytes, count } from '../format.js';
import { html, nothing } from '../libraries.js';
import { written } from '../measure.js';
import { empty, shortDigest, time } from '../parts.js';
import { evidence } from './evidence.js';

/* So many numbers, of those that tell most. */
const FIRST = 4;

/** Who was champion when, and on what evidence. */
export function promotions(run, commands) {
  const events = [...promoted(run), ...rolledBack(run)].sort((one, other) => Date.parse(other.at) - Date.parse(one.at));
  return html`<section aria-labelledby="promotions-title">
    <h2 id="promotions-title">Promotions</h2>
    ${events.length === 0
      ? empty('No student has been promoted yet: the first measured checkpoint that is not a control becomes champion.')
      : html`<ol class="timeline">
          ${events.map((event) => (event.champion ? promotion(run, event, commands) : rollback(event)))}
        </ol>`}
  </section>`;
}

function promoted(run) {
  return run.state.champions.map((champion) => ({
    at: champion.promotedAt,
    champion,
    candidate: run.state.candidates.find((one) => one.checkpoint.digest === champion.checkpointDigest),
  }));
}

/* The link was moved, and no checkpoint was: that is a rollback. */
const rolledBack = (run) =>
  run.history
    .filter((line) => line.subject === 'run' && line.cause.startsWith('champion-moved'))
    .map((line) => ({ at: line.at, line }));

function promotion(run, { at, champion, candidate }, commands) {
  const { score } = champion;
  const current = champion.checkpointDigest === run.state.champion;
  return html`<li class=${current ? 'current' : ''}>
    <div class="timeline-head">
      <span><b>${score.name}</b> at step ${count(score.step)}, generation ${champion.generation}</span> ${current
        ? html`<span class="badge champion">champion now</span>`
        : nothing}
      ${time(at)}
    </div>
    <p>${candidate?.reason ?? "The reason is no longer in the run's state; its evaluation still is."}</p>
    ${evidence(candidate?.evidence)}
    <p class="quiet small">
      ${run.state.measures.metrics
        .slice(0, FIRST)
        .map((one) => html`${one.title} ${written(one, score.metrics[one.name])} · `)}${bytes(score.cost.artifactBytes)}
      · ${count(score.cost.parameters)} parameters · ${shortDigest(champion.checkpointDigest)} ·
      <code>${champion.location}</code>
    </p>
    ${current
      ? nothing
      : html`<button
          class="small"
          aria-label="Roll back to ${score.name} at step ${score.step}"
          @click=${() => commands.rollBack(champion)}
        >
          Roll back to this…
        </button>`}
  </li>`;
}

const rollback = ({ at, line }) =>
  html`<li class="rollback">
    <div class="timeline-head"><b>Rollback</b> ${time(at)}</div>
    <p>${line.note}</p>
  </li>`;
