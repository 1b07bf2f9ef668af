import { count, fixed, known, percent, points } from '../format.js';
import { html, nothing, svg } from '../libraries.js';
import { empty, notice, scrolling, time } from '../parts.js';
import '../charts/element.js';
import { overfitting } from '../charts/overfitting.js';
import { reliability } from '../charts/reliability.js';
import { confusions, slices } from './mistakes.js';
import { standings } from './standings.js';

const MOST_IN_A_SENTENCE = 100;

/** A candidate beside the champion, class by class, and how far their probabilities can be trusted. */
export class Quality {
  constructor(run, redraw) {
    this.run = run;
    this.redraw = redraw;
    this.chosen = undefined;
    this.byDrop = false;
    this.losses = overfitting(run);
  }

  view() {
    const reports = this.run.reports.reverse();
    if (reports.length === 0) {
      const { minExamples } = this.run.spec.evaluation.heldOut;
      return empty(`No checkpoint has been measured yet. The held-out set needs ${count(minExamples)} examples first.`);
    }
    const report =
      reports.find((one) => one.orderId === this.chosen) ??
      reports.find((one) => one.candidate.arm === 'DISTILLED') ??
      reports[0];
    return html` <section aria-labelledby="classes-title">
        <h2 id="classes-title">Recall by class</h2>
        <div class="controls">
          <label
            >Checkpoint
            <select id="report" @change=${(event) => this.choose(event.target.value)}>
              ${reports.map(
                (one) =>
                  html`<option value=${one.orderId} ?selected=${one === report}>
                    ${one.candidate.name} at step ${one.candidate.step} (${one.candidate.arm.toLowerCase()})
                  </option>`,
              )}
            </select></label
          >
          <label
            ><input type="checkbox" .checked=${this.byDrop} @change=${(event) => this.sort(event.target.checked)} />
            largest drop first</label
          >
          <span class="quiet"
            >measured ${time(report.evaluatedAt)} on ${count(report.heldOut.labelled)} labelled of
            ${count(report.heldOut.examples)} held-out examples</span
          >
        </div>
        ${heldOutSet(report)} ${this.classes(report)} ${classesLeftOut(report)}
      </section>
      <div class="columns">
        <section aria-labelledby="confusions-title">
          <h2 id="confusions-title">Mistakes</h2>
          ${confusions(report)}
        </section>
        <section aria-labelledby="slices-title">
          <h2 id="slices-title">Slices</h2>
          ${slices(this.run, report)}
        </section>
      </div>
      <section aria-labelledby="calibration-title">
        <h2 id="calibration-title">Calibration</h2>
        ${calibration(report, this.reliability(report))}
      </section>
      ${this.overfitting()}
      <section aria-labelledby="scores-title">
        <h2 id="scores-title">Scores</h2>
        ${standings(this.run, true)}
      </section>`;
  }

  /** The same drawing for the same report, so that it is not drawn anew all the time. */
  reliability(report) {
    if (this.drawn?.report !== report) {
      const rows = [
        ['candidate', report.candidate, (colours) => colours.series[0]],
        ['champion', report.champion, (colours) => colours.champion],
        ['teacher', report.teacher, (colours) => colours.text],
        ['control', report.control, (colours) => colours.series[1]],
      ];
      this.drawn = { report, drawing: reliability(rows) };
    }
    return this.drawn.drawing;
  }

  overfitting() {
    return html`<figure class="card">
      <figcaption><h2>Held-out and training loss</h2></figcaption>
      <limbeck-chart
        role="img"
        aria-label="Held-out and training loss of every checkpoint"
        .drawing=${this.losses}
        .version=${this.run.evaluations.size}
      ></limbeck-chart>
      <p class="quiet small">
        Each student's own objective. A held-out loss that rises while the training loss falls is
        overfitting${this.run.spec.completion.patience
          ? html`; the run drains after ${count(this.run.spec.completion.patience)} checkpoints in a row without a lower
            one`
          : nothing}.
      </p>
    </figure>`;
  }

  choose(orderId) {
    this.chosen = orderId;
    this.redraw();
  }

  sort(byDrop) {
    this.byDrop = byDrop;
    this.redraw();
  }

  classes({ candidate, champion, championDefect, heldOut }) {
    if (heldOut.labelled === 0) {
      return empty('No held-out example has a hard label, so recall is unknown.');
    }
    const before = new Map((champion?.perClass ?? []).map((one) => [one.hardLabel, one]));
    const rows = candidate.perClass.map((one) => ({
      ...one,
      champion: before.get(one.hardLabel),
      change: difference(one, before.get(one.hardLabel)),
    }));
    if (this.byDrop) {
      rows.sort((one, other) => (one.change ?? 0) - (other.change ?? 0));
    }
    const least = Math.min(
      1,
      ...rows.flatMap((one) => [one.support > 0 ? one.low : undefined, one.champion?.recall]).filter(known),
    );
    return html`${champion
        ? nothing
        : notice(
            'info',
            championDefect
              ? `The champion could not be measured: ${championDefect}`
              : 'There was no champion to compare with.',
          )}
      ${scrolling(
        'Recall by class',
        html`<table>
          <caption class="unseen">
            Recall by class of candidate and champion
          </caption>
          <thead>
            <tr>
              <th scope="col" class="number">class</th>
              <th scope="col" class="number">examples</th>
              <th scope="col" class="number">${candidate.name} @ ${count(candidate.step)}</th>
              <th scope="col"><span aria-hidden="true">${percent(least, 0)} to 100 %</span></th>
              <th scope="col" class="number">
                champion${champion ? ` ${champion.name} @ ${count(champion.step)}` : ''}
              </th>
              <th scope="col" class="number">change, points</th>
            </tr>
          </thead>
          <tbody>
            ${rows.map((row) => classRow(row, least))}
          </tbody>
        </table>`,
        true,
      )}
      <p class="quiet small">
        Bars are 95 % Wilson intervals of the candidate's recall, dots its recall, rings the champion's.
      </p>`;
  }
}

