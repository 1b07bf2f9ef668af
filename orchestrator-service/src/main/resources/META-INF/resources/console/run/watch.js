import '../charts/element.js';
import { ROLES, watched } from '../charts/watched.js';
import { count, fixed, known } from '../format.js';
import { html, nothing } from '../libraries.js';
import { agreementOf, headOf, judgedOf, titleOf, written } from '../measure.js';
import { empty, notice, scrolling, shortDigest, time } from '../parts.js';
import { signals } from './signals.js';

/* What is told of a watched student, under the names that it is told by. */
const TOLD = {
  agreement: {
    metricOf: agreementOf,
    missing: 'No promoted student was watched on the live stream in the last 30 minutes.',
  },
  accuracy: {
    metricOf: judgedOf,
    missing: 'No labelled record was seen on the live stream in the last 30 minutes.',
  },
};

/** What is seen on the live stream, and what followed from it. */
export class Watch {
  constructor(run, redraw) {
    this.run = run;
    this.redraw = redraw;
    this.shown = 'agreement';
    this.drawings = Object.fromEntries(
      Object.entries(TOLD).map(([told, { metricOf }]) => [
        told,
        watched(run, told, () => metricOf(run.state.measures)),
      ]),
    );
  }

  view() {
    const { run } = this;
    const { watch } = run.spec;
    if (watch.share === 0) {
      return empty('The live watch is off: spec.watch.share is 0.');
    }
    const seen = run.parts.watch(run.generation.number);
    return html`${this.curve()}
      <section aria-labelledby="now-title">
        <h2 id="now-title">On the newest examples</h2>
        ${students(run.state.measures, seen)}
      </section>
      <section aria-labelledby="signals-title">
        <h2 id="signals-title">Detectors</h2>
        ${detectors(seen)}
      </section>
      <section aria-labelledby="guard-title">
        <h2 id="guard-title">Teacher</h2>
        ${guard(run, seen)}
      </section>
      <section aria-labelledby="drifts-title">
        <h2 id="drifts-title">Drift</h2>
        ${drifts(run)}
      </section>`;
  }

  curve() {
    const { run, shown } = this;
    const missing =
      !run.samples.of('watch').some((sample) => sample.watched?.some((one) => known(one[shown]))) &&
      TOLD[shown].missing;
    return html`<figure class="card watched">
      <figcaption>
        <h2>On the live stream</h2>
        <label class="small"
          >show
          <select @change=${(event) => this.show(event.target.value)}>
            ${Object.entries(TOLD).map(
              ([name, { metricOf }]) =>
                html`<option value=${name} ?selected=${name === shown}>
                  ${titleOf(metricOf(run.state.measures))}
                </option>`,
            )}
          </select></label
        >
      </figcaption>
      ${missing
        ? empty(missing)
        : html`<limbeck-chart
              role="img"
              aria-label="Champion and first champion on the live stream; the newest figures are in the table below"
              .drawing=${this.drawings[shown]}
              .version=${`${run.samples.version} ${shown} ${run.state.revision}`}
            ></limbeck-chart>
            <p class="quiet small">
              Over the newest ${count(run.spec.watch.window)} examples of each replica that watches. The first champion,
              left alone, shows how a student does that is trained once and never again.
            </p>`}
    </figure>`;
  }

  show(told) {
    this.shown = told;
    this.redraw();
  }
}

function students(measures, replicas) {
  const agreement = agreementOf(measures);
  const judged = judgedOf(measures);
  const rows = replicas.flatMap(({ watch }) => watch.watched.map((one) => ({ ...one, windowed: watch.windowed })));
  if (rows.length === 0) {
    return empty(
      replicas.length === 0 ? 'No evaluator reports a watch on this generation.' : 'No student has been promoted yet.',
    );
  }
  return scrolling(
    'Watched students',
    html`<table>
      <caption class="unseen">
        Promoted students on the newest examples
      </caption>
      <thead>
        <tr>
          <th scope="col">role</th>
          <th scope="col">student</th>
          <th scope="col" class="number">examples</th>
          <th scope="col" class="number">${agreement.title}</th>
          <th scope="col" class="number">promised</th>
          <th scope="col" class="number">${judged.title}</th>
          <th scope="col">digest</th>
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (one) =>
            html`<tr>
              <th scope="row">${ROLES[one.role]?.word ?? one.role}</th>
              <td>${one.student}</td>
              <td class="number">${count(one.windowed)}</td>
              <td class="number">${written(agreement, one.agreement)}</td>
              <td class="number">${written(agreement, one.promised)}</td>
              <td class="number">${written(judged, one.accuracy)}</td>
              <td>${shortDigest(one.checkpointDigest)}</td>
            </tr>`,
        )}
      </tbody>
    </table>`,
  );
}

