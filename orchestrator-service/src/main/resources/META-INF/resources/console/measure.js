import { capitalised, fixed, known, percent, significant } from './format.js';

/* What is measured of networks, as the run's task has it: names, titles, units and order are the server's. */
const AGREEMENT = { name: 'teacherAgreement', title: 'agreement', unit: 'SHARE', better: 'HIGHER' };

/* Of which more can be said than which way is better. */
const EXPLAINED = {
  brierScore: 'Brier score, 0 to 2',
  calibrationError: 'Expected calibration error',
  klToTeacher: 'KL divergence from the teacher, nats',
  negativeLogLikelihood: 'Negative log-likelihood, nats',
};

export const explained = ({ name, better }) =>
  EXPLAINED[name] ?? (better === 'LOWER' ? 'Lower is better' : 'Higher is better');

/** What tells most of a network at a glance. */
export const headlineOf = ({ metrics }) => metrics[0];

/** What networks are judged by where there are hard labels. */
export const judgedOf = ({ metrics, judged }) => metrics.find((one) => one.name === judged);

export const agreementOf = ({ metrics }) => metrics.find((one) => one.name === AGREEMENT.name) ?? AGREEMENT;

export const isAgreement = ({ name }) => name === AGREEMENT.name;

/** Whether it is the share of records that a network is right on: of that, people need not be told. */
export const isAccuracy = ({ judged, rightOrWrong }, { name }) => rightOrWrong && name === judged;

/** Of one network's numbers by name: the headline, or where nobody knows what is right, what the teacher says of it. */
export const measureOf = (measures, metrics) =>
  known(numberOf(metrics[headlineOf(measures).name])) ? headlineOf(measures) : agreementOf(measures);

/** Of a run: the headline, unless there are reports and none of them has it. */
export function measureOfRun({ reports, state: { measures } }) {
  const headline = headlineOf(measures);
  return reports.length > 0 && reports.every(({ candidate }) => !known(candidate.metrics[headline.name]?.value))
    ? agreementOf(measures)
    : headline;
}

/** A report has a number with its interval, a state the number alone. */
const numberOf = (one) => (typeof one === 'object' ? one?.value : one);

/** A number as its metric is written. */
export function written({ unit }, one) {
  const value = numberOf(one);
  return unit === 'SHARE' ? percent(value) : fixed(value, 4);
}

/** The same beside an axis. */
export const brief = ({ unit }, value) => (unit === 'SHARE' ? percent(value, 1) : significant(value, 4));

export const hasInterval = (measured) => known(measured?.low) && known(measured?.high);

/** Both ends of an interval. */
export const rangeOf = ({ unit }, { low, high }) =>
  unit === 'SHARE' ? `[${fixed(100 * low, 1)}–${fixed(100 * high, 1)}]` : `[${fixed(low, 4)}–${fixed(high, 4)}]`;

/** Shares of records that a network is right on have an interval with a name. */
export const intervalWord = (measures, metric) =>
  measures.rightOrWrong && (metric.name === measures.judged || isAgreement(metric))
    ? '95 % Wilson interval'
    : '95 % interval';

/** In a sentence, agreement has to say with whom. */
export const titleOf = (metric) => (isAgreement(metric) ? 'agreement with the teacher' : metric.title);
export const headOf = (metric) => capitalised(titleOf(metric));

/** A teacher's number on the labelled test part; of before they were told, the one that was. */
export const ofTeacher = (measures, metric, teacher) =>
  teacher?.metrics?.[metric.name]?.value ?? (metric.name === measures.judged ? teacher?.accuracy : undefined);
