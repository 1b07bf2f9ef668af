import { percent } from '../format.js';
import { measureOf, measureOfRun } from '../measure.js';
import { colourOf, frame, isControl, labelOf, line } from './frame.js';

/**
 * Accuracy of students, teacher, champion and control on the held-out set, as it was measured, with 95 % intervals;
 * where nothing is labelled, their agreement with the teacher, who would only agree with itself.
 */
export const accuracy = (run) => (colours) => ({
  ...frame(colours, (value) => percent(value, 1), {
    scale: true,
    max: (range) => Math.min(1, range.max + (range.max - range.min) / 10),
  }),
  series: [
    ...run.spec.students.flatMap((student) => measuredOf(run, student, colours)),
    ...teacherOf(run, colours),
    line('champion', colours.champion, championOf(run), {
      series: {
        step: 'end',
        lineStyle: { width: 3, color: colours.champion, opacity: 0.7 },
        markLine: generationMarks(run, colours),
      },
    }),
    promotions(run, colours),
  ],
});

/** Where agreement is drawn, there is nothing to draw of the teacher. */
const teacherOf = (run, colours) =>
  measureOfRun(run).word === 'accuracy'
    ? [
        line(
          'teacher',
          colours.text,
          points(run, () => 'teacher'),
          { dash: 'dashed' },
        ),
      ]
    : [];

function measuredOf(run, student, colours) {
  const colour = colourOf(run, student.name, colours);
  const data = points(run, (report) => (report.candidate.name === student.name ? 'candidate' : undefined));
  const shown = line(labelOf(student), colour, data, {
    dash: isControl(student) ? 'dotted' : 'solid',
    series: { showSymbol: true, symbolSize: 6, sampling: undefined },
  });
  return [shown, whiskers(shown.name, colour, data)];
}

/** @param roleOf whose score of a report is drawn, as candidate, champion or teacher; undefined for none */
function points(run, roleOf) {
  const measure = measureOfRun(run);
  return run.reports.flatMap((report) => {
    const role = roleOf(report);
    const interval = measure.interval(report.intervals[role]);
    return interval ? [point(measure, report, measure.of(report[role]), interval)] : [];
  });
}

function point(measure, report, share, { low, high }) {
  const range = `${percent(low, 1)} to ${percent(high, 1)}`;
  return {
    value: [Date.parse(report.evaluatedAt), share, low, high],
    told: `${measure.word} ${percent(share)} (95 % interval ${range}, n = ${measure.trials(report.heldOut)})`,
  };
}

/** Where another teacher took over. */
function generationMarks(run, colours) {
  return {
    symbol: 'none',
    silent: true,
    lineStyle: { color: colours.quiet, type: 'solid', width: 1 },
    label: { color: colours.quiet, fontSize: 10, position: 'insideEndTop', formatter: (mark) => mark.name },
    data: run.state.generations
      .slice(1)
      .map((one) => ({ name: `generation ${one.number}`, xAxis: Date.parse(one.begunAt) })),
  };
}

/** As it was measured beside candidates; at a promotion, as it was when it was promoted. */
function championOf(run) {
  return [...points(run, () => 'champion'), ...promoted(run)].sort((one, other) => one.value[0] - other.value[0]);
}

/** The interval of every point, drawn with it and switched off with it in the legend. */
function whiskers(name, colour, data) {
  return {
    id: `interval of ${name}`,
    name,
    type: 'custom',
    data: data.map((point) => point.value),
    encode: { x: 0, y: [1, 2, 3] },
    silent: true,
    renderItem: (_, item) => {
      const [x, low] = item.coord([item.value(0), item.value(2)]);
      const [, high] = item.coord([item.value(0), item.value(3)]);
      const stroke = (x1, y1, x2, y2) => ({
        type: 'line',
        shape: { x1, y1, x2, y2 },
        style: { stroke: colour, lineWidth: 1, opacity: 0.75 },
      });
      return {
        type: 'group',
        children: [stroke(x, low, x, high), stroke(x - 3, low, x + 3, low), stroke(x - 3, high, x + 3, high)],
      };
    },
  };
}

function promotions(run, colours) {
  return {
    id: 'promoted',
    name: 'promoted',
    type: 'scatter',
    symbol: 'diamond',
    symbolSize: 13,
    z: 5,
    color: colours.champion,
    itemStyle: { color: colours.champion, borderColor: colours.text, borderWidth: 1 },
    data: promoted(run),
  };
}

function promoted(run) {
  const measure = measureOfRun(run);
  return run.state.champions
    .filter(({ score }) => measureOf(score) === measure)
    .map(({ promotedAt, score }) => ({
      value: [Date.parse(promotedAt), measure.of(score)],
      told: `${score.name} at step ${score.step}, ${measure.word} ${percent(measure.of(score))}`,
    }));
}
