// Runs state machines whose query language is JSONata, with the language's own implementation: node state-machine.mjs < RUNS.json
//   RUNS.json  [{ definition, execution, answers: { STATE: [answer of each call in turn, the last one again; null and { error, cause } fail] } }]
// Prints of each run the calls of tasks in their order: [[{ state, arguments }]].
import jsonata from 'jsonata';
import { readFileSync } from 'node:fs';

// Text between {% and %} is an expression; everything else is as it stands.
async function value(template, bindings) {
  if (typeof template === 'string') {
    const expression = /^\{%(.*)%\}$/s.exec(template);
    if (!expression) return template;
    // $parse is Step Functions' own, and so is that nothing is no value.
    const outcome = await jsonata(expression[1]).evaluate({}, { ...bindings, parse: JSON.parse });
    if (outcome === undefined) throw new Error(`States.QueryEvaluationError: ${template}`);
    return outcome;
  }
  if (Array.isArray(template)) return Promise.all(template.map(one => value(one, bindings)));
  if (template === null || typeof template !== 'object') return template;
  return Object.fromEntries(await Promise.all(Object.entries(template).map(async ([name, one]) => [name, await value(one, bindings)])));
}

async function run(machine, input, variables, context, night) {
  const { answers, calls, seen } = night;
  for (let name = machine.StartAt; name !== undefined;) {
    const state = machine.States[name];
    const bindings = { ...variables, states: { input, context } };
    let next = state.Next;
    let output = input;
    let said = state;
    if (state.Type === 'Choice') {
      next = state.Default;
      for (const choice of state.Choices) {
        if (await value(choice.Condition, bindings)) {
          next = choice.Next;
          break;
        }
      }
    } else if (state.Type === 'Map') {
      const items = await value(state.Items, bindings);
      output = bindings.states.result = [];
      for (const [Index, Value] of [...items].entries()) {
        const inside = { ...context, Map: { Item: { Index, Value } } };
        const item = state.ItemSelector ? await value(state.ItemSelector, { ...variables, states: { input, context: inside } }) : Value;
        // A child of a distributed map is an execution of its own: it has another name, and no variables of its parent.
        const isOwn = state.ItemProcessor.ProcessorConfig.Mode === 'DISTRIBUTED';
        output.push(await run(
          state.ItemProcessor, item, isOwn ? {} : variables, isOwn ? { Execution: { Name: `${context.Execution.Name}-${Index}` } } : inside,
          night));
      }
    } else if (state.Type === 'Task') {
      calls.push({ state: name, arguments: await value(state.Arguments, bindings) });
      const all = answers[name] ?? [{}];
      seen[name] = (seen[name] ?? -1) + 1;
      output = bindings.states.result = all[Math.min(seen[name], all.length - 1)];
      if (output === null || output.error !== undefined) {
        if (!state.Catch) throw new Error(`Nobody catches what ${name} fails with.`);
        said = state.Catch[0];
        next = said.Next;
        output = bindings.states.errorOutput = { Error: output?.error ?? 'States.TaskFailed', Cause: output === null ? 'It was taken away.' : output.cause };
      }
    }
    const before = bindings;
    if (said.Assign) variables = { ...variables, ...(await value(said.Assign, before)) };
    if (said.Output !== undefined) output = await value(said.Output, before);
    // As a service would get it: without the marks that JSONata leaves on its lists.
    input = output === undefined ? undefined : JSON.parse(JSON.stringify(output));
    name = next;
  }
  return input;
}

const nights = [];
for (const { definition, execution, answers } of JSON.parse(readFileSync(0, 'utf8'))) {
  const night = { answers, calls: [], seen: {} };
  await run(definition, {}, {}, { Execution: { Name: execution } }, night);
  nights.push(night.calls);
}
console.log(JSON.stringify(nights));
