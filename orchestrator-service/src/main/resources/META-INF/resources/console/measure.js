import { known } from './format.js';

/* By what networks are compared, its interval, and how many held-out examples it is measured on. */
const ACCURACY = {
  word: 'accuracy',
  title: 'Accuracy',
  explained: '',
  of: (score) => score?.accuracy,
  interval: (intervals) => intervals?.accuracy,
  trials: (heldOut) => heldOut.labelled,
};
const AGREEMENT = {
  word: 'agreement',
  title: 'Agreement with the teacher',
  explained: 'No held-out example has a hard label, so nobody knows what is right. ',
  of: (score) => score?.teacherAgreement,
  interval: (intervals) => intervals?.teacherAgreement,
  trials: (heldOut) => heldOut.examples,
};

/** Of one network: where nobody knows what is right, how often it says what the teacher says. */
export const measureOf = (score) => (known(score.accuracy) ? ACCURACY : AGREEMENT);

/** Of a run: accuracy, unless there are reports and none of them is on a labelled example. */
export const measureOfRun = ({ reports }) =>
  reports.length > 0 && reports.every((report) => report.heldOut.labelled === 0) ? AGREEMENT : ACCURACY;
