// While a file is imported: the page says how far it is, and shows the result when it is there.
// Without this script a link on the page does the same: a page that is loaded anew by itself loses
// the place of whoever reads it with a screen reader.

const EVERY = 2_000;

async function look() {
  try {
    const response = await fetch(window.location.href, { redirect: "manual" });
    const page = new DOMParser().parseFromString(await response.text(), "text/html");
    const news = page.querySelector("[data-intake-progress]");
    if (response.ok && !news) {
      window.location.reload();
      return;
    }
    show(news, page.title);
  } catch {
    // The next look may find the server again.
  }
  setTimeout(look, EVERY);
}

// Only news is written, so that a screen reader says nothing twice.
function show(news, title) {
  const here = document.querySelector("[data-intake-progress]");
  if (!news || here.textContent === news.textContent) {
    return;
  }
  document.title = title;
  here.querySelector("[role=status]").textContent = news.querySelector("[role=status]").textContent;
  here.querySelector("progress").value = news.querySelector("progress").value;
}

setTimeout(look, EVERY);
