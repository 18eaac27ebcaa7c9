// Makes src/page/assets/world.svg: a shape for each country, as Natural Earth 4.1.0 draws it at 1:50m (public domain), projected as Equal Earth.
//
//   npm install world-atlas@2.0.2 topojson-client@3 topojson-simplify@3 d3-geo@3 i18n-iso-countries@7
//   node scripts/world.mjs > src/page/assets/world.svg
//
// Ids are ISO 3166-1 alpha-2 codes. A state that would be smaller than a dot has a dot at its middle. Shapes without a code of their own
// have an id that is none.
import { createRequire } from "node:module";
import { resolve } from "node:path";
const require = createRequire(resolve("package.json"));
const { feature } = require("topojson-client");
const { presimplify, simplify, filter, filterWeight, sphericalTriangleArea } = require("topojson-simplify");
const { geoEqualEarth, geoPath, geoCentroid } = require("d3-geo");
const iso = require("i18n-iso-countries");

const WIDTH = 1000;
const WEIGHT = 5e-5;
// In square pixels of the drawing.
const SMALL = 8;
const DOT = 2.6;

let world = presimplify(require("world-atlas/countries-50m.json"), sphericalTriangleArea);
world = simplify(world, WEIGHT);
// Islands that are too small to see, except the largest part of each state.
world = filter(world, filterWeight(world, WEIGHT, sphericalTriangleArea));
const all = feature(require("world-atlas/countries-50m.json"), "countries").features;
// What is filtered away leaves no place behind, so shapes are known by their names.
const drawn = new Map(feature(world, "countries").features.map((shape) => [shape.properties.name, shape]));

const projection = geoEqualEarth().rotate([-10, 0]).fitWidth(WIDTH, { type: "Sphere" });
const path = geoPath(projection).digits(1);
// Without the ice of the south.
const height = 430;

const parts = [];
const known = new Set();
// Of several with one code, the largest has it.
all.sort((a, b) => path.area(b) - path.area(a));
all.forEach((whole) => {
  const name = whole.properties.name;
  if (name === "Antarctica") return;
  const code = name === "Kosovo" ? "XK" : whole.id && iso.numericToAlpha2(whole.id);
  const shape = drawn.get(name);
  const line = (shape && shape.geometry && path(shape)) || "";
  const id = code && !known.has(code) ? code : `x${parts.length}`;
  known.add(code);
  const [x, y] = projection(geoCentroid(whole)).map((at) => at.toFixed(1));
  const dot = path.area(whole) < SMALL || !line ? `M${(x - DOT).toFixed(1)},${y}a${DOT},${DOT} 0 1 0 ${2 * DOT},0a${DOT},${DOT} 0 1 0 ${-2 * DOT},0Z` : "";
  if (line || dot) parts.push(`<path id="${id}" d="${dot ? dot : line}"/>`);
});
console.log(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}"><!-- Natural Earth 4.1.0, public domain; made by scripts/world.mjs -->\n${parts.join("\n")}\n</svg>`);
