import { defineRule } from "../../model/index.ts"
import { environmentOf, isYes, locateVariable } from "../support/environment.ts"

/** A variable that makes a framework run as on a developer's machine. */
interface Switch {
  readonly name: string
  readonly isOn: (value: string) => boolean
  /** What that means, as the rest of a sentence. */
  readonly effect: string
  /** What to write instead. */
  readonly remedy: string
}

const isDevelopment = (value: string): boolean => /^dev(?:elopment)?$/i.test(value)
const SHOWS_CODE = "shows its code and values to whoever causes an error"

const SWITCHES: readonly Switch[] = [
  {
    name: "FLASK_DEBUG",
    isOn: isYes,
    effect: "Flask then runs its debugger, in which a visitor can run code",
    remedy: "Remove it",
  },
  {
    name: "FLASK_ENV",
    isOn: isDevelopment,
    effect: "Flask before 2.3 then runs its debugger, in which a visitor can run code",
    remedy: "Remove it",
  },
  {
    name: "DJANGO_DEBUG",
    isOn: isYes,
    effect: `a Django application that reads it ${SHOWS_CODE}`,
    remedy: "Remove it",
  },
  {
    name: "NODE_ENV",
    isOn: isDevelopment,
    effect: "Express and others then show stack traces to visitors, keep no templates and run slower",
    remedy: "Write `ENV NODE_ENV=production`",
  },
  {
    name: "RAILS_ENV",
    isOn: isDevelopment,
    effect: `Rails then ${SHOWS_CODE}, and reloads it on each request`,
    remedy: "Write `ENV RAILS_ENV=production`",
  },
  {
    name: "RACK_ENV",
    isOn: isDevelopment,
    effect: `Sinatra and others then ${SHOWS_CODE.replace("shows its", "show their")}`,
    remedy: "Write `ENV RACK_ENV=production`",
  },
  {
    name: "APP_ENV",
    isOn: (value) => isDevelopment(value) || value.toLowerCase() === "local",
    effect: "Symfony, Laravel and others then run with their tools for developers",
    remedy: "Write `ENV APP_ENV=prod` (Laravel: `production`)",
  },
  {
    name: "APP_DEBUG",
    isOn: isYes,
    effect: "Symfony and Laravel then show code, settings and environment to whoever causes an error",
    remedy: "Write `ENV APP_DEBUG=0`",
  },
  ...["ASPNETCORE_ENVIRONMENT", "DOTNET_ENVIRONMENT"].map((name) => ({
    name,
    isOn: isDevelopment,
    effect: "ASP.NET Core then shows exceptions with their code to visitors, and loads the developer's settings",
    remedy: "Remove it: Production is the default",
  })),
  {
    name: "XDEBUG_MODE",
    isOn: (value) => value.split(",").some((mode) => mode.trim() === "debug"),
    effect: "PHP then tries to connect to a debugger, where Xdebug is installed",
    remedy: "Write `ENV XDEBUG_MODE=off`",
  },
]

export default defineRule({
  id: "env/debug",
  title: "No environment variable turns a development mode on",
  severity: "medium",
  why: "In their development modes frameworks show code, settings and variables to whoever causes an error, and some let visitors run code. They are slower, too. What the image sets holds wherever nobody sets it otherwise.",
  decides:
    "Well-known switches in `Env` of the image config: FLASK_DEBUG, FLASK_ENV, DJANGO_DEBUG, NODE_ENV, RAILS_ENV, RACK_ENV, APP_ENV, APP_DEBUG, ASPNETCORE_ENVIRONMENT, DOTNET_ENVIRONMENT and XDEBUG_MODE, with a value that turns a development mode on.",
  blind: "Settings files, options in commands (process/dev-server), and what `docker run --env` sets otherwise.",
  remedy:
    "Set the production mode in the image, and the other one on developers' machines: `docker run --env NODE_ENV=development …`.",
  examples: {
    bad: `
      FROM scratch
      ENV FLASK_DEBUG=1
      CMD ["/app"]`,
    good: `
      FROM scratch
      ENV FLASK_DEBUG=0
      CMD ["/app"]`,
  },
  references: [],

  *check(image) {
    const environment = environmentOf(image)
    for (const { name, isOn, effect, remedy } of SWITCHES) {
      const value = environment.get(name)?.value.trim()
      if (value === undefined || !isOn(value)) continue
      const shown = name === "XDEBUG_MODE" ? "debug" : value
      yield {
        message: `The image sets ${name} to ${shown}: ${effect}.`,
        remedy: `${remedy}; on a developer's machine, \`docker run --env ${name}=${shown} …\` sets it for one container.`,
        location: locateVariable(image, name),
        identity: name,
      }
    }
  },
})
