import { expect, test } from "vitest"
import debug from "../../../src/rules/ports/debug.ts"
import { findingsOf, testRule } from "../../support/rule.ts"

const severityOf = async (text: string): Promise<readonly string[]> =>
  (await findingsOf(debug, text)).map(({ severity }) => severity)

testRule(debug, {
  catches: {
    'CMD ["node", "--inspect=0.0.0.0:9229", "server.js"]':
      "Node's inspector is on: its command has --inspect; whoever reaches it can run code in the program.",
    'EXPOSE 9229\nCMD ["node", "--inspect-brk=0.0.0.0", "server.js"]':
      "Node's inspector is on: its command has --inspect-brk; whoever reaches it can run code in the program, and the image exposes its port 9229.",
    'ENV NODE_OPTIONS="--max-old-space-size=512 --inspect"\nCMD ["node", "server.js"]':
      "Node's inspector is on, though on the container's own address alone: NODE_OPTIONS has --inspect; whatever else runs in the container or its pod can run code in the program.",
    'CMD ["java", "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=*:5005", "-jar", "/app.jar"]':
      "The Java debugger is on: its command has -agentlib:jdwp; whoever reaches it can run code in the program.",
    "ENV JAVA_TOOL_OPTIONS=-Dcom.sun.management.jmxremote.authenticate=false":
      "Java's remote management without a password is on: JAVA_TOOL_OPTIONS has -Dcom.sun.management.jmxremote.authenticate; whoever reaches it can run code in the program.",
    'CMD ["python", "-m", "debugpy", "--listen", "0.0.0.0:5678", "app.py"]':
      "Debugpy is on: its command starts it; whoever reaches it can run code in the program.",
    'CMD ["dlv", "exec", "/app", "--headless", "--listen=:2345"]':
      "Delve is on: its command starts it; whoever reaches it can run code in the program.",
    'ENV JPDA_ADDRESS=*:8000\nCMD ["catalina.sh", "jpda", "run"]':
      "The Java debugger is on: its command starts Tomcat with jpda; whoever reaches it can run code in the program.",
    "CMD exec node --inspect=0.0.0.0 server.js":
      "Node's inspector is on: its command has --inspect; whoever reaches it can run code in the program.",
    'EXPOSE 9229\nCMD ["node", "server.js"]':
      "The image exposes port 9229, on which Node's inspector listens, though nothing in it turns that on.",
    'EXPOSE 5005\nCMD ["java", "-jar", "/app.jar"]':
      "The image exposes port 5005, on which the Java debugger listens, though nothing in it turns that on.",
  },
  ignores: [
    "EXPOSE 4000 5000 8000 40000",
    // Other programs use these as well.
    "EXPOSE 5678 5005 2345",
    // What a shell passes on is no option of its own.
    'CMD ["sh", "-c", "exec node server.js", "--inspect"]',
    'EXPOSE 9229/udp\nCMD ["node", "server.js"]',
    'CMD ["node", "server.js", "--inspector", "--no-inspect"]',
    'CMD ["grep", "inspect", "/log"]',
    'ENV NODE_OPTIONS=--max-old-space-size=512 OTHER=--inspect=0.0.0.0\nCMD ["node", "server.js"]',
    // A program that connects to a developer's machine.
    'ENV JPDA_ADDRESS=*:8000\nCMD ["catalina.sh", "run"]',
    'CMD ["dlv", "version"]',
    'CMD ["python", "-m", "app", "debugpy"]',
  ],
})

test("is milder where nobody outside reaches it", async () => {
  expect(await severityOf('CMD ["node", "--inspect=0.0.0.0:9229", "server.js"]')).toEqual(["high"])
  expect(await severityOf('CMD ["node", "--inspect", "server.js"]')).toEqual(["medium"])
  expect(await severityOf('CMD ["node", "--inspect=9230", "server.js"]')).toEqual(["medium"])
  expect(await severityOf('CMD ["node", "--inspect=127.0.0.1:9230", "server.js"]')).toEqual(["medium"])
  expect(await severityOf('EXPOSE 9229\nCMD ["node", "server.js"]')).toEqual(["medium"])
  expect(await severityOf('CMD ["dlv", "exec", "/app", "--headless", "--listen=localhost:2345"]')).toEqual(["medium"])
})

test("prints no value of an option", async () => {
  const findings = await findingsOf(debug, "ENV JAVA_TOOL_OPTIONS=-agentlib:jdwp=address=*:5005,key=swordfish")
  expect(findings).toHaveLength(1)
  expect(JSON.stringify(findings)).not.toContain("swordfish")
})
