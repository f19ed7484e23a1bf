import { type Command, type Options, optionsOf, type WithValue } from "./shell/index.ts"

/** A command of a package manager, told apart. */
export interface PackageCommand {
  readonly command: Command
  readonly options: Options
  /** `install`; `""` where none is known. */
  readonly action: string
  /** What follows the action, as written after quote removal; what an expansion alone stands for is left out. */
  readonly operands: readonly string[]
}

const set = (words: string): WithValue => new Set(words.split(" "))

/** Actions of apt-get, apt and aptitude. */
const APT_ACTIONS = set(
  "update install reinstall upgrade safe-upgrade dist-upgrade full-upgrade remove purge autoremove autopurge clean autoclean dist-clean distclean source build-dep download satisfy check show search list policy madison changelog indextargets edit-sources why",
)
const APT_VALUED = set(
  "-o --option -t --target-release --default-release -c --config-file -a --host-architecture -P --build-profiles",
)
const DNF_ACTIONS = set(
  "install groupinstall reinstall upgrade update distro-sync distrosync dsync upgrade-minimal remove erase autoremove clean makecache check-update module group builddep config-manager copr swap info list repoquery system-upgrade",
)
const DNF_VALUED = set(
  "--setopt -c --config --disablerepo --enablerepo --repo --repoid --releasever --installroot --forcearch -x --exclude --excludepkgs --disableexcludes --repofrompath --downloaddir -d --debuglevel -e --errorlevel --advisory",
)
const ZYPPER_ACTIONS = set(
  "install in update up dist-upgrade dup remove rm refresh ref clean cc patch addrepo ar removerepo rr modifyrepo mr source-install si info search se",
)
const ZYPPER_VALUED = set(
  "-R --root --installroot --reposd-dir -D --cache-dir -C --raw-cache-dir --releasever -t --type -r --repo --from --plus-repo -p --plus-content --solver-focus",
)
const APK_ACTIONS = set(
  "add del update upgrade fix cache fetch info search list index verify audit policy version stats",
)
const APK_VALUED = set(
  "-t --virtual -X --repository -p --root --arch --cache-dir --cache-max-age --keys-dir --repositories-file --wait --progress-fd",
)

/** Reads a command of one of these programs; null for every other. */
function reader(names: RegExp, actions: WithValue, valued: WithValue): (command: Command) => PackageCommand | null {
  return (command) => {
    if (!names.test(command.name)) return null
    const options = optionsOf(command, valued)
    const at = options.operands.findIndex(({ value }) => value !== null && actions.has(value))
    const operands = options.operands
      .slice(at + 1)
      .map(({ loose }) => loose)
      .filter((operand) => !/^[$`]/.test(operand))
    return { command, options, action: options.operands[at]?.value ?? "", operands }
  }
}

export const readApt = reader(/^(?:apt|apt-get|aptitude)$/, APT_ACTIONS, APT_VALUED)
export const readDnf = reader(/^(?:dnf|dnf5|microdnf|yum)$/, DNF_ACTIONS, DNF_VALUED)
export const readZypper = reader(/^zypper$/, ZYPPER_ACTIONS, ZYPPER_VALUED)
export const readApk = reader(/^apk$/, APK_ACTIONS, APK_VALUED)
