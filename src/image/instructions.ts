import { goList, goWords } from "./go-format.ts"
import { healthcheckOperands } from "./healthcheck-line.ts"
import { isShell } from "./shell.ts"
import { execForm } from "./words.ts"

/** Undoes what builders do to the operands of one instruction. */
type Restore = (operands: string) => string

/** Enough for every option that COPY and ADD have. */
const HEAD = 4096
const HASHED = /^((?:--\S{1,300} +){0,8})(--chown=\S{0,300}?)?(?:(?:file|dir|multi):[0-9a-f]+|[0-9a-f]{64}) in /

/** `file:HASH in /x`: the name of the source is lost, and `…` says so. The classic builder forgets the blank after `--chown`. */
const copy: Restore = (operands) => {
  const [hashed, options = "", chown] = HASHED.exec(operands.slice(0, HEAD)) ?? []
  if (hashed === undefined) return operands
  return `${options}${chown === undefined ? "" : `${chown} `}… ${operands.slice(hashed.length)}`
}

/**
 * `["/bin/sh" "-c" "node server.js"]` is how builders show the shell form; an exec form gets its commas back. A shell
 * by its bare name is one that the author called.
 */
const command: Restore = (operands) => {
  const list = goList(operands)
  if (list === null || list.end !== operands.length) return operands
  const words = list.items.slice(0, -1).join(" ")
  return isShell(words) && !/^\w*sh /.test(words) ? (list.items.at(-1) ?? "") : execForm(list.items)
}

/** `[/bin/sh -ec]`: the bounds of its words are lost, and kept as shown where a blank may be part of one. */
const shell: Restore = (operands) => {
  const words = goWords(operands)
  return words?.every((word) => /^[\w./:\\-]+$/.test(word)) === true ? execForm(words) : operands
}

/** `map[8080/tcp:{}]`, `[8080/tcp]`: builders add the protocol that EXPOSE takes for granted. */
const ports: Restore = (operands) =>
  goWords(operands)
    ?.map((port) => port.replace(/\/tcp$/, ""))
    .join(" ") ?? operands

const paths: Restore = (operands) => goWords(operands)?.join(" ") ?? operands

const asShown: Restore = (operands) => operands

/** Every instruction that a history can show, and how its operands become what a person wrote. */
export const INSTRUCTIONS: ReadonlyMap<string, Restore> = new Map([
  ["ADD", copy],
  ["ARG", asShown],
  ["CMD", command],
  ["COPY", copy],
  ["ENTRYPOINT", command],
  ["ENV", asShown],
  ["EXPOSE", ports],
  ["FROM", asShown],
  ["HEALTHCHECK", healthcheckOperands],
  ["LABEL", asShown],
  ["MAINTAINER", asShown],
  ["ONBUILD", asShown],
  ["RUN", asShown],
  ["SHELL", shell],
  ["STOPSIGNAL", asShown],
  ["USER", asShown],
  ["VOLUME", paths],
  ["WORKDIR", asShown],
])
