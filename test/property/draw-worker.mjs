/** The worker of the sources, run without a build. */
import { register } from "tsx/esm/api";

register();
await import("../../src/node/draw-worker.ts");
