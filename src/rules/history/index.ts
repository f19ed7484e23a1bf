import type { Rule } from "../../model/index.ts"
import addInsteadOfCopy from "./add-instead-of-copy.ts"
import addRemote from "./add-remote.ts"
import aptUpdateAlone from "./apt-update-alone.ts"
import cacheOrder from "./cache-order.ts"
import chmod777 from "./chmod-777.ts"
import distUpgrade from "./dist-upgrade.ts"
import dockerCommit from "./docker-commit.ts"
import mergeableRuns from "./mergeable-runs.ts"
import mismatch from "./mismatch.ts"
import noInstallRecommends from "./no-install-recommends.ts"
import onbuild from "./onbuild.ts"
import pipeToShell from "./pipe-to-shell.ts"
import sudo from "./sudo.ts"
import tlsOff from "./tls-off.ts"
import unpinnedPackages from "./unpinned-packages.ts"
import volume from "./volume.ts"

// Sorted by id: one line each, one file a rule.
export const RULES: readonly Rule[] = [
  addInsteadOfCopy,
  addRemote,
  aptUpdateAlone,
  cacheOrder,
  chmod777,
  distUpgrade,
  dockerCommit,
  mergeableRuns,
  mismatch,
  noInstallRecommends,
  onbuild,
  pipeToShell,
  sudo,
  tlsOff,
  unpinnedPackages,
  volume,
]
