import { known } from '../format.js';
import { brief, hasInterval, isAgreement, measureOfRun, written } from '../measure.js';
import { colourOf, frame, isControl, labelOf, line } from './frame.js';

/**
 * The measure of students, teacher, champion and control on the held-out set, as it was measured, with 95 % intervals;
 * where nothing is labelled, their agreement with the teacher, who would only agree with itself.
 */
export const measured = (run) => (colours) => {
  const measure = measureOfRun(run);
  return {
    ...frame(colours, (value) => brief(measure, value), {
      scale: true,
      max:
        measure.unit === 'SHARE'
          ? (range) => Math.min(1, range.max + (range.max - range.min) / 10)
          : undefined,
    }),
    series: [
      ...run.spec.students.flatMap((student) => measuredOf(run, measure, student, colours)),
      ...teacherOf(run, measure, colours),
      line('champion', colours.champion, championOf(run, measure), {
        series: {
          step: 'end',
          lineStyle: { width: 3, color: colours.champion, opacity: 0.7 },
          markLine: generationMarks(run, colours),
        },
      }),
      promotions(run, measure, colours),
    ],
  };
};

/** Where agreement is drawn, there is nothing to draw of the teacher. */
const teacherOf = (run, measure, colours) =>
  isAgreement(measure)
    ? []
    : [
        line(
          'teacher',
          colours.text,
          points(run, measure, () => 'teacher'),
          { dash: 'dashed' },
        ),
      ];

function measuredOf(run, measure, student, colours) {
  const colour = colourOf(run, student.name, colours);
  const data = points(run, measure, (report) => (report.candidate.name === student.name ? 'candidate' : undefined));
  const shown = line(labelOf(student), colour, data, {
    dash: isControl(student) ? 'dotted' : 'solid',
    series: { showSymbol: true, symbolSize: 6, sampling: undefined },
  });
  return [shown, whiskers(shown.name, colour, data)];
}

/** @param roleOf whose score of a report is drawn, as candidate, champion or teacher; undefined for none */
function points(run, measure, roleOf) {
  return run.reports.flatMap((report) => {
    const one = report[roleOf(report)]?.metrics[measure.name];
    return known(one?.value) ? [point(measure, report, one)] : [];
  });
}

function point(measure, report, one) {
  const range = hasInterval(one)
    ? ` (95 % interval ${brief(measure, one.low)} to ${brief(measure, one.high)}, n = ${one.examples})`
    : '';
  return {
    value: [Date.parse(report.evaluatedAt), one.value, ...(hasInterval(one) ? [one.low, one.high] : [])],
    told: `${measure.title} ${written(measure, one)}${range}`,
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
function championOf(run, measure) {
  return [...points(run, measure, () => 'champion'), ...promoted(run, measure)].sort(
    (one, other) => one.value[0] - other.value[0],
  );
}

/** The interval of every point, drawn with it and switched off with it in the legend. */
function whiskers(name, colour, data) {
  return {
    id: `interval of ${name}`,
    name,
    type: 'custom',
    data: data.map(({ value }) => value).filter((value) => value.length === 4),
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

function promotions(run, measure, colours) {
  return {
    id: 'promoted',
    name: 'promoted',
    type: 'scatter',
    symbol: 'diamond',
    symbolSize: 13,
    z: 5,
    color: colours.champion,
    itemStyle: { color: colours.champion, borderColor: colours.text, borderWidth: 1 },
    data: promoted(run, measure),
  };
}

function promoted(run, measure) {
  return run.state.champions
    .filter(({ score }) => known(score.metrics[measure.name]?.value))
    .map(({ promotedAt, score }) => {
      const one = score.metrics[measure.name];
      return {
        value: [Date.parse(promotedAt), one.value],
        told: `${score.name} at step ${score.step}, ${measure.title} ${written(measure, one)}`,
      };
    });
}
