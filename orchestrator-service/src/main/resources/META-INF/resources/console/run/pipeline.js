import { count, duration, NONE, percent, rate, word } from '../format.js';
import { html, nothing } from '../libraries.js';
import { headlineOf, measureOf, ofTeacher, written } from '../measure.js';
import { notice, time } from '../parts.js';
import { legend, pressure, worst } from './pressure.js';

/** The way of a record from the source topic to a champion, and where it has to wait. */
export function pipeline(run) {
  const students = run.spec.students.map((declared) => studentOf(run, declared));
  return html`<section aria-labelledby="pipeline-title">
    <h2 id="pipeline-title">Pipeline</h2>
    <ol class="pipeline">
      ${source(run)}${teacher(run)}${examples(run, students)}
      <li class="students">
        <ul>
          ${students.map((student) => student.view)}
        </ul>
      </li>
      ${checkpointStage(run)}${evaluator(run)}${championStage(run)}
    </ol>
    ${troubles(run)}
    <p class="quiet small">${legend}</p>
  </section>`;
}

/** Why a part stands still, in full: there is no room for it in its box. */
function troubles(run) {
  const { number } = run.generation;
  const parts = [
    ...run.parts.teacher(number).replicas.map((status) => ['teacher', status]),
    ...run.spec.students.map(({ name }) => [name, run.parts.student(name, number)?.status]),
  ];
  const still = parts.filter(([name, status]) => status?.pausedBecause && !failureOf(run, name)?.givenUp);
  const givenUp = run.spec.students
    .map(({ name }) => [name, failureOf(run, name)])
    .filter(([, failure]) => failure?.givenUp);
  return [
    ...still.map(([name, status]) =>
      notice(
        status.phase === 'FAILED' ? 'bad' : 'warn',
        html`<b>${name} is ${word(status.phase)}.</b> ${status.pausedBecause}`,
      ),
    ),
    ...givenUp.map(([name, { reason }]) =>
      notice('bad', html`<b>${name} is given up</b> until the run is resumed from a pause. ${reason}`),
    ),
  ];
}

/** Absent in states of earlier releases, and where nothing failed. */
const failureOf = (run, name) => run.generation.observations.failures?.[name];

function stage(title, told, rows, kind = 'stage') {
  return html`<li class="${kind} ${told ? `pressure-${told.level}` : 'pressure-none'}">
    <h3>${title}</h3>
    ${told ? html`<p class="word">${told.word}</p>` : nothing}
    <dl>
      ${rows.filter(Boolean).map(
        ([name, value, title = '']) =>
          html`<div title=${title}>
            <dt>${name}</dt>
            <dd>${value}</dd>
          </div>`,
      )}
    </dl>
  </li>`;
}

const lagRows = (lag, told) => [
  ['lag', lag === undefined ? NONE : `${count(lag)} rec.`, 'Records not processed yet'],
  ['', told?.seconds === undefined ? NONE : `≈ ${duration(told.seconds)}`, 'Lag divided by the current rate'],
];

const topicRow = (topic) => [html`<span class="topic">${topic}</span>`, '', 'Topic'];

const TEACHING = ['TEACHER', 'TEACHER_GATE', 'DISTILLING', 'DRAINING'];
const LEARNING = ['DISTILLING', 'DRAINING'];

function teacherPressure(run) {
  const { replicas, rate: perSecond, lag } = run.parts.teacher(run.generation.number);
  const labelling = replicas.filter((one) => one.phase === 'LABELLING');
  const paused =
    run.state.phase === 'PAUSED' || (replicas.length > 0 && replicas.every((one) => one.phase === 'PAUSED'));
  const heard = replicas.length > 0;
  const told =
    heard && labelling.length === 0 && !paused
      ? { level: replicas[0].phase === 'FAILED' ? 'far' : 'unknown', word: word(replicas[0].phase) }
      : pressure({ lag, rate: perSecond, heard, paused });
  return { replicas, perSecond, lag: heard ? lag : undefined, told: restful(run, told, TEACHING) };
}

/** Of a part that the run's phase has nothing to do for, silence is nothing to worry about. */
function restful(run, told, phases) {
  return told.word === 'not reporting' && !phases.includes(run.state.phase)
    ? { level: 'none', word: restingWord(run) }
    : told;
}

const restingWord = (run) => (['COMPLETED', 'FAILED', 'CANCELLED'].includes(run.state.phase) ? 'ended' : 'not begun');

function source(run) {
  const { lag, told } = teacherPressure(run);
  return stage('Source', told, [topicRow(run.spec.source.topic), ...lagRows(lag, told)]);
}

