import { spawn } from "node:child_process"
import { mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { createServer, type Server } from "node:http"
import type { AddressInfo } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { text } from "node:stream/consumers"
import { afterEach, beforeEach, expect, test } from "vitest"

const SCRIPT = ".github/actions/comment/comment.mjs"
const MARKER = "<!-- plimsoll:acme/shop -->"

interface Asked {
  readonly method: string
  readonly url: string
  readonly body: string
}

let folder = ""
let server: Server
let asked: Asked[] = []
let answers: (asked: Asked) => { readonly status?: number; readonly body: unknown }
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), "plimsoll-test-"))
  asked = []
  server = createServer((request, response) => {
    void text(request).then((body) => {
      const one = { method: request.method ?? "", url: request.url ?? "", body }
      asked.push(one)
      const { status = 200, body: answer } = answers(one)
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(answer))
    })
  })
  await new Promise<void>((resolve) => void server.listen(0, "127.0.0.1", resolve))
})
afterEach(() => {
  server.close()
  rmSync(folder, { recursive: true })
})

/** Runs the script as the action does, against a GitHub of our own. */
async function comment(
  event: unknown,
  markdown = `${MARKER}\n\n# PASS\n`,
): Promise<{ code: number | null; stdout: string }> {
  const files = { event: join(folder, "event.json"), comment: join(folder, "comment.md") }
  writeFileSync(files.event, JSON.stringify(event))
  writeFileSync(files.comment, markdown)
  const child = spawn(process.execPath, [SCRIPT], {
    stdio: ["ignore", "pipe", "inherit"],
    env: {
      GITHUB_API_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      GITHUB_REPOSITORY: "acme/shop",
      GITHUB_EVENT_PATH: files.event,
      COMMENT_FILE: files.comment,
      COMMENT_TOKEN: "made-up",
    },
  })
  const closed = new Promise<number | null>((resolve) => void child.on("close", resolve))
  return { stdout: await text(child.stdout), code: await closed }
}

const said = (id: number, body: string, type = "Bot"): unknown => ({ id, body, user: { type } })
const written = (): string[] =>
  asked.filter(({ method }) => method !== "GET").map(({ method, url }) => `${method} ${url}`)

test("a pull request without a comment gets one", async () => {
  answers = () => ({ body: [] })
  expect(await comment({ pull_request: { number: 7 } })).toEqual({ code: 0, stdout: "" })
  expect(written()).toEqual(["POST /repos/acme/shop/issues/7/comments"])
  expect(JSON.parse(asked.at(-1)?.body ?? "")).toEqual({ body: `${MARKER}\n\n# PASS\n` })
})

test("the comment of the run before is written over, on whichever page it is, and nobody else's", async () => {
  const others = Array.from({ length: 98 }, (_, id) => said(id, "LGTM"))
  const pages = [
    [...others, said(500, `${MARKER}\n\nforged`, "User"), said(501, "<!-- plimsoll:acme/other -->\n")],
    [said(502, `${MARKER}\r\n\n# FAIL`)],
  ]
  answers = ({ url }) => ({ body: url.includes("page=1") && !url.includes("page=2") ? pages[0] : pages[1] })
  await comment({ pull_request: { number: 7 } })
  expect(written()).toEqual(["PATCH /repos/acme/shop/issues/comments/502"])
})

const RUN = {
  workflow_run: { head_sha: "abc", head_branch: "fix/it", head_repository: { owner: { login: "stranger" } } },
}

test("after a workflow_run the pull request is the one with that very head", async () => {
  answers = ({ url }) => ({
    body: url.includes("/pulls?")
      ? [
          { number: 3, head: { sha: "old" } },
          { number: 9, head: { sha: "abc" } },
        ]
      : [],
  })
  await comment(RUN)
  expect(asked[0]?.url).toContain("head=stranger%3Afix%2Fit")
  expect(written()).toEqual(["POST /repos/acme/shop/issues/9/comments"])
})

test("comments nowhere where there is no such pull request", async () => {
  answers = () => ({ body: [] })
  for (const event of [RUN, {}]) expect((await comment(event)).stdout).toContain("no open pull request")
  expect(written()).toEqual([])
})

test("writes nothing but a report of plimsoll that GitHub would take", async () => {
  answers = () => ({ body: [] })
  await comment({ pull_request: { number: 7 } }, "Buy this.")
  await comment({ pull_request: { number: 7 } }, `${MARKER}<script>\n`)
  await comment({ pull_request: { number: 7 } }, `${MARKER}\n${"x".repeat(65_536)}`)
  expect(asked).toEqual([])
})

test.each([403, 404, 500])("a comment that is refused with %d is told, and fails nothing", async (status) => {
  answers = () => ({ status, body: { message: "no" } })
  const { code, stdout } = await comment({ pull_request: { number: 7 } })
  expect(code).toBe(0)
  expect(stdout).toMatch(/^::notice title=plimsoll::.*\n$/)
})
