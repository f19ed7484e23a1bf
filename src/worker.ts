import { serve } from "./archive/index.ts"

// A thread that reads layers.
serve(null)