function teacher(run) {
  const { replicas, perSecond, told } = teacherPressure(run);
  const training = replicas.find((one) => one.phase === 'TRAINING');
  const { measures } = run.state;
  const headline = headlineOf(measures);
  return stage('Teacher', told, [
    training
      ? ['trained', percent(training.progress, 0)]
      : ['labels', rate(replicas.length > 0 ? perSecond : undefined)],
    ['replicas', count(replicas.length)],
    [headline.title, written(headline, ofTeacher(measures, headline, run.generation.teacher))],
  ]);
}

function examples(run, students) {
  const onStream = students.filter((student) => student.declared.learnsFrom === 'stream');
  const told = onStream.length > 0 ? worst(onStream.map((student) => student.told)) : undefined;
  const slowest = onStream.find((student) => student.told === told);
  const topic = `limbeck.examples.${run.name}.g${run.generation.number}`;
  return stage('Examples', told, [
    topicRow(topic),
    ...lagRows(slowest?.lag, told),
    slowest?.lag > 0 && [
      '',
      html`<span class="quiet">of ${slowest.declared.name}</span>`,
      'The student with the largest lag',
    ],
  ]);
}

function studentOf(run, declared) {
  const now = run.parts.student(declared.name, run.generation.number);
  const paused = run.state.phase === 'PAUSED' || now?.status.phase === 'PAUSED';
  const busy = now && ['STARTING', 'REPLAYING', 'FAILED', 'STOPPED'].includes(now.status.phase);
  const told = failureOf(run, declared.name)?.givenUp
    ? { level: 'far', word: 'given up' }
    : busy
      ? { level: now.status.phase === 'FAILED' ? 'far' : 'unknown', word: word(now.status.phase) }
      : restful(run, pressure({ lag: now?.lag, rate: now?.rate, heard: now !== undefined, paused }), LEARNING);
  const rows = [
    ['trains', rate(now?.rate), 'Records processed a second'],
    ['step', count(now?.status.step)],
    ['lag', now ? `${count(now.lag)} rec.${told.seconds > 0 ? ` ≈ ${duration(told.seconds)}` : ''}` : NONE],
    declared.learnsFrom === 'labelled' && ['from', 'labelled data set'],
  ];
  return { declared, told, lag: now?.lag, view: stage(declared.name, told, rows, 'stage student') };
}

function checkpointStage(run) {
  const { candidates } = run.state;
  const newest = candidates[candidates.length - 1]?.checkpoint;
  return stage('Checkpoints', undefined, [
    ['known', count(candidates.length)],
    ['newest', newest ? `${newest.student} @ ${count(newest.step)}` : NONE],
    ['', newest ? time(newest.announcedAt) : NONE],
  ]);
}

/** The evaluator's lag is checkpoints, and its seconds are the age of the one that waits longest. */
function evaluator(run) {
  const waiting = run.state.candidates.filter((one) => one.phase === 'EVALUATING');
  const oldest = Math.min(...waiting.map((one) => Date.parse(one.since)));
  const seconds = waiting.length === 0 ? 0 : (Date.now() - oldest) / 1000;
  const resting = run.evaluations.size === 0 && !LEARNING.includes(run.state.phase);
  const idle = resting ? { level: 'none', word: restingWord(run) } : { level: 'ok', word: 'caught up' };
  const told =
    waiting.length === 0
      ? idle
      : pressure({ lag: seconds, rate: 1, heard: true, paused: run.state.phase === 'PAUSED' });
  const newest = run.reports.at(-1);
  return stage('Evaluator', told, [
    ['waiting', count(waiting.length), 'Checkpoints that are not measured yet'],
    ['longest', waiting.length === 0 ? NONE : duration(Math.max(0, seconds))],
    ['measured', count(run.evaluations.size)],
    ['newest', newest ? time(newest.evaluatedAt) : NONE],
  ]);
}

function championStage(run) {
  const { champion } = run;
  const approval = run.state.candidates.filter((one) => one.phase === 'AWAITING_APPROVAL').length;
  const measure = champion && measureOf(run.state.measures, champion.score.metrics);
  return stage(
    'Champion',
    undefined,
    champion
      ? [
          ['student', champion.score.name],
          ['step', count(champion.score.step)],
          [measure.title, written(measure, champion.score.metrics[measure.name])],
          ['since', time(champion.promotedAt)],
          approval > 0 && ['approval', `${approval} waiting`],
        ]
      : [['', 'none yet'], approval > 0 && ['approval', `${approval} waiting`]],
  );
}
