using System.Collections.Immutable;

namespace Auditor.Cli.Configuration;

/// <summary>What <c>auditor.yaml</c> says. What it leaves out is null.</summary>
internal sealed record ConfigurationFile
{
    public ImmutableArray<Sourced<string>>? Regions { get; init; }

    /// <summary>Regions that are closed on purpose, by a service control policy for example: nothing is asked there.</summary>
    public ImmutableArray<Sourced<string>>? ClosedRegions { get; init; }

    /// <summary>The rules to run, and no others.</summary>
    public ImmutableArray<Sourced<string>>? OnlyRules { get; init; }

    /// <summary>Rules to run besides those that are on by default.</summary>
    public ImmutableArray<Sourced<string>>? EnabledRules { get; init; }

    public ImmutableArray<Sourced<string>>? SkippedRules { get; init; }

    public ImmutableArray<RuleOptionSetting> RuleOptions { get; init; } = [];

    public FailOn? FailOn { get; init; }

    public ImmutableArray<Sourced<string>>? Formats { get; init; }

    public string? Output { get; init; }

    public double? MaxRate { get; init; }

    public ImmutableArray<SeveritySetting> Severities { get; init; } = [];

    public ImmutableArray<SuppressionSetting> Suppressions { get; init; } = [];
}
