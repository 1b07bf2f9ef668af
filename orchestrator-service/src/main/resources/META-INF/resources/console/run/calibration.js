import '../charts/element.js';
import { html, nothing } from '../libraries.js';
import { explained, written } from '../measure.js';
import { empty, scrolling } from '../parts.js';

/* What tells of probabilities, and not only of what is said, of what a run's networks are measured by. */
const OF_PROBABILITIES = ['calibrationError', 'negativeLogLikelihood', 'brierScore'];

/** How far probabilities can be trusted. */
export function calibration({ metrics }, report, chart) {
  const rows = [
    ['candidate', report.candidate],
    ['champion', report.champion],
    ['teacher', report.teacher],
    ['control', report.control],
  ].filter(([, score]) => score);
  const binned = rows.some(([, score]) => score.breakdown.reliability?.length > 0);
  if (!binned && report.heldOut.labelled === 0) {
    return empty('No held-out example has a hard label, so calibration is unknown.');
  }
  return html`<div class="columns">
    <figure class="card">
      <figcaption><h3>Reliability</h3></figcaption>
      ${binned
        ? html`<limbeck-chart
            class="square"
            role="img"
            aria-label="Reliability diagram; the table beside it has the calibration errors"
            .drawing=${chart}
            .version=${report.orderId}
          ></limbeck-chart>`
        : empty('The report has no calibration bins.')}
    </figure>
    ${scores(OF_PROBABILITIES.flatMap((name) => metrics.filter((one) => one.name === name)), rows)}
  </div>`;
}

const scores = (metrics, rows) =>
  metrics.length === 0
    ? nothing
    : scrolling(
        'Calibration',
        html`<table>
          <caption>
            Over bins of equal mass; 0 is perfect
          </caption>
          <thead>
            <tr>
              <th scope="col">network</th>
              ${metrics.map((one) => html`<th scope="col" class="number" title=${explained(one)}>${one.title}</th>`)}
            </tr>
          </thead>
          <tbody>
            ${rows.map(
              ([name, score]) =>
                html`<tr>
                  <th scope="row">${name} <span class="quiet">${score.name === name ? '' : score.name}</span></th>
                  ${metrics.map((one) => html`<td class="number">${written(one, score.metrics[one.name])}</td>`)}
                </tr>`,
            )}
          </tbody>
        </table>`,
        true,
      );
