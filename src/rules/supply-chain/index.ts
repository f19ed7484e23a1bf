import type { Rule } from "../../model/index.ts"
import foreignLayer from "./foreign-layer.ts"
import notReproducible from "./not-reproducible.ts"
import provenanceMissing from "./provenance-missing.ts"
import sbomMissing from "./sbom-missing.ts"
import unsigned from "./unsigned.ts"

// Sorted by id: one line each, one file a rule.
export const RULES: readonly Rule[] = [foreignLayer, notReproducible, provenanceMissing, sbomMissing, unsigned]
