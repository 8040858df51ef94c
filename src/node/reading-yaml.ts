/** The first line that is neither blank nor a comment tells a reading's YAML from a report and from a scenario. */
export function isReadingYaml(text: string): boolean {
  for (const line of text.slice(0, 20_000).split(/\r?\n/)) {
    if (/^\s*(?:#|$)|^---\s*$|^\ufeff?#/.test(line)) continue;
    return /^\ufeff?reading:\s*\d+\s*(?:#|$)/.test(line);
  }
  return false;
}