/** Of very many classes a report tells of some only. */
function classesLeftOut({ againstTeacher, candidate, location }) {
  const all = againstTeacher.classesInAll;
  return all == null
    ? nothing
    : html`<p class="quiet small">
        These are ${count(candidate.perClass.length)} of ${count(all)} classes that have examples: those that lost most
        to the champion, then those that are right least
        often.${location ? html` All of them are in <code>${location}</code> of the store.` : nothing}
      </p>`;
}

const difference = (candidate, champion) =>
  champion && candidate.support > 0 ? candidate.recall - champion.recall : undefined;

function classRow({ hardLabel, recall, low, high, support, champion, change }, least) {
  const range = support > 0 && known(low) ? [low, high] : undefined;
  return html`<tr>
    <th scope="row" class="number">${hardLabel}</th>
    <td class="number">${count(support)}</td>
    <td class="number" title=${range ? `95 % interval ${percent(range[0], 1)} to ${percent(range[1], 1)}` : ''}>
      ${support > 0 ? percent(recall, 1) : '–'}
    </td>
    <td>${support > 0 ? dots(recall, range, champion?.recall, least) : nothing}</td>
    <td class="number">${champion && support > 0 ? percent(champion.recall, 1) : '–'}</td>
    <td class="number ${change < -0.0005 ? 'worse' : change > 0.0005 ? 'better' : ''}">${points(change)}</td>
  </tr>`;
}

/** Candidate and champion on one line from the least recall to 1, for the eye; the numbers stand beside it. */
function dots(recall, range, championRecall, least) {
  const x = (value) => 6 + (188 * (value - least)) / Math.max(1 - least, 1e-9);
  return html`<svg class="dots" viewBox="0 0 200 14" width="200" height="14" aria-hidden="true">
    <line class="axis" x1="6" y1="7" x2="194" y2="7"></line>
    ${range ? svg`<line class="range" x1=${x(range[0])} y1="7" x2=${x(range[1])} y2="7"></line>` : nothing}
    ${championRecall === undefined
      ? nothing
      : svg`<circle class="ring" cx=${x(championRecall)} cy="7" r="4.5"></circle>`}
    <circle class="dot" cx=${x(recall)} cy="7" r="3.5"></circle>
  </svg>`;
}

function calibration(report, chart) {
  const rows = [
    ['candidate', report.candidate],
    ['champion', report.champion],
    ['teacher', report.teacher],
    ['control', report.control],
  ].filter(([, score]) => score);
  if (rows.every(([, score]) => score.calibrationError == null)) {
    return empty('No held-out example has a hard label, so calibration is unknown.');
  }
  return html`<div class="columns">
    <figure class="card">
      <figcaption><h3>Reliability</h3></figcaption>
      ${rows.some(([, score]) => score.reliability.length > 0)
        ? html`<limbeck-chart
            class="square"
            role="img"
            aria-label="Reliability diagram; the table beside it has the calibration errors"
            .drawing=${chart}
            .version=${report.orderId}
          ></limbeck-chart>`
        : empty('The report has no calibration bins.')}
    </figure>
    ${scrolling(
      'Calibration',
      html`<table>
        <caption>
          Over bins of equal mass; 0 is perfect
        </caption>
        <thead>
          <tr>
            <th scope="col">network</th>
            <th scope="col" class="number" title="Expected calibration error">ECE</th>
            <th scope="col" class="number" title="Negative log-likelihood, nats">NLL</th>
            <th scope="col" class="number">Brier score</th>
          </tr>
        </thead>
        <tbody>
          ${rows.map(
            ([name, score]) =>
              html`<tr>
                <th scope="row">${name} <span class="quiet">${score.name === name ? '' : score.name}</span></th>
                <td class="number">${fixed(score.calibrationError, 4)}</td>
                <td class="number">${fixed(score.negativeLogLikelihood, 4)}</td>
                <td class="number">${fixed(score.brierScore, 4)}</td>
              </tr>`,
          )}
        </tbody>
      </table>`,
      true,
    )}
  </div>`;
}

/** What everything here is measured on. */
function heldOutSet({ heldOut }) {
  const balance = Object.entries(heldOut.balance);
  return html`${heldOut.reference === 'TEACHER'
      ? notice('warn', html`<b>No held-out example has a hard label.</b> The teacher's answer counts as right.`)
      : nothing}
    <p class="quiet small">
      Held-out set <code title=${heldOut.digest}>${heldOut.digest.slice(0, 12)}</code>: ${count(heldOut.examples)}
      examples, ${count(heldOut.labelled)} labelled, ${count(heldOut.fromTestPart)} of the labelled data
      set.${balance.length === 0 || balance.length > MOST_IN_A_SENTENCE
        ? nothing
        : html` By class: ${balance.map(([label, n]) => `${label}: ${count(n)}`).join(', ')}.`}
    </p>`;
}
