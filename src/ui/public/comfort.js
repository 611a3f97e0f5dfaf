// Comfort only: every page works without this file. No styles are set, nothing is loaded from elsewhere.
(() => {
  const $ = (selector, root = document) => root.querySelector(selector);

  /** Says something once to those who listen to the page instead of looking at it. */
  function say(words) {
    const status = $("#said");
    if (status) status.textContent = words;
  }

  // Copying: the field is there for everyone, the button for those with script.
  for (const button of document.querySelectorAll("[data-copy]")) button.hidden = !navigator.clipboard;
  document.addEventListener("click", async (event) => {
    const button = event.target.closest?.("[data-copy]");
    if (!button) return;
    const field = document.getElementById(button.dataset.copy);
    try {
      await navigator.clipboard.writeText(field.value);
      say("Copied");
      button.dataset.done ??= button.append(" ✓") ?? "yes";
    } catch {
      field.select();
    }
  });

  // Filters: after a swap the new count is said, and the tab is named after it.
  document.addEventListener("htmx:before:request", () => $("#results")?.setAttribute("aria-busy", "true"));
  document.addEventListener("htmx:finally:request", () => $("#results")?.removeAttribute("aria-busy"));
  document.addEventListener("htmx:after:swap", () => {
    say($("#results")?.dataset.said ?? "");
    // The box that was ticked is gone when nothing was found: go on from there, not from the top of the page.
    if (document.activeElement === document.body) $("#found")?.focus();
    // A field that offers while one types comes back bare, and what was understood in it is a filter now.
    for (const input of document.querySelectorAll("#results [data-suggest]")) {
      suggestFor(input);
      input.value = input.defaultValue;
    }
  });

  // Drafts: what is typed into a long form is kept without a button, some seconds after the last change.
  for (const field of document.querySelectorAll("[data-draft]")) {
    const form = field.form;
    const drafted = $("[data-drafted]", form);
    let timer;
    const keep = async () => {
      const sent = new URLSearchParams();
      for (const [name, value] of new FormData(form)) if (typeof value === "string") sent.append(name, value);
      sent.set("act", "draft");
      try {
        const answer = await fetch(form.action, { method: "POST", body: sent, headers: { "X-Comfort": "draft" } });
        if (answer.status === 204 && drafted) drafted.textContent = "Your draft is kept.";
      } catch {
        // Offline: what is typed is still in the form.
      }
    };
    form.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(keep, 2000);
    });
    form.addEventListener("submit", () => clearTimeout(timer));
  }

  // Suggestions while typing: an editable combobox with a list of offers (ARIA Authoring Practices).
  const dressed = new WeakMap();
  function suggestFor(input) {
    if (dressed.has(input)) return dressed.get(input)();
    const list = document.createElement("ul");
    list.className = "offers";
    list.id = `${input.id}-offers`;
    list.hidden = true;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", "Suggestions");
    const state = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id };
    function dress() {
      list.hidden = true;
      input.after(list);
      for (const [name, value] of Object.entries(state)) input.setAttribute(name, value);
    }
    dressed.set(input, dress);
    dress();

    let at = -1;
    let asked = 0;
    let timer;

    function close() {
      list.hidden = true;
      at = -1;
      input.setAttribute("aria-expanded", "false");
      input.removeAttribute("aria-activedescendant");
    }

    function choose(index) {
      const offers = list.children;
      if (offers.length === 0) return;
      at = (index + offers.length + 1) % (offers.length + 1);
      if (index < 0) at = offers.length - 1;
      for (const [i, offer] of [...offers].entries()) offer.setAttribute("aria-selected", String(i === at));
      const chosen = offers[at];
      if (chosen) input.setAttribute("aria-activedescendant", chosen.id);
      else {
        at = -1;
        input.removeAttribute("aria-activedescendant");
      }
      chosen?.scrollIntoView({ block: "nearest" });
    }

    const KINDS = { title: "Resource", topic: "Topic", standard: "Standard" };
    function show(offers) {
      list.replaceChildren(
        ...offers.map((offer, i) => {
          const line = document.createElement("li");
          const kind = document.createElement("span");
          line.id = `${list.id}-${i}`;
          line.setAttribute("role", "option");
          line.setAttribute("aria-selected", "false");
          line.dataset.href = offer.href;
          line.dataset.value = offer.value;
          line.append(offer.text, " ", kind);
          kind.className = "small soft";
          kind.textContent = KINDS[offer.kind] ?? "";
          return line;
        }),
      );
      at = -1;
      list.hidden = offers.length === 0;
      input.setAttribute("aria-expanded", String(offers.length > 0));
      input.removeAttribute("aria-activedescendant");
      if (offers.length > 0) say(`${offers.length} suggestions`);
    }

    /** Goes where the offer leads; in a form of filters it is filled in, and the form goes on with the others. */
    function take(line) {
      if (input.dataset.chosen !== "fill") return location.assign(line.dataset.href);
      input.value = line.dataset.value;
      close();
      if (globalThis.htmx) input.dispatchEvent(new Event("change", { bubbles: true }));
      else input.form.requestSubmit();
    }

    async function ask() {
      const words = input.value.trim();
      const mine = ++asked;
      if (words.length < 2) return close();
      try {
        const asking = new URL(input.dataset.suggest, location.href);
        asking.searchParams.set("q", words);
        const answer = await fetch(asking);
        if (!answer.ok || mine !== asked) return;
        const { suggestions } = await answer.json();
        if (mine === asked && document.activeElement === input) show(suggestions);
      } catch {
        close();
      }
    }

    input.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(ask, 150);
    });
    input.addEventListener("keydown", (event) => {
      if (event.key === "ArrowDown" && list.hidden) return void ask();
      if (list.hidden) return;
      if (event.key === "ArrowDown") choose(at + 1);
      else if (event.key === "ArrowUp") choose(at === -1 ? -1 : at - 1);
      else if (event.key === "Enter" && at >= 0) take(list.children[at]);
      else if (event.key === "Escape") close();
      else return;
      event.preventDefault();
    });
    list.addEventListener("pointerdown", (event) => {
      const line = event.target.closest("li");
      event.preventDefault();
      if (line) take(line);
    });
    input.addEventListener("blur", close);
  }
  for (const input of document.querySelectorAll("[data-suggest]")) suggestFor(input);
})();
