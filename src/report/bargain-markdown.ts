/**
 * A bargain as GitHub Markdown; its pictures as files beside it, or drawn in characters.
 * @module
 */
import type { BargainPicture, BargainReport } from "../contracts/bargain.js";
import { planeLines } from "./bargain-plane-text.js";
import { bargainCell, bargainDateline, letteredMarks } from "./bargain-words.js";
import { escapeMarkdown } from "./escape.js";
import { markdownTable } from "./markdown-trust.js";
import { paint } from "./text-layout.js";

const e = escapeMarkdown;

/**
 * @param options pictureFile: address of the k-th picture, relative to the page; characters where there is none
 */
export function bargainToMarkdown(
  report: BargainReport,
  options: { readonly pictureFile?: (k: number) => string } = {},
): string {
  const lines = [`# ${e(report.title)}`, "", e(bargainDateline(report)), ""];
  if (!report.converged) lines.push(`> ${e(report.because ?? "No answer was found.")}`, "");
  for (const finding of report.findings) lines.push(`- ${e(finding)}`);
  for (const { title, columns, rows, note } of report.tables) {
    lines.push(
      "",
      `## ${e(title)}`,
      "",
      ...markdownTable(
        columns.map(({ name }) => e(name)),
        rows.map((row) => row.map((value, c) => e(bargainCell(value, columns[c]!.unit)))),
      ),
    );
    if (note !== undefined) lines.push("", e(note));
  }
  for (const [k, picture] of report.pictures.entries())
    lines.push("", ...pictureLines(picture, options.pictureFile?.(k)));
  const listed = (title: string, items: readonly string[]): void => {
    if (items.length > 0) lines.push("", `## ${title}`, "", ...items.map((item) => `- ${e(item)}`));
  };
  listed(
    "What it rests on",
    report.assumptions.map(({ says, source }) => `${says} (${source})`),
  );
  listed("Mind", report.notes);
  return `${lines.join("\n").replace(/\n{3,}/g, "\n\n")}\n`;
}

function pictureLines(picture: BargainPicture, file: string | undefined): string[] {
  const note = picture.note === undefined ? [] : ["", e(picture.note)];
  if (file === undefined)
    return [
      "```text",
      ...planeLines(picture, 80, paint(false)).map((l) => l.replaceAll("`", "'").replaceAll("<", "‹")),
      "```",
      ...note,
    ];
  const key = letteredMarks(picture).map(({ letter, says }) => `- ${letter}: ${e(says)}`);
  return [`![${e(picture.title)}](<${file}>)`, "", ...key, ...note];
}
