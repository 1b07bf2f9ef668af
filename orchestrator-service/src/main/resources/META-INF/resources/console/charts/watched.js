import { brief } from '../measure.js';
import { signals } from '../run/signals.js';
import { frame, line } from './frame.js';

/* After a longer silence a line is broken instead of drawn through. */
const SILENCE_MS = 15_000;

export const ROLES = {
  CHAMPION: { word: 'champion', colour: (colours) => colours.champion, dash: 'solid' },
  PREVIOUS: { word: 'champion before it', colour: (colours) => colours.series[2], dash: 'dotted' },
  FROZEN: { word: "the run's first champion, left alone", colour: (colours) => colours.series[0], dash: 'dashed' },
};

/**
 * @param what agreement or accuracy, over the newest window of the live stream
 * @param metricOf how such a number is written; a mean over records, so at most 1
 */
export const watched = (run, what, metricOf) => (colours) => ({
  ...frame(colours, (value) => brief(metricOf(), value), {
    scale: true,
    max: (range) => Math.min(1, range.max + (range.max - range.min) / 10),
  }),
  series: Object.entries(ROLES).map(([role, { word, colour, dash }], i) =>
    line(word, colour(colours), pointsOf(run, role, what), {
      dash,
      series: i === 0 ? { markLine: marks(run, colours) } : {},
    }),
  ),
});

function pointsOf(run, role, what) {
  const points = [];
  let before;
  run.samples.of('watch').forEach(({ at, watched: students }) => {
    if (before !== undefined && at - before > SILENCE_MS) {
      points.push([before + 1, null]);
    }
    before = at;
    points.push([at, students?.find((one) => one.role === role)?.[what] ?? null]);
  });
  return points;
}

/** Where drift was noticed, and where a generation began; of one moment, one word. */
function marks(run, colours) {
  const from = run.samples.of('watch')[0]?.at ?? Infinity;
  const begun = run.state.generations.slice(1).map((one) => ({
    name: `generation ${one.number}`,
    xAxis: Date.parse(one.begunAt),
    lineStyle: { color: colours.quiet, type: 'solid' },
  }));
  const drifts = run.state.generations
    .flatMap((one) => one.observations.drifts)
    .filter((one) => one.followed)
    .map(({ detected }) => ({
      name: `drift: ${signals[detected.signal] ?? detected.signal}`,
      xAxis: Date.parse(detected.at),
      lineStyle: { color: colours.bad, type: 'dashed' },
      label: { color: colours.bad, position: 'insideStartTop' },
    }));
  return {
    symbol: 'none',
    silent: true,
    lineStyle: { width: 1 },
    label: { color: colours.quiet, fontSize: 10, position: 'insideEndTop', formatter: (mark) => mark.name },
    data: [...begun, ...drifts].filter((mark) => mark.xAxis >= from),
  };
}
