// Not by the room's door: that would load all that a thread has no use for, and threads into audits that need none.
import { serve } from "./archive/serve.ts"
import type { OwnDetector } from "./model/index.ts"
import { createProber } from "./probes/index.ts"
import { createContentScanner, ownDetectors } from "./secrets/index.ts"

// A thread that reads layers.
serve(async (settings) => {
  const own = await ownDetectors(settings as readonly OwnDetector[])
  return { inspector: () => createContentScanner(own), prober: createProber }
})
