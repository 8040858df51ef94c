import { describe, expect, it } from "vitest";
import { validOn } from "./valid-on.js";

const between = (from: string, to: string | null) => ({ valid: [from, to] as [string, string | null] });

describe("validOn", () => {
  it("is half-open for dates known to the day", () => {
    const ban = between("2006-03-27", "2013-06-15");
    expect(validOn(ban, "2006-03-26")).toBe("no");
    expect(validOn(ban, "2006-03-27")).toBe("yes");
    expect(validOn(ban, "2013-06-14")).toBe("yes");
    expect(validOn(ban, "2013-06-15")).toBe("no");
  });

  it("says perhaps inside a month that is all that is known", () => {
    const admission = between("2013-06", null);
    expect(validOn(admission, "2013-05-31")).toBe("no");
    expect(validOn(admission, "2013-06-01")).toBe("perhaps");
    expect(validOn(admission, "2013-06-29")).toBe("perhaps");
    expect(validOn(admission, "2013-06-30")).toBe("yes");
    const ban = between("2006-03-27", "2013-06");
    expect(validOn(ban, "2013-05-31")).toBe("yes");
    expect(validOn(ban, "2013-06-01")).toBe("perhaps");
    expect(validOn(ban, "2013-06-30")).toBe("no");
  });

  it("knows leap years and years without months", () => {
    expect(validOn(between("2012-02", null), "2012-02-28")).toBe("perhaps");
    expect(validOn(between("2012-02", null), "2012-02-29")).toBe("yes");
    expect(validOn(between("2013", null), "2013-12-30")).toBe("perhaps");
    expect(validOn(between("2013", null), "2013-12-31")).toBe("yes");
  });
});
