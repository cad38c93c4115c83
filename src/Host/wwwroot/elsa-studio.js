// Around Elsa Studio: what its elements want to be told by their page, and what they do not tell it themselves.
(() => {
  const studio = "/elsa/studio";

  // A row of a list leads to its own page.
  const leads = {
    "elsa-workflow-definition-list": element => { element.editWorkflowDefinition = id => { location.href = `${studio}/definitions/${encodeURIComponent(id)}`; }; },
    "elsa-workflow-instance-list": element => { element.viewWorkflowInstance = id => { location.href = `${studio}/instances/${encodeURIComponent(id)}`; }; },
    "elsa-workflow-instance-viewer": element => { element.editWorkflowDefinition = id => { location.href = `${studio}/definitions/${encodeURIComponent(id)}`; }; },
  };
  for (const [name, lead] of Object.entries(leads)) {
    const element = document.querySelector(name);
    if (element) customElements.whenDefined(name).then(() => lead(element));
  }

  // The sentence goes once there is something to see.
  const shown = document.querySelector("main > :last-child");
  new MutationObserver((_, observer) => {
    if (shown.childElementCount > 0) {
      document.getElementById("loading")?.remove();
      observer.disconnect();
    }
  }).observe(shown, { childList: true, subtree: true });

  // Its editor does not say which instance it has started, and knows of no sign-in that has run out.
  const ask = window.fetch;
  window.fetch = async (...question) => {
    const answer = await ask(...question);
    if (answer.status === 401) {
      location.href = `/login?returnUrl=${encodeURIComponent(location.pathname)}`;
    }
    const id = answer.headers.get("x-elsa-workflow-instance-id");
    if (id) {
      const note = document.getElementById("started");
      const link = document.createElement("a");
      link.href = `${studio}/instances/${encodeURIComponent(id)}`;
      link.textContent = note.dataset.link;
      note.replaceChildren(note.dataset.text, link);
    }
    return answer;
  };
})();
