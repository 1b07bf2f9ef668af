import { echarts } from '../libraries.js';

const dark = window.matchMedia('(prefers-color-scheme: dark)');

/**
 * A chart as an element: {@code .drawing} is a function from colours to an ECharts option, and {@code .version} tells
 * when it has to be drawn anew. The words of a chart are for everybody, so each one stands beside a table.
 */
class Chart extends HTMLElement {
  connectedCallback() {
    this.redraw = () => this.draw();
    dark.addEventListener('change', this.redraw);
    this.sized = new ResizeObserver(() => this.fit());
    this.sized.observe(this);
  }

  disconnectedCallback() {
    dark.removeEventListener('change', this.redraw);
    this.sized.disconnect();
    this.chart?.dispose();
    this.chart = undefined;
  }

  set version(version) {
    if (this.drawn !== version) {
      this.drawn = version;
      this.draw();
    }
  }

  /** A canvas cannot be made before the element has a size. */
  fit() {
    if (this.chart) {
      this.chart.resize();
    } else if (this.clientWidth > 0) {
      this.chart = echarts.init(this, null, { renderer: 'canvas' });
      this.draw();
    }
  }

  draw() {
    if (this.chart && this.drawing) {
      this.chart.setOption(this.drawing(colours()), { replaceMerge: ['series'] });
    }
  }
}

customElements.define('limbeck-chart', Chart);

/** The page's own, so that light and dark are decided in one place. */
function colours() {
  const style = getComputedStyle(document.documentElement);
  const of = (name) => style.getPropertyValue(`--${name}`).trim();
  return {
    text: of('text'),
    quiet: of('quiet'),
    line: of('line'),
    surface: of('surface'),
    good: of('good'),
    bad: of('bad'),
    champion: of('champion'),
    series: [1, 2, 3, 4, 5, 6].map((n) => of(`series-${n}`)),
    font: style.fontFamily,
  };
}
