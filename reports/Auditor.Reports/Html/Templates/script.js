'use strict';
// Adds search and filters, and what had no room on the page, to a page that reads without it. It writes text and attributes only, never markup.
(() => {
  const PAGE = 50;
  const PREFIX = '#filter?';
  const SVG = 'http://www.w3.org/2000/svg';
  const form = document.getElementById('filters');
  const format = number => number.toLocaleString('en');
  const count = (number, thing) => `${format(number)} ${thing}${number === 1 ? '' : 's'}`;
  const create = (name, properties, ...children) => {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...children);
    return element;
  };
  // What is further up may turn out higher than it was taken for: again, until it stands still or somebody scrolls.
  let settling = 0;
  const settle = target => {
    const mine = ++settling;
    let still = 0;
    let left = 120;
    const look = () => {
      if (mine !== settling || left-- === 0) return;
      const before = target.getBoundingClientRect().top;
      target.scrollIntoView();
      still = Math.abs(target.getBoundingClientRect().top - before) < 1 ? still + 1 : 0;
      if (still < 20) requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  };
  for (const type of ['wheel', 'touchmove', 'keydown', 'pointerdown']) addEventListener(type, () => settling++, { passive: true });
  const reveal = target => {
    for (let at = target; at; at = at.parentElement) {
      if (at instanceof HTMLDetailsElement) at.open = true;
    }
    target.scrollIntoView();
    target.querySelector(':scope > summary')?.focus({ preventScroll: true });
    settle(target);
  };
  const wanted = () => {
    if (location.hash.startsWith(PREFIX)) return '';
    try {
      return decodeURIComponent(location.hash.slice(1));
    } catch {
      return '';
    }
  };
  const cached = (length, make) => {
    const made = new Array(length);
    return index => made[index] ??= make(index);
  };
  let find = () => null;
  const openTarget = () => {
    const id = wanted();
    const target = id && (document.getElementById(id) ?? find(id));
    if (target) reveal(target);
  };

  // A command is text that anybody can select; a button is quicker.
  const copy = async (text, button) => {
    try {
      await navigator.clipboard.writeText(text);
      button.textContent = 'Copied';
    } catch {
      getSelection().selectAllChildren(button.previousElementSibling);
      button.textContent = 'Selected';
    }
  };
  document.addEventListener('toggle', ({ target }) => {
    if (!target.open || !target.matches('.finding')) return;
    for (const code of target.querySelectorAll(':scope > dl > .fix pre, :scope > dl > .accept code')) {
      if (code.nextElementSibling?.matches('.copy')) continue;
      const button = create('button', { type: 'button', className: 'copy', ariaLabel: 'Copy the command' }, 'Copy');
      button.addEventListener('click', () => copy(code.textContent, button));
      code.after(button);
    }
  }, true);

  const afterPaint = task => document.hidden ? setTimeout(task) : requestAnimationFrame(() => setTimeout(task));

  const whenIdle = task => typeof requestIdleCallback === 'function' ? requestIdleCallback(task, { timeout: 200 }) : setTimeout(task, 30);

  // What nobody sees yet waits until what they see has been painted.
  const SLICE = 10;
  const waiting = new Set();
  // Whether everything is there that is going to be, as long as nobody does anything.
  const root = document.documentElement;
  const sayWhetherDrawn = () => {
    if (waiting.size > 0) delete root.dataset.drawn;
    else root.dataset.drawn = 'true';
  };
  const work = () => {
    const end = performance.now() + SLICE;
    for (const part of waiting) {
      waiting.delete(part);
      part.draw();
      if (performance.now() > end) break;
    }
    if (waiting.size > 0) whenIdle(work);
    else sayWhetherDrawn();
  };
  // What is folded is drawn as well, so that the browser's own search finds it, but no more than this of it: the rest when it is unfolded.
  const MOST_FOLDED = 300;
  let room = MOST_FOLDED;
  const later = new Set();
  const drawSoon = part => {
    later.delete(part);
    if (!part.isSeen() && (room -= part.cost()) < 0) {
      part.empty();
      later.add(part);
      return;
    }
    if (waiting.size === 0) whenIdle(work);
    waiting.add(part);
    sayWhetherDrawn();
  };
  const drawNow = () => {
    for (const part of [...waiting, ...later]) part.draw();
    waiting.clear();
    later.clear();
    sayWhetherDrawn();
  };

  // Paper cannot be unfolded.
  let unfolded = [];
  addEventListener('beforeprint', () => {
    if (!document.getElementById('print-all').checked) return;
    drawNow();
    unfolded = [...document.querySelectorAll('details:not([open])')];
    for (const details of unfolded) details.open = true;
  });
  addEventListener('afterprint', () => {
    for (const details of unfolded) details.open = false;
  });

  // From finding to finding with the arrows, where one has the focus.
  addEventListener('keydown', event => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const summary = event.target.closest?.('.list > .finding > summary, #findings > .rule > summary, #api-list > .api > summary');
    if (!step || !summary || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const row = summary.parentElement;
    let next = row;
    do next = step > 0 ? next.nextElementSibling : next.previousElementSibling; while (next && (next.hidden || next.tagName !== 'DETAILS'));
    if (!next) return;
    event.preventDefault();
    next.firstElementChild.focus();
  });

  // A list of which one page at a time is in the document. As long as it shows everything that it was written with, it stays as it was written.
  const pageable = (container, make) => {
    const written = [...container.childNodes];
    const isWhole = container.dataset.whole === 'true';
    let items = [];
    let isAll = true;
    let page = 0;
    let isStale = false;
    let isWritten = true;
    const turn = (to, label) => {
      const isOff = to < 0 || to * PAGE >= items.length;
      const button = create('button', { type: 'button', disabled: isOff }, label);
      button.addEventListener('click', () => {
        page = to;
        draw();
        (container.querySelector('summary, a') ?? container).focus({ preventScroll: true });
        container.scrollIntoView({ block: 'start' });
      });
      return button;
    };
    const draw = () => {
      isStale = false;
      if (isAll && isWhole) {
        if (!isWritten) container.replaceChildren(...written);
        isWritten = true;
        return;
      }

      isWritten = false;
      const first = page * PAGE;
      const shown = items.slice(first, first + PAGE);
      container.replaceChildren(...shown.map(make));
      if (items.length > PAGE) {
        container.append(create('nav', { className: 'pager', ariaLabel: 'Pages' },
          turn(0, 'First'), turn(page - 1, 'Previous'),
          create('span', {}, `${format(first + 1)} to ${format(first + shown.length)} of ${format(items.length)}`),
          turn(page + 1, 'Next'), turn(Math.ceil(items.length / PAGE) - 1, 'Last')));
      }
    };
    return {
      set(next, all) {
        items = next;
        isAll = all;
        page = 0;
        isStale = true;
        if (isAll && isWhole) draw();
      },
      draw() {
        if (isStale) draw();
      },
      isSeen: () => container.closest('details')?.open ?? true,
      cost: () => isStale ? Math.min(items.length, PAGE) : 0,
      // Rather nothing than what is not true any more.
      empty() {
        if (!isStale) return;
        isWritten = false;
        container.replaceChildren();
      },
      turnTo(item) {
        const at = items.indexOf(item);
        if (at < 0) return false;
        page = Math.floor(at / PAGE);
        draw();
        return true;
      },
      get length() {
        return items.length;
      },
    };
  };

  // Columns are sorted by what a cell says, or by the order that it gives.
  for (const table of document.querySelectorAll('table.sortable')) {
    const body = table.tBodies[0];
    [...table.tHead.rows[0].cells].forEach((head, at) => {
      const keyOf = row => row.cells[at].dataset.order ?? row.cells[at].textContent.trim();
      const button = create('button', { type: 'button' });
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener('click', () => {
        const isDescending = head.getAttribute('aria-sort') !== 'descending' && (at > 0);
        const isAscending = !isDescending && head.getAttribute('aria-sort') !== 'ascending';
        const sign = isDescending || !isAscending ? -1 : 1;
        for (const other of table.tHead.rows[0].cells) other.removeAttribute('aria-sort');
        head.setAttribute('aria-sort', sign < 0 ? 'descending' : 'ascending');
        const numbers = [...body.rows].every(row => /^-?[0-9,]*$/.test(keyOf(row)));
        const number = row => Number(keyOf(row).replaceAll(',', ''));
        body.append(...[...body.rows].sort((one, other) => sign * (numbers ? number(one) - number(other) : keyOf(one).localeCompare(keyOf(other), 'en'))));
      });
    });
  }

  const unpack = async () => {
    const text = document.getElementById('data').content.textContent;
    const bytes = Uint8Array.fromBase64?.(text) ?? Uint8Array.from(atob(text), character => character.charCodeAt(0));
    return new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'))).json();
  };

  const start = data => {
    const { texts, elements, places, contents, fingerprints } = data;
    const sums = (differences = []) => {
      const values = new Int32Array(differences.length);
      let sum = 0;
      for (let index = 0; index < values.length; index++) values[index] = sum += differences[index];
      return values;
    };
    const [group, rule, topic, severity, caller, status, place, route, stage, element, content, line] =
      ['group', 'rule', 'topic', 'severity', 'caller', 'status', 'place', 'route', 'stage', 'element', 'content', 'line'].map(name => sums(data[name]));
    const [path, pathElement, pathContent] = ['path', 'pathElement', 'pathContent'].map(name => sums(data[name]));
    const [apiPlace, apiElement, apiContent, apiRoutes, routeElement, routeKey, routeContent] =
      ['apiPlace', 'apiElement', 'apiContent', 'apiRoutes', 'routeElement', 'routeKey', 'routeContent'].map(name => sums(data[name]));
    const total = fingerprints.length;
    const fill = (text, values) => text.replace(/[\uE000-\uF8FF]/g, blank => values[blank.charCodeAt(0) - 0xE000]);
    const build = (index, values) => {
      const [name, attributes, ...rest] = elements[index];
      const tag = texts[name];
      const built = tag === 'svg' || tag === 'rect' || tag === 'use' ? document.createElementNS(SVG, tag) : document.createElement(tag);
      for (let at = 0; at < attributes; at++) built.setAttribute(texts[rest[2 * at]], fill(texts[rest[2 * at + 1]], values));
      built.append(...rest.slice(2 * attributes).map(child => child < 0 ? fill(texts[~child], values) : build(child, values)));
      return built;
    };

    const named = places.map(numbers => numbers.map(text => texts[text]));
    const placeOf = index => named[index];
    // A negative number is a distance of lines.
    const lineAt = (number, from) => String(from + (~number % 2 ? -(~number + 1) / 2 : ~number / 2));
    const filled = (numbers, values, from) => numbers.map(number => number >= 0 ? fill(texts[number], values) : lineAt(number, from));
    // A route, its path, and its path with something in its parameters.
    const wordsOf = key => {
      const path = key.includes(' ') ? key.slice(key.indexOf(' ') + 1) : '';
      return [key, path, path.replace(/[{][^}]*[}]/g, 'anything')];
    };
    const commonOf = index => {
      const [key, below, any] = wordsOf(texts[route[index]]);
      return [...placeOf(place[index]), key, texts[stage[index]], fingerprints[index], String(line[index]), below, any];
    };
    const valuesOf = index => {
      const values = commonOf(index);
      return values.concat(filled(contents[content[index]].slice(1), values, line[index]));
    };

    // Searching a hundred thousand findings takes no hundred thousand texts: theirs have blanks, and are few. Where a word may begin in such a text
    // and end in what its blank stands for, and only there, the blanks are filled in.
    const lower = cached(texts.length, text => texts[text].toLowerCase());
    const pieces = cached(texts.length, text => lower(text).split(/([\uE000-\uF8FF])/).map((piece, at) => at % 2 ? piece.charCodeAt(0) - 0xE000 : piece));
    const placeWords = cached(places.length, index => named[index].map(name => name.toLowerCase()));
    const tagsOf = cached(places.length, index => data.tags[index].toLowerCase().split(', ').filter(Boolean));
    const routeWords = cached(texts.length, text => wordsOf(texts[text].toLowerCase()));
    const holdsFilledIn = (several, index, word) => {
      const [key, path, any] = routeWords(route[index]);
      const values = [...placeWords(place[index]), key, lower(stage[index]), fingerprints[index], String(line[index]), path, any];
      return several.some(text => {
        let filled = '';
        for (const piece of pieces(text)) filled += typeof piece === 'number' ? values[piece] : piece;
        return filled.includes(word);
      });
    };
    const NOT = 1;
    const YES = 2;
    const PERHAPS = 3;
    const mayStraddle = (text, word) => pieces(text).some((piece, at, all) => {
      if (typeof piece !== 'number') return at > 0 && at < all.length - 1 && word.includes(piece);
      for (let length = 1; length < word.length; length++) {
        if (all[at - 1].endsWith(word.slice(0, length)) || all[at + 1].startsWith(word.slice(length))) return true;
      }
      return false;
    });
    const frameworks = Object.create(null);
    for (const framework of document.querySelectorAll('#frameworks details')) {
      for (const link of framework.querySelectorAll('.rules a')) (frameworks[link.textContent] ??= []).push(framework.querySelector('.name').textContent);
    }
    // A rule is found by its title, its name and its frameworks: the controls stand beside its findings, the titles in their section.
    const ruleWords = data.rules.map(id => {
      const details = document.getElementById(`rule-${id}`);
      return [id, details?.querySelector('.name')?.textContent, details?.querySelector('.meta')?.textContent, ...frameworks[id] ?? []].join(' ').toLowerCase();
    });
    const searcher = word => {
      const ofRule = ruleWords.map(words => words.includes(word));
      const ofPlace = cached(places.length, index => placeWords(index).some(name => name.includes(word)) || tagsOf(index).some(tag => tag.includes(word)));
      const ofRoute = cached(texts.length, text => routeWords(text).some(value => value.includes(word)));
      const ofText = cached(texts.length, text => lower(text).includes(word) ? YES : mayStraddle(text, word) ? PERHAPS : NOT);
      // Without the commands, which come last, and without lines.
      const textsOf = numbers => numbers.slice(1, numbers.length - numbers[0]).filter(number => number >= 0);
      const ofContent = cached(contents.length, index => {
        const several = textsOf(contents[index]);
        return several.some(text => ofText(text) === YES) || several.filter(text => ofText(text) === PERHAPS);
      });
      const isNumber = /^[0-9]+$/.test(word);
      const isHash = /^[0-9a-f]+$/.test(word);
      return index => {
        if (ofRule[rule[index]] || ofPlace(place[index]) || ofRoute(route[index]) || ofText(stage[index]) === YES) return true;
        if ((isNumber && String(line[index]).includes(word)) || (isHash && fingerprints[index].includes(word))) return true;
        const isIn = number => {
          const held = ofContent(number);
          return held === true || (held.length > 0 && holdsFilledIn(held, index, word));
        };
        return isIn(content[index]) || (path[index] > 0 && isIn(pathContent[path[index] - 1]));
      };
    };

    // A path is in the data once for all findings that it leads to.
    const addPath = (index, built) => {
      const into = path[index] > 0 && built.querySelector(':scope > dl > .way');
      if (!into || into.querySelector('ol')) return;
      const values = commonOf(index);
      into.replaceChildren(build(pathElement[path[index] - 1], values.concat(filled(contents[pathContent[path[index] - 1]].slice(1), values, 0))));
    };
    const finding = index => {
      const built = build(element[index], valuesOf(index));
      addPath(index, built);
      return built;
    };
    // What had no room on the page is drawn when somebody looks.
    document.addEventListener('toggle', ({ target }) => {
      const index = target.open && target.matches('.finding') ? fingerprints.indexOf(target.id.slice('finding-'.length)) : -1;
      if (index >= 0) addPath(index, target);
    }, true);
    const link = index => {
      const summary = build(elements[element[index]].at(2 + 2 * elements[element[index]][1]), valuesOf(index));
      const [mark, message] = summary.children;
      return create('p', {}, mark, ' ', create('a', { href: `#finding-${fingerprints[index]}` }, ...message.childNodes));
    };

    const groups = data.groups.map(id => {
      const details = document.getElementById(id);
      const list = pageable(details.querySelector('.list'), finding);
      details.addEventListener('toggle', () => {
        if (details.open) list.draw();
      });
      return { details, list, match: details.querySelector('.match'), indexes: [] };
    });
    for (let index = 0; index < total; index++) groups[group[index]].indexes.push(index);

    const anchorOf = index => `api-${placeOf(index).slice(0, 3).join('-')}`.replace(/[^A-Za-z0-9-]/g, '_');
    const apis = [];
    let routes = 0;
    for (let index = 0; index < apiPlace.length; index++) {
      apis.push({ index, place: apiPlace[index], routes, anchor: anchorOf(apiPlace[index]), indexes: [], shown: [], list: null });
      routes += apiRoutes[index];
    }

    const apiDetails = api => {
      const values = placeOf(api.place);
      const details = build(apiElement[api.index], values.concat(filled(contents[apiContent[api.index]], values, 0)));
      const body = details.querySelector('.routes tbody');
      const rows = {
        isSeen: () => details.open,
        cost: () => body && !body.firstChild ? apiRoutes[api.index] : 0,
        empty() {},
        draw() {
          if (!body || body.firstChild) return;
          body.append(...Array.from({ length: apiRoutes[api.index] }, (_, at) => build(routeElement[api.routes + at], filled([routeKey[api.routes + at], ...contents[routeContent[api.routes + at]]], [], 0))));
        },
      };
      details.addEventListener('toggle', () => rows.draw());
      drawSoon(rows);
      return details;
    };
    const apiOf = new Map(apis.map(api => [api.place, api]));
    // Fixed, unread and suppressed ones are no findings of an API.
    const counts = index => !['absent', 'unread', 'suppressed'].includes(data.statuses[status[index]]);
    for (let index = 0; index < total; index++) {
      if (counts(index)) apiOf.get(place[index])?.indexes.push(index);
    }

    let isFiltered = false;
    const linked = (api, details) => {
      api.list = pageable(details.querySelector('.links'), link);
      api.list.set(api.shown, !isFiltered);
      details.addEventListener('toggle', () => api.list.draw());
      return details;
    };
    const container = document.getElementById('api-list');
    const onPage = new Map();
    for (const api of apis) {
      const details = document.getElementById(api.anchor);
      if (details) onPage.set(api, linked(api, details));
    }
    const apiList = container && pageable(container, api => {
      const details = onPage.get(api) ?? linked(api, apiDetails(api));
      drawSoon(api.list);
      return details;
    });

    find = id => {
      const index = id.startsWith('finding-') ? fingerprints.indexOf(id.slice('finding-'.length)) : -1;
      const api = apis.find(one => one.anchor === id);
      if (index < 0 && !api) return null;
      const show = () => index >= 0 ? groups[group[index]].list.turnTo(index) : apiList.turnTo(api);
      if (!show()) {
        form?.reset();
        apply();
        show();
      }

      return document.getElementById(id);
    };

    const result = document.getElementById('filter-result');
    const apiResult = document.getElementById('api-result');
    const noMatch = document.getElementById('no-match');
    const read = () => {
      if (!form) return {};
      const values = new FormData(form);
      return {
        // Words, and phrases in quotes.
        words: [...String(values.get('q')).toLowerCase().matchAll(/"([^"]+)"|[^\s"]+/g)].map(found => found[1] ?? found[0]),
        severity: values.getAll('severity'),
        api: String(values.get('api') ?? '').trim().toLowerCase(),
        tag: String(values.get('tag') ?? '').trim().toLowerCase(),
        ...Object.fromEntries(['rule', 'topic', 'caller', 'account', 'region', 'status'].map(name => [name, values.get(name)])),
      };
    };
    // What can be chosen from: the values, of each finding the number of its own, and where their counts are shown.
    const ofPlace = at => {
      const values = [...new Set(named.map(names => names[at]))];
      const numbers = new Map(values.map((value, number) => [value, number]));
      const numberOf = Int32Array.from(named, names => numbers.get(names[at]));
      return [values, Int32Array.from(place, one => numberOf[one])];
    };
    const facets = form ? Object.entries({
      severity: [data.severities, severity], rule: [data.rules, rule], topic: [data.topics, topic], caller: [data.callers, caller],
      account: ofPlace(0), region: ofPlace(1), status: [data.statuses, status],
    }).map(([name, [values, numbers]]) => {
      const options = [...form.querySelectorAll(`select[name=${name}] > option`)].map(option => ({ option, label: option.textContent, number: values.indexOf(option.value) }));
      const chips = [...form.querySelectorAll(`input[name=${name}]`)].map(input => ({ count: input.parentElement.querySelector('.count'), number: values.indexOf(input.value) }));
      return { name, values, numbers, options, chips, counts: new Int32Array(values.length), isOpen: new Uint8Array(values.length) };
    }) : [];
    const isOfRule = Uint8Array.from(group, one => groups[one].details.id.startsWith('rule-') ? 1 : 0);
    // Finds what matches everything, and counts for each value of a facet what there would be with it instead of those chosen now.
    const sift = state => {
      const isIn = Uint8Array.from(named, ([, , id, name], index) =>
        (!state.api || id.toLowerCase() === state.api || name.toLowerCase().includes(state.api)) && (!state.tag || tagsOf(index).some(tag => tag.includes(state.tag))) ? 1 : 0);
      for (const facet of facets) {
        const chosen = [state[facet.name]].flat().filter(Boolean);
        facet.counts.fill(0);
        facet.all = 0;
        facet.values.forEach((value, number) => facet.isOpen[number] = chosen.length === 0 || chosen.includes(value) ? 1 : 0);
      }

      const searchers = (state.words ?? []).map(searcher);
      const matches = new Uint8Array(total);
      const count = (facet, index) => {
        // What is fixed or suppressed counts for those who ask for it.
        const isAskedFor = isOfRule[index] || state.status;
        if (facet.name === 'status' ? isOfRule[index] : isAskedFor) facet.all++;
        if (facet.name === 'status' || isAskedFor) facet.counts[facet.numbers[index]]++;
      };
      for (let index = 0; index < total; index++) {
        if (!isIn[place[index]]) continue;
        let closed = null;
        let isLost = false;
        for (const facet of facets) {
          if (facet.isOpen[facet.numbers[index]]) continue;
          isLost = closed !== null;
          if (isLost) break;
          closed = facet;
        }
        if (isLost || !searchers.every(holds => holds(index))) continue;
        if (closed) {
          count(closed, index);
        } else {
          matches[index] = 1;
          for (const facet of facets) count(facet, index);
        }
      }
      return matches;
    };
    const showCounts = () => {
      for (const { options, chips, counts, all } of facets) {
        for (const { option, label, number } of options) option.textContent = `${label} (${format(option.value ? counts[number] ?? 0 : all)})`;
        for (const { count, number } of chips) count.textContent = format(counts[number] ?? 0);
      }
    };
    const apply = () => {
      const state = read();
      isFiltered = Object.values(state).some(value => value && value.length > 0);
      const isShown = sift(state);
      showCounts();
      room = MOST_FOLDED;
      let shown = 0;
      let all = 0;
      let inRules = 0;
      for (const { details, list, match, indexes } of groups) {
        const items = isFiltered ? indexes.filter(index => isShown[index]) : indexes;
        const isOfRules = details.id.startsWith('rule-');
        all += isOfRules ? indexes.length : 0;
        inRules += isOfRules ? items.length : 0;
        shown += items.length;
        list.set(items, items.length === indexes.length);
        (details.closest('section[id^=section-]') ?? details).hidden = items.length === 0;
        if (match) {
          match.hidden = items.length === indexes.length;
          match.textContent = `${format(items.length)} of ${format(indexes.length)}`;
        }

        // What is folded stays as it was written, unless that is not true any more.
        if (details.open) list.draw();
        else if (isFiltered) drawSoon(list);
      }

      const others = shown - inRules;
      if (result) result.textContent = isFiltered
        ? `${format(inRules)} of ${count(all, 'finding')}${others ? `, and ${format(others)} fixed, suppressed or not read again` : ''}`
        : count(all, 'finding');
      if (noMatch) noMatch.hidden = inRules > 0;
      if (!apiList) return;
      for (const api of apis) {
        api.shown = isFiltered ? api.indexes.filter(index => isShown[index]) : api.indexes;
        api.list?.set(api.shown, api.shown.length === api.indexes.length);
      }

      const listed = isFiltered ? apis.filter(api => api.shown.length > 0) : apis;
      apiList.set(listed, listed.length === apis.length);
      drawSoon(apiList);
      for (const api of onPage.keys()) drawSoon(api.list);
      apiResult.textContent = isFiltered ? `${format(listed.length)} of ${count(apis.length, 'API')}, those with findings that match the filter` : count(apis.length, 'API');
    };

    const save = () => {
      const parameters = new URLSearchParams();
      for (const [name, value] of new FormData(form)) {
        if (value) parameters.append(name, String(value));
      }
      const text = parameters.toString();
      history.replaceState(null, '', text ? PREFIX + text : location.pathname + location.search);
    };
    const load = () => {
      if (!location.hash.startsWith(PREFIX)) return;
      const parameters = new URLSearchParams(location.hash.slice(PREFIX.length));
      for (const control of form.elements) {
        const values = parameters.getAll(control.name);
        if (control.type === 'checkbox') control.checked = values.includes(control.value);
        else if (control.tagName === 'SELECT') control.value = [...control.options].some(option => option.value === values[0]) ? values[0] : '';
        else if (control.tagName === 'INPUT') control.value = values[0] ?? '';
      }
    };
    // Who follows a link to a filter wants to see what it leaves.
    const showList = () => {
      const list = document.getElementById('findings');
      list.scrollIntoView();
      settle(list);
    };
    for (const anchor of document.querySelectorAll('a[data-value]')) anchor.setAttribute('href', PREFIX + new URLSearchParams({ [anchor.dataset.name]: anchor.dataset.value }));
    for (const anchor of document.querySelectorAll('a[data-topic]')) {
      const region = anchor.dataset.region ? { region: anchor.dataset.region } : {};
      anchor.setAttribute('href', PREFIX + new URLSearchParams({ topic: anchor.dataset.topic, [anchor.dataset.region ? 'account' : 'api']: anchor.dataset.row, ...region }));
    }
    let pending = 0;
    const changed = () => {
      cancelAnimationFrame(pending);
      delete root.dataset.drawn;
      pending = requestAnimationFrame(() => {
        apply();
        save();
        sayWhetherDrawn();
      });
    };
    addEventListener('hashchange', () => {
      if (form && location.hash.startsWith(PREFIX)) {
        load();
        apply();
        showList();
      }
      openTarget();
    });
    const tags = document.getElementById('filter-tags');
    if (tags) tags.append(...[...new Set(data.tags.flatMap(text => text.split(', ').filter(Boolean)))].sort().slice(0, 500).map(value => create('option', { value })));
    const names = document.getElementById('filter-apis');
    if (names) {
      const offered = new Set(apis.map(api => placeOf(api.place)[3]).filter(Boolean));
      names.append(...[...offered].slice(0, 500).map(value => create('option', { value })));
    }

    if (form) {
      form.addEventListener('input', changed);
      form.addEventListener('reset', () => setTimeout(changed));
      form.addEventListener('submit', event => event.preventDefault());
      form.addEventListener('keydown', event => {
        if (event.key !== 'Escape' || event.target.type !== 'text' || !event.target.value) return;
        event.target.value = '';
        changed();
      });
      form.hidden = false;
      load();
    }

    apply();
    openTarget();
    if (location.hash.startsWith(PREFIX) && form) showList();
    root.dataset.ready = 'true';
    sayWhetherDrawn();
  };

  openTarget();
  if (typeof DecompressionStream === 'undefined') {
    addEventListener('hashchange', openTarget);
    root.dataset.ready = 'true';
    sayWhetherDrawn();
    return;
  }

  afterPaint(() => unpack().then(start));
})();
