import devServer from "../../../src/rules/process/dev-server.ts"
import { testRule } from "../../support/rule.ts"

const says = (command: string, because: string): string => `The command is for development, \`${command}\`: ${because}.`
const DJANGO = "Django's own server is for development"
const WATCHES = "it watches files and starts anew when one changes"
const DEBUGS = "it opens a port for debuggers, through which anybody who reaches it runs code"
const COMPILES = "it compiles the source anew at each start, and needs compiler and source in the image"
const SCRIPT = "it runs the script for development"

testRule(devServer, {
  catches: {
    'CMD ["npm", "run", "dev"]': says("npm run dev", SCRIPT),
    'CMD ["yarn", "start:dev"]': says("yarn start:dev", SCRIPT),
    "CMD npm run develop": says("npm run develop", SCRIPT),
    'CMD ["pnpm", "dev", "--host"]': says("pnpm dev --host", SCRIPT),
    'CMD ["nodemon", "server.js"]': says("nodemon server.js", WATCHES),
    'CMD ["node", "--watch", "server.js"]': says("node --watch server.js", WATCHES),
    'CMD ["node", "--inspect=0.0.0.0:9229", "server.js"]': says("node --inspect=0.0.0.0:9229 server.js", DEBUGS),
    'CMD ["java", "-agentlib:jdwp=transport=dt_socket,server=y", "-jar", "app.jar"]': says(
      "java -agentlib:jdwp=transport=dt_socket,server=y -jar …",
      DEBUGS,
    ),
    'CMD ["next", "dev"]': says("next dev", "it compiles pages as they are asked for"),
    'CMD ["vite"]': says("vite", "it serves unbundled source to one developer"),
    'CMD ["vite", "--host"]': says("vite --host", "it serves unbundled source to one developer"),
    'CMD ["flask", "--app", "shop", "run", "--host=0.0.0.0"]': says(
      "flask --app shop run --host=0.0.0.0",
      "Flask's own server is for development",
    ),
    'CMD ["python", "-m", "flask", "run"]': says("python -m flask run", "Flask's own server is for development"),
    'CMD ["python", "manage.py", "runserver", "0.0.0.0:8000"]': says("python manage.py runserver 0.0.0.0:8000", DJANGO),
    'CMD ["./manage.py", "runserver"]': says("manage.py runserver", DJANGO),
    "CMD python manage.py migrate && python manage.py runserver": says("python manage.py runserver", DJANGO),
    'CMD ["uvicorn", "app:app", "--reload"]': says("uvicorn app:app --reload", WATCHES),
    'CMD ["python", "-m", "uvicorn", "app:app", "--reload"]': says("python -m uvicorn app:app --reload", WATCHES),
    'CMD ["php", "-S", "0.0.0.0:80"]': says("php -S 0.0.0.0:80", "PHP's own server is for development"),
    'CMD ["php", "artisan", "serve"]': says("php artisan serve", "PHP's own server is for development"),
    'CMD ["go", "run", "."]': says("go run .", COMPILES),
    'CMD ["dotnet", "run"]': says("dotnet run", COMPILES),
    'CMD ["python3", "-m", "http.server"]': says(
      "python3 -m http.server",
      "Python's file server checks next to nothing",
    ),
    'ENTRYPOINT ["tini", "--", "nodemon"]\nCMD ["app.js"]': says("nodemon app.js", WATCHES),
  },
  ignores: [
    'CMD ["npm", "start"]',
    'CMD ["npm", "run", "serve-prod"]',
    'CMD ["node", "dev"]',
    'CMD ["node", "server.js", "--inspector"]',
    'CMD ["next", "start"]',
    'CMD ["vite", "build"]',
    'CMD ["vite", "preview"]',
    'CMD ["flask", "db", "upgrade"]',
    'CMD ["gunicorn", "app:app"]',
    'CMD ["python", "manage.py", "migrate"]',
    'CMD ["uvicorn", "app:app"]',
    'CMD ["php", "-s", "x.php"]',
    'CMD ["dotnet", "run.dll"]',
    'CMD ["rails", "server", "-e", "production"]',
    "USER 1",
  ],
})
