import { clock } from '../format.js';

/** What all charts over time have in common. */
export function frame(colours, value, more = {}) {
  const text = { color: colours.quiet, fontSize: 11, fontFamily: colours.font };
  return {
    animation: false,
    textStyle: { fontFamily: colours.font },
    grid: { left: 8, right: 14, top: 34, bottom: 4, containLabel: true },
    legend: {
      type: 'scroll',
      top: 2,
      left: 0,
      itemWidth: 18,
      itemHeight: 8,
      textStyle: { ...text, color: colours.text },
      pageTextStyle: text,
      pageIconColor: colours.text,
      inactiveColor: colours.quiet,
      ...more.legend,
    },
    // Drawn on the canvas: as HTML it would need styles that the security policy refuses.
    tooltip: {
      trigger: 'axis',
      renderMode: 'richText',
      confine: true,
      backgroundColor: colours.surface,
      borderColor: colours.line,
      textStyle: { color: colours.text, fontSize: 12, fontFamily: colours.font },
      axisPointer: { type: 'line', lineStyle: { color: colours.quiet } },
      formatter: (points) => described(points, value),
    },
    xAxis: {
      type: 'time',
      axisLine: { lineStyle: { color: colours.line } },
      axisLabel: {
        ...text,
        hideOverlap: true,
        formatter: { hour: '{HH}:{mm}', minute: '{HH}:{mm}', second: '{HH}:{mm}:{ss}' },
      },
      splitLine: { show: false },
    },
    yAxis: {
      type: 'value',
      scale: more.scale ?? false,
      min: more.min,
      max: more.max,
      axisLabel: { ...text, formatter: value },
      splitLine: { lineStyle: { color: colours.line } },
      splitNumber: 4,
    },
  };
}

function described(points, value) {
  const lines = points
    .filter((point) => point.seriesType !== 'custom')
    .map((point) => `${point.seriesName}: ${point.data.told ?? value((point.data.value ?? point.data)[1])}`);
  return [clock(points[0].axisValue), ...lines].join('\n');
}

/** Students keep their colour in all charts, in the order in which they are declared. */
export const colourOf = (run, student, colours) =>
  colours.series[run.spec.students.findIndex((one) => one.name === student) % colours.series.length];

export const isControl = (student) => student.objective.softTargetWeight === 0;

export const labelOf = (student) => (isControl(student) ? `${student.name} (no teacher)` : student.name);

export function line(name, colour, data, more = {}) {
  return {
    id: name,
    name,
    type: 'line',
    showSymbol: false,
    sampling: 'lttb',
    data,
    color: colour,
    lineStyle: { width: 2, color: colour, type: more.dash ?? 'solid' },
    ...more.series,
  };
}
