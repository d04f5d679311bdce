using System.Collections.Immutable;

namespace Auditor.Cli.Configuration;

/// <summary>
/// The value that the file gives to an option of a rule; whether there is such a rule and such an option has still to be looked up.
/// </summary>
/// <param name="Rule">The rule as it is named.</param>
/// <param name="Key">The option as it is named.</param>
/// <param name="Values">One text, or those of a list.</param>
/// <param name="Where">Where the value stands.</param>
internal sealed record RuleOptionSetting(Sourced<string> Rule, Sourced<string> Key, ImmutableArray<Sourced<string>> Values, string Where);
