import { count } from '../format.js';
import { html, nothing } from '../libraries.js';
import { empty, notice, time } from '../parts.js';
import '../charts/element.js';
import { overfitting } from '../charts/overfitting.js';
import { reliability } from '../charts/reliability.js';
import { breakdown } from './breakdown.js';
import { calibration } from './calibration.js';
import { classes, classesLeftOut } from './classes.js';
import { confusions } from './mistakes.js';
import { slices } from './slices.js';
import { standings } from './standings.js';

const MOST_IN_A_SENTENCE = 100;

/** A candidate beside the champion, part by part, and how far their probabilities can be trusted. */
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
    const { measures } = this.run.state;
    const ofClasses = isOfClasses(measures, report);
    return html` <section aria-labelledby="parts-title">
        <h2 id="parts-title">${titleOf(report, ofClasses)}</h2>
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
          ${ofClasses
            ? html`<label
                ><input type="checkbox" .checked=${this.byDrop} @change=${(event) => this.sort(event.target.checked)} />
                largest drop first</label
              >`
            : nothing}
          <span class="quiet"
            >measured ${time(report.evaluatedAt)} on ${count(report.heldOut.labelled)} labelled of
            ${count(report.heldOut.examples)} held-out examples</span
          >
        </div>
        ${heldOutSet(report, ofClasses)} ${championMissing(report)}
        ${ofClasses
          ? html`${classes(report, this.byDrop)} ${classesLeftOut(report)}`
          : breakdown(measures, report)}
      </section>
      <div class="columns">
        ${ofClasses || report.candidate.breakdown.confusions?.length > 0
          ? html`<section aria-labelledby="confusions-title">
              <h2 id="confusions-title">Mistakes</h2>
              ${confusions(measures, report)}
            </section>`
          : nothing}
        <section aria-labelledby="slices-title">
          <h2 id="slices-title">Slices</h2>
          ${slices(this.run, report)}
        </section>
      </div>
      ${ofClasses || report.candidate.breakdown.reliability?.length > 0
        ? html`<section aria-labelledby="calibration-title">
            <h2 id="calibration-title">Calibration</h2>
            ${calibration(measures, report, this.reliability(report))}
          </section>`
        : nothing}
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
}

/** Classes are right or wrong; where nothing is labelled, a report has no parts to tell by. */
const isOfClasses = ({ rightOrWrong }, { candidate, heldOut }) =>
  candidate.breakdown.by === 'class' || (candidate.breakdown.by === '' && heldOut.labelled === 0 && rightOrWrong);

function titleOf({ candidate }, ofClasses) {
  const { by } = candidate.breakdown;
  return ofClasses ? 'Recall by class' : by === '' ? 'Held-out set' : `By ${by}`;
}

function championMissing({ champion, championDefect, heldOut }) {
  return champion || heldOut.labelled === 0
    ? nothing
    : notice(
        'info',
        championDefect
          ? `The champion could not be measured: ${championDefect}`
          : 'There was no champion to compare with.',
      );
}

/** What everything here is measured on. */
function heldOutSet({ heldOut }, ofClasses) {
  const balance = Object.entries(heldOut.balance);
  return html`${heldOut.reference === 'TEACHER'
      ? notice('warn', html`<b>No held-out example has a hard label.</b> The teacher's answer counts as right.`)
      : nothing}
    <p class="quiet small">
      Held-out set <code title=${heldOut.digest}>${heldOut.digest.slice(0, 12)}</code>: ${count(heldOut.examples)}
      examples, ${count(heldOut.labelled)} labelled, ${count(heldOut.fromTestPart)} of the labelled data
      set.${!ofClasses || balance.length === 0 || balance.length > MOST_IN_A_SENTENCE
        ? nothing
        : html` By class: ${balance.map(([label, n]) => `${label}: ${count(n)}`).join(', ')}.`}
    </p>`;
}
