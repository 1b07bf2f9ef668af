/* The only place that names the web libraries and their versions, which are those of the pom. */
export { html, nothing, render, svg } from '../_static/lit-html/3.3.1/lit-html.js';
export { repeat } from '../_static/lit-html/3.3.1/directives/repeat.js';
export * as echarts from '../_static/echarts/6.0.0/dist/echarts.esm.min.js';
