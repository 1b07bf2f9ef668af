import { count, known, percent, points } from '../format.js';
import { html, nothing, svg } from '../libraries.js';
import { empty, scrolling } from '../parts.js';

/**
 * A candidate beside the champion, class by class.
 *
 * @param byDrop whether those come first that lost most
 */
export function classes({ candidate, champion, heldOut }, byDrop) {
  if (heldOut.labelled === 0) {
    return empty('No held-out example has a hard label, so recall is unknown.');
  }
  const before = new Map(recallsOf(champion).map((one) => [one.name, one]));
  const rows = recallsOf(candidate).map((one) => ({
    ...one,
    champion: before.get(one.name),
    change: difference(one, before.get(one.name)),
  }));
  if (byDrop) {
    rows.sort((one, other) => (one.change ?? 0) - (other.change ?? 0));
  }
  const least = Math.min(
    1,
    ...rows.flatMap((one) => [one.examples > 0 ? one.low : undefined, one.champion?.value]).filter(known),
  );
  return html`${scrolling(
      'Recall by class',
      html`<table>
        <caption class="unseen">
          Recall by class of candidate and champion
        </caption>
        <thead>
          <tr>
            <th scope="col" class="number">class</th>
            <th scope="col" class="number">examples</th>
            <th scope="col" class="number">${candidate.name} @ ${count(candidate.step)}</th>
            <th scope="col"><span aria-hidden="true">${percent(least, 0)} to 100 %</span></th>
            <th scope="col" class="number">
              champion${champion ? ` ${champion.name} @ ${count(champion.step)}` : ''}
            </th>
            <th scope="col" class="number">change, points</th>
          </tr>
        </thead>
        <tbody>
          ${rows.map((row) => classRow(row, least))}
        </tbody>
      </table>`,
      true,
    )}
    <p class="quiet small">
      Bars are 95 % Wilson intervals of the candidate's recall, dots its recall, rings the champion's.
    </p>`;
}

/** Of very many classes a report tells of some only. */
export function classesLeftOut({ againstTeacher, candidate, location }) {
  const all = againstTeacher.classesInAll;
  return all == null
    ? nothing
    : html`<p class="quiet small">
        These are ${count(candidate.breakdown.parts.length)} of ${count(all)} classes that have examples: those that
        lost most to the champion, then those that are right least
        often.${location ? html` All of them are in <code>${location}</code> of the store.` : nothing}
      </p>`;
}

const recallsOf = (score) => (score?.breakdown.parts ?? []).map(({ name, metrics }) => ({ name, ...metrics.recall }));

const difference = (candidate, champion) =>
  champion && candidate.examples > 0 ? candidate.value - champion.value : undefined;

function classRow({ name, value, low, high, examples, champion, change }, least) {
  const range = examples > 0 && known(low) ? [low, high] : undefined;
  return html`<tr>
    <th scope="row" class="number">${name}</th>
    <td class="number">${count(examples)}</td>
    <td class="number" title=${range ? `95 % interval ${percent(range[0], 1)} to ${percent(range[1], 1)}` : ''}>
      ${examples > 0 ? percent(value, 1) : '–'}
    </td>
    <td>${examples > 0 ? dots(value, range, champion?.value, least) : nothing}</td>
    <td class="number">${champion && examples > 0 ? percent(champion.value, 1) : '–'}</td>
    <td class="number ${change < -0.0005 ? 'worse' : change > 0.0005 ? 'better' : ''}">${points(change)}</td>
  </tr>`;
}

/** Candidate and champion on one line from the least recall to 1, for the eye; the numbers stand beside it. */
function dots(recall, range, championRecall, least) {
  const x = (value) => 6 + (188 * (value - least)) / Math.max(1 - least, 1e-9);
  return html`<svg class="dots" viewBox="0 0 200 14" width="200" height="14" aria-hidden="true">
    <line class="axis" x1="6" y1="7" x2="194" y2="7"></line>
    ${range ? svg`<line class="range" x1=${x(range[0])} y1="7" x2=${x(range[1])} y2="7"></line>` : nothing}
    ${championRecall === undefined
      ? nothing
      : svg`<circle class="ring" cx=${x(championRecall)} cy="7" r="4.5"></circle>`}
    <circle class="dot" cx=${x(recall)} cy="7" r="3.5"></circle>
  </svg>`;
}
