import { count } from '../format.js';
import { html, nothing } from '../libraries.js';
import { offered } from '../live/parts.js';
import { empty, notice, scrolling, stackedBar, time } from '../parts.js';

const AGAIN_MS = 30_000;

/** What became of every record: the ledger of each student, and what could not be used. */
export class Records {
  constructor(run) {
    this.run = run;
    this.askedAt = 0;
  }

  view() {
    // Dead letters are not told by events, so they are asked for while somebody looks.
    if (performance.now() - this.askedAt > AGAIN_MS || this.askedAt === 0) {
      this.askedAt = performance.now();
      this.run.loadDeadLetters();
    }
    return html` <section aria-labelledby="ledger-title">
        <h2 id="ledger-title">Ledger</h2>
        <p class="quiet small">
          Every record that a student's topic offered is accounted for exactly once: trained on, held out,
          dead-lettered, or skipped with a reason. These are the students' own counts;
          <code>./limbeck ledger</code> holds them against topic and step log.
        </p>
        ${this.run.spec.students.map((student) => ledger(student.name, this.run.ledger(student.name)))}
      </section>
      <section aria-labelledby="dead-letters-title">
        <h2 id="dead-letters-title">Dead letters</h2>
        ${deadLetters(this.run)}
      </section>`;
  }
}

function ledger(student, counts) {
  if (!counts) {
    return html`<div class="card ledger">
      <h3>${student}</h3>
      ${empty('This student is not running, and has no checkpoint yet.')}
    </div>`;
  }
  const skipped = Object.entries(counts.skipped);
  const parts = [
    { kind: 'trained', word: 'trained', value: counts.trained },
    { kind: 'held-out', word: 'held out', value: counts.heldOut },
    { kind: 'dead', word: 'dead-lettered', value: counts.deadLettered },
    ...skipped.map(([reason, value]) => ({ kind: 'skipped', word: `skipped, ${reason}`, value })),
  ].map((part) => ({ ...part, title: `${part.word}: ${count(part.value)}` }));
  const sum = offered(counts);
  return html`<div class="card ledger">
    <h3>${student}</h3>
    ${stackedBar(parts, `${student}: ${parts.map((part) => part.title).join(', ')}`)}
    <ul class="key">
      ${parts.map(
        (part) => html`<li><span class="swatch ${part.kind}"></span>${part.word} <b>${count(part.value)}</b></li>`,
      )}
    </ul>
    <p class="sum">offered <b>${count(sum)}</b> = ${parts.map((part) => count(part.value)).join(' + ')}</p>
  </div>`;
}

function deadLetters(run) {
  const { deadLetters: letters } = run;
  if (!letters) {
    return html`<p class="quiet" aria-busy="true">Loading…</p>`;
  }
  if (letters.failure) {
    return notice('warn', html`<b>Dead letters cannot be shown.</b> ${letters.failure.message}`);
  }
  const reasons = Object.entries(letters.byReason).sort((one, other) => other[1] - one[1]);
  if (reasons.length === 0) {
    return empty('None: every record could be used.');
  }
  const most = reasons[0][1];
  return html` <div class="columns narrow">
      ${scrolling(
        'Dead letters by reason',
        html`<table>
          <caption>
            By reason
          </caption>
          <thead>
            <tr>
              <th scope="col">reason</th>
              <th scope="col" class="number">records</th>
              <th scope="col"><span class="unseen">share of the most frequent</span></th>
            </tr>
          </thead>
          <tbody>
            ${reasons.map(
              ([reason, n]) =>
                html`<tr>
                  <th scope="row"><code>${reason}</code></th>
                  <td class="number">${count(n)}</td>
                  <td>
                    ${stackedBar(
                      [
                        { kind: 'dead', value: n, title: '' },
                        { kind: 'rest', value: most - n, title: '' },
                      ],
                      '',
                    )}
                  </td>
                </tr>`,
            )}
          </tbody>
        </table>`,
      )}
      ${sample(letters.items)}
    </div>
    <p class="quiet small">
      They keep their bytes on <code>limbeck.dead-letters.${run.name}</code>. Once the cause is mended,
      <code>./limbeck dead-letters redrive</code> sends them again.
    </p>`;
}

function sample(items) {
  return items.length === 0
    ? nothing
    : scrolling(
        'Newest dead letters',
        html`<table>
          <caption>
            The newest
          </caption>
          <thead>
            <tr>
              <th scope="col">when</th>
              <th scope="col">stage</th>
              <th scope="col">reason</th>
              <th scope="col">detail</th>
              <th scope="col">source</th>
            </tr>
          </thead>
          <tbody>
            ${items.map(
              (one) =>
                html`<tr>
                  <td>${time(one.at)}</td>
                  <td>${one.stage}</td>
                  <td><code>${one.reason}</code></td>
                  <td class="sentence">${one.detail ?? '–'}</td>
                  <td><code>${one.source}-${one.partition}@${one.offset}</code></td>
                </tr>`,
            )}
          </tbody>
        </table>`,
      );
}
