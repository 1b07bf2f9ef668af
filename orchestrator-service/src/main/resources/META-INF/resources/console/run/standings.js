import { bytes, count, fixed, NONE } from '../format.js';
import { html, nothing } from '../libraries.js';
import { explained, written } from '../measure.js';
import { empty, scrolling, withInterval } from '../parts.js';

/* So many numbers, of those that tell most, where there is no room for all. */
const FIRST = 4;

/** The newest score of everybody who is compared; with all numbers and their cost, where there is room for it. */
export function standings(run, whole) {
  const rows = scoresOf(run);
  const { measures } = run.state;
  const metrics = whole ? measures.metrics : measures.metrics.slice(0, FIRST);
  return rows.length === 0
    ? empty('No checkpoint has been measured yet.')
    : scrolling(
        'Scores',
        html`<table>
          <caption>
            Newest scores on the held-out set
          </caption>
          <thead>
            <tr>
              <th scope="col">network</th>
              <th scope="col" class="number">step</th>
              ${metrics.map((one) => html`<th scope="col" class="number" title=${explained(one)}>${one.title}</th>`)}
              ${whole
                ? html`<th scope="col" class="number">parameters</th>
                    <th scope="col" class="number">size</th>
                    <th scope="col" class="number" title="Median, one example at a time on one thread">latency</th>
                    <th scope="col" class="number" title="99th percentile of the same">p99</th>
                    <th scope="col" class="number" title="Estimate of 1,000 inferences: CPU time by declared watts">
                      energy
                    </th>`
                : nothing}
            </tr>
          </thead>
          <tbody>
            ${rows.map(
              ({ name, score }) =>
                html`<tr>
                  <th scope="row">${name}</th>
                  <td class="number">${score.arm === 'TEACHER' ? '–' : count(score.step)}</td>
                  ${metrics.map((one, i) => html`<td class="number">${numberOf(measures, one, score, i === 0)}</td>`)}
                  ${whole
                    ? html`<td class="number">${count(score.cost.parameters)}</td>
                        <td class="number">${bytes(score.cost.artifactBytes)}</td>
                        <td class="number">${latency(score.cost.latencyMicros)}</td>
                        <td class="number">${latency(score.cost.latencyP99Micros)}</td>
                        <td class="number">≈ ${fixed(score.cost.estimatedJoules, 2)} J</td>`
                    : nothing}
                </tr>`,
            )}
          </tbody>
        </table>`,
      );
}

/* An interval of each would be too much to read. */
const numberOf = (measures, metric, { metrics }, isFirst) =>
  isFirst ? withInterval(measures, metric, metrics[metric.name]) : written(metric, metrics[metric.name]);

const latency = (micros) =>
  micros >= 1000 ? `${fixed(micros / 1000, 2)} ms` : micros > 0 ? `${fixed(micros, 0)} µs` : NONE;

function scoresOf(run) {
  const rows = new Map();
  for (const report of run.reports) {
    rows.set('teacher', { name: 'teacher', score: report.teacher });
    if (report.champion) {
      rows.set('champion', { name: 'champion', score: report.champion });
    }
    const { name, arm } = report.candidate;
    rows.set(name, { name: arm === 'CONTROL' ? `${name} (no teacher)` : name, score: report.candidate });
  }
  return [...rows.values()];
}
