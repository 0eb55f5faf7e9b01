// Moves the progress bar: asks once a second, and shows the whole page anew when all is done.
const PAUSE = 1000;
const root = document.querySelector("[data-batch-state]");

function show({ percent, text }) {
  root.querySelector("progress").value = percent;
  root.querySelector("[data-batch-percent]").textContent = percent;
  root.querySelector("[data-batch-text]").textContent = text;
  document.title = document.title.replace(/^\d+ %/, `${percent} %`);
}

async function ask() {
  try {
    const answer = await fetch(root.dataset.batchState, { headers: { Accept: "application/json" } });
    if (answer.ok) {
      const state = await answer.json();
      show(state);
      if (state.is_finished) {
        location.reload();
        return;
      }
    }
  } catch {
    // The line or the server is away for a moment; the next question may be answered.
  }
  setTimeout(ask, PAUSE);
}

if (root) setTimeout(ask, PAUSE);
