// What scripts add to pages that work without them: filters that answer at once, work that shows its course,
// fragments that come later, and the livelier charts.
import htmx from "htmx.org/dist/htmx.esm.js"

const charts = document.currentScript?.dataset.charts
document.documentElement.classList.add("js")

/** Ask for a page and put one part of it in the place of the same part here. */
async function swap(address, part, into = part) {
  const place = document.querySelector(into)
  place?.setAttribute("aria-busy", "true")
  try {
    await htmx.ajax("GET", address, { target: into, select: part, swap: "outerHTML" })
  } finally {
    document.querySelector(into)?.removeAttribute("aria-busy")
  }
}

function addressOf(form) {
  const query = new URLSearchParams()
  for (const [name, value] of new FormData(form)) if (value) query.append(name, value)
  return `${form.getAttribute("action")}?${query}`
}

for (const form of document.querySelectorAll("form[data-auto]")) {
  form.addEventListener("change", () => form.requestSubmit())
}

for (const form of document.querySelectorAll("form[data-live]")) {
  let wait = 0
  const answer = () => {
    clearTimeout(wait)
    wait = setTimeout(() => {
      const address = addressOf(form)
      history.replaceState(null, "", address)
      swap(address, form.dataset.live)
    }, 200)
  }
  form.addEventListener("input", answer)
  form.addEventListener("submit", (event) => {
    event.preventDefault()
    answer()
  })
}

for (const form of document.querySelectorAll("form[data-suggest]")) {
  let wait = 0
  const box = form.querySelector("input[type=search]")
  box.addEventListener("input", () => {
    clearTimeout(wait)
    wait = setTimeout(() => {
      if (box.value.trim()) {
        const query = addressOf(form).split("?")[1]
        htmx.ajax("GET", `${form.dataset.suggest}?${query}`, { target: "#suggested", select: "#suggested > ul", swap: "innerHTML" })
      } else document.querySelector("#suggested").replaceChildren()
    }, 200)
  })
}

for (const slider of document.querySelectorAll("input[type=range]")) {
  slider.addEventListener("input", () => {
    slider.nextElementSibling.value = String(Number(slider.value))
  })
}

for (const later of document.querySelectorAll("[data-load]")) {
  later.id ||= "later"
  later.setAttribute("aria-busy", "true")
  htmx.ajax("GET", later.dataset.load, { target: later, select: "#interval", swap: "innerHTML" })
    .finally(() => later.removeAttribute("aria-busy"))
}

function follow() {
  const job = document.querySelector("[data-poll], [data-goto]")
  if (!job) return
  if (job.dataset.goto) location.assign(job.dataset.goto)
  else setTimeout(async () => {
    await swap(job.dataset.poll, "#job")
    follow()
  }, 700)
}
follow()

const seconds = Number(document.body.dataset.refresh)
if (seconds) setTimeout(() => location.reload(), seconds * 1000)

if (charts && document.querySelector("[data-chart]")) {
  const script = document.createElement("script")
  script.src = charts
  script.async = true
  document.head.append(script)
}
