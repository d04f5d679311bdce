namespace Auditor.Core.Policies;

/// <summary>What is asked of a header before the policy is.</summary>
/// <param name="Key">The condition key that has its text, <c>aws:Referer</c> or <c>aws:UserAgent</c>.</param>
/// <param name="Pattern">What the text is compared with.</param>
/// <param name="Holds">Whether it has to be sent and to fit; otherwise it must not.</param>
public sealed record HeaderCondition(string Key, WildcardText Pattern, bool Holds);
