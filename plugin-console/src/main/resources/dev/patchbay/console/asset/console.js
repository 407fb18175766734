// What a page can do beyond its forms and links. Without this file everything still works.
"use strict";

// Whatever htmx sends carries the token that forms carry.
document.addEventListener("htmx:configRequest", (event) => {
  event.detail.headers["X-Form-Token"] = document.body.dataset.formToken;
});

// On a narrow screen the places are wider than it: show the one that this is.
function showPlace() {
  const here = document.querySelector(".places [aria-current]");
  if (here) {
    // not scrollIntoView, after which the Tab key would go on from there
    here.closest(".places").scrollLeft += here.getBoundingClientRect().right - innerWidth + 48;
  }
}

showPlace();
addEventListener("resize", showPlace);

// Whoever comes to a page that is a new form may type at once.
document.querySelector('form[data-begin="true"] input:not([type="hidden"])')?.focus({ preventScroll: true });

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
