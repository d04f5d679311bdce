namespace Auditor.Cli;

/// <summary>What makes a build fail.</summary>
/// <param name="FailOn">The severity from which on findings count.</param>
/// <param name="FailOnNew">The severity from which on findings count that the baseline does not have; <see langword="null"/> when nobody asked.</param>
/// <param name="AllowIncomplete">Whether a scan may pass that could not assess everything.</param>
internal sealed record Gate(FailOn FailOn, FailOn? FailOnNew = null, bool AllowIncomplete = false);
