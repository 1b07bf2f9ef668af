import { NONE, count, percent } from '../format.js';
import { html } from '../libraries.js';
import { empty, scrolling } from '../parts.js';

/** What the candidate takes for what, most often first. */
export function confusions({ judged }, { candidate, heldOut }) {
  const { parts, confusions: mistakes = [] } = candidate.breakdown;
  if (mistakes.length === 0) {
    const faultless =
      candidate.metrics[judged]?.value === 1
        ? 'It makes no mistake on the held-out set.'
        : 'The report lists no mistakes.';
    return empty(heldOut.labelled === 0 ? 'No held-out example has a hard label, so mistakes are unknown.' : faultless);
  }
  const support = new Map(parts.map(({ name, metrics }) => [name, metrics.recall?.examples]));
  return scrolling(
    'Confusions',
    html`<table>
      <caption>
        Most frequent mistakes
      </caption>
      <thead>
        <tr>
          <th scope="col" class="number">class</th>
          <th scope="col" class="number">taken for</th>
          <th scope="col" class="number">times</th>
          <th scope="col" class="number">of the class</th>
        </tr>
      </thead>
      <tbody>
        ${mistakes.map(
          (one) =>
            html`<tr>
              <th scope="row" class="number">${one.hardLabel}</th>
              <td class="number">${one.predicted}</td>
              <td class="number">${count(one.count)}</td>
              <td class="number">
                ${support.has(`${one.hardLabel}`) ? percent(one.count / support.get(`${one.hardLabel}`), 1) : NONE}
              </td>
            </tr>`,
        )}
      </tbody>
    </table>`,
    true,
  );
}
