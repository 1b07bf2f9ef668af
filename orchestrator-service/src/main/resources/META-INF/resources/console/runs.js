import { announce } from './announce.js';
import { get, pathOf } from './api.js';
import { count, NONE, word } from './format.js';
import { html, nothing, repeat } from './libraries.js';
import { offered, Parts } from './live/parts.js';
import { Stream } from './live/stream.js';
import { headlineOf, headOf, measureOf, written } from './measure.js';
import { badge, connectionBanner, notice, scrolling, time } from './parts.js';
import { addressOf } from './router.js';

const FILTER_FROM = 8;

/** Every run at a glance. */
export function openRuns(redraw) {
  const runs = new Runs(redraw);
  return { title: () => 'Runs – Limbeck', view: () => runs.view(), close: () => runs.stream.close() };
}

class Runs {
  constructor(redraw) {
    this.redraw = redraw;
    this.states = undefined;
    this.parts = new Map();
    this.kept = new Map();
    this.filter = '';
    this.stream = new Stream(
      'events',
      (kind, document) => this.told(kind, document),
      () => this.load(),
    );
  }

  async load() {
    this.redraw();
    try {
      const { items } = await get('runs');
      this.states ??= new Map();
      items.forEach((state) => this.moved(state));
      await Promise.all(items.map((state) => this.loadKept(nameOf(state))));
      this.heardAt = Date.now();
      this.failure = undefined;
    } catch (failure) {
      this.failure = failure;
    }
    this.redraw();
  }

  /** What a run has done is not in its state. Where it cannot be had, what is told has to do. */
  async loadKept(name) {
    try {
      const { ledgers, earlier } = await get(`${pathOf(name)}/status`);
      this.kept.set(name, { ledgers, earlier });
      this.redraw();
    } catch (failure) {
      this.failure = failure;
    }
  }

  told(kind, document) {
    this.heardAt = Date.now();
    if (kind === 'run') {
      this.moved(document);
    } else if (kind === 'part') {
      this.partsOf(document.run).add(document);
    } else {
      return;
    }
    this.redraw();
  }

  moved(state) {
    this.states ??= new Map();
    const name = state.declaration.metadata.name;
    const before = this.states.get(name);
    if (before && before.revision > state.revision) {
      return;
    }
    if (before && before.phase !== state.phase) {
      announce(`Run ${name} is now ${word(state.phase)}.`);
    }
    this.states.set(name, state);
    if (before && before.generations.at(-1).number !== state.generations.at(-1).number) {
      this.loadKept(name);
    }
  }

  partsOf(name) {
    if (!this.parts.has(name)) {
      this.parts.set(name, new Parts());
    }
    return this.parts.get(name);
  }

  view() {
    return html`<h1>Runs</h1>
      ${connectionBanner(this.stream, this.heardAt, this.states ? this.failure : undefined)}${this.body()}`;
  }

