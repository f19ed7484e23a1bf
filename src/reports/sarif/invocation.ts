import type { Invocation, Notification } from "sarif"
import { PROBLEMS, type Report, type ReportInput } from "../../model/index.ts"
import { notRead } from "../shared/entries.ts"
import { messageText } from "./results.ts"

const UNPROVED = new Set(Object.entries(PROBLEMS).flatMap(([code, { incomplete }]) => (incomplete ? [code] : [])))

const notificationsOf = ({ path, complete, problems }: ReportInput): Notification[] =>
  problems.map(({ code, message }) => ({
    descriptor: { id: code },
    level: !complete && UNPROVED.has(code) ? "error" : "note",
    message: { text: messageText(`${path}: ${message}`) },
  }))

/** How the audit went: of the inputs that a run is about, and what is not in it. */
export function invocationOf(
  inputs: readonly ReportInput[],
  unread: ReturnType<typeof notRead>,
  leftOut: string | null,
  { generatedAt }: Report,
): Invocation {
  const told: Notification[] = unread.map(({ id, message }) => ({
    descriptor: { id },
    level: "error",
    message: { text: messageText(message) },
  }))
  return {
    executionSuccessful: unread.length === 0 && inputs.every(({ complete }) => complete),
    ...(generatedAt === undefined ? {} : { endTimeUtc: generatedAt }),
    toolExecutionNotifications: [
      ...told,
      ...inputs.flatMap(notificationsOf),
      ...(leftOut === null
        ? []
        : [{ descriptor: { id: "left-out" }, level: "warning" as const, message: { text: leftOut } }]),
    ],
  }
}
