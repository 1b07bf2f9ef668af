import '../charts/element.js';
import { accuracy } from '../charts/accuracy.js';
import { lag, loss, rowsOf, throughput } from '../charts/work.js';
import { html, nothing } from '../libraries.js';
import { measureOfRun } from '../measure.js';
import { empty, scrolling } from '../parts.js';
import { approvals } from './checkpoints.js';
import { pipeline } from './pipeline.js';
import { standings } from './standings.js';

const LOSSES = {
  loss: {
    word: 'whole objective',
    missing: 'No student has reported a step in the last 30 minutes.',
    explained: 'The whole objective at the newest step. Do not compare students that have different objectives.',
  },
  softLoss: {
    word: 'soft part',
    missing: 'No student has reported a soft part in the last 30 minutes.',
    explained: "Distance from the teacher's soft targets, before weighting; a control has none.",
  },
  hardLoss: {
    word: 'hard part',
    missing: 'No student has reported a hard part in the last 30 minutes; it needs labelled records.',
    explained: 'Cross-entropy of hard labels, before weighting; only steps with labelled records have one.',
  },
};

/** How it goes now, and how it went. */
export class Overview {
  constructor(run, commands, redraw) {
    this.run = run;
    this.redraw = redraw;
    this.lossPart = 'loss';
    this.commands = commands;
    this.losses = Object.fromEntries(Object.keys(LOSSES).map((part) => [part, loss(run, part)]));
    this.drawings = { accuracy: accuracy(run), throughput: throughput(run), lag: lag(run) };
  }

  lossChoice() {
    return html`<label class="small"
      >show
      <select @change=${(event) => this.showLoss(event.target.value)}>
        ${Object.entries(LOSSES).map(
          ([part, { word }]) => html`<option value=${part} ?selected=${part === this.lossPart}>${word}</option>`,
        )}
      </select></label
    >`;
  }

  showLoss(part) {
    this.lossPart = part;
    this.redraw();
  }

  view() {
    const { run, drawings } = this;
    const measure = measureOfRun(run);
    const measured = `${run.evaluations.size} ${run.state.champions.length} ${run.state.generations.length}`;
    const worked = run.samples.version;
    return html` ${approvals(run, this.commands)} ${pipeline(run)}
      <div class="charts">
        ${chart(
          `${measure.title} on the held-out set`,
          drawings.accuracy,
          measured,
          run.evaluations.size === 0 && 'No checkpoint has been measured yet.',
          `${measure.explained}Points are checkpoints, bars their 95 % Wilson intervals, diamonds promotions.`,
        )}
        ${chart(
          'Loss',
          this.losses[this.lossPart],
          `${worked} ${this.lossPart}`,
          !hasLosses(run, this.lossPart) && LOSSES[this.lossPart].missing,
          LOSSES[this.lossPart].explained,
          this.lossChoice(),
        )}
        ${chart(
          'Throughput, records a second',
          drawings.throughput,
          worked,
          worked === 0 && 'Nothing has been reported in the last 30 minutes.',
          'Labelled by the teacher, trained on by students, over 5 seconds.',
        )}
        ${chart(
          'Lag, records',
          drawings.lag,
          worked,
          worked === 0 && 'Nothing has been reported in the last 30 minutes.',
          'Records that the teacher, and each student, have not processed yet.',
        )}
      </div>
      <section aria-labelledby="now-title">
        <h2 id="now-title">The newest figures as tables</h2>
        <div class="columns">
          ${table('Work', ['part', 'loss', 'soft', 'hard', 'throughput', 'lag'], rowsOf(run))} ${standings(run, false)}
        </div>
      </section>`;
  }
}

const hasLosses = (run, part) =>
  run.spec.students.some((student) => run.samples.of(student.name).some((sample) => sample[part] != null));

function chart(title, drawing, version, missing, explained, choice = nothing) {
  return html`<figure class="card">
    <figcaption>
      <h2>${title}</h2>
      ${choice}
    </figcaption>
    ${missing
      ? empty(missing)
      : html`<limbeck-chart
          role="img"
          aria-label="${title}; its newest figures are in the tables below"
          .drawing=${drawing}
          .version=${version}
        ></limbeck-chart>`}
    ${missing ? nothing : html`<p class="quiet small">${explained}</p>`}
  </figure>`;
}

function table(caption, heads, rows) {
  return scrolling(
    caption,
    html`<table>
      <caption>
        ${caption}
      </caption>
      <thead>
        <tr>
          ${heads.map((head, i) => html`<th scope="col" class=${i > 0 ? 'number' : ''}>${head}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          ([name, ...cells]) =>
            html`<tr>
              <th scope="row">${name}</th>
              ${cells.map((cell) => html`<td class="number">${cell}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>`,
  );
}
