import { spawnSync } from "node:child_process"
import { existsSync } from "node:fs"

const TIME = "/usr/bin/time"
const canTime = existsSync(TIME)

/** Where CPU and memory can't be measured they are NaN. */
export const WITHOUT = canTime ? "" : `without ${TIME} only wall-clock time is measured`

/** What GNU time says of a program that ended with another code than 0. */
const OF_TIME = /^Command exited with non-zero status \d+\n/

/** Runs a command once; one that complains has not done its work. Seconds, CPU seconds (user and system, all threads), peak resident megabytes. */
export function run([program, ...args], { allowed = [0] } = {}) {
  const [command, prefix] = canTime ? [TIME, ["-f", "\n%U %S %M", program]] : [program, []]
  const start = performance.now()
  const { status, stderr, error } = spawnSync(command, [...prefix, ...args], {
    stdio: ["ignore", "ignore", "pipe"],
    encoding: "utf8",
    maxBuffer: 1 << 26,
  })
  const wall = (performance.now() - start) / 1000
  if (error) throw error
  const complaint = stderr.replace(OF_TIME, "").replace(/\n?[^\n]*\n$/, canTime ? "" : "$&")
  if (!allowed.includes(status) || complaint.trim() !== "")
    throw new Error(`${[program, ...args].join(" ")} ended with ${status}:\n${stderr}`)
  const [user, system, peak] = canTime ? stderr.trimEnd().split("\n").at(-1).split(" ").map(Number) : [NaN, NaN, NaN]
  return { wall, cpu: user + system, peak: peak / 1000 }
}

const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)]

const medians = (runs) =>
  Object.fromEntries(["wall", "cpu", "peak"].map((key) => [key, median(runs.map((one) => one[key]))]))

/**
 * Runs several commands in turn, `rounds` times over, after one round that only warms the page cache: what slows the
 * machine down for a while slows all of them. Medians, one a command.
 */
export function compare(commands, rounds) {
  const runs = commands.map(() => [])
  for (let round = -1; round < rounds; round++)
    for (const [index, { argv, allowed }] of commands.entries()) {
      const one = run(argv, { allowed })
      if (round >= 0) runs[index].push(one)
    }
  return runs.map(medians)
}
