/* What the replicas tell of their work once a second, and the rates that follow from it. */
const FRESH_MS = 10_000;
const WINDOW_MS = 10_000;

/** Every part of one run. A part is told of by a replica; a teacher may have several. */
export class Parts {
  constructor() {
    this.byReplica = new Map();
  }

  add(status, heardAt = performance.now()) {
    const key = `${status.part}/${status.replica}`;
    const before = this.byReplica.get(key);
    const at = Date.parse(status.at);
    if (before && before.at >= at) {
      return false;
    }
    const marks = [...(before?.marks ?? []), { at, done: doneBy(status) }];
    this.byReplica.set(key, { status, at, heardAt, marks: marks.filter((mark) => mark.at > at - WINDOW_MS) });
    return true;
  }

  /** Those that were heard of lately, of one generation where it is given. */
  fresh(part, generation) {
    const since = performance.now() - FRESH_MS;
    return [...this.byReplica.values()].filter(
      (one) =>
        one.status.part === part &&
        one.heardAt >= since &&
        (generation === undefined || one.status.generation === generation),
    );
  }

  teacher(generation) {
    const replicas = this.fresh('teacher', generation);
    return {
      replicas: replicas.map((one) => one.status.teacher),
      rate: sumOfKnown(replicas.map(rateOf)),
      lag: sum(replicas.map((one) => one.status.teacher.lag)),
    };
  }

  /** What each replica that watches the live stream sees. */
  watch(generation) {
    return this.fresh('watch', generation).map((one) => ({ replica: one.status.replica, watch: one.status.watch }));
  }

  /** The newest word on a student, whoever has it now. */
  student(name, generation) {
    const [newest] = this.fresh(name, generation).sort((one, other) => other.at - one.at);
    return newest && { status: newest.status.student, rate: rateOf(newest), lag: newest.status.student.lag };
  }

  /** Of the newest word on a student, however old, of one generation where it is given. */
  ledger(name, generation) {
    const [newest] = [...this.byReplica.values()]
      .filter(
        (one) =>
          one.status.part === name &&
          one.status.student &&
          (generation === undefined || one.status.generation === generation),
      )
      .sort((one, other) => other.at - one.at);
    return newest?.status.student.ledger;
  }
}

export function offered(ledger) {
  return ledger.trained + ledger.heldOut + ledger.deadLettered + sum(Object.values(ledger.skipped));
}

/** Records taken off the part's lag so far; of a watch, those looked at. */
function doneBy({ teacher, student, watch }) {
  if (watch) {
    return watch.examples;
  }
  return teacher ? teacher.labelled + sum(Object.values(teacher.deadLettered)) : offered(student.ledger);
}

/** Records a second over the window, or undefined before there are two marks. */
function rateOf({ marks }) {
  const first = marks[0];
  const last = marks[marks.length - 1];
  return last.at > first.at && last.done >= first.done
    ? ((last.done - first.done) * 1000) / (last.at - first.at)
    : undefined;
}

/** Undefined where none is known: that is not the same as standing still. */
function sumOfKnown(rates) {
  const known = rates.filter((rate) => rate !== undefined);
  return known.length === 0 ? undefined : sum(known);
}

function sum(values) {
  return values.reduce((total, value) => total + value, 0);
}
