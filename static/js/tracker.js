// Enhancements of our own; every page works without them.

// Filters stand open beside a list when there is room, and stay closed above it on a phone.
const roomy = window.matchMedia("(min-width: 48.0625em)");
const panels = document.querySelectorAll("[data-module='tracker-filter']");

function fit() {
  for (const panel of panels) {
    panel.open = roomy.matches;
  }
}

if (panels.length) {
  fit();
  roomy.addEventListener("change", fit);
}
