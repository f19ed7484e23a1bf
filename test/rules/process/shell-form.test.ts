import { expect, test } from "vitest"
import shellForm from "../../../src/rules/process/shell-form.ts"
import { findingsOf, testRule } from "../../support/rule.ts"

const program = (path: string): string => `COPY --elf=amd64 --chmod=755 ${path}\n`
const dash = `${program("/bin/dash")}RUN ln -s dash /bin/sh\n`
const bash = `${program("/bin/bash")}RUN ln -s bash /bin/sh\n`
const busybox = `${program("/bin/busybox")}RUN ln -s busybox /bin/sh\n`
const debian = (version: string): string => `COPY <<EOF /etc/os-release\nID=debian\nVERSION_ID="${version}"\nEOF\n`

const STAYS = "which stays the first process and passes no signal on: the program never gets SIGTERM, and is killed"
const UNKNOWN = "unless that shell gives way to it, which not all do, the program never gets SIGTERM and is killed"
const GIVES_WAY = "the program gets SIGTERM only because this shell gives way to its last command, which not all do"

testRule(shellForm, {
  catches: {
    [`${dash}CMD python app.py`]: `CMD starts \`python app.py\` through the shell \`sh\` (dash), ${STAYS}.`,
    [`${dash}ENTRYPOINT node server.js`]: `ENTRYPOINT starts \`node server.js\` through the shell \`sh\` (dash), ${STAYS}.`,
    [`${dash}ENTRYPOINT node server.js\nCMD ["--port", "80"]`]: `ENTRYPOINT starts \`node server.js\` through the shell \`sh\` (dash), ${STAYS}, and CMD is never looked at.`,
    [`${dash}CMD ["sh", "-c", "node server.js"]`]: `CMD starts \`node server.js\` through the shell \`sh\` (dash), ${STAYS}.`,
    [`${dash}CMD node migrate.js && node server.js`]: `CMD starts \`node migrate.js && node server.js\` through the shell \`sh\` (dash), ${STAYS}.`,
    [`${bash}CMD python app.py`]: `CMD starts \`python app.py\` through the shell \`sh\` (bash): ${GIVES_WAY}.`,
    [`${busybox}CMD node migrate.js && node server.js`]: `CMD starts \`node migrate.js && node server.js\` through the shell \`sh\` (busybox): ${GIVES_WAY}.`,
    [`${dash}ENTRYPOINT ["sh", "-c"]\nCMD ["node server.js"]`]: `CMD starts \`node server.js\` through the shell \`sh\` (dash), ${STAYS}.`,
    // Newer ones give way to the last of a list, older ones don't.
    [`${bash}CMD node migrate.js && node server.js`]: `CMD starts \`node migrate.js && node server.js\` through the shell \`sh\` (bash); ${UNKNOWN}.`,
    [`${debian("11")}${dash}CMD python app.py`]: `CMD starts \`python app.py\` through the shell \`sh\` (dash); ${UNKNOWN}.`,
    [`${debian("12")}${dash}CMD python app.py`]: `CMD starts \`python app.py\` through the shell \`sh\` (dash), ${STAYS}.`,
    [`${program("/bin/sh")}CMD python app.py`]: `CMD starts \`python app.py\` through the shell \`sh\`; ${UNKNOWN}.`,
    // No shell gives way within a pipeline, or to what may not be the last.
    [`${busybox}CMD node server.js | tee /log`]: `CMD starts \`node server.js | tee /log\` through the shell \`sh\` (busybox), ${STAYS}.`,
    [`${bash}CMD node server.js || true`]: `CMD starts \`node server.js || true\` through the shell \`sh\` (bash), ${STAYS}.`,
  },
  ignores: [
    `${dash}CMD ["python", "app.py"]`,
    `${dash}CMD exec python app.py`,
    `${dash}CMD python migrate.py && exec gunicorn app:app`,
    `${dash}CMD ["sh", "-c", "exec java $JAVA_OPTS -jar app.jar"]`,
    `${dash}CMD if test -n "$DEBUG"; then exec node --trace server.js; else exec node server.js; fi`,
    `${dash}CMD trap "kill %1" TERM; node server.js & wait`,
    `${dash}CMD ["sh"]`,
    `${dash}CMD echo hello`,
    `${dash}CMD ["sh", "/run.sh"]`,
    // An init is the first process, and the shell is not.
    `${program("/sbin/tini")}${dash}ENTRYPOINT ["tini", "-g", "--"]\nCMD ["sh", "-c", "node server.js"]`,
    'FROM --platform=windows/amd64 scratch\nCMD ["cmd", "/S", "/C", "app.exe"]',
  ],
})

test("is milder where the shell gives way, and gives the list to paste", async () => {
  const [low] = await findingsOf(shellForm, `${busybox}CMD python app.py`)
  const [medium] = await findingsOf(shellForm, `${dash}CMD python app.py`)
  const [variable] = await findingsOf(shellForm, `${dash}CMD java $JAVA_OPTS -jar app.jar`)
  expect(low?.severity).toBe("low")
  expect(medium?.severity).toBe("medium")
  expect(medium?.remedy).toBe('Name the program itself: `CMD ["python", "app.py"]`.')
  expect(variable?.remedy).toContain('`CMD ["/bin/sh", "-c", "exec …"]`')
})
