import { fixed, known } from '../format.js';
import { colourOf, frame, labelOf, line } from './frame.js';

/** Of every checkpoint, the objective on what it learnt from since the one before, and on what it never saw. */
export const overfitting = (run) => (colours) => ({
  ...frame(colours, (value) => fixed(value, 3), { scale: true }),
  series: run.spec.students.flatMap((student) => {
    const colour = colourOf(run, student.name, colours);
    const of = (loss) =>
      run.reports
        .filter((report) => report.candidate.name === student.name && known(report.loss[loss]))
        .map((report) => [Date.parse(report.evaluatedAt), report.loss[loss]]);
    const more = { showSymbol: true, symbolSize: 5, sampling: undefined };
    return [
      line(`${labelOf(student)}, held out`, colour, of('heldOut'), { series: more }),
      line(`${labelOf(student)}, training`, colour, of('training'), {
        dash: 'dotted',
        series: { ...more, symbol: 'emptyCircle' },
      }),
    ];
  }),
});
