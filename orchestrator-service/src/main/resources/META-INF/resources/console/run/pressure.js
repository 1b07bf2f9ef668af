import { duration } from '../format.js';

/* Seconds of lag, at the rate of now, from which a stage is behind, and far behind. */
const BEHIND = 10;
const FAR_BEHIND = 60;

/**
 * How a stage keeps up with what comes to it. Lag in records says little: what counts is how long it takes to work off.
 *
 * @param rate records a second of now, undefined where it is not known yet
 * @returns level and word for it, and the seconds where they can be told
 */
export function pressure({ lag, rate, heard, paused }) {
  if (paused) {
    return { level: 'paused', word: 'paused' };
  }
  if (!heard) {
    return { level: 'unknown', word: 'not reporting' };
  }
  if (lag === 0) {
    return { level: 'ok', word: 'caught up', seconds: 0 };
  }
  if (rate === undefined) {
    return { level: 'unknown', word: 'measuring' };
  }
  if (rate === 0) {
    return { level: 'far', word: 'standing still' };
  }
  const seconds = lag / rate;
  return seconds < BEHIND
    ? { level: 'ok', word: 'keeping up', seconds }
    : seconds < FAR_BEHIND
      ? { level: 'behind', word: 'behind', seconds }
      : { level: 'far', word: 'far behind', seconds };
}

/** Of several, the one that is worst off. */
export function worst(pressures) {
  const order = ['far', 'behind', 'unknown', 'paused', 'ok'];
  return [...pressures].sort(
    (one, other) => order.indexOf(one.level) - order.indexOf(other.level) || (other.seconds ?? 0) - (one.seconds ?? 0),
  )[0];
}

export const legend =
  'Back-pressure is the time needed to work off the lag at the rate of the last 10 seconds:' +
  ` keeping up below ${duration(BEHIND)}, behind below ${duration(FAR_BEHIND)}, far behind above.`;
