namespace Auditor.Aws.Operations;

/// <summary>The request member that takes a page token, and where the answer holds the next one.</summary>
internal sealed record Paging<T>(string TokenMember, Func<T, string?> NextToken)
{
    /// <summary>The request member that sets the page size; null where the service has none or its default is the maximum.</summary>
    public string? SizeMember { get; init; }

    public int Size { get; init; }

    /// <summary>The service's maximum is not documented: a refused size is asked for again without one.</summary>
    public bool IsSizeUndocumented { get; init; }
}
