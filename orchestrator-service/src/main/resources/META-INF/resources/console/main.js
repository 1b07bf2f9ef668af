import { html, render } from './libraries.js';
import { openRun } from './run/page.js';
import { route } from './router.js';
import { openRuns } from './runs.js';

const REDRAW_MS = 250;
const main = document.getElementById('main');
let page;
let scheduled = false;
// What stood there before there was a script.
main.replaceChildren();

/** Draws soon, however often it is asked for; numbers that come by the hundred are drawn together. */
function redraw() {
  if (!scheduled) {
    scheduled = true;
    setTimeout(draw, REDRAW_MS);
  }
}

function draw() {
  scheduled = false;
  render(page.view(), main);
}

function go() {
  if (location.hash === '#main') {
    return;
  }
  const to = route(location.hash);
  const first = page === undefined;
  const moved = page?.key !== keyOf(to);
  if (moved) {
    page?.close();
    page = opened(to);
    page.key = keyOf(to);
  }
  page.show?.(to.view);
  document.title = page.title();
  draw();
  if (moved && !first) {
    window.scrollTo(0, 0);
    // The link that led here is gone: whoever uses the keyboard goes on from the page's beginning.
    main.focus();
  }
}

const keyOf = (to) => `${to.page} ${to.run ?? ''}`;

function opened(to) {
  if (to.page === 'run') {
    return openRun(to.run, redraw);
  }
  return to.page === 'runs' ? openRuns(redraw) : unknown();
}

function unknown() {
  return {
    title: () => 'Not found – Limbeck',
    view: () =>
      html`<h1>There is no such page</h1>
        <p><a href="#/">Back to the list of runs</a></p>`,
    close() {},
  };
}

document.querySelector('.skip').addEventListener('click', (event) => {
  // Without touching the address, which names the page.
  event.preventDefault();
  main.focus();
});
window.addEventListener('hashchange', go);
// Ages grow on their own.
setInterval(redraw, 1000);
go();
