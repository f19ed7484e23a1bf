/** How a program is started that is meant for development: its name, and what its words are. */
export interface DevServer {
  readonly name: RegExp
  /** Found in the words after the name, joined by blanks, one before and one after. */
  readonly words?: RegExp
  /** As the rest of a sentence: `it …`. */
  readonly because: string
  readonly remedy: string
}

const START_BUILT =
  'Build in a build stage, and serve what was built: `CMD ["node", "server.js"]`, or static files with nginx.'
const GUNICORN = 'Use a server that is made for it: `CMD ["gunicorn", "--bind", "0.0.0.0:8000", "app:app"]`.'
const NO_RELOAD = "Leave the option out in the image, and set it on the command line where it is wanted."
const COMPILE =
  'Compile in a build stage, and copy the program: `COPY --from=build /out/app /app`, then `CMD ["/app"]`.'

const WATCHES = "it watches files and starts anew when one changes"
const DEBUGS = "it opens a port for debuggers, through which anybody who reaches it runs code"
const COMPILES = "it compiles the source anew at each start, and needs compiler and source in the image"

const SCRIPT =
  / (?:run |run-script )?(?:dev|develop|development|start[:-]dev|dev[:-][\w:-]+|serve[:-]dev|watch|start[:-]watch) /

/** From the documentation of each: what it says is not for production. */
export const DEV_SERVERS: readonly DevServer[] = [
  {
    name: /^(?:npm|yarn|pnpm|bun)$/,
    words: SCRIPT,
    because: "it runs the script for development",
    remedy: START_BUILT,
  },
  {
    name: /^(?:nodemon|ts-node-dev|tsnd|supervisor)$/,
    because: WATCHES,
    remedy: 'Start the program itself: `CMD ["node", "server.js"]`.',
  },
  { name: /^(?:tsx|bun|deno)$/, words: / (?:watch|--watch|--hot) /, because: WATCHES, remedy: NO_RELOAD },
  { name: /^node(?:js)?$/, words: / --watch(?:-path=\S+)? /, because: WATCHES, remedy: NO_RELOAD },
  { name: /^node(?:js)?$/, words: / --inspect(?:-brk|-wait)?(?:=\S+)? /, because: DEBUGS, remedy: NO_RELOAD },
  {
    name: /^(?:next|nuxt|nuxi|remix|astro|vinxi|svelte-kit|gatsby|wrangler)$/,
    words: / (?:dev|develop) /,
    because: "it compiles pages as they are asked for",
    remedy: START_BUILT,
  },
  {
    name: /^vite$/,
    words: /^ (?:(?:dev|serve) |--?\S+ |$)/,
    because: "it serves unbundled source to one developer",
    remedy: START_BUILT,
  },
  {
    name: /^(?:webpack-dev-server|live-server|browser-sync|parcel)$/,
    words: /^(?! (?:build|init) )/,
    because: "it serves to one developer, and tells browsers to reload",
    remedy: START_BUILT,
  },
  {
    name: /^(?:webpack|ng|vue-cli-service)$/,
    words: / (?:serve|s) /,
    because: "it serves to one developer, and tells browsers to reload",
    remedy: START_BUILT,
  },
  {
    name: /^react-scripts$/,
    words: / start /,
    because: "it serves to one developer, and tells browsers to reload",
    remedy: START_BUILT,
  },
  { name: /^flask$/, words: / run /, because: "Flask's own server is for development", remedy: GUNICORN },
  {
    name: /^(?:uvicorn|gunicorn|hypercorn|granian|sanic|daphne|litestar|quart)$/,
    words: / --reload /,
    because: WATCHES,
    remedy: NO_RELOAD,
  },
  {
    name: /^fastapi$/,
    words: / dev /,
    because: WATCHES,
    remedy: 'Use the other one: `CMD ["fastapi", "run", "app.py"]`.',
  },
  {
    name: /^manage[.]py$|^django-admin$/,
    words: / runserver /,
    because: "Django's own server is for development",
    remedy: GUNICORN,
  },
  {
    name: /^python[\d.]*$/,
    words: / (?:\S+\/)?manage[.]py runserver /,
    because: "Django's own server is for development",
    remedy: GUNICORN,
  },
  {
    name: /^python[\d.]*$/,
    words: / -m flask (?:--\S+ \S+ )*run /,
    because: "Flask's own server is for development",
    remedy: GUNICORN,
  },
  {
    name: /^python[\d.]*$/,
    words: / -m (?:uvicorn|hypercorn|gunicorn) (?:\S+ )*--reload /,
    because: WATCHES,
    remedy: NO_RELOAD,
  },
  { name: /^python[\d.]*$/, words: / -m debugpy /, because: DEBUGS, remedy: "Start the program without debugpy." },
  {
    name: /^python[\d.]*$/,
    words: / -m (?:http[.]server|SimpleHTTPServer) /,
    because: "Python's file server checks next to nothing",
    remedy: "Serve files with a web server: `FROM nginx:alpine`, then `COPY site /usr/share/nginx/html`.",
  },
  {
    name: /^php[\d.]*$/,
    words: / (?:-S|\S*artisan serve) /,
    because: "PHP's own server is for development",
    remedy: "Use php-fpm behind a web server, or `FROM php:8-apache`.",
  },
  {
    name: /^symfony$/,
    words: / (?:server:start|serve) /,
    because: "it is for development",
    remedy: "Use php-fpm behind a web server.",
  },
  {
    name: /^(?:rails|puma|rackup)$|^bundle$/,
    words: / (?:-e|--environment)[= ]development /,
    because: "it starts in the environment for development",
    remedy: "Set `ENV RAILS_ENV=production`, and leave the option out.",
  },
  { name: /^java$/, words: / (?:-agentlib:jdwp|-Xrunjdwp)\S* /, because: DEBUGS, remedy: NO_RELOAD },
  { name: /^dlv$/, because: DEBUGS, remedy: "Start the program without Delve." },
  { name: /^go$/, words: /^ run /, because: COMPILES, remedy: COMPILE },
  { name: /^cargo$/, words: /^ (?:run|watch) /, because: COMPILES, remedy: COMPILE },
  {
    name: /^dotnet$/,
    words: /^ (?:run|watch) /,
    because: COMPILES,
    remedy: 'Publish in a build stage, and run what was published: `CMD ["dotnet", "app.dll"]`.',
  },
  { name: /^(?:air|reflex|CompileDaemon|gow|modd|entr|watchexec|cargo-watch)$/, because: WATCHES, remedy: COMPILE },
  {
    name: /^(?:jekyll|hugo|mkdocs|eleventy|docusaurus)$/,
    words: / (?:serve|server|s|start) /,
    because: "it renders and serves for whoever writes the pages",
    remedy: "Build the site in a build stage, and serve it with a web server.",
  },
]
