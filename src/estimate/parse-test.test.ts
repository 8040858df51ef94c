import { describe, expect, it } from "vitest";
import { describeError, InputError } from "../contracts/errors.js";
import { parseTest } from "./parse-test.js";

const names = ["rta", "rta:eu", "log(dist)", "log(1 + tariff)", "year::2004:rta", "l(rta, 4)", "x2"];

describe("restrictions as people write them", () => {
  it.each([
    ["rta", [{ weights: { rta: 1 }, equals: 0 }]],
    [
      "rta = 0, log(dist) = -1",
      [
        { weights: { rta: 1 }, equals: 0 },
        { weights: { "log(dist)": 1 }, equals: -1 },
      ],
    ],
    ["rta:eu=rta", [{ weights: { "rta:eu": 1, rta: -1 }, equals: 0 }]],
    ["2*rta - rta:eu/2 + 1 = x2*3", [{ weights: { rta: 2, "rta:eu": -0.5, x2: -3 }, equals: -1 }]],
    ["log( 1+tariff ) == \u22121e-2", [{ weights: { "log(1 + tariff)": 1 }, equals: -0.01 }]],
    [
      "l(rta, 4), year::2004:rta",
      [
        { weights: { "l(rta, 4)": 1 }, equals: 0 },
        { weights: { "year::2004:rta": 1 }, equals: 0 },
      ],
    ],
    ["-rta = -0.5", [{ weights: { rta: -1 }, equals: -0.5 }]],
    ["rta + rta = 1", [{ weights: { rta: 2 }, equals: 1 }]],
  ])("%s", (text, restrictions) => {
    expect(parseTest(text, names)).toEqual(restrictions);
  });

  it.each([
    ["rtaa = 0", /names "rtaa", which is no term. Nearest: rta/],
    ["rta2 = 0", /names "rta2"/],
    ["1 = 0", /a restriction names a term/],
    ["rta = ", /a term or a number is needed/],
    ["rta = 0,", /a term or a number is needed/],
    ["rta = rta", /a restriction names a term/],
    ["rta * log(dist)", /a number is needed after/],
    ["rta = 0 = 1", /nothing is understood from "=1" on/],
  ])("%s is refused", (text, message) => {
    expect(() => {
      try {
        parseTest(text, names);
      } catch (error) {
        throw error instanceof InputError ? new Error(describeError(error)) : error;
      }
    }).toThrow(message);
  });
});
