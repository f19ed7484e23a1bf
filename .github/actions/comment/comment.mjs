// Writes a Markdown report as a comment on a pull request: over that of the run before, where there is one.
import { readFileSync } from "node:fs"

const { env } = process
const API = env.GITHUB_API_URL || "https://api.github.com"
const REPOSITORY = `${API}/repos/${env.GITHUB_REPOSITORY}`
/** GitHub takes no longer comment. */
const MOST = 65_536
const PAGES = 10

const notice = (text) => process.stdout.write(`::notice title=plimsoll::${text}\n`)

async function ask(url, method = "GET", body) {
  const response = await fetch(url, {
    method,
    headers: {
      accept: "application/vnd.github+json",
      authorization: `Bearer ${env.COMMENT_TOKEN}`,
      "content-type": "application/json",
      "user-agent": "plimsoll",
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  if (!response.ok) throw Object.assign(new Error(`GitHub answered ${response.status}`), { status: response.status })
  return response.json()
}

/**
 * The pull request that the event is about. That of a `workflow_run` is looked up by its head: what a fork left in an
 * artifact may not choose where this token writes.
 */
async function pullRequest() {
  const event = JSON.parse(readFileSync(env.GITHUB_EVENT_PATH, "utf8"))
  if (event.pull_request) return event.pull_request.number
  const run = event.workflow_run
  if (!run) return null
  const head = encodeURIComponent(`${run.head_repository.owner.login}:${run.head_branch}`)
  const open = await ask(`${REPOSITORY}/pulls?state=open&per_page=100&head=${head}`)
  return open.find(({ head: { sha } }) => sha === run.head_sha)?.number ?? null
}

/** The comment of the run before: it begins with the same hidden line, and this token's owner wrote it. */
async function earlier(number, marker) {
  for (let page = 1; page <= PAGES; page++) {
    const comments = await ask(`${REPOSITORY}/issues/${number}/comments?per_page=100&page=${page}`)
    const found = comments.find(({ body, user }) => user?.type === "Bot" && body?.split("\n")[0]?.trim() === marker)
    if (found) return found.id
    if (comments.length < 100) return null
  }
  return null
}

async function write() {
  const body = readFileSync(env.COMMENT_FILE, "utf8")
  const marker = body.split("\n")[0].trim()
  if (!/^<!-- plimsoll[^<>]* -->$/.test(marker)) return notice("The file is no Markdown report of plimsoll.")
  if (body.length > MOST) return notice("The report is longer than a comment may be.")
  const number = await pullRequest()
  if (!Number.isInteger(number)) return notice("There is no open pull request to comment on.")
  const id = await earlier(number, marker)
  if (id === null) await ask(`${REPOSITORY}/issues/${number}/comments`, "POST", { body })
  else await ask(`${REPOSITORY}/issues/comments/${id}`, "PATCH", { body })
}

// The audit has told its result; a comment that can't be written changes nothing of it.
await write().catch(({ status, message }) =>
  notice(
    status === 403 || status === 404
      ? "The token may not write comments: give it pull-requests: write, and see README for pull requests from forks."
      : `The comment was not written: ${String(message).replace(/[\r\n%]+/g, " ")}`,
  ),
)
