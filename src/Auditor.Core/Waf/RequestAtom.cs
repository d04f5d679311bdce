using Auditor.Core.Inventory;

namespace Auditor.Core.Waf;

/// <summary>A yes-or-no question about a request that addresses and countries do not answer.</summary>
internal sealed class RequestAtom(int id)
{
    public int Id { get; } = id;

    /// <summary>The text comparison; <see langword="null"/> when it is a question that cannot be decided.</summary>
    public WafStatement? Text { get; init; }

    /// <summary>What it is called in lists of the undecided.</summary>
    public string Name { get; init; } = "";

    /// <summary>Whether any caller can be sure of a no: nobody has to send what a rule looks for.</summary>
    public bool IsAvoidable { get; init; }

    /// <summary>Whether any caller can have either answer: they write what is looked at.</summary>
    public bool IsCallersChoice { get; init; }

    /// <summary>Why it could not be read.</summary>
    public Unknown? Unread { get; init; }

    /// <summary>Whether two answers exclude each other: one text cannot be two.</summary>
    public static bool Contradict(RequestAtom left, bool leftHolds, RequestAtom right, bool rightHolds)
    {
        if (left.Text is not { } a || right.Text is not { } b || a.Part != b.Part || a.PartName != b.PartName || !SameTransformations(a, b))
        {
            return false;
        }

        if (leftHolds && rightHolds && a.Comparison is "EXACTLY" && b.Comparison is "EXACTLY")
        {
            return true;
        }

        return (leftHolds && Settles(a, b) is { } settled && settled != rightHolds)
            || (rightHolds && Settles(b, a) is { } other && other != leftHolds);
    }

    // What an exact text makes of another comparison; null when one of them is not known.
    private static bool? Settles(WafStatement exact, WafStatement other) =>
        exact is { Comparison: "EXACTLY", Value: { } text } && other.Value is { } value
        ? other.Comparison switch
        {
            "EXACTLY" => string.Equals(text, value, StringComparison.Ordinal),
            "STARTS_WITH" => text.StartsWith(value, StringComparison.Ordinal),
            "ENDS_WITH" => text.EndsWith(value, StringComparison.Ordinal),
            "CONTAINS" => text.Contains(value, StringComparison.Ordinal),
            _ => null,
        }
        : null;

    private static bool SameTransformations(WafStatement left, WafStatement right) =>
        (left.Transformations ?? []).SequenceEqual(right.Transformations ?? []);
}
