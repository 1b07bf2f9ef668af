import { count } from '../format.js';
import { html, nothing, repeat } from '../libraries.js';
import { explained, measureOf, titleOf, written } from '../measure.js';
import { badge, empty, scrolling, shortDigest, time, withInterval } from '../parts.js';
import { evidence } from './evidence.js';
import { promotions } from './promotions.js';

/* So many numbers, of those that tell most; the others are in the report. */
const FIRST = 2;
const columnsOf = (run) => run.state.measures.metrics.slice(0, FIRST);

/** What waits for a person stands above everything else. */
export function approvals(run, commands) {
  const waiting = run.state.candidates.filter((one) => one.phase === 'AWAITING_APPROVAL');
  return waiting.length === 0
    ? nothing
    : html`<section class="card asking" aria-labelledby="approvals-title">
        <h2 id="approvals-title">Awaiting your approval</h2>
        <ul class="plain">
          ${repeat(
            waiting,
            (one) => one.checkpoint.digest,
            (one) =>
              html`<li>
                <div>
                  <b>${one.checkpoint.student}</b> at step ${count(one.checkpoint.step)}, ${qualityOf(run, one)}, since
                  ${time(one.since)}
                  <p>${one.reason ?? ''}</p>
                  ${evidence(one.evidence)}
                </div>
                <div class="buttons">${decisions(one, commands)}</div>
              </li>`,
          )}
        </ul>
      </section>`;
}

export function checkpoints(run, commands) {
  const newestFirst = [...run.state.candidates].reverse();
  return html`${promotions(run, commands)}
    <section aria-labelledby="checkpoints-title">
      <h2 id="checkpoints-title">Checkpoints</h2>
      ${newestFirst.length === 0
        ? empty(
            `No checkpoint has been announced yet. Students write one every ${count(run.spec.checkpoint.everySteps)}` +
              ` steps or ${run.spec.checkpoint.everyTime}.`,
          )
        : scrolling(
            'Checkpoints',
            html`<table>
              <caption class="unseen">
                Checkpoints, newest first
              </caption>
              <thead>
                <tr>
                  <th scope="col">student</th>
                  <th scope="col" class="number">gen.</th>
                  <th scope="col" class="number">step</th>
                  <th scope="col">announced</th>
                  <th scope="col">phase</th>
                  ${columnsOf(run).map(
                    (one) => html`<th scope="col" class="number" title=${explained(one)}>${one.title}</th>`,
                  )}
                  <th scope="col">reason</th>
                  <th scope="col">digest</th>
                  <th scope="col"><span class="unseen">decide</span></th>
                </tr>
              </thead>
              <tbody>
                ${repeat(
                  newestFirst,
                  (one) => one.checkpoint.digest,
                  (one) => row(run, one, commands),
                )}
              </tbody>
            </table>`,
          )}
      <p class="quiet small">The newest 64, and all that were promoted.</p>
    </section>`;
}

function row(run, candidate, commands) {
  const { checkpoint } = candidate;
  const isChampion = run.state.champion === checkpoint.digest;
  return html`<tr class=${isChampion ? 'champion' : ''}>
    <th scope="row">${checkpoint.student}</th>
    <td class="number">${checkpoint.generation}</td>
    <td class="number">${count(checkpoint.step)}</td>
    <td>${time(checkpoint.announcedAt)}</td>
    <td>${badge(candidate.phase)}${isChampion ? html` <span class="badge champion">champion</span>` : nothing}</td>
    ${columnsOf(run).map(
      (one, i) =>
        html`<td class="number">
          ${i === 0 ? numberOf(run, candidate, one) : written(one, measuredOf(run, candidate, one))}
        </td>`,
    )}
    <td class="sentence">
      ${candidate.reason ?? '–'}${candidate.evidence
        ? html`<details>
            <summary>evidence</summary>
            ${evidence(candidate.evidence)}
          </details>`
        : nothing}
    </td>
    <td>${shortDigest(checkpoint.digest)}</td>
    <td>
      ${candidate.phase === 'AWAITING_APPROVAL'
        ? html`<div class="buttons inline">${decisions(candidate, commands)}</div>`
        : nothing}
    </td>
  </tr>`;
}

/** The state has no interval; the report on the checkpoint does. */
function measuredOf(run, candidate, metric) {
  const report = run.reports.findLast((one) => one.checkpointDigest === candidate.checkpoint.digest);
  return report?.candidate.metrics[metric.name] ?? candidate.metrics[metric.name];
}

const numberOf = (run, candidate, metric) =>
  withInterval(run.state.measures, metric, measuredOf(run, candidate, metric));

/** Where nothing is labelled, agreement is all there is to go by. */
function qualityOf(run, candidate) {
  const measure = measureOf(run.state.measures, candidate.metrics);
  return html`${titleOf(measure)} ${numberOf(run, candidate, measure)}`;
}

function decisions(candidate, commands) {
  const name = `${candidate.checkpoint.student} at step ${candidate.checkpoint.step}`;
  return html`<button class="primary" aria-label="Approve ${name}" @click=${() => commands.approve(candidate)}>
      Approve…
    </button>
    <button aria-label="Reject ${name}" @click=${() => commands.reject(candidate)}>Reject…</button>`;
}
