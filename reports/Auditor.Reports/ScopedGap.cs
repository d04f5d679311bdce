using Auditor.Core.Inventory;

namespace Auditor.Reports;

/// <summary>Something that could not be read, with where.</summary>
/// <param name="Account">Twelve digits.</param>
/// <param name="Region">The Region; <see langword="null"/> for what has none (IAM).</param>
/// <param name="Gap">What, why, and what is lost by it.</param>
internal sealed record ScopedGap(string Account, string? Region, Gap Gap)
{
    /// <summary><c>111122223333, eu-west-1</c>.</summary>
    public string Where => Region is null ? Account : $"{Account}, {Region}";

    /// <summary>What happened and what is lost by it, in one line.</summary>
    public string Text => VisibleText.Of($"{Gap.Operation} of '{Gap.Target}' in {Where}: {Gap.Message} {Gap.Lost}");
}
