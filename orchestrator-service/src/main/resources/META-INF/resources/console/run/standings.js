import { bytes, count, fixed, NONE, percent } from '../format.js';
import { html, nothing } from '../libraries.js';
import { empty, scrolling, withInterval } from '../parts.js';

/** The newest score of everybody who is compared; with their cost, where there is room for it. */
export function standings(run, withCost) {
  const rows = scoresOf(run);
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
              <th scope="col" class="number">accuracy</th>
              <th scope="col" class="number">agreement</th>
              <th scope="col" class="number">NLL</th>
              <th scope="col" class="number">ECE</th>
              ${withCost
                ? html`<th scope="col" class="number" title="Brier score, 0 to 2">Brier</th>
                    <th scope="col" class="number" title="KL divergence from the teacher, nats">KL</th>
                    <th scope="col" class="number">parameters</th>
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
              ({ name, score, interval, trials }) =>
                html`<tr>
                  <th scope="row">${name}</th>
                  <td class="number">${score.arm === 'TEACHER' ? '–' : count(score.step)}</td>
                  <td class="number">${withInterval(score.accuracy, interval, trials)}</td>
                  <td class="number">${percent(score.teacherAgreement)}</td>
                  <td class="number">${fixed(score.negativeLogLikelihood, 4)}</td>
                  <td class="number">${fixed(score.calibrationError, 4)}</td>
                  ${withCost
                    ? html`<td class="number">${fixed(score.brierScore, 4)}</td>
                        <td class="number">${fixed(score.klToTeacher, 4)}</td>
                        <td class="number">${count(score.cost.parameters)}</td>
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

const latency = (micros) =>
  micros >= 1000 ? `${fixed(micros / 1000, 2)} ms` : micros > 0 ? `${fixed(micros, 0)} µs` : NONE;

function scoresOf(run) {
  const rows = new Map();
  for (const report of run.reports) {
    rows.set('teacher', row('teacher', report, 'teacher'));
    if (report.champion) {
      rows.set('champion', row('champion', report, 'champion'));
    }
    const { name, arm } = report.candidate;
    rows.set(name, row(arm === 'CONTROL' ? `${name} (no teacher)` : name, report, 'candidate'));
  }
  return [...rows.values()];
}

const row = (name, report, role) => ({
  name,
  score: report[role],
  interval: report.intervals[role].accuracy,
  trials: report.heldOut.labelled,
});
