import { serve } from "./archive/index.ts"
import { createContentScanner } from "./secrets/index.ts"

// A thread that reads layers.
serve(createContentScanner)
