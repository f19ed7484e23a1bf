/**
 * The shells that builders put before a command, as regular expressions: the default ones and those that people name
 * in SHELL. Every repetition is bounded, so that a match costs the same on any text.
 */
const SHELLS = [
  // /bin/sh -c, /bin/bash -euo pipefail -c, /bin/bash -ceuxo pipefail, /usr/bin/env bash --login -c
  String.raw`(?:/[\w./-]{0,200}/)?(?:env |busybox )?(?:a|ba|da|fi|k|mk|z)?sh(?: --?[\w-]{1,24}(?: (?:pipefail|err\w{1,8}|nounset|xtrace))?){0,8}? -\w{0,8}c\w{0,8}(?: pipefail)?`,
  // cmd /S /C
  String.raw`(?:[\w:./\\-]{0,200}[/\\])?cmd(?:\.exe)? (?:/[a-z] ){0,4}?/c`,
  // powershell -Command $ErrorActionPreference = 'Stop';
  String.raw`(?:[\w:./\\-]{0,200}[/\\])?(?:powershell|pwsh)(?:\.exe)?(?: -(?:ExecutionPolicy \w{1,20}|No\w{1,20})){0,4} -c(?:ommand)?(?: \$\w{1,40} ?= ?'?\w{1,40}'?;){0,8}`,
]
const SHELL = `(?:${SHELLS.join("|")})\\s`

const HERE = new RegExp(SHELL, "iy")
const NEXT = new RegExp(`(?<!\\S)${SHELL}`, "gi")

/** Where the command begins that a shell at the start of `text` runs; -1 where no shell stands there. */
export function afterShell(text: string): number {
  HERE.lastIndex = 0
  return HERE.test(text) ? HERE.lastIndex : -1
}

/** As `afterShell`, for the first shell at or after `from` that is a word of its own. */
export function afterNextShell(text: string, from: number): number {
  NEXT.lastIndex = from
  return NEXT.test(text) ? NEXT.lastIndex : -1
}

/** True where `text` is a shell and nothing else. */
export const isShell = (text: string): boolean => afterShell(`${text} `) === text.length + 1
