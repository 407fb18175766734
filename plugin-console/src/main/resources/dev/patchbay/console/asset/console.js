// What a page can do beyond its forms and links. Without this file everything still works.
"use strict";

// Whatever htmx sends carries the token that forms carry.
document.addEventListener("htmx:configRequest", (event) => {
  event.detail.headers["X-Form-Token"] = document.body.dataset.formToken;
});

// On a small screen the places are a strip: the one that is open should be in sight. (scrollIntoView would also move the
// point from which the keyboard goes on.)
const strip = document.querySelector(".places");
const place = strip?.querySelector("[aria-current]");
if (place) {
  strip.scrollLeft = place.offsetLeft - (strip.clientWidth - place.offsetWidth) / 2;
}

// Buttons that only make sense with a script show themselves.
for (const button of document.querySelectorAll("button[data-copy]")) {
  button.hidden = false;
}

document.addEventListener("click", async (event) => {
  const button = event.target.closest("button[data-copy]");
  if (!button) {
    return;
  }
  const source = document.getElementById(button.dataset.copy);
  const told = document.getElementById(button.dataset.tell);
  const text = "value" in source ? source.value : source.textContent.trim();
  let words = "Copied.";
  try {
    await navigator.clipboard.writeText(text);
  } catch {
    // A page that came by plain http from another machine may not write to the clipboard: select it for Ctrl-C.
    const range = document.createRange();
    range.selectNodeContents(source);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
    words = "Press Ctrl-C to copy.";
  }
  if (told) {
    told.textContent = "";
    requestAnimationFrame(() => {
      told.textContent = words;
    });
  }
});

// A form that takes its time says so, and is not sent a second time meanwhile.
document.addEventListener("submit", (event) => {
  const words = event.target.querySelector("[data-busy]");
  if (!words || event.defaultPrevented) {
    return;
  }
  if (words.textContent) {
    event.preventDefault();
    return;
  }
  words.textContent = words.dataset.busy;
});

addEventListener("pageshow", () => {
  for (const words of document.querySelectorAll("[data-busy]")) {
    words.textContent = "";
  }
});
