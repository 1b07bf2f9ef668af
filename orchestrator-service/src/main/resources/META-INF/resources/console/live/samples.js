/* The last half hour of every part, a sample a second, for charts. */
const KEPT_MS = 30 * 60 * 1000;
const APART_MS = 900;

export class Samples {
  constructor() {
    this.byPart = new Map();
    this.version = 0;
  }

  /** What the server has kept; it may repeat what is here already. */
  addAll(items) {
    items.forEach((item) => this.add(item));
    this.byPart.forEach((samples) => samples.sort((one, other) => one.at - other.at));
  }

  /** @param told with its time as text; the server tells of each part once a second */
  add(told) {
    const sample = { ...told, at: Date.parse(told.at) };
    const samples = this.byPart.get(sample.part) ?? [];
    if (samples.some((one) => Math.abs(one.at - sample.at) < APART_MS)) {
      return;
    }
    samples.push(sample);
    while (samples.length > 0 && samples[0].at < sample.at - KEPT_MS) {
      samples.shift();
    }
    this.byPart.set(sample.part, samples);
    this.version++;
  }

  of(part) {
    return this.byPart.get(part) ?? [];
  }
}
