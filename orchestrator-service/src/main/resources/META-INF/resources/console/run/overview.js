import '../charts/element.js';
import { measured } from '../charts/measured.js';
import { hasLosses, lag, loss, lossesOf, rowsOf, throughput } from '../charts/work.js';
import { html, nothing } from '../libraries.js';
import { headlineOf, headOf, intervalWord, measureOfRun } from '../measure.js';
import { empty, scrolling } from '../parts.js';
import { approvals } from './checkpoints.js';
import { pipeline } from './pipeline.js';
import { standings } from './standings.js';

const LOSSES = {
  loss: {
    word: 'whole objective',
    head: 'loss',
    missing: 'No student has reported a step in the last 30 minutes.',
    explained: 'The whole objective at the newest step. Do not compare students that have different objectives.',
  },
  softTarget: {
    word: 'soft part',
    head: 'soft',
    missing: 'No student has reported a soft part in the last 30 minutes.',
    explained: "Distance from the teacher's soft targets, before weighting; a control has none.",
  },
  hardLabel: {
    word: 'hard part',
    head: 'hard',
    missing: 'No student has reported a hard part in the last 30 minutes; it needs labelled records.',
    explained: 'Distance from hard labels, before weighting; only steps with labelled records have one.',
  },
};

/** Of a term that this page has no words for, too. */
const wordsOf = (part) =>
  LOSSES[part] ?? {
    word: part,
    head: part,
    missing: `No student has reported ${part} in the last 30 minutes.`,
    explained: 'A term of the objective, before weighting.',
  };

const heads = (run) => lossesOf(run).map((part) => wordsOf(part).head);

/** How it goes now, and how it went. */
export class Overview {
  constructor(run, commands, redraw) {
    this.run = run;
    this.redraw = redraw;
    this.lossPart = 'loss';
    this.commands = commands;
    this.losses = {};
    this.drawings = { measured: measured(run), throughput: throughput(run), lag: lag(run) };
  }

  lossChoice() {
    return html`<label class="small"
      >show
      <select @change=${(event) => this.showLoss(event.target.value)}>
        ${lossesOf(this.run).map(
          (part) => html`<option value=${part} ?selected=${part === this.lossPart}>${wordsOf(part).word}</option>`,
        )}
      </select></label
    >`;
  }

  /** One drawing a part: a chart is drawn anew when it gets another. */
  lossDrawing() {
    this.losses[this.lossPart] ??= loss(this.run, this.lossPart);
    return this.losses[this.lossPart];
  }

  showLoss(part) {
    this.lossPart = part;
    this.redraw();
  }

  view() {
    const { run, drawings } = this;
    const measure = measureOfRun(run);
    const version = `${run.evaluations.size} ${run.state.champions.length} ${run.state.generations.length}`;
    const worked = run.samples.version;
    return html` ${approvals(run, this.commands)} ${pipeline(run)}
      <div class="charts">
        ${chart(
          `${headOf(measure)} on the held-out set`,
          drawings.measured,
          version,
          run.evaluations.size === 0 && 'No checkpoint has been measured yet.',
          `${why(run, measure)}Points are checkpoints, bars their ${intervalWord(run.state.measures, measure)}s,` +
            ' diamonds promotions.',
        )}
        ${chart(
          'Loss',
          this.lossDrawing(),
          `${worked} ${this.lossPart}`,
          !hasLosses(run, this.lossPart) && wordsOf(this.lossPart).missing,
          wordsOf(this.lossPart).explained,
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
          ${table('Work', ['part', ...heads(run), 'throughput', 'lag'], rowsOf(run))} ${standings(run, false)}
        </div>
      </section>`;
  }
}

/** What has to be known of the numbers before they are read. */
function why({ reports, state: { measures } }, measure) {
  const unlabelled = reports.every(({ heldOut }) => heldOut.labelled === 0);
  const instead =
    measure === headlineOf(measures)
      ? ''
      : unlabelled
        ? 'No held-out example has a hard label, so nobody knows what is right. '
        : `${headOf(headlineOf(measures))} was not measured. `;
  return `${instead}${measure.better === 'LOWER' ? 'Lower is better. ' : ''}`;
}

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
