import { percent } from '../format.js';
import { line } from './frame.js';

/**
 * Confidence against how often it is right, in bins of equal mass; on the diagonal a network can be taken at its word.
 *
 * @param scores rows of [name, score, colour's name in colours]
 */
export const reliability = (scores) => (colours) => {
  const shown = scores.filter(([, score]) => score?.breakdown.reliability?.length > 0);
  const text = { color: colours.quiet, fontSize: 11, fontFamily: colours.font };
  const least = Math.min(
    1,
    ...shown.flatMap(([, score]) => score.breakdown.reliability.flatMap((bin) => [bin.confidence, bin.accuracy])),
  );
  const from = Math.max(0, Math.floor(10 * least) / 10);
  const axis = (name) => ({
    type: 'value',
    min: from,
    max: 1,
    name,
    nameLocation: 'middle',
    nameGap: name === 'confidence' ? 24 : 40,
    nameTextStyle: text,
    axisLine: { lineStyle: { color: colours.line } },
    axisLabel: { ...text, formatter: (value) => percent(value, 0) },
    splitLine: { lineStyle: { color: colours.line } },
  });
  return {
    animation: false,
    textStyle: { fontFamily: colours.font },
    grid: { left: 26, right: 14, top: 34, bottom: 22, containLabel: true },
    legend: {
      type: 'scroll',
      top: 2,
      left: 0,
      itemWidth: 18,
      itemHeight: 8,
      textStyle: { ...text, color: colours.text },
      inactiveColor: colours.quiet,
    },
    // Drawn on the canvas: as HTML it would need styles that the security policy refuses.
    tooltip: {
      trigger: 'item',
      renderMode: 'richText',
      confine: true,
      backgroundColor: colours.surface,
      borderColor: colours.line,
      textStyle: { color: colours.text, fontSize: 12, fontFamily: colours.font },
      formatter: ({ seriesName, data }) => `${seriesName}\n${data.told ?? ''}`,
    },
    xAxis: axis('confidence'),
    yAxis: axis('accuracy'),
    series: [
      line(
        'as good as its word',
        colours.quiet,
        [
          [from, from],
          [1, 1],
        ],
        { dash: 'dotted', series: { sampling: undefined, silent: true } },
      ),
      ...shown.map(([name, score, colour]) =>
        line(
          name,
          colour(colours),
          score.breakdown.reliability.map((bin) => ({
            value: [bin.confidence, bin.accuracy],
            told: `says ${percent(bin.confidence, 1)}, is right ${percent(bin.accuracy, 1)} of ${bin.count}`,
          })),
          {
            dash: name === 'teacher' ? 'dashed' : 'solid',
            series: { showSymbol: true, symbolSize: 7, sampling: undefined },
          },
        ),
      ),
    ],
  };
};
