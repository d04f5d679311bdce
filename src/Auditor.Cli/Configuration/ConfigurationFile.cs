using System.Collections.Immutable;

namespace Auditor.Cli.Configuration;

/// <summary>What <c>auditor.yaml</c> says. What it leaves out is null.</summary>
internal sealed record ConfigurationFile
{
    public ImmutableArray<Sourced<string>>? Regions { get; init; }

    public ImmutableArray<Sourced<string>>? EnabledRules { get; init; }

    public ImmutableArray<Sourced<string>>? SkippedRules { get; init; }

    public FailOn? FailOn { get; init; }

    public ImmutableArray<Sourced<string>>? Formats { get; init; }

    public string? Output { get; init; }

    public double? MaxRate { get; init; }

    public ImmutableArray<SeveritySetting> Severities { get; init; } = [];

    public ImmutableArray<SuppressionSetting> Suppressions { get; init; } = [];
}
