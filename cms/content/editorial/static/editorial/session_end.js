// A log-in in another tab gave the browser a new token; the form still holds the old one.
document.querySelector("#kept")?.addEventListener("submit", (event) => {
  const token = /(?:^|; )csrftoken=([^;]+)/.exec(document.cookie)?.[1];
  if (token) event.target.elements.csrfmiddlewaretoken.value = token;
});
