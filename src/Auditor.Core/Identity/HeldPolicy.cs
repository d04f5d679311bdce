using Auditor.Core.Policies;

namespace Auditor.Core.Identity;

/// <summary>An identity policy as it was read; several policies of the same text are one.</summary>
/// <param name="document">What it says; of one that could not be read, a statement of which nobody knows the effect.</param>
/// <param name="isPersonal">Whether it asks for something that differs between principals.</param>
/// <param name="unread">What could not be read; <see langword="null"/> for what was.</param>
internal sealed class HeldPolicy(PolicyDocument document, bool isPersonal = false, string? unread = null)
{
    public PolicyDocument Document { get; } = document;

    public bool IsPersonal { get; } = isPersonal;

    public string? Unread { get; } = unread;

    /// <summary>A policy of which the text was read, or was not.</summary>
    /// <param name="text">Its text; <see langword="null"/> where it was not read.</param>
    /// <param name="what">How a sentence calls it: <c>policy 'x'</c>.</param>
    /// <param name="byText">Those that are known already.</param>
    public static HeldPolicy Of(string? text, string what, Dictionary<string, HeldPolicy> byText)
    {
        if (text is null)
        {
            return NotRead($"{what}, which was not read");
        }

        if (!byText.TryGetValue(text, out var held))
        {
            held = PolicyDocument.Read(text, what) is { IsKnown: true } read
                ? new(read.Value, PrincipalFacts.IsPersonal(text))
                : NotRead($"{what}, which cannot be read");
            byText.Add(text, held);
        }

        return held;
    }

    public static HeldPolicy NotRead(string what) => new(
        new PolicyDocument(
            null,
            null,
            [new() { Index = 0, Effect = PolicyEffect.Unknown, Actions = [new("*")], Resources = [new("*")], HasResources = true }]),
        unread: what);
}
