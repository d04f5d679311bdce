using Auditor.Core.Metadata;

namespace Auditor.Cli.Configuration;

/// <summary>The severity that the file gives to all findings of a rule.</summary>
internal sealed record SeveritySetting(Sourced<string> Rule, Severity Severity);