  body() {
    if (!this.states) {
      return this.failure ? this.unavailable() : html`<p class="quiet" aria-busy="true">Loading…</p>`;
    }
    if (this.states.size === 0) {
      return html`<div class="card empty-page">
        <h2>No runs yet</h2>
        <p>
          A run is declared in a YAML file: which records, which teacher, which students, and when a student is good
          enough.
        </p>
        <pre><code>./limbeck plan -f run.yaml    # shows what would be made
./limbeck apply -f run.yaml   # declares the run</code></pre>
        <p>
          It appears here as soon as it is declared. <code>./limbeck demo</code> declares one that needs nothing else.
        </p>
      </div>`;
    }
    const all = [...this.states.values()].sort((one, other) => nameOf(one).localeCompare(nameOf(other)));
    const shared = sharedHeadline(all);
    const shown = all.filter((state) => nameOf(state).includes(this.filter) || word(state.phase).includes(this.filter));
    return html`${all.length >= FILTER_FROM ? this.search(shown.length, all.length) : nothing}
    ${scrolling(
      'Runs',
      html`<table class="runs">
        <caption class="unseen">
          Runs by name
        </caption>
        <thead>
          <tr>
            <th scope="col">run</th>
            <th scope="col">phase</th>
            <th scope="col" class="number">generation</th>
            <th scope="col">champion</th>
            <th
              scope="col"
              class="number"
              title="${shared
                ? headOf(shared)
                : 'What tells most'} of the champion; without labels, its agreement with the teacher"
            >
              ${shared?.title ?? 'measure'}
            </th>
            <th
              scope="col"
              class="number"
              title="Records that the most advanced student has processed, in all generations"
            >
              records
            </th>
            <th scope="col">declared</th>
            <th scope="col">note</th>
          </tr>
        </thead>
        <tbody>
          ${repeat(shown, nameOf, (state) => this.row(state, shared))}
        </tbody>
      </table>`,
    )}`;
  }

  unavailable() {
    const what = this.failure.isStarting
      ? 'The orchestrator is starting and does not know its runs yet.'
      : 'The runs cannot be shown.';
    return notice('warn', html`<b>${what}</b> ${this.failure.message} Trying again.`);
  }

  search(shown, all) {
    return html`<div class="controls">
      <label
        >Filter by name or phase <input type="search" @input=${(event) => this.narrow(event.target.value)}
      /></label>
      <span class="quiet" role="status">${shown} of ${all}</span>
    </div>`;
  }

  narrow(text) {
    this.filter = text.trim().toLowerCase();
    this.redraw();
  }

  row(state, shared) {
    const name = nameOf(state);
    const champion = state.champions.find((one) => one.checkpointDigest === state.champion);
    const waiting = state.candidates.filter((one) => one.phase === 'AWAITING_APPROVAL').length;
    return html`<tr>
      <th scope="row"><a href=${addressOf(name)}>${name}</a></th>
      <td>${badge(state.phase)}</td>
      <td class="number">${state.generations.at(-1)?.number ?? '–'}</td>
      <td>
        ${champion
          ? html`${champion.score.name} at step ${count(champion.score.step)}`
          : html`<span class="quiet">none yet</span>`}
      </td>
      <td class="number">${champion ? quality(state.measures, champion.score, shared) : NONE}</td>
      <td class="number">${this.records(state, name)}</td>
      <td>${time(state.createdAt)}</td>
      <td class="sentence">
        ${waiting > 0
          ? html`<a href=${addressOf(name, 'checkpoints')}>${waiting} awaiting approval</a>`
          : (state.note ?? '')}
      </td>
    </tr>`;
  }

  /** What is told now is of the generation of now; what came before it was asked for. */
  records(state, name) {
    const parts = this.partsOf(name);
    const { ledgers, earlier } = this.kept.get(name) ?? { ledgers: {}, earlier: {} };
    const ofNow = (student) => parts.ledger(student, state.generations.at(-1).number) ?? ledgers[student];
    const sums = state.declaration.spec.students
      .map((student) => [ofNow(student.name), earlier[student.name]].filter(Boolean).map(offered))
      .filter((generations) => generations.length > 0)
      .map((generations) => generations.reduce((sum, one) => sum + one));
    return sums.length === 0
      ? html`<span class="quiet" title="No student of this run has reported lately">–</span>`
      : count(Math.max(...sums));
  }
}

/* What the head of the column does not say has to stand beside the number. */
function quality(measures, { metrics }, shared) {
  const measure = measureOf(measures, metrics);
  return html`${written(measure, metrics[measure.name])}${measure.name === shared?.name
    ? nothing
    : html` <span class="quiet">${measure.title}</span>`}`;
}

/** Of runs that have the same one. */
function sharedHeadline(states) {
  const [first, ...others] = states.map(({ measures }) => headlineOf(measures));
  return others.every(({ name, title }) => name === first.name && title === first.title) ? first : undefined;
}

const nameOf = (state) => state.declaration.metadata.name;
