import { render } from "preact"

const mount = document.getElementById("explorer")
if (mount !== null) render(<p>Not built yet.</p>, mount)
