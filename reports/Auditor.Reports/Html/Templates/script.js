'use strict';
// Adds filtering to a page that is complete without it. It writes text and attributes only, never HTML.
(() => {
  const form = document.getElementById('filters');
  const prefix = '#filter?';
  const openTarget = () => {
    const id = decodeURIComponent(location.hash.slice(1));
    const target = id && !location.hash.startsWith(prefix) ? document.getElementById(id) : null;
    for (let at = target; at; at = at.parentElement) {
      if (at instanceof HTMLDetailsElement) at.open = true;
    }
    if (target) target.scrollIntoView();
  };

  // Paper cannot be unfolded.
  let unfolded = [];
  addEventListener('beforeprint', () => {
    unfolded = [...document.querySelectorAll('details:not([open])')];
    for (const details of unfolded) details.open = true;
  });
  addEventListener('afterprint', () => {
    for (const details of unfolded) details.open = false;
  });

  if (!form) {
    addEventListener('hashchange', openTarget);
    openTarget();
    return;
  }

  const groups = [...document.querySelectorAll('#findings details.rule')].map(element => ({
    element,
    findings: [...element.querySelectorAll('details.finding')].map(finding => ({
      element: finding,
      severity: finding.dataset.severity,
      rule: element.id.slice('rule-'.length),
      place: [...finding.querySelectorAll('dd b')].map(part => part.textContent),
      text: null,
    })),
  }));
  const findings = groups.flatMap(group => group.findings);
  const links = new Map(findings.map(finding => [finding.element.id, []]));
  for (const link of document.querySelectorAll('#apis li')) {
    const known = links.get(link.querySelector('a').hash.slice(1));
    if (known) known.push(link);
  }
  const apis = [...document.querySelectorAll('#apis details.api')];
  const result = document.getElementById('filter-result');
  const noMatch = document.getElementById('no-match');

  const read = () => {
    const data = new FormData(form);
    return {
      words: String(data.get('q')).toLowerCase().split(/\s+/).filter(Boolean),
      severity: data.getAll('severity'),
      rule: data.get('rule'),
      account: data.get('account'),
      region: data.get('region'),
    };
  };
  const textOf = finding => {
    finding.text ??= finding.element.textContent.toLowerCase();
    return finding.text;
  };
  const matches = (finding, state) =>
    (state.severity.length === 0 || state.severity.includes(finding.severity)) &&
    (!state.rule || state.rule === finding.rule) &&
    (!state.account || state.account === finding.place[0]) &&
    (!state.region || state.region === finding.place[1]) &&
    state.words.every(word => textOf(finding).includes(word));

  const apply = () => {
    const state = read();
    let shown = 0;
    for (const group of groups) {
      let inGroup = 0;
      for (const finding of group.findings) {
        const hide = !matches(finding, state);
        if (finding.element.hidden !== hide) finding.element.hidden = hide;
        for (const link of links.get(finding.element.id)) link.hidden = hide;
        if (!hide) inGroup++;
      }
      group.element.hidden = inGroup === 0;
      shown += inGroup;
    }
    for (const api of apis) api.hidden = !api.querySelector('li:not([hidden])');
    const format = number => number.toLocaleString('en');
    result.textContent = shown === findings.length
      ? `${format(shown)} ${shown === 1 ? 'finding' : 'findings'}`
      : `${format(shown)} of ${format(findings.length)} findings`;
    noMatch.hidden = shown > 0;
  };

  const save = () => {
    const parameters = new URLSearchParams();
    for (const [name, value] of new FormData(form)) {
      if (value) parameters.append(name, String(value));
    }
    const text = parameters.toString();
    history.replaceState(null, '', text ? prefix + text : location.pathname + location.search);
  };

  const load = () => {
    if (!location.hash.startsWith(prefix)) return;
    const parameters = new URLSearchParams(location.hash.slice(prefix.length));
    form.elements.q.value = parameters.get('q') ?? '';
    for (const box of form.querySelectorAll('input[name=severity]')) {
      box.checked = parameters.getAll('severity').includes(box.value);
    }
    for (const name of ['rule', 'account', 'region']) {
      const select = form.elements[name];
      if (!select) continue;
      const value = parameters.get(name) ?? '';
      select.value = [...select.options].some(option => option.value === value) ? value : '';
    }
  };

  let pending = 0;
  const changed = () => {
    cancelAnimationFrame(pending);
    pending = requestAnimationFrame(() => {
      apply();
      save();
    });
  };
  form.addEventListener('input', changed);
  form.addEventListener('reset', () => setTimeout(changed));
  form.addEventListener('submit', event => event.preventDefault());
  addEventListener('hashchange', () => {
    load();
    apply();
    openTarget();
  });
  form.hidden = false;
  load();
  apply();
  openTarget();
})();
