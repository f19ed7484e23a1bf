/** Every sentence about a wrong command line or a report that can't be written: what is wrong, and the next step. */
export const SENTENCES = {
  unknownOption: (flag: string, near: string | null, command: string) =>
    `Unknown option ${flag}. ${near === null ? `See plimsoll ${command} --help.` : `Did you mean ${near}?`}`,
  optionNeedsValue: (option: string) => `${option} needs a value. See plimsoll --help.`,
  needsInput: (command: string) =>
    `plimsoll ${command} needs an INPUT: a tar, an OCI layout directory, or - for standard input.`,
  needsTwo: (command: string) =>
    `plimsoll ${command} needs OLD and NEW: each a tar, an OCI layout directory, or a report saved by --format json.`,
  noReport: (file: string, reason: string) =>
    `${file === "-" ? "Standard input" : file} is no report of this version of plimsoll: ${reason}. Save one anew: plimsoll INPUT --format json=FILE`,
  notSaved: (file: string) =>
    `${file === "-" ? "Standard input" : file} is no saved report. plimsoll INPUT --format json=FILE saves one.`,
  notThere: (file: string, reason: string) => `The report can't be read from ${file}: ${reason}.`,
  otherVersion: (file: string, version: string, first: string, firstVersion: string) =>
    `${file} was written by plimsoll ${version}, and ${first} by ${firstVersion}: their rules differ. Audit anew with one version.`,
  otherShards: (file: string, shares: number, first: string, firstShares: number) =>
    `${file} is one share of ${shares}, and ${first} one of ${firstShares}. Give the shares of one run.`,
  shardTwice: (file: string, first: string, index: number, shares: number) =>
    `${file} and ${first} are both share ${index} of ${shares}. Give each once.`,
  shardsMissing: (missing: string, isOne: boolean) =>
    `${missing} ${isOne ? "is" : "are"} missing. Give ${isOne ? "its report" : "their reports"} too, or do without: --allow-missing`,
  nothingToMerge: () =>
    "None of these shares holds an input, so that nothing was audited. Give the reports of the others.",
  imageTwice: (file: string, first: string, image: string) =>
    `${file} and ${first} both hold ${image}, which would count twice. Give each report once.`,
  hidesFailures: (file: string, severity: string, failOn: string) =>
    `${file} leaves out findings milder than ${severity}, so that --fail-on ${failOn} can't be told from it. Save it anew, without --severity.`,
  needsReport: (command: string) => `plimsoll ${command} needs a REPORT: what --format json wrote.`,
  noInputsInShard: (index: number, shares: number) => `No input is in share ${index} of ${shares}.`,
  wroteReport: (file: string) => `Wrote ${file}`,
  leavesOut: (file: string, severity: string) =>
    `${file} leaves out findings milder than ${severity}, so that what is new can't be told. Save one anew, without --severity: plimsoll INPUT --format json=FILE`,
  onlyNewOfWhat: () => "--only-new needs --compare: what is new is told by another image.",
  tooMany: (command: string) => `plimsoll ${command} takes one argument. See plimsoll ${command} --help.`,
  noOperands: (command: string) => `plimsoll ${command} takes options only. See plimsoll ${command} --help.`,
  usage: (message: string) => `${message} See plimsoll --help.`,
  notOverwritten: (file: string) =>
    `${file} is there already, and nothing was written. Give another name with --output FILE, or print the settings: --output -`,
  initUnread: (input: string, problem: string) =>
    `No settings can be fitted to ${input}, which was not read whole: ${problem}. Without an INPUT, plimsoll init writes general ones.`,
  initDone: (file: string, command: string) => `Wrote ${file}. Next: ${command}`,
  stdinIsTerminal: () => "Standard input is a terminal, not an archive. Pipe one in: docker save IMAGE | plimsoll -",
  stdinTwice: () => "Standard input can be read only once. Give - once.",
  noSize: (flag: string, text: string) => `${flag} can't be ${text}: give a size such as 200MB, 1.5 GiB or 1048576.`,
  noCount: (flag: string, text: string) => `${flag} can't be ${text}: give a whole number of 1 or more.`,
  noTime: (flag: string, text: string) => `${flag} can't be ${text}: give a time such as 90, 90s, 5m or 1h.`,
  noChoice: (flag: string, text: string, choices: readonly string[]) =>
    `${flag} can't be ${text}: choose ${choices.slice(0, -1).join(", ")} or ${choices.at(-1)}.`,
  noPlatform: (text: string) => `--platform can't be ${text}: give os/arch or os/arch/variant, such as linux/arm64.`,
  noFormat: (name: string, names: readonly string[]) => `There is no format ${name}. Choose from ${names.join(", ")}.`,
  noShard: (flag: string, text: string) =>
    `${flag} can't be ${text}: give a share and how many there are, such as 2/5; the first is 1.`,
  noLocation: (flag: string, text: string) =>
    `${flag} can't be ${text}: give a file of the repository by its path from there, such as Dockerfile or build/Dockerfile.`,
  noDay: (flag: string, text: string) => `${flag} can't be ${text}: give a day such as 2026-12-31.`,
  noBudget: (text: string) => `--budget ${text} names no limit. Give one, such as filesystem=200MB or filesystem=+5%.`,
  noRatchet: (file: string) => `There is no ${file} to tighten. plimsoll baseline INPUT writes one.`,
  noGrowthIn: (file: string) =>
    `There is no ${file} to accept growth in. plimsoll baseline INPUT writes one: give it the image from before it grew.`,
  noGrowthOf: (file: string, name: string) =>
    `${file} does not know ${name}, so that its growth is measured from nothing. plimsoll baseline INPUT adds it; --image and --platform choose others.`,
  needsReason: () =>
    'Growth is accepted for a reason: give one as --reason "why it may grow". --expires DATE gives it a last day.',
  notBoth: (one: string, other: string) => `${one} and ${other} are two different things. Leave one out.`,
  ratchetAcceptsNothing: (flag: string) => `--ratchet accepts nothing new, so ${flag} says nothing. Leave one out.`,
  noText: (flag: string) => `${flag} needs a text.`,
  twiceInBaseline: (name: string) =>
    `Two of the images are ${name}, and a baseline knows one. Choose with --image or --platform.`,
  notWhole: (file: string) =>
    `${file} was not written: a baseline of what was not read whole would accept what nobody saw.`,
  notAccepted: (keys: readonly string[]) =>
    `Still broken, for a baseline accepts no limit on size: ${keys.join(", ")}. Raise a limit that is too low, or correct a key that nothing fits.`,
  growthIsSize: (key: string, amount: string) =>
    `No longer accepted beside the size that it is part of now: growth of ${key} by ${amount}.`,
  fromNothing: (keys: readonly string[]) =>
    `Not in the baseline, so that growth has no measure: ${keys.join(", ")}. plimsoll baseline INPUT writes it anew.`,
  staysExpired: (what: string, isOne: boolean) =>
    `${what} ${isOne ? "has" : "have"} expired and ${isOne ? "stays" : "stay"} so. Give --expires DATE to accept ${isOne ? "it" : "them"} anew.`,
  notInBaseline: (name: string) => `${name} is not in the baseline, and a ratchet adds nothing.`,
  hasPassed: (flag: string, day: string) => `${flag} ${day} has passed. Give a day that is still to come.`,
  useBaseline: (file: string) => `Give it to an audit: --baseline ${file}, or baseline: ${file} in the settings.`,
  wrote: (file: string, how: "record" | "ratchet" | "growth") =>
    ({ record: `Wrote ${file}.`, ratchet: `Tightened ${file}.`, growth: `Accepted growth in ${file}.` })[how],
  stays: (file: string, how: "record" | "ratchet" | "growth") =>
    ({
      record: `${file} says this already.`,
      ratchet: `Nothing to tighten: ${file} stays as it is.`,
      growth: `No budget on growth is broken: ${file} stays as it is.`,
    })[how],
  noBaseline: (file: string, reason: string) =>
    `The baseline can't be read from ${file}: ${reason}. plimsoll baseline INPUT writes one.`,
  noConfig: (file: string, reason: string) => `The settings can't be read from ${file}: ${reason}.`,
  outOfRepository: (file: string) =>
    `${file} leads out of the repository, where what nobody named on the command line must stay. Name it there, or give --no-config.`,
  unusedConfig: (file: string, other: string) => `The settings are those of ${file}; ${other} beside it is not used.`,
  noVariable: (name: string, near: string) => `There is no variable ${name}. Did you mean ${near}?`,
  noSwitch: (name: string, text: string) => `${name} can't be ${text}: give 1 or 0, true or false.`,
  contrary: (one: string, other: string) => `${one} and ${other} say the contrary. Unset one.`,
  noFile: (name: string) => `--format ${name}= names no file. Give one, or leave out the =.`,
  twoToStdout: (one: string, other: string) =>
    `Both ${one} and ${other} would go to standard output. Give one a file: --format ${other}=FILE`,
  isFolder: (name: string, file: string) =>
    `${file} is a folder. Give a file in it: --format ${name}=${file.replace(/\/*$/, "")}/FILE`,
  isInput: (file: string) => `${file} is what is read, and a report would replace it. Give the report another name.`,
  sameFile: (file: string) => `Two reports can't both be written to ${file}. Give each a file of its own.`,
  noRule: (id: string, near: string | null) =>
    `There is no rule ${id}. ${near === null ? "See plimsoll rules." : `Did you mean ${near}?`}`,
  noShell: (name: string, shells: readonly string[]) =>
    `${name === "" ? "plimsoll completion needs the name of a shell" : `There is no completion for ${name}`}. Choose from ${shells.join(", ")}.`,
  noSchema: (name: string, names: readonly string[]) => `There is no schema ${name}. Choose from ${names.join(", ")}.`,
  notWritten: (file: string, reason: string) =>
    `The report can't be written to ${file}: ${reason}. Nothing was left there.`,
  noSummary: (file: string, reason: string) =>
    `The summary of the job can't be written to ${file}, which GITHUB_STEP_SUMMARY names: ${reason}. Unset it to do without.`,
  stdoutFailed: (reason: string) => `The report can't be written to standard output: ${reason}.`,
  internal: (message: string) => `Internal error: ${message}. Please report it, with what --debug adds.`,
  neverEnded: () => "Internal error: the audit never came to an end. Please report it.",
} as const satisfies Record<string, (...parts: never[]) => string>
