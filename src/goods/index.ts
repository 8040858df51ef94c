/**
 * What is traded: chapters and headings of the Harmonized System and the words that reports use for them.
 * @module
 */
export { chapters } from "./chapters.js";
export { describeHs } from "./describe-hs.js";
export { findGoods, type GoodsMention, goodsNamed, singular } from "./find-goods.js";
export { type GoodsKind, goodsKinds } from "./goods.js";
export { HS_VINTAGES, type HsVintage, headingVintages } from "./hs-headings.js";
export { hsOf } from "./hs-of.js";
export { type HsFound, requireHs, vintagesOf } from "./require-hs.js";
export { hsVintage, type RestoredHs, restoreHs } from "./restore-hs.js";