function detectors(replicas) {
  const rows = replicas.flatMap(({ watch, replica }) => watch.signals.map((one) => ({ ...one, replica })));
  if (rows.length === 0) {
    return empty('No detector reports a signal.');
  }
  return scrolling(
    'Detectors',
    html`<table>
      <caption class="unseen">
        What the detectors follow
      </caption>
      <thead>
        <tr>
          <th scope="col">signal</th>
          <th scope="col" class="number">now</th>
          <th scope="col" class="number">compared with</th>
          ${replicas.length > 1 ? html`<th scope="col">replica</th>` : nothing}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (one) =>
            html`<tr>
              <th scope="row">${signals[one.signal] ?? one.signal}</th>
              <td class="number">${fixed(one.value, 4)}</td>
              <td class="number">
                ${one.reference === null ? html`<span class="quiet">still learnt</span>` : fixed(one.reference, 4)}
              </td>
              ${replicas.length > 1 ? html`<td>${one.replica}</td>` : nothing}
            </tr>`,
        )}
      </tbody>
    </table>`,
  );
}

function guard(run, replicas) {
  const { teacherBehind, adjustment, expected } = {
    teacherBehind: run.state.teacherBehind,
    adjustment: run.generation.adjustment,
    expected: run.generation.teacher?.accuracy,
  };
  const judged = judgedOf(run.state.measures);
  const labelled = replicas.map(({ watch }) => watch).filter((watch) => known(watch.teacherAccuracy));
  const examples = labelled.reduce((sum, watch) => sum + watch.windowed, 0);
  const value =
    examples > 0
      ? labelled.reduce((sum, watch) => sum + watch.teacherAccuracy * watch.windowed, 0) / examples
      : undefined;
  return html`${teacherBehind ? notice('warn', html`<b>Nothing is promoted for now.</b> ${teacherBehind}`) : nothing}
    <dl class="facts">
      <div>
        <dt>${headOf(judged)} on the newest labelled examples</dt>
        <dd>${value === undefined ? 'unknown: none of them has a hard label' : written(judged, value)}</dd>
      </div>
      <div>
        <dt>when it was made</dt>
        <dd>${written(judged, expected)}</dd>
      </div>
      <div>
        <dt>Mean entropy</dt>
        <dd>
          ${replicas.length === 0
            ? '–'
            : replicas.map(({ watch }) => `${fixed(watch.teacherEntropy, 4)} nats`).join(', ')}
        </dd>
      </div>
      <div>
        <dt>Weight of its soft targets</dt>
        <dd>${fixed(adjustment.softTargetWeightFactor, 3)} of what is declared</dd>
      </div>
      <div>
        <dt>Learning rate</dt>
        <dd>${fixed(adjustment.learningRateFactor, 1)} times what is declared</dd>
      </div>
    </dl>`;
}

function drifts(run) {
  const all = run.state.generations
    .flatMap(({ number, observations }) => observations.drifts.map((one) => ({ ...one, number })))
    .reverse();
  if (all.length === 0) {
    return empty('No drift has been detected.');
  }
  return scrolling(
    'Drifts',
    html`<table>
      <caption class="unseen">
        Drifts, newest first
      </caption>
      <thead>
        <tr>
          <th scope="col">noticed</th>
          <th scope="col" class="number">gen.</th>
          <th scope="col">signal</th>
          <th scope="col">by</th>
          <th scope="col" class="number">before</th>
          <th scope="col" class="number">after</th>
          <th scope="col" class="number">examples looked at</th>
          <th scope="col">followed</th>
          <th scope="col">position, partition:offset</th>
        </tr>
      </thead>
      <tbody>
        ${all.map(
          ({ detected, followed, number }) =>
            html`<tr>
              <td>${time(detected.at)}</td>
              <td class="number">${number}</td>
              <th scope="row">${signals[detected.signal] ?? detected.signal}</th>
              <td class="cause">${detected.detector}</td>
              <td class="number">${fixed(detected.before, 4)}</td>
              <td class="number">${fixed(detected.after, 4)}</td>
              <td class="number">${count(detected.examples)}</td>
              <td class="cause">
                ${followed
                  ? run.spec.watch.drift.action
                  : html`<span class="quiet">no: too near to what came before, or there was no champion</span>`}
              </td>
              <td>
                ${Object.entries(detected.position)
                  .map(([partition, offset]) => `${partition}:${offset}`)
                  .join(' ')}
              </td>
            </tr>`,
        )}
      </tbody>
    </table>`,
  );
}
