/**
 * A reading as YAML that a person corrects, and back, with what was changed.
 * @module
 */
export { type EditedReading, readingFromYaml, type YamlSource } from "./reading-from-yaml.js";
export { type MadeWith, readingToYaml } from "./reading-to-yaml.js";
