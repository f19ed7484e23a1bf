import cacheOrder from "../../../src/rules/history/cache-order.ts"
import { testRule } from "../../support/rule.ts"

testRule(cacheOrder, {
  catches: {
    "WORKDIR /app\nCOPY . .\nRUN npm ci --omit=dev":
      "COPY . . stands before npm ci --omit=dev: a change of any file installs all dependencies anew.",
    "COPY ./ /app/\nRUN pip install --no-cache-dir -r /app/requirements.txt && npm install":
      "COPY ./ /app/ stands before pip install --no-cache-dir -r /app/requirements.txt and npm install: a change of any file installs all dependencies anew.",
    "COPY package.json /app/\nCOPY . /app/\nRUN cd /app && yarn --frozen-lockfile":
      "COPY . /app/ stands before yarn --frozen-lockfile: a change of any file installs all dependencies anew.",
    "COPY . /app/\nRUN bundle install":
      "COPY . /app/ stands before bundle install: a change of any file installs all dependencies anew.",
    "COPY . /app/\nRUN go mod download":
      "COPY . /app/ stands before go mod download: a change of any file installs all dependencies anew.",
  },
  ignores: [
    "COPY package.json /app/\nRUN npm ci\nCOPY . /app/\nRUN npm run build && npm prune --omit=dev",
    "COPY package.json /app/\nRUN npm ci\nCOPY . /app/\nRUN npm ci --omit=dev",
    "COPY src /app/src/\nRUN npm ci",
    "COPY /app /app/\nRUN npm ci",
    "COPY . /app/\nRUN npm install -g pm2",
    "COPY . /app/\nRUN npm install express",
    "COPY . /app/\nRUN pip install .",
    "COPY . /app/\nRUN pip install flask",
    "COPY . /app/\nRUN go build ./... && cargo build --release && mvn package",
    "COPY . /app/\nRUN yarn build",
    'COPY . /app/\nRUN echo "npm ci"',
  ],
})
