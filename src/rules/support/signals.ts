/** Names of Linux's signals without `SIG`, by number; signal(7). Real-time ones apart. */
const NAMES = (
  "HUP INT QUIT ILL TRAP ABRT BUS FPE KILL USR1 SEGV USR2 PIPE ALRM TERM STKFLT CHLD CONT STOP TSTP TTIN TTOU URG XCPU XFSZ " +
  "VTALRM PROF WINCH IO PWR SYS"
).split(" ")

const ALIASES: Readonly<Record<string, string>> = { IOT: "ABRT", CLD: "CHLD", POLL: "IO", UNUSED: "SYS" }

const MOST = 64
const FIRST_REAL_TIME = 34

/** `SIGTERM` for `TERM`, `sigterm` and `15`; null where runtimes know no such signal. */
export function signalName(written: string): string | null {
  const text = written.trim().toUpperCase()
  if (/^\d{1,3}$/.test(text)) {
    const number = Number(text)
    if (number < 1 || number > MOST) return null
    const name = NAMES[number - 1]
    return name === undefined ? `SIGRTMIN+${Math.max(0, number - FIRST_REAL_TIME)}` : `SIG${name}`
  }
  const bare = text.replace(/^SIG/, "")
  const [, edge, offset = "0"] = /^(RTMIN|RTMAX)(?:[+-](\d{1,2}))?$/.exec(bare) ?? []
  if (edge !== undefined) return Number(offset) <= 30 ? `SIG${bare}` : null
  const name = ALIASES[bare] ?? bare
  return NAMES.includes(name) ? `SIG${name}` : null
}
