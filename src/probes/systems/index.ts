import type { Probe } from "../probe.ts"
import { apk } from "./apk.ts"
import { dpkg } from "./dpkg.ts"
import { pacman } from "./pacman.ts"
import { rpm } from "./rpm/index.ts"

/** What package managers of distributions keep about packages. */
export const systems: readonly Probe[] = [...dpkg, ...apk, ...rpm, ...pacman]
