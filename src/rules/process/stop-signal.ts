import { defineRule, type Image } from "../../model/index.ts"
import { ACCOUNT_FILES } from "../support/accounts.ts"
import { startedCommand, type CommandStep } from "../support/command.ts"
import { lastStep, locateField } from "../support/last-step.ts"
import { nameOf } from "../support/paths.ts"
import { findProgram } from "../support/program.ts"
import { signalName } from "../support/signals.ts"
import { show } from "../support/words.ts"

/** A server that ends well on another signal than runtimes send by default. */
interface Habit {
  readonly wants: readonly string[]
  /** What SIGTERM does to it, as the rest of a sentence. */
  readonly otherwise: string
}

/** From each server's manual; where its official image sets a signal, that one comes first. */
const HABITS: ReadonlyMap<string, Habit> = new Map([
  ["nginx", { wants: ["SIGQUIT"], otherwise: "drops the requests that are in flight" }],
  ["openresty", { wants: ["SIGQUIT"], otherwise: "drops the requests that are in flight" }],
  ["httpd", { wants: ["SIGWINCH"], otherwise: "drops the requests that are in flight" }],
  ["httpd-foreground", { wants: ["SIGWINCH"], otherwise: "drops the requests that are in flight" }],
  ["apache2-foreground", { wants: ["SIGWINCH"], otherwise: "drops the requests that are in flight" }],
  ["php-fpm", { wants: ["SIGQUIT"], otherwise: "drops the requests that are in flight" }],
  ["postgres", { wants: ["SIGINT"], otherwise: "waits until the last client has gone, and is killed before" }],
  ["haproxy", { wants: ["SIGUSR1"], otherwise: "drops the connections that are open" }],
  ["systemd", { wants: ["SIGRTMIN+3"], otherwise: "starts itself anew" }],
])

const DEADLY: Readonly<Record<string, string>> = {
  SIGKILL: "no program can catch it, so that none can finish what it is at",
  SIGSTOP: "it halts the program, which then is killed",
}

const MANY_IN_ONE = /^(?:busybox|toybox)/

/** True for a program of that name in busybox, whose httpd is another than Apache's. */
function isApplet(image: Image, { argv, where }: CommandStep): boolean {
  const found = findProgram(image, argv[0] ?? "", where)
  return found.kind === "found" && MANY_IN_ONE.test(nameOf(found.file.path))
}

/** What becomes of the signal, and the line to paste; null where it is right. */
function flaw(image: Image): { readonly message: string; readonly remedy: string } | null {
  const written = image.config.run.stopSignal
  const signal = written === null || written === "" ? "SIGTERM" : signalName(written)
  if (signal === null)
    return {
      message: `The stop signal ${show(written ?? "")} is none that Linux has: runtimes refuse it, or send SIGTERM.`,
      remedy: "Write its name, `STOPSIGNAL SIGTERM`, or leave the line out: SIGTERM is what runtimes send.",
    }
  const deadly = DEADLY[signal]
  if (deadly !== undefined)
    return {
      message: `The stop signal is ${signal}: ${deadly}.`,
      remedy: "Remove the STOPSIGNAL line: SIGTERM is what programs expect, and runtimes kill those that do not end.",
    }
  const { final } = startedCommand(image)
  const habit = final === null || isApplet(image, final) ? undefined : HABITS.get(final.name)
  if (final === null || habit === undefined || habit.wants.includes(signal) || signal !== "SIGTERM") return null
  return {
    message: `The stop signal is SIGTERM, on which ${show(final.name)} ${habit.otherwise}; it ends in order on ${habit.wants[0]}.`,
    remedy: `Set the signal that the server waits for: \`STOPSIGNAL ${habit.wants[0]}\`.`,
  }
}

export default defineRule({
  id: "process/stop-signal",
  title: "The program is asked to stop with the signal that it expects",
  severity: "low",
  why: "On `docker stop`, and whenever a pod is moved, the runtime sends the image's stop signal and kills after a while. A signal that the program cannot catch, or that to it means something else, loses what is in flight: requests, writes, jobs.",
  decides:
    "`StopSignal` of the image config: whether Linux has it, whether it can be caught, and whether nginx, httpd, PHP-FPM, PostgreSQL, HAProxy or systemd, where they are started, end in order on it.",
  blind: "What a program's own code or settings do with a signal, and preStop hooks.",
  remedy:
    "Set the signal that the server waits for, `STOPSIGNAL SIGQUIT` for nginx; leave the line out for all others.",
  examples: {
    bad: `
      FROM scratch
      STOPSIGNAL SIGKILL
      CMD ["/app"]`,
    good: `
      FROM scratch
      STOPSIGNAL SIGQUIT
      CMD ["nginx", "-g", "daemon off;"]`,
  },
  references: [],
  reads: ACCOUNT_FILES,

  *check(image) {
    if (image.config.platform.os === "windows") return
    const found = flaw(image)
    if (found === null) return
    const { stopSignal } = image.config.run
    yield {
      ...found,
      location: locateField("StopSignal", stopSignal === null ? undefined : lastStep(image, "STOPSIGNAL")),
      identity: "StopSignal",
    }
  },
})
