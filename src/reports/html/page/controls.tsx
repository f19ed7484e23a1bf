import type { ComponentChildren } from "preact"
import { useEffect, useRef, useState } from "preact/hooks"
import { formatBytes } from "../../../model/index.ts"
import { files } from "./words.ts"

/** A search waits for the next letter so long. */
const PAUSE = 60

interface ChoiceProps<T extends string> {
  readonly name: string
  readonly legend: string
  readonly value: T
  readonly options: readonly { readonly value: T; readonly text: string; readonly note?: string }[]
  readonly onChange: (value: T) => void
}

/** One of a few; nothing where there is but one. */
export function Choice<T extends string>({ name, legend, value, options, onChange }: ChoiceProps<T>) {
  if (options.length < 2) return null
  return (
    <fieldset class="x-choice">
      <legend>{legend}</legend>
      {options.map((option) => (
        <label key={option.value}>
          <input type="radio" name={name} checked={option.value === value} onChange={() => onChange(option.value)} />
          <span>
            {option.text}
            {option.note !== undefined && <small>{option.note}</small>}
          </span>
        </label>
      ))}
    </fieldset>
  )
}

interface SearchProps {
  readonly id: string
  readonly result: { readonly files: number; readonly bytes: number } | null
  readonly onSearch: (query: string) => void
}

/** The box that filters. */
export function Search({ id, result, onSearch }: SearchProps) {
  const [text, setText] = useState("")
  const timer = useRef(0)
  useEffect(() => () => clearTimeout(timer.current), [])
  const change = (query: string, pause: number): void => {
    setText(query)
    clearTimeout(timer.current)
    timer.current = setTimeout(() => onSearch(query), pause)
  }
  return (
    <div class="x-search">
      <label for={`${id}-search`}>Search paths</label>
      <input
        id={`${id}-search`}
        type="search"
        autocomplete="off"
        spellcheck={false}
        placeholder="node_modules .map"
        aria-keyshortcuts="/"
        value={text}
        onInput={(event: Event) => change((event.currentTarget as HTMLInputElement).value, PAUSE)}
        onKeyDown={(event: KeyboardEvent) => {
          if (event.key !== "Escape") return
          event.stopPropagation()
          event.preventDefault()
          change("", 0)
        }}
      />
      <output for={`${id}-search`}>
        {result !== null && `${files(result.files)} found, ${formatBytes(result.bytes)}`}
      </output>
    </div>
  )
}

interface LegendProps {
  readonly bytes: Float64Array
  readonly instructions: readonly string[]
  readonly chosen: ReadonlySet<number>
  readonly isColoured: boolean
  readonly onChoose: (chosen: ReadonlySet<number>) => void
}

/** The layers, what each holds, and which are to be shown; none chosen is all. */
export function Legend({ bytes, instructions, chosen, isColoured, onChoose }: LegendProps) {
  const layers = [...bytes.slice(0, -1).entries()].filter(([layer, sum]) => sum > 0 || chosen.has(layer))
  if (layers.length < 2) return null
  const toggle = (layer: number): void => {
    const next = new Set(chosen)
    if (!next.delete(layer)) next.add(layer)
    onChoose(next)
  }
  return (
    <div class="x-legend" role="group" aria-label="Show only these layers">
      <button type="button" aria-pressed={chosen.size === 0} onClick={() => onChoose(new Set())}>
        All layers
      </button>
      {layers.map(([layer, sum]) => (
        <button
          key={layer}
          type="button"
          aria-pressed={chosen.has(layer)}
          data-hue={isColoured ? layer % 10 : undefined}
          title={instructions[layer]}
          onClick={() => toggle(layer)}
        >
          <b>{layer}</b>
          <span class="x-text">{instructions[layer]}</span>
          <small>{formatBytes(sum)}</small>
        </button>
      ))}
    </div>
  )
}

interface CrumbsProps {
  readonly steps: readonly { readonly text: string; readonly open: () => void }[]
  readonly children: ComponentChildren
}

/** Where the reader stands, and the way out. */
export const Crumbs = ({ steps, children }: CrumbsProps) => (
  <nav class="x-crumbs" aria-label="Where in the image">
    <ol>
      {steps.map(({ text, open }, index) => (
        <li key={index}>
          <button type="button" aria-current={index === steps.length - 1 ? "location" : undefined} onClick={open}>
            {text}
          </button>
        </li>
      ))}
    </ol>
    <p>{children}</p>
  </nav>
)
