import { count, NONE } from '../format.js';
import { html, nothing } from '../libraries.js';
import { agreementOf, explained, judgedOf, written } from '../measure.js';
import { empty, scrolling, withInterval } from '../parts.js';

/** The same network on parts of the held-out set, beside the champion on the same. */
export function slices(run, { candidate, champion }) {
  const { measures } = run.state;
  const judged = judgedOf(measures);
  const agreement = agreementOf(measures);
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
          <th scope="col" class="number" title=${explained(judged)}>${judged.title}</th>
          <th scope="col" class="number">${agreement.title}</th>
          ${champion ? html`<th scope="col" class="number">champion's ${judged.title}</th>` : nothing}
        </tr>
      </thead>
      <tbody>
        ${candidate.slices.map(
          (one) =>
            html`<tr>
              <th scope="row">${one.attribute}</th>
              <td>${one.value}</td>
              <td class="number">${count(one.examples)}</td>
              <td class="number">${labelled(one)}</td>
              <td class="number">${withInterval(measures, judged, one.byHardLabel)}</td>
              <td class="number">${written(agreement, one.byTeacher)}</td>
              ${champion
                ? html`<td class="number">
                    ${written(judged, before.get(`${one.attribute} ${one.value}`)?.byHardLabel)}
                  </td>`
                : nothing}
            </tr>`,
        )}
      </tbody>
    </table>`,
    true,
  );
}

/** What was measured on nobody knows how many has none to show. */
const labelled = ({ byHardLabel }) =>
  byHardLabel && byHardLabel.examples === 0 ? NONE : count(byHardLabel?.examples ?? 0);
