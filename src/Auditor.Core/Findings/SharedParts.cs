using System.Collections.Concurrent;
using System.Collections.Immutable;
using Auditor.Core.Exposure;
using Auditor.Core.Inventory;

namespace Auditor.Core.Findings;

/// <summary>
/// Makes equal parts of findings one object: of an API with a hundred routes a rule may say the same a hundred times. Several threads may
/// ask.
/// </summary>
internal sealed class SharedParts
{
    private readonly ConcurrentDictionary<string, string> _texts = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<Evidence, Evidence> _evidence = new();
    private readonly ConcurrentDictionary<PriorityReason, PriorityReason> _reasons = new();
    private readonly ConcurrentDictionary<Unknown, Unknown> _unknown = new();
    private readonly ConcurrentDictionary<string, ImmutableArray<string>> _names = new(StringComparer.Ordinal);

    public string Of(string text) => _texts.GetOrAdd(text, text);

    public Evidence Of(Evidence evidence) => _evidence.GetOrAdd(evidence, evidence);

    public Unknown Of(Unknown unknown) => _unknown.GetOrAdd(unknown, unknown);

    public Priority Of(Priority priority) => new(priority.Reasons.Select(reason => _reasons.GetOrAdd(reason, reason)));

    public ImmutableArray<string> Of(ImmutableArray<string> names) =>
        names is not []
            && _names.GetOrAdd(string.Join('\n', names), names) is var known
            && known.SequenceEqual(names, StringComparer.Ordinal)
            ? known
            : names;
}
