using System.Collections.Immutable;

namespace Auditor.Aws.Tests.Operations;

/// <summary>What AWS says of an operation that its declaration does not.</summary>
internal interface IOperationComparison
{
    ImmutableArray<OperationDifference> Differences { get; }

    /// <summary>The members of records that AWS does answer with.</summary>
    IReadOnlySet<string> Found { get; }
}
