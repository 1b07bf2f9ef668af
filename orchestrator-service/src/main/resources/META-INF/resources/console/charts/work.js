import { duration, fixed, rate, short } from '../format.js';
import { colourOf, frame, isControl, labelOf, line } from './frame.js';

/* Throughput is told over this many milliseconds: of single seconds it would be noise. */
const SMOOTHED_MS = 5000;
/* After a longer silence a line is broken instead of drawn through. */
const SILENCE_MS = 15_000;

const WHOLE = 'loss';

/** What can be drawn of the objective: the whole of it, and each of its terms before weighting, by name. */
export const lossesOf = (run) => {
  const reported = run.spec.students.flatMap(({ name }) =>
    run.samples.of(name).flatMap((sample) => Object.keys(sample.terms ?? {})),
  );
  return [WHOLE, ...new Set(['softTarget', 'hardLabel', ...reported])];
};

const valueOf = (sample, part) => (part === WHOLE ? sample?.loss : sample?.terms?.[part]);

/** Whether some student has told it. */
export const hasLosses = (run, part) =>
  run.spec.students.some(({ name }) => run.samples.of(name).some((sample) => valueOf(sample, part) != null));

/** @param part one of {@link lossesOf} */
export const loss = (run, part) => (colours) => ({
  ...frame(colours, (value) => fixed(value, 3), { scale: true }),
  series: run.spec.students.map((student) =>
    line(
      labelOf(student),
      colourOf(run, student.name, colours),
      broken(run.samples.of(student.name), (one) => valueOf(one, part)),
      { dash: dashOf(student) },
    ),
  ),
});

export const lag = (run) => (colours) => ({
  ...frame(colours, short),
  series: parts(run, colours).map(({ part, name, colour, dash }) =>
    line(
      name,
      colour,
      broken(run.samples.of(part), (one) => one.lag),
      { dash },
    ),
  ),
});

export const throughput = (run) => (colours) => ({
  ...frame(colours, rate),
  series: parts(run, colours).map(({ part, name, colour, dash }) =>
    line(name, colour, rates(run.samples.of(part)), { dash }),
  ),
});

const dashOf = (student) => (isControl(student) ? 'dotted' : 'solid');

function parts(run, colours) {
  const students = run.spec.students.map((student) => ({
    part: student.name,
    name: labelOf(student),
    colour: colourOf(run, student.name, colours),
    dash: dashOf(student),
  }));
  return [{ part: 'teacher', name: 'teacher', colour: colours.text, dash: 'dashed' }, ...students];
}

function broken(samples, valueOf) {
  const points = [];
  samples.forEach((sample, i) => {
    if (i > 0 && sample.at - samples[i - 1].at > SILENCE_MS) {
      points.push([samples[i - 1].at + 1, null]);
    }
    points.push([sample.at, valueOf(sample) ?? null]);
  });
  return points;
}

/** From counts that start again with every process: where one falls, nothing is known. */
function rates(samples) {
  let first = 0;
  const perSecond = samples.map((sample, i) => {
    while (samples[first].at < sample.at - SMOOTHED_MS) {
      first++;
    }
    const start = samples[Math.min(first, Math.max(0, i - 1))];
    const done = countOf(sample) - countOf(start);
    return { at: sample.at, rate: sample.at > start.at && done >= 0 ? (1000 * done) / (sample.at - start.at) : null };
  });
  return broken(perSecond, (one) => one.rate);
}

const countOf = (sample) => sample.labelled ?? sample.trained ?? 0;

/** The newest figures of the charts as a table, for whoever does not see them. */
export function rowsOf(run) {
  const losses = lossesOf(run);
  return parts(run, { series: [] }).map(({ part, name }) => {
    const samples = run.samples.of(part);
    const newest = samples.at(-1);
    const now = rates(samples.slice(-10)).at(-1)?.[1];
    return [
      name,
      ...losses.map((loss) => fixed(valueOf(newest, loss), 4)),
      rate(now),
      newest?.lag > 0 && now > 0 ? `${short(newest.lag)} ≈ ${duration(newest.lag / now)}` : short(newest?.lag),
    ];
  });
}
