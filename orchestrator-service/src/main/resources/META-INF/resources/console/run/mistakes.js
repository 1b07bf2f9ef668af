import { NONE, count, percent } from '../format.js';
import { html, nothing } from '../libraries.js';
import { empty, scrolling, withInterval } from '../parts.js';

/** What the candidate takes for what, most often first. */
export function confusions({ candidate, heldOut }) {
  if (candidate.confusions.length === 0) {
    const faultless =
      candidate.accuracy === 1 ? 'It makes no mistake on the held-out set.' : 'The report lists no mistakes.';
    return empty(heldOut.labelled === 0 ? 'No held-out example has a hard label, so mistakes are unknown.' : faultless);
  }
  const support = new Map(candidate.perClass.map((one) => [one.hardLabel, one.support]));
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
        ${candidate.confusions.map(
          (one) =>
            html`<tr>
              <th scope="row" class="number">${one.hardLabel}</th>
              <td class="number">${one.predicted}</td>
              <td class="number">${count(one.count)}</td>
              <td class="number">
                ${support.has(one.hardLabel) ? percent(one.count / support.get(one.hardLabel), 1) : NONE}
              </td>
            </tr>`,
        )}
      </tbody>
    </table>`,
    true,
  );
}

/** The same network on parts of the held-out set, beside the champion on the same. */
export function slices(run, { candidate, champion, intervals }) {
  const declared = run.spec.evaluation.slices;
  if (declared.length === 0) {
    return empty(
      'No slices are declared: spec.evaluation.slices names the attributes of records by which scores are split.',
    );
  }
  if (candidate.slices.length === 0) {
    return empty(`No held-out example has one of the declared attributes: ${declared.join(', ')}.`);
  }
  const before = new Map((champion?.slices ?? []).map((one) => [`${one.attribute} ${one.value}`, one]));
  return scrolling(
    'Slices',
    html`<table>
      <caption>
        By attribute
      </caption>
      <thead>
        <tr>
          <th scope="col">attribute</th>
          <th scope="col">value</th>
          <th scope="col" class="number">examples</th>
          <th scope="col" class="number">labelled</th>
          <th scope="col" class="number">accuracy</th>
          <th scope="col" class="number">agreement</th>
          ${champion ? html`<th scope="col" class="number">champion's accuracy</th>` : nothing}
        </tr>
      </thead>
      <tbody>
        ${candidate.slices.map(
          (one, i) =>
            html`<tr>
              <th scope="row">${one.attribute}</th>
              <td>${one.value}</td>
              <td class="number">${count(one.examples)}</td>
              <td class="number">${count(one.labelled)}</td>
              <td class="number">${withInterval(one.accuracy, intervals.candidate.slices[i], one.labelled)}</td>
              <td class="number">${percent(one.teacherAgreement)}</td>
              ${champion
                ? html`<td class="number">${percent(before.get(`${one.attribute} ${one.value}`)?.accuracy)}</td>`
                : nothing}
            </tr>`,
        )}
      </tbody>
    </table>`,
    true,
  );
}
