namespace Auditor.Core.Inventory;

/// <summary>Where a statement takes the caller's address from when not from the connection.</summary>
/// <param name="Header">The header, in lower case. Without it AWS WAF does not apply the rule at all.</param>
/// <param name="MatchesMalformed">Whether a header without a valid address counts as a match (<c>FallbackBehavior</c>).</param>
public sealed record WafForwardedAddress(string Header, bool MatchesMalformed);
