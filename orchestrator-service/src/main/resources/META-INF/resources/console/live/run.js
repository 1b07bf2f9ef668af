import { get, pathOf } from '../api.js';
import { Parts } from './parts.js';
import { Samples } from './samples.js';
import { Stream } from './stream.js';

/** How much is asked for at once. */
const EVALUATIONS = 500;
const HISTORY = 200;
const DEAD_LETTERS = 20;

/** All that is known of one run. What is said twice, as after a reconnect, is kept once. */
export class LiveRun {
  /** @param phaseChanged called with the state when the run is seen to move */
  constructor(name, redraw, phaseChanged) {
    this.name = name;
    this.redraw = redraw;
    this.phaseChanged = phaseChanged;
    this.state = undefined;
    this.failure = undefined;
    this.evaluations = new Map();
    this.lines = new Map();
    this.parts = new Parts();
    this.samples = new Samples();
    this.ledgers = {};
    this.deadLetters = undefined;
    this.heardAt = undefined;
    this.listeners = new Set();
    this.stream = new Stream(
      `${pathOf(name)}/events`,
      (kind, document) => this.told(kind, document),
      () => this.connected(),
    );
  }

  told(kind, document) {
    this.heardAt = Date.now();
    ({
      run: () => this.moved(document),
      evaluation: () => this.measured(document),
      history: () => this.wrote(document),
      part: () => this.worked(document),
      sample: () => this.samples.add(document),
    })[kind]();
    this.redraw();
  }

  moved(state) {
    if (this.state && this.state.revision > state.revision) {
      return;
    }
    const before = this.state?.phase;
    this.state = state;
    this.failure = undefined;
    if (before && before !== state.phase) {
      this.phaseChanged(state);
    }
  }

  measured(report) {
    this.evaluations.set(`${report.orderId}#${report.attempt}`, report);
  }

  wrote(line) {
    const isNew = !this.lines.has(line.sequence);
    this.lines.set(line.sequence, line);
    if (isNew) {
      this.listeners.forEach((listener) => listener(line));
    }
  }

  worked(status) {
    this.parts.add(status);
  }

  /** After a break, what was missed is asked for; what cannot be had makes the page say so. */
  async connected() {
    this.redraw();
    await this.load();
    this.redraw();
  }

  async load() {
    try {
      this.moved(await get(pathOf(this.name)));
      await Promise.all([
        this.loadEvaluations(),
        this.loadHistory(this.state.sequence - HISTORY),
        this.loadStatus(),
        this.loadSamples(),
      ]);
      this.heardAt = Date.now();
    } catch (failure) {
      this.failure = failure;
    }
  }

  async loadEvaluations() {
    (await this.list(`evaluations?limit=${EVALUATIONS}`)).forEach((report) => this.measured(report));
  }

  /** @param after number of the line before the first that is asked for */
  async loadHistory(after) {
    const from = Math.max(0, after);
    (await this.list(`history?after=${from}&limit=${HISTORY}`)).forEach((line) => this.wrote(line));
    this.redraw();
  }

  loadOlderHistory() {
    return this.loadHistory(Math.min(...this.lines.keys()) - 1 - HISTORY);
  }

  async loadStatus() {
    const { parts, ledgers } = await get(`${pathOf(this.name)}/status`);
    this.ledgers = ledgers ?? {};
    parts.forEach((status) => this.worked(status));
  }

  async loadSamples() {
    this.samples.addAll(await this.list('samples'));
  }

  async loadDeadLetters() {
    try {
      this.deadLetters = await get(`${pathOf(this.name)}/dead-letters?limit=${DEAD_LETTERS}`);
    } catch (failure) {
      this.deadLetters = { failure };
    }
    this.redraw();
  }

  async list(path) {
    return (await get(`${pathOf(this.name)}/${path}`)).items;
  }

  close() {
    this.stream.close();
  }

  get spec() {
    return this.state.declaration.spec;
  }

  get generation() {
    return this.state.generations[this.state.generations.length - 1];
  }

  get champion() {
    return this.state.champions.find((one) => one.checkpointDigest === this.state.champion);
  }

  get reports() {
    return [...this.evaluations.values()].sort(
      (one, other) => Date.parse(one.evaluatedAt) - Date.parse(other.evaluatedAt),
    );
  }

  get history() {
    return [...this.lines.values()].sort((one, other) => other.sequence - one.sequence);
  }

  ledger(student) {
    return this.parts.ledger(student) ?? this.ledgers[student];
  }
}
