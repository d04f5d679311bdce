namespace Auditor.Core.Inventory;

/// <summary>A web ACL that a stage names.</summary>
public sealed record WebAcl
{
    public required string Arn { get; init; }

    /// <summary>What it does.</summary>
    public Fact<WebAclDefinition> Definition { get; init; }

    /// <summary>Whether what it did to requests is written anywhere.</summary>
    public Fact<bool> IsLogged { get; init; }

    /// <summary>Set when logging is configured and its filter drops every record.</summary>
    public bool? DropsEveryLogRecord { get; init; }
}
