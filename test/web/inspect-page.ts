/**
 * What a browser is asked about a page: texts whose contrast is too low, and elements that stand out at the side.
 * Kept as source text because it runs in the page, where there is no module of ours.
 * @module
 */

/** Texts below the AA contrast of WCAG 2.2 (4.5, or 3 for large type), as "colour on ground: text". */
export const lowContrast = `(() => {
  const canvas = document.createElement("canvas").getContext("2d");
  const parse = (css) => { const m = css.match(/[\\d.]+/g).map(Number); return [m[0], m[1], m[2], m[3] ?? 1]; };
  const channel = (c) => { const x = c / 255; return x <= 0.04045 ? x / 12.92 : ((x + 0.055) / 1.055) ** 2.4; };
  const luminance = ([r, g, b]) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
  const ground = (e) => {
    for (let at = e; at; at = at.parentElement) {
      const colour = parse(getComputedStyle(at).backgroundColor);
      if (colour[3] > 0) return colour;
    }
    return matchMedia("(prefers-color-scheme: dark)").matches ? [18, 18, 18, 1] : [255, 255, 255, 1];
  };
  const low = [];
  for (const e of document.querySelectorAll("body *:not(svg *)")) {
    const own = [...e.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim());
    if (!own || e.closest(".hidden")) continue;
    const style = getComputedStyle(e);
    const [light, dark] = [luminance(parse(style.color)), luminance(ground(e))].sort((a, b) => b - a);
    const ratio = (light + 0.05) / (dark + 0.05);
    const size = parseFloat(style.fontSize);
    const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    if (ratio < (large ? 3 : 4.5)) low.push(ratio.toFixed(2) + " " + style.color + ": " + e.textContent.trim().slice(0, 40));
  }
  return low;
})()`;

/** Elements of text that reach beyond the window's right edge, and how wide the page is. */
export const overflow = `(() => {
  const edge = document.documentElement.clientWidth;
  const out = [...document.querySelectorAll("body *:not(svg *)")]
    .filter((e) => !e.closest(".hidden") && e.getBoundingClientRect().right > edge + 1)
    .map((e) => e.tagName + "." + e.className + ": " + e.textContent.trim().slice(0, 40));
  return { width: document.documentElement.scrollWidth, window: edge, out };
})()`;
