// Not by the room's door: that would load all that a thread has no use for, and threads into audits that need none.
import { serve } from "./archive/serve.ts"
import { createContentScanner } from "./secrets/index.ts"

// A thread that reads layers.
serve(createContentScanner)
