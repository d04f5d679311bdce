using System.Collections.Immutable;

namespace Auditor.Core.Exposure;

/// <summary>What becomes of one request, and each step that decides it.</summary>
/// <param name="Decision">The decision.</param>
/// <param name="Because">One sentence: the step that decides.</param>
/// <param name="Steps">In the order in which API Gateway takes them; those after a rejection are missing.</param>
public sealed record AccessExplanation(AccessDecision Decision, string Because, ImmutableArray<Evidence> Steps);
